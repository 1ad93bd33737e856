//! The slow and obvious oracle: what the records mean by the text of the semantics (numbers in brackets are its statements), read
//! with a few structs of its own, never with Lotse's model. Where it cannot be sure it claims nothing.

mod answers;
mod carriers;
mod feedback;
mod keys;
mod missing;
mod records;
mod told;

use std::collections::BTreeSet;

pub use self::keys::body;

use self::answers::{CELLS, Found};
use self::carriers::Carriers;
use self::feedback::Question;
use self::records::{Records, Who};
use super::facts::{Aspect, Claim, Output};
use super::workspaces::Workspace;

/// The key of a Land.
fn land_key(state: &str) -> &'static str {
    match state {
        "SH" => "01",
        "NI" => "03",
        _ => "04",
    }
}

/// All that the oracle claims of a workspace.
pub fn claims(workspace: &Workspace) -> Vec<Claim> {
    let records = Records::of(workspace);
    let mut oracle = Oracle { records: &records, state: String::new(), claims: Vec::new() };
    for state in records.states.keys() {
        state.clone_into(&mut oracle.state);
        oracle.state();
    }
    oracle.claims
}

/// The Kommunen of which a contact is said and cannot be read: their own, or one of the two in the Land.
pub fn unreadable_contacts(workspace: &Workspace) -> BTreeSet<String> {
    let records = Records::of(workspace);
    let is_broken = |who: Option<&Who>| who == Some(&Who::Broken);
    let unreadable = |kommune: &&String| {
        let state = keys::land(kommune);
        is_broken(records.kommunen.get(*kommune).and_then(|record| record.contact.as_ref()))
            || is_broken(records.support_contact(state, kommune, |record| record.interim.as_ref()))
            || is_broken(records.support_contact(state, kommune, |record| record.long_term.as_ref()))
    };
    let carrying: Vec<String> =
        records.states.keys().flat_map(|state| records.carriers(state).kommunen()).collect();
    records.kommunen.keys().chain(&carrying).filter(unreadable).cloned().collect()
}

/// The services of which the Kommunen of a state are judged on days with different evaluators: a page tells those of its own day,
/// of which the state as a whole says nothing.
pub fn unsteady_knowledge(workspace: &Workspace) -> BTreeSet<(String, String)> {
    let records = Records::of(workspace);
    let mut found = BTreeSet::new();
    for usage in &records.uses {
        let carriers = records.carriers(&usage.state);
        let own = carriers.days.iter().filter(|((_, service), _)| *service == usage.service);
        let places = records.leaves(&usage.state);
        let days =
            own.map(|(_, day)| *day).chain(places.iter().filter_map(|place| records.judged(usage, place)));
        let days: BTreeSet<_> = days.collect();
        let states = [&usage.state, &records.services[&usage.service].operator];
        for state in states {
            let told: BTreeSet<_> =
                days.iter().map(|day| records.evaluators(state, &usage.service, *day)).collect();
            if told.len() > 1 {
                found.insert((usage.state.clone(), usage.service.clone()));
            }
        }
    }
    found
}

struct Oracle<'r> {
    records: &'r Records,
    state: String,
    claims: Vec<Claim>,
}

/// Names sorted, or `nobody`.
fn list(names: &BTreeSet<String>) -> String {
    if names.is_empty() { "nobody".to_owned() } else { names.iter().cloned().collect::<Vec<_>>().join(", ") }
}

const fn yes(is: bool) -> &'static str {
    if is { "yes" } else { "no" }
}

impl Oracle<'_> {
    fn claim(
        &mut self,
        kommune: Option<&str>,
        service: Option<&str>,
        aspect: Aspect,
        value: impl Into<String>,
    ) {
        self.claims.push(Claim {
            output: Output::Oracle,
            state: self.state.clone(),
            kommune: kommune.map(str::to_owned),
            service: service.map(str::to_owned),
            aspect,
            value: value.into(),
        });
    }

    fn state(&mut self) {
        let (records, state) = (self.records, self.state.clone());
        let carriers = records.carriers(&state);
        if let Some(count) = records.missing(&state) {
            self.claim(None, None, Aspect::Missing, count.to_string());
        }
        for service in records.told_about(&state) {
            for purpose in ["outage", "release"] {
                if let Some(names) = records.told(&state, &carriers, purpose, &service) {
                    self.claim(None, Some(&service), Aspect::Told(purpose.to_owned()), list(&names));
                }
            }
        }
        let used: Vec<String> = records
            .uses
            .iter()
            .filter(|usage| usage.state == state)
            .map(|usage| usage.service.clone())
            .collect();
        for service in &used {
            self.knowledge(service);
        }
        let named = records.kommunen.keys().filter(|key| keys::land(key) == state).cloned();
        let leaves = records.leaves(&state).into_iter().filter(|leaf| leaf.len() > 2);
        let kommunen: BTreeSet<String> = named.chain(leaves).chain(carriers.kommunen()).collect();
        for kommune in kommunen {
            self.contacts(&kommune);
            for service in &used {
                self.cells(&kommune, service);
                self.duties(&carriers, &kommune, service);
            }
            self.asked(&carriers, &kommune);
        }
    }

    /// Who evaluates on each side; a state that operates the service owes itself no loop (12 f).
    fn knowledge(&mut self, service: &str) {
        let operator = &self.records.services[service].operator;
        if *operator == self.state {
            return;
        }
        let usage = self.records.usage(&self.state, service).unwrap();
        let days = self.records.leaves(&self.state);
        let Some(day) = days.iter().filter_map(|place| self.records.judged(usage, place)).min() else {
            return;
        };
        for (side, state) in [("operator", operator.clone()), ("co-user", self.state.clone())] {
            let names = self.records.evaluators(&state, service, day);
            let value = names.map_or("undecidable".to_owned(), |names| list(&names));
            self.claim(None, Some(service), Aspect::Knowledge(side.to_owned()), value);
        }
    }

    /// Whom to ask about both solutions (30).
    fn contacts(&mut self, kommune: &str) {
        let records = self.records;
        let state = self.state.clone();
        let value = |who: Option<&Who>| match who {
            None => "none".to_owned(),
            Some(Who::Broken) => "undecidable".to_owned(),
            Some(Who::One(id)) => records.name(id),
        };
        let interim = value(records.support_contact(&state, kommune, |record| record.interim.as_ref()));
        let long_term = value(records.support_contact(&state, kommune, |record| record.long_term.as_ref()));
        self.claim(Some(kommune), None, Aspect::InterimContact, interim);
        self.claim(Some(kommune), None, Aspect::LongTermContact, long_term);
    }

    /// Who is competent and who answers; nothing where the places of a Kommune differ, or where the service is not planned.
    fn cells(&mut self, kommune: &str, service: &str) {
        let (records, state) = (self.records, self.state.clone());
        // A Kommune beside all places that count is none of them (semantics 10).
        let counts = |leaf: &String| leaf.starts_with(kommune) || kommune.starts_with(leaf.as_str());
        if !records.leaves(&state).iter().any(counts) {
            return;
        }
        let usage = records.usage(&state, service).unwrap();
        let places: Option<Vec<_>> = records
            .places(&state, kommune)
            .into_iter()
            .map(|place| records.judged(usage, &place).map(|day| (place, day)))
            .collect();
        let Some(places) = places else { return };
        let same = |ask: &dyn Fn(&str, lotse::time::Date) -> Option<String>| {
            let all: BTreeSet<Option<String>> = places.iter().map(|(place, day)| ask(place, *day)).collect();
            if all.len() == 1 { all.into_iter().next().unwrap() } else { None }
        };
        let word = |found: Found| match found {
            Found::One(id) => Some(records.name(&id)),
            Found::Nobody | Found::NoCompetent => Some("nobody".to_owned()),
            Found::OnPurpose => Some("on-purpose".to_owned()),
            Found::Several => Some("several".to_owned()),
            Found::Undecidable => Some("undecidable".to_owned()),
            Found::Unclear => None,
        };
        let competent = same(&|place, day| match records.competent(&state, place, service, day) {
            // "Nobody" is said only where somebody asks; where it is asked on another day only, both may be said.
            Found::NoCompetent if !records.may_ask_competent(&state, place, service) => {
                Some("not-asked".to_owned())
            }
            Found::NoCompetent if !records.asks_competent(&state, place, service, day) => None,
            found => word(found),
        });
        if let Some(value) = competent {
            self.claim(Some(kommune), Some(service), Aspect::Competent, value);
        }
        for cell in CELLS {
            if let Some(value) = same(&|place, day| word(records.answers(&state, place, service, cell, day)))
            {
                self.claim(Some(kommune), Some(service), Aspect::Answers(cell.to_owned()), value);
            }
        }
    }

    /// What a Kommune owes for a service, and what becomes of its feedback.
    fn duties(&mut self, carriers: &Carriers, kommune: &str, service: &str) {
        if carriers.unsure.contains(service) {
            return;
        }
        let (records, state) = (self.records, self.state.clone());
        let offices = carriers.offices.get(&(kommune.to_owned(), service.to_owned()));
        let operates = records.services[service].operator == state;
        let owes = offices.is_some() && !operates;
        self.claim(Some(kommune), Some(service), Aspect::Owes, yes(owes));
        let Some(offices) = offices else { return };
        let now = carriers.now.get(&(kommune.to_owned(), service.to_owned()));
        let names: BTreeSet<String> = now.unwrap_or(offices).iter().map(|id| records.name(id)).collect();
        // A form asks of all offices, also where the service is not planned.
        if !records.waves.iter().any(|wave| wave.state == state && wave.service == service) {
            self.claim(Some(kommune), Some(service), Aspect::Carries, list(&names));
        }
        if !owes {
            return;
        }
        let day = carriers.days[&(kommune.to_owned(), service.to_owned())];
        let question = Question { records, state: &state, kommune, service, offices, day };
        self.claim(Some(kommune), Some(service), Aspect::Feedback, question.way());
        let arrival = question.arrival();
        self.claim(Some(kommune), Some(service), Aspect::Arrival, arrival);
        if let ("arrives" | "provider", Some(back)) = (arrival, question.back()) {
            self.claim(Some(kommune), Some(service), Aspect::Back, yes(back));
        }
    }

    /// Whether a Kommune gets a letter (a way of feedback is missing), a form (it carries an office), and stands in the call list (it
    /// owes an answer). What is laid down, or cannot be decided, is for the Land to settle: no letter asks the Kommune for it.
    fn asked(&mut self, carriers: &Carriers, kommune: &str) {
        let (records, state) = (self.records, self.state.clone());
        if !carriers.unsure.is_empty() {
            return;
        }
        let services = carriers.services(kommune);
        let ways: Vec<&str> = services
            .iter()
            .filter(|service| records.services[*service].operator != state)
            .map(|service| {
                let key = (kommune.to_owned(), service.clone());
                let (offices, day) = (&carriers.offices[&key], carriers.days[&key]);
                Question { records, state: &state, kommune, service, offices, day }.way()
            })
            .collect();
        self.claim(Some(kommune), None, Aspect::Asked(Output::Form), yes(!services.is_empty()));
        let lacks = ways.iter().any(|way| ["none", "declined"].contains(way));
        self.claim(Some(kommune), None, Aspect::Asked(Output::Letter), yes(lacks));
        let contact = records.kommunen.get(kommune).and_then(|record| record.contact.as_ref());
        let asked = [
            contact,
            records.support_contact(&state, kommune, |record| record.interim.as_ref()),
            records.support_contact(&state, kommune, |record| record.long_term.as_ref()),
        ];
        let open = lacks || asked.contains(&None);
        if open || (!asked.contains(&Some(&Who::Broken)) && !ways.contains(&"undecidable")) {
            self.claim(
                Some(kommune),
                None,
                Aspect::Asked(Output::CallList),
                yes(open && !services.is_empty()),
            );
        }
    }
}
