//! In what a document is written: all forms stand here, once.

use crate::text::Words;

/// Declares the forms: the ending of the files (which is the word of `--format`, too), whether a form holds tables only, the
/// feature of the build that it needs, and what it is.
macro_rules! forms {
    ($($(#[$meta:meta])* $name:ident = $ending:literal, $kind:ident $(, needs $feature:literal)?, $de:literal, $en:literal;)*) => {
        /// In what a document is written.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Form {
            $($(#[$meta])* $name,)*
        }

        impl Form {
            /// All forms.
            pub const ALL: [Self; [$($ending),*].len()] = [$(Self::$name),*];

            /// The ending of its files.
            pub const fn ending(self) -> &'static str {
                match self { $(Self::$name => $ending,)* }
            }

            /// What it is, for people.
            pub const fn about(self) -> Words {
                match self { $(Self::$name => Words::new($de, $en),)* }
            }

            /// Whether it holds tables only, so that a document without one has no file in it.
            pub const fn holds_tables_only(self) -> bool {
                match self { $(Self::$name => forms!(@tables $kind),)* }
            }

            /// Whether this program can write it; else the feature of the build that it needs.
            pub const fn built(self) -> Result<(), &'static str> {
                match self {
                    $($(Self::$name if !cfg!(feature = $feature) => Err($feature),)?)*
                    _ => Ok(()),
                }
            }
        }
    };
    (@tables tables) => { true };
    (@tables whole) => { false };
}

forms! {
    /// Markdown.
    Markdown = "md", whole, "Markdown, auf GitLab und GitHub gleich", "Markdown, the same on GitLab and GitHub";
    /// A self-contained page.
    Html = "html", whole,
        "Seiten für den Browser, jede für sich vollständig, auch ohne Netz",
        "pages for the browser, each complete in itself, without a network too";
    /// OpenDocument text; needs the feature `office`.
    Odt = "odt", whole, needs "office",
        "OpenDocument-Text zum Weiterschreiben (LibreOffice, Word)",
        "OpenDocument text to go on writing (LibreOffice, Word)";
    /// Tagged PDF; needs the feature `pdf`.
    Pdf = "pdf", whole, needs "pdf",
        "PDF zum Verschicken und Ablegen, barrierefrei ausgezeichnet: PDF/UA-1 nach der Prüfung von typst, qpdf und pdfinfo; nicht mit veraPDF geprüft. Die Datei nennt sich außerdem PDF/A-2a. Nur in einem Lotse, das mit `--features pdf` gebaut ist",
        "PDF to send and file, tagged: PDF/UA-1 as checked by typst, qpdf and pdfinfo; not checked with veraPDF. The file also names itself PDF/A-2a. Only in a Lotse that is built with `--features pdf`";
    /// Its tables as an OpenDocument spreadsheet; needs the feature `office`.
    Ods = "ods", tables, needs "office",
        "die Tabellen des Dokuments als OpenDocument-Tabellenblätter (LibreOffice, Excel)",
        "the tables of the document as OpenDocument sheets (LibreOffice, Excel)";
    /// Its tables as an Excel workbook; needs the feature `office`.
    Xlsx = "xlsx", tables, needs "office",
        "die Tabellen des Dokuments als Excel-Mappe",
        "the tables of the document as an Excel workbook";
    /// Its tables as text, one file each.
    Csv = "csv", tables,
        "die Tabellen des Dokuments als Text, je Tabelle eine Datei",
        "the tables of the document as text, one file for each table";
}
