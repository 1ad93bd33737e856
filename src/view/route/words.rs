//! The words for ways, hops and those who stand there.

use super::{ArrivalView, ChannelView, GapView, HopView, StandView, WayView, verdict_word};
use crate::model::PathId;
use crate::routing::{Table, Verdict};
use crate::situation::Limited as _;
use crate::time::Moment;
use crate::trace::{Arrival, Gap, Hop, Opening, Operation, Reached, Stand, StandIn, Way};
use crate::view::saying::Saying;
use crate::vocabulary::{Level, Vocabulary as _};

impl Saying<'_> {
    pub(super) fn way(&self, table: &Table, way: &Way) -> WayView {
        let ranges = way.ranges();
        let (operation, operation_note) = self.operation(way.operation, way.asked);
        WayView {
            track: way.track.word(),
            question: way.track.label().get(self.language).to_owned(),
            part: way.part.map(|id| self.model.part(id).name.clone()),
            component: way.component.map(|id| self.model.component(id).name.clone()),
            places: table.places().words(&ranges).get(self.language).to_owned(),
            count: ranges.iter().map(ExactSizeIterator::len).sum(),
            inhabitants: table.places().inhabitants_of(ranges.iter().cloned()),
            operation,
            operation_note,
            asked: way.asked.to_string(),
            hops: way.hops.iter().map(|hop| self.hop(way, hop)).collect(),
            arrives: way.arrives(),
        }
    }

    fn operation(&self, operation: Operation, asked: Moment) -> (&'static str, Option<String>) {
        let day = self.day(asked.date);
        match operation {
            Operation::Live => ("live", None),
            Operation::Starts => (
                "starts",
                Some(match self.word("de", "en") {
                    "de" => format!("Der Onlinedienst startet hier am {day}; gezeigt ist dieser Tag."),
                    _ => format!("The service starts here on {day}; this day is shown."),
                }),
            ),
            Operation::NotPlanned => (
                "not-planned",
                Some(
                    self.word(
                        "Noch nicht geplant: Keine Welle des Rollouts reicht hierher.",
                        "Not planned yet: no wave of the rollout reaches this place.",
                    )
                    .to_owned(),
                ),
            ),
            Operation::Undecidable => (
                "undecidable",
                Some(
                    self.word(
                        "Wann der Dienst hier startet, ist nicht entscheidbar.",
                        "When the service starts here is undecidable.",
                    )
                    .to_owned(),
                ),
            ),
            Operation::Ended => (
                "ended",
                Some(
                    self.word(
                        "Der Onlinedienst wird hier nicht mehr genutzt.",
                        "The service is not used here any more.",
                    )
                    .to_owned(),
                ),
            ),
        }
    }

    fn hop(&self, way: &Way, hop: &Hop) -> HopView {
        HopView {
            level: hop.cell.level.word(),
            label: hop.cell.level.label().get(self.language).to_owned(),
            stands: hop.stands.iter().map(|stand| self.stand(way, hop, stand)).collect(),
            gap: hop.gap.as_ref().map(|gap| self.gap(way, hop, gap)),
        }
    }

    fn stand(&self, way: &Way, hop: &Hop, stand: &Stand) -> StandView {
        let organization = self.model.organization(stand.organization);
        let record = self.model.support(stand.record);
        let solution = record.solution.as_ref().map(|solution| {
            let label = solution.value.label().get(self.language);
            match record.limits().last_day() {
                Some(last) => format!("{label} {} {}", self.word("bis", "until"), self.day(last)),
                None => label.to_owned(),
            }
        });
        StandView {
            organization: organization.id.to_string(),
            name: organization.name.clone(),
            role: record.role.clone().or_else(|| organization.role.clone()),
            solution: solution.filter(|_| hop.cell.level == Level::First),
            ground: self.record(stand.record),
            channels: stand.reached.iter().map(|channel| self.channel(way.asked, channel)).collect(),
            deputy: self.deputy(stand.deputy),
            arrivals: stand.arrivals.iter().map(|arrival| self.arrival(arrival)).collect(),
            due: stand.due.map(|due| self.moment(due)),
            due_at: stand.due.map(|due| due.to_string()),
        }
    }

    /// Who stands in, in words.
    pub fn deputy(&self, deputy: Option<StandIn>) -> String {
        match deputy {
            None => self.word("nicht benannt", "not named").to_owned(),
            Some(StandIn::Internal) => self.word("im Haus geregelt", "arranged inside").to_owned(),
            Some(StandIn::Organization(id)) => self.name(id),
            Some(StandIn::Undecidable) => self.word("nicht entscheidbar", "undecidable").to_owned(),
        }
    }

    fn channel(&self, asked: Moment, channel: &Reached) -> ChannelView {
        let (state, words) = match &channel.opening {
            Opening::Open(until) => {
                let until = self.clock(*until);
                ("open", format!("{} {until}", self.word("offen bis", "open until")))
            }
            Opening::Closed(Some(next)) => {
                let next = if next.date == asked.date {
                    format!("{} {}", self.word("heute", "today"), self.clock(next.minute.unwrap_or(0)))
                } else {
                    self.moment(*next)
                };
                ("closed", format!("{} {next}", self.word("geschlossen, wieder", "closed, again")))
            }
            Opening::Closed(None) => (
                "closed",
                self.word("geschlossen, auch die nächsten zwei Monate", "closed, also the next two months")
                    .to_owned(),
            ),
            Opening::Day(spans) if spans.is_empty() => {
                ("closed", self.word("an diesem Tag geschlossen", "closed on this day").to_owned())
            }
            Opening::Day(spans) => {
                let to = self.word("bis", "to");
                let spans: Vec<String> = spans
                    .iter()
                    .map(|(from, until)| {
                        format!("{}:{:02} {to} {}", from / 60, from % 60, self.clock(*until))
                    })
                    .collect();
                ("hours", spans.join(", "))
            }
            Opening::Unknown => {
                ("unknown", self.word("Zeiten nicht angegeben", "hours not given").to_owned())
            }
            Opening::Unreadable => {
                ("unreadable", self.word("Zeiten nicht lesbar", "hours not readable").to_owned())
            }
        };
        ChannelView {
            kind: channel.kind.word(),
            label: channel.kind.label().get(self.language).to_owned(),
            address: channel.address.clone(),
            state,
            words,
            closed: channel.closed.clone().filter(|_| state == "closed"),
        }
    }

    fn arrival(&self, arrival: &Arrival) -> ArrivalView {
        let path = arrival.path.map(|id| self.model.path(id));
        let within = path.and_then(|path| path.within).map(|within| within.words(self.language));
        let channel = path.and_then(|path| path.channel).map(|kind| kind.label().get(self.language));
        let (way, words) = match (path, arrival.in_house, arrival.from) {
            (_, true, _) => ("in-house", self.word("bleibt im Haus", "stays in the house").to_owned()),
            (Some(_), false, _) => (
                "agreed",
                format!(
                    "{} {}",
                    self.word("über", "by"),
                    channel.unwrap_or(self.word("beliebigen Weg", "any channel"))
                ),
            ),
            (None, false, None) => {
                ("not-agreed", self.word("fragt selbst nach", "asks by themselves").to_owned())
            }
            (None, false, Some(_)) => {
                ("not-agreed", self.word("Weitergabe nicht vereinbart", "hand-over not agreed").to_owned())
            }
        };
        ArrivalView {
            from: arrival.from.map(|id| self.name(id)),
            way,
            words,
            trigger: path.and_then(|path| path.trigger.clone()),
            within,
            ground: path.map(|path| self.ground(path.span)),
            elsewhere: arrival.elsewhere.iter().map(|id| self.path_words(*id)).collect(),
        }
    }

    /// A path in words: "an Kopfstelle (ni/paths.toml:30)".
    fn path_words(&self, id: PathId) -> String {
        let path = self.model.path(id);
        let to = self.end(path.to.value);
        format!("{} {to} ({})", self.word("an", "to"), self.ground(path.span))
    }

    fn gap(&self, way: &Way, hop: &Hop, gap: &Gap) -> GapView {
        let cell = hop.cell.words().get(self.language).to_owned();
        let component = way
            .component
            .filter(|_| hop.cell.level != Level::First)
            .map(|id| format!(": {}", self.model.component(id).name))
            .unwrap_or_default();
        let reason = match gap.verdict {
            Verdict::Open | Verdict::Covered => {
                self.word("niemand antwortet; kein Eintrag passt", "nobody answers; no record fits")
            }
            Verdict::Ambiguous => self.word("zwei Stellen antworten auf dasselbe", "two answer the same"),
            Verdict::Deliberate => self.word("bewusst leer", "empty on purpose"),
            Verdict::WithoutCompetent => self.word(
                "„die zuständige Behörde“ soll antworten, und genau eine ist nicht benannt",
                "\"the competent authority\" shall answer, and there is not exactly one named",
            ),
            Verdict::Undecidable => self.word(
                "nicht entscheidbar: Angaben fehlen oder sind beschädigt",
                "undecidable: data are missing or broken",
            ),
        };
        let mut notes = Vec::new();
        let deliberate = gap.records.iter().map(|id| self.model.support(*id)).find_map(|r| r.reason.clone());
        notes.extend(deliberate.filter(|_| gap.verdict == Verdict::Deliberate));
        if let Some((last, record)) = gap.before {
            let (day, ground) = (self.day(last), self.record(record));
            notes.push(format!(
                "{} {day} ({ground})",
                self.word("besetzt war es bis", "somebody answered until")
            ));
        }
        if let Some((first, record)) = gap.after {
            let (day, ground) = (self.day(first), self.record(record));
            notes.push(format!(
                "{} {day} ({ground})",
                self.word("besetzt wird es ab", "somebody answers from")
            ));
        }
        GapView {
            verdict: verdict_word(gap.verdict),
            words: format!("{cell}{component}: {reason}"),
            notes,
            grounds: gap.records.iter().map(|id| self.record(*id)).collect(),
        }
    }
}
