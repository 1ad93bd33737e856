//! A table as OpenDocument spreadsheet (ODF 1.3): dates as dates, filters, a heading that repeats, cells to tick.

use std::fmt::Write as _;

use super::{Cell, Kind, Spreadsheet, TICKED, cleaned, tabs};
use crate::render::odf::{Archive, meta};
use crate::render::xml::escape;
use crate::text::{Language, Words};
use crate::time::{iso, short_date};

/// The file: one page per table, the first one in front.
///
/// Fails only where the archive cannot be built, which writing into memory does not do, and without any table.
pub fn ods(sheets: &[Spreadsheet]) -> Result<Vec<u8>, std::io::Error> {
    let first = sheets.first().ok_or_else(|| std::io::Error::other("no table"))?;
    let names = tabs(sheets);
    let mut archive = Archive::new("application/vnd.oasis.opendocument.spreadsheet")?;
    archive.put("content.xml", "text/xml", &content(sheets, &names))?;
    archive.put("styles.xml", "text/xml", &styles(first.language))?;
    archive.put("settings.xml", "text/xml", &settings(sheets, &names))?;
    archive.put("meta.xml", "text/xml", &meta(&first.title, first.language, &iso(first.day)))?;
    archive.finish()
}

const SPACES: &str = concat!(
    " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"",
    " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\"",
    " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"",
    " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\"",
    " xmlns:number=\"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0\"",
    " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\"",
    " xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\"",
    " xmlns:of=\"urn:oasis:names:tc:opendocument:xmlns:of:1.2\" office:version=\"1.3\">"
);

const CELLS: &str = concat!(
    "<style:style style:name=\"title\" style:family=\"table-cell\"><style:text-properties fo:font-weight=\"bold\" fo:font-size=\"14pt\"/></style:style>",
    "<style:style style:name=\"plain\" style:family=\"table-cell\"/>",
    "<style:style style:name=\"row\" style:family=\"table-row\"><style:table-row-properties style:use-optimal-row-height=\"true\"/></style:style>",
    "<style:style style:name=\"head\" style:family=\"table-cell\"><style:table-cell-properties fo:wrap-option=\"wrap\" style:vertical-align=\"top\" fo:background-color=\"#f0f4f8\" fo:border-bottom=\"1pt solid #45525f\"/><style:text-properties fo:font-weight=\"bold\"/></style:style>",
    "<style:style style:name=\"text\" style:family=\"table-cell\"><style:table-cell-properties fo:wrap-option=\"wrap\" style:vertical-align=\"top\"/></style:style>",
    "<style:style style:name=\"date\" style:family=\"table-cell\" style:data-style-name=\"day\"><style:table-cell-properties style:vertical-align=\"top\"/></style:style>",
    "<style:style style:name=\"tick\" style:family=\"table-cell\"><style:table-cell-properties style:vertical-align=\"top\"/><style:paragraph-properties fo:text-align=\"center\"/></style:style>"
);

fn content(sheets: &[Spreadsheet], names: &[String]) -> String {
    let language = sheets.first().map_or_else(Language::default, |sheet| sheet.language);
    let [mut styles, mut checks, mut pages, mut filters] = [const { String::new() }; 4];
    for ((at, sheet), name) in sheets.iter().enumerate().zip(names) {
        widths(&mut styles, at, sheet);
        validation(&mut checks, at, (sheet, name));
        page(&mut pages, at, (sheet, name));
        let _ = write!(
            filters,
            "<table:database-range table:name=\"rows{at}\" table:target-range-address=\"{}\" table:display-filter-buttons=\"true\" table:orientation=\"row\"/>",
            escape(&range(sheet, name))
        );
    }
    if !checks.is_empty() {
        checks = format!("<table:content-validations>{checks}</table:content-validations>");
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-content{SPACES}<office:automatic-styles>{}{CELLS}<style:style style:name=\"page\" style:family=\"table\" style:master-page-name=\"Default\"><style:table-properties table:display=\"true\"/></style:style>{styles}</office:automatic-styles>\
         <office:body><office:spreadsheet>{checks}{pages}<table:database-ranges>{filters}</table:database-ranges></office:spreadsheet></office:body></office:document-content>\n",
        date_style(language)
    )
}

fn widths(out: &mut String, page: usize, sheet: &Spreadsheet) {
    for (at, width) in sheet.widths().into_iter().enumerate() {
        // A letter of 10 pt is about two millimetres wide.
        let _ = write!(
            out,
            "<style:style style:name=\"c{page}.{at}\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"{}mm\"/></style:style>",
            width * 2 + 3
        );
    }
}

fn page(out: &mut String, page: usize, (sheet, name): (&Spreadsheet, &str)) {
    let _ = write!(out, "<table:table table:name=\"{}\" table:style-name=\"page\">", escape(name));
    for (at, column) in sheet.columns.iter().enumerate() {
        let _ = write!(
            out,
            "<table:table-column table:style-name=\"c{page}.{at}\" table:default-cell-style-name=\"{}\"/>",
            look(column.kind)
        );
    }
    for (at, line) in sheet.above.iter().enumerate() {
        // The first line is the title; the others stand small below it.
        let style = if at == 0 { "title" } else { "plain" };
        let _ = write!(out, "<table:table-row>{}</table:table-row>", words(style, line));
    }
    out.push_str("<table:table-header-rows><table:table-row table:style-name=\"row\">");
    for column in &sheet.columns {
        out.push_str(&words("head", &column.title));
    }
    out.push_str("</table:table-row></table:table-header-rows>");
    for row in &sheet.rows {
        out.push_str("<table:table-row table:style-name=\"row\">");
        for cell in row {
            out.push_str(&written(cell, page, sheet.language));
        }
        out.push_str("</table:table-row>");
    }
    out.push_str("</table:table>");
}

/// A cell of words; each line is a paragraph.
fn words(style: &str, text: &str) -> String {
    let lines: Vec<String> =
        cleaned(text).split('\n').map(|line| format!("<text:p>{}</text:p>", escape(line))).collect();
    let lines = lines.concat();
    format!(
        "<table:table-cell table:style-name=\"{style}\" office:value-type=\"string\">{lines}</table:table-cell>"
    )
}

const fn look(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Number => "text",
        Kind::Date => "date",
        Kind::Tick => "tick",
    }
}

/// `'Plan'.A1:'Plan'.F12`.
fn range(sheet: &Spreadsheet, name: &str) -> String {
    let head = sheet.above.len() + 1;
    format!("'{name}'.A{head}:'{name}'.{}{}", letters(sheet.columns.len()), head + sheet.rows.len())
}

/// The letters of the n-th column, counted from one.
fn letters(mut number: usize) -> String {
    let mut out = Vec::new();
    while number > 0 {
        let digit = u8::try_from((number - 1) % 26).unwrap_or(0);
        out.push(char::from(b'A' + digit));
        number = (number - 1) / 26;
    }
    out.iter().rev().collect()
}

fn validation(out: &mut String, page: usize, (sheet, name): (&Spreadsheet, &str)) {
    if !sheet.columns.iter().any(|column| column.kind == Kind::Tick) {
        return;
    }
    let [done, open] = TICKED;
    let base = escape(&format!("'{name}'.A1"));
    let _ = write!(
        out,
        "<table:content-validation table:name=\"ticks{page}\" table:condition=\"of:cell-content-is-in-list(&quot;{done}&quot;;&quot;{open}&quot;)\" table:allow-empty-cell=\"true\" table:display-list=\"unsorted\" table:base-cell-address=\"{base}\"/>"
    );
}

fn written(cell: &Cell, page: usize, language: Language) -> String {
    let [done, open] = TICKED;
    match cell {
        Cell::Empty => "<table:table-cell/>".to_owned(),
        Cell::Text(text) => words("text", text),
        Cell::Date(day) => {
            let value = iso(*day);
            let shown = short_date(*day, language);
            format!(
                "<table:table-cell table:style-name=\"date\" office:value-type=\"date\" office:date-value=\"{value}\"><text:p>{shown}</text:p></table:table-cell>"
            )
        }
        Cell::Number(number) => format!(
            "<table:table-cell table:style-name=\"text\" office:value-type=\"float\" office:value=\"{number}\"><text:p>{number}</text:p></table:table-cell>"
        ),
        Cell::Tick(ticked) => {
            let mark = if *ticked { done } else { open };
            format!(
                "<table:table-cell table:style-name=\"tick\" table:content-validation-name=\"ticks{page}\" office:value-type=\"string\"><text:p>{mark}</text:p></table:table-cell>"
            )
        }
    }
}

fn date_style(language: Language) -> String {
    const YEAR: &str = "<number:year number:style=\"long\"/>";
    const MONTH: &str = "<number:month number:style=\"long\"/>";
    const DAY: &str = "<number:day number:style=\"long\"/>";
    let dot = "<number:text>.</number:text>";
    let dash = "<number:text>-</number:text>";
    let parts = match language {
        Language::De => format!("{DAY}{dot}{MONTH}{dot}{YEAR}"),
        Language::En => format!("{YEAR}{dash}{MONTH}{dash}{DAY}"),
    };
    let (code, country) = (language.code(), country(language));
    format!(
        "<number:date-style style:name=\"day\" number:language=\"{code}\" number:country=\"{country}\">{parts}</number:date-style>"
    )
}

const fn country(language: Language) -> &'static str {
    Words::new("DE", "GB").get(language)
}

fn styles(language: Language) -> String {
    let (code, country) = (language.code(), country(language));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-styles{SPACES}<office:styles><style:default-style style:family=\"table-cell\"><style:text-properties fo:font-family=\"'Liberation Sans', Arial\" fo:font-size=\"10pt\" fo:language=\"{code}\" fo:country=\"{country}\"/></style:default-style></office:styles>\
         <office:automatic-styles><style:page-layout style:name=\"Page\"><style:page-layout-properties style:print-orientation=\"landscape\" fo:page-width=\"297mm\" fo:page-height=\"210mm\" fo:margin-top=\"12mm\" fo:margin-bottom=\"12mm\" fo:margin-left=\"12mm\" fo:margin-right=\"12mm\" style:scale-to-X=\"1\"/><style:footer-style><style:header-footer-properties fo:min-height=\"7mm\" fo:margin-top=\"3mm\"/></style:footer-style></style:page-layout></office:automatic-styles>\
         <office:master-styles><style:master-page style:name=\"Default\" style:page-layout-name=\"Page\"><style:footer><text:p><text:sheet-name>?</text:sheet-name> · <text:page-number>1</text:page-number> / <text:page-count>1</text:page-count></text:p></style:footer></style:master-page></office:master-styles></office:document-styles>\n"
    )
}

/// The heading stays on top while one scrolls; the first page lies in front.
fn settings(sheets: &[Spreadsheet], names: &[String]) -> String {
    let item = |name: &str, kind: &str, value: &str| {
        format!(
            "<config:config-item config:name=\"{name}\" config:type=\"{kind}\">{value}</config:config-item>"
        )
    };
    let mut tables = String::new();
    for (sheet, name) in sheets.iter().zip(names) {
        let head = (sheet.above.len() + 1).to_string();
        let frozen = [
            item("VerticalSplitMode", "short", "2"),
            item("VerticalSplitPosition", "int", &head),
            item("PositionBottom", "int", &head),
            item("ActiveSplitRange", "short", "2"),
        ];
        let _ = write!(
            tables,
            "<config:config-item-map-entry config:name=\"{}\">{}</config:config-item-map-entry>",
            escape(name),
            frozen.concat()
        );
    }
    let active = item("ActiveTable", "string", &names.first().map(|name| escape(name)).unwrap_or_default());
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-settings xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:config=\"urn:oasis:names:tc:opendocument:xmlns:config:1.0\" xmlns:ooo=\"http://openoffice.org/2004/office\" office:version=\"1.3\"><office:settings><config:config-item-set config:name=\"ooo:view-settings\"><config:config-item-map-indexed config:name=\"Views\"><config:config-item-map-entry><config:config-item-map-named config:name=\"Tables\">{tables}</config:config-item-map-named>{active}</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings></office:document-settings>\n"
    )
}
