//! From the picture to pools, lanes, tasks, gateways, events and flows on their places.

use std::collections::BTreeMap;

use super::look::{colour, colours, word};
use super::plan::{After, FONT, LINE, Plan, count, plans};
use super::{Diagram, Flow, Kind, Lane, Node, Note, place};
use crate::layout::{Layout, Px, Rect};
use crate::render::svg::arrange::arranged;
use crate::render::svg::look::label_lines;
use crate::render::svg::measure::{width, wrap};
use crate::view::graph::{BoxStyle, LineStyle, Picture, PictureEdge, PictureNode};

/// Left of the pool, for the names of the levels.
const LEFT: Px = 150;
const TOP: Px = 40;
/// Height of the headings of pool and lanes.
const HEADS: Px = 60;
const INSIDE: Px = 20;
/// Width of the note below the pool.
const NOTE: Px = 760;

/// The width of words beside a gateway or event; programs measure differently, so a little more.
fn room(words: &str) -> Px {
    width(words, 11, false) + 6
}

/// The whole diagram.
pub(super) fn diagram(picture: &Picture) -> Diagram {
    let plans = plans(picture);
    let heights: Vec<Px> = plans.iter().map(Plan::height).collect();
    let layout = arranged(picture, &heights).layout;
    let (dx, dy) = (LEFT + INSIDE, TOP + HEADS + INSIDE);
    let tasks: Vec<Rect> = plans
        .iter()
        .zip(&layout.boxes)
        .map(|(plan, rect)| Rect {
            x: rect.x + dx,
            y: rect.y + dy + plan.before(),
            width: rect.width,
            height: rect.height - plan.before() - plan.below(),
        })
        .collect();
    let width = (layout.width + 2 * INSIDE).max(600);
    let pool = Rect { x: LEFT, y: TOP, width, height: HEADS + layout.height + 2 * INSIDE };
    let mut builder =
        Builder { picture, plans, tasks, layout, offset: (dx, dy), nodes: Vec::new(), flows: Vec::new() };
    builder.boxes();
    builder.ways();
    Diagram {
        language: picture.language,
        name: picture.title.clone(),
        documentation: picture.description.clone(),
        pool,
        lanes: lanes(picture, &builder.layout, pool),
        notes: builder.notes(pool),
        fault: builder.say("Niemand ist zuständig", "Nobody answers"),
        nodes: builder.nodes,
        flows: builder.flows,
    }
}

/// Lanes side by side without gaps, as wide as their columns.
fn lanes(picture: &Picture, layout: &Layout, pool: Rect) -> Vec<Lane> {
    let right_of_pool = pool.x + pool.width;
    let mut left = pool.x;
    let mut lanes = Vec::new();
    for (at, (lane, (_, end))) in picture.lanes.iter().zip(&layout.lanes).enumerate() {
        let next = layout.lanes.get(at + 1).map(|(begin, _)| *begin);
        let right = next.map_or(right_of_pool, |begin| LEFT + INSIDE + (end + begin) / 2);
        let bounds =
            Rect { x: left, y: pool.y + HEADS / 2, width: right - left, height: pool.height - HEADS / 2 };
        lanes.push(Lane { number: lane.number, label: lane.label.clone(), bounds });
        left = right;
    }
    lanes
}

struct Builder<'p> {
    picture: &'p Picture,
    plans: Vec<Plan<'p>>,
    tasks: Vec<Rect>,
    layout: Layout,
    offset: (Px, Px),
    nodes: Vec<Node>,
    flows: Vec<Flow>,
}

impl Builder<'_> {
    fn say(&self, de: &'static str, en: &'static str) -> &'static str {
        if self.picture.language == "de" { de } else { en }
    }

    /// The word at the end of a question.
    fn end_word(&self, style: BoxStyle) -> &'static str {
        match style {
            BoxStyle::Gap => self.say("bleibt offen", "stays open"),
            BoxStyle::Side => self.say("geklärt", "settled"),
            BoxStyle::Actor | BoxStyle::Pale => self.say("Ende", "end"),
            BoxStyle::Part | BoxStyle::Interim | BoxStyle::LongTerm => self.say("beantwortet", "answered"),
        }
    }

    /// The question of a gateway: short at the diamond, whole in its documentation.
    fn decision(&self, node: &PictureNode) -> (&'static str, &'static str) {
        match node.level {
            0 => (
                self.say("Wohin?", "Where to?"),
                self.say("An wen geht die Frage oder Meldung?", "Who gets the question or the notice?"),
            ),
            1 => (
                self.say("Welche Frage?", "Which question?"),
                self.say(
                    "Der First Level beantwortet die Frage oder entscheidet: fachlich oder technisch?",
                    "First level answers the question or decides: subject matter or technical?",
                ),
            ),
            _ => (
                self.say("Gelöst?", "Solved?"),
                self.say(
                    "Ist die Frage beantwortet, und wenn nicht: an wen geht sie?",
                    "Is the question answered, and if not: who is next?",
                ),
            ),
        }
    }

    fn boxes(&mut self) {
        for at in 0..self.plans.len() {
            let (Some(plan), Some(task)) = (self.plans.get(at), self.tasks.get(at).copied()) else {
                continue;
            };
            let (node, after, inclusive) = (plan.node, plan.after, plan.inclusive);
            let start = plan.starts.then(|| place::start(task, plan.arrivals));
            let name = plan.name.clone();
            let main = format!("Task_{}", node.id);
            if let Some(start) = start {
                let id = format!("Start_{}", node.id);
                let word = self.say("Frage", "question");
                self.event(node, &id, Kind::Start, word, start, place::start_label(start, room(word)));
                let way = place::down(start, task);
                self.joint(format!("FlowStart_{}", node.id), &id, &main, way);
            }
            let members = if node.members.is_empty() { Vec::new() } else { vec![node.members.join(", ")] };
            self.nodes.push(Node {
                id: main.clone(),
                kind: Kind::Task { stacked: node.count > 1 },
                lane: node.lane,
                name,
                documentation: members,
                bounds: task,
                label: None,
                colours: colours(node.style),
            });
            match after {
                After::Nothing => {}
                After::End => self.end_below(node, task),
                After::Gateway { ends } => self.gateway_below(node, task, ends, inclusive),
            }
        }
    }

    fn end_below(&mut self, node: &PictureNode, task: Rect) {
        let (id, end) = (format!("End_{}", node.id), place::end(task));
        let kind = if node.style == BoxStyle::Gap { Kind::Fault } else { Kind::End };
        let word = self.end_word(node.style);
        self.event(node, &id, kind, word, end, place::end_label(end, room(word)));
        self.joint(format!("FlowEnd_{}", node.id), &format!("Task_{}", node.id), &id, place::down(task, end));
    }

    fn gateway_below(&mut self, node: &PictureNode, task: Rect, ends: bool, inclusive: bool) {
        let (id, gateway) = (format!("Gateway_{}", node.id), place::gateway(task));
        let (word, whole) = self.decision(node);
        self.nodes.push(Node {
            id: id.clone(),
            kind: Kind::Gateway { inclusive },
            lane: node.lane,
            name: vec![word.to_owned()],
            documentation: vec![whole.to_owned()],
            bounds: gateway,
            label: Some(place::gateway_label(gateway, room(word))),
            colours: None,
        });
        let way = place::down(task, gateway);
        self.joint(format!("FlowGateway_{}", node.id), &format!("Task_{}", node.id), &id, way);
        if ends {
            let (bounds, way) = place::side_end(gateway);
            let (end, word) = (format!("End_{}", node.id), self.end_word(node.style));
            self.event(node, &end, Kind::End, word, bounds, place::side_end_label(bounds, room(word)));
            self.joint(format!("FlowEnd_{}", node.id), &id, &end, way);
            if let Some(flow) = self.flows.last_mut() {
                flow.condition = Some(word.to_owned());
            }
        }
    }

    fn event(&mut self, node: &PictureNode, id: &str, kind: Kind, word: &str, bounds: Rect, label: Rect) {
        self.nodes.push(Node {
            id: id.to_owned(),
            kind,
            lane: node.lane,
            name: vec![word.to_owned()],
            documentation: Vec::new(),
            bounds,
            label: Some(label),
            colours: (kind == Kind::Fault).then(|| colours(node.style)).flatten(),
        });
    }

    /// A flow between the parts of one box.
    fn joint(&mut self, id: String, from: &str, to: &str, way: Vec<(Px, Px)>) {
        self.flows.push(Flow {
            id,
            from: from.to_owned(),
            to: to.to_owned(),
            association: false,
            name: Vec::new(),
            condition: None,
            documentation: Vec::new(),
            way,
            label: None,
            colour: None,
        });
    }

    fn ways(&mut self) {
        let at: BTreeMap<&str, usize> =
            self.picture.nodes.iter().enumerate().map(|(at, node)| (node.id.as_str(), at)).collect();
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let (dx, dy) = self.offset;
        let mut flows = Vec::new();
        let wires = self.layout.wires.iter();
        let mut ways: Vec<_> = wires
            .flat_map(|wire| {
                let ways = wire.links.iter().zip(&wire.ways).enumerate();
                ways.map(|(number, (link, way))| (*link, number == 0, wire.label, way.as_slice()))
            })
            .collect();
        ways.sort_by_key(|(link, ..)| *link);
        for (link, first, label, way) in ways {
            let Some(edge) = self.picture.edges.get(link) else { continue };
            let ends = (at.get(edge.from.as_str()), at.get(edge.to.as_str()));
            let (Some(from), Some(to)) = ends else { continue };
            let way: Vec<(Px, Px)> = way.iter().rev().map(|(x, y)| (x + dx, y + dy)).collect();
            let label = Rect { x: label.x + dx, y: label.y + dy, ..label };
            let mut flow = self.flow(edge, *from, *to, &way);
            let number = seen.entry(flow.id.clone()).or_insert(0);
            *number += 1;
            if *number > 1 {
                flow.id = format!("{}_{number}", flow.id);
            }
            // Flows that share their last stretch share the label there.
            if first {
                self.label(edge, label, &mut flow);
            }
            flows.push(flow);
        }
        self.flows.extend(flows);
    }

    fn flow(&self, edge: &PictureEdge, from: usize, to: usize, way: &[(Px, Px)]) -> Flow {
        let association = edge.style == LineStyle::Deputy;
        let plan = self.plans.get(from);
        let gateway = plan.is_some_and(|plan| matches!(plan.after, After::Gateway { .. })) && !association;
        let task = self.tasks.get(from).copied().unwrap_or_default();
        let mut points = if gateway { place::from_gateway(place::gateway(task), way) } else { way.to_vec() };
        if let (false, Some(first)) = (gateway, points.first_mut()) {
            first.1 = place::bottom(task);
        }
        if let (Some(target), Some(last)) = (self.tasks.get(to), points.last_mut()) {
            last.1 = target.y;
        }
        let source = if gateway { "Gateway" } else { "Task" };
        let said = if edge.label.is_empty() { &edge.sentences } else { &edge.label };
        Flow {
            id: format!("Flow_{}_{}_{}", edge.from, edge.to, word(edge.style)),
            from: format!("{source}_{}", edge.from),
            to: format!("Task_{}", edge.to),
            association,
            name: Vec::new(),
            condition: gateway.then(|| said.join("; ")),
            documentation: edge.sentences.clone(),
            way: points,
            label: None,
            colour: colour(edge),
        }
    }

    fn label(&self, edge: &PictureEdge, place: Rect, flow: &mut Flow) {
        if place.width > 0 {
            flow.name = label_lines(&edge.label);
            flow.label = Some(place);
        } else if let (true, Some((x, y))) = (edge.implied, flow.way.last()) {
            let words = self.say("nicht vereinbart", "not agreed");
            flow.name = vec![words.to_owned()];
            flow.label = Some(Rect { x: x + 4, y: y - 20, width: room(words), height: 14 });
        }
    }

    /// The names of the levels at the left, and what stands below the picture.
    fn notes(&self, pool: Rect) -> Vec<Note> {
        let tops = |number: u8| {
            let rects = self.plans.iter().zip(&self.tasks);
            rects.filter(move |(plan, _)| plan.node.level == number).map(|(_, task)| task.y).min()
        };
        let mut notes: Vec<Note> = self
            .picture
            .levels
            .iter()
            .filter_map(|level| {
                let lines = wrap(&level.label, FONT, false, LEFT - 46);
                let bounds = Rect {
                    x: 20,
                    y: tops(level.number)?,
                    width: LEFT - 30,
                    height: count(&lines) * LINE + 14,
                };
                Some(Note { id: format!("Note_level-{}", level.number), lines, bounds })
            })
            .collect();
        let below = [&self.picture.subtitle, &self.picture.source].into_iter().chain(&self.picture.folded);
        let lines: Vec<String> = below.flat_map(|line| wrap(line, FONT, false, NOTE - 24)).collect();
        let bounds =
            Rect { x: pool.x, y: place::bottom(pool) + 20, width: NOTE, height: count(&lines) * LINE + 14 };
        notes.push(Note { id: "Note_source".to_owned(), lines, bounds });
        notes
    }
}
