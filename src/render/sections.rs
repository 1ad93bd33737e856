//! A document's tree, part by part: thousands of pages share most of their tables and lists, and each is parsed and put
//! into HTML once.
//!
//! A part begins where nothing above can go on: at a heading at the beginning of a line, or after a blank line with
//! something that is neither indented nor an item of a list. Where something in the text could reach further (code fences,
//! HTML, definitions of links), the text is one part.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use comrak::Anchorizer;

use super::tree::{self, Block, Inline, plain};

/// So many sections are kept, and as many of those used before them.
const KEPT: usize = 1024;

/// The sections that earlier documents had.
#[derive(Debug, Default)]
pub(super) struct Sections(Mutex<Generations>);

#[derive(Debug, Default)]
struct Generations {
    young: BTreeMap<String, Arc<Section>>,
    old: BTreeMap<String, Arc<Section>>,
}

/// A part of a document.
#[derive(Debug)]
pub(super) struct Section {
    /// Its blocks; the anchors count only inside the section.
    blocks: Vec<Block>,
    /// The heading above that was first seen, and the HTML under it.
    html: OnceLock<(String, String)>,
}

impl Section {
    fn new(markdown: &str) -> Self {
        Self { blocks: tree::parse(markdown), html: OnceLock::new() }
    }

    /// Whether the same is shown of it under the same heading in each document: no heading, whose anchor counts those
    /// before it, and no picture, whose drawing comes from outside.
    pub(super) fn is_alike(&self) -> bool {
        !self.blocks.iter().any(is_own)
    }

    /// Its HTML under a heading; made anew only if it stood under another one before.
    pub(super) fn html(&self, heading: &str, make: impl Fn(&[Block]) -> String) -> Cow<'_, str> {
        let (above, html) = self.html.get_or_init(|| (heading.to_owned(), make(&self.blocks)));
        if above == heading { Cow::Borrowed(html) } else { Cow::Owned(make(&self.blocks)) }
    }

    /// The blocks with the anchors that they have in a document.
    pub(super) fn anchored(&self, anchors: &mut Anchorizer) -> Vec<Block> {
        let mut blocks = self.blocks.clone();
        set_anchors(&mut blocks, anchors);
        blocks
    }
}

/// Whether a block holds something that each document has for itself.
fn is_own(block: &Block) -> bool {
    match block {
        Block::Heading(..) => true,
        Block::Paragraph(content) => content.iter().any(|inline| matches!(inline, Inline::Picture(..))),
        Block::List(_, items) => items.iter().flat_map(|item| &item.blocks).any(is_own),
        Block::Quote(inner) => inner.iter().any(is_own),
        Block::Table(..) | Block::Code(_) | Block::Rule => false,
    }
}

fn set_anchors(blocks: &mut [Block], anchors: &mut Anchorizer) {
    for block in blocks {
        match block {
            Block::Heading(_, anchor, content) => *anchor = anchors.anchorize(&plain(content)),
            Block::List(_, items) => {
                for item in items {
                    set_anchors(&mut item.blocks, anchors);
                }
            }
            Block::Quote(inner) => set_anchors(inner, anchors),
            Block::Paragraph(_) | Block::Table(..) | Block::Code(_) | Block::Rule => {}
        }
    }
}

/// A document as sections.
#[derive(Debug)]
pub(super) struct Page(Vec<Arc<Section>>);

impl Page {
    /// Its sections in order.
    pub(super) fn sections(&self) -> impl Iterator<Item = &Section> {
        self.0.iter().map(Arc::as_ref)
    }

    /// Its tree, as [`tree::parse`] makes it of the whole text.
    pub(super) fn blocks(&self) -> Vec<Block> {
        let mut anchors = Anchorizer::new();
        self.sections().flat_map(|section| section.anchored(&mut anchors)).collect()
    }

    /// The text of its first heading.
    pub(super) fn title(&self) -> Option<String> {
        self.sections().find_map(|section| tree::title(&section.blocks))
    }
}

impl Sections {
    /// The sections of a Markdown text.
    pub(super) fn parse(&self, markdown: &str) -> Page {
        Page(split(markdown).into_iter().map(|part| self.section(part)).collect())
    }

    fn section(&self, markdown: &str) -> Arc<Section> {
        // Each change of the map is whole, so that a panic elsewhere leaves nothing half-done.
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(markdown) {
            return known;
        }
        let section = Arc::new(Section::new(markdown));
        lock().put(markdown, &section);
        section
    }
}

impl Generations {
    fn get(&mut self, markdown: &str) -> Option<Arc<Section>> {
        if let Some(known) = self.young.get(markdown) {
            return Some(Arc::clone(known));
        }
        let (markdown, known) = self.old.remove_entry(markdown)?;
        self.put(&markdown, &known);
        Some(known)
    }

    fn put(&mut self, markdown: &str, section: &Arc<Section>) {
        if self.young.len() >= KEPT {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(markdown.to_owned(), Arc::clone(section));
    }
}

/// A text cut into its parts; whole where a cut could change what it means.
fn split(markdown: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut begin, mut at) = (0, 0);
    let mut after_blank = false;
    for line in markdown.split_inclusive('\n') {
        let bare = line.trim_start();
        if bare.starts_with("```") || bare.starts_with("~~~") || bare.starts_with('<') || line.contains("]:")
        {
            return vec![markdown];
        }
        if at > begin && (is_heading(line) || after_blank && is_free(line)) {
            parts.extend(markdown.get(begin..at));
            begin = at;
        }
        after_blank = bare.is_empty();
        at += line.len();
    }
    parts.extend(markdown.get(begin..));
    parts
}

/// Whether a line is a heading that stands in no other block: one to six `#` at its very beginning, then a blank.
fn is_heading(line: &str) -> bool {
    let rest = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with([' ', '\n'])
}

/// Whether a line after a blank one begins something of its own: it is not indented, and continues no list.
fn is_free(line: &str) -> bool {
    let marker = line.strip_prefix(['-', '+', '*']).or_else(|| {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.strip_prefix(['.', ')']).filter(|_| rest.len() < line.len())
    });
    let continues = marker.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r']));
    !continues && !line.starts_with(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Lines of Markdown that change what stands around them.
    const LINES: &[&str] = &[
        "# A",
        "## A",
        "### B c",
        "#no",
        "####### no",
        "# ",
        "#",
        " # inside",
        "text",
        "text",
        "- item",
        "- item",
        "- item",
        "  - deeper",
        "  more",
        "* other",
        "1. one",
        "2. two",
        "3) three",
        "> quote",
        "> # inside",
        "- # inside",
        "| a | b |",
        "| --- | --- |",
        "| 1 | 2 |",
        "    code",
        "---",
        "===",
        "- - -",
        "[x]",
        "[a](b.md)",
        "![p](p.svg)",
        "- [ ] open",
        "**b**",
        "*b*",
        "\tx",
        "\\# no",
        "#\u{a0}no",
        "#\tyes",
        "-",
        "1.",
        "\r",
        "a\r",
    ];
    /// Lines whose effect does not end with a heading or a blank line.
    const FAR: &[&str] = &["```", "~~~", "<div>", "<!--", "-->", "[x]: https://x.example", "> ```", "- <!--"];

    fn line() -> impl Strategy<Value = &'static str> {
        prop_oneof![4 => prop::sample::select(LINES), 3 => Just("")]
    }

    fn same(lines: &[&str]) -> Result<(), TestCaseError> {
        let markdown = lines.join("\n");
        let sections = Sections::default();
        let whole = tree::parse(&markdown);
        for _ in 0..2 {
            let page = sections.parse(&markdown);
            prop_assert_eq!(page.blocks(), whole.clone(), "{}", markdown);
            prop_assert_eq!(page.title(), tree::title(&whole));
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

        #[test]
        fn parts_mean_what_the_whole_means(lines in prop::collection::vec(line(), 0..16)) {
            same(&lines)?;
        }

        #[test]
        fn also_where_something_reaches_far(
            mut lines in prop::collection::vec(line(), 0..12),
            far in prop::collection::vec((prop::sample::select(FAR), 0..12_usize), 1..4),
        ) {
            for (line, at) in far {
                lines.insert(at.min(lines.len()), line);
            }
            same(&lines)?;
        }
    }

    #[test]
    fn what_is_used_is_kept() {
        let sections = Sections::default();
        let first = sections.section("# A\n");
        for number in 0..10 * KEPT {
            sections.section(&format!("# {number}\n"));
            assert!(Arc::ptr_eq(&first, &sections.section("# A\n")));
        }
        let kept = sections.0.lock().map(|known| known.young.len() + known.old.len());
        assert!(kept.is_ok_and(|kept| kept <= 2 * KEPT));
    }
}
