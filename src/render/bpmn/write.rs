//! The diagram as XML, in the order of elements that the schema of BPMN 2.0 demands.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Diagram, Flow, Kind, Node};
use crate::layout::{Px, Rect};
use crate::render::xml::escape;

/// The whole file.
pub(super) fn write(diagram: &Diagram) -> String {
    let mut out = Xml { out: String::new(), language: diagram.language };
    out.line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    out.line(
        "<bpmn:definitions xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" \
         xmlns:bpmndi=\"http://www.omg.org/spec/BPMN/20100524/DI\" \
         xmlns:dc=\"http://www.omg.org/spec/DD/20100524/DC\" xmlns:di=\"http://www.omg.org/spec/DD/20100524/DI\" \
         xmlns:color=\"http://www.omg.org/spec/BPMN/non-normative/color/1.0\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" id=\"Definitions\" \
         targetNamespace=\"https://lotse.example/bpmn\" exporter=\"Lotse\">",
    );
    if diagram.nodes.iter().any(|node| node.kind == Kind::Fault) {
        let name = escape(diagram.fault);
        out.line(&format!("<bpmn:error id=\"Error_gap\" name=\"{name}\" errorCode=\"gap\"/>"));
    }
    out.collaboration(diagram);
    out.process(diagram);
    out.plane(diagram);
    out.line("</bpmn:definitions>");
    out.out
}

/// The flows that end and begin at a node.
#[derive(Default)]
struct Ends<'f> {
    incoming: Vec<&'f str>,
    outgoing: Vec<&'f str>,
}

struct Xml {
    out: String,
    language: &'static str,
}

impl Xml {
    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn documentation(&mut self, lines: &[String]) {
        if !lines.is_empty() {
            let text = lines.iter().map(|line| escape(line)).collect::<Vec<_>>().join("\n");
            self.line(&format!("<bpmn:documentation>{text}</bpmn:documentation>"));
        }
    }

    /// The pool, and the notes beside it.
    fn collaboration(&mut self, diagram: &Diagram) {
        let name = escape(&diagram.name);
        self.line("<bpmn:collaboration id=\"Collaboration\">");
        self.line(&format!("<bpmn:participant id=\"Pool\" name=\"{name}\" processRef=\"Process\"/>"));
        for note in &diagram.notes {
            let text = note.lines.iter().map(|line| escape(line)).collect::<Vec<_>>().join("\n");
            self.line(&format!(
                "<bpmn:textAnnotation id=\"{}\"><bpmn:text>{text}</bpmn:text></bpmn:textAnnotation>",
                note.id
            ));
        }
        self.line("</bpmn:collaboration>");
    }

    fn process(&mut self, diagram: &Diagram) {
        let name = escape(&diagram.name);
        self.line(&format!("<bpmn:process id=\"Process\" name=\"{name}\" isExecutable=\"false\">"));
        self.documentation(std::slice::from_ref(&diagram.documentation));
        if !diagram.lanes.is_empty() {
            self.line("<bpmn:laneSet id=\"Lanes\">");
            for lane in &diagram.lanes {
                let label = escape(&lane.label);
                self.line(&format!("<bpmn:lane id=\"Lane_{}\" name=\"{label}\">", lane.number));
                for node in diagram.nodes.iter().filter(|node| node.lane == lane.number) {
                    self.line(&format!("<bpmn:flowNodeRef>{}</bpmn:flowNodeRef>", node.id));
                }
                self.line("</bpmn:lane>");
            }
            self.line("</bpmn:laneSet>");
        }
        let mut ends: BTreeMap<&str, Ends<'_>> = BTreeMap::new();
        for flow in diagram.flows.iter().filter(|flow| !flow.association) {
            ends.entry(&flow.to).or_default().incoming.push(&flow.id);
            ends.entry(&flow.from).or_default().outgoing.push(&flow.id);
        }
        for node in &diagram.nodes {
            self.node(node, ends.get(node.id.as_str()));
        }
        for flow in diagram.flows.iter().filter(|flow| !flow.association) {
            self.flow(flow);
        }
        for flow in diagram.flows.iter().filter(|flow| flow.association) {
            let (id, from, to) = (&flow.id, &flow.from, &flow.to);
            self.line(&format!(
                "<bpmn:association id=\"{id}\" associationDirection=\"One\" sourceRef=\"{from}\" targetRef=\"{to}\">"
            ));
            self.documentation(&flow.documentation);
            self.line("</bpmn:association>");
        }
        self.line("</bpmn:process>");
    }

    fn node(&mut self, node: &Node, ends: Option<&Ends<'_>>) {
        let tag = match node.kind {
            Kind::Start => "startEvent",
            Kind::Task { .. } => "task",
            Kind::Gateway { inclusive: true } => "inclusiveGateway",
            Kind::Gateway { inclusive: false } => "exclusiveGateway",
            Kind::End | Kind::Fault => "endEvent",
        };
        self.line(&format!("<bpmn:{tag} id=\"{}\" name=\"{}\">", node.id, lines(&node.name)));
        self.documentation(&node.documentation);
        for flow in ends.into_iter().flat_map(|ends| &ends.incoming) {
            self.line(&format!("<bpmn:incoming>{flow}</bpmn:incoming>"));
        }
        for flow in ends.into_iter().flat_map(|ends| &ends.outgoing) {
            self.line(&format!("<bpmn:outgoing>{flow}</bpmn:outgoing>"));
        }
        match node.kind {
            Kind::Task { stacked: true } => {
                self.line(&format!("<bpmn:multiInstanceLoopCharacteristics id=\"Many_{}\"/>", node.id));
            }
            Kind::Fault => self.line(&format!(
                "<bpmn:errorEventDefinition id=\"Fault_{}\" errorRef=\"Error_gap\"/>",
                node.id
            )),
            _ => {}
        }
        self.line(&format!("</bpmn:{tag}>"));
    }

    fn flow(&mut self, flow: &Flow) {
        let name =
            if flow.name.is_empty() { String::new() } else { format!(" name=\"{}\"", lines(&flow.name)) };
        let (id, from, to) = (&flow.id, &flow.from, &flow.to);
        self.line(&format!("<bpmn:sequenceFlow id=\"{id}\"{name} sourceRef=\"{from}\" targetRef=\"{to}\">"));
        self.documentation(&flow.documentation);
        if let Some(condition) = &flow.condition {
            let (condition, language) = (escape(condition), self.language);
            self.line(&format!(
                "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\" language=\"{language}\">{condition}</bpmn:conditionExpression>"
            ));
        }
        self.line("</bpmn:sequenceFlow>");
    }

    fn plane(&mut self, diagram: &Diagram) {
        self.line("<bpmndi:BPMNDiagram id=\"Diagram\">");
        self.line("<bpmndi:BPMNPlane id=\"Plane\" bpmnElement=\"Collaboration\">");
        self.shape("Pool", diagram.pool, None, " isHorizontal=\"false\"");
        for lane in &diagram.lanes {
            self.shape(&format!("Lane_{}", lane.number), lane.bounds, None, " isHorizontal=\"false\"");
        }
        for node in &diagram.nodes {
            let mut look = String::new();
            if let Some((fill, line)) = node.colours {
                let _ = write!(look, " color:background-color=\"{fill}\" color:border-color=\"{line}\"");
            }
            if matches!(node.kind, Kind::Gateway { inclusive: false }) {
                look.push_str(" isMarkerVisible=\"true\"");
            }
            self.shape(&node.id, node.bounds, node.label, &look);
        }
        for note in &diagram.notes {
            self.shape(&note.id, note.bounds, None, "");
        }
        for flow in &diagram.flows {
            self.edge(flow);
        }
        self.line("</bpmndi:BPMNPlane>");
        self.line("</bpmndi:BPMNDiagram>");
    }

    fn shape(&mut self, id: &str, bounds: Rect, label: Option<Rect>, look: &str) {
        self.line(&format!("<bpmndi:BPMNShape id=\"{id}_shape\" bpmnElement=\"{id}\"{look}>"));
        self.bounds(bounds);
        if label.is_none() && look.contains("border-color") && !look.contains("#b00020") {
            self.black();
        }
        self.label(label);
        self.line("</bpmndi:BPMNShape>");
    }

    fn edge(&mut self, flow: &Flow) {
        let look = flow.colour.map(|line| format!(" color:border-color=\"{line}\"")).unwrap_or_default();
        self.line(&format!("<bpmndi:BPMNEdge id=\"{0}_edge\" bpmnElement=\"{0}\"{look}>", flow.id));
        let mut before: Option<(Px, Px)> = None;
        for point in &flow.way {
            if before != Some(*point) {
                self.line(&format!("<di:waypoint x=\"{}\" y=\"{}\"/>", point.0, point.1));
            }
            before = Some(*point);
        }
        self.label(flow.label);
        self.line("</bpmndi:BPMNEdge>");
    }

    fn bounds(&mut self, Rect { x, y, width, height }: Rect) {
        self.line(&format!("<dc:Bounds x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>"));
    }

    /// Names in coloured boxes stay black: the program would take the colour of the line.
    fn black(&mut self) {
        self.line("<bpmndi:BPMNLabel color:color=\"#111111\"/>");
    }

    fn label(&mut self, label: Option<Rect>) {
        if let Some(bounds) = label {
            self.line("<bpmndi:BPMNLabel>");
            self.bounds(bounds);
            self.line("</bpmndi:BPMNLabel>");
        }
    }
}

/// Lines in an attribute: a line break there must be written as a reference, else it is read as a space.
fn lines(lines: &[String]) -> String {
    lines.iter().map(|line| escape(line)).collect::<Vec<_>>().join("&#10;")
}
