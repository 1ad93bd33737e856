//! How it is told that the files state a fact, or do not, and where a person would write it.

use super::observation::Observation;
use super::raw::Fact;
use super::scope::{Ground, Scope};
use crate::model::Use;
use crate::situation::{Evidence, Said};
use crate::source::Span;
use crate::text::{Language, Text, text};
use crate::time::{Date, format_date};
use crate::vocabulary::Vocabulary as _;

/// Where a person would write what is missing for a scope.
pub(super) fn home(ground: &Ground<'_>, scope: &Scope) -> Vec<Span> {
    let model = ground.model;
    if let Some(record) = scope.municipality.and_then(|key| ground.situation.records_about(key).next()) {
        return vec![record.span];
    }
    if let Some(wave) = scope.wave.and_then(|at| model.waves.get(at)) {
        return vec![wave.span];
    }
    if let Some(component) = scope.component {
        return vec![model.component(component).span];
    }
    if let Some(usage) = usage(ground, scope) {
        return vec![usage.span];
    }
    model.states.get(&scope.state).map(|state| state.span).into_iter().collect()
}

pub(super) fn usage<'a>(ground: &Ground<'a>, scope: &Scope) -> Option<&'a Use> {
    ground.model.use_of(scope.state, scope.service?)
}

pub(super) fn there(label: &Text, places: Vec<Span>) -> Observation {
    Observation::yes(Text::new(format!("{}: angegeben", label.de), format!("{}: given", label.en)), places)
}

pub(super) fn missing(label: &Text, places: Vec<Span>) -> Observation {
    Observation::no(Text::new(format!("{}: fehlt", label.de), format!("{}: missing", label.en)), places)
}

/// What says it is broken: neither there nor missing, and never ticked.
pub(super) fn undecidable(label: &Text, places: Vec<Span>) -> Observation {
    let (de, en) = (&label.de, &label.en);
    Observation::no(text!("{de}: nicht entscheidbar", "{en}: undecidable"), places)
}

/// Says that a fact is there where `found` has a place, else that it is missing at `home`.
pub(super) fn told(fact: Fact, found: Option<Span>, home: Vec<Span>) -> Observation {
    let label: Text = fact.label().into();
    match found {
        Some(span) => there(&label, vec![span]),
        None => missing(&label, home),
    }
}

/// Says what the records say, with the place of the statement.
pub(super) fn stated<T>(fact: Fact, said: &Said<T>, home: Vec<Span>) -> Observation {
    let label: Text = fact.label().into();
    match said {
        Said::Known(_, span) => there(&label, vec![*span]),
        Said::Undecidable(span) => undecidable(&label, vec![*span]),
        Said::Unsaid => missing(&label, home),
    }
}

/// Two statements of which both must be there.
pub(super) const fn both<T: Copy>(one: Said<T>, other: Said<T>) -> Said<T> {
    match (one, other) {
        (Said::Unsaid, _) | (_, Said::Unsaid) => Said::Unsaid,
        (broken @ Said::Undecidable(_), _) | (_, broken @ Said::Undecidable(_)) => broken,
        (known, _) => known,
    }
}

/// The place at the operating state's service, for what stands on its side.
pub(super) fn operator_home(ground: &Ground<'_>, scope: &Scope) -> Vec<Span> {
    let service = scope.service.and_then(|id| ground.model.service(id).span);
    service.map_or_else(|| home(ground, scope), |span| vec![span])
}

/// Why an agreement does not count on the day.
pub(super) fn not_agreed(label: &Text, evidence: Evidence, place: Span) -> Observation {
    let (de, en) = (&label.de, &label.en);
    let both = |day: Date| (format_date(day, Language::De), format_date(day, Language::En));
    let why = match evidence {
        Evidence::Holds(_) => return there(label, vec![place]),
        Evidence::Undecidable => return undecidable(label, vec![place]),
        Evidence::NotYet(day) => {
            let (day, day_en) = both(day);
            text!("{de}: erst ab {day}", "{en}: only from {day_en}")
        }
        Evidence::Ended(day) => {
            let (day, day_en) = both(day);
            text!("{de}: galt nur bis {day}", "{en}: held until {day_en} only")
        }
        Evidence::OneSided => text!(
            "{de}: eine der beiden Seiten ist nicht beteiligt",
            "{en}: one of the two sides is no party to it"
        ),
    };
    Observation::no(why, vec![place])
}
