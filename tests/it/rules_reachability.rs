//! Reachability, service levels, agreements, reviews, register keys: from texts to findings.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::path::Path;

use lotse::config::{self, problems};
use lotse::diagnostic::{Diagnostic, RuleInfo, Severity};
use lotse::profile::{self, Requirements};
use lotse::register::{Register, csv, diff};
use lotse::resolve::resolve;
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
            match line.strip_prefix("# file: ") {
                Some(name) => setup.files.push((name.trim().to_owned(), String::new())),
                None => {
                    let (_, text) = setup.files.last_mut().unwrap();
                    text.push_str(line);
                    text.push('\n');
                }
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
        let (raw, mut found) = config::read(&sources, ids);
        let (model, problems) = resolve(&raw);
        found.extend(problems);
        let requirements = requirements();
        let table = Table::new(&model, &requirements, Places::new(&model, self.register.as_ref()));
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
            gaps: &gaps,
            requirements: &requirements,
            register: self.register.as_ref(),
            successors: self.successors.as_ref(),
            review,
            severities: &BTreeMap::new(),
            on,
        };
        found.extend(rules::check(&context).findings.into_iter().map(|found| found.diagnostic));
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
