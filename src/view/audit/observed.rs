//! What the rules of a requirement look at: its facts where no owner is demanded.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::facts::{Fact, Facts, Reach};
use crate::catalog;
use crate::diagnostic::LooksAt;
use crate::model::{AgreementId, Channel, Link, OrganizationId, Owner, ServiceId, SupportId};
use crate::profile::Requirement;
use crate::rules::review::of_agreement;
use crate::situation::Asked;
use crate::view::answers;
use crate::vocabulary::{Purpose, Track, Vocabulary as _};

impl Facts<'_, '_> {
    /// The records that the rules of a requirement look at.
    pub(super) fn observed(&self, line: &Requirement) -> Vec<Fact> {
        let mut kinds: Vec<LooksAt> = Vec::new();
        for found in line.rules.keys().filter_map(|code| catalog::find(code)?.looks_at) {
            if !kinds.contains(&found) {
                kinds.push(found);
            }
        }
        let scope = self.reach(line);
        kinds.into_iter().flat_map(|kind| self.of_kind(kind, &scope)).collect()
    }

    /// What a requirement on no cell looks at; found once for all that are about the same services.
    fn reach(&self, line: &Requirement) -> Rc<Reach> {
        let model = self.scene.model();
        let services: Vec<ServiceId> =
            model.service_ids().filter(|service| line.holds_for(Some(*service))).collect();
        if let Some(known) = self.reaches.borrow().get(&services) {
            return Rc::clone(known);
        }
        let mut scope = Reach::default();
        for (at, row) in self.gauge.rows(line).filter(|(_, row)| row.is_live(self.scene.on)) {
            scope.services.insert(row.service);
            scope.states.extend([row.state, model.service(row.service).operating_state(self.scene.on)]);
            let segments = row.timelines.iter().filter_map(|timeline| timeline.at(self.scene.on));
            scope.records.extend(segments.flat_map(|segment| &segment.answers).map(|answer| answer.record));
            if !row.timelines.is_empty() {
                scope.competent.extend(self.gauge.competent.get(at).into_iter().flatten());
            }
        }
        let scope = Rc::new(scope);
        self.reaches.borrow_mut().insert(services, Rc::clone(&scope));
        scope
    }

    fn of_kind(&self, kind: LooksAt, scope: &Reach) -> Vec<Fact> {
        let (situation, say) = (self.scene.situation(), self.saying());
        let today = Asked::on(self.scene.on);
        match kind {
            LooksAt::Competences => situation
                .competences(today)
                .filter(|(_, found)| scope.has(found.state, found.services.listed()))
                .map(|(_, found)| self.plain(found.span, say.name(found.organization), None, None))
                .collect(),
            LooksAt::Service115 => situation
                .capabilities(today)
                .filter(|(_, found)| scope.has(found.state, found.services.listed()))
                .map(|(_, found)| self.plain(found.span, "115".to_owned(), None, None))
                .collect(),
            LooksAt::Feedback => {
                self.told(scope).chain(self.paths(scope, |purpose| purpose == Purpose::Feedback)).collect()
            }
            LooksAt::Knowledge => situation
                .knowledge_records(today)
                .filter(|(_, found)| scope.has(found.state, found.services.listed()))
                .map(|(_, found)| {
                    let owner = found.owner.known().map(|id| say.name(id)).unwrap_or_default();
                    self.plain(found.span, owner, None, None)
                })
                .collect(),
            LooksAt::Escalation => self.paths(scope, |purpose| purpose == Purpose::Escalation).collect(),
            LooksAt::Operator | LooksAt::ReactionTimes | LooksAt::Components | LooksAt::Agreements => {
                self.of_answers(kind, scope)
            }
            LooksAt::Channels | LooksAt::Roles => self.of_answering(kind, scope),
            LooksAt::Handouts => self.handouts(scope),
            LooksAt::Paths => self.paths(scope, |_| true).collect(),
            LooksAt::Outages => self.paths(scope, |purpose| purpose == Purpose::Outage).collect(),
            LooksAt::Releases => self.paths(scope, |purpose| purpose == Purpose::Release).collect(),
            LooksAt::Accessibility => {
                self.paths(scope, |purpose| purpose == Purpose::Accessibility).collect()
            }
            LooksAt::Security => self.paths(scope, |purpose| purpose == Purpose::Security).collect(),
        }
    }

    /// Where the Kommunen say that their feedback goes.
    fn told<'a>(&'a self, scope: &'a Reach) -> impl Iterator<Item = Fact> + 'a {
        let say = self.saying();
        let told =
            self.scene.situation().recorded().filter_map(|(key, place)| {
                place.feedback_told().map(|feedback| (key, place.state, feedback))
            });
        told.filter(|(_, state, feedback)| scope.has(*state, feedback.services.listed())).map(
            move |(key, _, feedback)| {
                let name = self.scene.table.places().name(key);
                let to = feedback.to.known().map(|id| say.name(id)).unwrap_or_default();
                self.plain(feedback.span, format!("{name} → {to}"), None, feedback.agreed)
            },
        )
    }

    fn paths<'a>(
        &'a self,
        scope: &'a Reach,
        wanted: impl Fn(Purpose) -> bool + 'a,
    ) -> impl Iterator<Item = Fact> + 'a {
        let say = self.saying();
        let paths = self.scene.situation().all_paths(Asked::on(self.scene.on));
        paths.filter_map(move |(_, path)| {
            let purpose = path.purpose.filter(|purpose| wanted(*purpose))?;
            if !scope.has(path.state, path.services.listed()) {
                return None;
            }
            let label = self.scene.say(purpose.label());
            let (from, to) = (say.end(path.from.value), say.end(path.to.value));
            Some(self.plain(path.span, format!("{label}: {from} → {to}"), path.agreement, path.established))
        })
    }

    /// What the records that answer say, besides who answers.
    fn of_answers(&self, kind: LooksAt, scope: &Reach) -> Vec<Fact> {
        let model = self.scene.model();
        let records = scope.records.iter().copied();
        match kind {
            LooksAt::Operator => records
                .filter(|id| {
                    let track = model.support(*id).track.as_ref();
                    track.is_some_and(|track| track.value == Track::TechnicalService)
                })
                .map(|id| self.support(id, 0))
                .collect(),
            LooksAt::ReactionTimes => records.map(|id| self.times(id)).collect(),
            LooksAt::Components => model
                .component_ids()
                .map(|id| model.component(id))
                .filter(|found| scope.has(found.id.state, found.services.listed()))
                .map(|found| self.plain(found.span, found.name.clone(), None, None))
                .collect(),
            _ => {
                let of_records = records.filter_map(|id| model.support(id).agreement.as_ref());
                let used = model.uses.iter().filter(|usage| scope.has(usage.state, &[usage.service.value]));
                let of_uses = used.filter_map(|usage| usage.agreement.as_ref());
                let all: BTreeSet<AgreementId> =
                    of_records.chain(of_uses).filter_map(|link| link.value.known()).collect();
                all.into_iter().map(|id| self.of_agreement(id)).collect()
            }
        }
    }

    fn of_agreement(&self, id: AgreementId) -> Fact {
        let agreement = self.scene.model().agreement(id);
        let parties: Vec<String> = agreement
            .parties
            .iter()
            .filter_map(|link| link.known())
            .map(|id| self.saying().name(id))
            .collect();
        let day = of_agreement(agreement).map(|day| day.value);
        self.plain(agreement.span, parties.join(", "), Some(Link::To(id)), day)
    }

    /// A record with the reaction times that it names.
    fn times(&self, id: SupportId) -> Fact {
        let (say, record) = (self.saying(), self.scene.model().support(id));
        let fact = self.support(id, 0);
        let told = match answers::agreed_times(self.scene, &record.reaction) {
            None => say.word("keine Reaktionszeiten", "no reaction times").to_owned(),
            Some(times) => format!("{} {times}", say.word("Reaktion:", "reaction:")),
        };
        Fact { what: format!("{}; {told}", fact.what), ..fact }
    }

    /// The organizations that answer, with how they are reached and who inside answers.
    fn of_answering(&self, kind: LooksAt, scope: &Reach) -> Vec<Fact> {
        let model = self.scene.model();
        let owners = scope.records.iter().filter_map(|id| match model.support(*id).owner.value {
            Owner::Organization(id) => Some(id),
            Owner::Competent | Owner::Nobody | Owner::Undecidable => None,
        });
        let all: BTreeSet<OrganizationId> = owners.chain(scope.competent.iter().copied()).collect();
        let fact = |id: OrganizationId| {
            let found = model.organization(id);
            let details: Vec<String> = if kind == LooksAt::Roles {
                found.role.iter().cloned().collect()
            } else {
                found.channels.iter().map(|channel| self.way(channel)).collect()
            };
            let none = self.saying().word("nichts eingetragen", "nothing entered");
            let details = if details.is_empty() { none.to_owned() } else { details.join("; ") };
            let day = found.confirmed.as_ref().map(|day| day.value);
            self.plain(found.span, format!("{}: {details}", found.name), None, day)
        };
        all.into_iter().map(fact).collect()
    }

    fn way(&self, channel: &Channel) -> String {
        let kind = self.scene.say(channel.kind.label());
        let hours = channel.hours.as_ref().map(|hours| self.scene.hours(&hours.value));
        hours.map_or_else(|| kind.clone(), |hours| format!("{kind} ({hours})"))
    }

    fn handouts(&self, scope: &Reach) -> Vec<Fact> {
        let services = scope.services.iter().map(|id| self.scene.model().service(*id));
        services
            .filter_map(|service| Some((service, service.span?)))
            .flat_map(|(service, span)| {
                service.handouts.iter().map(move |handout| {
                    let version = handout.version.as_ref().map(|version| format!(", {version}"));
                    let what = format!("{}: {}{}", service.name, handout.title, version.unwrap_or_default());
                    self.plain(span, what, None, handout.date)
                })
            })
            .collect()
    }
}
