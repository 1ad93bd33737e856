//! Agreed ways, and people inside organizations, that change: in words.

use serde::Serialize;

use super::diff_sides::Sides;
use crate::compare::contacts::{People, PeopleChange, Person};
use crate::compare::{Terms, Tip, WayChange};
use crate::time::day_before;
use crate::vocabulary::{EscalationKind, Purpose, Vocabulary as _};

/// What changes on one kind of channel, or about who inside answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChannelView {
    /// "Telefon", "Vertretung".
    pub kind: &'static str,
    /// What is no longer so.
    pub before: Vec<String>,
    /// What is new.
    pub after: Vec<String>,
}

/// An agreed way that is gone, new or different.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WayView {
    /// What for, from whom to whom.
    pub way: String,
    /// How it was gone; empty: it is new.
    pub before: Vec<String>,
    /// How it is gone; empty: it is no more.
    pub after: Vec<String>,
    /// Where people go it themselves; empty between organizations.
    pub places: String,
}

impl Sides<'_> {
    pub(super) fn agreed_way(&self, change: &WayChange) -> WayView {
        let (course, say) = (&change.course, self.new);
        let words = |words: crate::text::Words| words.get(say.language);
        let mut topic = vec![words(course.purpose.label()).to_owned()];
        if course.purpose == Purpose::Escalation && course.kind == EscalationKind::Hierarchical {
            topic.push(words(course.kind.label()).to_owned());
        }
        topic.extend(course.track.map(|track| words(track.label()).to_owned()));
        topic.extend(course.services.iter().map(|id| self.service(id)));
        WayView {
            way: format!("{}: {} → {}", topic.join(", "), self.tip(&course.from), self.tip(&course.to)),
            before: change.before.iter().map(|terms| self.terms(terms)).collect(),
            after: change.after.iter().map(|terms| self.terms(terms)).collect(),
            places: self.words(&change.units),
        }
    }

    fn tip(&self, tip: &Tip) -> String {
        let say = self.new;
        match tip {
            Tip::Citizen => say.word("Bürgerin oder Bürger", "the citizen").to_owned(),
            Tip::Municipality => say.word("die Kommune", "the municipality").to_owned(),
            Tip::Level(level) => level.label().get(say.language).to_owned(),
            Tip::Competent => say.word("die zuständige Behörde", "the competent authority").to_owned(),
            Tip::Organization(id) => self.name(id),
        }
    }

    fn terms(&self, terms: &Terms) -> String {
        let say = self.new;
        let channel = terms.channel.map(|kind| kind.label().get(say.language).to_owned());
        let within =
            terms.within.map(|time| format!("{} {}", say.word("Frist", "within"), time.words(say.language)));
        let from = terms.from.map(|day| format!("{} {}", say.word("ab", "from"), say.day(day)));
        let until =
            terms.until.map(|day| format!("{} {}", say.word("bis", "until"), say.day(day_before(day))));
        let parts: Vec<String> = [channel, within, from, until].into_iter().flatten().collect();
        if parts.is_empty() { say.word("vereinbart", "agreed").to_owned() } else { parts.join(", ") }
    }

    pub(super) fn people(&self, change: &PeopleChange) -> ChannelView {
        let say = self.new;
        let named = |person: Option<&Person>| {
            let person = person.map(|person| match person {
                Person::Role(role) => role.clone(),
                Person::Inside => say.word("im Haus geregelt", "arranged inside").to_owned(),
                Person::Organization(id) => self.name(id),
                Person::Unknown => say.word("unbekannt", "unknown").to_owned(),
            });
            person.into_iter().collect()
        };
        ChannelView {
            kind: match change.what {
                People::Role => say.word("Rolle", "role"),
                People::Deputy => say.word("Vertretung", "deputy"),
                People::Superior => say.word("übergeordnet", "superior"),
            },
            before: named(change.before.as_ref()),
            after: named(change.after.as_ref()),
        }
    }
}
