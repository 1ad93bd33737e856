//! The plan as people and programs get it: its data, its words, its checklists; the user's own lists.

use std::collections::BTreeSet;

use lotse::key::StateCode;
use lotse::plan::Who;
use lotse::render::{lines, plan_text};
use lotse::text::Language;
use lotse::time::{Date, parse_date};
use lotse::view::plan::{Choice, PlanView};
use lotse::view::scene::Scene;
use lotse::workspace::{Texts, Workspace};

use crate::documents::texts;

const OWN: &str = r#"
format = 1
id = "eigene"
title = { de = "Eigene Schritte", en = "Own steps" }
states = ["NI"]

[[task]]
id = "rat-informiert"
title = { de = "Den Rat informieren", en = "Inform the council" }
text = { de = "Vor dem Start.", en = "Before go-live." }
who = "municipality"
dimension = "organisation"
phase = "preparation"
per = "authority"
due = "go-live"
source = ["own"]
"#;

fn on(day: &str) -> Date {
    parse_date(day).unwrap()
}

/// Calls `check` with the scene of files on a day.
fn seen(texts: Texts, day: &str, language: Language, check: impl FnOnce(&Scene<'_>)) {
    let workspace = Workspace::read_with(texts, &lotse::work::Alone);
    let table = workspace.table();
    let judgement = workspace.judge(&table, on(day));
    check(&Scene::new(&workspace, &table, &judgement, on(day), language));
}

fn lower_saxony() -> Choice {
    Choice { states: vec![StateCode::parse("NI").unwrap()], ..Choice::default() }
}

/// The example with durations, so that dates differ.
fn with_durations() -> Texts {
    let mut texts = texts("states");
    for (path, text) in &mut texts.files {
        if path == "ni/rollout.toml" {
            text.push_str("\n[durations]\ntraining-held = \"10 wd\"\nauthorities-told = \"3-5 wd\"\n");
        }
    }
    texts
}

fn row<'v>(plan: &'v PlanView, id: &str) -> &'v lotse::view::plan::PlanRow {
    plan.rows.iter().find(|row| row.id == id).unwrap_or_else(|| panic!("no row {id}"))
}

#[test]
fn the_data_hang_together() {
    seen(with_durations(), "2027-01-01", Language::De, |scene| {
        let plan = lotse::view::plan::plan(scene, &lower_saxony());
        let ids: BTreeSet<&str> = plan.rows.iter().map(|row| row.id.as_str()).collect();
        assert_eq!(ids.len(), plan.rows.len(), "ids are unique");
        for row in &plan.rows {
            assert!(row.after.iter().all(|earlier| ids.contains(earlier.id.as_str())), "{}", row.id);
            let wave = row.wave.as_ref().map(|id| plan.waves.iter().any(|wave| wave.id == *id));
            assert_ne!(wave, Some(false), "{}", row.id);
            if let Some(dates) = &row.dates {
                assert!(dates.start <= dates.finish && plan.range.0 <= dates.start, "{}", row.id);
                assert!(dates.finish <= plan.range.1, "{}", row.id);
            }
        }
        let sum = plan.phases.iter().map(|phase| phase.counts.required).sum::<usize>();
        assert_eq!(sum, plan.counts.required);
        let folded: usize = plan.waves.iter().map(|wave| wave.rows.len()).sum();
        assert_eq!(folded, plan.rows.iter().filter(|row| row.wave.is_some()).count());

        let training = row(&plan, "training-held@ni:hb/unterhaltsvorschuss:uv-1");
        let dates = training.dates.as_ref().unwrap();
        let told = row(&plan, "authorities-told@ni:hb/unterhaltsvorschuss:uv-1").dates.as_ref().unwrap();
        // Five working days from Monday, 4 January: until Friday the 8th; ten more from Monday the 11th.
        assert_eq!(
            (told.start.to_string(), told.finish.to_string()),
            ("2027-01-04".into(), "2027-01-08".into())
        );
        assert_eq!(
            (dates.start.to_string(), dates.finish.to_string()),
            ("2027-01-11".into(), "2027-01-22".into())
        );
        assert_eq!(dates.driver.as_deref(), Some("authorities-told@ni:hb/unterhaltsvorschuss:uv-1"));
        assert_eq!(told.duration.as_ref().map(|length| (length.least, length.most)), Some((3, 5)));
        assert!(dates.assumption.is_none());
        assert!(plan.holidays.iter().any(|day| day.day.to_string() == "2027-03-26" && day.state == "NI"));
        // The critical path is a chain: each step drives the next.
        for pair in plan.critical.windows(2) {
            let next = row(&plan, &pair[1].id).dates.as_ref().unwrap();
            assert_eq!(next.driver.as_ref(), Some(&pair[0].id));
        }
    });
}

#[test]
fn a_choice_is_a_part_of_the_whole() {
    seen(texts("states"), "2027-01-01", Language::En, |scene| {
        let whole = lotse::view::plan::plan(scene, &lower_saxony());
        let part = lotse::view::plan::plan(scene, &Choice { who: vec![Who::Municipality], ..lower_saxony() });
        assert!(!part.rows.is_empty() && part.rows.len() < whole.rows.len());
        assert!(
            part.rows
                .iter()
                .all(|row| row.who.code == "municipality" && whole.rows.iter().any(|all| all.id == row.id))
        );
        let place = lotse::key::Area::parse("03452").unwrap();
        let local = lotse::view::plan::plan(scene, &Choice { places: vec![place], ..Choice::default() });
        assert!(!local.rows.is_empty());
        assert!(local.rows.iter().all(|row| match &row.municipality {
            Some(key) => key.starts_with("03452"),
            None => row.wave.is_some(),
        }));
    });
}

#[test]
fn every_line_fits_a_terminal() {
    for language in Language::ALL {
        seen(with_durations(), "2027-03-15", language, |scene| {
            let plan = lotse::view::plan::plan(scene, &Choice::default());
            let mut pages =
                vec![plan_text::agenda(&plan, language, 80), plan_text::table(&plan, language, 80)];
            let instances = 0..scene.rollout().plan.instances.len();
            let steps: Vec<_> =
                instances.filter_map(|at| lotse::view::plan::explain_step(scene, at)).collect();
            assert_eq!(steps.len(), plan.rows.len());
            pages.push(plan_text::why(&steps, language, 80));
            for line in pages.iter().flat_map(|page| page.lines()) {
                let unbreakable = line.split_whitespace().count() <= 2 || line.contains(" = ");
                assert!(line.chars().count() <= 80 || unbreakable, "{line}");
            }
            let json: serde_json::Value = serde_json::from_str(&lines::json(&plan)).unwrap();
            assert_eq!(json["today"], "2027-03-15");
        });
    }
}

#[test]
fn own_lists_extend_the_plan_and_keep_ticks() {
    let done =
        "\n[[done]]\ntask = \"training-held\"\nwave = \"uv-1\"\non = 2026-12-01\nevidence = \"Liste\"\n";
    let ticked = |plans: Vec<(String, String)>| {
        let mut texts = texts("states");
        let file = texts.files.iter_mut().find(|(path, _)| path == "ni/rollout.toml").unwrap();
        file.1.push_str(done);
        texts.plans = plans;
        let mut found = Vec::new();
        seen(texts, "2027-01-01", Language::De, |scene| {
            assert!(scene.workspace.problems.is_empty(), "{:?}", scene.workspace.problems);
            let plan = lotse::view::plan::plan(scene, &Choice::default());
            let rows =
                plan.rows.iter().filter(|row| row.task == "training-held" || row.task == "rat-informiert");
            found = rows.map(|row| (row.id.clone(), row.status.status.code.clone())).collect();
        });
        found
    };
    let before = ticked(Vec::new());
    let own = ticked(vec![("templates/plans/eigene.toml".to_owned(), OWN.to_owned())]);
    assert!(before.contains(&("training-held@ni:hb/unterhaltsvorschuss:uv-1".to_owned(), "done".to_owned())));
    assert!(before.iter().all(|row| own.contains(row)));
    assert!(own.iter().any(|(id, _)| id.starts_with("rat-informiert@ni:")));
    assert!(!own.iter().any(|(id, _)| id.starts_with("rat-informiert@sh")), "only for NI");

    // A step inserted at the top of a list that comes with Lotse: every tick stays.
    let (id, list) = lotse::plan::lists::BUILT_IN[1];
    let step = OWN.split("[[task]]").nth(1).unwrap();
    let at = list.find("[[task]]").unwrap();
    let longer = format!("{}[[task]]{step}\n{}", &list[..at], &list[at..]);
    let inserted = ticked(vec![(format!("templates/plans/{id}.toml"), longer)]);
    assert!(before.iter().all(|row| inserted.contains(row)));
}

#[test]
fn checklists_say_what_the_plan_says() {
    seen(texts("states"), "2027-01-01", Language::De, |scene| {
        let state = StateCode::parse("NI").unwrap();
        let plan = lotse::view::plan::plan(scene, &lower_saxony());
        let list = lotse::view::checklist::checklist(scene, state);
        let phases = list.services.iter().flat_map(|service| &service.phases).chain(&list.state_steps);
        let steps: Vec<_> = phases.flat_map(|phase| &phase.steps).collect();
        let have: usize = steps.iter().map(|step| step.have).sum();
        assert_eq!(
            have,
            plan.rows.iter().filter(|row| row.status.status.code == "done" && !row.milestone).count()
        );
        assert!(steps.iter().all(|step| step.done == (step.have == step.of)));
        assert!(steps.iter().any(|step| step.done) && steps.iter().any(|step| !step.done));
        let place = plan.rows.iter().find_map(|row| row.municipality.clone()).unwrap();
        let place = lotse::key::Area::parse(&place).unwrap();
        let short = lotse::view::place_checklist::place_checklist(scene, state, place);
        let own = plan.rows.iter().filter(|row| row.municipality.as_deref() == Some(place.digits().as_str()));
        assert_eq!(
            short.counts.done,
            own.filter(|row| row.status.status.code == "done" && !row.optional).count()
        );
        assert!(short.counts.required > 0);
    });
}

#[test]
fn a_lead_time_is_a_deadline() {
    let mut files = texts("states");
    let file = files.files.iter_mut().find(|(path, _)| path == "ni/support.toml").unwrap();
    let deadline = |files: Texts| {
        let mut found = None;
        seen(files, "2027-01-01", Language::De, |scene| {
            let plan = lotse::view::plan::plan(scene, &lower_saxony());
            let id = "notice-periods-checked@ni:hb/eheschliessung";
            let dates = row(&plan, id).dates.as_ref().unwrap();
            found = dates.deadline.map(|day| day.to_string());
        });
        found
    };
    let plain = file.1.clone();
    // Four calendar weeks before the first day without the interim solution.
    let with = plain.lines().map(|line| {
        let lead = if line.starts_with("until = ") { "\nlead-time = \"4 weeks\"" } else { "" };
        format!("{line}{lead}\n")
    });
    let with: String = if plain.contains("lead-time") { plain.clone() } else { with.collect() };
    file.1 = with;
    let day = deadline(files.clone()).expect("the lead time gives a day");
    let file = files.files.iter_mut().find(|(path, _)| path == "ni/support.toml").unwrap();
    file.1 = plain.lines().filter(|line| !line.starts_with("lead-time")).collect::<Vec<_>>().join("\n");
    for (_, text) in &mut files.files {
        *text = text.lines().filter(|line| !line.starts_with("notice")).collect::<Vec<_>>().join("\n");
    }
    assert!(day.as_str() > "2027-01-01" && deadline(files).is_none(), "{day}");
}
