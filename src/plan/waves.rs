//! Waves as a proposal: those first whom the user puts first, then those who have prepared most, as many at a time as
//! there are roll-in teams. Written as TOML to be taken over, changed or thrown away.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::raw::Per;
use super::scope::Ground;
use super::{Input, Plan, Tally};
use crate::key::{Area, StateCode};
use crate::model::{Model, ServiceId};
use crate::text::{Language, Text, text};
use crate::time::{Date, Duration, format_date, iso};
use crate::vocabulary::Resource;

/// No proposal looks further than this many waves ahead.
const MOST: usize = 500;

/// What a proposal is made for. Nothing in it is assumed: dates and distances come from the user.
#[derive(Debug, Clone)]
pub struct Wish {
    /// The state.
    pub state: StateCode,
    /// The service.
    pub service: ServiceId,
    /// The first day of go-live; moved to the next working day where it is none.
    pub first: Date,
    /// The distance between two waves.
    pub every: Duration,
    /// How many municipalities per wave; `None`: as many as there are roll-in teams on that day.
    pub per_wave: Option<u32>,
    /// Who comes first, in this order: areas.
    pub priority: Vec<Area>,
}

/// A municipality in a proposal, with how much of its preparation is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its key.
    pub place: Area,
    /// Its name.
    pub name: String,
    /// Steps done.
    pub done: usize,
    /// Steps that apply.
    pub required: usize,
}

/// A wave of a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedWave {
    /// Its id, not yet used.
    pub id: String,
    /// Its number, from 1.
    pub number: usize,
    /// The day of go-live.
    pub go_live: Date,
    /// The municipalities.
    pub places: Vec<Candidate>,
}

/// A proposal.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proposal {
    /// The waves.
    pub waves: Vec<ProposedWave>,
    /// Municipalities for which the capacity given is not enough.
    pub left: Vec<Candidate>,
    /// Why there is no proposal, or not for all.
    pub note: Option<Text>,
}

/// Proposes waves for the municipalities of a state that have an authority for a service and no wave yet.
pub fn propose(input: &Input<'_>, plan: &Plan, wish: &Wish) -> Proposal {
    let ground = Ground::new(input.situation);
    let mut left = candidates(input, &ground, plan, wish);
    let calendar = input.model().calendar(wish.state);
    let mut proposal = Proposal::default();
    let mut used: BTreeSet<String> = input.model().waves.iter().filter_map(|wave| wave.id.clone()).collect();
    let mut day = wish.first;
    for number in 1..=MOST {
        if left.is_empty() {
            return proposal;
        }
        let go_live = calendar.working_day_from(day);
        let room = wish.per_wave.or_else(|| teams(input.model(), wish.state, go_live)).unwrap_or(0);
        let room = usize::try_from(room).unwrap_or(usize::MAX).min(left.len());
        if room > 0 {
            let places = left.drain(..room).collect();
            let id = free_id(input.model(), wish.service, &mut used);
            let at = proposal.waves.len() + 1;
            proposal.waves.push(ProposedWave { id, number: at, go_live, places });
        }
        match wish.every.after(day, &calendar) {
            Some(next) if next > day && number < MOST => day = next,
            _ => break,
        }
    }
    if !left.is_empty() {
        proposal.note = Some(text!(
            "die Kapazität reicht nicht: Tragen Sie unter [[capacity]] ein, wie viele Roll-In-Teams es wann gibt (what = \"roll-in-team\"), oder nennen Sie die Zahl je Welle",
            "the capacity is not enough: enter in [[capacity]] how many roll-in teams there are when (what = \"roll-in-team\"), or give the number per wave"
        ));
    }
    proposal.left = left;
    proposal
}

/// Who has no wave yet, in the order in which they should start.
fn candidates(input: &Input<'_>, ground: &Ground<'_>, plan: &Plan, wish: &Wish) -> Vec<Candidate> {
    let scopes = ground.scopes(Per::Authority);
    let places = scopes.into_iter().filter(|scope| {
        scope.state == wish.state && scope.service == Some(wish.service) && scope.wave.is_none()
    });
    let mut found: Vec<Candidate> = places
        .filter_map(|scope| scope.municipality)
        .map(|place| {
            let own = plan.instances.iter().enumerate().filter(|(_, instance)| {
                instance.scope.municipality == Some(place)
                    && instance.scope.service.is_none_or(|service| service == wish.service)
            });
            let Tally { done, required } = plan.tally(input.catalog, own.map(|(at, _)| at));
            Candidate { place, name: input.table().places().name(place), done, required }
        })
        .collect();
    let rank = |place: Area| {
        let named = wish.priority.iter().position(|area| area.contains(place));
        named.unwrap_or(wish.priority.len())
    };
    // Shares in thousandths: whole numbers, so that the order is the same everywhere.
    let share = |candidate: &Candidate| (candidate.done * 1000).checked_div(candidate.required).unwrap_or(0);
    found.sort_by_key(|candidate| (rank(candidate.place), Reverse(share(candidate)), candidate.place));
    found
}

/// How many roll-in teams there are on a day; `None` where nobody said.
fn teams(model: &Model, state: StateCode, on: Date) -> Option<u32> {
    let records = || {
        let records = model.capacities.iter();
        records.filter(move |record| record.state == state && record.what == Resource::RollInTeam)
    };
    records().next()?;
    Some(records().filter(|record| record.period.contains(on)).map(|record| record.number).sum())
}

fn free_id(model: &Model, service: ServiceId, used: &mut BTreeSet<String>) -> String {
    let stem = model.service(service).id.local.to_string();
    let mut number = 1;
    while used.contains(&format!("{stem}-{number}")) {
        number += 1;
    }
    let id = format!("{stem}-{number}");
    used.insert(id.clone());
    id
}

impl Proposal {
    /// The proposal as records for the state's file, with the reason beside each municipality.
    pub fn toml(&self, model: &Model, service: ServiceId, language: Language) -> String {
        let mut out = String::new();
        for wave in &self.waves {
            let (number, day) = (wave.number, format_date(wave.go_live, language));
            let (head, name) = match language {
                Language::De => (format!("Vorschlag: Start am {day}"), format!("Welle {number}")),
                Language::En => (format!("Proposal: go-live on {day}"), format!("Wave {number}")),
            };
            let areas: Vec<String> =
                wave.places.iter().map(|found| format!("\"{}\"", found.place.digits())).collect();
            let _ = writeln!(out, "# {head}");
            for found in &wave.places {
                let (done, required) = (found.done, found.required);
                let ready =
                    text!("{done} von {required} Schritten erledigt", "{done} of {required} steps done");
                let _ = writeln!(out, "# {}: {}", one_line(&found.name), ready.get(language));
            }
            let _ = writeln!(
                out,
                "[[wave]]\nid = \"{}\"\nservice = \"{}\"\nname = \"{name}\"\narea = [{}]\ngo-live = {}\n",
                wave.id,
                model.service(service).id,
                areas.join(", "),
                iso(wave.go_live)
            );
        }
        out
    }
}

/// A name inside a comment stays in its line.
fn one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}
