//! One word for one thing (docs/style.md): what documents and messages say in German keeps to the glossary.

use std::fs;
use std::path::{Path, PathBuf};

use crate::tidy::{code, is_test, sources};

/// A word that is not ours, what it should be, and where it may stand all the same, with the reason.
const NOT_OURS: &[(&str, &str, &[&str])] = &[
    ("Prüftag", "Stichtag", &[]),
    ("Mängel", "Befunde", &["rules/l505_reaction_times_missing.rs"]),
    ("Freigestellt", "Freiwillig", &[]),
    ("Roll-Out", "Rollout", &[]),
    ("Strenge", "Verbindlichkeit", &[]),
    ("Medium", "Kanal", &["templates/profiles/eskalation-bsi.toml"]),
    ("Worüber |", "Kanal |", &[]),
    ("keine zuständige Stelle genannt", "keine zuständige Behörde genannt", &[]),
    ("passt auf keine Meldung", "passt auf keinen Befund", &[]),
    ("eskaliert hierarchisch", "gibt an die nächste Entscheidungsebene", &[]),
    ("das Level", "der Level", &[]),
    ("ab Start", "ab dem Start", &[]),
    ("Zurück bis:", "Bitte zurück:", &[]),
    ("Sie sie mit", "Sie die Onlinedienste mit", &[]),
];

/// Whether a word stands in a text by itself: names of variants in the code are English.
fn stands(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (text[..at].chars().next_back(), text[at + word.len()..].chars().next());
        before != Some(':') && !after.is_some_and(char::is_alphabetic)
    })
}

fn templates() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut waiting: Vec<PathBuf> =
        ["templates/de", "templates/plans", "templates/profiles", "templates/start/de"]
            .map(|folder| root.join(folder))
            .into();
    let mut found = Vec::new();
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found
}

/// The fault: two words for one thing, and a reader asks what the difference is.
#[test]
fn one_thing_has_one_word() {
    let code_of = |(path, text): (String, String)| (!is_test(&path)).then(|| (path, code(&text)));
    let all: Vec<(String, String)> = sources().into_iter().filter_map(code_of).chain(templates()).collect();
    let mut wrong = Vec::new();
    for (word, ours, except) in NOT_OURS {
        let found = all.iter().filter(|(path, _)| !except.contains(&path.as_str()));
        // A variant of the closed list of severities is English.
        let found = found.filter(|(_, text)| stands(&text.replace("Medium = ", ""), word));
        wrong.extend(found.map(|(path, _)| format!("{path}: „{word}“ is „{ours}“")));
        for path in *except {
            let stands_there = all.iter().any(|(other, text)| other == path && stands(text, word));
            assert!(stands_there, "{path} needs no exception for „{word}“");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
