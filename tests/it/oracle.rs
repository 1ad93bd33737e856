//! The slow and obvious answer to "who answers?": for one unit, cell, component and day, filter, sort, pick.
//!
//! Written from the text of the semantics alone (numbers in brackets are its statements), never from the routing code:
//! that is what the table is held against.

use std::collections::{BTreeMap, BTreeSet};

use lotse::key::{Area, StateCode};
use lotse::model::{ComponentId, Link, Model, Owner, PartId, Payment, Scope, ServiceId, Support, Use};
use lotse::profile::Cell;
use lotse::routing::{Answerer, Competent, GoLive, Verdict};
use lotse::time::Date;
use lotse::vocabulary::{ChannelKind, ComponentKind, ComponentSide, Level, Solution, Track, Vocabulary};

/// A place that counts: key and district.
pub type Place = (Area, Option<String>);

/// Where and what is asked.
#[derive(Debug, Clone)]
pub struct Question<'m> {
    /// All that is known.
    pub model: &'m Model,
    /// Who uses which service.
    pub usage: &'m Use,
    /// About which of the services that it contains; `None` for one that contains none.
    pub part: Option<PartId>,
    /// Where.
    pub place: Place,
    /// When.
    pub day: Date,
}

/// What the oracle says of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// What it comes to.
    pub verdict: Verdict,
    /// The equal winners on every channel that anybody answers.
    pub owners: BTreeMap<ChannelKind, BTreeSet<Answerer>>,
}

/// The disjoint leaves among all keys that municipality, wave and support records name; none: the Land (10).
pub fn places(model: &Model, state: StateCode) -> Vec<Place> {
    let mut named: BTreeSet<Area> = model.municipalities.iter().map(|record| record.key.value).collect();
    named.extend(model.waves.iter().flat_map(|wave| wave.area.iter().copied()));
    named.extend(model.supports.iter().flat_map(|record| record.area.listed().iter().copied()));
    named.retain(|key| key.state() == state);
    if named.is_empty() {
        named.extend(Area::whole(state));
    }
    let leaves = named.iter().filter(|key| !named.iter().any(|other| other != *key && key.contains(*other)));
    leaves.flat_map(|key| districts(model, *key).into_iter().map(|district| (*key, district))).collect()
}

/// A city that names its districts counts once per district (13 g).
fn districts(model: &Model, key: Area) -> Vec<Option<String>> {
    let own = model.municipalities.iter().find(|record| record.key.value == key);
    match own {
        Some(record) if !record.districts.is_empty() => {
            record.districts.iter().collect::<BTreeSet<_>>().into_iter().cloned().map(Some).collect()
        }
        _ => vec![None],
    }
}

/// Digits of the longest area of a limit that reaches the key; an open limit reaches with none.
fn reach(scope: &Scope<Area>, key: Area) -> Option<u8> {
    match scope {
        Scope::All => Some(0),
        Scope::Only(areas) => areas.iter().filter(|area| area.contains(key)).map(|area| area.len()).max(),
    }
}

/// The same for a record that may name a district, which counts as one digit more (39); it reaches no other.
fn reach_in(scope: &Scope<Area>, district: Option<&String>, place: &Place) -> Option<u8> {
    let length = reach(scope, place.0)?;
    match district {
        None => Some(length),
        Some(_) => (district == place.1.as_ref()).then_some(length + 1),
    }
}

/// Whether a limit to services contained lets a question pass: one without limit every question, another those about what it names (39).
fn is_for(scope: &Scope<PartId>, part: Option<PartId>) -> bool {
    match scope {
        Scope::All => true,
        Scope::Only(named) => part.is_some_and(|part| named.contains(&part)),
    }
}

/// Whether a limit names the service contained.
fn names(scope: &Scope<PartId>, part: Option<PartId>) -> bool {
    *scope != Scope::All && part.is_some() && is_for(scope, part)
}

/// The services contained that a use brings into use, each with whether that is certain (39); `None` for a service that is one.
/// A name that cannot be read may be any, and a use that names none is of all.
pub fn parts(model: &Model, usage: &Use) -> Vec<(Option<PartId>, bool)> {
    let all = &model.service(usage.service.value).parts;
    if all.is_empty() {
        return vec![(None, true)];
    }
    let named = |part: &PartId| is_for(&usage.parts, Some(*part));
    let none_is_named = !all.iter().any(named);
    all.iter()
        .filter(|part| named(part) || usage.parts_broken || none_is_named)
        .map(|part| (Some(*part), named(part) || !usage.parts_broken))
        .collect()
}

/// The go-live: the wave with the longest matching area, then the one that names the part, else the use (7, 39).
pub fn go_live(model: &Model, usage: &Use, part: Option<PartId>, place: &Place) -> GoLive {
    let waves: Vec<_> = model
        .waves
        .iter()
        .filter(|wave| wave.state == usage.state && wave.service == usage.service.value)
        .collect();
    if waves.is_empty() {
        return match &usage.go_live {
            Some(day) => GoLive::On(day.value),
            None if usage.go_live_broken => GoLive::Undecidable,
            None => GoLive::Unknown,
        };
    }
    let reaching: Vec<_> = waves
        .iter()
        .filter(|wave| !wave.district_broken && is_for(&wave.parts, part))
        .filter_map(|wave| {
            let area = Scope::Only(wave.area.clone());
            let length = reach_in(&area, wave.district.as_ref(), place)?;
            Some(((length, names(&wave.parts, part)), *wave))
        })
        .collect();
    let Some(longest) = reaching.iter().map(|(length, _)| *length).max() else { return GoLive::NotPlanned };
    let days: BTreeSet<Option<Date>> = reaching
        .iter()
        .filter(|(length, _)| *length == longest)
        .map(|(_, wave)| wave.go_live.as_ref().map(|day| day.value))
        .collect();
    match (days.len(), days.first()) {
        (1, Some(Some(day))) => GoLive::On(*day),
        _ => GoLive::Undecidable,
    }
}

impl Question<'_> {
    fn service(&self) -> ServiceId {
        self.usage.service.value
    }

    fn operator(&self) -> StateCode {
        self.model.service(self.service()).operating_state(self.day)
    }

    /// The competent authority: longest area, then service named (6). A broken entry may hold as far as it can be read; what not
    /// all readings say is undecidable (36).
    pub fn competent(&self) -> Competent {
        let (state, service) = (self.usage.state, self.service());
        let (mut certain, mut possible) = (Vec::new(), Vec::new());
        // The federation speaks for what it provides.
        let federal = self.part.is_some_and(|part| self.model.part(part).side == ComponentSide::Federal);
        let speaks = |whose: StateCode| whose == state || (federal && whose == StateCode::BUND);
        for entry in self.model.competences.iter().filter(|entry| speaks(entry.state)) {
            let length = reach_in(&entry.area, entry.district.as_ref(), &self.place);
            let meant = is_for(&entry.parts, self.part);
            let holds = entry.services.has(&service) && meant && entry.period.contains(self.day);
            if let Some(length) = length.filter(|_| holds) {
                let rank = (length, entry.services.names(&service), names(&entry.parts, self.part));
                certain.push((rank, entry.organization));
            } else if let Some(may) = &entry.shadow {
                // What cannot be read may match as closely as can be.
                let length = length.map(|length| length + u8::from(entry.district_broken));
                let length = if may.area == entry.area { length } else { Some(u8::MAX) };
                let named = may.services != entry.services || entry.services.names(&service);
                let part_named =
                    names(&entry.parts, self.part) || (entry.parts_broken && self.part.is_some());
                let may_be = may.services.has(&service) && (meant || entry.parts_broken);
                if let Some(length) = length.filter(|_| may_be && may.period.contains(self.day)) {
                    possible.push(((length, named, part_named), entry.organization));
                }
            }
        }
        let readings = (0..1_usize << possible.len()).map(|reading| {
            let some =
                possible.iter().enumerate().filter(|(at, _)| reading >> at & 1 == 1).map(|(_, one)| one);
            let ranked: Vec<_> = certain.iter().chain(some).collect();
            let best = ranked.iter().map(|(rank, _)| *rank).max();
            ranked.iter().filter(|(rank, _)| Some(*rank) == best).map(|(_, who)| *who).collect()
        });
        let readings: BTreeSet<BTreeSet<_>> = readings.collect();
        let [winners] = readings.iter().collect::<Vec<_>>()[..] else { return Competent::Undecidable };
        match (winners.len(), winners.first()) {
            (0, _) if !self.model.is_complete(state) => Competent::Undecidable,
            (0, _) if federal && self.is_torn(StateCode::BUND) => Competent::Undecidable,
            (0, _) | (_, None) => Competent::Nobody,
            (1, Some(one)) => Competent::One(*one),
            _ => Competent::Several(winners.iter().copied().collect()),
        }
    }

    /// The components in use (3): per kind the longest area wins (4), what the authority uses wins over all (4).
    pub fn components(&self) -> BTreeSet<Option<ComponentId>> {
        let model = self.model;
        let kind = |id: ComponentId| model.component(id).kind;
        let for_service = |id: &ComponentId| {
            let component = model.component(*id);
            component.services.has(&self.service())
                && is_for(&component.parts, self.part)
                && component.period.contains(self.day)
        };
        let mut found: Vec<(ComponentId, u8)> = Vec::new();
        for id in model.component_ids().filter(for_service) {
            if model.component(id).id.state == self.usage.state {
                found.extend(reach(&model.component(id).area, self.place.0).map(|length| (id, length)));
            }
        }
        // What the use says of payment replaces what the state's components say of it.
        match self.usage.payment.as_ref().map(|payment| payment.value) {
            Some(Payment::Nothing) => found.retain(|(id, _)| kind(*id) != Some(ComponentKind::Payment)),
            Some(Payment::Component(Link::To(named))) => {
                found.retain(|(id, _)| kind(*id) != Some(ComponentKind::Payment));
                found.extend(Some((named, 0)).filter(|(id, _)| {
                    let component = model.component(*id);
                    is_for(&component.parts, self.part) && component.period.contains(self.day)
                }));
            }
            Some(Payment::Component(Link::Undecidable)) | None => {}
        }
        if let Competent::One(authority) = self.competent() {
            let uses = &model.organization(authority).uses;
            // Nothing is paid for this service: what the authority uses in general is not used for it (33).
            let unpaid = |id: &ComponentId| {
                self.usage.payment.as_ref().map(|payment| payment.value) == Some(Payment::Nothing)
                    && kind(*id) == Some(ComponentKind::Payment)
                    && !model.component(*id).services.names(&self.service())
            };
            let own = uses.iter().copied().filter(|id| for_service(id) && !unpaid(id));
            found.extend(own.map(|id| (id, u8::MAX)));
        }
        let wins = |(id, length): &(ComponentId, u8)| {
            found.iter().all(|(other, longer)| kind(*other) != kind(*id) || longer <= length)
        };
        let used: BTreeSet<_> = found.iter().filter(|entry| wins(entry)).map(|(id, _)| Some(*id)).collect();
        if used.is_empty() { [None].into() } else { used }
    }

    /// Whether a record binds this state: the operator's fill technical-service, the state's own the rest (5, 6).
    fn binds(&self, record: &Support, cell: Cell) -> bool {
        record.state == self.fills(cell)
    }

    /// Whether the files of a state are there and cannot be read as a whole.
    fn is_torn(&self, state: StateCode) -> bool {
        self.model.states.contains_key(&state) && !self.model.is_complete(state)
    }

    /// Whose files fill a cell.
    fn fills(&self, cell: Cell) -> StateCode {
        if cell.track == Some(Track::TechnicalService) { self.operator() } else { self.usage.state }
    }

    /// How closely a record matches (4); `None` if it does not.
    fn rank(
        &self,
        record: &Support,
        cell: Cell,
        component: Option<ComponentId>,
    ) -> Option<(bool, u8, bool, bool, bool)> {
        let service = self.service();
        let same = record.level.as_ref().map(|level| level.value) == Some(cell.level)
            && record.track.as_ref().map(|track| track.value) == cell.track;
        let right_component = cell.track != Some(Track::TechnicalState)
            || match component {
                Some(component) => record.components.has(&component),
                None => record.components == Scope::All,
            };
        let holds = same
            && right_component
            && self.binds(record, cell)
            && record.services.has(&service)
            && is_for(&record.parts, self.part)
            && record.period.contains(self.day);
        if !holds {
            return None;
        }
        let length = reach_in(&record.area, record.district.as_ref(), &self.place)?;
        let long_term = record.solution.as_ref().is_some_and(|found| found.value == Solution::LongTerm);
        let named = component.is_some_and(|component| record.components.names(&component));
        Some((long_term, length, record.services.names(&service), names(&record.parts, self.part), named))
    }

    fn answerer(&self, owner: Owner) -> Answerer {
        match owner {
            Owner::Organization(organization) => Answerer::Organization(organization),
            Owner::Nobody => Answerer::Nobody,
            Owner::Undecidable => Answerer::Undecidable,
            Owner::Competent => match self.competent() {
                Competent::One(organization) => Answerer::Organization(organization),
                Competent::Nobody => Answerer::NoCompetent,
                Competent::Several(_) => Answerer::CompetenceConflict,
                Competent::Undecidable => Answerer::Undecidable,
            },
        }
    }

    /// Whether what seems to be missing may stand in something broken or not loaded (17), or on the wrong side (6):
    /// that is told where it stands, and not once more as a gap.
    fn may_be_hidden(&self, cell: Cell) -> bool {
        let (model, own, fills) = (self.model, self.usage.state, self.fills(cell));
        let about_cell = |record: &&Support| {
            record.level.as_ref().is_none_or(|level| level.value == cell.level)
                && (cell.level == Level::First
                    || record.track.as_ref().is_none_or(|track| Some(track.value) == cell.track))
        };
        let poisoned =
            |record: &Support| record.shadow.is_some() && (record.state == own || record.state == fills);
        let wrong_side = |record: &Support| {
            if cell.track == Some(Track::TechnicalService) {
                let reaches = reach(&record.area, self.place.0).is_some();
                let says = record.track.as_ref().map(|track| track.value) == cell.track;
                record.state == own && own != fills && says && reaches && record.services.has(&self.service())
            } else {
                let named = record.area.listed().iter().any(|area| area.contains(self.place.0));
                record.state != own && named
            }
        };
        let hidden =
            model.supports.iter().filter(about_cell).any(|record| poisoned(record) || wrong_side(record));
        hidden || !model.is_complete(own) || !model.is_complete(fills)
    }

    /// Who answers a cell (2).
    pub fn ask(&self, cell: Cell, component: Option<ComponentId>) -> Reply {
        let records: Vec<_> = self
            .model
            .supports
            .iter()
            .filter_map(|record| Some((self.rank(record, cell, component)?, record)))
            .collect();
        let mut owners = BTreeMap::new();
        for channel in ChannelKind::all() {
            let here: Vec<_> = records.iter().filter(|(_, record)| record.channels.has(channel)).collect();
            let best = here.iter().map(|(rank, _)| *rank).max();
            let winners: BTreeSet<Answerer> = here
                .iter()
                .filter(|(rank, _)| Some(*rank) == best)
                .map(|(_, record)| self.answerer(record.owner.value))
                .collect();
            if !winners.is_empty() {
                owners.insert(*channel, winners);
            }
        }
        Reply { verdict: self.verdict(&owners, cell), owners }
    }

    fn verdict(&self, owners: &BTreeMap<ChannelKind, BTreeSet<Answerer>>, cell: Cell) -> Verdict {
        // An owner that nobody can tell may be the same as its rival; two others cannot.
        let two = |set: &BTreeSet<Answerer>| {
            set.iter().filter(|answerer| **answerer != Answerer::Undecidable).count() > 1
        };
        let only = |who: Answerer| owners.values().any(|set| set.len() == 1 && set.contains(&who));
        let one = owners
            .values()
            .any(|set| set.len() == 1 && matches!(set.first(), Some(Answerer::Organization(_))));
        if owners.values().any(two) {
            Verdict::Ambiguous
        } else if only(Answerer::CompetenceConflict) {
            Verdict::WithoutCompetent
        } else if one {
            Verdict::Covered
        } else if owners.values().any(|set| set.contains(&Answerer::Undecidable)) || self.may_be_hidden(cell)
        {
            Verdict::Undecidable
        } else if only(Answerer::NoCompetent) {
            Verdict::WithoutCompetent
        } else if only(Answerer::Nobody) {
            Verdict::Deliberate
        } else {
            Verdict::Open
        }
    }
}
