//! Dates of the plan: durations, calendars, deadlines, capacity, words.

use lotse::model::Model;
use lotse::plan::lists::catalog_with;
use lotse::plan::{self, Catalog, Dates, Input, Plan, Schedule, Status, Urgency};
use lotse::routing::{Places, Table};
use lotse::situation::Situation;
use lotse::source::Sources;
use lotse::time::{Date, parse_date};

use crate::support::{load, requirements};

const FILES: &str = r#"
[state]
code = "NI"

[[organization]]
id = "amt"
name = "Amt"
kind = "authority"
municipality = "03452"
competent = [{ services = ["hb/uv"], area = ["03452"] }]

[[use]]
service = "hb/uv"

[[wave]]
id = "w1"
service = "hb/uv"
area = ["03452"]
go-live = 2027-03-01

[durations]
training-held = "3-5 wd"
questionnaire-sent = "2 wd"
service-activated = "10 wd"
authorities-told = "2 weeks"

[[capacity]]
what = "trainers"
number = 1
from = 2027-01-18
until = 2027-12-31
"#;
const OPERATOR: &str = "[state]\ncode = \"HB\"\n[[service]]\nid = \"uv\"\nname = \"UV\"\n";

fn day(text: &str) -> Date {
    parse_date(text).unwrap()
}

fn model(more: &str) -> Model {
    let text = format!("{FILES}{more}");
    let (model, findings) = load(&[("ni.toml", &text), ("hb.toml", OPERATOR)]);
    assert!(findings.is_empty(), "{findings:?}");
    model
}

fn dated<T>(model: &Model, on: &str, then: impl FnOnce(&Input<'_>, &Plan, &Schedule) -> T) -> T {
    dated_with(model, &plan::lists::catalog(&[], &[]).0, on, then)
}

fn dated_with<T>(
    model: &Model,
    catalog: &Catalog,
    on: &str,
    then: impl FnOnce(&Input<'_>, &Plan, &Schedule) -> T,
) -> T {
    let table = Table::new(&std::sync::Arc::new(model.clone()), &requirements(), Places::new(model, None));
    let situation = Situation::new(&std::sync::Arc::new(table), day(on));
    let input = Input { situation: &situation, catalog, fired: &[] };
    let plan = plan::tasks(&input);
    let schedule = plan::schedule(&input, &plan);
    then(&input, &plan, &schedule)
}

fn at(plan: &Plan, id: &str) -> usize {
    plan.instances.iter().position(|instance| instance.id == id).unwrap_or_else(|| panic!("no {id}"))
}

fn dates<'s>(plan: &Plan, schedule: &'s Schedule, id: &str) -> &'s Dates {
    schedule.dates[at(plan, id)].as_ref().unwrap()
}

#[test]
fn forward_from_today_and_backward_from_go_live() {
    dated(&model(""), "2026-11-24", |_, plan, schedule| {
        let told = dates(plan, schedule, "authorities-told@ni:hb/uv:w1");
        // Two weeks are fourteen calendar days; training may follow on the next working day.
        assert_eq!((told.start, told.finish), (day("2026-11-24"), day("2026-12-07")));
        let training = dates(plan, schedule, "training-held@ni:hb/uv:w1");
        assert_eq!((training.start, training.finish), (day("2026-12-08"), day("2026-12-14")));
        // Finished before Monday 1 March: the five working days of the week before.
        assert_eq!((training.latest_start, training.latest_finish), (day("2027-02-22"), day("2027-02-26")));
        assert_eq!(training.deadline, Some(day("2027-03-01")));
        // Trainers are there from 18 January on.
        assert_eq!(training.planned, Some((day("2027-01-18"), day("2027-01-22"))));
        let start = dates(plan, schedule, "go-live@ni:hb/uv:w1");
        assert_eq!((start.start, start.latest_finish), (day("2027-03-01"), day("2027-03-01")));
        assert!(dates(plan, schedule, "interest-declared@ni:hb/uv:w1:03452").duration.is_none());
        assert!(schedule.conflicts.is_empty() && schedule.cycles.is_empty());
    });
}

#[test]
fn what_cannot_be_kept_names_its_tasks() {
    dated(&model(""), "2027-02-17", |input, plan, schedule| {
        let conflict = schedule
            .conflicts
            .iter()
            .find(|conflict| plan.instances[conflict.instance].id == "service-activated@ni:hb/uv:w1")
            .unwrap();
        let chain: Vec<&str> = conflict.chain.iter().map(|at| plan.instances[*at].id.as_str()).collect();
        assert_eq!(chain, ["questionnaire-sent@ni:hb/uv:w1", "service-activated@ni:hb/uv:w1"]);
        assert_eq!(
            plan::agenda::conflict_words(input, plan, conflict).de,
            "vor dem 1. März 2027 nicht zu schaffen, frühestens am 4. März 2027 fertig: \
             Fragebögen der Welle zum Stichtag abgeben → Onlinedienst für die Welle einrichten"
        );
        assert!(plan::urgencies(plan, schedule).contains(&Urgency::Late));
        let words = plan::agenda::why(input, plan, schedule, at(plan, "service-activated@ni:hb/uv:w1"));
        assert!(words[1].de.contains("Fragebögen der Welle"), "{words:?}");
    });
}

#[test]
fn a_broader_record_ticks_what_is_narrower() {
    let model = model(
        "[[done]]\ntask = \"interest-declared\"\nservice = \"hb/uv\"\non = 2026-10-01\nevidence = \"Schreiben\"\n\
         [[done]]\ntask = \"coordination-named\"\non = 2026-10-01\n\
         [[done]]\ntask = \"training-hold\"\non = 2026-10-01\n",
    );
    dated(&model, "2026-11-24", |_, plan, _| {
        let done = &plan.instances[at(plan, "interest-declared@ni:hb/uv:w1:03452")].progress;
        assert_eq!((done.status, done.done_on), (Status::Done, Some(day("2026-10-01"))));
        let observed = &plan.instances[at(plan, "coordination-named@ni")].progress;
        assert_eq!(observed.status, Status::Open);
        assert!(observed.ignored.is_some());
        let reasons: Vec<&plan::Reason> = plan.unmatched.iter().map(|found| &found.reason).collect();
        let unknown = plan::Reason::UnknownTask(Some("training-held".to_owned()));
        assert_eq!(reasons, [&plan::Reason::Observable, &unknown]);
    });
}

#[test]
fn inserting_a_step_keeps_every_tick_and_circles_are_named() {
    let own = r#"
        format = 1
        id = "eigene"
        title = { de = "Eigene", en = "Own" }
        [[task]]
        id = "erst"
        title = { de = "Erst", en = "First" }
        text = { de = "Erst dies.", en = "First this." }
        who = "state"
        dimension = "organisation"
        phase = "agreement"
        per = "wave"
        after = [{ task = "dann" }]
        source = ["own"]
        [[task]]
        id = "dann"
        title = { de = "Dann", en = "Then" }
        text = { de = "Dann das.", en = "Then that." }
        who = "state"
        dimension = "organisation"
        phase = "agreement"
        per = "wave"
        after = [{ task = "erst", kind = "ss", lag = "1 wd" }]
        source = ["own"]
    "#;
    let sources = Sources::new([("eigene.toml".to_owned(), own.to_owned())]);
    let files: Vec<_> = sources.iter().map(|(id, _)| id).collect();
    let (catalog, findings) = catalog_with(&sources, &files);
    assert!(findings.is_empty(), "{findings:?}");
    let model =
        model("[[done]]\ntask = \"training-held\"\nwave = \"w1\"\non = 2026-10-01\nevidence = \"x\"\n");
    dated_with(&model, &catalog, "2026-11-24", |_, plan, schedule| {
        assert_eq!(plan.instances[at(plan, "training-held@ni:hb/uv:w1")].progress.status, Status::Done);
        let circle: Vec<&str> = schedule.cycles[0].iter().map(|at| plan.instances[*at].id.as_str()).collect();
        assert_eq!(circle, ["erst@ni:hb/uv:w1", "dann@ni:hb/uv:w1"]);
        assert_eq!(schedule.cycles.len(), 1);
        assert!(schedule.dates[at(plan, "erst@ni:hb/uv:w1")].is_none());
    });
}

#[test]
fn no_data_processing_agreement_is_demanded_by_default() {
    let id = "processing-agreement-concluded@ni:hb/uv";
    dated(&model(""), "2026-11-24", |_, plan, _| {
        assert_eq!(plan.instances[at(plan, id)].progress.status, Status::NotApplicable);
    });
    let text = FILES
        .replace("service = \"hb/uv\"\n\n[[wave]]", "service = \"hb/uv\"\nlegal-basis = \"avv\"\n\n[[wave]]");
    let (model, _) = load(&[("ni.toml", &text), ("hb.toml", OPERATOR)]);
    dated(&model, "2026-11-24", |_, plan, _| {
        assert_eq!(plan.instances[at(plan, id)].progress.status, Status::Open);
    });
}

#[test]
fn every_rule_that_a_task_looks_at_exists() {
    let catalog = plan::lists::catalog(&[], &[]).0;
    let known: Vec<&str> = lotse::catalog::all().iter().map(|rule| rule.code.0).collect();
    let done = catalog.tasks.iter().filter_map(|task| task.done_when.as_ref());
    for code in done.flat_map(|done| &done.rules) {
        assert!(known.contains(&code.as_str()), "{code}");
    }
}

#[test]
fn waves_are_proposed_by_priority_readiness_and_capacity() {
    use lotse::plan::waves::{Wish, propose};
    let office = |key: &str, name: &str, contact: &str| {
        format!(
            "[[organization]]\nid = \"{name}\"\nname = \"{name}\"\nkind = \"authority\"\nmunicipality = \"{key}\"\n\
             competent = [{{ services = [\"hb/uv\"], area = [\"{key}\"] }}]\n\
             [[municipality]]\nkey = \"{key}\"\nname = \"Kreis {name}\"\n{contact}"
        )
    };
    let text = [
        "[state]\ncode = \"NI\"\n[[use]]\nservice = \"hb/uv\"\n".to_owned(),
        office("03452", "a", ""),
        office("03457", "b", "contact = \"b\"\n"),
        office("03462", "c", ""),
        "[[capacity]]\nwhat = \"roll-in-team\"\nnumber = 2\nfrom = 2027-01-01\nuntil = 2027-12-31\n"
            .to_owned(),
    ]
    .concat();
    let (model, findings) = load(&[("ni.toml", &text), ("hb.toml", OPERATOR)]);
    assert!(findings.is_empty(), "{findings:?}");
    dated(&model, "2026-11-24", |input, plan, _| {
        let service = model.uses[0].service.value;
        let wish = Wish {
            state: model.uses[0].state,
            service,
            // Easter Sunday: the first wave starts on the Tuesday after.
            first: day("2027-03-28"),
            every: lotse::time::Duration::parse("8 weeks").unwrap(),
            per_wave: None,
            priority: vec![lotse::key::Area::parse("03462").unwrap()],
        };
        let proposal = propose(input, plan, &wish);
        assert!(proposal.left.is_empty() && proposal.note.is_none());
        let toml = proposal.toml(&model, service, lotse::text::Language::De);
        assert!(toml.contains("area = [\"03462\", \"03457\"]\ngo-live = 2027-03-30"), "{toml}");
        assert!(toml.contains("id = \"uv-2\"") && toml.contains("area = [\"03452\"]"), "{toml}");
        // What is proposed can be read.
        let (again, findings) = load(&[("ni.toml", &format!("{text}\n{toml}")), ("hb.toml", OPERATOR)]);
        assert!(findings.is_empty(), "{findings:?}");
        assert_eq!(again.waves.len(), 2);
    });
}
