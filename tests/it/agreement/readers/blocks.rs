//! Markdown and pages as the few blocks that facts stand in: headings, paragraphs, boxes, list items, tables. Only what
//! Lotse's own documents use.

/// A block. Texts are without marks; a line break inside is `\n`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading: its depth, what it says.
    Heading(usize, Inline),
    /// A paragraph.
    Paragraph(Inline),
    /// A box ("Hier fehlt eine Stelle").
    Quote(Inline),
    /// A list item; of a list of steps, whether it is ticked.
    Item(Option<bool>, Inline),
    /// A table: its head, its rows.
    Table(Vec<String>, Vec<Vec<String>>),
}

/// A text without marks, and what of it was marked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inline {
    /// All of it.
    pub text: String,
    /// What was bold, in order.
    pub strong: Vec<String>,
    /// Where its links lead, in order.
    pub links: Vec<String>,
}

/// The blocks of a text, by the ending of its path.
pub fn blocks(path: &str, text: &str) -> Vec<Block> {
    match path.rsplit_once('.') {
        Some((_, "md")) => super::markdown::blocks(text),
        Some((_, "html")) => super::html::blocks(text),
        _ => panic!("{path}: neither Markdown nor a page"),
    }
}

/// The parts below the headings of a depth: the heading, what stands below it, up to the next heading of this depth or above. What
/// stands before the first such heading comes first, below "".
pub fn parts(blocks: &[Block], depth: usize) -> Vec<(Inline, Vec<Block>)> {
    let mut parts = vec![(Inline::default(), Vec::new())];
    for block in blocks {
        match block {
            Block::Heading(level, text) if *level == depth => parts.push((text.clone(), Vec::new())),
            Block::Heading(level, _) if *level < depth && parts.len() > 1 => {
                parts.push((Inline::default(), vec![block.clone()]));
            }
            _ => parts.last_mut().unwrap().1.push(block.clone()),
        }
    }
    parts
}

/// The part below a heading of depth 2 that says exactly this.
pub fn part(blocks: &[Block], heading: &str) -> Option<Vec<Block>> {
    parts(blocks, 2).into_iter().find(|(head, _)| head.text == heading).map(|(_, part)| part)
}

/// The tables among some blocks.
pub fn tables(blocks: &[Block]) -> impl Iterator<Item = (&[String], &[Vec<String>])> {
    blocks.iter().filter_map(|block| match block {
        Block::Table(head, rows) => Some((head.as_slice(), rows.as_slice())),
        _ => None,
    })
}

/// The boxes among some blocks, but for what an example and a state's own additions say of themselves.
pub fn quotes(blocks: &[Block]) -> impl Iterator<Item = &Inline> {
    blocks.iter().filter_map(|block| match block {
        Block::Quote(text) if !is_aside(&text.text) => Some(text),
        _ => None,
    })
}

/// Whether a box carries no fact.
pub fn is_aside(text: &str) -> bool {
    text.starts_with("Beispiel:") || text.starts_with("Ergänzung:")
}
