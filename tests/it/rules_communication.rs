//! The rules on communication, feedback, knowledge and exceptions, and the example workspaces under every profile.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use jiff::civil::date;
use lotse::model::Model;
use lotse::profile::{self, Profile};
use lotse::routing::{Places, Table, gaps};
use lotse::rules::{self, Context, Outcome, Review, Rule};
use lotse::source::Sources;
use lotse::{config, resolve};

pub fn built_in() -> Vec<Profile> {
    let sources =
        Sources::new(profile::BUILT_IN.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())));
    sources.iter().filter_map(|(id, _)| profile::read(id, &sources).0).collect()
}

/// The model of some files; what is wrong with the files themselves is no matter of these tests.
fn model(sources: &Sources) -> Model {
    let (files, _) =
        config::read(sources, &sources.iter().map(|(id, _)| id).collect::<Vec<_>>(), &lotse::work::Alone);
    resolve::resolve_with(&files, lotse::key::Reading::default(), &lotse::work::Alone).0
}

fn check(sources: &Sources, profiles: &[&str]) -> Outcome {
    let model = model(sources);
    let requirements = profile::combine_named(profiles, &built_in());
    let on = date(2027, 1, 1);
    let table = std::sync::Arc::new(Table::new(
        &std::sync::Arc::new(model.clone()),
        &requirements,
        Places::new(&model, None),
    ));
    let situation = lotse::situation::Situation::new(&table, on);
    let gaps = gaps::gaps(&table, on);
    rules::check_with(
        &Context {
            model: &model,
            table: &table,
            situation: &situation,
            gaps: &gaps,
            ladders: rules::Ladders::default(),
            requirements: &requirements,
            catalog: &lotse::plan::lists::catalog(&[], &[]).0,
            rollout: std::sync::OnceLock::new(),
            register: None,
            successors: None,
            review: Review::default(),
            severities: &BTreeMap::new(),
            on,
        },
        &lotse::work::Alone,
    )
}

fn codes(outcome: &Outcome) -> Vec<&'static str> {
    outcome.findings.iter().map(|found| found.diagnostic.code.0).collect()
}

fn messages(outcome: &Outcome, code: &str) -> Vec<String> {
    let of = outcome.findings.iter().filter(|found| found.diagnostic.code.0 == code);
    of.map(|found| found.diagnostic.message.de.clone()).collect()
}

/// The files of an example: the first is `a.toml`, the others begin with `# file: name.toml`.
fn example(text: &str) -> Sources {
    let mut files = vec![("a.toml".to_owned(), String::new())];
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("# file: ") {
            files.push((name.to_owned(), String::new()));
        } else if let Some((_, file)) = files.last_mut() {
            file.push_str(line);
            file.push('\n');
        }
    }
    Sources::new(files)
}

/// The files of a workspace, without settings and without workspaces inside it.
fn workspace(root: &str) -> Sources {
    fn walk(folder: &Path, files: &mut Vec<(String, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                if !path.join("lotse.toml").exists() && !path.ends_with("examples") {
                    walk(&path, files);
                }
            } else if path.extension().is_some_and(|end| end == "toml") && !path.ends_with("lotse.toml") {
                files.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let mut files = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(root), &mut files);
    Sources::new(files)
}

fn mine() -> impl Iterator<Item = &'static Rule> {
    let of_group = |rule: &&Rule| rule.info.code.0.starts_with("L4") || rule.info.code.0.starts_with("L9");
    rules::ALL.iter().copied().filter(of_group)
}

fn all_profiles() -> Vec<&'static str> {
    profile::BUILT_IN.iter().map(|(id, _)| *id).collect()
}

#[test]
fn bad_examples_fire_and_good_ones_do_not() {
    for rule in mine() {
        let code = rule.info.code.0;
        let bad = check(&example(rule.info.bad), &all_profiles());
        assert_eq!(
            codes(&bad).iter().filter(|found| **found == code).count(),
            1,
            "{code}: {:?}",
            codes(&bad)
        );
        let good = check(&example(rule.info.good), &all_profiles());
        assert!(!codes(&good).contains(&code), "{code}: {:?}", messages(&good, code));
    }
}

#[test]
fn the_complete_example_is_complete_under_every_profile() {
    let outcome = check(&workspace("states/examples/complete"), &all_profiles());
    let found: Vec<_> = outcome
        .findings
        .iter()
        .filter(|found| mine().any(|rule| rule.info.code == found.diagnostic.code))
        .map(|found| format!("{} {}", found.diagnostic.code, found.diagnostic.message.de))
        .collect();
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn wittmund_has_not_agreed_where_its_feedback_goes() {
    let outcome = check(&workspace("states"), &["familie-und-kind"]);
    assert_eq!(
        messages(&outcome, "L401"),
        ["Landkreis Wittmund hat keinen Weg für Feedback zu „Unterhaltsvorschuss Online“"]
    );
    let wittmund = outcome.findings.iter().find(|found| found.diagnostic.code.0 == "L401").unwrap();
    assert_eq!(wittmund.diagnostic.subject, "NI hb/unterhaltsvorschuss 03462");
    assert_eq!(wittmund.diagnostic.sources, ["S10"]);
    for code in ["L402", "L403", "L406"] {
        assert_eq!(messages(&outcome, code), Vec::<String>::new(), "{code}");
    }
}

const HB: &str = "[state]\ncode = \"HB\"\n[[organization]]\nid = \"koordination\"\nname = \"Betrieb\"\nkind = \"coordination\"\n[[service]]\nid = \"a\"\nname = \"A\"\n[[service]]\nid = \"b\"\nname = \"B\"\n";
const NI: &str = "# file: ni.toml\n[state]\ncode = \"NI\"\ncoordination = \"k\"\n[[organization]]\nid = \"k\"\nname = \"Koordination\"\nkind = \"coordination\"\n[[organization]]\nid = \"x\"\nname = \"Amt X\"\nkind = \"authority\"\nmunicipality = \"03462\"\ncompetent = [{}]\n[[use]]\nservice = \"hb/a\"\n";

fn found(text: &str, code: &str) -> Vec<String> {
    messages(&check(&example(text), &all_profiles()), code)
}

#[test]
fn feedback_counts_per_service_and_by_longest_prefix() {
    let both = format!("{HB}{NI}[[use]]\nservice = \"hb/b\"\n");
    let only_a = format!(
        "{both}[[municipality]]\nkey = \"03462\"\nfeedback = {{ to = \"k\", services = [\"hb/a\"] }}\n"
    );
    assert_eq!(found(&only_a, "L401"), ["Amt X hat keinen Weg für Feedback zu „B“"]);
    assert_eq!(found(&only_a, "L402"), ["das Feedback zu „A“ endet bei Koordination"]);
    let above = format!("{both}[[municipality]]\nkey = \"03\"\nfeedback = {{ to = \"hb/koordination\" }}\n");
    assert_eq!(found(&above, "L401"), Vec::<String>::new());
    assert_eq!(found(&above, "L402"), Vec::<String>::new());
    // Who declines has no way, whatever is told further above.
    let declined = format!(
        "{above}[[municipality]]\nkey = \"03462\"\nfeedback = \"none\"\nfeedback-reason = \"kein Bedarf\"\n"
    );
    assert_eq!(found(&declined, "L401").len(), 1);
    // Nobody can tell which service a misspelt name meant: the name is told, no way is missing.
    let misspelt = only_a.replace("[\"hb/a\"]", "[\"hb/a\", \"hb/bb\"]");
    assert_eq!(found(&misspelt, "L401"), Vec::<String>::new());
}

#[test]
fn feedback_is_followed_over_hops_that_hold_on_the_day() {
    let chain = |since: &str| {
        format!(
            "{HB}{NI}[[organization]]\nid = \"m\"\nname = \"Mitte\"\nkind = \"other\"\n[[municipality]]\nkey = \"03462\"\nfeedback = {{ to = \"k\" }}\n[[path]]\npurpose = \"feedback\"\nfrom = \"k\"\nto = \"m\"\n[[path]]\npurpose = \"feedback\"\nfrom = \"m\"\nto = \"hb/koordination\"\n{since}"
        )
    };
    assert_eq!(found(&chain(""), "L402"), Vec::<String>::new());
    assert_eq!(found(&chain("since = 2027-02-01\n"), "L402"), ["das Feedback zu „A“ endet bei Mitte"]);
    let circle = format!(
        "{}[[path]]\npurpose = \"feedback\"\nfrom = \"m\"\nto = \"k\"\n",
        chain("since = 2027-02-01\n")
    );
    assert_eq!(found(&circle, "L402").len(), 1, "a circle ends, and is told once");
    let broken = format!(
        "{}[[path]]\npurpose = \"feedback\"\nfrom = \"m\"\nto = \"hb/kordination\"\n",
        chain("since = 2027-02-01\n")
    );
    assert_eq!(found(&broken, "L402"), Vec::<String>::new(), "a misspelt name gives one finding, its own");
}

#[test]
fn a_state_that_uses_its_own_service_owes_itself_nothing() {
    let own = format!(
        "{HB}[[organization]]\nid = \"x\"\nname = \"X\"\nkind = \"authority\"\nmunicipality = \"04011\"\ncompetent = [{{}}]\n[[use]]\nservice = \"a\"\n"
    );
    for code in ["L401", "L402", "L403", "L404", "L405", "L406", "L407", "L408"] {
        assert_eq!(found(&own, code), Vec::<String>::new(), "{code}");
    }
}

#[test]
fn what_was_not_loaded_or_not_read_is_not_called_missing() {
    let alone = NI.trim_start_matches("# file: ni.toml\n");
    let tainted = format!("{HB}{NI}[[path]\n");
    for text in [alone, tainted.as_str()] {
        for rule in mine() {
            let code = rule.info.code.0;
            assert_eq!(found(text, code), Vec::<String>::new(), "{code}");
        }
    }
}

#[test]
fn many_places_are_one_finding() {
    let offices: Vec<String> = (51..59)
        .map(|at| {
            format!(
                "[[organization]]\nid = \"a{at}\"\nname = \"Amt {at}\"\nkind = \"authority\"\nmunicipality = \"034{at}\"\ncompetent = [{{ area = [\"034{at}\"] }}]\n"
            )
        })
        .collect();
    let offices = offices.concat();
    let text = format!("{HB}{NI}{offices}");
    assert_eq!(found(&text, "L401"), ["9 Kommunen haben keinen Weg für Feedback zu „A“"]);
    assert_eq!(found(&text, "L403").len(), 1);
    let places: Vec<String> = (51..59)
        .map(|at| format!("[[municipality]]\nkey = \"034{at}\"\nfeedback = {{ to = \"k\" }}\n"))
        .collect();
    let text = format!("{text}{}", places.concat());
    assert_eq!(found(&text, "L402"), ["das Feedback zu „A“ endet bei Koordination"]);
}

#[test]
fn exceptions_silence_findings_and_are_found_when_idle() {
    let exception = |rule: &str, until: &str| {
        format!(
            "{HB}{NI}[[exception]]\nrule = \"{rule}\"\nreason = \"r\"\napproved-by = \"l\"\nuntil = {until}\n"
        )
    };
    let accepted = check(&example(&exception("L401", "2027-06-30")), &all_profiles());
    assert!(!codes(&accepted).contains(&"L401") && !codes(&accepted).contains(&"L902"));
    assert_eq!(accepted.accepted.len(), 1);
    let expired = check(&example(&exception("L401", "2026-06-30")), &all_profiles());
    assert!(codes(&expired).contains(&"L401") && codes(&expired).contains(&"L901"));
    assert!(!codes(&expired).contains(&"L902"));
    let misspelt = check(&example(&exception("L4O1", "2027-06-30")), &all_profiles());
    let finding = misspelt.findings.iter().find(|found| found.diagnostic.code.0 == "L902").unwrap();
    assert!(finding.diagnostic.help.as_ref().expect("a suggestion").de.starts_with("meinten Sie „L4"));
    let named = check(&example(&exception("municipality-without-feedback", "2027-06-30")), &all_profiles());
    let finding = named.findings.iter().find(|found| found.diagnostic.code.0 == "L902").unwrap();
    assert_eq!(finding.diagnostic.help.as_ref().expect("a suggestion").de, "meinten Sie „L401“?");
}
