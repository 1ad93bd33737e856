//! A cell as text that may stand in a file: one line, nothing invisible, no formula.

/// A cell after cleaning.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// One line without blanks at its ends.
    pub text: String,
    /// Whether something invisible was taken out (line breaks and tabs do not count).
    pub hidden: bool,
    /// Whether it is a formula or the error of one: no text that anybody wrote.
    pub formula: bool,
}

/// What spreadsheets show where a formula failed.
const ERRORS: [&str; 10] =
    ["#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#NV", "#BEZUG!", "#WERT!"];

/// Longest text that is taken, in characters.
pub const LONGEST: usize = 300;

/// Cleans a cell. `="03452"`, by which programs keep leading zeros, is the text in it.
pub fn clean(cell: &str) -> Cell {
    let mut text = String::with_capacity(cell.len());
    let mut hidden = false;
    for letter in cell.chars() {
        if letter.is_whitespace() {
            if !text.ends_with(' ') {
                text.push(' ');
            }
        } else if is_hidden(letter) {
            hidden = true;
        } else {
            text.push(letter);
        }
    }
    let text = text.trim();
    let inner = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    let text = inner.filter(|inner| !inner.contains('"')).unwrap_or(text).trim();
    let formula = text.starts_with(['=', '@']) || ERRORS.contains(&text);
    Cell { text: text.to_owned(), hidden, formula }
}

/// The parts of a cell that lists several things: one a line, or with `;` between.
pub fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(['\n', '\r', ';']).map(str::trim).filter(|part| !part.is_empty())
}

/// The beginning of a text, for comments and messages.
pub fn short(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(longest.saturating_sub(1)).collect();
    short.push('…');
    short
}

/// A text without its middle, for what is told apart by its end.
pub fn short_inside(text: &str, longest: usize) -> String {
    let count = text.chars().count();
    if count <= longest {
        return text.to_owned();
    }
    let (head, tail) = (longest.saturating_sub(1).div_ceil(2), longest.saturating_sub(1) / 2);
    let begin = text.chars().take(head);
    begin.chain(['…']).chain(text.chars().skip(count - tail)).collect()
}

/// Characters that cannot be seen but change what a text is or how it reads.
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fffd}' | '\u{fff9}'..='\u{fffb}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_and_nothing_invisible() {
        let cell = clean(" Amt\u{a0} \n für\tX\u{202e}\u{0} ");
        assert_eq!((cell.text.as_str(), cell.hidden, cell.formula), ("Amt für X", true, false));
        assert_eq!(clean("=\"03452\"").text, "03452");
        for formula in ["=1+1", "=HYPERLINK(\"http://x\")", "@SUM(A1)", "#REF!", "=\"a\"&\"b\""] {
            assert!(clean(formula).formula, "{formula}");
        }
        assert!(!clean("+49 30 23125 042").formula);
        assert_eq!(short("Größenangabe", 6), "Größe…");
    }
}
