//! A table as OpenDocument spreadsheet (ODF 1.3): dates as dates, filters, a heading that repeats, cells to tick.

use std::fmt::Write as _;

use super::{Cell, Kind, Spreadsheet, TICKED, cleaned, tab};
use crate::render::odf::{Archive, meta};
use crate::render::xml::escape;
use crate::text::{Language, Words};
use crate::time::iso;

/// The file.
///
/// Fails only where the archive cannot be built, which writing into memory does not do.
pub fn ods(sheet: &Spreadsheet) -> Result<Vec<u8>, std::io::Error> {
    let mut archive = Archive::new("application/vnd.oasis.opendocument.spreadsheet")?;
    archive.put("content.xml", "text/xml", &content(sheet))?;
    archive.put("styles.xml", "text/xml", &styles(sheet.language))?;
    archive.put("settings.xml", "text/xml", &settings(&tab(&sheet.name)))?;
    archive.put("meta.xml", "text/xml", &meta(&sheet.title, sheet.language, &iso(sheet.day)))?;
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
    "<style:style style:name=\"row\" style:family=\"table-row\"><style:table-row-properties style:use-optimal-row-height=\"true\"/></style:style>",
    "<style:style style:name=\"head\" style:family=\"table-cell\"><style:table-cell-properties fo:wrap-option=\"wrap\" style:vertical-align=\"top\" fo:background-color=\"#f0f4f8\" fo:border-bottom=\"1pt solid #45525f\"/><style:text-properties fo:font-weight=\"bold\"/></style:style>",
    "<style:style style:name=\"text\" style:family=\"table-cell\"><style:table-cell-properties fo:wrap-option=\"wrap\" style:vertical-align=\"top\"/></style:style>",
    "<style:style style:name=\"date\" style:family=\"table-cell\" style:data-style-name=\"day\"><style:table-cell-properties style:vertical-align=\"top\"/></style:style>",
    "<style:style style:name=\"tick\" style:family=\"table-cell\"><style:table-cell-properties style:vertical-align=\"top\"/><style:paragraph-properties fo:text-align=\"center\"/></style:style>"
);

fn content(sheet: &Spreadsheet) -> String {
    let name = escape(&tab(&sheet.name));
    let (mut widths, mut columns) = (String::new(), String::new());
    for ((at, column), width) in sheet.columns.iter().enumerate().zip(sheet.widths()) {
        // A letter of 10 pt is about two millimetres wide.
        let _ = write!(
            widths,
            "<style:style style:name=\"c{at}\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"{}mm\"/></style:style>",
            width * 2 + 3
        );
        let _ = write!(
            columns,
            "<table:table-column table:style-name=\"c{at}\" table:default-cell-style-name=\"{}\"/>",
            look(column.kind)
        );
    }
    let mut head = String::new();
    for column in &sheet.columns {
        let title = escape(&cleaned(&column.title));
        let _ = write!(
            head,
            "<table:table-cell table:style-name=\"head\" office:value-type=\"string\"><text:p>{title}</text:p></table:table-cell>"
        );
    }
    let mut rows = String::new();
    for row in &sheet.rows {
        rows.push_str("<table:table-row table:style-name=\"row\">");
        for cell in row {
            rows.push_str(&written(cell, sheet.language));
        }
        rows.push_str("</table:table-row>");
    }
    let filter = format!(
        "<table:database-ranges><table:database-range table:name=\"rows\" table:target-range-address=\"{}\" table:display-filter-buttons=\"true\" table:orientation=\"row\"/></table:database-ranges>",
        escape(&range(sheet))
    );
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-content{SPACES}<office:automatic-styles>{}{CELLS}<style:style style:name=\"page\" style:family=\"table\" style:master-page-name=\"Default\"><style:table-properties table:display=\"true\"/></style:style>{widths}</office:automatic-styles>\
         <office:body><office:spreadsheet>{}<table:table table:name=\"{name}\" table:style-name=\"page\">{columns}<table:table-header-rows><table:table-row table:style-name=\"row\">{head}</table:table-row></table:table-header-rows>{rows}</table:table>{filter}</office:spreadsheet></office:body></office:document-content>\n",
        date_style(sheet.language),
        validation(sheet),
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
fn range(sheet: &Spreadsheet) -> String {
    let name = tab(&sheet.name);
    format!("'{name}'.A1:'{name}'.{}{}", letters(sheet.columns.len()), sheet.rows.len() + 1)
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

fn validation(sheet: &Spreadsheet) -> String {
    if !sheet.columns.iter().any(|column| column.kind == Kind::Tick) {
        return String::new();
    }
    let [done, open] = TICKED;
    let base = format!("'{}'.A1", tab(&sheet.name));
    format!(
        "<table:content-validations><table:content-validation table:name=\"ticks\" table:condition=\"of:cell-content-is-in-list(&quot;{done}&quot;;&quot;{open}&quot;)\" table:allow-empty-cell=\"true\" table:display-list=\"unsorted\" table:base-cell-address=\"{}\"/></table:content-validations>",
        escape(&base)
    )
}

fn written(cell: &Cell, language: Language) -> String {
    let [done, open] = TICKED;
    match cell {
        Cell::Empty => "<table:table-cell/>".to_owned(),
        Cell::Text(text) => {
            let text = escape(&cleaned(text));
            format!(
                "<table:table-cell table:style-name=\"text\" office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
            )
        }
        Cell::Date(day) => {
            let value = iso(*day);
            let shown = match language {
                Language::De => format!("{:02}.{:02}.{:04}", day.day(), day.month(), day.year()),
                Language::En => value.clone(),
            };
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
                "<table:table-cell table:style-name=\"tick\" table:content-validation-name=\"ticks\" office:value-type=\"string\"><text:p>{mark}</text:p></table:table-cell>"
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
         <office:automatic-styles><style:page-layout style:name=\"Page\"><style:page-layout-properties style:print-orientation=\"landscape\" fo:page-width=\"297mm\" fo:page-height=\"210mm\" fo:margin-top=\"12mm\" fo:margin-bottom=\"12mm\" fo:margin-left=\"12mm\" fo:margin-right=\"12mm\" style:scale-to-X=\"1\" style:scale-to-Y=\"0\"/><style:footer-style><style:header-footer-properties fo:min-height=\"7mm\" fo:margin-top=\"3mm\"/></style:footer-style></style:page-layout></office:automatic-styles>\
         <office:master-styles><style:master-page style:name=\"Default\" style:page-layout-name=\"Page\"><style:footer><text:p><text:sheet-name>?</text:sheet-name> · <text:page-number>1</text:page-number> / <text:page-count>1</text:page-count></text:p></style:footer></style:master-page></office:master-styles></office:document-styles>\n"
    )
}

/// The heading stays on top while one scrolls.
fn settings(name: &str) -> String {
    let item = |name: &str, kind: &str, value: &str| {
        format!(
            "<config:config-item config:name=\"{name}\" config:type=\"{kind}\">{value}</config:config-item>"
        )
    };
    let frozen = [
        item("VerticalSplitMode", "short", "2"),
        item("VerticalSplitPosition", "int", "1"),
        item("PositionBottom", "int", "1"),
        item("ActiveSplitRange", "short", "2"),
    ];
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-settings xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:config=\"urn:oasis:names:tc:opendocument:xmlns:config:1.0\" xmlns:ooo=\"http://openoffice.org/2004/office\" office:version=\"1.3\"><office:settings><config:config-item-set config:name=\"ooo:view-settings\"><config:config-item-map-indexed config:name=\"Views\"><config:config-item-map-entry><config:config-item-map-named config:name=\"Tables\"><config:config-item-map-entry config:name=\"{}\">{}</config:config-item-map-entry></config:config-item-map-named></config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings></office:document-settings>\n",
        escape(name),
        frozen.concat()
    )
}
