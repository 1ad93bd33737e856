//! Everything that Lotse says of a workspace on a day, as texts, made in this process as the commands make them.

use std::collections::BTreeSet;

use lotse::compare::changes;
use lotse::key::Area;
use lotse::register;
use lotse::render::form::Form;
use lotse::render::json::findings_json;
use lotse::render::pages::Pages;
use lotse::render::template::Templates;
use lotse::render::{ical, lines};
use lotse::routing::{Places, Table};
use lotse::situation::Situation;
use lotse::text::Language;
use lotse::time::{Moment, iso};
use lotse::trace::{Question, follow};
use lotse::view::audit::Options;
use lotse::view::cell::Detail;
use lotse::view::coverage::{By, coverage};
use lotse::view::diff::diff;
use lotse::view::diff_sides::Sides;
use lotse::view::document::Kind;
use lotse::view::documents::Selection;
use lotse::view::plan::Choice;
use lotse::view::route;
use lotse::view::saying::Saying;
use lotse::view::scene::Scene;
use lotse::view::summary::Summary;
use lotse::workspace::{Judgement, Texts, Workspace};
use std::sync::Arc;

use super::facts::Output;
use super::rendered::Rendered;
use super::workspaces;

/// The output that a kind of document is; nothing for those that are not asked.
fn output(kind: &Kind) -> Option<Output> {
    match kind.id {
        "concept" => Some(Output::Concept),
        "communication" => Some(Output::Communication),
        "matrix" => Some(Output::Matrix),
        "checklist" => Some(Output::StateChecklist),
        "calls" => Some(Output::CallList),
        "distribution" => Some(Output::Distribution),
        "municipality" => Some(Output::Page),
        "place-checklist" => Some(Output::PlaceChecklist),
        "collection" => Some(Output::Form),
        "letter" => Some(Output::Letter),
        "index" => Some(Output::Index),
        "sheet" | "couse" => None,
        other => panic!("{other} is not asked: add it here, or say that it is not"),
    }
}

/// All outputs of a workspace. Documents are written as Markdown, and those for Kommunen as pages, too.
pub fn rendered(asked: &workspaces::Workspace) -> Vec<Rendered> {
    let register = asked.register.as_ref().map(|text| register::csv::read(text).unwrap());
    let workspace = Workspace::read_with(
        Texts { files: asked.files(), register, ..Texts::default() },
        &lotse::work::Alone,
    );
    let on = asked.on.parse().unwrap();
    let templates = Templates::new(&[]);
    let table = workspace.table();
    let judgement = workspace.judge(&table, on);
    let scene = Scene::new(&workspace, &table, &judgement, on, Language::De);
    let of_all = |output, stem: &str, text| Rendered {
        output,
        state: None,
        kommune: None,
        stem: stem.to_owned(),
        text,
    };
    let mut all = documents(&scene, &templates);
    all.push(of_all(Output::Check, "check.json", check(&workspace, &table, &judgement, asked.on)));
    let audit = lotse::view::audit::audit(&scene, &Options { version: "1".to_owned(), ..Options::default() });
    all.push(of_all(Output::Audit, "audit.json", lines::json(&audit)));
    let plan = lotse::view::plan::plan(&scene, &Choice::default());
    all.push(of_all(Output::Plan, "plan.json", lines::json(&plan)));
    all.push(of_all(Output::Plan, "plan.ics", ical::ical(&plan, Language::De)));
    all.push(of_all(Output::Diff, "diff.json", with_itself(&workspace, asked.on)));
    all.extend(routes(&workspace, &judgement.situation));
    all
}

/// All documents that are asked.
fn documents<'s>(scene: &'s Scene<'s>, templates: &'s Templates) -> Vec<Rendered> {
    let pages = Pages::new(scene, templates);
    let mut all = Vec::new();
    for document in lotse::view::documents::documents(scene, &Selection::default()) {
        let Some(output) = output(document.kind) else { continue };
        // The blank form of a state is nobody's, and what goes to an office that no Kommune carries is of no Kommune.
        if matches!(output, Output::Form | Output::Letter) && document.place().is_none() {
            continue;
        }
        let (state, place) = (document.state(), document.place());
        let forms: &[Form] = if document.kind.id == "municipality" {
            &[Form::Markdown, Form::Html]
        } else {
            &[Form::Markdown]
        };
        let forms: BTreeSet<Form> = forms.iter().copied().collect();
        for (stem, bytes) in pages.files(&document, &forms).unwrap() {
            if stem.ends_with(".md") || stem.ends_with(".html") {
                all.push(Rendered {
                    output,
                    state: state.map(|state| state.code().to_owned()),
                    kommune: place.map(Area::digits),
                    stem,
                    text: String::from_utf8(bytes).unwrap(),
                });
            }
        }
    }
    all
}

/// `lotse check --format json`.
fn check(workspace: &Workspace, table: &Table, judgement: &Judgement, on: &str) -> String {
    let on = on.parse().unwrap();
    let counts = coverage(table, By::Cell, on).total;
    let summary =
        Summary { cells_required: counts.required, cells_covered: counts.covered, ..Summary::default() };
    findings_json(&judgement.findings, &workspace.sources, &iso(on), &summary)
}

/// `lotse diff` of a workspace with itself.
fn with_itself(workspace: &Workspace, on: &str) -> String {
    let on = on.parse().unwrap();
    let places = Places::of(&[&workspace.model, &workspace.model], workspace.register.as_ref());
    let [before, after] = [(), ()].map(|()| {
        let table =
            Table::with(&workspace.model, &workspace.requirements, places.clone(), &lotse::work::Alone);
        Situation::new(&Arc::new(table), on)
    });
    let say = Saying { model: &workspace.model, sources: &workspace.sources, language: Language::De };
    let sides = Sides { old: &say, new: &say, places: &places, on };
    lines::json(&diff(sides, &changes(&before, &after), ["alt", "neu"], Detail::Names))
}

/// `lotse route` for each Kommune with a record, and each service that its state uses.
fn routes(workspace: &Workspace, situation: &Situation) -> Vec<Rendered> {
    let model = &workspace.model;
    let say = Saying { model, sources: &workspace.sources, language: Language::De };
    let mut all = Vec::new();
    for record in &model.municipalities {
        for usage in model.uses.iter().filter(|usage| usage.state == record.state) {
            let (area, service) = (record.key.value, usage.service.value);
            let on = Moment { date: situation.on(), minute: None };
            let question = Question { state: record.state, service, part: None, area, track: None, on };
            let followed = route::route(&say, situation.table(), &question, &follow(situation, &question));
            all.push(Rendered {
                output: Output::Route,
                state: Some(record.state.code().to_owned()),
                kommune: Some(area.digits()),
                stem: format!("route-{}-{}.json", area.digits(), all.len()),
                text: lines::json(&followed),
            });
        }
    }
    all
}
