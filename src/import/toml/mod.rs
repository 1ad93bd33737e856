//! Writes records into a state's file: new ones at the end, known ones in place.
//!
//! Comments, order and everything that the table does not know stay. Nothing is removed.

mod record;

use std::collections::BTreeSet;

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

use super::{Imported, Record, cells};
use crate::key::{Area, StateCode};
use crate::text::{Text, text};

/// What becomes of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It is added at the end.
    New,
    /// These keys of it change.
    Updated(Vec<&'static str>),
    /// It is there already.
    Same,
}

/// A state's file after an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// Its text.
    pub text: String,
    /// The id of each record in the file and what becomes of it, in the order of the records.
    pub changes: Vec<(String, Change)>,
    /// Ids of records that came from this table once and stand there no more, in file order. They stay.
    pub absent: Vec<String>,
}

/// How the comment begins that tells where a record comes from.
const MARK: &str = "# Aus der Tabelle „";
/// How the comment begins that tells what a key means.
const PLACE: &str = "# Ort laut Verzeichnis: ";
/// How comments begin that hold what the table says and the record cannot.
const REMARK: &str = " laut Tabelle: ";

/// Merges what a table says into the text of a file; `None` makes a new file. `source` is the name of the table.
///
/// # Errors
///
/// The file is no TOML, belongs to another state, or lists its organizations in an unusual form.
pub fn merge(
    existing: Option<&str>,
    state: StateCode,
    source: &str,
    imported: &Imported,
) -> Result<Merged, Text> {
    let source = cells::short(&cells::clean(source).text, 80);
    let existing = existing.filter(|text| !text.trim().is_empty());
    let fresh = heading(state, &source);
    let mut file: DocumentMut =
        existing.unwrap_or(&fresh).parse().map_err(|error: toml_edit::TomlError| {
            let why = error.message().to_owned();
            text!("die Datei ist kein gültiges TOML: {why}", "the file is no valid TOML: {why}")
        })?;
    belongs(&mut file, state)?;
    let organizations = organizations(&mut file)?;
    let mut claimed = BTreeSet::new();
    let mut changes = Vec::new();
    for record in &imported.records {
        let comment = comment(&source, record);
        if let Some(at) = matching(organizations, record, &claimed)
            && let Some(table) = organizations.get_mut(at)
        {
            claimed.insert(at);
            let changed = record::update(table, record);
            comment_again(table, &comment);
            let change = if changed.is_empty() { Change::Same } else { Change::Updated(changed) };
            changes.push((id_of(table).to_owned(), change));
        } else {
            let id = free_id(organizations, &record.id);
            let mut table = record::table(record, &id);
            table.decor_mut().set_prefix(format!("\n{}\n", comment.join("\n")));
            claimed.insert(organizations.len());
            organizations.push(table);
            changes.push((id, Change::New));
        }
    }
    let mark = format!("{MARK}{source}“");
    let absent = organizations.iter().enumerate().filter(|(at, table)| {
        !claimed.contains(at) && prefix(table).lines().any(|line| line.starts_with(&mark))
    });
    let absent = absent.map(|(_, table)| id_of(table).to_owned()).collect();
    Ok(Merged { text: file.to_string(), changes, absent })
}

fn heading(state: StateCode, source: &str) -> String {
    let (name, code) = (state.name().de, state.code());
    format!(
        "# Stellen: {name}, übernommen aus der Tabelle „{source}“.\n\
         # Ein weiterer Lauf von `lotse import` bringt die Angaben auf den Stand der Tabelle. Kommentare, Reihenfolge und\n\
         # alles, was die Tabelle nicht kennt, bleiben erhalten.\n\n\
         [state]\ncode = \"{code}\"\n"
    )
}

/// Makes sure that the file is one of this state.
fn belongs(file: &mut DocumentMut, state: StateCode) -> Result<(), Text> {
    let own = state.code();
    match file.get("state").and_then(|table| table.get("code")).and_then(Item::as_str) {
        Some(code) if code == own => Ok(()),
        Some(code) => Err(text!(
            "die Datei gehört zu {code}, nicht zu {own}",
            "the file belongs to {code}, not to {own}"
        )),
        None if file.contains_key("state") => Err(text!(
            "in der Datei fehlt unter [state] der Code",
            "the code is missing under [state] in the file"
        )),
        None => {
            let mut table = Table::new();
            table.insert("code", value(own));
            file.insert("state", Item::Table(table));
            Ok(())
        }
    }
}

fn organizations(file: &mut DocumentMut) -> Result<&mut ArrayOfTables, Text> {
    let item = file.entry("organization").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    item.as_array_of_tables_mut().ok_or_else(|| {
        text!(
            "die Datei nennt ihre Stellen nicht als [[organization]]",
            "the file does not list its organizations as [[organization]]"
        )
    })
}

fn id_of(table: &Table) -> &str {
    table.get("id").and_then(Item::as_str).unwrap_or_default()
}

/// The organization in the file that a record means: of the same name and no other place; else of the same id and no
/// other place.
fn matching(organizations: &ArrayOfTables, record: &Record, claimed: &BTreeSet<usize>) -> Option<usize> {
    let area = |table: &Table| {
        let key = table.get("municipality").and_then(Item::as_str)?;
        Area::parse(key).ok()
    };
    let open: Vec<(usize, &Table)> = organizations
        .iter()
        .enumerate()
        .filter(|(at, table)| {
            let other = area(table).zip(record.area).is_some_and(|(known, told)| known != told);
            !claimed.contains(at) && !other
        })
        .collect();
    let named: Vec<&(usize, &Table)> = open
        .iter()
        .filter(|(_, table)| table.get("name").and_then(Item::as_str) == Some(record.name.as_str()))
        .collect();
    let placed: Vec<&&(usize, &Table)> =
        named.iter().filter(|(_, table)| area(table) == record.area).collect();
    match (placed.as_slice(), named.as_slice()) {
        ([only], _) => Some(only.0),
        ([], [only]) => Some(only.0),
        _ => open.iter().find(|(_, table)| id_of(table) == record.id).map(|(at, _)| *at),
    }
}

fn free_id(organizations: &ArrayOfTables, wanted: &str) -> String {
    let taken: BTreeSet<&str> = organizations.iter().map(id_of).collect();
    std::iter::once(wanted.to_owned())
        .chain((2..=taken.len() + 2).map(|number| super::names::with(wanted, &number.to_string())))
        .find(|id| !taken.contains(id.as_str()))
        .unwrap_or_default()
}

/// The comment above a record, one line each.
fn comment(source: &str, record: &Record) -> Vec<String> {
    let rows: Vec<String> = record.rows.iter().map(usize::to_string).collect();
    let word = if rows.len() == 1 { "Zeile" } else { "Zeilen" };
    let first = format!("{MARK}{source}“, {word} {}.", rows.join(", "));
    std::iter::once(first).chain(record.remarks.iter().map(|remark| format!("# {remark}"))).collect()
}

fn prefix(table: &Table) -> &str {
    table.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default()
}

/// Replaces our own lines in the comment above a record, or adds them below what a person wrote there.
fn comment_again(table: &mut Table, comment: &[String]) {
    let ours = |line: &str| {
        line.starts_with(MARK)
            || line.starts_with(PLACE)
            || ["Ort", "Zuständig", "Servicezeiten"].iter().any(|word| {
                line.strip_prefix("# ")
                    .and_then(|line| line.strip_prefix(word))
                    .is_some_and(|rest| rest.starts_with(REMARK))
            })
    };
    let old: Vec<&str> = prefix(table).lines().collect();
    let at = old.iter().position(|line| line.starts_with(MARK)).unwrap_or(old.len());
    let before = old.iter().take(at).filter(|line| !ours(line)).map(|line| (*line).to_owned());
    let after = old.iter().skip(at).filter(|line| !ours(line)).map(|line| (*line).to_owned());
    let lines: Vec<String> = before.chain(comment.iter().cloned()).chain(after).collect();
    table.decor_mut().set_prefix(format!("{}\n", lines.join("\n")));
}
