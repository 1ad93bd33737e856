//! Breaks text into lines for a terminal.

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
    for word in line.split_whitespace() {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > width {
            wrapped.push('\n');
            column = 0;
        } else if column > 0 {
            wrapped.push(' ');
            column += 1;
        }
        wrapped.push_str(word);
        column += length;
    }
    wrapped
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
    fn lists_hang() {
        assert_eq!(hanging("Kopf\n- a b c\n  - d e\n", 6), "Kopf\n- a b\n  c\n  - d\n    e\n");
        assert_eq!(hanging("ein Satz\n", 5), "ein\nSatz\n");
        assert_eq!(hanging("```\na b\n```\na b\n", 2), "```\na b\n```\na\nb\n");
    }
}
