//! Breaks text into lines for a terminal.

use crate::text::Language;
use crate::time::month_name;

/// Breaks a text between words so that no line has more than `width` characters, where words allow it. Line breaks in
/// the text stay; a line that begins with a space (code, a list) is left as it is.
pub fn wrap(text: &str, width: usize) -> String {
    let lines: Vec<String> = text.trim_end().lines().map(|line| wrap_line(line, width)).collect();
    lines.join("\n")
}

fn wrap_line(line: &str, width: usize) -> String {
    if line.starts_with([' ', '\t']) || line.chars().count() <= width {
        return line.to_owned();
    }
    let mut wrapped = String::with_capacity(line.len());
    let mut column = 0;
    for word in pieces(line, width) {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > width {
            wrapped.push('\n');
            column = 0;
        } else if column > 0 {
            wrapped.push(' ');
            column += 1;
        }
        wrapped.push_str(&word);
        column += length;
    }
    wrapped
}

/// The words of a line; what nobody wants to read on two lines is one: a date, a number with what it counts, a paragraph.
fn pieces(line: &str, width: usize) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut last = "";
    for word in line.split_whitespace() {
        match pieces.last_mut() {
            Some(piece) if holds(last, word) && piece.chars().count() + 1 + word.chars().count() <= width => {
                piece.push(' ');
                piece.push_str(word);
            }
            _ => pieces.push(word.to_owned()),
        }
        last = word;
    }
    pieces
}

/// Whether no line ends between two words: "31. Dezember", "Dezember 2027", "4 Stunden", "§ 2".
fn holds(word: &str, next: &str) -> bool {
    let bare = word.trim_start_matches(['(', '„', '“', '"']);
    let is_number =
        bare.starts_with(|letter: char| letter.is_ascii_digit()) && bare.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    let is_year = next.len() >= 4 && next.bytes().take(4).all(|byte| byte.is_ascii_digit());
    let is_month = Language::ALL.iter().any(|language| (1..=12).any(|month| month_name(month, *language) == bare));
    bare == "§"
        || is_number && next.starts_with(char::is_alphabetic)
        || is_month && is_year
}

/// The same for nested lists: what follows stands below the text of its line. Fenced code stays as it is.
pub fn hanging(text: &str, width: usize) -> String {
    let mut wrapped = String::with_capacity(text.len());
    let mut code = false;
    for line in text.lines() {
        if line.starts_with("```") || code {
            code ^= line.starts_with("```");
            wrapped.push_str(line);
            wrapped.push('\n');
            continue;
        }
        let bare = line.trim_start_matches(' ');
        let entry = bare.strip_prefix("- ").unwrap_or(bare);
        let indent = line.chars().count() - entry.chars().count();
        wrapped.push_str(line.strip_suffix(entry).unwrap_or_default());
        let below = format!("\n{}", " ".repeat(indent));
        wrapped.push_str(&wrap(entry, width.saturating_sub(indent)).replace('\n', &below));
        wrapped.push('\n');
    }
    wrapped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_whole() {
        assert_eq!(wrap("ein Satz über mehrere Zeilen", 10), "ein Satz\nüber\nmehrere\nZeilen");
        assert_eq!(wrap("Behördenrufnummernverzeichnis ja", 5), "Behördenrufnummernverzeichnis\nja");
        assert_eq!(wrap("so:\n    owner = \"ein langer Name\"\n", 8), "so:\n    owner = \"ein langer Name\"");
        assert_eq!(wrap("größe", 5), "größe");
        assert_eq!(wrap("", 0), "");
        assert_eq!(wrap("a b", 0), "a\nb");
    }

    #[test]
    fn dates_and_counts_stay_on_one_line() {
        assert_eq!(wrap("endet am 31. Dezember 2027, danach", 20), "endet am\n31. Dezember 2027,\ndanach");
        assert_eq!(wrap("Frist: 4 Stunden", 9), "Frist:\n4 Stunden");
        assert_eq!(wrap("nach § 2 ThürFGtG", 8), "nach § 2\nThürFGtG");
        assert_eq!(wrap("on 31 December 2027", 12), "on\n31 December\n2027");
    }

    #[test]
    fn lists_hang() {
        assert_eq!(hanging("Kopf\n- a b c\n  - d e\n", 6), "Kopf\n- a b\n  c\n  - d\n    e\n");
        assert_eq!(hanging("ein Satz\n", 5), "ein\nSatz\n");
        assert_eq!(hanging("```\na b\n```\na b\n", 2), "```\na b\n```\na\nb\n");
    }
}
