//! Markdown as Lotse writes it.

use super::blocks::{Block, Inline};

/// The blocks of a Markdown document.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let bare = line.trim_start();
        if bare.is_empty() || bare == "---" || bare.starts_with("![") {
            // A picture says nothing that does not stand below it.
        } else if let Some(depth) = depth(bare) {
            found.push(Block::Heading(depth, inline(bare.trim_start_matches('#').trim())));
        } else if bare.starts_with("| ") || bare == "|" {
            let mut rows = vec![cells(bare)];
            while let Some(row) = lines.next_if(|line| line.starts_with('|')) {
                rows.push(cells(row));
            }
            let head = rows.remove(0);
            assert!(!rows.is_empty(), "a table without rule below its head: {line}");
            rows.remove(0);
            found.push(Block::Table(head, rows));
        } else if bare.starts_with('>') {
            let mut quoted = vec![bare.trim_start_matches('>').trim()];
            while let Some(more) = lines.next_if(|line| line.starts_with('>')) {
                quoted.push(more.trim_start_matches('>').trim());
            }
            found.push(Block::Quote(inline(&quoted.join("\n"))));
        } else if let Some((tick, text)) = item(bare) {
            found.push(Block::Item(tick, inline(text)));
        } else {
            found.push(Block::Paragraph(inline(bare)));
        }
    }
    found
}

fn depth(line: &str) -> Option<usize> {
    let depth = line.len() - line.trim_start_matches('#').len();
    (depth > 0 && line.as_bytes().get(depth) == Some(&b' ')).then_some(depth)
}

fn item(line: &str) -> Option<(Option<bool>, &str)> {
    if let Some(rest) = line.strip_prefix("- ") {
        let ticked = rest.strip_prefix("[x] ").map(|rest| (Some(true), rest));
        let open = rest.strip_prefix("[ ] ").map(|rest| (Some(false), rest));
        return Some(ticked.or(open).unwrap_or((None, rest)));
    }
    let (number, rest) = line.split_once(". ")?;
    (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).then_some((None, rest))
}

fn cells(line: &str) -> Vec<String> {
    let inner = line.trim().trim_start_matches('|');
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for letter in inner.chars() {
        match letter {
            '|' if !escaped => cells.push(String::new()),
            _ => cells.last_mut().unwrap().push(letter),
        }
        escaped = letter == '\\' && !escaped;
    }
    cells.iter().map(|cell| inline(cell.trim()).text).collect()
}

/// A text without its marks.
pub fn inline(text: &str) -> Inline {
    let mut found = Inline::default();
    let mut bold: Option<usize> = None;
    let mut link: Option<usize> = None;
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("**") {
            match bold.take() {
                Some(from) => found.strong.push(found.text[from..].to_owned()),
                None => bold = Some(found.text.len()),
            }
            rest = after;
        } else if let Some(after) = rest.strip_prefix("<br>") {
            found.text.push('\n');
            rest = after;
        } else if let Some(after) = rest.strip_prefix('\\') {
            let escaped = after.chars().next();
            found.text.extend(escaped);
            rest = &after[escaped.map_or(0, char::len_utf8)..];
        } else if let Some((name, after)) = entity(rest) {
            found.text.push(name);
            rest = after;
        } else if let Some((address, after)) = link.and_then(|_| rest.strip_prefix("](")?.split_once(')')) {
            link = None;
            found.links.push(address.to_owned());
            rest = after;
        } else if letter == '[' && link.is_none() && rest.contains("](") {
            link = Some(found.text.len());
            rest = &rest[1..];
        } else if letter == '*' {
            rest = &rest[1..];
        } else {
            found.text.push(letter);
            rest = &rest[letter.len_utf8()..];
        }
    }
    found
}

/// A letter written as an entity.
pub fn entity(text: &str) -> Option<(char, &str)> {
    let known = [
        ("&amp;", '&'),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&quot;", '"'),
        ("&#39;", '\''),
        ("&#x27;", '\''),
        ("&nbsp;", ' '),
    ];
    known.iter().find_map(|(written, letter)| Some((*letter, text.strip_prefix(written)?)))
}
