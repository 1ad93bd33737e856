//! One `[[organization]]`: made new, or brought up to date in place.

use std::collections::BTreeSet;

use toml_edit::{Array, Datetime, InlineTable, Item, Table, TableLike, Value, value};

use crate::import::{Channel, Record};
use crate::key::Area;
use crate::vocabulary::{OrganizationKind, Vocabulary as _};

/// A new record. Who lists authorities means authorities, unless the table says otherwise.
pub(super) fn table(record: &Record, id: &str) -> Table {
    let mut table = Table::new();
    table.insert("id", value(id));
    table.insert("name", value(&record.name));
    table.insert("kind", value(record.kind.unwrap_or(OrganizationKind::Authority).word()));
    update(&mut table, record);
    table
}

/// Brings a record up to date and tells which keys changed.
pub(super) fn update(table: &mut Table, record: &Record) -> Vec<&'static str> {
    let mut changed = Vec::new();
    let texts = [
        ("name", Some(record.name.clone())),
        ("kind", record.kind.map(|kind| kind.word().to_owned())),
        ("role", record.role.clone()),
        ("municipality", record.area.map(Area::digits)),
    ];
    for (key, told) in texts {
        if let Some(told) = told
            && set(table, key, &told)
        {
            changed.push(key);
        }
    }
    if competences(table, record) {
        changed.push("competent");
    }
    if channels(table, &record.channels) {
        changed.push("channels");
    }
    if confirm(table, record) {
        changed.push("confirmed");
    }
    changed
}

/// Sets a text and keeps the comment beside it; false if it was so before.
fn set(table: &mut dyn TableLike, key: &str, told: &str) -> bool {
    match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(known) if known.as_str() == Some(told) => return false,
        Some(known) => replace(known, Value::from(told)),
        None => {
            table.insert(key, value(told));
        }
    }
    true
}

fn replace(known: &mut Value, told: Value) {
    let decor = known.decor().clone();
    *known = told;
    *known.decor_mut() = decor;
}

/// A later confirmation counts, an earlier one does not.
fn confirm(table: &mut Table, record: &Record) -> bool {
    let Some(told) = record.confirmed.map(|date| date.to_string()) else { return false };
    let Ok(date) = told.parse::<Datetime>() else { return false };
    match table.get_mut("confirmed").and_then(Item::as_value_mut) {
        Some(known) if known.as_datetime().is_some_and(|known| known.to_string() >= told) => return false,
        Some(known) => replace(known, Value::from(date)),
        None => {
            table.insert("confirmed", value(date));
        }
    }
    true
}

/// The entries of a list of tables, in either form of TOML.
fn entries(item: &mut Item) -> Vec<&mut dyn TableLike> {
    match item {
        Item::Value(Value::Array(array)) => array
            .iter_mut()
            .filter_map(Value::as_inline_table_mut)
            .map(|entry| entry as &mut dyn TableLike)
            .collect(),
        Item::ArrayOfTables(tables) => tables.iter_mut().map(|entry| entry as &mut dyn TableLike).collect(),
        _ => Vec::new(),
    }
}

/// Adds an entry in the form that the list has; false where it is no list.
fn push(item: &mut Item, entry: InlineTable) -> bool {
    match item {
        Item::Value(Value::Array(array)) => push_inline(array, entry),
        Item::ArrayOfTables(tables) => tables.push(entry.into_table()),
        _ => return false,
    }
    true
}

/// Adds an entry that stands like the last one. A comment behind the last one stays there.
fn push_inline(array: &mut Array, entry: InlineTable) {
    let mut entry = Value::InlineTable(entry);
    let last = array.iter().last().and_then(|last| last.decor().prefix()).and_then(|prefix| prefix.as_str());
    let last = last.unwrap_or_default();
    let indent: String = match last.rfind('\n') {
        Some(at) => last.get(at..).unwrap_or_default().chars().take_while(|c| c.is_whitespace()).collect(),
        None => " ".to_owned(),
    };
    let trailing = array.trailing().as_str().unwrap_or_default().to_owned();
    if array.trailing_comma() && trailing.contains('#') {
        entry.decor_mut().set_prefix(format!(
            "{}{}",
            trailing.trim_end(),
            if indent.contains('\n') { &indent } else { "\n" }
        ));
        array.set_trailing("\n");
    } else {
        entry.decor_mut().set_prefix(if array.is_empty() { "" } else { &indent });
    }
    array.push_formatted(entry);
}

/// A list with one entry a line.
fn lines(entries: Vec<InlineTable>) -> Item {
    let mut array = Array::new();
    for entry in entries {
        let mut entry = Value::InlineTable(entry);
        entry.decor_mut().set_prefix("\n  ");
        array.push_formatted(entry);
    }
    array.set_trailing_comma(true);
    array.set_trailing("\n");
    value(array)
}

fn channel(told: &Channel) -> InlineTable {
    let mut entry = InlineTable::new();
    entry.insert("kind", told.kind.word().into());
    entry.insert("address", told.address.as_str().into());
    for (key, text) in [("hours", &told.hours), ("closed", &told.closed)] {
        if let Some(text) = text {
            entry.insert(key, text.as_str().into());
        }
    }
    entry
}

/// Brings the channels up to date: the same address; else the only one of its kind; else a new one.
fn channels(table: &mut Table, told: &[Channel]) -> bool {
    if told.is_empty() {
        return false;
    }
    let Some(item) = table.get_mut("channels") else {
        table.insert("channels", lines(told.iter().map(channel).collect()));
        return true;
    };
    let mut changed = false;
    let mut claimed = BTreeSet::new();
    let mut added = Vec::new();
    for one in told {
        let mut known = entries(item);
        let text =
            |entry: &dyn TableLike, key: &str| entry.get(key).and_then(Item::as_str).map(str::to_owned);
        let kind = Some(one.kind.word().to_owned());
        let same: Vec<usize> = known
            .iter()
            .enumerate()
            .filter(|(at, entry)| !claimed.contains(at) && text(&***entry, "kind") == kind)
            .map(|(at, _)| at)
            .collect();
        let exact = same.iter().copied().find(|at| {
            known.get(*at).and_then(|entry| text(&**entry, "address")).as_deref()
                == Some(one.address.as_str())
        });
        let single = told.iter().filter(|other| other.kind == one.kind).count() == 1;
        let only = if let ([only], true) = (same.as_slice(), single) { Some(*only) } else { None };
        if let Some(at) = exact.or(only)
            && let Some(entry) = known.get_mut(at)
        {
            claimed.insert(at);
            changed |= set(&mut **entry, "address", &one.address);
            for (key, text) in [("hours", &one.hours), ("closed", &one.closed)] {
                changed |= text.as_deref().is_some_and(|text| set(&mut **entry, key, text));
            }
        } else {
            added.push(channel(one));
        }
    }
    for entry in added {
        changed |= push(item, entry);
    }
    changed
}

/// Adds the services for which no entry makes the organization competent in its area.
fn competences(table: &mut Table, record: &Record) -> bool {
    let Some(area) = record.area else { return false };
    let state = format!("{}/", area.state().slug());
    let covers = |entry: &dyn TableLike, service: &str| {
        let list = |key: &str| -> Option<Vec<String>> {
            let list = entry.get(key)?.as_array()?;
            Some(list.iter().filter_map(Value::as_str).map(str::to_owned).collect())
        };
        let local = |id: &str| id.strip_prefix(&state).unwrap_or(id).to_owned();
        list("services").is_none_or(|ids| ids.iter().any(|id| local(id) == local(service)))
            && list("area").is_none_or(|keys| {
                keys.iter().filter_map(|key| Area::parse(key).ok()).any(|known| known.contains(area))
            })
    };
    let known = table.get_mut("competent").map(entries).unwrap_or_default();
    let missing: Array = record
        .services
        .iter()
        .filter(|service| !known.iter().any(|entry| covers(&**entry, service)))
        .map(String::as_str)
        .collect();
    if missing.is_empty() {
        return false;
    }
    let mut entry = InlineTable::new();
    entry.insert("services", missing.into());
    entry.insert("area", Array::from_iter([area.digits()]).into());
    if let Some(item) = table.get_mut("competent") {
        return push(item, entry);
    }
    table.insert("competent", value(Array::from_iter([entry])));
    true
}
