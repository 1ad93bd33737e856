//! The plan as files: calendar, table, picture, Mermaid, MS Project. What other programs read in them is checked by
//! `.ci/run`; here: what people see, the same bytes on every run, hostile names, ids that stay.

use std::collections::BTreeSet;
use std::io::Read as _;

use lotse::plan::Who;
use lotse::render::spreadsheet::{self, Cell, Column, Kind, Spreadsheet};
use lotse::render::{gantt, ical, mspdi, plan_table};
use lotse::text::Language;
use lotse::time::parse_date;
use lotse::view::plan::{Choice, PlanView};
use lotse::view::scene::Scene;
use lotse::workspace::{Texts, Workspace};

use crate::documents::texts;

/// The plan of files on 1 January 2027.
fn plan(texts: Texts, choice: &Choice, language: Language) -> PlanView {
    let on = parse_date("2027-01-01").unwrap();
    let workspace = Workspace::read_with(texts, &lotse::work::Alone);
    let table = workspace.table();
    let judgement = workspace.judge(&table, on);
    lotse::view::plan::plan(&Scene::new(&workspace, &table, &judgement, on, language), choice)
}

/// The example with durations and with ticks for the little that the operating state does.
fn small() -> PlanView {
    let mut texts = texts("states/examples/complete");
    for (path, text) in &mut texts.files {
        if path.ends_with("rollout.toml") {
            text.push_str("\n[durations]\nactivation-passed-on = \"2-3 wd\"\n");
        }
    }
    let choice = Choice { who: vec![Who::OperatingState], ..Choice::default() };
    plan(texts, &choice, Language::De)
}

fn whole(language: Language) -> PlanView {
    plan(texts("states"), &Choice::default(), language)
}

/// All text forms with their names.
fn forms(plan: &PlanView, language: Language) -> Vec<(&'static str, String)> {
    vec![
        ("svg", gantt::svg(plan, language)),
        ("mermaid", gantt::mermaid(plan, language)),
        ("ics", ical::ical(plan, language)),
        ("csv", spreadsheet::csv::csv(&plan_table::table(plan, language))),
        ("mspdi", mspdi::mspdi(plan, language)),
    ]
}

#[test]
fn small_files() {
    let plan = small();
    assert!((2..=12).contains(&plan.rows.len()), "{}", plan.rows.len());
    for (name, text) in forms(&plan, Language::De) {
        insta::assert_snapshot!(format!("plan_{name}"), text.replace('\r', ""));
    }
}

#[test]
fn the_same_bytes_on_every_run() {
    let (one, other) = (whole(Language::De), whole(Language::De));
    assert_eq!(forms(&one, Language::De), forms(&other, Language::De));
    let (one, other) = (plan_table::table(&one, Language::De), plan_table::table(&other, Language::De));
    assert_eq!(spreadsheet::csv::csv(&one), spreadsheet::csv::csv(&other));
    #[cfg(feature = "office")]
    {
        let ods = |table| spreadsheet::ods::ods(std::slice::from_ref(table)).unwrap();
        assert!(ods(&one) == ods(&other));
        assert!(spreadsheet::xlsx::xlsx(&[one]).unwrap() == spreadsheet::xlsx::xlsx(&[other]).unwrap());
    }
}

#[test]
fn a_chart_is_folded_as_far_as_needed() {
    for plan in [small(), whole(Language::De)] {
        let lines = gantt::svg(&plan, Language::De).matches("<g>").count();
        assert!((1..=60).contains(&lines), "{lines}");
    }
    let all = gantt::svg(&whole(Language::De), Language::De);
    assert!(all.contains("Unterhaltsvorschuss, Welle 1 · 11 Kommunen"), "waves are lines");
    let one = small();
    let open = one.rows.iter().find(|row| row.dates.is_some()).unwrap();
    assert!(gantt::svg(&one, Language::De).contains(&open.title), "few steps are not folded");
}

#[test]
fn a_step_more_in_a_list_changes_no_id() {
    let own = r#"
format = 1
id = "aaa-own"
title = { de = "Eigene", en = "Own" }

[[task]]
id = "aaa-first"
title = { de = "Zuerst", en = "First" }
text = { de = "Vor allem anderen.", en = "Before all else." }
who = "state"
dimension = "organisation"
phase = "agreement"
per = "wave"
due = "go-live"
source = ["own"]
"#;
    let mut more = texts("states");
    more.plans.push(("templates/plans/aaa.toml".to_owned(), own.to_owned()));
    let uids = |plan: &PlanView| -> BTreeSet<String> {
        let text = ical::ical(plan, Language::De).replace("\r\n ", "");
        text.lines().filter_map(|line| line.strip_prefix("UID:")).map(ToOwned::to_owned).collect()
    };
    let before = uids(&whole(Language::De));
    let after = uids(&plan(more, &Choice::default(), Language::De));
    assert!(before.is_subset(&after), "{:?}", before.difference(&after));
    assert!(after.len() > before.len());
    assert!(after.difference(&before).all(|uid| uid.starts_with("todo:aaa-first@")));
}

/// The plan with a title and a scope that try to break out of every form.
fn hostile() -> PlanView {
    let mut plan = small();
    for (at, row) in plan.rows.iter_mut().enumerate() {
        HOSTILE[at % HOSTILE.len()].clone_into(&mut row.title);
        "section X\nclick t1 call alert()\r\nEND:VTODO\u{1b}\u{0}".clone_into(&mut row.scope);
        row.status.evidence = Some("=HYPERLINK(\"https://a.example\")".to_owned());
    }
    "</title><script>alert(1)</script>%%{init}%%".clone_into(&mut plan.title);
    plan
}

const HOSTILE: &[&str] = &[
    "=1+1",
    "@SUM(A1)",
    "</Name><Task>]]><b>x</b>",
    "done :crit, x, 2000-01-01, 1d; section Y",
    "a\nBEGIN:VEVENT\r\nUID:1",
    "'\"&\u{fffe}\u{202e}",
];

#[test]
fn hostile_names_stay_words() {
    let plan = hostile();
    for (name, text) in forms(&plan, Language::De) {
        let tame = small();
        let count = |text: &str, what: &str| text.matches(what).count();
        let own = forms(&tame, Language::De).into_iter().find(|(own, _)| *own == name).unwrap().1;
        for markup in ["<script", "<b>", "]]>", "\u{0}", "\u{1b}", "\u{fffe}"] {
            let allowed = matches!(name, "csv" | "ics") && (markup.starts_with('<') || markup == "]]>");
            assert!(allowed || !text.contains(markup), "{name}: {markup:?}");
        }
        match name {
            "ics" => assert_eq!(count(&text, "\r\nBEGIN:"), count(&own, "\r\nBEGIN:")),
            "mspdi" => assert_eq!(count(&text, "<Task>"), count(&own, "<Task>")),
            "svg" => assert_eq!(count(&text, "<title"), count(&own, "<title")),
            "mermaid" => {
                assert_eq!(count(&text, "\n  section "), count(&own, "\n  section "));
                assert_eq!(text.lines().count(), own.lines().count());
                assert!(!text.contains("%%") && !text.contains(';'), "{text}");
            }
            _ => assert!(text.contains(";'=1+1;") && text.contains("'@SUM"), "{text}"),
        }
    }
}

fn part(file: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn tables_keep_text_text_and_dates_dates() {
    let day = parse_date("2027-03-01").unwrap();
    let sheet = Spreadsheet {
        title: "A & B".to_owned(),
        name: "[Plan]: 'Länder' / eine sehr lange Überschrift".to_owned(),
        language: Language::De,
        day,
        above: Vec::new(),
        columns: vec![
            Column::new("Fertig", Kind::Tick),
            Column::new("=Kopf", Kind::Text),
            Column::new("Tag", Kind::Date),
            Column::new("Zahl", Kind::Number),
        ],
        rows: vec![
            vec![Cell::Tick(true), Cell::text("=1+1"), Cell::Date(day), Cell::Number(-3)],
            vec![Cell::Tick(false), Cell::text("<b>\u{1}a;\"b\""), Cell::Empty, Cell::Empty],
        ],
    };
    assert_eq!(
        spreadsheet::csv::csv(&sheet),
        "\u{feff}Fertig;'=Kopf;Tag;Zahl\r\n☑;'=1+1;2027-03-01;-3\r\n☐;\"<b>a;\"\"b\"\"\";;\r\n"
    );
    #[cfg(feature = "office")]
    office_files(sheet);
}

#[cfg(feature = "office")]
fn office_files(sheet: Spreadsheet) {
    let ods = part(&spreadsheet::ods::ods(std::slice::from_ref(&sheet)).unwrap(), "content.xml");
    assert!(ods.contains("office:date-value=\"2027-03-01\"><text:p>01.03.2027"), "{ods}");
    assert!(ods.contains("office:value=\"-3\"") && !ods.contains("table:formula"));
    assert!(ods.contains("office:value-type=\"string\"><text:p>=1+1<"));
    assert!(ods.contains("&lt;b&gt;a;&quot;b&quot;"), "control characters are left out");
    assert!(ods.contains("<table:table-header-rows>") && ods.contains(".D3\""), "{ods}");
    let xlsx = spreadsheet::xlsx::xlsx(&[sheet]).unwrap();
    let page = part(&xlsx, "xl/worksheets/sheet1.xml");
    // 1 March 2027 is day 46447 of Excel's calendar.
    assert!(page.contains("<v>46447</v>") && page.contains("<v>-3</v>"), "{page}");
    assert!(!page.contains("<f>") && page.contains("<autoFilter ref=\"A1:D3\""), "{page}");
    assert!(page.contains("state=\"frozen\"") && page.contains("type=\"list\""), "{page}");
    assert!(part(&xlsx, "docProps/core.xml").contains("2027-03-01T00:00:00Z"));
}
