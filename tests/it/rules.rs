//! Every rule: its documentation, its examples, its place in the list.

use std::collections::BTreeSet;
use std::path::Path;

use lotse::config::problems;
use lotse::diagnostic::RuleInfo;
use lotse::profile::{BUILT_IN, DEFAULT};
use lotse::rules::{ALL, Rule, Runs};
use lotse::time::Date;

use crate::pipeline::{Checked, check, files, profiles};

/// The day on which examples are judged.
const ON: Date = Date::constant(2027, 1, 1);

/// The profiles that ask for a rule.
fn asking(rule: &Rule) -> Vec<&'static str> {
    let code = rule.info.code.0;
    let known = profiles();
    let asking: Vec<_> = BUILT_IN
        .iter()
        .map(|(id, _)| *id)
        .filter(|id| {
            known
                .iter()
                .filter(|profile| profile.id == **id)
                .any(|profile| profile.requirements.iter().any(|line| line.rules.contains_key(code)))
        })
        .collect();
    asking
}

/// An example under the profiles that ask for the rule and the default one, which brings the cells.
fn example(rule: &Rule, text: &str) -> Checked {
    let mut chosen = asking(rule);
    if !chosen.contains(&DEFAULT) {
        chosen.push(DEFAULT);
    }
    check(files(text), &chosen, ON)
}

#[test]
fn a_bad_example_fires_and_a_good_one_does_not() {
    let mut wrong = Vec::new();
    for rule in ALL {
        let code = rule.info.code.0;
        let bad = example(rule, rule.info.bad);
        if bad.of(code).is_empty() {
            wrong.push(format!("{code}: the bad example does not fire\n{}", bad.lines()));
        }
        let good = example(rule, rule.info.good);
        if !good.of(code).is_empty() {
            wrong.push(format!("{code}: the good example fires\n{}", good.lines()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn examples_can_be_read() {
    for rule in ALL {
        for text in [rule.info.bad, rule.info.good] {
            let checked = example(rule, text);
            assert!(checked.problems.is_empty(), "{}: {text}\n{}", rule.info.code, checked.lines());
        }
    }
}

#[test]
fn a_profile_asks_for_every_rule_that_waits_to_be_asked() {
    for rule in ALL {
        let waits = rule.runs == Runs::WhenAsked;
        assert!(!waits || !asking(rule).is_empty(), "{}: no built-in profile lists it", rule.info.code);
    }
}

#[test]
fn a_profile_lists_only_codes_that_exist() {
    let known: BTreeSet<&str> =
        ALL.iter().map(|rule| rule.info.code.0).chain(problems::ALL.iter().map(|info| info.code.0)).collect();
    let asked: BTreeSet<String> = profiles()
        .iter()
        .flat_map(|profile| &profile.requirements)
        .flat_map(|line| line.rules.keys().cloned())
        .collect();
    let unknown: Vec<&String> = asked.iter().filter(|code| !known.contains(code.as_str())).collect();
    assert!(unknown.is_empty(), "asked for, but there is no such rule: {unknown:?}");
}

#[test]
fn the_list_is_sorted_and_no_code_is_given_twice() {
    let codes: Vec<&str> = ALL.iter().map(|rule| rule.info.code.0).collect();
    let mut sorted = codes.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(codes, sorted, "sorted by code, each once");
    let names: BTreeSet<&str> = infos().map(|info| info.name).collect();
    assert_eq!(names.len(), infos().count(), "a name means one thing");
    for problem in problems::ALL {
        assert!(!codes.contains(&problem.code.0), "{} is a problem and a rule", problem.code);
    }
}

#[test]
fn the_folder_is_the_list() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let mut in_folder: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with('l') && name.as_bytes().get(1).is_some_and(u8::is_ascii_digit))
        .collect();
    in_folder.sort();
    let in_list: Vec<String> = ALL
        .iter()
        .map(|rule| {
            let (code, name) = (rule.info.code.0.to_lowercase(), rule.info.name.replace('-', "_"));
            format!("{code}_{name}.rs")
        })
        .collect();
    assert_eq!(in_folder, in_list);
}

#[test]
fn every_rule_is_described_in_both_languages() {
    for info in infos() {
        let code = info.code.0;
        assert!(
            code.len() == 4 && code.starts_with('L') && code[1..].bytes().all(|byte| byte.is_ascii_digit()),
            "{code}"
        );
        let kebab = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        assert!(info.name.bytes().all(kebab) && !info.name.starts_with('-'), "{code}: {}", info.name);
        for words in [info.summary, info.what, info.why, info.fix] {
            assert!(!words.de.trim().is_empty() && !words.en.trim().is_empty(), "{code}");
            assert_ne!(words.de, words.en, "{code}: one of the two languages is missing");
        }
        for summary in [info.summary.de, info.summary.en] {
            assert!(!summary.ends_with('.'), "{code}: a summary has no full stop");
        }
        for words in [info.what, info.why, info.fix] {
            assert!(
                words.de.ends_with(['.', '?', ')']) && words.en.ends_with(['.', '?', ')']),
                "{code}: whole sentences"
            );
        }
        for source in info.sources {
            let digits = source.trim_start_matches(|letter: char| letter.is_ascii_uppercase());
            assert!(digits.len() < source.len() && digits.parse::<u8>().is_ok(), "{code}: {source}");
        }
        assert!(!info.since.is_empty(), "{code}");
    }
}

#[test]
fn a_finding_says_what_where_why_and_what_to_write() {
    for rule in ALL {
        let code = rule.info.code.0;
        for finding in example(rule, rule.info.bad).of(code) {
            for text in [&finding.message, &finding.label] {
                assert!(!text.de.ends_with('.') && !text.en.ends_with('.'), "{code}: {}", text.de);
            }
            assert!(!finding.message.de.is_empty() && !finding.message.en.is_empty(), "{code}");
            assert!(finding.help.is_some(), "{code}: says no way out");
            assert!(!finding.subject.is_empty(), "{code}: no exception could name it");
        }
    }
}

fn infos() -> impl Iterator<Item = &'static RuleInfo> {
    problems::ALL.iter().copied().chain(ALL.iter().map(|rule| &rule.info))
}
