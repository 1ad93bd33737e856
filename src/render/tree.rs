//! A document's Markdown as a tree: the one thing from which all other forms are made.
//!
//! Only what Lotse's documents use is kept; HTML written into a template by hand is left out, in every form alike.

use comrak::nodes::{AstNode, ListType, NodeValue};
use comrak::{Anchorizer, Arena, Options};

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading of level 1 to 6 with the anchor that GitHub and GitLab give it.
    Heading(u8, String, Vec<Inline>),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list; the number of its first item if it is ordered.
    List(Option<usize>, Vec<Item>),
    /// A table: head and rows of cells.
    Table(Vec<Vec<Inline>>, Vec<Vec<Vec<Inline>>>),
    /// A set-off part: a warning, a note.
    Quote(Vec<Block>),
    /// Text as it is.
    Code(String),
    /// A line across.
    Rule,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Whether it is ticked, where it can be.
    pub ticked: Option<bool>,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Text.
    Text(String),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Struck out.
    Struck(Vec<Inline>),
    /// Text as it is.
    Code(String),
    /// A link: address and text.
    Link(String, Vec<Inline>),
    /// A picture: address and alternative text.
    Picture(String, String),
    /// A new line inside a paragraph.
    Break,
}

/// The tree of a Markdown text.
pub fn parse(markdown: &str) -> Vec<Block> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.tasklist = true;
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    let arena = Arena::new();
    let root = comrak::parse_document(&arena, markdown, &options);
    blocks(root, &mut Anchorizer::new())
}

/// The text of the first heading: the document's title.
pub fn title(blocks: &[Block]) -> Option<String> {
    blocks.iter().find_map(|block| match block {
        Block::Heading(_, _, content) => Some(plain(content)),
        _ => None,
    })
}

/// Inline content without its marks, on one line.
pub fn plain(content: &[Inline]) -> String {
    text(content, ' ')
}

/// Inline content without its marks; `line_break` stands where a line breaks.
pub fn text(content: &[Inline], line_break: char) -> String {
    let mut out = String::new();
    for inline in content {
        match inline {
            Inline::Text(text) | Inline::Code(text) | Inline::Picture(_, text) => out.push_str(text),
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Struck(inner)
            | Inline::Link(_, inner) => {
                out.push_str(&text(inner, line_break));
            }
            Inline::Break => out.push(line_break),
        }
    }
    out
}

/// An address that may be followed: no scheme that runs anything.
pub fn is_safe(address: &str) -> bool {
    super::markdown::target(address).is_some() || address.starts_with('#')
}

/// The address of one of our documents in another form: they link each other in their own.
pub fn in_form(address: &str, ending: &str) -> String {
    let relative = !address.contains(':');
    let (path, anchor) = address
        .split_once('#')
        .map_or((address, String::new()), |(path, anchor)| (path, format!("#{anchor}")));
    match path.strip_suffix(".md").filter(|_| relative) {
        Some(stem) => format!("{stem}.{ending}{anchor}"),
        None => address.to_owned(),
    }
}

fn blocks<'a>(parent: &'a AstNode<'a>, anchors: &mut Anchorizer) -> Vec<Block> {
    parent.children().filter_map(|node| block(node, anchors)).collect()
}

fn block<'a>(node: &'a AstNode<'a>, anchors: &mut Anchorizer) -> Option<Block> {
    let data = node.data.borrow();
    Some(match &data.value {
        NodeValue::Heading(heading) => {
            let content = inlines(node);
            let anchor = anchors.anchorize(&plain(&content));
            Block::Heading(heading.level, anchor, content)
        }
        NodeValue::Paragraph => Block::Paragraph(inlines(node)),
        NodeValue::List(list) => {
            let start = (list.list_type == ListType::Ordered).then_some(list.start);
            Block::List(start, node.children().map(|child| item(child, anchors)).collect())
        }
        NodeValue::Table(_) => {
            let mut rows: Vec<Vec<Vec<Inline>>> =
                node.children().map(|row| row.children().map(inlines).collect()).collect();
            if rows.is_empty() {
                return None;
            }
            let head = rows.remove(0);
            Block::Table(head, rows)
        }
        NodeValue::BlockQuote => Block::Quote(blocks(node, anchors)),
        NodeValue::CodeBlock(code) => Block::Code(code.literal.clone()),
        NodeValue::ThematicBreak => Block::Rule,
        _ => return None,
    })
}

fn item<'a>(node: &'a AstNode<'a>, anchors: &mut Anchorizer) -> Item {
    let ticked = match &node.data.borrow().value {
        NodeValue::TaskItem(task) => Some(task.symbol.is_some()),
        _ => None,
    };
    Item { ticked, blocks: blocks(node, anchors) }
}

fn inlines<'a>(parent: &'a AstNode<'a>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for node in parent.children() {
        let data = node.data.borrow();
        let inline = match &data.value {
            NodeValue::Text(text) => Inline::Text(text.to_string()),
            NodeValue::SoftBreak => Inline::Text(" ".to_owned()),
            NodeValue::LineBreak => Inline::Break,
            // The only way to break a line inside a table cell; GitLab and GitHub both show it.
            NodeValue::HtmlInline(tag) if tag == "<br>" => Inline::Break,
            NodeValue::Code(code) => Inline::Code(code.literal.clone()),
            NodeValue::Emph => Inline::Emphasis(inlines(node)),
            NodeValue::Strong => Inline::Strong(inlines(node)),
            NodeValue::Strikethrough => Inline::Struck(inlines(node)),
            NodeValue::Link(link) if is_safe(&link.url) => Inline::Link(link.url.clone(), inlines(node)),
            NodeValue::Image(link) => Inline::Picture(link.url.clone(), plain(&inlines(node))),
            NodeValue::Link(_) | NodeValue::Escaped => {
                out.extend(inlines(node));
                continue;
            }
            _ => continue,
        };
        match (out.last_mut(), &inline) {
            (Some(Inline::Text(before)), Inline::Text(text)) => before.push_str(text),
            _ => out.push(inline),
        }
    }
    out
}
