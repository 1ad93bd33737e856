//! Planted defects: set-ups in which nothing is wrong but one thing. Each must be found as exactly one finding, with the
//! right code at the right place, in both languages; the set-up without it has none.

use std::collections::BTreeSet;
use std::path::Path;

use lotse::diagnostic::Diagnostic;
use lotse::render::terminal::{self, Style};
use lotse::source::Sources;
use lotse::text::Language;
use lotse::time::parse_date;
use lotse::workspace::{Texts, Workspace};

/// One defect.
#[derive(serde::Deserialize)]
struct Defect {
    code: String,
    title: String,
    #[serde(default = "usual_day")]
    on: String,
    at: String,
    edits: Vec<Edit>,
}

/// A change of one file; with `until`, everything before that text goes too.
#[derive(serde::Deserialize)]
struct Edit {
    file: String,
    find: String,
    until: Option<String>,
    write: String,
}

fn usual_day() -> String {
    "2027-01-01".to_owned()
}

/// The complete example under all built-in profiles.
fn clean(on: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("states/examples/complete");
    let mut files: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read_to_string(path).unwrap())
        })
        .collect();
    files.sort();
    let all: Vec<String> = lotse::profile::BUILT_IN.iter().map(|(id, _)| format!("\"{id}\"")).collect();
    let settings = files.iter_mut().find(|(path, _)| path == "lotse.toml").unwrap();
    let one = "profiles = [\"familie-und-kind\"]";
    assert!(settings.1.contains(one));
    settings.1 = settings.1.replace(one, &format!("profiles = [{}]", all.join(", ")));
    // Later the plan of the example would be late as well.
    if on != usual_day() {
        let settings = files.iter_mut().find(|(path, _)| path == "lotse.toml").unwrap();
        settings.1 = settings.1.replace("[review]", "[severity]\nL601 = \"off\"\n\n[review]");
    }
    files
}

fn change(files: &mut [(String, String)], edit: &Edit, title: &str) {
    let text = &mut files.iter_mut().find(|(path, _)| *path == edit.file).unwrap().1;
    let start =
        text.find(&edit.find).unwrap_or_else(|| panic!("{title}: {} has no {:?}", edit.file, edit.find));
    let end = match &edit.until {
        Some(until) => start + text[start..].find(until).unwrap(),
        None => start + edit.find.len(),
    };
    text.replace_range(start..end, &edit.write);
}

fn judged(files: Vec<(String, String)>, on: &str) -> (Vec<Diagnostic>, Sources) {
    let (settings, files) = files.into_iter().partition(|(path, _)| path == "lotse.toml");
    let settings: Vec<(String, String)> = settings;
    let workspace =
        Workspace::read(Texts { settings: settings.into_iter().next(), files, ..Texts::default() });
    let findings = workspace.judge(&workspace.table(), parse_date(on).unwrap()).findings;
    (findings, workspace.sources)
}

fn defects() -> Vec<Defect> {
    #[derive(serde::Deserialize)]
    struct Corpus {
        defect: Vec<Defect>,
    }
    toml::from_str::<Corpus>(include_str!("planted/defects.toml")).unwrap().defect
}

#[test]
fn the_clean_set_up_has_no_finding() {
    for day in defects().iter().map(|defect| defect.on.as_str()).collect::<BTreeSet<_>>() {
        let (findings, _) = judged(clean(day), day);
        let told: Vec<&str> = findings.iter().map(|finding| finding.message.en.as_str()).collect();
        assert!(told.is_empty(), "{day}: {told:#?}");
    }
}

#[test]
fn each_defect_is_one_finding_at_its_place() {
    let mut wrong = Vec::new();
    for defect in defects() {
        let mut files = clean(&defect.on);
        for edit in &defect.edits {
            change(&mut files, edit, &defect.title);
        }
        let (findings, sources) = judged(files, &defect.on);
        let told: Vec<String> = findings
            .iter()
            .map(|finding| {
                let (start, _) = sources.positions(finding.span);
                let path = sources.get(finding.span.source).path();
                format!("{} at {path}:{start}: {}", finding.code, finding.message.en)
            })
            .collect();
        let expected = format!("{} at {}: ", defect.code, defect.at);
        if told.len() != 1 || !told[0].starts_with(&expected) {
            wrong.push(format!("{} ({}): expected {expected}, found {told:#?}", defect.title, defect.code));
            continue;
        }
        for language in Language::ALL {
            let style = Style { colour: false, width: 80, ascii: false };
            let text = terminal::render(&findings, &sources, language, style);
            let message = findings[0].message.get(language);
            assert!(!message.is_empty() && text.contains(&defect.code), "{}: {text}", defect.title);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn there_are_many_and_nearly_every_code_is_among_them() {
    let defects = defects();
    assert!(defects.len() >= 60, "{}", defects.len());
    let planted: BTreeSet<&str> = defects.iter().map(|defect| defect.code.as_str()).collect();
    // Not to be planted by changing a text: bytes that are no UTF-8, and what only a register tells.
    let elsewhere = [
        "L014", "L019",
        // Not planted yet: in the complete example they come with others, or need a plan that is late. Their own examples
        // are run by `rules`.
        "L304", "L305", "L310", "L311", "L312", "L313", "L314", "L601", "L602", "L603", "L604", "L608",
        "L609",
    ];
    let missing: Vec<&str> = lotse::catalog::all()
        .iter()
        .map(|info| info.code.0)
        .filter(|code| !planted.contains(code) && !elsewhere.contains(code))
        .collect();
    assert!(missing.is_empty(), "without a planted defect: {missing:?}");
}
