//! Boxes: where they stand, what is written in them, and what the columns and rows are called.

use std::collections::{BTreeMap, BTreeSet};

use super::{BoxStyle, Draft, Lane, PictureNode};
use crate::graph::fold::Group;
use crate::graph::{GapKind, Node, NodeId};
use crate::key::StateCode;
use crate::model::{Deputy, Link, OrganizationId};
use crate::time::{Date, format_date};
use crate::vocabulary::{Level, OrganizationKind, Solution, Track, Vocabulary};

impl Draft<'_> {
    pub(super) fn nodes(&self, ids: &[String]) -> Vec<PictureNode> {
        self.folded.groups.iter().zip(ids).map(|(group, id)| self.one_box(group, id.clone())).collect()
    }

    fn one_box(&self, group: &Group<'_>, id: String) -> PictureNode {
        let node = group.id();
        let organizations: Vec<OrganizationId> =
            group.members.iter().filter_map(|member| member.id.organization()).collect();
        let model = self.table.model();
        let name = |id: &OrganizationId| model.organization(*id).name.clone();
        let (style, title, mut lines) = match node {
            NodeId::Citizen => {
                let title = self.say("Bürgerinnen und Bürger", "Citizens");
                (BoxStyle::Actor, title, Vec::new())
            }
            NodeId::Municipality => (BoxStyle::Actor, self.municipalities(), Vec::new()),
            NodeId::Part { solution, .. } => {
                let style = match solution {
                    Some(Solution::Interim) => BoxStyle::Interim,
                    Some(Solution::LongTerm) => BoxStyle::LongTerm,
                    None => BoxStyle::Part,
                };
                (style, self.names(&organizations), self.part_lines(group))
            }
            NodeId::Side(_) => (BoxStyle::Side, self.names(&organizations), Vec::new()),
            NodeId::Gap { kind, .. } => {
                let style = match kind {
                    GapKind::Open | GapKind::WithoutCompetent | GapKind::Ambiguous => BoxStyle::Gap,
                    GapKind::Deliberate | GapKind::Undecidable => BoxStyle::Pale,
                };
                let mut lines = self.part_lines(group);
                lines.extend(self.gap_lines(group));
                (style, self.gap_title(kind, group), lines)
            }
        };
        if let [only] = organizations.as_slice() {
            let roles: BTreeSet<&String> = group.members.iter().flat_map(|member| &member.roles).collect();
            lines.extend(roles.iter().map(|role| (*role).clone()));
            lines.extend(self.person_lines(*only, roles.is_empty()));
        }
        let stacked = organizations.len() > 1;
        PictureNode {
            id,
            style,
            lane: self.lane(group),
            level: level(node),
            title,
            lines,
            count: organizations.len().max(1),
            members: if stacked { organizations.iter().map(name).collect() } else { Vec::new() },
        }
    }

    fn municipalities(&self) -> String {
        if let Some(area) = self.graph.view().area {
            return self.table.places().name(area);
        }
        self.say("Kommunen", "Municipalities")
    }

    fn names(&self, organizations: &[OrganizationId]) -> String {
        match organizations {
            [only] => self.table.model().organization(*only).name.clone(),
            many => self.stack_name(many),
        }
    }

    /// Role and deputy of a single organization.
    fn person_lines(&self, id: OrganizationId, with_role: bool) -> Vec<String> {
        let model = self.table.model();
        let organization = model.organization(id);
        let mut lines = Vec::new();
        lines.extend(organization.role.clone().filter(|_| with_role));
        let label = self.say("Vertretung", "Deputy");
        match organization.deputy.as_ref().map(|deputy| deputy.value) {
            Some(Deputy::Internal) => {
                let inside = self.say("im Haus", "in house");
                lines.push(format!("{label}: {inside}"));
            }
            Some(Deputy::Organization(Link::To(other))) => {
                lines.push(format!("{label}: {}", model.organization(other).name));
            }
            Some(Deputy::Organization(Link::Undecidable)) | None => {}
        }
        lines
    }

    /// Solution, track, components, services and dates.
    fn part_lines(&self, group: &Group<'_>) -> Vec<String> {
        let model = self.table.model();
        let node = group.id();
        let mut lines = Vec::new();
        if let NodeId::Part { solution: Some(solution), .. } = node {
            lines.push(solution.label().get(self.language).to_owned());
        }
        if let Some(track) = node.cell().and_then(|cell| cell.track) {
            lines.push(self.track(track));
        }
        let names = |all: BTreeSet<String>| all.into_iter().collect::<Vec<_>>().join(", ");
        let components: BTreeSet<String> = group
            .members
            .iter()
            .flat_map(|member| &member.components)
            .map(|id| model.component(*id).name.clone())
            .collect();
        if !components.is_empty() {
            lines.push(names(components));
        }
        let parts = group.members.iter().flat_map(|member| &member.parts);
        let parts: BTreeSet<String> = parts.map(|id| model.part(*id).name.clone()).collect();
        if !parts.is_empty() {
            lines.push(names(parts));
        }
        let all = self.services().len();
        let services: BTreeSet<String> = group
            .members
            .iter()
            .flat_map(|member| &member.services)
            .map(|id| model.service(*id).name.clone())
            .collect();
        if services.len() < all {
            let count = services.len();
            lines.push(if count > 2 {
                self.say(format!("für {count} Onlinedienste"), format!("for {count} online services"))
            } else {
                names(services)
            });
        }
        lines.extend(self.dates(group));
        lines
    }

    fn dates(&self, group: &Group<'_>) -> Option<String> {
        let from = group.members.iter().map(|member| member.from).min().flatten();
        let until =
            group.members.iter().map(|member| member.until).max_by_key(|day| (day.is_none(), *day)).flatten();
        if group.id().is_gap() {
            return None;
        }
        let text = |day| format_date(day, self.language);
        match (from.map(text), until.map(text)) {
            (None, None) => None,
            (Some(from), None) => Some(self.say(format!("ab {from}"), format!("from {from}"))),
            (None, Some(until)) => Some(self.say(format!("bis {until}"), format!("until {until}"))),
            (Some(from), Some(until)) => {
                Some(self.say(format!("{from} bis {until}"), format!("{from} to {until}")))
            }
        }
    }

    fn gap_title(&self, kind: GapKind, group: &Group<'_>) -> String {
        let title = match kind {
            GapKind::Open => self.say("Hier fehlt eine Stelle", "Nobody answers here"),
            GapKind::WithoutCompetent => {
                self.say("Hier fehlt die zuständige Behörde", "No competent authority is named here")
            }
            GapKind::Ambiguous => {
                self.say("Hier sind zwei Stellen zugleich genannt", "Two owners are named here")
            }
            GapKind::Deliberate => self.say("Bewusst unbesetzt", "Empty on purpose"),
            GapKind::Undecidable => self.say("Nicht entscheidbar", "Cannot be decided"),
        };
        match Self::since(group).as_slice() {
            [(Some(day), _)] => {
                let day = format_date(*day, self.language);
                self.say(format!("{title} ab {day}"), format!("{title} from {day}"))
            }
            _ => title,
        }
    }

    /// From when a gap is open, and in which members.
    fn since<'g>(group: &Group<'g>) -> Vec<(Option<Date>, Vec<&'g Node>)> {
        let mut since: BTreeMap<Option<Date>, Vec<&'g Node>> = BTreeMap::new();
        for member in &group.members {
            if let NodeId::Gap { from, .. } = member.id {
                since.entry(from).or_default().push(*member);
            }
        }
        since.into_iter().collect()
    }

    /// Where and from when a gap is open: a line for each day, at most three.
    fn gap_lines(&self, group: &Group<'_>) -> Vec<String> {
        let since = Self::since(group);
        let many = since.len() > 1;
        let mut lines: Vec<String> = since
            .iter()
            .take(3)
            .filter_map(|(from, members)| {
                let places = self.places_of(members);
                if !many {
                    return (!places.is_empty()).then_some(places);
                }
                let everywhere = self.say("überall", "everywhere");
                let places = if places.is_empty() { everywhere } else { places };
                let when = from.map_or_else(
                    || self.say("jetzt", "now"),
                    |day| {
                        let day = format_date(day, self.language);
                        self.say(format!("ab {day}"), format!("from {day}"))
                    },
                );
                Some(format!("{when}: {places}"))
            })
            .collect();
        if since.len() > 3 {
            lines.push(self.say("… und später weitere", "… and more later"));
        }
        lines
    }

    /// Where a gap is, unless it is everywhere.
    fn places_of(&self, members: &[&Node]) -> String {
        let rows: BTreeSet<usize> = members.iter().flat_map(|member| member.rows.iter().copied()).collect();
        let shown: BTreeSet<usize> =
            self.graph.nodes().iter().flat_map(|node| node.rows.iter().copied()).collect();
        let units = |rows: &BTreeSet<usize>| -> BTreeSet<usize> {
            let all = rows.iter().filter_map(|at| self.table.rows().get(*at));
            all.flat_map(|row| row.units.clone()).collect()
        };
        let (mine, all) = (units(&rows), units(&shown));
        if mine.len() == all.len() {
            return String::new();
        }
        let places = self.table.places();
        if let (1, Some(unit)) = (mine.len(), mine.first().and_then(|at| places.units().get(*at))) {
            return places.name(unit.key);
        }
        let (mine, all) = (mine.len(), all.len());
        self.say(format!("{mine} von {all} Gebieten"), format!("{mine} of {all} areas"))
    }

    /// On whose side a box stands.
    fn lane(&self, group: &Group<'_>) -> u8 {
        match group.id() {
            NodeId::Municipality => 0,
            NodeId::Citizen => {
                let first = self.folded.groups.iter().filter(|group| level(group.id()) == 1);
                u8::from(!first.map(|group| self.lane(group)).any(|lane| lane == 0))
            }
            NodeId::Gap { cell, .. } => match (cell.level, cell.track) {
                (_, Some(Track::TechnicalService)) => 2,
                _ => 1,
            },
            NodeId::Part { cell, organization, .. } => {
                if cell.track == Some(Track::TechnicalService) {
                    2
                } else {
                    self.home(organization, group.members.first().copied())
                }
            }
            NodeId::Side(organization) => self.home(organization, group.members.first().copied()),
        }
    }

    fn home(&self, id: OrganizationId, node: Option<&Node>) -> u8 {
        let model = self.table.model();
        let organization = model.organization(id);
        let on = self.graph.view().on;
        let state = self.graph.view().state;
        let services = node.into_iter().flat_map(|node| &node.services).map(|id| model.service(*id));
        let mut operators: BTreeSet<StateCode> = BTreeSet::new();
        let mut provides = false;
        for service in services {
            operators.insert(service.operating_state(on));
            provides |= service.it_provider(on).and_then(Link::known) == Some(id);
        }
        if provides || (organization.id.state != state && operators.contains(&organization.id.state)) {
            return 2;
        }
        let kind = organization.kind.as_ref().map(|kind| kind.value);
        let local = organization.municipality.as_ref().is_some_and(|place| place.value.len() > 2);
        u8::from(!match kind {
            Some(OrganizationKind::MunicipalAdministration) => true,
            Some(OrganizationKind::Authority) => local,
            _ => false,
        })
    }

    pub(super) fn lanes(&self, nodes: &[PictureNode]) -> Vec<Lane> {
        let view = self.graph.view();
        let state = view.state.name();
        let state = state.get(self.language);
        let model = self.table.model();
        let services: BTreeSet<_> =
            self.graph.nodes().iter().flat_map(|node| node.services.iter().copied()).collect();
        let operators: BTreeSet<String> = services
            .into_iter()
            .map(|id| model.service(id).operating_state(view.on).name().get(self.language).to_owned())
            .collect();
        let operators = operators.into_iter().collect::<Vec<_>>().join(", ");
        let labels = [
            self.say("Kommunen", "Municipalities"),
            self.say(format!("Mitnutzendes Land: {state}"), format!("Co-using state: {state}")),
            self.say(
                format!("Betreibendes Land und IT-Dienstleister: {operators}"),
                format!("Operating state and IT provider: {operators}"),
            ),
        ];
        numbered(labels, |number| nodes.iter().any(|node| node.lane == number))
    }

    pub(super) fn levels(&self, nodes: &[PictureNode]) -> Vec<Lane> {
        let word = |level: Level| level.label().get(self.language).to_owned();
        let labels = [
            self.say("Wer fragt", "Who asks"),
            word(Level::First),
            word(Level::Second),
            word(Level::Third),
            self.say("Steuerung und besondere Wege", "Steering and special paths"),
        ];
        numbered(labels, |number| nodes.iter().any(|node| node.level == number))
    }
}

fn numbered<const N: usize>(labels: [String; N], used: impl Fn(u8) -> bool) -> Vec<Lane> {
    (0_u8..)
        .zip(labels)
        .filter(|(number, _)| used(*number))
        .map(|(number, label)| Lane { number, label })
        .collect()
}

/// The row in which a node stands.
fn level(node: NodeId) -> u8 {
    match node {
        NodeId::Citizen | NodeId::Municipality => 0,
        NodeId::Side(_) => 4,
        NodeId::Part { cell, .. } | NodeId::Gap { cell, .. } => match cell.level {
            Level::First => 1,
            Level::Second => 2,
            Level::Third => 3,
        },
    }
}
