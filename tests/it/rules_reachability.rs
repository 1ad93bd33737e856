//! Reachability, service levels, agreements, reviews, register keys: from texts to findings.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::path::Path;

use lotse::config::{self, problems};
use lotse::diagnostic::{Diagnostic, RuleInfo, Severity};
use lotse::profile::{self, Requirements};
use lotse::register::{Register, csv, diff};
use lotse::resolve::resolve_with;
use lotse::routing::{Places, Table, gaps::gaps};
use lotse::rules::{self, Context, Review, Runs};
use lotse::source::{SourceId, Sources};
use lotse::time::{Date, Duration};

const ON: Date = Date::constant(2027, 1, 1);

/// Asks for every rule that waits to be asked, beside the default profile, so that all of them run.
fn requirements() -> Requirements {
    let codes: Vec<String> = rules::ALL
        .iter()
        .filter(|rule| rule.runs == Runs::WhenAsked && rule.info.code.0 != "L101")
        .map(|rule| format!("\"{}\"", rule.info.code))
        .collect();
    let all = format!(
        "format = 1\nid = \"all\"\nname = {{ de = \"a\", en = \"a\" }}\ndocument = {{ de = \"a\", en = \"a\" }}\n\
         version = \"1\"\nextends = [\"familie-und-kind\"]\n[[requirement]]\nid = \"X\"\n\
         text = {{ de = \"a\", en = \"a\" }}\nsection = \"1\"\nstrength = \"must\"\nwarnings = [{}]\n",
        codes.join(", ")
    );
    let own = [
        ("familie-und-kind.toml".to_owned(), profile::BUILT_IN[0].1.to_owned()),
        ("all.toml".to_owned(), all),
    ];
    let sources = Sources::new(own);
    let known: Vec<_> = sources
        .iter()
        .map(|(id, _)| {
            let (profile, problems) = profile::read(id, &sources);
            assert!(problems.is_empty(), "{problems:?}");
            profile.unwrap()
        })
        .collect();
    profile::combine_named(&["all"], &known)
}

/// Files by path; `lotse.toml` and `register.csv` mean what they mean in a workspace.
#[derive(Default)]
struct Setup {
    files: Vec<(String, String)>,
    successors: Option<BTreeMap<String, Option<String>>>,
    register: Option<Register>,
}

impl Setup {
    fn example(text: &str) -> Self {
        let mut setup = Self { files: vec![("a.toml".to_owned(), String::new())], ..Self::default() };
        for line in text.lines() {
            if let Some(name) = line.strip_prefix("# file: ") {
                setup.files.push((name.trim().to_owned(), String::new()));
            } else {
                let (_, text) = setup.files.last_mut().unwrap();
                text.push_str(line);
                text.push('\n');
            }
        }
        if let Some(at) = setup.files.iter().position(|(name, _)| name == "register.csv") {
            setup.register = Some(csv::read(&setup.files.remove(at).1).unwrap());
        }
        setup
    }

    fn folder(path: &str) -> Self {
        let mut files = Vec::new();
        collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join(path), "", &mut files);
        assert!(!files.is_empty());
        Self { files, ..Self::default() }
    }

    fn check(self, on: Date) -> Checked {
        let sources = Sources::new(self.files);
        let settings = sources.find("lotse.toml");
        let ids: Vec<SourceId> =
            sources.iter().map(|(id, _)| id).filter(|id| Some(*id) != settings).collect();
        let (raw, mut found) = config::read(&sources, &ids, &lotse::work::Alone);
        let (model, problems) = resolve_with(&raw, lotse::key::Reading::default(), &lotse::work::Alone);
        found.extend(problems);
        let requirements = requirements();
        let table = std::sync::Arc::new(Table::new(
            &std::sync::Arc::new(model.clone()),
            &requirements,
            Places::new(&model, self.register.as_ref()),
        ));
        let situation = lotse::situation::Situation::new(&table, on);
        let gaps = gaps(&table, on);
        let settings = settings.and_then(|id| config::read_settings(id, sources.get(id)).0);
        let interval = |pick: fn(&config::settings::RawReview) -> Option<Duration>| {
            settings.as_ref().and_then(|settings| settings.review.value()).and_then(pick)
        };
        let review = Review {
            contact: interval(|review| review.contact.value().copied()),
            agreement: interval(|review| review.agreement.value().copied()),
            support: interval(|review| review.support.value().copied()),
        };
        let context = Context {
            model: &model,
            table: &table,
            situation: &situation,
            gaps: &gaps,
            ladders: rules::Ladders::default(),
            requirements: &requirements,
            catalog: &lotse::plan::lists::catalog(&[], &[]).0,
            rollout: std::sync::OnceLock::new(),
            register: self.register.as_ref(),
            successors: self.successors.as_ref(),
            review,
            severities: &BTreeMap::new(),
            on,
        };
        found.extend(
            rules::check_with(&context, &lotse::work::Alone)
                .findings
                .into_iter()
                .map(|found| found.diagnostic),
        );
        Checked { sources, found }
    }
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{prefix}{}", path.file_name().unwrap().to_string_lossy());
        if path.is_dir() {
            if !path.join("lotse.toml").exists() {
                collect(&path, &format!("{name}/"), files);
            }
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            files.push((name, std::fs::read_to_string(path).unwrap()));
        }
    }
}

struct Checked {
    sources: Sources,
    found: Vec<Diagnostic>,
}

impl Checked {
    fn of(&self, code: &str) -> Vec<&Diagnostic> {
        self.found.iter().filter(|finding| finding.code.0 == code).collect()
    }

    fn one(&self, code: &str) -> &Diagnostic {
        let found = self.of(code);
        assert_eq!(found.len(), 1, "{code}\n{}", self.lines());
        found[0]
    }

    fn lines(&self) -> String {
        let line = |finding: &Diagnostic| {
            let (start, _) = self.sources.positions(finding.span);
            let path = self.sources.get(finding.span.source).path();
            format!("{path}:{start} {} {} | {}", finding.code, finding.message.de, finding.label.de)
        };
        self.found.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

/// The rules of this file.
fn infos() -> impl Iterator<Item = &'static RuleInfo> {
    let own = |info: &&RuleInfo| {
        let number: u32 = info.code.0[1..].parse().unwrap();
        matches!(number, 19..=99 | 107..=199 | 208..=299 | 500..=599)
    };
    rules::ALL.iter().map(|rule| &rule.info).chain(problems::ALL.iter().copied()).filter(own)
}

#[test]
fn bad_examples_fire_once_and_good_ones_do_not() {
    let mut wrong = Vec::new();
    for info in infos() {
        let code = info.code.0;
        let bad = Setup::example(info.bad).check(ON);
        let good = Setup::example(info.good).check(ON);
        if bad.of(code).len() != 1 {
            wrong.push(format!("{code} bad:\n{}", bad.lines()));
        }
        if !good.of(code).is_empty() {
            wrong.push(format!("{code} good:\n{}", good.lines()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn the_complete_example_is_silent() {
    let checked = Setup::folder("states/examples/complete").check(ON);
    let own: Vec<&str> = infos().map(|info| info.code.0).collect();
    let found: Vec<_> = checked.found.iter().filter(|finding| own.contains(&finding.code.0)).collect();
    assert!(found.is_empty(), "{}", checked.lines());
}

#[test]
fn the_stale_contact_of_the_states_is_found_once() {
    let checked = Setup::folder("states").check(ON);
    let stale = checked.one("L208");
    assert!(stale.message.de.contains("Standesamt Stadt Emden"), "{}", stale.message.de);
    assert_eq!(checked.sources.snippet(stale.span), "2024-09-02");
    assert_eq!(stale.severity, Severity::Warning);
}

/// A file of Niedersachsen with the given records.
fn ni(records: &str) -> Setup {
    Setup::example(&format!("[state]\ncode = \"NI\"\n{records}"))
}

const DESK: &str = "[[organization]]\nid = \"stelle\"\nname = \"Stelle\"\nkind = \"state-helpdesk\"\n";

#[test]
fn service_hours_point_at_the_wrong_word() {
    let hours = "channels = [{ kind = \"phone\", address = \"115\", hours = \"Mo-Do 08:00-16:00\" }]";
    let checked = ni(&format!("{DESK}{hours}\n")).check(ON);
    assert_eq!(checked.sources.snippet(checked.one("L508").span), "Do");
    // An escape moves the letters of the file: then the whole value is shown.
    let hours = "channels = [{ kind = \"phone\", address = \"115\", hours = \"\\u004do-Do 08:00-16:00\" }]";
    let checked = ni(&format!("{DESK}{hours}\n")).check(ON);
    assert!(checked.sources.snippet(checked.one("L508").span).starts_with('"'));
}

#[test]
fn addresses_are_repaired_where_they_are_certain() {
    let bad = "channels = [{ kind = \"email\", address = \"support(at)amt.example\" }, { kind = \"phone\", address = \"+49 (0) 30 23125 042\" }, \
               { kind = \"ticket\", address = \"Warteschlange 7\" }, { kind = \"portal\", address = \"Serviceportal\" }, { kind = \"post\", address = \"Am Markt 1\" }]";
    let checked = ni(&format!("{DESK}{bad}\n")).check(ON);
    assert_eq!(checked.one("L502").fix[0].replacement, "\"support@amt.example\"");
    assert_eq!(checked.one("L503").fix[0].replacement, "\"+49 30 23125 042\"");
    assert!(checked.of("L504").is_empty(), "{}", checked.lines());
}

#[test]
fn a_mailbox_is_told_once_and_leaves_no_gap() {
    for (field, value) in [("owner", "support@amt.example"), ("owner", "+49 30 23125 042")] {
        let record =
            format!("[[support]]\nlevel = \"first\"\nsolution = \"interim\"\n{field} = \"{value}\"\n");
        let checked = ni(&record).check(ON);
        assert_eq!(checked.found.len(), 1, "{}", checked.lines());
        assert_eq!(checked.sources.snippet(checked.one("L110").span), format!("\"{value}\""));
    }
    for field in ["deputy", "superior"] {
        let checked = ni(&format!("{DESK}{field} = \"leitung@amt.example\"\n")).check(ON);
        checked.one("L110");
        assert!(checked.of("L006").is_empty() && checked.of("L107").is_empty(), "{}", checked.lines());
    }
    // A misspelt id stays a misspelt id.
    let checked =
        ni("[[support]]\nlevel = \"first\"\nsolution = \"interim\"\nowner = \"Die Stelle\"\n").check(ON);
    assert!(checked.of("L110").is_empty() && checked.of("L006").len() == 1, "{}", checked.lines());
}

#[test]
fn broken_times_are_not_missing_times() {
    let record = |times: &str| {
        format!(
            "{DESK}[[support]]\nlevel = \"second\"\ntrack = \"technical-state\"\nowner = \"stelle\"\n{times}\n"
        )
    };
    let broken = ni(&record("reaction = { critical = \"bald\", high = \"4 h\" }")).check(ON);
    assert!(broken.of("L505").is_empty() && broken.of("L004").len() == 1, "{}", broken.lines());
    let lonely = ni(&record("reaction = { high = \"4 h\", low = \"8 h\" }")).check(ON);
    assert!(lonely.one("L505").label.de.contains("critical"));
    let late =
        ni(&record("reaction = { critical = \"4 h\", high = \"8 h\" }\nrecovery = { critical = \"2 h\" }"))
            .check(ON);
    assert_eq!(late.sources.snippet(late.one("L506").span), "\"4 h\"");
    // Hours and working days cannot be compared: nothing is claimed.
    let mixed = ni(&record("reaction = { critical = \"1 wd\", high = \"4 h\" }")).check(ON);
    assert!(mixed.of("L506").is_empty(), "{}", mixed.lines());
}

#[test]
fn nothing_is_missing_from_what_could_not_be_read() {
    let record = "[[support]]\nlevel = \"second\"\ntrack = \"technical-state\"\nowner = \"stelle\"\n";
    let mut setup = ni(&format!("{DESK}{record}"));
    setup.files.push(("b.toml".to_owned(), "[state]\ncode = \"NI\"\n[[organization\nid = 1\n".to_owned()));
    setup.files.push(("lotse.toml".to_owned(), "format = 1\n[review]\ncontact = \"12 months\"\n".to_owned()));
    let checked = setup.check(ON);
    assert!(checked.found.iter().all(|finding| finding.code.0 == "L001"), "{}", checked.lines());
    let broken =
        ni(&format!("{DESK}channels = [{{ kind = \"fon\", address = \"115\" }}]\n{record}")).check(ON);
    assert!(broken.of("L501").is_empty() && broken.of("L507").is_empty(), "{}", broken.lines());
}

#[test]
fn an_agreement_needs_both_sides_or_what_is_not_known() {
    let bad = problems_and_rules("L108").bad;
    let with = |parties: &str| {
        let used = "service = \"hb/a\"\nagreement = \"v\"\n";
        let agreement = format!("[[agreement]]\nid = \"v\"\nparties = {parties}\n");
        let text =
            bad.replace("service = \"hb/a\"\n", used).replace("[[use]]", &format!("{agreement}[[use]]"));
        Setup::example(&text).check(ON)
    };
    assert_eq!(with("[\"stelle\"]").of("L108").len(), 1);
    assert_eq!(with("[\"hb/dienstleister\"]").of("L108").len(), 1);
    assert!(with("[\"stelle\", \"hb/dienstleister\"]").of("L108").is_empty());
    // A party of a state that is not there: nobody can tell.
    assert!(with("[\"stelle\", \"sh/amt\"]").of("L108").is_empty());
    // The operator's own record may name the agreement instead.
    let operator =
        bad.replace("owner = \"dienstleister\"\n", "owner = \"dienstleister\"\nagreement = \"v\"\n");
    let agreement =
        "[[agreement]]\nid = \"v\"\nparties = [\"dienstleister\", \"ni/stelle\"]\n# file: ni.toml";
    let checked = Setup::example(&operator.replace("# file: ni.toml", agreement)).check(ON);
    assert!(checked.of("L108").is_empty(), "{}", checked.lines());
}

fn problems_and_rules(code: &str) -> &'static RuleInfo {
    infos().find(|info| info.code.0 == code).unwrap()
}

#[test]
fn a_deliberate_gap_that_will_end_is_a_warning_until_it_has() {
    let bad = problems_and_rules("L113").bad;
    let ahead = Setup::example(bad).check(Date::constant(2026, 6, 1));
    assert_eq!(ahead.one("L113").severity, Severity::Warning);
    let over = Setup::example(bad).check(ON);
    assert_eq!(over.one("L113").severity, Severity::Error);
    assert_eq!(over.sources.snippet(over.one("L113").span), "2026-12-31");
}

fn register(edition: &str, rows: &str) -> Register {
    csv::read(&format!("# edition: {edition}\nkey;name\n{rows}")).unwrap()
}

#[test]
fn keys_are_held_against_the_register() {
    let old =
        register("2020-12-31", "03;Niedersachsen\n03452;Aurich\n034520001001;Aurich\n034529999999;Altdorf\n");
    let new =
        register("2025-11-30", "03;Niedersachsen\n03452;Aurich\n034520001001;Aurich\n034520002002;Altdorf\n");
    let successors = diff::successors(&[old, new.clone()]);
    let check = |key: &str, name: &str| {
        let mut setup = ni(&format!("[[municipality]]\nkey = \"{key}\"\nname = \"{name}\"\n"));
        setup.register = Some(new.clone());
        setup.successors = Some(successors.clone());
        setup.check(ON)
    };
    assert!(check("034520001001", "Aurich").found.is_empty());
    // Nine digits of a municipality whose association has no row of its own.
    assert!(check("034520001", "Aurich").of("L019").is_empty());
    let gone = check("034529999999", "Altdorf");
    assert_eq!(gone.one("L019").fix[0].replacement, "\"034520002002\"");
    assert_eq!(gone.one("L019").severity, Severity::Error);
    let inner = check("034520515515", "Ortsteil");
    assert_eq!(inner.one("L019").severity, Severity::Warning);
    assert_eq!(check("03499", "Nirgendwo").one("L019").severity, Severity::Error);
    // The zeros have a rule of their own, and one defect is told once.
    let zeros = check("030000000000", "Land");
    assert!(zeros.of("L019").is_empty() && zeros.of("L020").len() == 1, "{}", zeros.lines());
}

#[test]
fn the_register_turns_an_ags_into_the_ars() {
    let known = register("2025-11-30", "03;Niedersachsen\n03452;Aurich\n034520001001;Aurich\n");
    let sources = Sources::new([(
        "a.toml".to_owned(),
        "[state]\ncode = \"NI\"\n[[municipality]]\nkey = \"03452001\"\n[[municipality]]\nkey = \"03452999\"\n".to_owned(),
    )]);
    let (_, mut found) =
        config::read(&sources, &sources.iter().map(|(id, _)| id).collect::<Vec<_>>(), &lotse::work::Alone);
    config::offer_keys(&mut found, &sources, &known);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].fix[0].replacement, "\"034520001001\"");
    assert!(found[1].fix.is_empty());
}

#[test]
fn the_115_is_offered_later_or_elsewhere() {
    let bad = problems_and_rules("L111").bad;
    let later = "[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"servicecenter\"\nchannels = [\"phone\"]\nfrom = 2028-01-01\n";
    let checked = Setup::example(&format!("{bad}{later}").replacen(
        "owner = \"stelle\"\n[[support]]",
        "owner = \"stelle\"\nchannels = [\"email\"]\n[[support]]",
        1,
    ))
    .check(ON);
    assert!(checked.of("L111").is_empty(), "{}", checked.lines());
    let elsewhere =
        bad.replace("center = \"servicecenter\"", "center = \"servicecenter\"\narea = [\"03452\"]");
    let mut places = elsewhere;
    places.push_str("[[municipality]]\nkey = \"03452\"\nname = \"Aurich\"\n[[municipality]]\nkey = \"03457\"\nname = \"Leer\"\n");
    let label = Setup::example(&places).check(ON).one("L111").label.de.clone();
    assert_eq!(label, "betrifft Aurich");
}
