//! Every regional key that the files name and that still matters, with its places.

use std::collections::BTreeMap;

use super::Situation;
use crate::key::Area;
use crate::source::Span;

/// A place where a key is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct NamedAt {
    /// The key itself, or the record or list that names it.
    pub span: Span,
    /// Whether the span is the key and nothing else, so that it can be replaced.
    pub exact: bool,
}

impl Situation {
    /// All keys with their places in order; records that ended before the day are history and may keep theirs.
    pub fn named_areas(&self) -> BTreeMap<Area, Vec<NamedAt>> {
        let (model, on) = (&self.model, self.on);
        let mut found: BTreeMap<Area, Vec<NamedAt>> = BTreeMap::new();
        let mut add = |area: Area, span: Span, exact: bool| {
            found.entry(area).or_default().push(NamedAt { span, exact });
        };
        for record in &model.municipalities {
            add(record.key.value, record.key.span, true);
        }
        for key in model.organizations.iter().filter_map(|organization| organization.municipality.as_ref()) {
            add(key.value, key.span, true);
        }
        for record in model.competences.iter().filter(|record| !record.period.is_over(on)) {
            record.area.listed().iter().for_each(|area| add(*area, record.span, false));
        }
        for record in model.services_115.iter().filter(|record| !record.period.is_over(on)) {
            record.area.listed().iter().for_each(|area| add(*area, record.span, false));
        }
        for record in &model.components {
            record.area.listed().iter().for_each(|area| add(*area, record.span, false));
        }
        for record in model.supports.iter().filter(|record| !record.period.is_over(on)) {
            let span = record.area_span.unwrap_or(record.span);
            record.area.listed().iter().for_each(|area| add(*area, span, false));
        }
        for record in model.paths.iter().filter(|record| !record.period.is_over(on)) {
            record.area.listed().iter().for_each(|area| add(*area, record.span, false));
        }
        for record in &model.waves {
            record.area.iter().for_each(|area| add(*area, record.span, false));
        }
        for places in found.values_mut() {
            places.sort_unstable();
            places.dedup();
        }
        found
    }
}
