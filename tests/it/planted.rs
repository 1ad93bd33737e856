//! Planted defects: set-ups in which nothing is wrong but one thing. Each must be found as exactly one finding, with the
//! right code at the right place, in both languages; the set-up without it has none.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use lotse::cli::Session;
use lotse::diagnostic::Diagnostic;
use lotse::render::terminal::{self, Style};
use lotse::source::Sources;
use lotse::text::Language;
use lotse::time::parse_date;

/// One defect.
#[derive(serde::Deserialize)]
struct Defect {
    code: String,
    title: String,
    #[serde(default = "usual_day")]
    on: String,
    at: String,
    /// What the set-up has besides the example, so that the mistake can be made; it is clean with it.
    #[serde(default)]
    setting: Vec<Edit>,
    edits: Vec<Edit>,
}

/// A change of one file; with `until`, everything before that text goes too; without `find` it is a file of its own.
#[derive(serde::Deserialize)]
struct Edit {
    file: String,
    find: Option<String>,
    until: Option<String>,
    write: String,
    /// Wherever it stands, not only the first time.
    #[serde(default)]
    every: bool,
    /// Stored as `windows-1252` instead of UTF-8.
    encoding: Option<String>,
}

fn usual_day() -> String {
    "2027-01-01".to_owned()
}

/// The complete example under all built-in profiles, in a folder.
fn clean(on: &str) -> tempfile::TempDir {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("states/examples/complete");
    let folder = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(example).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), folder.path().join(entry.file_name())).unwrap();
    }
    let path = folder.path().join("lotse.toml");
    let mut settings = fs::read_to_string(&path).unwrap();
    let all: Vec<String> = lotse::profile::BUILT_IN.iter().map(|(id, _)| format!("\"{id}\"")).collect();
    let one = "profiles = [\"familie-und-kind\"]";
    assert!(settings.contains(one));
    settings = settings.replace(one, &format!("profiles = [{}]", all.join(", ")));
    // On another day the plan of the example would be late as well.
    if on != usual_day() {
        settings = settings.replace("[review]", "[severity]\nL601 = \"off\"\n\n[review]");
    }
    fs::write(path, settings).unwrap();
    folder
}

fn change(folder: &Path, edit: &Edit, title: &str) {
    let path = folder.join(&edit.file);
    let Some(find) = &edit.find else {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        return fs::write(path, &edit.write).unwrap();
    };
    let mut text = fs::read_to_string(&path).unwrap();
    let start = text.find(find).unwrap_or_else(|| panic!("{title}: {} has no {find:?}", edit.file));
    if edit.every {
        text = text.replace(find, &edit.write);
    } else {
        let end = match &edit.until {
            Some(until) => start + text[start..].find(until).unwrap(),
            None => start + find.len(),
        };
        text.replace_range(start..end, &edit.write);
    }
    let bytes = match edit.encoding.as_deref() {
        None => text.into_bytes(),
        // German letters are the same there as in Latin-1.
        Some("windows-1252") => text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect(),
        Some(other) => panic!("{title}: encoding {other}"),
    };
    fs::write(path, bytes).unwrap();
}

fn judged(folder: &Path, on: &str) -> (Vec<Diagnostic>, Sources) {
    let on = parse_date(on).unwrap();
    let session = Session { language: None, on, minute: None };
    let (workspace, _) = session.load(&[folder.to_owned()]).unwrap();
    let findings = workspace.judge(&workspace.table(), on).findings;
    (findings, workspace.sources)
}

fn defects() -> Vec<Defect> {
    #[derive(serde::Deserialize)]
    struct Corpus {
        defect: Vec<Defect>,
    }
    toml::from_str::<Corpus>(include_str!("planted/defects.toml")).unwrap().defect
}

/// What is found, in one line each.
fn told(findings: &[Diagnostic], sources: &Sources) -> Vec<String> {
    let line = |finding: &Diagnostic| {
        let (start, _) = sources.positions(finding.span);
        let path = sources.get(finding.span.source).path();
        format!("{} at {path}:{start}: {}", finding.code, finding.message.en)
    };
    findings.iter().map(line).collect()
}

#[test]
fn the_clean_set_up_has_no_finding() {
    for day in defects().iter().map(|defect| defect.on.as_str()).collect::<BTreeSet<_>>() {
        let (findings, sources) = judged(clean(day).path(), day);
        assert!(findings.is_empty(), "{day}: {:#?}", told(&findings, &sources));
    }
    for defect in defects().iter().filter(|defect| !defect.setting.is_empty()) {
        let folder = clean(&defect.on);
        for edit in &defect.setting {
            change(folder.path(), edit, &defect.title);
        }
        let (findings, sources) = judged(folder.path(), &defect.on);
        assert!(findings.is_empty(), "{}: {:#?}", defect.title, told(&findings, &sources));
    }
}

#[test]
fn each_defect_is_one_finding_at_its_place() {
    let mut wrong = Vec::new();
    for defect in defects() {
        let folder = clean(&defect.on);
        for edit in defect.setting.iter().chain(&defect.edits) {
            change(folder.path(), edit, &defect.title);
        }
        let (findings, sources) = judged(folder.path(), &defect.on);
        let told = told(&findings, &sources);
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
fn there_are_many_and_every_code_is_among_them() {
    let defects = defects();
    assert!(defects.len() >= 60, "{}", defects.len());
    let planted: BTreeSet<&str> = defects.iter().map(|defect| defect.code.as_str()).collect();
    let all = lotse::catalog::all();
    let missing: Vec<&str> =
        all.iter().map(|info| info.code.0).filter(|code| !planted.contains(code)).collect();
    assert!(missing.is_empty(), "without a planted defect: {missing:?}");
}
