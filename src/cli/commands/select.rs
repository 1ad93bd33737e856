//! What several commands let a person choose: a state, a service, a place; with a suggestion where a name is misspelt.

use crate::cli::failure::{Failure, Kind};
use crate::key::{Area, StateCode};
use crate::model::{Model, ServiceId};
use crate::nearest::nearest;
use crate::text::text;
use crate::vocabulary::{Level, Track, Vocabulary};

/// A state's code; small letters are forgiven.
pub fn state(text: &str) -> Result<StateCode, String> {
    StateCode::parse(&text.to_uppercase()).map_err(|problem| problem.message.de)
}

/// A regional key.
pub fn area(text: &str) -> Result<Area, String> {
    Area::parse(text).map_err(|problem| problem.message.de)
}

/// For people or for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// What a question is about.
pub fn track(text: &str) -> Result<Track, String> {
    word(text)
}

/// A level.
pub fn level(text: &str) -> Result<Level, String> {
    word(text)
}

/// A word of a closed list; the error names the list.
fn word<T: Vocabulary>(text: &str) -> Result<T, String> {
    T::parse(text).ok_or_else(|| T::all().iter().map(|word| word.word()).collect::<Vec<_>>().join(", "))
}

/// A service by its id; the state may be left out where only one service has the name.
pub fn service(model: &Model, name: &str) -> Result<ServiceId, Failure> {
    let matching: Vec<ServiceId> = model
        .service_ids()
        .filter(|id| {
            let id = &model.service(*id).id;
            id.to_string() == name || id.local.as_str() == name
        })
        .collect();
    if let [only] = matching.as_slice() {
        return Ok(*only);
    }
    let failure = Failure::new(
        Kind::Usage,
        text!("den Onlinedienst „{name}“ gibt es hier nicht", "there is no service \"{name}\" here"),
    );
    let ids: Vec<String> = model.services.iter().map(|service| service.id.to_string()).collect();
    let list = ids.join(", ");
    Err(match nearest(name, ids.iter().map(String::as_str)) {
        Some(close) => failure.hint(text!("meinten Sie „{close}“?", "did you mean \"{close}\"?")),
        None => failure.hint(text!("es gibt: {list}", "there are: {list}")),
    })
}

/// The co-using state that is meant: named, or that of the place, or the only one.
pub fn using_state(
    model: &Model,
    named: Option<StateCode>,
    place: Option<Area>,
) -> Result<StateCode, Failure> {
    if let Some(state) = named.or(place.map(Area::state)) {
        return Ok(state);
    }
    let mut states: Vec<StateCode> = model.uses.iter().map(|usage| usage.state).collect();
    states.sort_unstable();
    states.dedup();
    if let [only] = states.as_slice() {
        return Ok(*only);
    }
    let list = states.iter().map(|state| state.code()).collect::<Vec<_>>().join(", ");
    Err(Failure::new(Kind::Usage, text!("welches Land ist gemeint?", "which state is meant?"))
        .hint(text!("mit --state angeben, z. B. eines von: {list}", "name one with --state: {list}")))
}
