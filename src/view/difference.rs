//! Differences between two tables in words, for "what would be if" and for comparing two states of the files.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use super::cell::Detail;
use super::route::verdict_word;
use super::saying::Saying;
use crate::compare::{Difference, Impact, Kind, Reply, Standing, Who};
use crate::key::{GlobalId, LocalId};
use crate::model::{End, Model, Owner};
use crate::routing::{Places, Verdict};
use crate::time::{Date, Period};
use crate::vocabulary::{ChannelKind, Vocabulary as _};

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DifferenceView {
    /// `lost`, `opened`, `channel-lost`, `contact-lost`, `owner-changed`,
    /// `contact-changed`, `channel-gained`, `gained`, `started`, `dropped`, `reason-changed`.
    pub kind: &'static str,
    /// Whose questions.
    pub state: &'static str,
    /// The service's id.
    pub service: String,
    /// Its name.
    pub name: String,
    /// Level and track.
    pub cell: String,
    /// Which of the services contained, where not all.
    pub part: Option<String>,
    /// The component.
    pub component: Option<String>,
    /// Where.
    pub places: String,
    /// How many municipalities.
    pub count: usize,
    /// How many people; nothing without a register.
    pub inhabitants: Option<u64>,
    /// The first day from the day of the question forward.
    pub since: String,
    /// The last day, if there is one.
    pub until: Option<String>,
    /// When, in words.
    pub when: String,
    /// How it was.
    pub before: StandingView,
    /// How it is then.
    pub after: StandingView,
}

/// How a cell stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct StandingView {
    /// The verdict, or `not-required`.
    pub verdict: &'static str,
    /// Who answers, or why nobody does.
    pub words: Vec<String>,
}

/// How far differences reach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImpactView {
    /// How many municipalities.
    pub count: usize,
    /// How many people; nothing without a register.
    pub inhabitants: Option<u64>,
    /// Which services.
    pub services: Vec<String>,
    /// The first day.
    pub since: Option<String>,
    /// The same in words.
    pub when: Option<String>,
}

/// The word for a kind.
pub const fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Lost => "lost",
        Kind::Opened => "opened",
        Kind::ChannelLost => "channel-lost",
        Kind::ContactLost => "contact-lost",
        Kind::OwnerChanged => "owner-changed",
        Kind::ContactChanged => "contact-changed",
        Kind::ChannelGained => "channel-gained",
        Kind::Gained => "gained",
        Kind::Started => "started",
        Kind::Dropped => "dropped",
        Kind::ReasonChanged => "reason-changed",
    }
}

/// The differences that matter from a day forward; each side speaks of its own model and files. With
/// [`Detail::Records`], places where a record names "the competent authority" are told together, whoever that is there.
pub fn differences(
    sides: [&Saying<'_>; 2],
    places: &Places,
    found: &[Difference],
    on: Date,
    detail: Detail,
) -> Vec<DifferenceView> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut index = BTreeMap::new();
    for difference in found {
        let Some(since) = difference.since(on) else { continue };
        let [old, new] = sides;
        let before = old.standing(&difference.before, detail);
        let after = new.standing(&difference.after, detail);
        let (service, component) = (&difference.service, &difference.component);
        let cell = (difference.state, service, difference.cell, &difference.part, component);
        let key = (difference.kind, cell, difference.period, before.clone(), after.clone());
        let at = *index.entry(key).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.ranges.extend(difference.ranges()),
            None => groups.push(Group { difference, since, before, after, ranges: difference.ranges() }),
        }
    }
    groups.into_iter().map(|group| one(sides, places, group)).collect()
}

/// Differences that are told alike.
struct Group<'d> {
    difference: &'d Difference,
    since: Date,
    before: StandingView,
    after: StandingView,
    ranges: Vec<Range<usize>>,
}

fn one(sides: [&Saying<'_>; 2], places: &Places, group: Group<'_>) -> DifferenceView {
    let [old, new] = sides;
    let Group { difference, since, before, after, ranges } = group;
    let service = [new, old]
        .into_iter()
        .find_map(|say| say.model.services.iter().find(|service| service.id == difference.service))
        .map_or_else(|| difference.service.to_string(), |service| service.name.clone());
    let component = difference.component.as_ref().map(|id| {
        [new, old]
            .into_iter()
            .find_map(|say| say.model.components.iter().find(|component| component.id == *id))
            .map_or_else(|| id.to_string(), |component| component.name.clone())
    });
    let part = difference.part.as_ref().map(|id| {
        [new, old].into_iter().find_map(|say| part_name(say.model, &difference.service, id)).unwrap_or_else(|| id.to_string())
    });
    let last = difference.period.last_day();
    DifferenceView {
        kind: kind_word(difference.kind),
        state: difference.state.code(),
        service: difference.service.to_string(),
        name: service,
        cell: difference.cell.words().get(new.language).to_owned(),
        part,
        component,
        places: places.words(&ranges).get(new.language).to_owned(),
        count: Places::count(&ranges),
        inhabitants: places.inhabitants_of(ranges.iter().cloned()),
        since: crate::time::iso(since),
        until: last.map(crate::time::iso),
        when: new.span_of(Period::new(Some(since), difference.period.until)),
        before,
        after,
    }
}

impl Saying<'_> {
    /// A period in words: "ab 1. März 2027", "1. März 2027 bis 30. September 2027".
    pub fn span_of(&self, period: Period) -> String {
        let day = |day: Option<Date>| day.map(|day| self.day(day)).unwrap_or_default();
        match (period.from, period.last_day()) {
            (None, None) => self.word("immer", "always").to_owned(),
            (from, None) => format!("{} {}", self.word("ab", "from"), day(from)),
            (None, until) => format!("{} {}", self.word("bis", "until"), day(until)),
            (from, until) => format!("{} {} {}", day(from), self.word("bis", "to"), day(until)),
        }
    }

    fn standing(&self, standing: &Standing, detail: Detail) -> StandingView {
        let Standing::Required { verdict, answers } = standing else {
            let words = self.word("nicht verlangt", "not required").to_owned();
            return StandingView { verdict: "not-required", words: vec![words] };
        };
        let mut words = Vec::new();
        if *verdict == Verdict::Covered {
            // Who answers on several channels by one record is named once.
            let mut parts: Vec<(String, Vec<Option<ChannelKind>>)> = Vec::new();
            for reply in answers {
                let Some(who) = self.reply(reply, detail) else { continue };
                match parts.iter_mut().find(|(known, _)| *known == who) {
                    Some((_, channels)) => channels.push(reply.channel),
                    None => parts.push((who, vec![reply.channel])),
                }
            }
            words.extend(parts.into_iter().map(|(who, channels)| self.on_channels(&channels, &who)));
        }
        if words.is_empty() {
            words.push(self.verdict(*verdict).to_owned());
        }
        StandingView { verdict: verdict_word(*verdict), words }
    }

    fn reply(&self, reply: &Reply, detail: Detail) -> Option<String> {
        let Who::Organization { number, .. } = reply.who else { return None };
        let competent = self.model.support(reply.record).owner.value == Owner::Competent;
        let who =
            if competent && detail == Detail::Records { self.end(End::Competent) } else { self.name(number) };
        Some(format!("{who} ({})", self.record(reply.record)))
    }

    fn on_channels(&self, channels: &[Option<ChannelKind>], who: &str) -> String {
        if channels == [None] {
            return who.to_owned();
        }
        let kinds: Vec<&str> = channels
            .iter()
            .map(|channel| match channel {
                Some(kind) => kind.label().get(self.language),
                None => self.word("sonst", "else"),
            })
            .collect();
        format!("{}: {who}", kinds.join(", "))
    }

    /// A verdict in words.
    pub const fn verdict(&self, verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Covered => self.word("besetzt", "covered"),
            Verdict::Deliberate => self.word("niemand, mit Absicht", "nobody, on purpose"),
            Verdict::Undecidable => self.word("nicht entscheidbar", "undecidable"),
            Verdict::WithoutCompetent => {
                self.word("keine eindeutig zuständige Behörde", "not exactly one competent authority")
            }
            Verdict::Ambiguous => self.word("nicht eindeutig", "ambiguous"),
            Verdict::Open => self.word("niemand", "nobody"),
        }
    }

    /// How far differences reach.
    pub fn impact(&self, impact: &Impact) -> ImpactView {
        ImpactView {
            count: impact.count,
            inhabitants: impact.inhabitants,
            services: impact.services.iter().map(ToString::to_string).collect(),
            since: impact.since.map(crate::time::iso),
            when: impact.since.map(|day| self.day(day)),
        }
    }
}

fn part_name(model: &Model, service: &GlobalId, part: &LocalId) -> Option<String> {
    let service = model.services.iter().find(|known| known.id == *service)?;
    service.parts.iter().map(|id| model.part(*id)).find(|known| known.id == *part).map(|known| known.name.clone())
}
