//! The rehearsal of a departure in words.

use std::sync::Arc;

use serde::Serialize;

use super::cell::Detail;
use super::difference::{DifferenceView, differences};
use super::saying::Saying;
use crate::compare::{Edit, compare};
use crate::departures::{Duty, Heir, Role, duties, holders, needs};
use crate::model::{OrganizationId, Scope, ServiceId};
use crate::profile::Requirements;
use crate::routing::Table;
use crate::situation::{Limited as _, Situation};
use crate::text::noun::{Case, MUNICIPALITIES};
use crate::vocabulary::{ChannelKind, Solution, Vocabulary as _};

/// All duties of an organization or a mailbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Departures {
    /// Version of this form.
    pub version: u32,
    /// The mailbox, if one was asked about.
    pub mailbox: Option<String>,
    /// The day.
    pub on: String,
    /// The same in words.
    pub when: String,
    /// Those who hold the duties.
    pub holders: Vec<Holder>,
}

/// Somebody who holds duties.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Holder {
    /// Its id.
    pub organization: String,
    /// Its name.
    pub name: String,
    /// Who stands in.
    pub deputy: String,
    /// How it is reached without the mailbox; nothing where a whole organization was asked about.
    pub remaining: Option<Vec<String>>,
    /// Its duties.
    pub duties: Vec<DutyView>,
    /// How many of them are orphaned.
    pub orphaned: usize,
    /// What its absence changes in who answers; empty for a mailbox.
    pub differences: Vec<DifferenceView>,
}

/// One duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DutyView {
    /// What kind of duty.
    pub role: String,
    /// What about.
    pub what: String,
    /// File and line.
    pub ground: String,
    /// `others`, `deputy`, `last-resort`, `orphaned`.
    pub heir: &'static str,
    /// To whom it falls, in words.
    pub falls_to: String,
}

/// What hangs on an organization.
pub fn organization(
    say: &Saying<'_>,
    situation: &Situation,
    requirements: &Requirements,
    id: OrganizationId,
    detail: Detail,
) -> Departures {
    let (table, on) = (situation.table(), situation.on());
    let changed = Arc::new(Edit::WithoutOrganization(id, on).apply(say.model));
    let after = Table::new(&changed, requirements, table.places().clone());
    let found = compare(table, &after);
    let after_say = Saying { model: &changed, ..*say };
    let told = differences([say, &after_say], table.places(), &found, on, detail);
    let held = duties(situation, id, &found);
    Departures {
        version: 1,
        mailbox: None,
        on: crate::time::iso(on),
        when: say.day(on),
        holders: vec![say.holder(id, None, &held, told)],
    }
}

/// What hangs on a mailbox: of those who are reached over it, the duties that need it.
pub fn mailbox(
    say: &Saying<'_>,
    situation: &Situation,
    requirements: &Requirements,
    address: &str,
) -> Departures {
    let (table, on) = (situation.table(), situation.on());
    let mut all = Vec::new();
    for id in holders(say.model, address) {
        let changed = Arc::new(Edit::WithoutOrganization(id, on).apply(say.model));
        let after = Table::new(&changed, requirements, table.places().clone());
        let found = compare(table, &after);
        let others: Vec<_> = say
            .model
            .organization(id)
            .channels
            .iter()
            .filter(|channel| channel.address.value.to_lowercase() != address.to_lowercase())
            .collect();
        let mail_remains = others.iter().any(|channel| channel.kind == ChannelKind::Email);
        let held: Vec<Duty> = duties(situation, id, &found)
            .into_iter()
            .filter(|duty| {
                others.is_empty() || (!mail_remains && needs(say.model, duty.role, ChannelKind::Email))
            })
            .collect();
        let remaining = others
            .iter()
            .map(|channel| format!("{} {}", channel.kind.label().get(say.language), channel.address.value))
            .collect();
        all.push(say.holder(id, Some(remaining), &held, Vec::new()));
    }
    Departures {
        version: 1,
        mailbox: Some(address.to_owned()),
        on: crate::time::iso(on),
        when: say.day(on),
        holders: all,
    }
}

impl Saying<'_> {
    fn holder(
        &self,
        id: OrganizationId,
        remaining: Option<Vec<String>>,
        held: &[Duty],
        differences: Vec<DifferenceView>,
    ) -> Holder {
        Holder {
            organization: self.model.organization(id).id.to_string(),
            name: self.name(id),
            deputy: self.stands_in(id),
            remaining,
            orphaned: held.iter().filter(|duty| duty.heir == Heir::Orphaned).count(),
            duties: held.iter().map(|duty| self.duty(duty)).collect(),
            differences,
        }
    }

    fn duty(&self, duty: &Duty) -> DutyView {
        let (heir, falls_to) = match duty.heir {
            Heir::Others if duty.units == 0 => {
                ("others", self.word("gilt zurzeit nirgends", "holds nowhere now").to_owned())
            }
            Heir::Others => {
                ("others", self.word("andere Einträge übernehmen", "other records take over").to_owned())
            }
            Heir::Deputy(id) => {
                ("deputy", format!("{} {}", self.word("Vertretung:", "deputy:"), self.name(id)))
            }
            Heir::LastResort(id) => (
                "last-resort",
                format!("{} {}", self.word("letzte Zuständigkeit:", "owner of last resort:"), self.name(id)),
            ),
            Heir::Orphaned => ("orphaned", self.word("verwaist", "orphaned").to_owned()),
        };
        let mut what = self.what(duty);
        if duty.units > 0 {
            let word = MUNICIPALITIES.word(duty.units, Case::Nominative).get(self.language);
            what = format!("{what}, {} {word}", duty.units);
        }
        DutyView {
            role: self.role(duty.role).to_owned(),
            what,
            ground: self.ground(duty.span),
            heir,
            falls_to,
        }
    }

    const fn role(&self, role: Role) -> &'static str {
        match role {
            Role::Answers(_) => self.word("Antwortet", "Answers"),
            Role::Competent(_) => self.word("Zuständige Behörde", "Competent authority"),
            Role::TellsBy(_) => self.word("Gibt weiter", "Hands on"),
            Role::IsToldBy(_) => self.word("Nimmt an", "Is told"),
            Role::StandsInFor(_) => self.word("Vertritt", "Stands in for"),
            Role::IsAbove(_) => self.word("Vorgesetzte Stelle", "Superior"),
            Role::Coordinates => self.word("Koordiniert das Land", "Coordinates the state"),
            Role::IsLastResort => self.word("Letzte Zuständigkeit", "Owner of last resort"),
            Role::IsStateContact(_) | Role::IsSupportContact(..) => {
                self.word("Ansprechstelle zum Support", "Contact about support")
            }
            Role::IsMunicipalContact(_) => self.word("Kontakt der Kommune", "Contact of the municipality"),
            Role::ReceivesFeedback(_) => self.word("Nimmt Feedback an", "Receives feedback"),
            Role::OwnsKnowledge(_) => self.word("Führt das Wissensmanagement", "Owns knowledge management"),
            Role::SharesKnowledge(_) => {
                self.word("Gegenüber im Wissensmanagement", "Counterpart in knowledge management")
            }
            Role::IsCenter(_) => self.word("Servicecenter der 115", "Service centre of the 115"),
            Role::OwnsKnowledge115(_) => {
                self.word("Pflegt das Wissen der 115", "Keeps the knowledge of the 115")
            }
            Role::Provides(_) => self.word("IT-Dienstleister", "IT provider"),
            Role::PutsNotices(_) => self.word("Weist am Einstieg auf Ausfälle hin", "Puts outage notices at an entry point"),
            Role::IsParty(_) => self.word("Vertragspartei", "Party to an agreement"),
        }
    }

    fn services(&self, scope: &Scope<ServiceId>) -> String {
        let names: Vec<String> =
            scope.listed().iter().map(|id| self.model.service(*id).name.clone()).collect();
        if names.is_empty() {
            self.word("alle Onlinedienste", "all services").to_owned()
        } else {
            names.join(", ")
        }
    }

    fn what(&self, duty: &Duty) -> String {
        let model = self.model;
        let solution = |solution: Solution| solution.label().get(self.language).to_owned();
        match duty.role {
            Role::Answers(id) => {
                let record = model.support(id);
                let level = record.level.as_ref().map(|level| level.value.label().get(self.language));
                let track = record.track.as_ref().map(|track| track.value.label().get(self.language));
                let parts: Vec<&str> = level.into_iter().chain(track).collect();
                format!("{}: {}", parts.join(", "), self.services(&record.services))
            }
            Role::Competent(at) => {
                model.competence(at).map(|entry| self.services(&entry.services)).unwrap_or_default()
            }
            Role::TellsBy(id) | Role::IsToldBy(id) => {
                let path = model.path(id);
                let purpose = path.purpose.map_or("", |purpose| purpose.label().get(self.language));
                let (word, end) = match duty.role {
                    Role::TellsBy(_) => (self.word("an", "to"), path.to.value),
                    _ => (self.word("von", "from"), path.from.value),
                };
                format!("{purpose}, {word}: {}", self.end(end))
            }
            Role::StandsInFor(id) | Role::IsAbove(id) => self.name(id),
            Role::Coordinates | Role::IsLastResort => duty.state.name().get(self.language).to_owned(),
            Role::IsStateContact(which) => {
                format!("{}, {}", duty.state.name().get(self.language), solution(which))
            }
            Role::IsMunicipalContact(at) | Role::ReceivesFeedback(at) => self.municipality(at),
            Role::IsSupportContact(at, which) => format!("{}, {}", self.municipality(at), solution(which)),
            Role::OwnsKnowledge(at) | Role::SharesKnowledge(at) => {
                model.knowledge_record(at).map(|entry| self.services(&entry.services)).unwrap_or_default()
            }
            Role::IsCenter(at) | Role::OwnsKnowledge115(at) => model
                .services_115
                .get(at)
                .map(|entry| {
                    let tier = entry.tier.as_ref().map_or("", |tier| tier.value.label().get(self.language));
                    let how = entry.participation.map(|how| format!(" ({})", how.label().get(self.language)));
                    format!("{tier}{}, {}", how.unwrap_or_default(), self.span_of(entry.limits()))
                })
                .unwrap_or_default(),
            Role::Provides(id) | Role::PutsNotices(id) => model.service(id).name.clone(),
            Role::IsParty(id) => {
                let agreement = model.agreement(id);
                agreement.reference.clone().unwrap_or_else(|| agreement.id.to_string())
            }
        }
    }

    fn municipality(&self, at: usize) -> String {
        self.model.municipality(at).map_or_else(String::new, |record| {
            record.name.clone().unwrap_or_else(|| record.key.value.digits())
        })
    }
}
