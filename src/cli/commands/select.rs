//! What several commands let a person choose: a state, a service, a place; with a suggestion where a name is misspelt.

use crate::cli::failure::{Failure, Kind};
use crate::cli::help::Misread;
use crate::key::{Area, StateCode};
use crate::model::{Model, OrganizationId, PathId, PartId, ServiceId, SupportId};
use crate::nearest::nearest;
use crate::render::form::Form;
use crate::source::{Sources, Span};
use crate::text::{Language, text};
use crate::view::cell::Detail;
use crate::vocabulary::{Level, Track, Vocabulary};
use crate::workspace::{Named, Workspace};

/// A Land by its code or its name; small letters are forgiven.
pub fn state(text: &str) -> Result<StateCode, Misread> {
    StateCode::parse(text).or_else(|problem| StateCode::named(text).ok_or_else(|| problem.into()))
}

/// A place as it was typed: a key in any form, or a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// A regional key.
    Key(Area),
    /// Anything with letters in it.
    Name(String),
}

/// A place as it is typed. What has letters is a name; which one, only the workspace knows.
pub fn typed(text: &str) -> Result<Typed, Misread> {
    if text.chars().any(char::is_alphabetic) {
        return Ok(Typed::Name(text.trim().to_owned()));
    }
    Area::parse(text).map(Typed::Key).map_err(Misread::from)
}

/// The key of a place: every command that takes one takes the same keys and names.
pub fn place(workspace: &Workspace, typed: &Typed) -> Result<Area, Failure> {
    let name = match typed {
        Typed::Key(key) => return Ok(workspace.model.reading.read(*key)),
        Typed::Name(name) => name,
    };
    match workspace.named(name) {
        Named::One(key) => Ok(key),
        Named::Several(found) => {
            let count = found.len();
            let list = |language| {
                let shown = found.iter().take(PLACES);
                let shown: Vec<String> =
                    shown.map(|(key, what)| format!("{key} ({})", what.get(language))).collect();
                shown.join("; ")
            };
            let (de, en) = (list(Language::De), list(Language::En));
            let failure = Failure::new(
                Kind::Usage,
                text!("„{name}“ heißen {count} Orte", "{count} places are called \"{name}\""),
            );
            Err(failure.hint(text!("gemeint ist eines von: {de}", "one of these is meant: {en}")))
        }
        Named::Unknown(close) => {
            let failure = Failure::new(
                Kind::Usage,
                text!("einen Ort „{name}“ gibt es hier nicht", "there is no place \"{name}\" here"),
            );
            let failure = match close {
                Some(close) => failure.hint(text!("meinten Sie „{close}“?", "did you mean \"{close}\"?")),
                None => failure,
            };
            Err(failure.hint(match &workspace.register {
                Some(_) => text!(
                    "Namen stehen im Gemeindeverzeichnis des Arbeitsordners und an den Einträgen der Kommunen",
                    "names stand in the workspace's register and at the records of municipalities"
                ),
                None => text!(
                    "ohne Gemeindeverzeichnis sind nur die Namen an den Einträgen der Kommunen bekannt; ein Regionalschlüssel geht immer",
                    "without a register only the names at the records of municipalities are known; a regional key always works"
                ),
            }))
        }
    }
}

/// The keys of several places.
pub fn places(workspace: &Workspace, typed: &[Typed]) -> Result<Vec<Area>, Failure> {
    typed.iter().map(|one| place(workspace, one)).collect()
}

/// As many places of one name are listed.
const PLACES: usize = 6;

// For people or for programs. No docstrings: clap would print them, in English, in the German help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    Text,
    Json,
}

impl Format {
    /// Programs get every name; people get "the competent authority" once.
    pub(super) const fn detail(self) -> Detail {
        match self {
            Self::Text => Detail::Records,
            Self::Json => Detail::Names,
        }
    }
}

impl clap::ValueEnum for Form {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.ending()))
    }
}

/// A form that this program was built without is refused before anything is written, with the way to get it.
pub fn built(form: Form) -> Result<(), Failure> {
    let Err(feature) = form.built() else { return Ok(()) };
    let name = form.ending().to_uppercase();
    Err(Failure::new(
        Kind::Usage,
        text!("{name} kann dieses Programm nicht schreiben", "this program cannot write {name}"),
    )
    .hint(text!(
        "im Quelltext von Lotse `cargo install --path . --features {feature}` ausführen, oder Lotse mit `cargo run --release --features {feature} -- …` starten",
        "in Lotse's source, run `cargo install --path . --features {feature}`, or start Lotse by `cargo run --release --features {feature} -- …`"
    )))
}

/// What a question is about.
pub fn track(text: &str) -> Result<Track, Misread> {
    word(text)
}

/// A level.
pub fn level(text: &str) -> Result<Level, Misread> {
    word(text)
}

/// A word of a closed list; the error names the list.
fn word<T: Vocabulary>(text: &str) -> Result<T, Misread> {
    T::parse(text).ok_or_else(|| {
        let known = T::all().iter().map(|word| word.word()).collect::<Vec<_>>().join(", ");
        Misread(text!("möglich: {known}", "possible: {known}"))
    })
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

/// One of the services that a service contains.
pub fn part(model: &Model, service: ServiceId, name: Option<&str>) -> Result<Option<PartId>, Failure> {
    let Some(name) = name else { return Ok(None) };
    let service = model.service(service);
    let id_of = |part: &PartId| model.part(*part).id.as_str();
    if let Some(part) = service.parts.iter().find(|part| id_of(part) == name) {
        return Ok(Some(*part));
    }
    let id = &service.id;
    let failure = Failure::new(
        Kind::Usage,
        text!("„{id}“ enthält keine Leistung „{name}“", "\"{id}\" contains no service \"{name}\""),
    );
    let ids: Vec<&str> = service.parts.iter().map(id_of).collect();
    let list = ids.join(", ");
    Err(match nearest(name, ids.iter().copied()) {
        Some(close) => failure.hint(text!("meinten Sie „{close}“?", "did you mean \"{close}\"?")),
        None if ids.is_empty() => failure,
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

/// An organization by its id; the state may be left out where only one has the name.
pub fn organization(model: &Model, name: &str) -> Result<OrganizationId, Failure> {
    let mut matching = model.organization_ids().filter(|id| {
        let id = &model.organization(*id).id;
        id.to_string() == name || id.local.as_str() == name
    });
    let first = matching.next();
    let rest: Vec<OrganizationId> = matching.collect();
    if let (Some(only), true) = (first, rest.is_empty()) {
        return Ok(only);
    }
    let all = first.into_iter().chain(rest).map(|id| model.organization(id).id.to_string());
    let all = all.collect::<Vec<_>>().join(", ");
    if !all.is_empty() {
        let message = text!(
            "die Stelle „{name}“ gibt es in mehreren Ländern: {all}",
            "there is a body \"{name}\" in several states: {all}"
        );
        return Err(Failure::new(Kind::Usage, message)
            .hint(text!("mit Land angeben, z. B. ni/koordination", "with its state, e.g. ni/koordination")));
    }
    let failure = Failure::new(
        Kind::Usage,
        text!("die Stelle „{name}“ gibt es hier nicht", "there is no body \"{name}\" here"),
    );
    let ids: Vec<String> = model.organizations.iter().map(|one| one.id.to_string()).collect();
    Err(match nearest(name, ids.iter().map(String::as_str)) {
        Some(close) => failure.hint(text!("meinten Sie „{close}“?", "did you mean \"{close}\"?")),
        None => failure
            .hint(text!("mit Land angeben, z. B. ni/koordination", "with its state, e.g. ni/koordination")),
    })
}

/// A support record by its id (`interim`, `ni/interim`) or its place (`ni/support.toml:105`, as other commands print it).
pub fn support(workspace: &Workspace, name: &str) -> Result<SupportId, Failure> {
    let model = &workspace.model;
    let mut matching = model.support_ids().filter(|id| {
        let record = model.support(*id);
        is_called(record.state, record.id.as_deref(), name)
            || stands_at(&workspace.sources, record.span, name)
    });
    if let (Some(only), None) = (matching.next(), matching.next()) {
        return Ok(only);
    }
    let failure = Failure::new(
        Kind::Usage,
        text!(
            "den Eintrag „{name}“ gibt es hier nicht genau einmal",
            "there is not exactly one record \"{name}\" here"
        ),
    );
    let called: Vec<String> = model
        .supports
        .iter()
        .filter(|record| is_called(record.state, record.id.as_deref(), name))
        .map(|record| format!("{}/{name}", record.state.code().to_lowercase()))
        .collect();
    if called.len() > 1 {
        let list = called.join(", ");
        return Err(failure.hint(text!("gemeint ist eines von: {list}", "one of these is meant: {list}")));
    }
    let ids: Vec<String> = model
        .supports
        .iter()
        .filter_map(|record| Some(format!("{}/{}", record.state.code().to_lowercase(), record.id.as_ref()?)))
        .collect();
    Err(match nearest(name, ids.iter().map(String::as_str)) {
        Some(close) => failure.hint(text!("meinten Sie „{close}“?", "did you mean \"{close}\"?")),
        None => failure.hint(text!(
            "als Datei:Zeile angeben, wie `lotse route` sie nennt",
            "name it as file:line, as `lotse route` prints it"
        )),
    })
}

/// A path by its id or its place, if there is exactly one.
pub fn path(workspace: &Workspace, name: &str) -> Option<PathId> {
    let model = &workspace.model;
    let mut matching = model.path_ids().filter(|id| {
        let path = model.path(*id);
        is_called(path.state, path.id.as_deref(), name) || stands_at(&workspace.sources, path.span, name)
    });
    matching.next().filter(|_| matching.next().is_none())
}

fn is_called(state: StateCode, id: Option<&str>, name: &str) -> bool {
    id.is_some_and(|id| id == name || format!("{}/{id}", state.code().to_lowercase()) == name)
}

/// Whether a record stands at `file:line`: the line on which it begins.
fn stands_at(sources: &Sources, span: Span, name: &str) -> bool {
    let Some((file, line)) = name.rsplit_once(':') else { return false };
    sources.get(span.source).path() == file
        && line.parse().is_ok_and(|line: usize| sources.positions(span).0.line == line)
}
