//! Ways between boxes: what stands at the line, and the whole of it in a sentence. And the legend.

use std::collections::{BTreeMap, BTreeSet};

use super::{BoxStyle, Draft, LegendItem, LineStyle, PictureEdge, PictureNode, line_style};
use crate::graph::fold::Bundle;
use crate::graph::{Edge, EdgeKind};
use crate::vocabulary::{Purpose, Vocabulary};

impl Draft<'_> {
    pub(super) fn ways(&self, ids: &[String], nodes: &[PictureNode]) -> Vec<PictureEdge> {
        self.folded.bundles.iter().filter_map(|bundle| self.way(bundle, ids, nodes)).collect()
    }

    fn way(&self, bundle: &Bundle<'_>, ids: &[String], nodes: &[PictureNode]) -> Option<PictureEdge> {
        let first = bundle.edges.first()?;
        let kind = first.id.kind;
        let style = line_style(kind, first.id.track);
        let channels = self.channels(bundle);
        let within = self.within(bundle);
        let purposes: BTreeSet<Purpose> =
            bundle.edges.iter().filter_map(|edge| edge.id.kind.purpose()).collect();
        let mut label = Vec::new();
        match kind {
            EdgeKind::Entry | EdgeKind::InHouse => {}
            EdgeKind::HandOver => label.extend(first.id.track.map(|track| self.track(track))),
            EdgeKind::Hierarchical => label.push(self.say("hierarchisch", "hierarchical")),
            EdgeKind::Other(_) => label.extend(purposes.iter().map(|purpose| self.short(*purpose))),
            EdgeKind::Deputy => label.push(self.say("Vertretung", "deputy")),
        }
        if kind == EdgeKind::InHouse {
            label.push(self.say("bleibt im Haus", "stays in house"));
        } else if first.implied && kind != EdgeKind::Entry {
            label.push(self.say("nicht vereinbart", "not agreed"));
        } else if purposes.len() < 2 {
            label.extend((!channels.is_empty()).then(|| channels.join(", ")));
            label.extend((!within.is_empty()).then(|| within.clone()));
        }
        let target = nodes.get(bundle.to)?;
        // A purpose, a sentence.
        let mut by_purpose: BTreeMap<EdgeKind, Vec<&Edge>> = BTreeMap::new();
        for edge in &bundle.edges {
            by_purpose.entry(edge.id.kind).or_default().push(*edge);
        }
        let sentences = by_purpose
            .into_values()
            .map(|edges| self.sentence(&Bundle { edges, ..*bundle }, &target.title))
            .collect();
        Some(PictureEdge {
            from: ids.get(bundle.from)?.clone(),
            to: ids.get(bundle.to)?.clone(),
            style,
            implied: first.implied,
            label,
            sentences,
        })
    }

    fn within(&self, bundle: &Bundle<'_>) -> String {
        let within: BTreeSet<_> = bundle.edges.iter().filter_map(|edge| edge.within).collect();
        within.into_iter().map(|within| within.words(self.language)).collect::<Vec<_>>().join(" / ")
    }

    fn channels(&self, bundle: &Bundle<'_>) -> Vec<String> {
        let channels: BTreeSet<_> =
            bundle.edges.iter().flat_map(|edge| edge.channels.iter().copied()).collect();
        channels.into_iter().map(|channel| channel.label().get(self.language).to_owned()).collect()
    }

    fn purpose(&self, purpose: Purpose) -> String {
        purpose.label().get(self.language).to_owned()
    }

    /// A purpose as it stands at a line.
    fn short(&self, purpose: Purpose) -> String {
        let (de, en) = match purpose {
            Purpose::Escalation => ("Weitergabe", "hand-over"),
            Purpose::Feedback => ("Feedback", "feedback"),
            Purpose::UserFeedback => ("Rückmeldung", "user feedback"),
            Purpose::Knowledge => ("Wissen", "knowledge"),
            Purpose::Outage => ("Störung", "outage"),
            Purpose::Release => ("Änderung", "release"),
            Purpose::Security => ("Sicherheit", "security"),
            Purpose::Accessibility => ("Barriere", "accessibility"),
            Purpose::Privacy => ("Datenschutz", "privacy"),
            Purpose::Coordination => ("Abstimmung", "coordination"),
        };
        self.say(de, en)
    }

    fn sentence(&self, bundle: &Bundle<'_>, target: &str) -> String {
        let (channels, within) = (self.channels(bundle).join(", "), self.within(bundle));
        let Some(first) = bundle.edges.first() else { return String::new() };
        let track = first.id.track.map(|track| track.label().get(self.language).to_owned());
        let head = match first.id.kind {
            EdgeKind::Entry => self.say(format!("fragen: {target}"), format!("ask: {target}")),
            EdgeKind::HandOver => {
                let what = track.unwrap_or_else(|| self.say("Fragen", "questions"));
                self.say(format!("gibt weiter: {what} an {target}"), format!("hands on: {what} to {target}"))
            }
            EdgeKind::InHouse => {
                let what = track.unwrap_or_else(|| self.say("Fragen", "questions"));
                return self.say(
                    format!("{what} bleiben im Haus (nächster Level, gleiche Stelle)"),
                    format!("{what} stay in the house (next level, same organization)"),
                );
            }
            EdgeKind::Hierarchical => self.say(
                format!("gibt an die nächste Entscheidungsebene: {target}"),
                format!("hands to the next level of decision: {target}"),
            ),
            EdgeKind::Other(purpose) => {
                let purpose = self.purpose(purpose);
                self.say(format!("{purpose}: an {target}"), format!("{purpose}: to {target}"))
            }
            EdgeKind::Deputy => {
                return self.say(format!("Vertretung: {target}"), format!("deputy: {target}"));
            }
        };
        let mut parts = vec![head];
        if first.implied {
            parts.push(self.say(
                "nicht vereinbart: kein Kommunikationsweg nennt Anlass, Frist und Kanal",
                "not agreed: no path names trigger, deadline and channel",
            ));
        }
        if !channels.is_empty() {
            parts.push(self.say(format!("über {channels}"), format!("over {channels}")));
        }
        if !within.is_empty() {
            parts.push(self.say(format!("Frist {within}"), format!("deadline {within}")));
        }
        let triggers: BTreeSet<&str> =
            bundle.edges.iter().filter_map(|edge| edge.trigger.as_deref()).collect();
        if !triggers.is_empty() {
            let triggers = triggers.into_iter().collect::<Vec<_>>().join(" / ");
            parts.push(self.say(format!("Anlass: {triggers}"), format!("trigger: {triggers}")));
        }
        parts.join("; ")
    }

    pub(super) fn legend(&self, nodes: &[PictureNode], edges: &[PictureEdge]) -> Vec<LegendItem> {
        let lines = [
            (LineStyle::Plain, self.say("Frage", "question")),
            (LineStyle::SubjectMatter, self.say("fachliche Frage", "question on the subject matter")),
            (
                LineStyle::TechnicalService,
                self.say("technische Frage zum Onlinedienst", "technical question about the service"),
            ),
            (
                LineStyle::TechnicalState,
                self.say("technische Frage zur Landes-IT", "technical question about state IT"),
            ),
            (LineStyle::Hierarchical, self.say("hierarchische Eskalation", "hierarchical escalation")),
            (LineStyle::Other, self.say("anderer Kommunikationsweg", "other communication path")),
            (LineStyle::InHouse, self.say("bleibt im Haus", "stays in house")),
            (LineStyle::Deputy, self.say("Vertretung", "deputy")),
        ];
        let mut legend: Vec<LegendItem> = lines
            .into_iter()
            .filter(|(style, _)| edges.iter().any(|edge| edge.style == *style && !edge.implied))
            .map(|(style, label)| LegendItem { line: Some(style), shape: None, implied: false, label })
            .collect();
        if edges.iter().any(|edge| edge.implied) {
            let label = self.say("nicht vereinbart", "not agreed");
            legend.push(LegendItem { line: Some(LineStyle::Plain), shape: None, implied: true, label });
        }
        let shapes = [
            (BoxStyle::Interim, self.say("Interimslösung", "interim solution")),
            (BoxStyle::LongTerm, self.say("langfristige Lösung", "long-term solution")),
            (BoxStyle::Gap, self.say("fehlende Stelle", "missing owner")),
            (
                BoxStyle::Pale,
                self.say("bewusst unbesetzt oder nicht entscheidbar", "empty on purpose, or undecidable"),
            ),
        ];
        legend.extend(
            shapes
                .into_iter()
                .filter(|(style, _)| nodes.iter().any(|node| node.style == *style))
                .map(|(style, label)| LegendItem { line: None, shape: Some(style), implied: false, label }),
        );
        legend
    }
}
