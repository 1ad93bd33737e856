//! What is done with any bytes, whatever they are. Each function returns, or panics where something does not hold.
//!
//! `.ci/run` hands them inputs that libFuzzer invents; `cargo test` hands them the kept ones below `corpus/`.

use std::collections::{BTreeMap, BTreeSet};

use lotse::diagnostic::Diagnostic;
use lotse::import::{self, Columns, Knowledge, Sheet, rows};
use lotse::key::{self, Area, StateCode};
use lotse::register::{self, Register};
use lotse::render::json::findings_json;
use lotse::render::terminal::{self, Style};
use lotse::source::Sources;
use lotse::text::{Language, Text};
use lotse::time::{self, Date};
use lotse::view::summary::Summary;
use lotse::workspace::{Texts, Workspace};

/// What is done with any bytes.
pub type Target = fn(&[u8]);

/// The targets by name; the corpus of each lies in the folder of that name.
pub const ALL: &[(&str, Target)] = &[
    ("workspace", workspace),
    ("identifiers", identifiers),
    ("gv100ad", gv100ad),
    ("tables", tables),
    ("profile", profile),
];

/// The day of all questions.
const ON: &str = "2027-01-12";

/// The files of a workspace: the first is `a.toml`, the others begin at a line `# file: name.toml`.
///
/// `lotse.toml` gives the settings, and what lies below `templates/` is a profile.
pub fn workspace(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let mut files = vec![("a.toml".to_owned(), String::new())];
    for line in text.split_inclusive('\n') {
        match line.strip_prefix("# file: ") {
            // As the reader of files has it: each path comes once.
            Some(name) if files.len() < 6 && files.iter().all(|(path, _)| path != name.trim()) => {
                files.push((name.trim().to_owned(), String::new()));
            }
            _ => files.last_mut().expect("never empty").1.push_str(line),
        }
    }
    let settings = files.iter().position(|(path, _)| path == "lotse.toml").map(|at| files.remove(at));
    let (profiles, files) = files.into_iter().partition(|(path, _)| path.starts_with("templates/"));
    told(&Workspace::read_with(Texts { settings, files, profiles, ..Texts::default() }, &lotse::work::Alone));
}

/// Judges and tells everything; every place must lie in its file, between characters.
fn told(workspace: &Workspace) {
    let on = time::parse_date(ON).expect("a day");
    let table = workspace.table();
    let findings = workspace.judge(&table, on).findings;
    let sources = &workspace.sources;
    for finding in &findings {
        let text = sources.get(finding.span.source).text();
        assert!(text.get(finding.span.range()).is_some(), "{} at {:?}", finding.code, finding.span);
        for edit in &finding.fix {
            let text = sources.get(edit.span.source).text();
            assert!(text.get(edit.span.range()).is_some(), "{} mends {:?}", finding.code, edit.span);
        }
        spoken(&finding.message);
    }
    print(&findings, sources);
    for mended in lotse::fix::apply(&findings, sources) {
        let before = sources.get(mended.source).text();
        assert!(before != mended.text, "a repair changes something");
    }
}

fn print(findings: &[Diagnostic], sources: &Sources) {
    for language in Language::ALL {
        for style in [Style { colour: true, width: 40, ascii: false }, Style::default()] {
            let text = terminal::render(findings, sources, language, style);
            assert!(!text.contains('\0') && !text.contains('\u{202e}'), "what a file holds is tamed");
        }
    }
    let json = findings_json(findings, sources, ON, &Summary::default());
    assert!(json.starts_with('{') && json.ends_with("}\n"), "{json}");
}

fn spoken(text: &Text) {
    assert!(!text.de.is_empty() && !text.en.is_empty());
}

/// Every reader of a single value. What is accepted is accepted again as it is printed.
pub fn identifiers(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    again(text, Area::parse, |area| area.digits());
    again(text, key::Ags::parse, ToString::to_string);
    again(text, StateCode::parse, ToString::to_string);
    again(text, key::Leistungsschluessel::parse, ToString::to_string);
    again(text, key::OzgId::parse, ToString::to_string);
    again(text, key::DvdvKey::parse, ToString::to_string);
    again(text, key::DestinationId::parse, ToString::to_string);
    again(text, key::OeId::parse, ToString::to_string);
    again(text, key::LocalId::parse, ToString::to_string);
    again(text, key::GlobalId::parse, ToString::to_string);
    again(text, key::Reference::parse, ToString::to_string);
    again(text, key::Email::parse, ToString::to_string);
    again(text, key::Phone::parse, |phone| phone.as_str().to_owned());
    again(text, key::Url::parse, ToString::to_string);
    facts(text);
    let slug = key::slug(text);
    assert!(slug.is_ascii() && !slug.is_empty() && !slug.contains(['/', '\\', '.', ':']), "{slug}");
    times(text);
}

/// Reads; a repair and the printed form must be read, the latter as the same value.
fn again<T: PartialEq + std::fmt::Debug>(
    text: &str,
    parse: fn(&str) -> Result<T, key::Problem>,
    print: impl Fn(&T) -> String,
) {
    match parse(text) {
        Ok(value) => assert_eq!(parse(&print(&value)).as_ref(), Ok(&value)),
        Err(problem) => {
            spoken(&problem.phrase());
            if let Some(help) = &problem.help {
                spoken(help);
            }
            if let Some(replacement) = &problem.replacement {
                assert!(replacement != text && parse(replacement).is_ok(), "{text} → {replacement}");
            }
        }
    }
}

/// What accepted identifiers tell about themselves.
fn facts(text: &str) {
    if let Ok(area) = Area::parse(text) {
        assert!(area.first() <= area.last() && area.contains(area));
        assert!(area.ancestors().iter().all(|above| above.contains(area)));
        let _ = (area.ags(), area.state(), area.level());
    }
    if let Ok(key) = key::Leistungsschluessel::parse(text) {
        let _ = (key.verrichtung().len(), key.detail().len(), key.warning());
    }
    if let Ok(key) = key::DvdvKey::parse(text) {
        let _ = (key.digits().len(), key.state_digits().len());
    }
    if let Ok(email) = key::Email::parse(text) {
        let _ = (email.local().len(), email.domain().len(), email.looks_personal());
    }
    if let Ok(url) = key::Url::parse(text) {
        assert_eq!(key::Url::parse(&url.to_string()), Ok(url));
    }
    if let Ok(ags) = key::Ags::parse(text) {
        assert_eq!(key::Ags::parse(&ags.to_string()), Ok(ags));
    }
}

fn times(text: &str) {
    let day = time::parse_date(text).or_else(|| text.get(..10).and_then(time::parse_date));
    if let Some(day) = day {
        assert_eq!(time::parse_date(&time::iso(day)), Some(day));
    }
    let rest = day.and_then(|_| text.get(10..)).map_or(text, str::trim_start);
    let ends = [Date::MIN, day.unwrap_or(Date::new(2027, 12, 24).expect("a day")), Date::MAX];
    let calendar = time::Calendar::new("NI");
    match time::Duration::parse(rest) {
        Ok(duration) => {
            let printed = duration.to_string();
            assert_eq!(time::Duration::parse(&printed).as_ref(), Ok(&duration), "{printed}");
            assert_eq!(duration.compare(duration), Some(std::cmp::Ordering::Equal));
            for day in ends {
                let _ = (duration.after(day, &calendar), duration.before(day, &calendar));
            }
            for language in Language::ALL {
                assert!(!duration.words(language).is_empty());
            }
        }
        Err(problem) => within(rest, &problem),
    }
    match time::ServiceHours::parse(rest) {
        Ok(hours) => {
            for language in Language::ALL {
                assert!(!hours.words(language).is_empty());
            }
            assert!(hours.weekly_minutes() <= 7 * 24 * 60);
            for day in ends {
                let holiday = |day| calendar.is_holiday(day);
                for (from, until) in hours.day(day, holiday) {
                    assert!(from < until && until <= 24 * 60);
                    assert_eq!(hours.next_open(day, from, holiday), Some((day, from)));
                }
                for minute in [0, 719, 1439] {
                    if let Some((open, at)) = hours.next_open(day, minute, holiday) {
                        assert!((open, at) >= (day, minute));
                    }
                    let _ = hours.after_minutes(day, minute, 1440, holiday);
                }
            }
        }
        Err(problem) => within(rest, &problem),
    }
}

fn within(text: &str, problem: &time::Problem) {
    spoken(&problem.message);
    if let Some(help) = &problem.help {
        spoken(help);
    }
    if let Some(at) = &problem.at {
        assert!(text.get(at.clone()).is_some(), "{text:?} at {at:?}");
    }
}

/// An edition of the register, told, searched and compared with itself.
pub fn gv100ad(data: &[u8]) {
    edition(register::gv100ad::read(data));
}

fn edition(read: Result<Register, Vec<register::Problem>>) {
    let register = match read {
        Ok(register) => register,
        Err(problems) => {
            assert!(!problems.is_empty() && problems.len() <= register::problem::MAX_PROBLEMS + 1);
            for problem in &problems {
                spoken(&problem.message);
            }
            return;
        }
    };
    assert!(register.units.is_sorted_by(|a, b| a.key < b.key), "by key, each once");
    let written = register::csv::write(&register);
    let back = register::csv::read(&written).expect("what is written is read");
    assert_eq!(back.units, register.units, "{written}");
    assert_eq!(register::diff::diff(&register, &back), []);
    assert!(register::diff::successors(&[register.clone(), back]).is_empty());
    for language in Language::ALL {
        assert!(!lotse::render::register::summary(&register, "register.csv", language).is_empty());
        let found: Vec<_> = register.units.iter().take(20).collect();
        lotse::render::register::units(&register, &found, language, 40);
    }
    for unit in register.units.iter().take(20) {
        let _ = (register.get(&unit.key), register.ancestors(&unit.key), register.search(&unit.name));
        let _ = (register.within(&unit.key).len(), register.near(&unit.name, &unit.name));
    }
}

/// A table: as a register, and as a contact list that becomes records in a file, twice.
pub fn tables(data: &[u8]) {
    let (text, _) = register::decode(data);
    edition(register::csv::read(&text));
    let sheet = Sheet::csv(&text);
    let Ok(columns) = Columns::find(&sheet, &[]).map_err(|message| spoken(&message)) else { return };
    let register = known();
    let knowledge = Knowledge {
        state: StateCode::NI,
        register: Some(&register),
        services: vec!["hb/eheschliessung".to_owned()],
        known_services: BTreeMap::from([("hb/eheschliessung".to_owned(), "Eheschließung".to_owned())]),
        taken: BTreeSet::from(["standesamt-aurich".to_owned()]),
    };
    let imported = rows::read(&sheet, &columns, &knowledge);
    for doubt in &imported.doubts {
        spoken(&doubt.reason);
    }
    let merged = import::toml::merge(None, StateCode::NI, "liste.csv", &imported).expect("a new file");
    read_back(&merged.text);
    let second = import::toml::merge(Some(&merged.text), StateCode::NI, "liste.csv", &imported)
        .expect("what was written is read");
    assert_eq!(second.text, merged.text, "a second run changes nothing");
    for language in Language::ALL {
        import::preview::preview(&columns, &imported, &merged, language);
    }
}

/// What was imported is valid for the reader.
fn read_back(text: &str) {
    let sources = Sources::new([("ni.toml".to_owned(), text.to_owned())]);
    for (id, source) in sources.iter() {
        let (_, problems) = lotse::config::read_file(id, source);
        assert!(problems.is_empty(), "{problems:?}\n{text}");
    }
}

/// A few rows of the register, as facts.
fn known() -> Register {
    use register::{Entry, Kind};
    Register::new(
        "2025-11-30",
        vec![
            Entry::new("03", "Niedersachsen", Kind::Land),
            Entry::new("03452", "Aurich", Kind::RuralDistrict),
            Entry::new("034520001001", "Aurich, Stadt", Kind::Town),
            Entry::new("034525403", "Brookmerland", Kind::Samtgemeinde),
        ],
    )
}

/// A profile that a workspace of one state chooses; told as `lotse profile show` tells it.
pub fn profile(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let read = |settings: &str| {
        Workspace::read_with(
            Texts {
                settings: Some(("lotse.toml".to_owned(), settings.to_owned())),
                files: vec![("a.toml".to_owned(), STATE.to_owned())],
                profiles: vec![("templates/profiles/own.toml".to_owned(), text.to_owned())],
                ..Texts::default()
            },
            &lotse::work::Alone,
        )
    };
    let workspace = read("format = 1\nprofiles = [\"own\", \"nachnutzung\"]\n");
    for profile in workspace.profiles.iter().filter(|profile| !profile.built_in) {
        for language in Language::ALL {
            lotse::render::profile::text(profile, language, 40);
        }
        lotse::render::profile::json(profile);
    }
    told(&workspace);
}

const STATE: &str = r#"[state]
code = "NI"

[[organization]]
id = "amt"
name = "Amt"
kind = "authority"

[[service]]
id = "a"
name = "A"

[[use]]
service = "a"
go-live = 2027-01-01

[[support]]
level = "first"
solution = "interim"
owner = "amt"
"#;
