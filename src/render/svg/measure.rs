//! How wide text is, without a font: the widths of Helvetica (as in Arial, Liberation Sans), a little generous.

/// Widths of the printable ASCII characters from the space on, in thousandths of the font size.
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// The width of text at a font size in pixels, rounded up; bold is wider.
pub(in crate::render) fn width(text: &str, size: i32, bold: bool) -> i32 {
    let units: u32 = text.chars().map(units).sum();
    let factor = if bold { 114 } else { 107 };
    let scaled = u64::from(units) * u64::from(size.unsigned_abs()) * factor;
    i32::try_from(scaled.div_ceil(100_000)).unwrap_or(i32::MAX)
}

fn units(letter: char) -> u32 {
    let at = u32::from(letter).checked_sub(32).and_then(|at| usize::try_from(at).ok());
    if let Some(width) = at.and_then(|at| WIDTHS.get(at)) {
        return u32::from(*width);
    }
    match letter {
        'ä' | 'ö' | 'ü' | 'ß' | 'é' | 'è' | 'á' => 611,
        'Ä' | 'Ö' | 'Ü' => 778,
        '–' | '„' | '“' | '”' | '·' => 556,
        // Scripts that are wider than Latin.
        other if u32::from(other) > 0x1100 => 1000,
        _ => 720,
    }
}

/// Breaks text into lines no wider than `room`; a word that is too long is cut at hyphens, else anywhere.
pub(in crate::render) fn wrap(text: &str, size: i32, bold: bool, room: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace().flat_map(|word| pieces(word, size, bold, room)) {
        let (word, glued) = word;
        let candidate = match (line.is_empty(), glued) {
            (true, _) => word.clone(),
            (false, true) => format!("{line}{word}"),
            (false, false) => format!("{line} {word}"),
        };
        if line.is_empty() || width(&candidate, size, bold) <= room {
            line = candidate;
        } else {
            lines.push(std::mem::replace(&mut line, word));
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// A word in parts that fit; a part that continues a word is glued to what stands before.
fn pieces(word: &str, size: i32, bold: bool, room: i32) -> Vec<(String, bool)> {
    if width(word, size, bold) <= room {
        return vec![(word.to_owned(), false)];
    }
    let mut parts: Vec<(String, bool)> = Vec::new();
    let mut part = String::new();
    for letter in word.chars() {
        let mut longer = part.clone();
        longer.push(letter);
        if width(&longer, size, bold) > room && !part.is_empty() {
            parts.push((std::mem::take(&mut part), !parts.is_empty()));
        }
        part.push(letter);
        if matches!(letter, '-' | '/' | '.' | '@') {
            parts.push((std::mem::take(&mut part), !parts.is_empty()));
        }
    }
    if !part.is_empty() {
        parts.push((part, !parts.is_empty()));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_and_nothing_is_lost() {
        let text =
            "Servicevereinbarung Unterhaltsvorschuss-Onlinedienst für Donaudampfschifffahrtsgesellschaften";
        let lines = wrap(text, 12, false, 100);
        assert!(lines.iter().all(|line| width(line, 12, false) <= 100), "{lines:?}");
        assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
    }

    #[test]
    fn bold_is_wider_and_nothing_is_nothing() {
        assert!(width("Jugendamt", 13, true) > width("Jugendamt", 13, false));
        assert_eq!((width("", 12, false), wrap("  ", 12, false, 50)), (0, vec![]));
    }
}
