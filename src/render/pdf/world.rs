//! All that typst may see: one template, one document, four fonts. No files, no network, no clock.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt as _, World};

use super::text::Glyphs;

/// Source Sans 3 (SIL Open Font License 1.1), the one family of our pages: regular, bold, and both slanted.
const FONT_FILES: [&[u8]; 4] = [
    include_bytes!("../../../templates/fonts/SourceSans3-Regular.ttf"),
    include_bytes!("../../../templates/fonts/SourceSans3-Bold.ttf"),
    include_bytes!("../../../templates/fonts/SourceSans3-It.ttf"),
    include_bytes!("../../../templates/fonts/SourceSans3-BoldIt.ttf"),
];

/// The template, the same for every document.
const TEMPLATE: &str = include_str!("../../../templates/document.typ");

/// What all documents share: made once, borrowed by each.
pub(super) struct Shop {
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    library: LazyHash<Library>,
    template: Source,
    data: FileId,
    /// What the fonts can show.
    pub(super) glyphs: Glyphs,
}

impl Shop {
    /// Fonts and template.
    pub(super) fn open() -> &'static Self {
        static SHOP: LazyLock<Shop> = LazyLock::new(|| {
            let fonts: Vec<Font> =
                FONT_FILES.iter().flat_map(|bytes| Font::iter(Bytes::new(*bytes))).collect();
            // The four files have the same characters: `fonts_agree`.
            let glyphs = fonts.first().map(|font| font.info().coverage.iter().collect()).unwrap_or_default();
            // Cells that name a row are marked as such; typst still calls that an extra.
            let library = Library::builder().with_features([Feature::A11yExtras].into_iter().collect());
            Shop {
                book: LazyHash::new(FontBook::from_fonts(&fonts)),
                fonts,
                library: LazyHash::new(library.build()),
                template: Source::new(id("document.typ"), TEMPLATE.to_owned()),
                data: id("document.json"),
                glyphs: Glyphs::new(glyphs),
            }
        });
        &SHOP
    }
}

/// A file's name inside typst's world. Names are kept for ever and are few: the same two for every document.
#[expect(clippy::expect_used, reason = "both names are written here, and are plain")]
fn id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("a plain name is a path");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// One document on its way to paper.
pub(super) struct Press {
    shop: &'static Shop,
    data: Bytes,
}

impl Press {
    /// With the document's content as JSON.
    pub(super) fn new(shop: &'static Shop, json: String) -> Self {
        Self { shop, data: Bytes::from_string(json) }
    }
}

impl World for Press {
    fn library(&self) -> &LazyHash<Library> {
        &self.shop.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shop.book
    }

    fn main(&self) -> FileId {
        self.shop.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.shop.template.id() {
            Ok(self.shop.template.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.shop.data { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shop.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_agree() {
        let shop = Shop::open();
        let all: Vec<Vec<u32>> =
            shop.fonts.iter().map(|font| font.info().coverage.iter().collect()).collect();
        assert_eq!(all.len(), 4);
        assert!(all.windows(2).all(|pair| pair.first() == pair.last()), "one list of characters serves all");
        assert!(shop.fonts.iter().all(|font| font.info().family == super::super::FAMILY));
    }

    #[test]
    fn there_is_nothing_else_and_no_clock() {
        let press = Press::new(Shop::open(), "{}".to_owned());
        let other = id("document.txt");
        assert!(press.file(other).is_err() && press.source(other).is_err());
        assert_eq!(press.today(None), None);
    }
}
