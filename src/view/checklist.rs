//! The rollout checklist: the next steps of the founding text (S9 for the state, S10 for the municipalities), each
//! ticked by the table itself, never by hand.

use std::collections::BTreeSet;

use serde::Serialize;

use super::communication::GapView;
use super::coverage::Counts;
use super::scene::{Frame, Scene};
use crate::key::{Area, StateCode};
use crate::model::ServiceId;
use crate::profile::Cell;
use crate::routing::{Competent, GoLive, Verdict};
use crate::text::{Text, Words};
use crate::vocabulary::{Level, Purpose, Track};

/// The document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Checklist {
    /// Head and foot.
    pub frame: Frame,
    /// The state's name.
    pub state: String,
    /// The figures.
    pub counts: Counts,
    /// The steps of the state, by service.
    pub services: Vec<ServiceSteps>,
    /// Steps that belong to no single service.
    pub state_steps: Vec<Step>,
    /// Steps of the municipalities.
    pub municipal_steps: Vec<Step>,
    /// What nobody answers.
    pub gaps: Vec<GapView>,
}

/// The steps for one service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ServiceSteps {
    /// The service.
    pub name: String,
    /// Days of go-live that lie ahead, in order: the first is the deadline of what must stand then.
    pub go_lives: Vec<String>,
    /// The steps.
    pub steps: Vec<Step>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Where the founding text asks for it: "S9".
    pub source: &'static str,
    /// What to do.
    pub task: String,
    /// Who does it.
    pub who: String,
    /// Whether all places have it.
    pub done: bool,
    /// Numerator.
    pub have: usize,
    /// Denominator.
    pub of: usize,
    /// What is counted, in the plural.
    pub unit: String,
    /// Which still lack it; nothing if none.
    pub missing: Option<String>,
}

impl Scene<'_> {
    /// The checklist of a state.
    pub fn checklist(&self, state: StateCode) -> Checklist {
        Checklist {
            frame: self.frame(&[state], 1),
            state: self.tell(&state.name()),
            counts: self.counts(state),
            services: self.services(state).into_iter().map(|service| self.steps_of(state, service)).collect(),
            state_steps: self.state_steps(state),
            municipal_steps: self.municipal_steps(state),
            gaps: self.gaps(state),
        }
    }

    fn steps_of(&self, state: StateCode, service: ServiceId) -> ServiceSteps {
        let range = self.table.places().of_state(state);
        let mut days: BTreeSet<crate::time::Date> = BTreeSet::new();
        for (row, _) in self.rows(state, service, &range) {
            if let GoLive::On(day) = row.go_live
                && day > self.on
            {
                days.insert(day);
            }
        }
        let cell = |level, track| Cell { level, track };
        let second = cell(Level::Second, Some(Track::TechnicalState));
        let third = cell(Level::Third, Some(Track::TechnicalState));
        let steps = vec![
            self.covered_step(
                state,
                service,
                cell(Level::First, None),
                Words::new(
                    "First Level zum Start sicherstellen (Interimslösung)",
                    "Secure first level for the start (interim solution)",
                ),
            ),
            self.long_term_step(state, service),
            self.covered_step(
                state,
                service,
                second,
                Words::new(
                    "Second Level für die landesspezifische IT sicherstellen",
                    "Secure second level for state-specific IT",
                ),
            ),
            self.covered_step(
                state,
                service,
                third,
                Words::new(
                    "Third Level für die landesspezifische IT sicherstellen",
                    "Secure third level for state-specific IT",
                ),
            ),
        ];
        ServiceSteps {
            name: self.model().service(service).name.clone(),
            go_lives: days.into_iter().map(|day| self.day(day)).collect(),
            steps,
        }
    }

    /// A step that is done where a cell is covered on the day, or on the day of go-live.
    fn covered_step(&self, state: StateCode, service: ServiceId, cell: Cell, task: Words) -> Step {
        let range = self.table.places().of_state(state);
        let (mut have, mut of, mut missing) = (0, 0, Vec::new());
        for (row, units) in self.rows(state, service, &range) {
            let Some(day) = row.judged_on(self.on) else { continue };
            of += units.len();
            if row.verdict(cell, day) == Some(Verdict::Covered) {
                have += units.len();
            } else {
                missing.push(units);
            }
        }
        let missing = (!missing.is_empty()).then(|| self.places(&missing));
        self.step("S9", task, self.the_state(), (have, of), missing)
    }

    fn long_term_step(&self, state: StateCode, service: ServiceId) -> Step {
        let range = self.table.places().of_state(state);
        let (mut have, mut of, mut missing) = (0, 0, Vec::new());
        for (row, units) in self.rows(state, service, &range) {
            if row.judged_on(self.on).is_none() {
                continue;
            }
            of += units.len();
            if self.has_long_term(row) {
                have += units.len();
            } else {
                missing.push(units);
            }
        }
        let missing = (!missing.is_empty()).then(|| self.places(&missing));
        let task = Words::new(
            "Langfristige Lösung aufbauen (115 oder eine Supportlösung des Landes)",
            "Build up the long-term solution (115 or a support solution of the state)",
        );
        self.step("S9", task, self.the_state(), (have, of), missing)
    }

    fn state_steps(&self, state: StateCode) -> Vec<Step> {
        let own: Vec<_> = self
            .model()
            .paths
            .iter()
            .filter(|path| path.state == state && path.purpose.is_some() && self.holds(path))
            .collect();
        let lived = own.iter().filter(|path| path.established.is_some_and(|day| day <= self.on)).count();
        let paths = Words::new("Kommunikationswegen", "communication paths");
        let feedback = own.iter().filter(|path| path.purpose == Some(Purpose::Feedback)).count();
        let mut laid = self.step(
            "S9",
            Words::new(
                "Kommunikationswege im Land festlegen und leben",
                "Lay down and establish the communication paths in the state",
            ),
            self.the_state(),
            (lived, own.len()),
            None,
        );
        laid.unit = self.say(paths);
        let mut onward = self.step(
            "S8",
            Words::new(
                "Feedback der Kommunen an das betreibende Land weitergeben",
                "Pass the municipalities' feedback on to the operating state",
            ),
            self.the_state(),
            (usize::from(feedback > 0), 1),
            None,
        );
        onward.unit = self.say(Words::new("Weg", "path"));
        if self.services(state).is_empty() { Vec::new() } else { vec![laid, onward] }
    }

    /// S10 counts the municipalities that carry a competent authority, not all Gemeinden (semantics 12 a).
    fn municipal_steps(&self, state: StateCode) -> Vec<Step> {
        let carriers = self.carriers(state);
        if carriers.is_empty() {
            return Vec::new();
        }
        let lacking = |lacks: &dyn Fn(Area, &[ServiceId]) -> bool| -> Vec<String> {
            carriers
                .iter()
                .filter(|(key, services)| lacks(**key, services))
                .map(|(key, _)| self.place(*key).name)
                .collect()
        };
        let no_feedback = lacking(&|key, services| {
            services.iter().any(|service| self.feedback_statement(state, key, *service).is_none())
        });
        let no_contact = lacking(&|key, _| {
            let contacts = self.support_contact(state, key);
            contacts.interim.is_none() || contacts.long_term.is_none()
        });
        let step = |task, missing: &[String]| {
            let names = if missing.len() > 8 {
                let more = missing.len() - 8;
                let first: Vec<String> = missing.iter().take(8).cloned().collect();
                let list = first.join(", ");
                self.tell(&Text::new(format!("{list} und {more} weitere"), format!("{list} and {more} more")))
            } else {
                self.list(missing)
            };
            let mut step = self.step(
                "S10",
                task,
                self.word("die Kommune", "the municipality"),
                (carriers.len() - missing.len(), carriers.len()),
                (!missing.is_empty()).then_some(names),
            );
            step.unit =
                self.word("Kommunen mit zuständiger Behörde", "municipalities with a competent authority");
            step
        };
        vec![
            step(
                Words::new(
                    "Mit dem Land absprechen, wohin Feedback geht",
                    "Agree with the state where feedback goes",
                ),
                &no_feedback,
            ),
            step(
                Words::new(
                    "Ansprechstellen im Land für die Interims- und die langfristige Lösung kennen",
                    "Know whom to ask in the state about the interim and the long-term solution",
                ),
                &no_contact,
            ),
        ]
    }

    /// The municipalities that carry a competent authority, with the services it is competent for.
    pub fn carriers(&self, state: StateCode) -> std::collections::BTreeMap<Area, Vec<ServiceId>> {
        let range = self.table.places().of_state(state);
        let mut carriers: std::collections::BTreeMap<Area, Vec<ServiceId>> =
            std::collections::BTreeMap::new();
        for service in self.services(state) {
            for (row, units) in self.rows(state, service, &range) {
                let Some(unit) = self.table.places().units().get(units.start) else { continue };
                let day = row.judged_on(self.on).unwrap_or(self.on);
                if let Competent::One(id) = self.table.competent(unit, service, day)
                    && let Some(home) = &self.model().organization(id).municipality
                {
                    let services = carriers.entry(home.value).or_default();
                    if !services.contains(&service) {
                        services.push(service);
                    }
                }
            }
        }
        carriers
    }

    fn the_state(&self) -> String {
        self.word("das Land", "the state")
    }

    fn step(
        &self,
        source: &'static str,
        task: Words,
        who: String,
        (have, of): (usize, usize),
        missing: Option<String>,
    ) -> Step {
        Step {
            source,
            task: self.say(task),
            who,
            done: of > 0 && have == of,
            have,
            of,
            unit: self.word("Kommunen", "municipalities"),
            missing,
        }
    }
}
