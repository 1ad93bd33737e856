//! Why a cell is answered as it is: which records competed, which won, and by which step of precedence (semantics 4).

use super::parts::{doubt, is_doubtful};
use super::segments::{Candidate, Closeness, Question, about_service};
use super::{Matter, Segment, Table};
use crate::key::StateCode;
use crate::model::{ComponentId, OrganizationId, Owner, PartId, Scope, ServiceId, Support, SupportId};
use crate::profile::Cell;
use crate::time::{Date, Period};
use crate::vocabulary::ChannelKind;

/// The step of precedence that decides between two records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precedence {
    /// Long-term over interim.
    Solution,
    /// The longer area.
    Area,
    /// The service is named.
    Service,
    /// The part is named.
    Part,
    /// The component is named.
    Component,
}

impl Closeness {
    /// The first step in which this one is ahead of another; `None` if it is not ahead.
    pub fn ahead_of(self, other: Self) -> Option<Precedence> {
        let steps = [
            (self.long_term.cmp(&other.long_term), Precedence::Solution),
            (self.area.cmp(&other.area), Precedence::Area),
            (self.names_service.cmp(&other.names_service), Precedence::Service),
            (self.names_part.cmp(&other.names_part), Precedence::Part),
            (self.names_component.cmp(&other.names_component), Precedence::Component),
        ];
        let (order, step) = steps.into_iter().find(|(order, _)| order.is_ne())?;
        order.is_gt().then_some(step)
    }
}

/// What becomes of a record on one channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It wins alone, or is the first of equals that say the same.
    Wins,
    /// As good as the winner, and names the same owner.
    Agrees(SupportId),
    /// As good as another that names another owner: it is not decided.
    Rivals(SupportId),
    /// Another is ahead, by this step.
    Loses(SupportId, Precedence),
}

/// Why a record of the same level and track does not reach the cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Miss {
    /// It stands in the files of a state that does not fill this cell (semantics 5, 6).
    State,
    /// Its area lies elsewhere.
    Area,
    /// It is for another district of the city.
    District,
    /// It is for other services.
    Service,
    /// It is for other services of those contained.
    Part,
    /// It is for other components.
    Component,
}

/// What becomes of a record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It competes, channel by channel; `None`: every channel that no record names.
    Competes(Closeness, Vec<(Option<ChannelKind>, Outcome)>),
    /// It would compete, and does not hold on the day.
    NotThen,
    /// It would compete, and its state does not operate the service on the day.
    NotOperating,
    /// It does not reach the cell.
    Misses(Vec<Miss>),
}

/// A competence entry that was looked at for "the competent authority".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claim {
    /// Its place in the model's list.
    pub competence: usize,
    /// Who.
    pub organization: OrganizationId,
    /// Digits of the longest matching area; 0: everywhere.
    pub area: u8,
    /// Whether it names the service.
    pub names_service: bool,
    /// Whether it names the part.
    pub names_part: bool,
    /// Whether it is among the best.
    pub wins: bool,
}

/// A cell on a day, with all records that have to do with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Competition {
    /// What it comes to.
    pub segment: Segment,
    /// Those that compete first, then those that do not hold, then those that miss; by number.
    pub records: Vec<(SupportId, Fate)>,
    /// Who claims competence, where a competing record says "the competent authority".
    pub claims: Vec<Claim>,
}

/// Where and what is asked.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// Who uses the service.
    pub state: StateCode,
    /// The service.
    pub service: ServiceId,
    /// Which of those that it contains.
    pub part: Option<PartId>,
    /// A unit of the places, by its number.
    pub unit: usize,
    /// Level and track.
    pub cell: Cell,
    /// The component, where one is in use.
    pub component: Option<ComponentId>,
    /// The day.
    pub on: Date,
}

impl Asked {
    const fn question(&self) -> Question {
        let matter = Matter { service: self.service, part: self.part };
        Question { matter, cell: self.cell, component: self.component }
    }
}

impl Table {
    /// The competition for a cell on a day; `None` for a unit that is not there.
    pub fn competition(&self, asked: &Asked) -> Option<Competition> {
        let unit = self.places.units().get(asked.unit)?;
        let place = self.place(asked.state, unit);
        let operator = self.model.service(asked.service).operating_state(asked.on);
        let candidates = self.candidates(&place, asked.question());
        let holds = |candidate: &&Candidate<'_>| {
            candidate.record.period.contains(asked.on)
                && (!about_service(asked.cell) || candidate.record.state == operator)
        };
        let valid: Vec<&Candidate<'_>> = candidates.iter().filter(holds).collect();
        let mut segment = self.segment(&place, asked.question(), &candidates, Period::day(asked.on));
        let mut uses = self.model.uses.iter().filter(|usage| {
            (usage.state, usage.service.value) == (asked.state, asked.service)
        });
        if uses.any(|usage| asked.part.is_some_and(|part| is_doubtful(usage, part))) {
            doubt(&mut segment);
        }
        let mut records: Vec<(SupportId, Fate)> = candidates
            .iter()
            .map(|candidate| {
                let fate = if !candidate.record.period.contains(asked.on) {
                    Fate::NotThen
                } else if about_service(asked.cell) && candidate.record.state != operator {
                    Fate::NotOperating
                } else {
                    Fate::Competes(candidate.closeness, outcomes(candidate, &valid, &segment))
                };
                (candidate.id, fate)
            })
            .collect();
        for id in self.model.support_ids() {
            let record = self.model.support(id);
            let same_cell = record.level.as_ref().map(|level| level.value) == Some(asked.cell.level)
                && record.track.as_ref().map(|track| track.value) == asked.cell.track;
            if same_cell && candidates.iter().all(|candidate| candidate.id != id) {
                let misses = self.misses(asked, record, unit.district.as_deref());
                // A record of some other Land about other places has nothing to do with the question.
                if misses.iter().filter(|miss| matches!(miss, Miss::State | Miss::Area)).count() < 2 {
                    records.push((id, Fate::Misses(misses)));
                }
            }
        }
        let rank = |fate: &Fate| match fate {
            Fate::Competes(closeness, _) => (0, Some(std::cmp::Reverse(*closeness))),
            Fate::NotThen => (1, None),
            Fate::NotOperating => (2, None),
            Fate::Misses(_) => (3, None),
        };
        records.sort_by_key(|(id, fate)| (rank(fate), *id));
        let by_competence = valid.iter().any(|candidate| candidate.record.owner.value == Owner::Competent);
        let claims = if by_competence { self.claims(asked, &place.competences) } else { Vec::new() };
        Some(Competition { segment, records, claims })
    }

    fn misses(&self, asked: &Asked, record: &Support, district: Option<&str>) -> Vec<Miss> {
        let fills = if about_service(asked.cell) {
            self.model.service(asked.service).operating_states().contains(&record.state)
        } else {
            record.state == asked.state
        };
        let key = self.places.units().get(asked.unit).map(|unit| unit.key);
        let reaches = match &record.area {
            Scope::All => true,
            Scope::Only(areas) => key.is_some_and(|key| areas.iter().any(|area| area.contains(key))),
        };
        let component = match asked.component {
            Some(component) => record.components.has(&component),
            None => record.components == Scope::All,
        };
        [
            (fills, Miss::State),
            (reaches, Miss::Area),
            (record.district.as_deref().is_none_or(|own| Some(own) == district), Miss::District),
            (record.services.has(&asked.service), Miss::Service),
            (record.parts.takes(asked.part), Miss::Part),
            (component, Miss::Component),
        ]
        .into_iter()
        .filter(|(fits, _)| !fits)
        .map(|(_, miss)| miss)
        .collect()
    }

    fn claims(&self, asked: &Asked, reach: &std::collections::BTreeMap<usize, u8>) -> Vec<Claim> {
        let mut claims: Vec<Claim> = reach
            .iter()
            .filter_map(|(at, area)| Some((*at, *area, self.model.competences.get(*at)?)))
            .filter(|(_, _, entry)| self.holds(entry, asked.state, asked.question().matter, asked.on))
            .map(|(competence, area, entry)| Claim {
                competence,
                organization: entry.organization,
                area,
                names_service: entry.services.names(&asked.service),
                names_part: asked.part.is_some_and(|part| entry.parts.names(&part)),
                wins: false,
            })
            .collect();
        let step = |claim: &Claim| (claim.area, claim.names_service, claim.names_part);
        let best = claims.iter().map(step).max();
        for claim in &mut claims {
            claim.wins = Some(step(claim)) == best;
        }
        claims
    }
}

/// What becomes of a record on each channel that matters to it.
fn outcomes(
    own: &Candidate<'_>,
    valid: &[&Candidate<'_>],
    segment: &Segment,
) -> Vec<(Option<ChannelKind>, Outcome)> {
    let answers_on = |candidate: &Candidate<'_>, channel: Option<ChannelKind>| match channel {
        None => candidate.record.channels == Scope::All,
        Some(kind) => candidate.record.channels.has(&kind),
    };
    segment
        .answers
        .iter()
        .filter(|answer| answers_on(own, answer.channel))
        .filter_map(|answer| {
            let competing = valid.iter().copied().filter(|candidate| answers_on(candidate, answer.channel));
            let best = competing.clone().map(|candidate| candidate.closeness).max()?;
            let outcome = if let Some(step) = best.ahead_of(own.closeness) {
                Outcome::Loses(answer.record, step)
            } else {
                let other = competing.clone().find(|other| {
                    other.closeness == best && segment.rivals.contains(&other.id) && other.id != own.id
                });
                match other {
                    Some(other) if segment.rivals.contains(&own.id) => Outcome::Rivals(other.id),
                    _ if answer.record == own.id => Outcome::Wins,
                    _ => Outcome::Agrees(answer.record),
                }
            };
            Some((answer.channel, outcome))
        })
        .collect()
}
