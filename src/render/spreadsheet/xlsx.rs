//! A table as XLSX: dates as dates, filters, a heading that stays, cells to tick.

use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook,
    Worksheet, XlsxError,
};

use super::{Cell, Kind, Spreadsheet, TICKED, cleaned, tabs};
use crate::text::{Language, Words};
use crate::time::Date;

/// The file: one page per table, the first one in front.
///
/// Fails only for tables that no spreadsheet holds: none at all, more than 1,048,575 rows or 16,384 columns.
pub fn xlsx(sheets: &[Spreadsheet]) -> Result<Vec<u8>, std::io::Error> {
    write(sheets).map_err(std::io::Error::other)
}

struct Looks {
    title: Format,
    head: Format,
    text: Format,
    date: Format,
    tick: Format,
}

impl Looks {
    fn new(language: Language) -> Self {
        let cell = Format::new().set_align(FormatAlign::Top);
        let date = Words::new("dd.mm.yyyy", "yyyy-mm-dd").get(language);
        Self {
            title: Format::new().set_bold().set_font_size(14),
            head: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_background_color(Color::RGB(0x00F0_F4F8))
                .set_border_bottom(FormatBorder::Medium),
            text: cell.clone().set_text_wrap(),
            date: cell.clone().set_num_format(date),
            tick: cell.set_align(FormatAlign::Center),
        }
    }
}

fn write(sheets: &[Spreadsheet]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let Some(first) = sheets.first() else { return book.save_to_buffer() };
    let properties = DocProperties::new()
        .set_title(cleaned(&first.title).chars().take(255).collect::<String>())
        .set_author("Lotse")
        .set_creation_datetime(&excel(first.day)?);
    book.set_properties(&properties);
    let looks = Looks::new(first.language);
    for (sheet, name) in sheets.iter().zip(tabs(sheets)) {
        fill(book.add_worksheet(), (sheet, &name), &looks)?;
    }
    book.save_to_buffer()
}

fn fill(page: &mut Worksheet, (sheet, name): (&Spreadsheet, &str), looks: &Looks) -> Result<(), XlsxError> {
    page.set_name(name)?;
    for (at, line) in (0_u32..).zip(&sheet.above) {
        // The first line is the title; the others stand small below it.
        let look = if at == 0 { &looks.title } else { &Format::new() };
        page.write_string_with_format(at, 0, cleaned(line), look)?;
    }
    let head = u32::try_from(sheet.above.len()).unwrap_or(u32::MAX);
    for ((at, column), width) in (0_u16..).zip(&sheet.columns).zip(sheet.widths()) {
        page.write_string_with_format(head, at, cleaned(&column.title), &looks.head)?;
        page.set_column_width(at, u16::try_from(width).unwrap_or(48))?;
    }
    let mut last = head;
    for (at, cells) in (head + 1..).zip(&sheet.rows) {
        last = at;
        for (column, cell) in (0_u16..).zip(cells) {
            put(page, (at, column), cell, looks)?;
        }
    }
    let right = u16::try_from(sheet.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    page.set_freeze_panes(head + 1, 0)?;
    page.autofilter(head, 0, last, right)?;
    page.set_repeat_rows(head, head)?;
    page.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    page.set_footer("&L&A&R&P / &N");
    let ticks = (0_u16..).zip(&sheet.columns).filter(|(_, column)| column.kind == Kind::Tick);
    for (at, _) in ticks.filter(|_| last > head) {
        let choice = DataValidation::new().allow_list_strings(&TICKED)?;
        page.add_data_validation(head + 1, at, last, at, &choice)?;
    }
    Ok(())
}

fn put(page: &mut Worksheet, (row, column): (u32, u16), cell: &Cell, looks: &Looks) -> Result<(), XlsxError> {
    let [done, open] = TICKED;
    match cell {
        Cell::Empty => return Ok(()),
        Cell::Text(text) => page.write_string_with_format(row, column, cleaned(text), &looks.text)?,
        Cell::Date(day) => match excel(*day) {
            Ok(value) => page.write_datetime_with_format(row, column, value, &looks.date)?,
            // Excel's calendar begins in 1900.
            Err(_) => page.write_string_with_format(row, column, crate::time::iso(*day), &looks.text)?,
        },
        Cell::Number(number) => page.write_number_with_format(row, column, *number, &looks.text)?,
        Cell::Tick(ticked) => {
            page.write_string_with_format(row, column, if *ticked { done } else { open }, &looks.tick)?
        }
    };
    Ok(())
}

fn excel(day: Date) -> Result<ExcelDateTime, XlsxError> {
    let part = |number: i8| u8::try_from(number).unwrap_or(1);
    ExcelDateTime::from_ymd(u16::try_from(day.year()).unwrap_or(0), part(day.month()), part(day.day()))
}
