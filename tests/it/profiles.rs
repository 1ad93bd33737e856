//! The profiles that come with Lotse, and a user's own.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use lotse::profile::{self, Requirements};
use lotse::rules;
use lotse::source::Sources;

/// Rules that other branches bring; nothing once they are merged.
const AWAITED: &[&str] = &[
    "L017", "L018", "L102", "L103", "L104", "L105", "L106", "L107", "L108", "L110", "L111", "L201", "L202",
    "L203", "L204", "L205", "L206", "L207", "L209", "L501", "L505", "L506", "L507",
];

fn sources() -> Sources {
    Sources::new(profile::BUILT_IN.iter().map(|(id, text)| (format!("{id}.toml"), (*text).to_owned())))
}

#[test]
fn built_in_profiles_read_and_name_rules_that_exist() {
    let sources = sources();
    let mut asked: BTreeSet<String> = BTreeSet::new();
    for (id, source) in sources.iter() {
        let (profile, diagnostics) = profile::read(id, &sources);
        assert_eq!(diagnostics, [], "{}", source.path());
        let profile = profile.unwrap();
        assert_eq!(format!("{}.toml", profile.id), source.path());
        let ids: BTreeSet<&str> = profile.requirements.iter().map(|line| line.id.as_str()).collect();
        assert_eq!(ids.len(), profile.requirements.len(), "{}: an id stands twice", profile.id);
        asked.extend(profile.requirements.iter().flat_map(|line| line.rules.keys().cloned()));
    }
    for code in &asked {
        assert!(rules::find(code).is_some() || AWAITED.contains(&code.as_str()), "{code}");
    }
    for rule in rules::ALL.iter().filter(|rule| rule.runs == rules::Runs::WhenAsked) {
        assert!(asked.contains(rule.info.code.0), "no profile asks for {}", rule.info.code);
    }
}

const OWN: &str = r#"
format = 1
id = "hausregeln"
name = { de = "Hausregeln", en = "House rules" }
document = { de = "Supporthandbuch", en = "Support handbook" }
version = "3"
extends = ["familie-und-kind"]

[[requirement]]
id = "H1"
text = { de = "Zu jedem Onlinedienst gibt es eine Handreichung.", en = "There is a handout on each service." }
section = "2"
strength = "own"
errors = ["L409"]
notes = ["L404"]
"#;

#[test]
fn a_profile_of_ones_own_extends_a_built_in_one() {
    let mut files: Vec<(String, String)> =
        profile::BUILT_IN.iter().map(|(id, text)| (format!("{id}.toml"), (*text).to_owned())).collect();
    files.push(("hausregeln.toml".to_owned(), OWN.to_owned()));
    let sources = Sources::new(files);
    let known: Vec<_> = sources.iter().filter_map(|(id, _)| profile::read(id, &sources).0).collect();
    let requirements: Requirements = profile::combine_named(&["hausregeln"], &known);
    let names: Vec<&str> = requirements.profiles.iter().map(|profile| profile.id.as_str()).collect();
    assert_eq!(names, ["familie-und-kind", "hausregeln"]);
    assert_eq!(crate::support::cells(&requirements).len(), 6);
    assert!(requirements.asks("L409") && requirements.asks("L401"));
    let lines: Vec<&str> =
        requirements.violated("L404", None, None).iter().map(|(line, _)| line.id.as_str()).collect();
    assert_eq!(lines, ["S8", "H1"], "each line is judged by itself");
}

#[test]
fn the_handbook_lists_all_profiles_and_its_own_profile_reads() {
    let handbook = include_str!("../../docs/profile.md");
    for (id, _) in profile::BUILT_IN {
        assert!(handbook.contains(&format!("| `{id}` |")), "{id}");
    }
    let example = handbook.split("```").find(|block| block.contains("[[requirement]]\nid")).unwrap();
    let text = example.strip_prefix("toml\n").unwrap().to_owned();
    let sources = Sources::new([("hausregeln.toml".to_owned(), text)]);
    let (id, _) = sources.iter().next().unwrap();
    let (profile, diagnostics) = profile::read(id, &sources);
    assert_eq!(diagnostics, []);
    assert_eq!(profile.unwrap().requirements.len(), 1);
}
