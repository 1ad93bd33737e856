//! The other part of the file: styles.

use std::fmt::Write as _;

use crate::text::{Language, Words};

/// `styles.xml`.
pub(super) fn styles(language: Language) -> String {
    let country = Words::new("DE", "GB").get(language);
    let code = language.code();
    let page = Words::new("Seite", "Page").get(language);
    let of = Words::new("von", "of").get(language);
    let mut named = String::new();
    for (name, parent, paragraph, text) in PARAGRAPHS {
        let parent =
            if parent.is_empty() { String::new() } else { format!(" style:parent-style-name=\"{parent}\"") };
        let outline = name
            .strip_prefix("Heading_20_")
            .map(|level| format!(" style:default-outline-level=\"{level}\""))
            .unwrap_or_default();
        let shown = name.replace("_20_", " ");
        let _ = write!(
            named,
            "<style:style style:name=\"{name}\" style:display-name=\"{shown}\" style:family=\"paragraph\"{parent}{outline} style:class=\"text\"><style:paragraph-properties{paragraph}/><style:text-properties{text}/></style:style>"
        );
    }
    for (name, text) in SPANS {
        let shown = name.replace("_20_", " ");
        let _ = write!(
            named,
            "<style:style style:name=\"{name}\" style:display-name=\"{shown}\" style:family=\"text\"><style:text-properties{text}/></style:style>"
        );
    }
    format!(
        "{HEAD}<office:font-face-decls><style:font-face style:name=\"Sans\" svg:font-family=\"'Liberation Sans', Arial\" style:font-family-generic=\"swiss\"/></office:font-face-decls>\
         <office:styles><style:default-style style:family=\"paragraph\"><style:paragraph-properties fo:hyphenation-ladder-count=\"no-limit\"/>\
         <style:text-properties style:font-name=\"Sans\" fo:font-size=\"10.5pt\" fo:language=\"{code}\" fo:country=\"{country}\" fo:color=\"#16202a\" fo:hyphenate=\"true\" fo:hyphenation-remain-char-count=\"3\" fo:hyphenation-push-char-count=\"3\"/></style:default-style>\
         {named}{LISTS}</office:styles>\
         <office:automatic-styles><style:page-layout style:name=\"Page\"><style:page-layout-properties fo:page-width=\"210mm\" fo:page-height=\"297mm\" fo:margin-top=\"18mm\" fo:margin-bottom=\"14mm\" fo:margin-left=\"18mm\" fo:margin-right=\"18mm\"/>\
         <style:footer-style><style:header-footer-properties fo:min-height=\"8mm\" fo:margin-top=\"4mm\"/></style:footer-style></style:page-layout></office:automatic-styles>\
         <office:master-styles><style:master-page style:name=\"Standard\" style:page-layout-name=\"Page\"><style:footer><text:p text:style-name=\"Footer\"><text:title/> · {page} <text:page-number text:select-page=\"current\"/> {of} <text:page-count/></text:p></style:footer></style:master-page></office:master-styles></office:document-styles>\n"
    )
}

const HEAD: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-styles",
    " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"",
    " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"",
    " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\"",
    " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\"",
    " xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" office:version=\"1.3\">"
);

/// Name, parent, paragraph properties, text properties.
const PARAGRAPHS: [(&str, &str, &str, &str); 14] = [
    ("Standard", "", "", ""),
    ("Text_20_body", "Standard", " fo:margin-bottom=\"2.5mm\" fo:line-height=\"125%\"", ""),
    ("List_20_Contents", "Standard", " fo:margin-bottom=\"1mm\" fo:line-height=\"120%\"", ""),
    (
        "Heading",
        "Standard",
        " fo:keep-with-next=\"always\"",
        " fo:font-weight=\"bold\" fo:hyphenate=\"false\"",
    ),
    (
        "Heading_20_1",
        "Heading",
        " fo:margin-bottom=\"3mm\"",
        " fo:font-size=\"20pt\" fo:font-weight=\"bold\"",
    ),
    (
        "Heading_20_2",
        "Heading",
        " fo:margin-top=\"6mm\" fo:margin-bottom=\"2mm\" fo:keep-with-next=\"always\"",
        " fo:font-size=\"14.5pt\" fo:font-weight=\"bold\"",
    ),
    (
        "Heading_20_3",
        "Heading",
        " fo:margin-top=\"4mm\" fo:margin-bottom=\"1.5mm\" fo:keep-with-next=\"always\"",
        " fo:font-size=\"12pt\" fo:font-weight=\"bold\"",
    ),
    (
        "Heading_20_4",
        "Heading",
        " fo:margin-top=\"3mm\" fo:margin-bottom=\"1mm\" fo:keep-with-next=\"always\"",
        " fo:font-weight=\"bold\"",
    ),
    ("Table_20_Contents", "Standard", "", " fo:font-size=\"9.5pt\""),
    ("Table_20_Heading", "Table_20_Contents", " fo:keep-with-next=\"always\"", " fo:font-weight=\"bold\""),
    (
        "Quotations",
        "Standard",
        " fo:margin-top=\"1mm\" fo:margin-bottom=\"2.5mm\" fo:padding=\"2mm\" fo:background-color=\"#f0f4f8\" fo:border-left=\"2pt solid #8794a1\" fo:keep-together=\"always\"",
        "",
    ),
    (
        "Warning",
        "Quotations",
        " fo:margin-top=\"1mm\" fo:margin-bottom=\"2.5mm\" fo:padding=\"2mm\" fo:background-color=\"#fdf1f0\" fo:border-left=\"2pt solid #a3231f\" fo:keep-together=\"always\"",
        "",
    ),
    ("Preformatted_20_Text", "Standard", "", " fo:font-family=\"'Liberation Mono'\""),
    (
        "Horizontal_20_Line",
        "Standard",
        " fo:margin-bottom=\"3mm\" fo:border-bottom=\"0.5pt solid #8794a1\"",
        " fo:font-size=\"4pt\"",
    ),
];

/// Name and text properties of styles inside a line.
const SPANS: [(&str, &str); 6] = [
    ("Emphasis", " fo:font-style=\"italic\""),
    ("Strong_20_Emphasis", " fo:font-weight=\"bold\""),
    ("Struck", " style:text-line-through-style=\"solid\""),
    ("Source_20_Text", " fo:font-family=\"'Liberation Mono'\""),
    ("Internet_20_link", " fo:color=\"#00518a\" style:text-underline-style=\"solid\""),
    ("Bullet_20_Symbols", ""),
];

const LISTS: &str = concat!(
    "<style:style style:name=\"Footer\" style:family=\"paragraph\" style:parent-style-name=\"Standard\"><style:paragraph-properties fo:text-align=\"end\"/><style:text-properties fo:font-size=\"8.5pt\" fo:color=\"#45525f\"/></style:style>",
    "<text:list-style style:name=\"Bullets\">",
    "<text:list-level-style-bullet text:level=\"1\" text:style-name=\"Bullet_20_Symbols\" text:bullet-char=\"•\"><style:list-level-properties text:list-level-position-and-space-mode=\"label-alignment\"><style:list-level-label-alignment text:label-followed-by=\"listtab\" text:list-tab-stop-position=\"5mm\" fo:text-indent=\"-5mm\" fo:margin-left=\"5mm\"/></style:list-level-properties></text:list-level-style-bullet>",
    "<text:list-level-style-bullet text:level=\"2\" text:style-name=\"Bullet_20_Symbols\" text:bullet-char=\"–\"><style:list-level-properties text:list-level-position-and-space-mode=\"label-alignment\"><style:list-level-label-alignment text:label-followed-by=\"listtab\" text:list-tab-stop-position=\"10mm\" fo:text-indent=\"-5mm\" fo:margin-left=\"10mm\"/></style:list-level-properties></text:list-level-style-bullet>",
    "</text:list-style>",
    "<text:list-style style:name=\"Numbers\"><text:list-level-style-number text:level=\"1\" style:num-format=\"1\" style:num-suffix=\".\"><style:list-level-properties text:list-level-position-and-space-mode=\"label-alignment\"><style:list-level-label-alignment text:label-followed-by=\"listtab\" text:list-tab-stop-position=\"7mm\" fo:text-indent=\"-7mm\" fo:margin-left=\"7mm\"/></style:list-level-properties></text:list-level-style-number></text:list-style>",
    "<text:list-style style:name=\"Tasks\"><text:list-level-style-number text:level=\"1\" style:num-format=\"\"><style:list-level-properties text:list-level-position-and-space-mode=\"label-alignment\"><style:list-level-label-alignment text:label-followed-by=\"nothing\" fo:text-indent=\"-5mm\" fo:margin-left=\"5mm\"/></style:list-level-properties></text:list-level-style-number></text:list-style>"
);
