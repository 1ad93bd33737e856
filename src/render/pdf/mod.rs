//! A document as tagged PDF: PDF/UA-1 and PDF/A-2a in one file, set by typst in the process.
//!
//! The content goes to a fixed template as data (`templates/document.typ`), never as markup. typst refuses to write a
//! file that would break the standards it is asked for (no title, no alternative text, a skipped heading, a character
//! without a glyph); that refusal is the check we have, and it is told as a problem of the document.

mod data;
mod text;
mod world;

use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::template::TemplateProblem;
use super::tree::Block;
use crate::text::{Language, text};
use crate::time::Date;
use world::{Press, Shop};

/// The family of the fonts.
const FAMILY: &str = "Source Sans 3";

/// For so many documents a piece that none of them needs is remembered: measured on two threads, where 1 takes a third more
/// work and 10 takes more memory and no less work.
const REMEMBERED: usize = 4;
/// A document with more bytes of data is forgotten at once: it shares little, and what typst remembers of it is large.
const LARGE: usize = 500_000;

/// What a file needs beside its content.
#[derive(Clone, Copy)]
pub struct Frame<'f> {
    /// The document's name, a path without ending; the file's lasting identifier is made from it.
    pub name: &'f str,
    /// The language of the text.
    pub language: Language,
    /// The day of the document.
    pub day: Date,
    /// The finished picture (SVG) behind an address, if there is one.
    pub picture: &'f dyn Fn(&str) -> Option<String>,
}

impl std::fmt::Debug for Frame<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Frame")
            .field("name", &self.name)
            .field("language", &self.language)
            .field("day", &self.day)
            .finish_non_exhaustive()
    }
}

/// The file. The same tree gives the same bytes.
///
/// # Errors
///
/// When typst refuses the document; the problem names it.
pub fn file(blocks: &[Block], frame: &Frame<'_>) -> Result<Vec<u8>, TemplateProblem> {
    let shop = Shop::open();
    let json = data::document(blocks, frame, &shop.glyphs);
    let remembered = if json.len() > LARGE { 0 } else { REMEMBERED };
    let bytes = printed(json, frame);
    // Without this, memory grows with every file. What was of use for one of the last few documents stays: pieces that many
    // documents share are set once, also when several threads take turns in forgetting.
    typst::comemo::evict(remembered);
    bytes
}

/// Data in the form of the template, set and written.
fn printed(json: String, frame: &Frame<'_>) -> Result<Vec<u8>, TemplateProblem> {
    let document: PagedDocument =
        typst::compile(&Press::new(Shop::open(), json)).output.map_err(|found| refused(&found, frame))?;
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|found| problem(found.message(), frame))?;
    let options = PdfOptions {
        ident: Smart::Custom(frame.name.to_owned()),
        creator: Smart::Custom(Some("Lotse".to_owned())),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|found| refused(&found, frame))
}

fn refused(found: &[SourceDiagnostic], frame: &Frame<'_>) -> TemplateProblem {
    let mut words: Vec<&str> = found.iter().map(|one| one.message.as_str()).collect();
    words.dedup();
    problem(&words.join("; "), frame)
}

fn problem(why: &str, frame: &Frame<'_>) -> TemplateProblem {
    TemplateProblem {
        file: format!("{}.pdf", frame.name),
        line: None,
        message: text!("das PDF lässt sich nicht schreiben: {why}", "the PDF cannot be written: {why}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::tree::parse;

    fn frame() -> Frame<'static> {
        Frame {
            name: "ni/amt",
            language: Language::De,
            day: Date::constant(2027, 3, 1),
            picture: &|address| {
                let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90\" height=\"30\" font-family=\"Arial\"><text y=\"20\">漢 Bild</text></svg>";
                (address == "a.svg").then(|| svg.to_owned())
            },
        }
    }

    fn written(markdown: &str) -> Result<Vec<u8>, TemplateProblem> {
        file(&parse(markdown), &frame())
    }

    const EVERYTHING: &str = "# Amt\n\n## Teil\n\nWorte *schräg* **fett** ~~weg~~ `so` [Teil](#teil) [x](https://x.example)\n\n\
        > **Achtung:** fehlt\n\n- a\n  - b\n\n3. c\n\n- [x] d\n- [ ] e\n\n| f | g |\n| --- | --- |\n| h | a.b@amt.example |\n\n\
        ![Bild](a.svg)\n\n```\n#code\n```\n\n---\n\nStand\n";

    #[test]
    fn every_kind_of_block_is_set_and_the_bytes_are_the_same_again() {
        let first = written(EVERYTHING).expect("a file");
        assert!(first.starts_with(b"%PDF-1.7"));
        written("# Anderes\n").expect("another");
        assert_eq!(written(EVERYTHING), Ok(first));
    }

    #[test]
    fn nothing_that_a_file_says_makes_a_document_impossible() {
        let words = "#panic() #import \"x\" $a_b$ \\u{1} @x <y> 漢字 😀\u{202e}\u{0}\u{ad}\u{301}";
        let endless = "ä".repeat(1500);
        for text in [words, &endless, "", "🤯", "\u{feff}"] {
            let markdown = format!(
                "{text}\n\n# {text}\n\n### {text}\n\n[{text}]({text}) ![{text}](a.svg)\n\n![{text}](a.svg)\n\n| {text} |\n| - |\n| {text} |\n"
            );
            assert!(written(&markdown).is_ok(), "{text}: {:?}", written(&markdown).err());
        }
    }

    #[test]
    fn wide_tables_turn_the_page() {
        let word = "x".repeat(13);
        let row = format!("| {} |", [word.as_str(); 8].join(" | "));
        let table = format!("{row}\n|{}\n{row}\n", " - |".repeat(8));
        let inside = table.replace('\n', "\n  ");
        assert!(written(&format!("# A\n\n{table}\n- c\n\n  {inside}\n> d\n")).is_ok());
    }

    /// A document as data, with one thing changed.
    fn changed(change: impl Fn(&mut serde_json::Value)) -> Result<Vec<u8>, TemplateProblem> {
        let json = data::document(&parse(EVERYTHING), &frame(), &Shop::open().glyphs);
        let mut value = serde_json::from_str(&json).expect("JSON");
        change(&mut value);
        printed(value.to_string(), &frame())
    }

    fn put(data: &mut serde_json::Value, place: &str, value: serde_json::Value) {
        *data.pointer_mut(place).expect("a place") = value;
    }

    #[test]
    fn what_typst_refuses_is_a_problem_of_the_document() {
        assert!(changed(|_| ()).is_ok());
        let found = [
            changed(|data| put(data, "/title", "".into())),
            changed(|data| put(data, "/blocks/1/level", 3.into())),
            changed(|data| put(data, "/footer", "漢".into())),
            changed(|data| {
                let blocks = data.pointer_mut("/blocks").and_then(|blocks| blocks.as_array_mut());
                let pictures = blocks.expect("blocks").iter_mut().filter(|block| block.get("alt").is_some());
                pictures.for_each(|picture| put(picture, "/alt", serde_json::Value::Null));
            }),
            changed(|data| put(data, "/blocks", 1.into())),
        ];
        for (at, found) in found.into_iter().enumerate() {
            let problem = found.expect_err(&format!("case {at}"));
            assert_eq!(problem.file, "ni/amt.pdf");
            assert!(problem.message.get(Language::De).starts_with("das PDF lässt sich nicht schreiben: "));
        }
    }
}
