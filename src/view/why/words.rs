//! The words for what becomes of records, and for who claims competence.

use super::{ClaimView, Question, RecordView};
use crate::model::{Owner, Scope, SupportId};
use crate::routing::why::{Competition, Fate, Miss, Outcome, Precedence};
use crate::routing::{Answerer, Closeness, GoLive, Row, Verdict};
use crate::situation::Limited as _;
use crate::view::saying::Saying;
use crate::vocabulary::{ChannelKind, Vocabulary as _};

impl Saying<'_> {
    pub(super) fn row_notes(&self, row: &Row, question: &Question) -> Vec<String> {
        let mut notes = Vec::new();
        match row.go_live {
            GoLive::On(day) if day > question.on => notes.push(format!(
                "{} {}",
                self.word("noch nicht in Betrieb, Start am", "not yet in operation, starts on"),
                self.day(day)
            )),
            GoLive::NotPlanned => {
                notes.push(self.word("noch nicht geplant", "not planned yet").to_owned());
            }
            GoLive::Undecidable => notes
                .push(self.word("der Start ist nicht entscheidbar", "the start is undecidable").to_owned()),
            GoLive::On(_) | GoLive::Unknown => {}
        }
        if row.end.is_some_and(|end| end <= question.on) {
            notes.push(self.word("nicht mehr genutzt", "not used any more").to_owned());
        }
        if row.go_live != GoLive::NotPlanned && row.of(question.cell).next().is_none() {
            let words = "dieses Feld verlangt hier kein Profil";
            notes.push(self.word(words, "no profile asks for this cell here").to_owned());
        }
        notes
    }

    fn on_channel(&self, channel: Option<ChannelKind>, alone: bool) -> String {
        match channel {
            Some(kind) => kind.label().get(self.language).to_owned(),
            None if alone => self.word("auf allen Kanälen", "on all channels").to_owned(),
            None => self.word("auf allen übrigen Kanälen", "on all other channels").to_owned(),
        }
    }

    pub(super) fn result(&self, competition: &Competition) -> Vec<String> {
        let segment = &competition.segment;
        let alone = segment.answers.len() == 1;
        let mut lines = Vec::new();
        match segment.verdict {
            Verdict::Covered => {}
            Verdict::Deliberate => lines.push(self.word("bewusst leer", "empty on purpose").to_owned()),
            Verdict::Undecidable => lines.push(
                self.word(
                    "nicht entscheidbar: Angaben fehlen oder sind beschädigt",
                    "undecidable: data are missing or broken",
                )
                .to_owned(),
            ),
            Verdict::WithoutCompetent => lines.push(
                self.word(
                    "genau eine zuständige Behörde ist nicht benannt",
                    "there is not exactly one competent authority",
                )
                .to_owned(),
            ),
            Verdict::Ambiguous => {
                lines.push(
                    self.word("nicht eindeutig: zwei gleiche Einträge", "ambiguous: two equal records")
                        .to_owned(),
                );
            }
            Verdict::Open => lines.push(self.word("niemand antwortet", "nobody answers").to_owned()),
        }
        for answer in &segment.answers {
            let Answerer::Organization(id) = answer.answerer else { continue };
            if segment.verdict == Verdict::Ambiguous && segment.rivals.contains(&answer.record) {
                continue;
            }
            let (name, ground) = (self.name(id), self.record(answer.record));
            lines.push(format!("{}: {name} ({ground})", self.on_channel(answer.channel, alone)));
        }
        lines
    }

    /// Who a record names.
    pub fn owner(&self, record: SupportId) -> String {
        match self.model.support(record).owner.value {
            Owner::Competent => "@competent".to_owned(),
            Owner::Nobody => self.word("niemand, mit Absicht", "nobody, on purpose").to_owned(),
            Owner::Organization(id) => self.name(id),
            Owner::Undecidable => self.word("unbekannt", "unknown").to_owned(),
        }
    }

    pub(super) fn fate(&self, id: SupportId, fate: &Fate) -> RecordView {
        let record = self.model.support(id);
        let (fate, words) = match fate {
            Fate::Competes(closeness, outcomes) => {
                let best = outcomes.iter().map(|(_, outcome)| outcome).min();
                let fate = match best {
                    Some(Outcome::Wins) => "wins",
                    Some(Outcome::Agrees(_)) => "agrees",
                    Some(Outcome::Rivals(_)) => "rivals",
                    Some(Outcome::Loses(..)) | None => "loses",
                };
                let mut words: Vec<String> = Vec::new();
                for (channel, outcome) in outcomes {
                    let alone = outcomes.len() == 1 && record.channels == Scope::All;
                    let channel = self.on_channel(*channel, alone);
                    words.push(format!("{channel}: {}", self.outcome(*outcome)));
                }
                words.push(self.closeness(*closeness));
                (fate, words)
            }
            Fate::NotThen => ("not-then", vec![self.not_then(id)]),
            Fate::NotOperating => (
                "not-operating",
                vec![
                    self.word(
                        "dieses Land betreibt den Onlinedienst an dem Tag nicht",
                        "this state does not operate the service on that day",
                    )
                    .to_owned(),
                ],
            ),
            Fate::Misses(misses) => {
                ("misses", misses.iter().map(|miss| self.miss(*miss).to_owned()).collect())
            }
        };
        RecordView { id: record.id.clone(), owner: self.owner(id), ground: self.record(id), fate, words }
    }

    fn not_then(&self, id: SupportId) -> String {
        let period = self.model.support(id).limits();
        let from = period.from.map(|day| format!("{} {}", self.word("ab", "from"), self.day(day)));
        let until = period.last_day().map(|day| format!("{} {}", self.word("bis", "until"), self.day(day)));
        let when: Vec<String> = from.into_iter().chain(until).collect();
        format!("{} {}", self.word("gilt an dem Tag nicht:", "does not hold on that day:"), when.join(" "))
    }

    fn outcome(&self, outcome: Outcome) -> String {
        match outcome {
            Outcome::Wins => self.word("gewinnt", "wins").to_owned(),
            Outcome::Agrees(other) => format!(
                "{} {}",
                self.word("gleichauf und nennt dieselbe Stelle wie", "equal, and names the same as"),
                self.record(other)
            ),
            Outcome::Rivals(other) => format!(
                "{} {}",
                self.word("gleichauf und nennt eine andere Stelle als", "equal, and names another than"),
                self.record(other)
            ),
            Outcome::Loses(other, step) => {
                let step = match step {
                    Precedence::Solution => {
                        self.word("Schritt 1, langfristig vor Interim", "step 1, long-term over interim")
                    }
                    Precedence::Area => self.word("Schritt 2, das engere Gebiet", "step 2, the longer area"),
                    Precedence::Service => {
                        self.word("Schritt 3, der Onlinedienst ist genannt", "step 3, the service is named")
                    }
                    Precedence::Part => self.word(
                        "Schritt 4, die enthaltene Leistung ist genannt",
                        "step 4, the service contained is named",
                    ),
                    Precedence::Component => {
                        self.word("Schritt 5, die Komponente ist genannt", "step 5, the component is named")
                    }
                };
                let against = self.record(other);
                match self.word("de", "en") {
                    "de" => format!("unterliegt {against} ({step})"),
                    _ => format!("loses to {against} ({step})"),
                }
            }
        }
    }

    fn closeness(&self, closeness: Closeness) -> String {
        let yes = |is: bool| if is { self.word("ja", "yes") } else { self.word("nein", "no") };
        let area = match closeness.area {
            0 => self.word("überall", "everywhere").to_owned(),
            digits => format!("{digits} {}", self.word("Stellen", "digits")),
        };
        format!(
            "{} {}, {} {area}, {} {}, {} {}",
            self.word("langfristig:", "long-term:"),
            yes(closeness.long_term),
            self.word("Gebiet:", "area:"),
            self.word("Onlinedienst genannt:", "service named:"),
            yes(closeness.names_service),
            self.word("Komponente genannt:", "component named:"),
            yes(closeness.names_component),
        )
    }

    const fn miss(&self, miss: Miss) -> &'static str {
        match miss {
            Miss::State => self.word(
                "steht bei einem Land, das dieses Feld nicht füllt",
                "stands with a state that does not fill this cell",
            ),
            Miss::Area => self.word("anderes Gebiet", "another area"),
            Miss::District => self.word("anderer Stadtbezirk", "another district"),
            Miss::Service => self.word("andere Onlinedienste", "other services"),
            Miss::Part => self.word("andere enthaltene Leistungen", "other services contained"),
            Miss::Component => self.word("andere Komponenten", "other components"),
        }
    }

    pub(super) fn claims(&self, competition: &Competition) -> Vec<ClaimView> {
        competition
            .claims
            .iter()
            .map(|claim| {
                let area = match claim.area {
                    0 => self.word("überall", "everywhere").to_owned(),
                    digits => format!("{digits} {}", self.word("Stellen", "digits")),
                };
                let named = if claim.names_part {
                    self.word("enthaltene Leistung genannt", "service contained named")
                } else if claim.names_service {
                    self.word("Onlinedienst genannt", "service named")
                } else {
                    self.word("Dienst nicht genannt", "service not named")
                };
                let span = self.model.competence(claim.competence).map(|entry| entry.span);
                ClaimView {
                    organization: self.name(claim.organization),
                    ground: span.map(|span| self.ground(span)).unwrap_or_default(),
                    wins: claim.wins,
                    words: format!("{} {area}, {named}", self.word("Gebiet:", "area:")),
                }
            })
            .collect()
    }
}
