//! Values inside Markdown: whatever a name contains, it stays text on GitLab, on GitHub and in our own forms.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Marks a value that would begin a list or a heading if it stood at the beginning of a line; removed by [`tidy`].
const GUARD: char = '\u{e000}';

/// A value as Markdown text: characters that mean something are escaped, line breaks become spaces.
///
/// What is harmful only at the beginning of a line is guarded and decided by [`tidy`], so that a date in the middle of a
/// sentence stays readable in the file.
pub fn escape(value: &str) -> String {
    let text = label(value);
    // An address inside a name is no link of ours; both sites would make one of it.
    if !text.contains("://") && !text.contains("www.") {
        return text;
    }
    text.replace("://", "\\://").replace("www.", "www\\.")
}

/// The same for the text of a link, where an address may stand as it is.
pub fn label(value: &str) -> String {
    let mut out = String::with_capacity(value.len() + 8);
    if value.trim_start().starts_with(|c: char| c.is_ascii_digit() || "+-=".contains(c)) {
        out.push(GUARD);
    }
    let value = value.trim();
    // Most names have nothing in them that means anything.
    if value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b" .,;:!?()/'\"-+=@%".contains(&byte)) {
        out.push_str(value);
        return out;
    }
    let mut letters = value.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            GUARD => {}
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '$' => {
                out.push('\\');
                out.push(c);
            }
            '&' if letters.peek().is_some_and(|next| next.is_ascii_alphanumeric() || *next == '#') => {
                out.push_str("\\&");
            }
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => out.push(' '),
            // Marks that turn the reading direction would let a name rearrange the words around it.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            c => out.push(c),
        }
    }
    out
}

/// The target of a link: only schemes that lead to people or pages, and nothing that could end the link early.
///
/// `None` for everything else; the text is then shown without a link.
pub fn target(address: &str) -> Option<String> {
    let allowed = ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| address.starts_with(scheme));
    // A relative address has no scheme before its first slash, and does not name a host.
    let relative = !address.starts_with('/') && !address.split('/').next().unwrap_or_default().contains(':');
    if !(allowed || relative) {
        return None;
    }
    let mut out = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            c if c.is_ascii_alphanumeric() || "-._~:/?#@!$&+,;=%".contains(c) => out.push(c),
            c => {
                let mut bytes = [0; 4];
                for byte in c.encode_utf8(&mut bytes).bytes() {
                    // Writing into a string cannot fail.
                    let _ = write!(out, "%{byte:02X}");
                }
            }
        }
    }
    Some(out)
}

/// Removes the guards, and blank lines that a template left where it had nothing to say.
pub fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = 1;
    for line in text.lines() {
        let line = line.trim_end();
        let line = if line.contains(GUARD) { Cow::Owned(unguard(line)) } else { Cow::Borrowed(line) };
        if line.is_empty() {
            blank += 1;
            if blank > 1 {
                continue;
            }
        } else {
            blank = 0;
        }
        out.push_str(&line);
        out.push('\n');
    }
    while out.ends_with("\n\n") {
        out.pop();
    }
    out
}

/// Escapes what a guard protects where it begins a block; elsewhere the guard just goes.
fn unguard(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once(GUARD) {
        out.push_str(before);
        rest = after;
        if begins_block(&out) {
            let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let (number, following) = rest.split_at(digits);
            out.push_str(number);
            rest = following;
            if rest.starts_with(['.', ')', '+', '-', '=']) {
                out.push('\\');
            }
        }
    }
    out.push_str(rest);
    out
}

/// Whether what stands before on the line is nothing but marks of lists and quotes.
fn begins_block(before: &str) -> bool {
    before.split_whitespace().all(|word| {
        matches!(word, "-" | "*" | "+" | ">" | "[ ]" | "[x]" | "[" | "]")
            || word.strip_suffix('.').is_some_and(|number| number.chars().all(|c| c.is_ascii_digit()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_text() {
        assert_eq!(escape("<script>"), "\\<script\\>");
        assert_eq!(escape("a|b`c*d_e\nf"), "a\\|b\\`c\\*d\\_e f");
        assert_eq!(escape("](javascript:alert(1))"), "\\](javascript:alert(1))");
        assert_eq!(escape("a\u{202e}b"), "ab");
    }

    #[test]
    fn beginnings_are_escaped_only_where_they_begin() {
        let date = escape("1. März 2027");
        assert_eq!(tidy(&format!("{date}\n")), "1\\. März 2027\n");
        assert_eq!(tidy(&format!("ab {date}\n")), "ab 1. März 2027\n");
        assert_eq!(tidy(&format!("- {}\n", escape("+1"))), "- \\+1\n");
        assert_eq!(tidy(&format!("x\n{}\n", escape("=1+1"))), "x\n\\=1+1\n");
        assert_eq!(tidy(&format!("| {} |\n", escape("=1+1"))), "| =1+1 |\n");
    }

    #[test]
    fn only_known_schemes_are_linked() {
        assert_eq!(target("javascript:alert(1)"), None);
        assert_eq!(target("//evil.example"), None);
        assert_eq!(target("../index.md").as_deref(), Some("../index.md"));
        assert_eq!(target("https://x.example/a b)").as_deref(), Some("https://x.example/a%20b%29"));
        assert_eq!(target("tel:+493023125000").as_deref(), Some("tel:+493023125000"));
    }

    #[test]
    fn one_blank_line_at_most() {
        assert_eq!(tidy("\n\na\n\n\n\nb\n\n"), "a\n\nb\n");
    }
}
