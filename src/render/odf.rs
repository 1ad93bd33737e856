//! What all OpenDocument files have in common: the archive, its metadata, text inside XML.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::xml::escape;
use crate::text::Language;

/// An OpenDocument file being written.
pub(super) struct Archive {
    mime: &'static str,
    zip: ZipWriter<Cursor<Vec<u8>>>,
    entries: Vec<(String, &'static str)>,
}

impl Archive {
    /// Begins a file of a kind. The kind comes first and unpacked, so that programs know what they have before them.
    ///
    /// Fails, as all of this, only where the archive cannot be built, which writing into memory does not do.
    pub(super) fn new(mime: &'static str) -> Result<Self, std::io::Error> {
        let mut archive = Self { mime, zip: ZipWriter::new(Cursor::new(Vec::new())), entries: Vec::new() };
        archive.write("mimetype", mime.as_bytes(), CompressionMethod::Stored)?;
        Ok(archive)
    }

    /// Adds a part, with its kind for the manifest.
    pub(super) fn put(&mut self, name: &str, kind: &'static str, text: &str) -> Result<(), std::io::Error> {
        self.entries.push((name.to_owned(), kind));
        self.write(name, text.as_bytes(), CompressionMethod::Deflated)
    }

    /// Ends the file with its table of contents.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, std::io::Error> {
        let manifest = self.manifest();
        self.write("META-INF/manifest.xml", manifest.as_bytes(), CompressionMethod::Deflated)?;
        self.zip.finish().map(Cursor::into_inner).map_err(std::io::Error::other)
    }

    fn write(&mut self, name: &str, bytes: &[u8], method: CompressionMethod) -> Result<(), std::io::Error> {
        // A fixed time: the same document is the same file.
        let options =
            SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::default());
        self.zip.start_file(name, options).map_err(std::io::Error::other)?;
        self.zip.write_all(bytes)
    }

    fn manifest(&self) -> String {
        let mut entries = String::new();
        for (path, kind) in &self.entries {
            let _ = write!(
                entries,
                "<manifest:file-entry manifest:full-path=\"{path}\" manifest:media-type=\"{kind}\"/>"
            );
        }
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\"><manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" manifest:media-type=\"{}\"/>{entries}</manifest:manifest>\n",
            self.mime
        )
    }
}

/// `meta.xml`: title, language and day (`2027-03-01`).
pub(super) fn meta(title: &str, language: Language, day: &str) -> String {
    let (title, code) = (escape(title), language.code());
    let version = env!("CARGO_PKG_VERSION");
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-meta xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" office:version=\"1.3\"><office:meta><meta:generator>Lotse/{version}</meta:generator><dc:title>{title}</dc:title><dc:language>{code}</dc:language><dc:date>{day}T00:00:00</dc:date></office:meta></office:document-meta>\n"
    )
}
