//! Markdown that a person wrote, made harmless: read into the tree that all forms know, and written again from it.
//!
//! No HTML, no pictures, no address that runs anything comes through; headings become strong lines, so that the document
//! around keeps its order.

use std::fmt::Write as _;

use super::markdown;
use super::tree::{self, Block, Inline, Item};

/// The lines of a passage, without any mark around it.
pub fn lines(text: &str) -> Vec<String> {
    blocks(&tree::parse(text))
}

fn blocks(blocks: &[Block]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for block in blocks {
        let lines = one(block);
        if lines.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push(String::new());
        }
        out.extend(lines);
    }
    out
}

fn one(block: &Block) -> Vec<String> {
    match block {
        Block::Heading(_, _, content) => {
            let text = markdown::escape(&tree::plain(content));
            if text.is_empty() { Vec::new() } else { vec![format!("**{text}**")] }
        }
        Block::Paragraph(content) => {
            Some(inlines(content)).filter(|line| !line.is_empty()).into_iter().collect()
        }
        Block::List(start, items) => items
            .iter()
            .enumerate()
            .flat_map(|(at, entry)| item(start.map(|first| first + at), entry))
            .collect(),
        Block::Table(head, rows) => {
            let row = |cells: &[Vec<Inline>]| {
                let cells: Vec<String> = cells.iter().map(|cell| inlines(cell)).collect();
                format!("| {} |", cells.join(" | "))
            };
            let rule = format!("|{}", " --- |".repeat(head.len()));
            [row(head), rule].into_iter().chain(rows.iter().map(|cells| row(cells))).collect()
        }
        Block::Quote(inner) => blocks(inner).into_iter().map(|line| format!("> {line}")).collect(),
        Block::Code(text) => text.lines().map(markdown::escape).collect(),
        Block::Rule => Vec::new(),
    }
}

fn item(number: Option<usize>, item: &Item) -> Vec<String> {
    let mut mark = number.map_or_else(|| "- ".to_owned(), |number| format!("{number}. "));
    let indent = " ".repeat(mark.len());
    mark.push_str(match item.ticked {
        Some(true) => "[x] ",
        Some(false) => "[ ] ",
        None => "",
    });
    let lines = blocks(&item.blocks).into_iter().enumerate();
    lines
        .map(|(at, line)| match (at, line.is_empty()) {
            (0, _) => format!("{mark}{line}"),
            (_, true) => line,
            (_, false) => format!("{indent}{line}"),
        })
        .collect()
}

fn inlines(content: &[Inline]) -> String {
    let around = |mark: &str, inner: &[Inline]| {
        let inner = inlines(inner);
        if inner.trim().is_empty() { inner } else { format!("{mark}{inner}{mark}") }
    };
    let mut out = String::new();
    for inline in content {
        match inline {
            Inline::Text(text) | Inline::Code(text) | Inline::Picture(_, text) => out.push_str(&words(text)),
            Inline::Emphasis(inner) => out.push_str(&around("*", inner)),
            Inline::Strong(inner) => out.push_str(&around("**", inner)),
            Inline::Struck(inner) => out.push_str(&around("~~", inner)),
            Inline::Link(address, inner) => match markdown::target(address) {
                Some(target) => {
                    let label = markdown::label(&tree::plain(inner));
                    // Writing into a string cannot fail.
                    let _ = write!(out, "[{label}]({target})");
                }
                None => out.push_str(&inlines(inner)),
            },
            Inline::Break => out.push_str("<br>"),
        }
    }
    out.trim().to_owned()
}

/// Escaped text that keeps the space before and after it.
fn words(text: &str) -> String {
    let space = |there: bool| if there { " " } else { "" };
    let before = space(text.starts_with(char::is_whitespace));
    let after = space(text.ends_with(char::is_whitespace) && !text.trim().is_empty());
    format!("{before}{}{after}", markdown::escape(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::markdown::tidy;

    fn clean(text: &str) -> String {
        tidy(&lines(text).join("\n"))
    }

    #[test]
    fn what_the_tree_knows_comes_through() {
        assert_eq!(clean("Ein **Wort** und *eins* mehr."), "Ein **Wort** und *eins* mehr.\n");
        assert_eq!(clean("# Titel\n\n- a\n- b\n\n3. c"), "**Titel**\n\n- a\n- b\n\n3. c\n");
        assert_eq!(clean("| a | b |\n| - | - |\n| 1 | 2 |"), "| a | b |\n| --- | --- |\n| 1 | 2 |\n");
        assert_eq!(clean("[hier](https://x.example/a)"), "[hier](https://x.example/a)\n");
        assert_eq!(clean("- a\n  - b"), "- a\n\n  - b\n");
    }

    #[test]
    fn what_could_harm_does_not() {
        assert_eq!(clean("<script>alert(1)</script>"), "");
        assert_eq!(clean("a <img src=x onerror=alert(1)> b"), "a  b\n");
        assert_eq!(clean("[x](javascript:alert(1))"), "x\n");
        assert_eq!(clean("![p](https://evil.example/p.png)"), "p\n");
        assert_eq!(clean("\\<b\\> {{ frame.on }}"), "\\<b\\> \\{\\{ frame.on \\}\\}\n");
    }

    #[test]
    fn cleaning_twice_changes_nothing() {
        for text in ["1\\. kein Anfang", "- [x] *a* ~~b~~", "> q\n>\n> - x", "a  \nb", "`c*d`", "*a*b **c**"]
        {
            let once = clean(text);
            assert_eq!(clean(&once), once, "{text}");
        }
    }
}
