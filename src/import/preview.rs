//! What an import would do, for a terminal of 80 columns.

use std::fmt::Write as _;

use super::cells::{short, short_inside};
use super::toml::{Change, Merged};
use super::{Columns, Effect, Imported};
use crate::render::wrap::wrap;
use crate::text::{Language, Text, Words, text};

/// Columns of a line.
const WIDTH: usize = 80;

/// The preview: which column is what, what becomes of each row, what is doubtful.
pub fn preview(columns: &Columns, imported: &Imported, merged: &Merged, language: Language) -> String {
    let mut out = String::new();
    headings(&mut out, columns, language);
    records(&mut out, imported, merged, language);
    doubts(&mut out, imported, language);
    if !merged.absent.is_empty() {
        let ids = merged.absent.join(", ");
        let note = text!(
            "Nicht mehr in der Tabelle, aber noch in der Datei: {ids}",
            "No longer in the table, but still in the file: {ids}"
        );
        let _ = writeln!(out, "{}\n", wrap(note.get(language), WIDTH));
    }
    let _ = writeln!(out, "{}", wrap(sum(imported, merged).get(language), WIDTH));
    out
}

fn headings(out: &mut String, columns: &Columns, language: Language) {
    const UNKNOWN: Words = Words::new("– (zuordnen mit --map)", "– (assign with --map)");
    let row = columns.row;
    let _ = writeln!(out, "{}", text!("Spalten (Zeile {row})", "Columns (row {row})").get(language));
    for column in columns.all.iter().filter(|column| !column.heading.is_empty()) {
        let meaning = column.field.map_or(UNKNOWN, super::Field::label).get(language);
        let _ = writeln!(out, "  {:<36} {meaning}", short(&column.heading, 36));
    }
    out.push('\n');
}

fn records(out: &mut String, imported: &Imported, merged: &Merged, language: Language) {
    const HEAD: [Words; 5] = [
        Words::new("Zeile", "Row"),
        Words::new("", ""),
        Words::new("Kennung", "Id"),
        Words::new("Kommune", "Key"),
        Words::new("Name", "Name"),
    ];
    const NEW: Words = Words::new("neu", "new");
    const SAME: Words = Words::new("gleich", "same");
    const CHANGED: Words = Words::new("ändert", "changes");
    let line = |out: &mut String, cells: [&str; 5]| {
        let [row, change, id, key, name] = cells;
        let (id, name) = (short_inside(id, 27), short(name, 21));
        let line = format!("{row:>5} {change:<7} {id:<27} {key:<12} {name}");
        let _ = writeln!(out, "{}", line.trim_end());
    };
    line(out, HEAD.map(|word| word.get(language)));
    for (record, (id, change)) in imported.records.iter().zip(&merged.changes) {
        let row = record.rows.first().map(usize::to_string).unwrap_or_default();
        let word = match change {
            Change::New => NEW,
            Change::Same => SAME,
            Change::Updated(_) => CHANGED,
        };
        let key = record.area.map_or("–".to_owned(), crate::key::Area::digits);
        line(out, [&row, word.get(language), id, &key, &record.name]);
        if let Change::Updated(keys) = change {
            let _ = writeln!(out, "              {}", keys.join(", "));
        }
    }
    out.push('\n');
}

fn doubts(out: &mut String, imported: &Imported, language: Language) {
    const HEAD: Words = Words::new("Zweifelhaft", "Doubtful");
    if imported.doubts.is_empty() {
        return;
    }
    let _ = writeln!(out, "{}", HEAD.get(language));
    for doubt in &imported.doubts {
        let effect = match doubt.effect {
            Effect::RowLeftOut => Words::new("Zeile nicht übernommen", "row left out"),
            Effect::CellLeftOut => Words::new("Angabe weggelassen", "cell left out"),
            Effect::PleaseCheck => Words::new("bitte prüfen", "please check"),
        };
        let sentence = format!("{}: {}", effect.get(language), doubt.reason.get(language));
        let lines = wrap(&sentence, WIDTH - 6);
        let _ = writeln!(out, "{:>5} {}", doubt.row, lines.replace('\n', "\n      "));
    }
    out.push('\n');
}

/// One sentence with all numbers but those that are none.
fn sum(imported: &Imported, merged: &Merged) -> Text {
    let count =
        |wanted: fn(&Change) -> bool| merged.changes.iter().filter(|(_, change)| wanted(change)).count();
    let left = imported.doubts.iter().filter(|doubt| doubt.effect == Effect::RowLeftOut).count();
    let mut doubtful: Vec<usize> = imported.doubts.iter().map(|doubt| doubt.row).collect();
    doubtful.dedup();
    let doubtful = doubtful.len();
    let rows = |count: usize| if count == 1 { ("Zeile", "row") } else { ("Zeilen", "rows") };
    let parts = [
        (count(|change| *change == Change::New), ("", "neu"), ("", "new")),
        (count(|change| matches!(change, Change::Updated(_))), ("", "geändert"), ("", "changed")),
        (count(|change| *change == Change::Same), ("", "unverändert"), ("", "unchanged")),
        (left, (rows(left).0, "nicht übernommen"), (rows(left).1, "left out")),
        (doubtful, (rows(doubtful).0, "zweifelhaft"), (rows(doubtful).1, "doubtful")),
    ];
    let (mut de, mut en) = (Vec::new(), Vec::new());
    for (count, (noun_de, what_de), (noun_en, what_en)) in parts {
        if count > 0 {
            de.push(format!("{count} {noun_de} {what_de}").replace("  ", " "));
            en.push(format!("{count} {noun_en} {what_en}").replace("  ", " "));
        }
    }
    if de.is_empty() {
        return text!("Die Tabelle enthält keine Stellen.", "The table holds no organizations.");
    }
    Text::new(format!("{}.", de.join(", ")), format!("{}.", en.join(", ")))
}
