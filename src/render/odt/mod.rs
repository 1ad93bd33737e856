//! A document as OpenDocument text (ODF 1.3): real styles, headings, lists, tables with header rows, pictures with
//! alternative text, page numbers, language and title. Made from the same tree as every other form.

mod content;
mod parts;

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::tree::{Block, title};
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
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // The first file must be this one, as it is, so that programs know what they have before them.
    put(&mut archive, "mimetype", MIME.as_bytes(), CompressionMethod::Stored)?;
    let packed = CompressionMethod::Deflated;
    put(&mut archive, "content.xml", written.xml.as_bytes(), packed)?;
    put(&mut archive, "styles.xml", parts::styles(frame.language).as_bytes(), packed)?;
    put(&mut archive, "meta.xml", parts::meta(&title, frame.language, frame.day).as_bytes(), packed)?;
    for (name, svg) in &written.pictures {
        put(&mut archive, name, svg.as_bytes(), packed)?;
    }
    let names: Vec<&str> = written.pictures.iter().map(|(name, _)| name.as_str()).collect();
    put(&mut archive, "META-INF/manifest.xml", parts::manifest(&names).as_bytes(), packed)?;
    archive.finish().map(Cursor::into_inner).map_err(std::io::Error::other)
}

/// What an OpenDocument text is.
const MIME: &str = "application/vnd.oasis.opendocument.text";

fn put(
    archive: &mut ZipWriter<Cursor<Vec<u8>>>,
    name: &str,
    bytes: &[u8],
    method: CompressionMethod,
) -> Result<(), std::io::Error> {
    // A fixed time: the same document is the same file.
    let options =
        SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::default());
    archive.start_file(name, options).map_err(std::io::Error::other)?;
    archive.write_all(bytes)
}

/// Text inside XML, in elements and in attributes; characters that XML does not know are left out.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}
