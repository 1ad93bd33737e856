//! What every printed page agrees on: the width of its text, of columns and of pictures.

use std::fmt::Write as _;

use super::tree::{Inline, plain};

/// How a sheet lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sheet {
    /// Upright.
    Portrait,
    /// On its long side, for what is too wide otherwise.
    #[cfg(feature = "pdf")]
    Landscape,
}

impl Sheet {
    /// Width of the text, in millimetres: A4 with margins of 18 mm.
    pub(super) const fn width(self) -> f64 {
        match self {
            Self::Portrait => 174.0,
            #[cfg(feature = "pdf")]
            Self::Landscape => 261.0,
        }
    }

    /// Height that a picture may have, in millimetres.
    const fn height(self) -> f64 {
        match self {
            Self::Portrait => 230.0,
            #[cfg(feature = "pdf")]
            Self::Landscape => 160.0,
        }
    }
}

/// The size of a picture on paper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Fit {
    /// In millimetres.
    pub(super) width: f64,
    /// In millimetres.
    pub(super) height: f64,
}

/// Millimetres of a picture's pixel when it is not made smaller.
const PIXEL: f64 = 25.4 / 96.0;

/// The size of a picture on a sheet: its own, or as wide as the text, if it is not too high then.
pub(super) fn fit(svg: &str, sheet: Sheet) -> Fit {
    let number = |name: &str| -> Option<f64> {
        let (_, rest) = svg.split_once(&format!(" {name}=\""))?;
        rest.split('"').next()?.trim_end_matches("px").parse().ok()
    };
    let (width, height) = (number("width").unwrap_or(4.0).max(1.0), number("height").unwrap_or(3.0).max(1.0));
    let scale = (sheet.width() / width).min(sheet.height() / height).min(PIXEL);
    Fit { width: width * scale, height: height * scale }
}

/// The sheet on which a picture is read best; the page is turned only if that makes it a good deal larger.
#[cfg(feature = "pdf")]
pub(super) fn sheet_of_picture(svg: &str) -> Sheet {
    let wider = fit(svg, Sheet::Landscape).width > 1.2 * fit(svg, Sheet::Portrait).width;
    if wider { Sheet::Landscape } else { Sheet::Portrait }
}

/// The sheet on which a table's words fit into its columns.
#[cfg(feature = "pdf")]
pub(super) fn sheet_of_table(head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> Sheet {
    let least: f64 = columns(head, rows).map(|column| column.least).sum();
    if least > Sheet::Portrait.width() { Sheet::Landscape } else { Sheet::Portrait }
}

/// Widths of the columns in millimetres: by the square root of their text, so that long columns get more, not all; but
/// no narrower than their words, as far as there is room.
pub(super) fn widths(head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>], sheet: Sheet) -> Vec<f64> {
    let columns: Vec<Column> = columns(head, rows).collect();
    let least: f64 = columns.iter().map(|column| column.least).sum();
    if least >= sheet.width() {
        return columns.iter().map(|column| column.least * sheet.width() / least).collect();
    }
    let mut narrow = vec![false; columns.len()];
    loop {
        let free = columns.iter().zip(&narrow).filter(|(_, narrow)| !**narrow);
        let weights: f64 = free.clone().map(|(column, _)| column.weight).sum();
        let taken: f64 =
            columns.iter().zip(&narrow).filter(|(_, narrow)| **narrow).map(|(column, _)| column.least).sum();
        let room = sheet.width() - taken;
        let width = |column: &Column| column.weight * room / weights;
        // Raising one column takes room from the others, so that they have to be looked at again.
        let next: Vec<bool> = columns
            .iter()
            .zip(&narrow)
            .map(|(column, narrow)| *narrow || width(column) < column.least)
            .collect();
        if next == narrow {
            let widths = columns.iter().zip(&narrow);
            return widths
                .map(|(column, narrow)| if *narrow { column.least } else { width(column) })
                .collect();
        }
        narrow = next;
    }
}

/// A column's claims.
struct Column {
    /// Its share of the page.
    weight: f64,
    /// Millimetres in which its words stand without being broken often.
    least: f64,
}

/// Millimetres of a letter in a table, on average and a little generous; those of the head are bold.
const LETTER: f64 = 1.85;
/// Millimetres beside the words of a cell.
const PADDING: f64 = 3.2;
/// Letters of a word that stay together; longer ones are hyphenated. So does a cell that says no more.
const TOGETHER: usize = 13;
/// Letters for which a column is made wider, at most.
const LONGEST: usize = 24;

fn columns<'t>(
    head: &'t [Vec<Inline>],
    rows: &'t [Vec<Vec<Inline>>],
) -> impl Iterator<Item = Column> + use<'t> {
    head.iter().enumerate().map(|(at, title)| {
        let cells = rows.iter().filter_map(move |row| row.get(at)).chain([title]);
        let (mut longest, mut word) = (6, 3);
        for cell in cells {
            let text = plain(cell);
            longest = longest.max(text.chars().count());
            word = word.max(together(cell, &text));
        }
        let letters = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        Column { weight: letters(longest.min(160)).sqrt(), least: letters(word).mul_add(LETTER, PADDING) }
    })
}

/// Letters of a cell's longest part that stays on one line.
fn together(cell: &[Inline], text: &str) -> usize {
    let whole = text.chars().count();
    if whole <= TOGETHER {
        return whole;
    }
    let longest = text.split(' ').map(part_of_word).max().unwrap_or_default();
    let numbers = cell.iter().filter_map(|inline| match inline {
        Inline::Link(address, inner) if address.starts_with("tel:") => Some(plain(inner).chars().count()),
        _ => None,
    });
    numbers.max().unwrap_or_default().min(LONGEST).max(longest)
}

/// Letters of a word's longest part: a word is hyphenated, an address only parted at its joints.
fn part_of_word(word: &str) -> usize {
    let address = word.contains('@') || word.contains("://");
    let most = if address { LONGEST } else { TOGETHER };
    word.split(['-', '/', '@', '.']).map(|part| part.chars().count().min(most)).max().unwrap_or_default()
}

/// A picture without rules that depend on a screen, a pointer or a colour scheme: word processors take them all for true.
pub(super) fn still(svg: &str) -> String {
    let Some((before, rest)) = svg.split_once("<style>") else { return svg.to_owned() };
    let Some((rules, after)) = rest.split_once("</style>") else { return svg.to_owned() };
    let mut kept = String::new();
    let mut rest = rules;
    while let Some((selector, body)) = rest.split_once('{') {
        let mut depth = 1_usize;
        let end = body.char_indices().find_map(|(at, c)| {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            (depth == 0).then_some(at)
        });
        let Some((inner, following)) = end.and_then(|end| Some((body.get(..end)?, body.get(end + 1..)?)))
        else {
            break;
        };
        if !selector.contains([':', '@']) {
            let _ = write!(kept, "{selector}{{{inner}}}");
        }
        rest = following;
    }
    format!("{before}<style>{kept}</style>{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_still() {
        let svg = "<svg><style>.a{fill:red}@media print{.a{fill:blue}}.b:hover{x:y}.c{z:1}</style><g/></svg>";
        assert_eq!(still(svg), "<svg><style>.a{fill:red}.c{z:1}</style><g/></svg>");
        assert_eq!(still("<svg/>"), "<svg/>");
    }

    fn cell(text: &str) -> Vec<Inline> {
        vec![Inline::Text(text.to_owned())]
    }

    #[test]
    fn columns_share_the_page() {
        let widths = widths(
            &[cell("a"), cell("b")],
            &[vec![cell("kurz"), cell(&"lang ".repeat(50))]],
            Sheet::Portrait,
        );
        assert!((widths.iter().sum::<f64>() - Sheet::Portrait.width()).abs() < 0.01);
        assert!(widths.first() < widths.last());
    }

    #[test]
    fn a_short_column_is_as_wide_as_its_words() {
        let row = vec![cell("Arbeitstage"), cell(&"lang ".repeat(50)), cell(&"lang ".repeat(50))];
        let widths = widths(&[cell("a"), cell("b"), cell("c")], &vec![row; 3], Sheet::Portrait);
        assert!(widths.first().is_some_and(|width| *width >= 11.0 * LETTER + PADDING), "{widths:?}");
        assert!((widths.iter().sum::<f64>() - Sheet::Portrait.width()).abs() < 0.01);
    }

    #[test]
    fn pictures_keep_their_proportions_and_are_not_blown_up() {
        let small = fit("<svg width=\"96\" height=\"48\">", Sheet::Portrait);
        assert!((small.width - 25.4).abs() < 0.01 && (small.height - 12.7).abs() < 0.01);
        let large = fit("<svg width=\"9600\" height=\"4800\">", Sheet::Portrait);
        assert!((large.width - 174.0).abs() < 0.01 && (large.height - 87.0).abs() < 0.01);
    }
}
