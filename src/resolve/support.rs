//! Support records, paths, municipalities, knowledge, steps done, exceptions.

use super::Resolver;
use crate::config::RawFile;
use crate::config::problems;
use crate::config::records as raw;
use crate::config::slot::Slot;
use crate::config::values::{EndName, OwnerName, Until};
use crate::key::{Area, Reference, StateCode};
use crate::model::{Bounds, Done, End, Exception, Knowledge, Link, Owner, Path, Scope, ServiceId, Support};
use crate::source::{Located, Span};
use crate::text::text;
use crate::time::{Date, Duration, Period};
use crate::vocabulary::{EscalationKind, Level, SeverityClass};

impl Resolver {
    pub(super) fn support(&mut self, state: StateCode, file: &RawFile) {
        for record in &file.supports {
            self.support_record(state, record);
        }
        for record in &file.paths {
            self.path(state, record);
        }
        for record in &file.municipalities {
            self.municipality(state, record);
        }
        for record in &file.knowledge {
            self.knowledge(state, record);
        }
        for record in &file.done {
            self.done(state, record);
        }
        for record in &file.exceptions {
            self.exception(state, record);
        }
    }

    fn support_record(&mut self, state: StateCode, record: &raw::RawSupport) {
        let mut shadow =
            record.level.is_broken() || record.channels.any_broken();
        shadow |= self.level_and_track(record);
        let owner = match &record.owner {
            Slot::Given(found) => Located::new(self.owner(state, &found.value, found.span), found.span),
            Slot::Absent => Located::new(Owner::Undecidable, record.header),
            Slot::Broken(span) => Located::new(Owner::Undecidable, *span),
        };
        if owner.value == Owner::Nobody {
            self.nobody(record);
        }
        let (services, services_broken) = self.names.scope(state, &record.services, &mut self.diagnostics);
        let (parts, parts_broken) = self.support_parts(record, (&services, services_broken));
        let (components, components_broken) =
            self.names.scope(state, &record.components, &mut self.diagnostics);
        // An operating state's technical records may name areas elsewhere; whose cells they may fill is a rule's matter.
        let operates = self.names.operates(state);
        let (area, area_broken) = self.area(state, &record.area, operates);
        let (district, district_broken) =
            self.district(state, &record.district, (&area, area_broken));
        let (until, open_end) = match &record.until {
            Slot::Given(Located { value: Until::Open, .. }) => (Slot::Absent, true),
            Slot::Given(Located { value: Until::Day(day), span }) => {
                (Slot::Given(Located::new(*day, *span)), false)
            }
            Slot::Broken(span) => (Slot::Broken(*span), false),
            Slot::Absent => (Slot::Absent, false),
        };
        let (period, period_broken) = self.period(&record.from, &until);
        let bounds = bounds((&services, services_broken), (&area, area_broken), (&record.from, &until));
        shadow |= services_broken || parts_broken || components_broken || area_broken || district_broken || period_broken;
        let agreement = self.names.field(state, &record.agreement, &mut self.diagnostics);
        let channels = if record.channels.is_absent() {
            Scope::All
        } else {
            let mut list: Vec<_> = record.channels.items().map(|channel| channel.value).collect();
            list.sort_unstable();
            list.dedup();
            Scope::Only(list)
        };
        self.model.supports.push(Support {
            state,
            span: record.header,
            id: record.id.value().map(ToString::to_string),
            level: record.level.given().cloned(),
            track: record.track.given().cloned(),
            solution: record.solution.given().cloned(),
            owner,
            role: record.role.value().cloned(),
            services,
            parts,
            components,
            area,
            area_span: record.area.span(),
            district,
            channels,
            // A period of which a bound is unknown holds on no day for certain, an unknown district nowhere.
            period: if period_broken || district_broken { nowhen() } else { period },
            until_span: record.until.span(),
            open_end,
            review: record.review.given().cloned(),
            lead_time: record.lead_time.given().cloned(),
            agreement,
            reaction: times(&record.reaction),
            recovery: times(&record.recovery),
            times_broken: [&record.reaction, &record.recovery].into_iter().any(any_time_broken),
            tested: record.tested.given().cloned(),
            confirmed: record.confirmed.given().cloned(),
            reason: record.reason.value().cloned(),
            approved_by: record.approved_by.value().cloned(),
            shadow: shadow.then_some(bounds),
        });
    }

    /// Whether level, track and solution fit each other (semantics 1); what does not is reported.
    fn level_and_track(&mut self, record: &raw::RawSupport) -> bool {
        let Some(level) = record.level.given() else { return true };
        let mut broken = record.track.is_broken();
        if level.value == Level::First {
            if let Some(track) = record.track.given() {
                self.diagnostics.push(
                    problems::MISPLACED_KEY
                        .report(
                            track.span,
                            text!("im First Level gibt es keine Art der Frage", "first level has no track"),
                        )
                        .cause(text!(
                            "der First Level nimmt alle Fragen an und sortiert sie erst",
                            "first level takes all questions and sorts them"
                        ))
                        .help(text!("löschen Sie die Zeile „track“", "delete the line \"track\"")),
                );
                broken = true;
            }
            if record.solution.is_absent() {
                self.diagnostics.push(
                    problems::MISPLACED_KEY
                        .report(
                            record.header,
                            text!(
                                "im First Level fehlt die Angabe der Lösung",
                                "first level lacks its solution"
                            ),
                        )
                        .help(text!(
                            "ergänzen Sie solution = \"interim\" oder solution = \"long-term\"",
                            "add solution = \"interim\" or solution = \"long-term\""
                        )),
                );
                broken = true;
            }
            return broken || record.solution.is_broken();
        }
        if record.track.is_absent() {
            self.diagnostics.push(
                problems::MISPLACED_KEY
                    .report(record.header, text!("hier fehlt die Art der Frage", "the track is missing here"))
                    .cause(text!(
                        "„alles“ gibt es im Second und Third Level nicht: ein IT-Dienstleister beantwortet keine fachlichen Fragen",
                        "there is no \"all\" on second and third level: an IT provider answers no questions on the subject matter"
                    ))
                    .help(text!(
                        "ergänzen Sie track = \"subject-matter\", \"technical-service\" oder \"technical-state\"",
                        "add track = \"subject-matter\", \"technical-service\" or \"technical-state\""
                    )),
            );
            broken = true;
        }
        if let Some(solution) = record.solution.given() {
            self.diagnostics.push(
                problems::MISPLACED_KEY
                    .report(
                        solution.span,
                        text!(
                            "„solution“ gibt es nur im First Level",
                            "\"solution\" exists on first level only"
                        ),
                    )
                    .help(text!("löschen Sie die Zeile „solution“", "delete the line \"solution\"")),
            );
        }
        broken
    }

    /// A cell that is empty on purpose says why, who approved and until when (semantics 12).
    fn nobody(&mut self, record: &raw::RawSupport) {
        let ends =
            matches!(record.until, Slot::Given(Located { value: Until::Day(_), .. }) | Slot::Broken(_));
        let missing: Vec<&str> = [
            (record.reason.is_absent(), "reason"),
            (record.approved_by.is_absent(), "approved-by"),
            (!ends, "until"),
        ]
        .into_iter()
        .filter_map(|(lacks, key)| lacks.then_some(key))
        .collect();
        if !missing.is_empty() {
            let list = missing.join(", ");
            let span = record.owner.span().unwrap_or(record.header);
            self.diagnostics.push(
                problems::MISPLACED_KEY
                    .report(
                        span,
                        text!("bewusst niemand: es fehlt {list}", "nobody on purpose: {list} is missing"),
                    )
                    .help(text!(
                        "geben Sie Grund (reason), Billigung (approved-by) und Ende (until) an",
                        "give reason, approved-by and until"
                    )),
            );
        }
    }

    fn owner(&mut self, state: StateCode, name: &OwnerName, span: Span) -> Owner {
        match name {
            OwnerName::Competent => Owner::Competent,
            OwnerName::Nobody => Owner::Nobody,
            OwnerName::Organization(reference) => match self.organization_link(state, reference, span) {
                Link::To(organization) => Owner::Organization(organization),
                Link::Undecidable => Owner::Undecidable,
            },
        }
    }

    fn organization_link(
        &mut self,
        state: StateCode,
        reference: &Reference,
        span: Span,
    ) -> Link<crate::model::OrganizationId> {
        self.names.link(state, &Located::new(reference.clone(), span), &mut self.diagnostics)
    }

    fn end(&mut self, state: StateCode, slot: &Slot<EndName>, header: Span) -> Located<End> {
        let Some(found) = slot.given() else {
            return Located::new(End::Undecidable, slot.span().unwrap_or(header));
        };
        let end = match &found.value {
            EndName::Citizen => End::Citizen,
            EndName::Municipality => End::Municipality,
            EndName::Level(level) => End::Level(*level),
            EndName::Competent => End::Competent,
            EndName::Organization(reference) => match self.organization_link(state, reference, found.span) {
                Link::To(organization) => End::Organization(organization),
                Link::Undecidable => End::Undecidable,
            },
        };
        Located::new(end, found.span)
    }

    fn path(&mut self, state: StateCode, record: &raw::RawPath) {
        let from = self.end(state, &record.from, record.header);
        let to = self.end(state, &record.to, record.header);
        let (services, services_broken) = self.names.scope(state, &record.services, &mut self.diagnostics);
        let operates = self.names.operates(state);
        let (area, area_broken) = self.area(state, &record.area, operates);
        let (period, period_broken) = self.period(&record.since, &record.until);
        let agreement = self.names.field(state, &record.agreement, &mut self.diagnostics);
        let bounds =
            bounds((&services, services_broken), (&area, area_broken), (&record.since, &record.until));
        let broken = services_broken
            || area_broken
            || period_broken
            || record.purpose.is_broken()
            || record.track.is_broken()
            || record.kind.is_broken()
            || from.value == End::Undecidable
            || to.value == End::Undecidable;
        self.model.paths.push(Path {
            state,
            span: record.header,
            id: record.id.value().map(ToString::to_string),
            purpose: record.purpose.value().copied(),
            shadow: broken.then_some(bounds),
            details_broken: record.channel.is_broken()
                || record.trigger.is_broken()
                || record.within.is_broken(),
            from,
            to,
            kind: record.kind.value().copied().unwrap_or(EscalationKind::Functional),
            track: record.track.value().copied(),
            services,
            area,
            channel: record.channel.value().copied(),
            trigger: record.trigger.value().cloned(),
            within: record.within.value().copied(),
            established: record.established.value().copied(),
            established_broken: record.established.is_broken(),
            agreement: agreement.map(|agreement| agreement.value),
            period,
        });
    }

    fn knowledge(&mut self, state: StateCode, record: &raw::RawKnowledge) {
        let (services, broken) = self.names.scope(state, &record.services, &mut self.diagnostics);
        let owner = self.names.field(state, &record.owner, &mut self.diagnostics);
        let partner = self.names.field(state, &record.partner, &mut self.diagnostics);
        let (period, period_broken) = self.period(&record.since, &record.until);
        let bounds = bounds((&services, broken), (&Scope::All, false), (&record.since, &record.until));
        let mut sources: Vec<_> = record.sources.items().map(|source| source.value).collect();
        let mut sinks: Vec<_> = record.sinks.items().map(|sink| sink.value).collect();
        sources.sort_unstable();
        sinks.sort_unstable();
        self.model.knowledge.push(Knowledge {
            state,
            span: record.header,
            services,
            owner: owner.map_or(Link::Undecidable, |owner| owner.value),
            partner: partner.map(|partner| partner.value),
            sources,
            sinks,
            cadence: record.cadence.value().copied(),
            period,
            shadow: (broken || period_broken || record.is_broken()).then_some(bounds),
        });
    }

    fn done(&mut self, state: StateCode, record: &raw::RawDone) {
        let service = self.names.field(state, &record.service, &mut self.diagnostics);
        let component = self.names.field(state, &record.component, &mut self.diagnostics);
        let (Some(task), Some(on)) = (record.task.given(), record.on.value()) else { return };
        self.model.done.push(Done {
            state,
            span: record.header,
            task: task.clone(),
            service: service.and_then(|found| found.value.known()),
            component: component.and_then(|found| found.value.known()),
            wave: record.wave.value().cloned(),
            municipality: record.municipality.value().map(|key| self.reading.read(*key)),
            on: *on,
            evidence: record.evidence.value().cloned(),
        });
    }

    fn exception(&mut self, state: StateCode, record: &raw::RawException) {
        let service = self.names.field(state, &record.service, &mut self.diagnostics);
        let component = self.names.field(state, &record.component, &mut self.diagnostics);
        let (area, _) = self.area(state, &record.area, true);
        let (Some(rule), Some(reason), Some(approved_by), Some(until)) =
            (record.rule.given(), record.reason.value(), record.approved_by.value(), record.until.given())
        else {
            return;
        };
        self.model.exceptions.push(Exception {
            state,
            span: record.header,
            rule: rule.clone(),
            subject: record.subject.value().cloned(),
            service: service.and_then(|found| found.value.known()),
            area: area.listed().to_vec(),
            level: record.level.value().copied(),
            track: record.track.value().copied(),
            component: component.and_then(|found| found.value.known()),
            reason: reason.clone(),
            approved_by: approved_by.clone(),
            until: until.clone(),
        });
    }
}

/// How far a record may hold: what is broken of its limits is open, and so is a period whose ends are the wrong way round.
pub(super) fn bounds(
    (services, services_broken): (&Scope<ServiceId>, bool),
    (area, area_broken): (&Scope<Area>, bool),
    (from, until): (&Slot<Date>, &Slot<Date>),
) -> Bounds {
    let period = Period::from_inclusive(from.value().copied(), until.value().copied());
    Bounds {
        services: if services_broken { Scope::All } else { services.clone() },
        area: if area_broken { Scope::All } else { area.clone() },
        period: if period.is_empty() { Period::new(None, None) } else { period },
    }
}

/// A period without a day.
pub(super) fn nowhen() -> Period {
    Period::new(Some(Date::MIN), Some(Date::MIN))
}

/// Times by severity, most severe first.
fn times(slot: &Slot<raw::RawTimes>) -> Vec<(SeverityClass, Located<Duration>)> {
    let Some(raw) = slot.value() else { return Vec::new() };
    [
        (SeverityClass::Critical, &raw.critical),
        (SeverityClass::High, &raw.high),
        (SeverityClass::Medium, &raw.medium),
        (SeverityClass::Low, &raw.low),
    ]
    .into_iter()
    .filter_map(|(class, slot)| slot.given().map(|time| (class, time.clone())))
    .collect()
}

/// Whether the times or one of them could not be read.
fn any_time_broken(slot: &Slot<raw::RawTimes>) -> bool {
    slot.is_broken() || slot.value().is_some_and(raw::RawTimes::is_broken)
}
