//! Requirements as data: which cells must have an owner, which rules speak for which norm, and how loudly.
//!
//! A profile is a TOML file with one entry per demand of a document. Several profiles hold together as a union: a finding
//! names every line that it violates, and the strongest severity wins (semantics 15).

mod raw;

use std::collections::{BTreeMap, BTreeSet};

use crate::config::problems;
use crate::config::slot::{List, Slot};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::ServiceId;
use crate::nearest::nearest;
use crate::source::{Located, SourceId, Sources};
use crate::text::{Text, text};
use crate::vocabulary::{Level, OrganizationKind, Track, Vocabulary};

pub use raw::{RawProfile, Side, Strength};

/// The profiles that come with Lotse, as (id, text).
pub const BUILT_IN: &[(&str, &str)] = &[
    ("familie-und-kind", include_str!("../../templates/profiles/familie-und-kind.toml")),
    ("din-spec-66336", include_str!("../../templates/profiles/din-spec-66336.toml")),
    ("eskalation-bsi", include_str!("../../templates/profiles/eskalation-bsi.toml")),
    ("nachnutzung", include_str!("../../templates/profiles/nachnutzung.toml")),
    ("barrierefreiheit", include_str!("../../templates/profiles/barrierefreiheit.toml")),
];

/// The profile that holds where nothing is said.
pub const DEFAULT: &str = "familie-und-kind";

/// Level and track of a question: one column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// The level.
    pub level: Level,
    /// The track; `None` on first level.
    pub track: Option<Track>,
}

impl Cell {
    /// As in canonical subjects: `first`, `second/technical-state`.
    pub fn path(self) -> String {
        match self.track {
            Some(track) => format!("{}/{}", self.level.word(), track.word()),
            None => self.level.word().to_owned(),
        }
    }

    /// As people say it: "Second Level, fachliche Fragen".
    pub fn words(self) -> Text {
        let level = self.level.label();
        match self.track {
            Some(track) => {
                let track = track.label();
                Text::new(format!("{}, {}", level.de, track.de), format!("{}, {}", level.en, track.en))
            }
            None => level.into(),
        }
    }
}

/// A requirement of one profile.
#[derive(Debug, Clone)]
pub struct Requirement {
    /// The profile's id.
    pub profile: String,
    /// The demand's id: `S4`, `R07`.
    pub id: String,
    /// What is asked.
    pub text: Text,
    /// The section.
    pub section: String,
    /// How strictly.
    pub strength: Strength,
    /// The cell that must have an owner.
    pub cell: Option<RequiredCell>,
    /// Rules that speak for it, each with its severity.
    pub rules: BTreeMap<String, Severity>,
    /// The services it holds for, where a service brings its own profile; `None`: all.
    pub services: Option<BTreeSet<ServiceId>>,
}

impl Requirement {
    /// Whether it holds for a service; a finding about no service is asked for by every line.
    pub fn holds_for(&self, service: Option<ServiceId>) -> bool {
        match (&self.services, service) {
            (None, _) | (_, None) => true,
            (Some(services), Some(service)) => services.contains(&service),
        }
    }
}

/// A cell that must have an owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequiredCell {
    /// Level and track.
    pub cell: Cell,
    /// Who names the owner.
    pub side: Side,
    /// Kinds that cannot answer here.
    pub forbidden: Vec<OrganizationKind>,
}

/// A profile, read.
#[derive(Debug, Clone)]
pub struct Profile {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// The document.
    pub document: Text,
    /// The document's version.
    pub version: String,
    /// Where the document is found.
    pub url: Option<String>,
    /// A note on its application.
    pub note: Option<Text>,
    /// Profiles it extends.
    pub extends: Vec<Located<String>>,
    /// Its own requirements.
    pub requirements: Vec<Requirement>,
    /// Whether it comes with Lotse.
    pub built_in: bool,
}

/// The requirements of the chosen profiles together.
#[derive(Debug, Clone, Default)]
pub struct Requirements {
    /// All lines, in the order of the profiles.
    pub lines: Vec<Requirement>,
    /// The profiles, in the order chosen, with those they extend.
    pub profiles: Vec<Profile>,
}

impl Requirements {
    /// The cells required of one service.
    pub fn cells_of(&self, service: ServiceId) -> BTreeSet<Cell> {
        let lines = self.lines.iter().filter(|line| line.holds_for(Some(service)));
        lines.filter_map(|line| line.cell.as_ref()).map(|required| required.cell).collect()
    }

    /// Adds profiles that hold for some services only.
    pub fn extend_for(&mut self, more: Self, services: &BTreeSet<ServiceId>) {
        for line in more.lines {
            let known =
                self.lines.iter_mut().find(|known| known.profile == line.profile && known.id == line.id);
            match known {
                // Where the profile holds for all anyway, there is nothing to add.
                Some(known) => {
                    if let Some(limit) = &mut known.services {
                        limit.extend(services);
                    }
                }
                None => self.lines.push(Requirement { services: Some(services.clone()), ..line }),
            }
        }
        for profile in more.profiles {
            if self.profiles.iter().all(|known| known.id != profile.id) {
                self.profiles.push(profile);
            }
        }
    }

    /// Which side names the owner of a cell, where the profiles say so.
    pub fn side(&self, cell: Cell) -> Option<Side> {
        self.required(cell).map(|(_, required)| required.side).next()
    }

    /// The lines that demand a cell.
    pub fn required(&self, cell: Cell) -> impl Iterator<Item = (&Requirement, &RequiredCell)> {
        self.lines.iter().filter_map(move |line| {
            line.cell.as_ref().filter(|required| required.cell == cell).map(|required| (line, required))
        })
    }

    /// Kinds that cannot answer a cell.
    pub fn forbidden(&self, cell: Cell) -> BTreeSet<OrganizationKind> {
        self.required(cell).flat_map(|(_, required)| required.forbidden.iter().copied()).collect()
    }

    /// The lines for which a rule speaks: those about the cell, or those about no cell.
    pub fn violated(
        &self,
        code: &str,
        cell: Option<Cell>,
        service: Option<ServiceId>,
    ) -> Vec<(&Requirement, Severity)> {
        self.lines
            .iter()
            .filter(|line| line.holds_for(service))
            .filter(|line| match (&line.cell, cell) {
                (Some(required), Some(cell)) => required.cell == cell,
                (None, _) => true,
                (Some(_), None) => false,
            })
            .filter_map(|line| line.rules.get(code).map(|severity| (line, *severity)))
            .collect()
    }

    /// Whether any line speaks through a rule.
    pub fn asks(&self, code: &str) -> bool {
        self.lines.iter().any(|line| line.rules.contains_key(code))
    }

    /// Whether any line that holds for a service speaks through a rule.
    pub fn asks_of(&self, code: &str, service: Option<ServiceId>) -> bool {
        self.lines.iter().any(|line| line.rules.contains_key(code) && line.holds_for(service))
    }
}

/// Reads one profile.
pub fn read(id: SourceId, sources: &Sources) -> (Option<Profile>, Vec<Diagnostic>) {
    let (raw, mut diagnostics) = crate::config::read_whole::<RawProfile>(id, sources.get(id));
    let Some(raw) = raw else { return (None, diagnostics) };
    let (Some(own), Some(name), Some(document), Some(version)) = (
        raw.id.value(),
        raw.name.value().and_then(text_of),
        raw.document.value().and_then(text_of),
        raw.version.value(),
    ) else {
        return (None, diagnostics);
    };
    let requirements = raw
        .requirement
        .items()
        .filter_map(|line| requirement(own, &line.value, &mut diagnostics))
        .collect();
    let profile = Profile {
        id: own.clone(),
        name,
        version: version.clone(),
        url: raw.url.value().cloned(),
        note: raw.note.value().and_then(text_of),
        extends: raw.extends.items().cloned().collect(),
        document,
        requirements,
        built_in: false,
    };
    (Some(profile), diagnostics)
}

fn text_of(raw: &raw::RawText) -> Option<Text> {
    Some(Text::new(raw.de.value()?.clone(), raw.en.value()?.clone()))
}

fn requirement(
    profile: &str,
    raw: &raw::RawRequirement,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Requirement> {
    let cell = match &raw.cell {
        Slot::Given(found) => {
            let cell = Cell { level: *found.value.level.value()?, track: found.value.track.value().copied() };
            if (cell.level == Level::First) == cell.track.is_some() {
                diagnostics.push(problems::MISPLACED_KEY.report(
                    found.span,
                    text!(
                        "`track` steht im Second und Third Level, im First Level nicht",
                        "`track` stands on second and third level, not on first level"
                    ),
                ));
                return None;
            }
            Some(RequiredCell {
                cell,
                side: *found.value.side.value()?,
                forbidden: found.value.forbidden_kinds.items().map(|kind| kind.value).collect(),
            })
        }
        Slot::Absent | Slot::Broken(_) => None,
    };
    let mut rules = BTreeMap::new();
    let lists: [(&Slot<List<String>>, Severity); 3] =
        [(&raw.notes, Severity::Note), (&raw.warnings, Severity::Warning), (&raw.errors, Severity::Error)];
    for (list, severity) in lists {
        rules.extend(list.items().map(|code| (code.value.clone(), severity)));
    }
    Some(Requirement {
        profile: profile.to_owned(),
        id: raw.id.value()?.clone(),
        text: raw.text.value().and_then(text_of)?,
        section: raw.section.value()?.clone(),
        strength: *raw.strength.value()?,
        cell,
        rules,
        services: None,
    })
}

/// The chosen profiles together, each after those that it extends; an unknown name is reported where it stands.
pub fn combine(chosen: &[Located<String>], known: &[Profile]) -> (Requirements, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut requirements = Requirements::default();
    let mut seen = BTreeSet::new();
    for name in chosen {
        add(name, known, &mut requirements, &mut seen, &mut diagnostics);
    }
    (requirements, diagnostics)
}

/// The profiles without a place in a file: the default, or those named on the command line.
pub fn combine_named(chosen: &[&str], known: &[Profile]) -> Requirements {
    let mut requirements = Requirements::default();
    let mut seen = BTreeSet::new();
    for profile in chosen.iter().filter_map(|name| known.iter().find(|profile| profile.id == *name)) {
        include(profile, known, &mut requirements, &mut seen, &mut Vec::new());
    }
    requirements
}

fn add(
    name: &Located<String>,
    known: &[Profile],
    requirements: &mut Requirements,
    seen: &mut BTreeSet<String>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(profile) = known.iter().find(|profile| profile.id == name.value) else {
        let written = &name.value;
        let list = known.iter().map(|profile| profile.id.as_str()).collect::<Vec<_>>().join(", ");
        let mut finding = problems::UNKNOWN_REFERENCE
            .report(
                name.span,
                text!("ein Profil „{written}“ gibt es nicht", "there is no profile \"{written}\""),
            )
            .help(text!("es gibt: {list}", "there are: {list}"));
        if let Some(close) = nearest(written, known.iter().map(|profile| profile.id.as_str())) {
            finding = finding
                .help(text!(
                    "meinten Sie „{close}“? Es gibt: {list}",
                    "did you mean \"{close}\"? There are: {list}"
                ))
                .edit(name.span, format!("\"{close}\""));
        }
        diagnostics.push(finding);
        return;
    };
    include(profile, known, requirements, seen, diagnostics);
}

fn include(
    profile: &Profile,
    known: &[Profile],
    requirements: &mut Requirements,
    seen: &mut BTreeSet<String>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    // A profile that extends itself by a detour is simply there once.
    if !seen.insert(profile.id.clone()) {
        return;
    }
    for base in &profile.extends {
        add(base, known, requirements, seen, diagnostics);
    }
    requirements.lines.extend(profile.requirements.iter().cloned());
    requirements.profiles.push(profile.clone());
}
