//! The escalation picture of the examples, in every format.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};

use lotse::graph::View;
use lotse::key::StateCode;
use lotse::model::Model;
use lotse::profile::{BUILT_IN, DEFAULT, Requirements, combine_named, read};
use lotse::render;
use lotse::routing::{Places, Table};
use lotse::situation::Situation;
use lotse::source::Sources;
use lotse::text::Language;
use lotse::time::parse_date;
use lotse::view::graph::{BoxStyle, Picture, picture};
use lotse::vocabulary::{Purpose, Vocabulary};

/// The files of a folder and of the folders in it that are no workspace of their own.
fn files(folder: &Path, found: &mut Vec<(String, String)>) {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            if !path.join("lotse.toml").exists() {
                files(&path, found);
            }
        } else if path.extension().is_some_and(|ending| ending == "toml") && !path.ends_with("lotse.toml") {
            found.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
        }
    }
}

fn model(folder: &str, change: impl Fn(&mut Vec<(String, String)>)) -> Model {
    let mut texts = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut texts);
    change(&mut texts);
    let sources = Sources::new(texts);
    let ids: Vec<_> = sources.iter().map(|(id, _)| id).collect();
    lotse::resolve::resolve_with(
        &lotse::config::read(&sources, &ids, &lotse::work::Alone).0,
        lotse::key::Reading::default(),
        &lotse::work::Alone,
    )
    .0
}

fn requirements() -> Requirements {
    let built_in = Sources::new(BUILT_IN.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())));
    let profiles: Vec<_> = built_in.iter().filter_map(|(id, _)| read(id, &built_in).0).collect();
    combine_named(&[DEFAULT], &profiles)
}

pub fn drawn(model: &Model, state: StateCode, all: bool, language: Language) -> Picture {
    let table = Table::new(&std::sync::Arc::new(model.clone()), &requirements(), Places::new(model, None));
    let mut view = View::escalation(state, parse_date("2026-11-24").unwrap());
    if all {
        view.purposes = Purpose::all().iter().copied().collect();
    }
    picture(&Situation::new(&std::sync::Arc::new(table), view.on), &view, &[], language)
}

#[test]
fn the_complete_example_as_text() {
    let model = model("states/examples/complete", |_| {});
    insta::assert_snapshot!(
        "complete_text",
        render::graph_text::text(&drawn(&model, StateCode::SL, false, Language::De))
    );
}

#[test]
fn the_complete_example_as_pictures() {
    let model = model("states/examples/complete", |_| {});
    let picture = drawn(&model, StateCode::SL, false, Language::En);
    insta::assert_snapshot!("complete_svg", render::svg::svg(&picture));
    insta::assert_snapshot!("complete_dot", render::dot::dot(&picture));
    insta::assert_snapshot!("complete_mermaid", render::mermaid::mermaid(&picture));
    insta::assert_snapshot!("complete_bpmn", render::bpmn::bpmn(&picture));
}

/// The values of an attribute, or the texts of an element, whatever stands between these two.
fn between<'t>(text: &'t str, begin: &'t str, end: &'t str) -> impl Iterator<Item = &'t str> {
    text.split(begin).skip(1).filter_map(move |rest| rest.split(end).next())
}

#[test]
fn bpmn_ids_are_names_and_lead_somewhere() {
    let model = model("states", |_| {});
    for (state, all) in [(StateCode::NI, false), (StateCode::NI, true), (StateCode::SH, true)] {
        let picture = drawn(&model, state, all, Language::De);
        let xml = render::bpmn::bpmn(&picture);
        let ids: Vec<&str> = between(&xml, " id=\"", "\"").collect();
        let unique: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "an id stands twice");
        for id in &ids {
            let name = id.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_".contains(letter));
            assert!(name && id.starts_with(|letter: char| letter.is_ascii_alphabetic()), "{id}");
        }
        for begin in [" sourceRef=\"", " targetRef=\"", " bpmnElement=\"", " processRef=\"", " errorRef=\""] {
            for reference in between(&xml, begin, "\"") {
                assert!(unique.contains(reference), "{reference}");
            }
        }
        for element in ["flowNodeRef", "incoming", "outgoing"] {
            for reference in between(&xml, &format!("<bpmn:{element}>"), "<") {
                assert!(unique.contains(reference), "{reference}");
            }
        }
        // Every box, and every way, is there with its place.
        let tasks = xml.matches("<bpmn:task ").count();
        assert_eq!(tasks, picture.nodes.len());
        let flows = between(&xml, "bpmnElement=\"Flow_", "\"").count();
        assert_eq!(flows, picture.edges.len());
    }
}

#[test]
fn bpmn_decides_on_first_level_and_ends_gaps_in_an_error() {
    let model = model("states", |_| {});
    let picture = drawn(&model, StateCode::NI, false, Language::De);
    let xml = render::bpmn::bpmn(&picture);
    for node in picture.nodes.iter().filter(|node| node.level == 1 && node.lane == 0) {
        let gateway = format!("sourceRef=\"Gateway_{}\"", node.id);
        assert!(xml.contains(&format!("<bpmn:exclusiveGateway id=\"Gateway_{}\"", node.id)), "{}", node.id);
        assert!(xml.matches(&gateway).count() >= 3, "{}", node.id);
    }
    let gaps = picture.nodes.iter().filter(|node| node.style == BoxStyle::Gap).count();
    assert!(gaps > 0);
    assert_eq!(xml.matches("<bpmn:errorEventDefinition").count(), gaps);
    // Whoever looks only at the words sees what nobody agreed.
    assert!(xml.contains("nicht vereinbart"));
}

#[test]
fn the_order_of_records_in_other_files_changes_nothing() {
    for (folder, state) in [("states/examples/complete", StateCode::SL), ("states", StateCode::NI)] {
        let plain = model(folder, |_| {});
        let shuffled = model(folder, |texts| texts.reverse());
        for all in [false, true] {
            let one = render::svg::svg(&drawn(&plain, state, all, Language::De));
            assert_eq!(one, render::svg::svg(&drawn(&shuffled, state, all, Language::De)));
        }
    }
}

#[test]
fn text_from_files_is_never_markup() {
    let model = model("states/examples/complete", |texts| {
        for (_, text) in texts {
            *text = text.replace("name = \"Fachstelle", "name = \"<script>\\\"&' ]--> #quot; Fachstelle");
        }
    });
    let picture = drawn(&model, StateCode::SL, true, Language::De);
    let svg = render::svg::svg(&picture);
    assert!(!svg.contains("<script") && svg.contains("&lt;script&gt;"), "{svg}");
    assert!(!render::mermaid::mermaid(&picture).contains("<script"));
    let bpmn = render::bpmn::bpmn(&picture);
    assert!(!bpmn.contains("<script") && bpmn.contains("&lt;script&gt;&quot;&amp;&#39;"), "{bpmn}");
}

#[test]
fn every_part_of_the_picture_has_its_words() {
    let model = model("states", |_| {});
    for language in Language::ALL {
        let picture = drawn(&model, StateCode::NI, true, language);
        let text = render::graph_text::text(&picture);
        for node in &picture.nodes {
            assert!(text.contains(&node.title), "{}", node.title);
        }
        for sentence in picture.edges.iter().flat_map(|edge| &edge.sentences) {
            assert!(text.contains(sentence), "{sentence}");
        }
        assert!(
            text.is_ascii()
                || language == Language::De
                || text.contains("First level")
                || text.contains("first level")
        );
    }
}
