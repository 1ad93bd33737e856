//! One record for each organization, each with its own id.

use std::collections::{BTreeMap, BTreeSet};

use super::{Doubt, Effect, Knowledge, Record};
use crate::key::{LocalId, slug};
use crate::text::text;

/// Rows of the same name and place become one record.
pub(super) fn merged(records: Vec<Record>, doubts: &mut Vec<Doubt>) -> Vec<Record> {
    let mut kept: Vec<Record> = Vec::new();
    let mut known = BTreeMap::new();
    for record in records {
        let Some(area) = record.area else {
            kept.push(record);
            continue;
        };
        let key = (record.name.clone(), area, record.id.clone());
        let earlier = known.get(&key).and_then(|at: &usize| kept.get_mut(*at));
        let Some(earlier) = earlier else {
            known.insert(key, kept.len());
            kept.push(record);
            continue;
        };
        let first = earlier.rows.first().copied().unwrap_or_default();
        for row in &record.rows {
            let reason = text!(
                "dieselbe Stelle wie in Zeile {first}; zusammengeführt",
                "the same organization as in row {first}; merged"
            );
            doubts.push(Doubt { row: *row, effect: Effect::PleaseCheck, reason });
        }
        earlier.add(record);
    }
    kept
}

impl Record {
    /// Takes over what another row says of the same organization; what the earlier row says stays.
    fn add(&mut self, other: Self) {
        self.rows.extend(other.rows);
        self.kind = self.kind.or(other.kind);
        self.role = self.role.take().or(other.role);
        self.confirmed = self.confirmed.max(other.confirmed);
        self.services.extend(other.services);
        self.services.sort();
        self.services.dedup();
        for channel in other.channels {
            if !self.channels.iter().any(|own| own.kind == channel.kind && own.address == channel.address) {
                self.channels.push(channel);
            }
        }
        for remark in other.remarks {
            if !self.remarks.contains(&remark) {
                self.remarks.push(remark);
            }
        }
    }
}

/// Gives every record an id of its own that does not depend on the order of the rows, as far as names and places tell
/// the records apart: the slug of the name, of several with the same name with the place, then with the key, then
/// numbered.
pub(super) fn give_ids(records: &mut [Record], knowledge: &Knowledge<'_>, doubts: &mut Vec<Doubt>) {
    let mut taken = BTreeSet::new();
    for record in records.iter_mut().filter(|record| !record.id.is_empty()) {
        if !taken.insert(record.id.clone()) {
            let id = std::mem::take(&mut record.id);
            let row = record.rows.first().copied().unwrap_or_default();
            let reason = text!("die Kennung „{id}“ ist schon vergeben", "the id \"{id}\" is taken already");
            doubts.push(Doubt { row, effect: Effect::CellLeftOut, reason });
        }
    }
    let forms: Vec<[String; 3]> = records.iter().map(forms).collect();
    let forms_count = forms.len();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for form in forms.iter().flat_map(|forms| forms.iter().collect::<BTreeSet<_>>()) {
        *counts.entry(form).or_default() += 1;
    }
    for (record, forms) in records.iter_mut().zip(&forms).filter(|(record, _)| record.id.is_empty()) {
        let single = |form: &&String| counts.get(form.as_str()) == Some(&1);
        let [.., last] = forms;
        let wanted = forms.iter().find(single).unwrap_or(last);
        let free =
            |id: &str| !taken.contains(id) && !knowledge.taken.contains(id) && LocalId::parse(id).is_ok();
        let id = std::iter::once(wanted.clone())
            .chain(
                (2..=knowledge.taken.len() + forms_count + 2).map(|number| with(wanted, &number.to_string())),
            )
            .find(|id| free(id))
            .unwrap_or_default();
        if record.area.is_none() && counts.get(last.as_str()).is_some_and(|count| *count > 1) {
            let row = record.rows.first().copied().unwrap_or_default();
            let reason = text!(
                "mehrere Zeilen heißen so und sind nicht zu unterscheiden; Kennung „{id}“ nach der Reihenfolge",
                "several rows have this name and cannot be told apart; id \"{id}\" by their order"
            );
            doubts.push(Doubt { row, effect: Effect::PleaseCheck, reason });
        }
        taken.insert(id.clone());
        record.id = id;
    }
}

/// The ids that a record may have, the shortest first.
fn forms(record: &Record) -> [String; 3] {
    let name = with(&slug(&record.name), "");
    let place = record.place.as_deref().map(|place| place.split(',').next().unwrap_or(place));
    let placed = match place.map(slug) {
        Some(place) if !name.ends_with(&format!("-{place}")) => with(&name, &place),
        _ => name.clone(),
    };
    let keyed = match record.area {
        Some(area) => with(&placed, &area.digits()),
        None => placed.clone(),
    };
    [name, placed, keyed]
}

/// A slug with a suffix, short enough for an id.
pub(super) fn with(slug: &str, suffix: &str) -> String {
    const LONGEST: usize = 64;
    if suffix.is_empty() {
        return slug.get(..LONGEST).unwrap_or(slug).trim_end_matches('-').to_owned();
    }
    let suffix = suffix.get(..LONGEST / 2).unwrap_or(suffix).trim_end_matches('-');
    let room = LONGEST - suffix.len() - 1;
    let head = slug.get(..room).unwrap_or(slug).trim_end_matches('-');
    format!("{head}-{suffix}")
}
