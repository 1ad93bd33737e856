//! A duty of the responsibility matrix: its columns, its letters, and what paths give.

use std::collections::{BTreeMap, BTreeSet};

use super::scene::Scene;
use super::ways;
use crate::key::StateCode;
use crate::model::{End, OrganizationId, Path, ServiceId};
use crate::vocabulary::{Level, OrganizationKind, Purpose, Track, Vocabulary as _};

/// A column: somebody who may have a part in a duty. In the order of the columns.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    /// The competent authority, whichever it is in the place.
    Competent,
    /// Each municipality.
    Municipality,
    /// An organization: whether it belongs to another state, its kind, its name.
    Organization(bool, Option<OrganizationKind>, String, OrganizationId),
    /// A Land that names no coordination.
    Land(StateCode),
}

/// A letter. In the order in which they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Letter {
    V,
    D,
    B,
    I,
}

impl Letter {
    const fn word(self) -> &'static str {
        match self {
            Self::V => "V",
            Self::D => "D",
            Self::B => "B",
            Self::I => "I",
        }
    }
}

/// A duty with its letters.
#[derive(Debug)]
pub(super) struct Duty {
    pub(super) name: String,
    pub(super) level: Option<Level>,
    pub(super) track: Option<Track>,
    pub(super) letters: BTreeMap<Column, BTreeSet<Letter>>,
}

impl Duty {
    pub(super) fn give(&mut self, column: Column, letter: Letter) {
        self.letters.entry(column).or_default().insert(letter);
    }

    pub(super) fn has(&self, column: &Column, letter: Letter) -> bool {
        self.letters.get(column).is_some_and(|letters| letters.contains(&letter))
    }

    /// Whoever is responsible or carries out.
    pub(super) fn owners(&self) -> Vec<Column> {
        let own = |column: &&Column| self.has(column, Letter::V) || self.has(column, Letter::D);
        self.letters.keys().filter(own).cloned().collect()
    }

    /// Gives a letter to those who have no part in it yet.
    pub(super) fn give_others(&mut self, columns: Vec<Column>, letter: Letter) {
        for column in columns {
            if !self.letters.contains_key(&column) {
                self.give(column, letter);
            }
        }
    }
}

/// Who tells whom about outages or changes.
pub(super) fn notice_duty(
    scene: &Scene<'_>,
    state: StateCode,
    service: ServiceId,
    purpose: Purpose,
    first: &BTreeSet<Column>,
) -> Duty {
    let mut duty =
        Duty { name: scene.say(purpose.label()), level: None, track: None, letters: BTreeMap::new() };
    let paths = service_paths(scene, state, service, purpose);
    for path in &paths {
        // A path says who tells, not who answers for it: V stays empty.
        for column in columns(scene, path.from.value, state, first) {
            duty.give(column, Letter::D);
        }
    }
    for path in paths {
        duty.give_others(columns(scene, path.to.value, state, first), Letter::I);
    }
    duty
}

/// The paths of a purpose that are about a service.
pub(super) fn service_paths<'s>(
    scene: &'s Scene<'_>,
    state: StateCode,
    service: ServiceId,
    purpose: Purpose,
) -> Vec<&'s Path> {
    ways::paths_for(scene, state, purpose).filter(|path| path.services.has(&service)).collect()
}

/// Whom an end of a path means; other levels than first and citizens have no column.
pub(super) fn columns(scene: &Scene<'_>, end: End, home: StateCode, first: &BTreeSet<Column>) -> Vec<Column> {
    match end {
        End::Organization(id) => vec![column(scene, id, home)],
        End::Competent => vec![Column::Competent],
        End::Municipality => vec![Column::Municipality],
        End::Level(Level::First) => first.iter().cloned().collect(),
        End::Level(_) | End::Citizen | End::Undecidable => Vec::new(),
    }
}

/// The column of an organization, seen from a state.
pub(super) fn column(scene: &Scene<'_>, id: OrganizationId, home: StateCode) -> Column {
    let organization = scene.model().organization(id);
    let kind = organization.kind.as_ref().map(|kind| kind.value);
    Column::Organization(organization.id.state != home, kind, organization.name.clone(), id)
}

/// What people call a column.
pub(super) fn column_name(scene: &Scene<'_>, column: &Column) -> String {
    match column {
        Column::Competent => scene.word("zuständige Behörde", "competent authority"),
        Column::Municipality => scene.word("jede Kommune", "every municipality"),
        Column::Organization(_, _, name, _) => name.clone(),
        Column::Land(state) => scene.tell(&state.name()),
    }
}

/// The letters of a field.
pub(super) fn words(letters: Option<&BTreeSet<Letter>>) -> String {
    let words: Vec<&str> = letters.into_iter().flatten().map(|letter| letter.word()).collect();
    words.join(", ")
}
