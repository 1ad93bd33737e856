//! The words by which templates tell cases apart are words that the views say: a comparison that nothing can ever meet is a
//! sentence that nobody ever reads.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use lotse::view::word::ALL;
use lotse::vocabulary::{Level, Track, Vocabulary};

/// All templates of documents, by name.
fn templates() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let mut found = Vec::new();
    for language in ["de", "en"] {
        for entry in std::fs::read_dir(root.join(language)).unwrap() {
            let path = entry.unwrap().path();
            let name = format!("{language}/{}", path.file_name().unwrap().to_string_lossy());
            found.push((name, std::fs::read_to_string(&path).unwrap()));
        }
    }
    found.sort();
    found
}

/// The comparisons of a template with words: the last name before the operator, and the word.
fn comparisons(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for operator in [" == \"", " != \""] {
        for (at, _) in text.match_indices(operator) {
            let before = &text[..at];
            let start =
                before.rfind(|one: char| !(one.is_alphanumeric() || one == '_')).map_or(0, |at| at + 1);
            let word = text[at + operator.len()..].split('"').next().unwrap();
            found.push((before[start..].to_owned(), word.to_owned()));
        }
    }
    found
}

/// The words of each name: those of the views, and those of levels and tracks.
fn known() -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let mut known: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (name, words) in ALL {
        known.entry(name).or_default().extend(*words);
    }
    known.entry("rank").or_default().extend(Level::all().iter().map(|level| level.word()));
    known.entry("track").or_default().extend(Track::all().iter().map(|track| track.word()));
    known
}

#[test]
fn a_template_asks_only_for_words_that_views_say() {
    let known = known();
    let mut seen = 0;
    for (name, text) in templates() {
        for (asked, word) in comparisons(&text) {
            let words =
                known.get(asked.as_str()).unwrap_or_else(|| panic!("{name}: no words of \"{asked}\""));
            assert!(words.contains(word.as_str()), "{name}: {asked} is never \"{word}\", only {words:?}");
            seen += 1;
        }
    }
    assert!(seen > 100, "{seen}");
}

/// Both languages tell the same cases apart.
#[test]
fn both_languages_tell_the_same_cases_apart() {
    let mut asked: BTreeMap<String, [BTreeSet<(String, String)>; 2]> = BTreeMap::new();
    for (name, text) in templates() {
        let (language, file) = name.split_once('/').unwrap();
        let side = usize::from(language == "en");
        asked.entry(file.to_owned()).or_default()[side].extend(comparisons(&text));
    }
    for (file, [german, english]) in asked {
        assert_eq!(german, english, "{file}");
    }
}

#[test]
fn a_comparison_that_nothing_meets_is_seen() {
    let text = "{% if turn.verdict == \"coverd\" %}{% elif group.status != \"unplanned\" %}{% endif %}";
    let found = comparisons(text);
    assert_eq!(
        found,
        [("verdict".to_owned(), "coverd".to_owned()), ("status".to_owned(), "unplanned".to_owned())]
    );
    assert!(!known()["verdict"].contains("coverd") && known()["status"].contains("unplanned"));
}
