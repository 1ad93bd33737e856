//! How a cell stands at a time, in names, and what it means when two of these differ.

use std::collections::BTreeMap;

use super::contacts::Changed;
use crate::key::GlobalId;
use crate::model::{OrganizationId, SupportId};
use crate::routing::{Answerer, GoLive, Row, Table, Timeline, Verdict};
use crate::time::Date;
use crate::vocabulary::{ChannelKind, Vocabulary as _};

/// Who answers, by name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// An organization.
    Organization {
        /// Its id, the same in both models.
        id: GlobalId,
        /// Its number in its own model.
        number: OrganizationId,
    },
    /// Nobody, on purpose.
    Nobody,
    /// "The competent authority", and none is named.
    NoCompetent,
    /// Two authorities are equally competent.
    CompetenceConflict,
    /// Not known.
    Undecidable,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reply {
    /// The channel; `None`: every channel that no record names.
    pub channel: Option<ChannelKind>,
    /// Who.
    pub who: Who,
    /// The record of its own model that says so.
    pub record: SupportId,
}

/// How a cell stands for some time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Nobody has to answer: not in operation, not used, or no such cell.
    NotRequired,
    /// Somebody has to.
    Required {
        /// What it comes to.
        verdict: Verdict,
        /// Who answers, by channel.
        answers: Vec<Reply>,
    },
}

impl Standing {
    /// The standing of a timeline on a day.
    pub(super) fn of(table: &Table, timeline: Option<(&Row, &Timeline)>, day: Date) -> Self {
        let Some((row, timeline)) = timeline else { return Self::NotRequired };
        let Some(segment) = timeline.at(day) else { return Self::NotRequired };
        let verdict = if row.go_live == GoLive::Undecidable { Verdict::Undecidable } else { segment.verdict };
        let answers = segment
            .answers
            .iter()
            .map(|answer| Reply {
                channel: answer.channel,
                who: match answer.answerer {
                    Answerer::Organization(number) => {
                        Who::Organization { id: table.model().organization(number).id.clone(), number }
                    }
                    Answerer::Nobody => Who::Nobody,
                    Answerer::NoCompetent => Who::NoCompetent,
                    Answerer::CompetenceConflict => Who::CompetenceConflict,
                    Answerer::Undecidable => Who::Undecidable,
                },
                record: answer.record,
            })
            .collect();
        Self::Required { verdict, answers }
    }

    /// Whether somebody has to answer and does.
    pub const fn is_covered(&self) -> bool {
        matches!(self, Self::Required { verdict: Verdict::Covered, .. })
    }

    /// The answers.
    pub fn answers(&self) -> &[Reply] {
        match self {
            Self::NotRequired => &[],
            Self::Required { answers, .. } => answers,
        }
    }

    /// Which organization answers on which channel.
    pub fn owners(&self) -> BTreeMap<ChannelKind, &GlobalId> {
        let answers = self.answers();
        let mut owners = BTreeMap::new();
        for channel in ChannelKind::all() {
            let own = answers.iter().find(|answer| answer.channel == Some(*channel));
            let rest = answers.iter().find(|answer| answer.channel.is_none());
            if let Some(Reply { who: Who::Organization { id, .. }, .. }) = own.or(rest) {
                owners.insert(*channel, id);
            }
        }
        owners
    }
}

/// What a difference means; the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Somebody answered, and nobody does any more, or not for certain.
    Lost,
    /// Nobody had to answer; now somebody has to, and nobody does.
    Opened,
    /// Still answered, but no longer on every channel as before.
    ChannelLost,
    /// The same organization answers, but is no longer reached on a channel as before.
    ContactLost,
    /// Another organization answers.
    OwnerChanged,
    /// The same organization answers, under other contact data or at other hours.
    ContactChanged,
    /// Answered on more channels than before.
    ChannelGained,
    /// Nobody answered, and now somebody does.
    Gained,
    /// Nobody had to answer; now somebody has to, and does.
    Started,
    /// Somebody had to answer; now nobody has to.
    Dropped,
    /// Not covered before and after, for another reason.
    ReasonChanged,
}

impl Kind {
    /// The meaning of a change from one standing to another, where the contact data of organizations have changed, too;
    /// `None` if nothing changes for those who ask.
    pub(super) fn of(before: &Standing, after: &Standing, contacts: &Changed) -> Option<Self> {
        match (before, after) {
            (Standing::NotRequired, Standing::NotRequired) => None,
            (Standing::NotRequired, after) => {
                Some(if after.is_covered() { Self::Started } else { Self::Opened })
            }
            (_, Standing::NotRequired) => Some(Self::Dropped),
            (Standing::Required { verdict: old, .. }, Standing::Required { verdict: new, .. }) => {
                match (before.is_covered(), after.is_covered()) {
                    (true, false) => Some(Self::Lost),
                    (false, true) => Some(Self::Gained),
                    (false, false) => (old != new).then_some(Self::ReasonChanged),
                    (true, true) => {
                        let of_contacts = Self::of_contacts(before, after, contacts);
                        Self::of_owners(before, after).into_iter().chain(of_contacts).min()
                    }
                }
            }
        }
    }

    fn of_owners(before: &Standing, after: &Standing) -> Option<Self> {
        let (old, new) = (before.owners(), after.owners());
        if old.keys().any(|channel| !new.contains_key(channel)) {
            Some(Self::ChannelLost)
        } else if old.iter().any(|(channel, owner)| new.get(channel) != Some(owner)) {
            Some(Self::OwnerChanged)
        } else if new.len() > old.len() {
            Some(Self::ChannelGained)
        } else {
            None
        }
    }

    /// What changes for those who reach the same organization on the same channel.
    fn of_contacts(before: &Standing, after: &Standing, contacts: &Changed) -> Option<Self> {
        if contacts.is_empty() {
            return None;
        }
        let (old, new) = (before.owners(), after.owners());
        old.iter()
            .filter(|(channel, owner)| new.get(channel) == Some(owner))
            .filter_map(|(channel, owner)| contacts.get(&((*owner).clone(), *channel)))
            .map(|lost| if *lost { Self::ContactLost } else { Self::ContactChanged })
            .min()
    }
}
