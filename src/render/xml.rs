//! Text inside XML and HTML: what looks like markup comes out as text, and characters that XML does not know stay out.

/// Text on one line, as content or as the value of an attribute: line breaks, tabs and other control characters become blanks.
pub(super) fn escape(text: &str) -> String {
    escaped(text, &[])
}

/// Text whose line breaks and tabs count.
pub(super) fn escape_lines(text: &str) -> String {
    escaped(text, &['\n', '\t'])
}

fn escaped(text: &str, kept: &[char]) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // The one name that HTML 4 lacks.
            '\'' => out.push_str("&#39;"),
            '\u{FFFE}' | '\u{FFFF}' => {}
            other if other.is_control() && !kept.contains(&other) => out.push(' '),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_text_and_unknown_characters_stay_out() {
        let hostile = "<b a=\"1\" c='2'>&amp;\u{FFFE}\u{FFFF}\0\u{1b}]]>\n\tä";
        let words = "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;amp;  ]]&gt;";
        assert_eq!(escape(hostile), format!("{words}  ä"));
        assert_eq!(escape_lines(hostile), format!("{words}\n\tä"));
    }
}
