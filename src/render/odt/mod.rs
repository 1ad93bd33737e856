//! A document as OpenDocument text (ODF 1.3): real styles, headings, lists, tables with header rows, pictures with
//! alternative text, page numbers, language and title. Made from the same tree as every other form.

mod content;
mod parts;

use super::odf::{Archive, meta};
use super::tree::{Block, title};
use super::xml::escape;
use crate::text::Language;

/// What a file needs beside its content.
#[derive(Clone, Copy)]
pub struct Frame<'f> {
    /// The language of the text.
    pub language: Language,
    /// The day of the document, `2027-03-01`.
    pub day: &'f str,
    /// The finished picture (SVG) behind an address, if there is one.
    pub picture: &'f dyn Fn(&str) -> Option<String>,
}

impl std::fmt::Debug for Frame<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Frame")
            .field("language", &self.language)
            .field("day", &self.day)
            .finish_non_exhaustive()
    }
}

/// The file. The same tree gives the same bytes.
///
/// Fails only where the archive cannot be built, which writing into memory does not do.
pub fn file(blocks: &[Block], frame: &Frame<'_>) -> Result<Vec<u8>, std::io::Error> {
    let written = content::write(blocks, frame);
    let title = title(blocks).unwrap_or_default();
    let mut archive = Archive::new("application/vnd.oasis.opendocument.text")?;
    archive.put("content.xml", "text/xml", &written.xml)?;
    archive.put("styles.xml", "text/xml", &parts::styles(frame.language))?;
    archive.put("meta.xml", "text/xml", &meta(&title, frame.language, frame.day))?;
    for (name, svg) in &written.pictures {
        archive.put(name, "image/svg+xml", svg)?;
    }
    archive.finish()
}
