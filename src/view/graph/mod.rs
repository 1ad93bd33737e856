//! The escalation picture as data: boxes, ways, legend and the text equivalent, in one language. All formats draw this.

mod boxes;
mod names;
mod text;
mod ways;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::graph::fold::{Folded, fold};
use crate::graph::{EdgeKind, NodeId, SupportGraph, View};
use crate::key::Area;
use crate::routing::Table;
use crate::situation::Situation;
use crate::text::Language;
use crate::time::format_date;
use crate::view::missing::Missed;
use crate::vocabulary::{Purpose, Track, Vocabulary};

/// The whole picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Picture {
    /// The language, `de` or `en`.
    pub language: &'static str,
    /// What it shows: "Eskalationswege in Niedersachsen: Unterhaltsvorschuss Online".
    pub title: String,
    /// On which day, and what is folded or left out.
    pub subtitle: String,
    /// What is to be seen, in one or two sentences.
    pub description: String,
    /// Where it comes from.
    pub source: String,
    /// Whether the contents are an example (semantics 24).
    pub example: bool,
    /// The columns, from left to right; only those in use.
    pub lanes: Vec<Lane>,
    /// The rows, from top to bottom; only those in use.
    pub levels: Vec<Lane>,
    /// The boxes, in order of their ids in the graph.
    pub nodes: Vec<PictureNode>,
    /// The ways, in order of from, to and kind.
    pub edges: Vec<PictureEdge>,
    /// What the lines mean; only those in use.
    pub legend: Vec<LegendItem>,
    /// The same as text.
    pub text: Vec<TextBlock>,
    /// What is folded, a sentence each.
    pub folded: Vec<String>,
}

/// A column or a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lane {
    /// Its number in [`PictureNode::lane`] or [`PictureNode::level`].
    pub number: u8,
    /// Its heading.
    pub label: String,
}

/// How a box looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum BoxStyle {
    /// Citizens, municipalities.
    Actor,
    /// An organization on a level.
    Part,
    /// First level for the time being.
    Interim,
    /// First level for good.
    LongTerm,
    /// An organization beside the levels.
    Side,
    /// Nobody is there who should be.
    Gap,
    /// Nobody is there on purpose, or it cannot be told.
    Pale,
}

/// One box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PictureNode {
    /// An id for this picture: letters, digits, hyphens; stable as long as the organization keeps its id.
    pub id: String,
    /// How it looks.
    pub style: BoxStyle,
    /// Column: 0 municipality, 1 state, 2 operating state.
    pub lane: u8,
    /// Row: 0 actors, 1 to 3 the levels, 4 beside.
    pub level: u8,
    /// Who or what.
    pub title: String,
    /// What else is to be said, a line each.
    pub lines: Vec<String>,
    /// How many are stacked; 1 is a single box.
    pub count: usize,
    /// The names of those stacked; empty for a single box.
    pub members: Vec<String>,
}

/// How a line looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LineStyle {
    /// Questions before they are sorted.
    Plain,
    /// Questions on the subject matter.
    SubjectMatter,
    /// Technical questions about the service.
    TechnicalService,
    /// Technical questions about state-specific IT.
    TechnicalState,
    /// To more authority.
    Hierarchical,
    /// Feedback, knowledge, notices, incidents.
    Other,
    /// Stays in the house.
    InHouse,
    /// Stands in.
    Deputy,
}

/// One way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PictureEdge {
    /// Of which box.
    pub from: String,
    /// To which box.
    pub to: String,
    /// How it looks.
    pub style: LineStyle,
    /// Nobody agreed it.
    pub implied: bool,
    /// What stands at the line, a short line each.
    pub label: Vec<String>,
    /// The whole of it in words, a sentence for each purpose: for the text equivalent and for tool tips.
    pub sentences: Vec<String>,
}

/// One entry of the legend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LegendItem {
    /// The line, or none for a box.
    pub line: Option<LineStyle>,
    /// The box, or none for a line.
    pub shape: Option<BoxStyle>,
    /// Whether the line is one that nobody agreed.
    pub implied: bool,
    /// What it means.
    pub label: String,
}

/// A heading of the text equivalent with its entries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextBlock {
    /// Heading.
    pub heading: String,
    /// One entry per box.
    pub entries: Vec<TextEntry>,
}

/// A box in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextEntry {
    /// Who, with all that is known.
    pub text: String,
    /// The ways from there.
    pub ways: Vec<String>,
}

/// The picture of a view, in one call; places in `expand` are not folded.
pub fn picture(situation: &Situation, view: &View, expand: &[Area], language: Language) -> Picture {
    let graph = SupportGraph::new(situation, view);
    picture_of(situation, &graph, expand, language)
}

/// The picture of a graph that is already there.
pub fn picture_of(
    situation: &Situation,
    graph: &SupportGraph,
    expand: &[Area],
    language: Language,
) -> Picture {
    let table = situation.table();
    let folded = fold(table, graph, expand);
    let draft = Draft { table, graph, folded: &folded, language };
    let ids = draft.ids();
    let nodes: Vec<PictureNode> = draft.nodes(&ids);
    let edges = draft.ways(&ids, &nodes);
    let title = draft.title();
    let missed = Missed::in_view(situation, graph.view());
    Picture {
        language: language.code(),
        subtitle: draft.subtitle(&nodes),
        description: draft.description(&nodes, &edges, missed),
        source: draft.source(),
        example: draft.is_example(),
        lanes: draft.lanes(&nodes),
        levels: draft.levels(&nodes),
        legend: draft.legend(&nodes, &edges),
        text: draft.text(&nodes, &edges),
        folded: draft.folded_sentences(&nodes),
        title,
        nodes,
        edges,
    }
}

/// What a picture is made from.
struct Draft<'d> {
    table: &'d Table,
    graph: &'d SupportGraph,
    folded: &'d Folded<'d>,
    language: Language,
}

impl Draft<'_> {
    /// Chooses the half of a message.
    fn say(&self, de: impl Into<String>, en: impl Into<String>) -> String {
        match self.language {
            Language::De => de.into(),
            Language::En => en.into(),
        }
    }

    /// Readable ids, made unique by a number where two are alike.
    fn ids(&self) -> Vec<String> {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        self.folded
            .groups
            .iter()
            .map(|group| {
                let base = self.id(group.id());
                let count = seen.entry(base.clone()).or_insert(0);
                *count += 1;
                if *count == 1 { base } else { format!("{base}-{count}") }
            })
            .collect()
    }

    fn id(&self, node: NodeId) -> String {
        let model = self.table.model();
        let slug = |organization| {
            let id = &model.organization(organization).id;
            id.to_string().replace('/', "-")
        };
        match node {
            NodeId::Citizen => "citizen".to_owned(),
            NodeId::Municipality => "municipality".to_owned(),
            NodeId::Part { cell, solution, organization } => {
                let solution = solution.map(|solution| format!("-{}", solution.word())).unwrap_or_default();
                format!("{}{solution}-{}", cell.path().replace('/', "-"), slug(organization))
            }
            NodeId::Gap { cell, from, .. } => {
                let from = from.map(|day| format!("-{day}")).unwrap_or_default();
                format!("gap-{}{from}", cell.path().replace('/', "-"))
            }
            NodeId::Side(organization) => format!("side-{}", slug(organization)),
        }
    }

    fn title(&self) -> String {
        let view = self.graph.view();
        let model = self.table.model();
        let only_escalation = view.purposes.iter().all(|purpose| *purpose == Purpose::Escalation);
        let what = if only_escalation {
            self.say("Eskalationswege", "Escalation paths")
        } else {
            self.say("Kommunikationswege", "Communication paths")
        };
        let name = view.state.name();
        let place = match view.area {
            Some(area) => self.table.places().name(area),
            None => name.get(self.language).to_owned(),
        };
        let service = view.service.map(|id| model.service(id).name.clone());
        match service {
            Some(service) => format!("{what}: {service}, {place}"),
            None => format!("{what}: {place}"),
        }
    }

    fn subtitle(&self, nodes: &[PictureNode]) -> String {
        let day = format_date(self.graph.view().on, self.language);
        let mut text = self.say(format!("Stand: {day}"), format!("As of {day}"));
        let services = self.services().len();
        if self.graph.view().service.is_none() && services > 0 {
            let one = self.say("1 Onlinedienst", "1 online service");
            let many = self.say(format!("{services} Onlinedienste"), format!("{services} online services"));
            text = format!("{text} · {}", if services == 1 { one } else { many });
        }
        let stacks = nodes.iter().filter(|node| node.count > 1).count();
        if stacks > 0 {
            let more = self.say(
                "Stellen mit gleicher Aufgabe sind als Stapel gezeichnet",
                "bodies with the same part are drawn as a stack",
            );
            text = format!("{text} · {more}");
        }
        text
    }

    fn services(&self) -> Vec<String> {
        let model = self.table.model();
        let mut services: Vec<_> =
            self.graph.nodes().iter().flat_map(|node| node.services.iter().copied()).collect();
        services.sort_unstable();
        services.dedup();
        services.into_iter().map(|id| model.service(id).name.clone()).collect()
    }

    fn description(&self, nodes: &[PictureNode], edges: &[PictureEdge], missed: Missed) -> String {
        if nodes.is_empty() {
            return self.say(
                "Für diese Auswahl ist kein Onlinedienst in Betrieb oder geplant.",
                "No online service is in operation or planned for this choice.",
            );
        }
        let implied = edges.iter().filter(|edge| edge.implied).count();
        let (boxes, ways) = (nodes.len(), edges.len());
        let services = self.services().join(", ");
        let Missed { gaps, causes } = missed;
        let why = if causes < gaps {
            self.say(format!(" Ursachen: {causes}."), format!(" Causes: {causes}."))
        } else {
            String::new()
        };
        let de = format!(
            "Wer Fragen beantwortet und an wen sie weitergegeben werden ({services}): {boxes} Kästen, {ways} Wege, \
             davon {implied} nicht vereinbart; fehlende Stellen: {gaps}.{why} Die Zeilen zeigen die Level, die Spalten, auf welcher Seite jemand steht."
        );
        let en = format!(
            "Who answers questions and to whom they are handed on ({services}): {boxes} boxes, {ways} ways, {implied} \
             of them not agreed; missing owners: {gaps}.{why} The rows show the levels, the columns on which side somebody stands."
        );
        self.say(de, en)
    }

    fn source(&self) -> String {
        let text = self.say(
            "Erzeugt von Lotse aus den Dateien der Länder",
            "Made by Lotse from the files of the states",
        );
        if self.is_example() {
            let example = self.say("Beispiel, keine echten Angaben", "Example, not real data");
            format!("{text} · {example}")
        } else {
            text
        }
    }

    fn is_example(&self) -> bool {
        let model = self.table.model();
        let mut states = vec![self.graph.view().state];
        states.extend(
            self.graph
                .nodes()
                .iter()
                .filter_map(|node| node.id.organization())
                .map(|id| model.organization(id).id.state),
        );
        states.iter().filter_map(|code| model.states.get(code)).any(|state| state.example)
    }

    /// The short name of a track, as it stands at lines and in boxes.
    fn track(&self, track: Track) -> String {
        match track {
            Track::SubjectMatter => self.say("fachlich", "subject matter"),
            Track::TechnicalService => self.say("technisch: Onlinedienst", "technical: service"),
            Track::TechnicalState => self.say("technisch: Landes-IT", "technical: state IT"),
        }
    }
}

/// The line of a kind and track.
const fn line_style(kind: EdgeKind, track: Option<Track>) -> LineStyle {
    match (kind, track) {
        (EdgeKind::Entry | EdgeKind::HandOver, None) => LineStyle::Plain,
        (EdgeKind::Entry | EdgeKind::HandOver, Some(Track::SubjectMatter)) => LineStyle::SubjectMatter,
        (EdgeKind::Entry | EdgeKind::HandOver, Some(Track::TechnicalService)) => LineStyle::TechnicalService,
        (EdgeKind::Entry | EdgeKind::HandOver, Some(Track::TechnicalState)) => LineStyle::TechnicalState,
        (EdgeKind::InHouse, _) => LineStyle::InHouse,
        (EdgeKind::Hierarchical, _) => LineStyle::Hierarchical,
        (EdgeKind::Other(_), _) => LineStyle::Other,
        (EdgeKind::Deputy, _) => LineStyle::Deputy,
    }
}
