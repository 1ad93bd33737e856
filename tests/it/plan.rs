//! The plan of the example workspaces.

use lotse::model::Model;
use lotse::plan::{self, Catalog, FiredRule, Input, Plan, Status};
use lotse::routing::{Places, Table};
use lotse::situation::Situation;
use lotse::source::{SourceId, Sources};
use lotse::time::{Date, parse_date};

use crate::support::requirements;

/// The files of folders below `states/`, with more text added to the last one.
fn model(folders: &[&str], more: &[(&str, &str)]) -> Model {
    let mut files = Vec::new();
    for folder in folders {
        let path = format!("{}/states/{folder}", env!("CARGO_MANIFEST_DIR"));
        for entry in std::fs::read_dir(path).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|end| end == "toml") && !path.ends_with("lotse.toml") {
                files.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files.extend(more.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())));
    let sources = Sources::new(files);
    let ids: Vec<SourceId> = sources.iter().map(|(id, _)| id).collect();
    let (raw, found) = lotse::config::read(&sources, &ids, &lotse::work::Alone);
    assert!(found.is_empty(), "{found:?}");
    lotse::resolve::resolve_with(&raw, lotse::key::Reading::default(), &lotse::work::Alone).0
}

fn plan(model: &Model, on: Date, fired: &[FiredRule]) -> (Catalog, Plan) {
    let catalog = plan::lists::catalog(&[], &[]).0;
    let table = Table::new(&std::sync::Arc::new(model.clone()), &requirements(), Places::new(model, None));
    let situation = Situation::new(&std::sync::Arc::new(table), on);
    let plan = plan::tasks(&Input { situation: &situation, catalog: &catalog, fired });
    (catalog, plan)
}

fn status(plan: &Plan, id: &str) -> Status {
    plan.instances.iter().find(|instance| instance.id == id).map_or_else(
        || panic!("no {id} in {:#?}", plan.instances.iter().map(|found| &found.id).collect::<Vec<_>>()),
        |found| found.progress.status,
    )
}

#[test]
fn what_the_files_show_is_done_without_a_tick() {
    let model = model(&["hb", "ni", "sh"], &[]);
    let (catalog, plan) = plan(&model, parse_date("2026-11-24").unwrap(), &[]);
    assert_eq!(status(&plan, "coordination-named@ni"), Status::Done);
    assert_eq!(status(&plan, "contract-signed@ni:hb/unterhaltsvorschuss"), Status::Done);
    assert_eq!(status(&plan, "municipality-contact-named@ni:03452"), Status::Done);
    assert_eq!(status(&plan, "feedback-agreed@ni:03462"), Status::Open);
    assert_eq!(
        status(&plan, "processing-agreement-concluded@ni:hb/unterhaltsvorschuss"),
        Status::NotApplicable
    );
    for instance in &plan.instances {
        let task = &catalog.tasks[instance.task];
        let (done, why) = (instance.progress.status, &instance.progress.why);
        assert!(!why.de.is_empty() || done == Status::Done, "{}: {instance:?}", task.id);
    }
    let mut ids: Vec<&str> = plan.instances.iter().map(|instance| instance.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), plan.instances.len());
    assert!(plan.unmatched.is_empty(), "{:?}", plan.unmatched);
}

#[test]
fn a_complete_workspace_passes_its_gates() {
    let model = model(&["examples/complete"], &[]);
    let (catalog, plan) = plan(&model, parse_date("2026-11-24").unwrap(), &[]);
    for instance in &plan.instances {
        let task = &catalog.tasks[instance.task];
        if task.gate {
            assert_eq!(
                instance.progress.status,
                Status::Done,
                "{}: {}",
                instance.id,
                instance.progress.why.de
            );
        }
    }
    assert!(plan.unmatched.is_empty(), "{:?}", plan.unmatched);
}
