//! Letters as the fonts know them, and words as lines may part them.

use std::collections::BTreeSet;

/// Stands for a character that the fonts do not have.
const UNKNOWN: char = '□';
/// A word with more letters than this may be parted anywhere, lest it run off the page.
const LONG: usize = 40;
/// An address is parted after one of these.
const JOINTS: &str = "@/.-_?&=:";

/// The characters of which every font has a picture, in order.
#[derive(Debug)]
pub(super) struct Glyphs(Vec<u32>);

impl Glyphs {
    /// From what the fonts say of themselves.
    pub(super) fn new(mut characters: Vec<u32>) -> Self {
        characters.sort_unstable();
        characters.dedup();
        Self(characters)
    }

    fn has(&self, c: char) -> bool {
        (' '..='~').contains(&c) || self.0.binary_search(&u32::from(c)).is_ok()
    }

    /// The text as the fonts can show it: marks without a shape of their own are left out, a character that no font has
    /// becomes a box and is noted; typst would refuse the whole document for it.
    pub(super) fn text(&self, text: &str, strange: &mut BTreeSet<char>) -> String {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '\n' => out.push(c),
                c if is_shapeless(c) => {}
                c if self.has(c) => out.push(c),
                c if c.is_whitespace() => out.push(' '),
                c => {
                    strange.insert(c);
                    out.push(UNKNOWN);
                }
            }
        }
        out
    }
}

/// Controls, marks of direction and joining, variation selectors.
fn is_shapeless(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c,
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// A stretch of text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part<'t> {
    /// Words, parted by the rules of the language.
    Words(&'t str),
    /// A word that looks odd when it is parted at its hyphen: `E-Mail`.
    Whole(&'t str),
    /// An address or an endless word: parted only between these pieces, and without a hyphen, which a reader would copy.
    Solid(Vec<&'t str>),
}

/// Text in stretches.
pub(super) fn parts(text: &str) -> Vec<Part<'_>> {
    let mut out = Vec::new();
    let mut rest = text;
    let mut from = 0;
    while let Some(word) = next_word(rest, from) {
        let Some(found) = rest.get(word.clone()) else { break };
        from = word.end;
        if is_solid(found) || is_whole(found) {
            if let Some(before) = rest.get(..word.start).filter(|before| !before.is_empty()) {
                out.push(Part::Words(before));
            }
            out.push(if is_whole(found) { Part::Whole(found) } else { Part::Solid(pieces(found)) });
            rest = rest.get(word.end..).unwrap_or_default();
            from = 0;
        }
    }
    if !rest.is_empty() {
        out.push(Part::Words(rest));
    }
    out
}

/// Where the next word stands, from a place on.
fn next_word(text: &str, from: usize) -> Option<std::ops::Range<usize>> {
    let rest = text.get(from..)?;
    let start = from + rest.find(|c: char| !c.is_whitespace())?;
    let length = text.get(start..)?.find(char::is_whitespace);
    Some(start..length.map_or(text.len(), |length| start + length))
}

fn is_solid(word: &str) -> bool {
    word.contains('@') || word.contains("://") || word.starts_with("www.") || word.chars().count() > LONG
}

/// A letter, a hyphen, a short word.
fn is_whole(word: &str) -> bool {
    word.chars().nth(1) == Some('-') && (4..14).contains(&word.chars().count())
}

/// A word in pieces, after its joints, and none too long.
fn pieces(word: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut length = 0;
    let mut before = ' ';
    for (at, c) in word.char_indices() {
        // Two joints in a row, as in `://`, stay together.
        if at > start && ((JOINTS.contains(before) && !JOINTS.contains(c)) || length == LONG / 2) {
            out.extend(word.get(start..at));
            start = at;
            length = 0;
        }
        before = c;
        length += 1;
    }
    out.extend(word.get(start..).filter(|last| !last.is_empty()));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_font_has_becomes_a_box_and_is_told() {
        let glyphs = Glyphs::new("äß–☐".chars().map(u32::from).collect());
        let mut strange = BTreeSet::new();
        assert_eq!(glyphs.text("a\u{202e}ä 漢\u{fe0f}\u{3000}b\u{7}\n", &mut strange), "aä □ b\n");
        assert_eq!(strange, ['漢'].into());
    }

    #[test]
    fn addresses_are_parted_at_joints_only() {
        assert_eq!(parts("nur Worte, hier"), [Part::Words("nur Worte, hier")]);
        assert_eq!(
            parts("an a.b@amt.example, bitte"),
            [Part::Words("an "), Part::Solid(vec!["a.", "b@", "amt.", "example,"]), Part::Words(" bitte")]
        );
        assert_eq!(parts("https://x.example/a"), [Part::Solid(vec!["https://", "x.", "example/", "a"])]);
        assert_eq!(parts("per E-Mail an"), [Part::Words("per "), Part::Whole("E-Mail"), Part::Words(" an")]);
        assert_eq!(parts(""), []);
    }

    #[test]
    fn endless_words_are_parted_and_nothing_is_lost() {
        let word = "ä".repeat(95);
        let parts = parts(&word);
        let [Part::Solid(pieces)] = parts.as_slice() else { panic!("{parts:?}") };
        assert_eq!(pieces.concat(), word);
        assert!(pieces.iter().all(|piece| piece.chars().count() <= LONG / 2));
    }
}
