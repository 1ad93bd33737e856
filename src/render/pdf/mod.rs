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
    let bytes = printed(data::document(blocks, frame, &shop.glyphs), frame);
    // What typst remembers of one document helps the next one little; without this, memory grows with every file.
    typst::comemo::evict(1);
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
