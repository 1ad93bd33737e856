//! How outputs name services, places, offices and questions, and how they say who answers.

use std::collections::{BTreeMap, BTreeSet};

use super::super::rendered::Names;

/// States: code, key, name.
const STATES: [(&str, &str, &str); 17] = [
    ("BB", "12", "Brandenburg"),
    ("BE", "11", "Berlin"),
    ("BW", "08", "Baden-Württemberg"),
    ("BY", "09", "Bayern"),
    ("HB", "04", "Bremen"),
    ("HE", "06", "Hessen"),
    ("HH", "02", "Hamburg"),
    ("MV", "13", "Mecklenburg-Vorpommern"),
    ("NI", "03", "Niedersachsen"),
    ("NW", "05", "Nordrhein-Westfalen"),
    ("RP", "07", "Rheinland-Pfalz"),
    ("SH", "01", "Schleswig-Holstein"),
    ("SL", "10", "Saarland"),
    ("SN", "14", "Sachsen"),
    ("ST", "15", "Sachsen-Anhalt"),
    ("TH", "16", "Thüringen"),
    ("BUND", "00", "Bund"),
];

/// Tracks as people say them.
const TRACKS: [(&str, &str); 3] = [
    ("fachliche Fragen", "subject-matter"),
    ("technische Fragen zum Onlinedienst", "technical-service"),
    ("technische Fragen zur landesspezifischen IT", "technical-state"),
];

/// The names of some kind in a text, in order, the longest first.
pub fn found<'n>(text: &str, names: &'n BTreeMap<String, String>) -> Vec<(&'n str, &'n str)> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut inside = false;
    while let Some(letter) = text[at..].chars().next() {
        let best = names
            .iter()
            .filter(|(name, _)| !inside && text[at..].starts_with(name.as_str()))
            .filter(|(name, _)| !text[at + name.len()..].starts_with(is_part))
            .max_by_key(|(name, _)| name.len());
        if let Some((name, id)) = best {
            found.push((name.as_str(), id.as_str()));
            at += name.len();
            inside = true;
        } else {
            at += letter.len_utf8();
            inside = is_part(letter);
        }
    }
    found
}

fn is_part(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '-'
}

/// The names in a list ("A, B und C") that says nothing else; nothing if it does.
pub fn listed<'n>(text: &str, names: &'n BTreeMap<String, String>) -> Option<Vec<(&'n str, &'n str)>> {
    let found = found(text, names);
    let mut rest = text;
    for (name, _) in &found {
        let (before, after) = rest.split_once(name)?;
        if !matches!(
            before.trim(),
            "" | "," | "und" | ";" | "dem" | "der" | "den" | ", dem" | ", der" | "und dem" | "und der"
        ) {
            return None;
        }
        rest = after;
    }
    (rest.trim().is_empty() && !found.is_empty()).then_some(found)
}

/// The services of a list; it must say nothing else.
pub fn services(text: &str, names: &Names) -> Vec<String> {
    let listed = listed(text, &names.services).unwrap_or_else(|| panic!("no list of services: {text:?}"));
    listed.into_iter().map(|(_, id)| id.to_owned()).collect()
}

/// Names, sorted, as claims have them.
pub fn joined<'t>(names: impl IntoIterator<Item = &'t str>) -> String {
    names.into_iter().collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(", ")
}

/// The office at the start of a text; it must be one.
pub fn office(text: &str, names: &Names) -> String {
    let first = found(text, &names.organizations).into_iter().next();
    let (name, _) =
        first.filter(|(name, _)| text.starts_with(name)).unwrap_or_else(|| panic!("no office: {text:?}"));
    name.to_owned()
}

/// What a cell "Wer antwortet" claims; nothing where it names the competent authority without its name.
pub fn answering(text: &str, names: &Names) -> Option<String> {
    let known = [
        ("Hier fehlt eine Stelle", "nobody"),
        ("Hier ist keine zuständige Behörde genannt", "nobody"),
        ("Hier sind zwei Stellen zugleich genannt", "several"),
        ("Hier sind zwei Behörden zugleich zuständig", "several"),
        ("bewusst niemand", "on-purpose"),
        ("nicht zu entscheiden, weil eine Angabe unklar ist", "undecidable"),
    ];
    if let Some((_, value)) = known.iter().find(|(words, _)| text.starts_with(words)) {
        return Some((*value).to_owned());
    }
    if text.starts_with("die zuständige Behörde") {
        return None;
    }
    let mut who = vec![office(text, names)];
    let mut rest = &text[who[0].len()..];
    while let Some(after) = rest.strip_prefix("; ") {
        let Some((name, _)) =
            found(after, &names.organizations).into_iter().find(|(name, _)| after.starts_with(name))
        else {
            break;
        };
        who.push(name.to_owned());
        rest = &after[name.len()..];
    }
    assert!(
        rest.is_empty() || rest.starts_with([' ', ';']),
        "nobody knows what follows the office: {text:?}"
    );
    Some(joined(who.iter().map(String::as_str)))
}

/// A question: its track, and what is said after it (": Komponente", "; Ort", ", ab 1. März 2027").
pub fn question(text: &str) -> (&'static str, &str) {
    let found = TRACKS.iter().find_map(|(words, track)| Some((*track, text.strip_prefix(words)?)));
    found.unwrap_or_else(|| panic!("no question of a known kind: {text:?}"))
}

/// "First Level", "Second Level, fachliche Fragen": the cell, and what is said after it.
pub fn cell(text: &str) -> (String, &str) {
    if let Some(rest) = text.strip_prefix("zuständige Behörde") {
        return ("competent".to_owned(), rest);
    }
    if let Some(rest) = text.strip_prefix("First Level") {
        return ("first".to_owned(), rest);
    }
    let (level, rest) = [("Second Level, ", "second"), ("Third Level, ", "third")]
        .into_iter()
        .find_map(|(words, level)| Some((level, text.strip_prefix(words)?)))
        .unwrap_or_else(|| panic!("no level and question: {text:?}"));
    let (track, rest) = question(rest);
    (format!("{level}/{track}"), rest)
}

/// The code of a state by the folder of a path: `ni/kommunen/…`.
pub fn state_of_path(path: &str) -> Option<String> {
    let folder = path.trim_start_matches("../").split(['/', ':']).next()?.to_uppercase();
    STATES.iter().any(|(code, ..)| *code == folder).then_some(folder)
}

/// The code of a state by its name.
pub fn state_by_name(name: &str) -> Option<&'static str> {
    STATES.iter().find(|(_, _, known)| *known == name).map(|(code, ..)| *code)
}

/// All Kommunen of a state that are not made of others.
pub fn all_places(state: &str, names: &Names) -> Vec<String> {
    let prefix = STATES.iter().find(|(code, ..)| *code == state).map(|(_, prefix, _)| *prefix);
    within(prefix.unwrap_or_else(|| panic!("no state: {state}")), names)
}

/// The Kommunen whose key begins so, without those that are made of others.
fn within(prefix: &str, names: &Names) -> Vec<String> {
    let keys: BTreeSet<&String> = names.kommunen.values().filter(|key| key.starts_with(prefix)).collect();
    let is_leaf = |key: &&&String| !keys.iter().any(|other| other.starts_with(key.as_str()) && other != *key);
    keys.iter().filter(is_leaf).map(|key| (*key).clone()).collect()
}

/// The places that words mean; nothing where they only count them.
pub fn places(text: &str, state: &str, names: &Names) -> Option<Vec<String>> {
    if text == "überall" {
        return Some(all_places(state, names));
    }
    if let Some(listed) = listed(text, &names.kommunen) {
        return Some(listed.into_iter().map(|(_, key)| key.to_owned()).collect());
    }
    if state_by_name(text) == Some(state) {
        return Some(all_places(state, names));
    }
    let (count, whole) = text.split_once(" Kommunen in ").or_else(|| text.split_once(" Kommunen im "))?;
    if !count.starts_with("alle ") {
        return None;
    }
    if state_by_name(whole) == Some(state) {
        return Some(all_places(state, names));
    }
    let wide = listed(whole, &names.kommunen)?;
    Some(wide.iter().flat_map(|(_, key)| within(key, names)).collect())
}

/// Which side of the knowledge process of a state somebody stands on.
pub fn side(state: &str, organization: &str, names: &Names) -> &'static str {
    let id = &names.organizations[organization];
    if state_of_path(id).as_deref() == Some(state) { "co-user" } else { "operator" }
}

/// "3 von 8": both numbers, and what is said after them.
pub fn of(text: &str) -> Option<((usize, usize), &str)> {
    let (have, rest) = text.split_once(" von ")?;
    let end = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
    Some(((have.parse().ok()?, rest[..end].parse().ok()?), &rest[end..]))
}

/// "ab dem Start", "jetzt bis 3. Mai 2027": whether it is about the day on which a place is judged.
pub fn is_judged_day(when: &str) -> bool {
    ["jetzt", "ab dem Start", "vom Start bis", "von Anfang an"].iter().any(|words| when.starts_with(words))
}

/// "Erledigt: 4 von 22 Schritten": `4/22`.
pub fn steps(text: &str) -> Option<String> {
    let ((done, all), rest) = of(text.strip_prefix("Erledigt: ")?)?;
    rest.starts_with(" Schritten").then(|| format!("{done}/{all}"))
}

/// The code of the state in which a key lies.
pub fn state_by_key(key: &str) -> Option<&'static str> {
    STATES.iter().find(|(_, prefix, _)| key.starts_with(prefix)).map(|(code, ..)| *code)
}

/// Who evaluates what comes in, and what follows: "Die Koordination wertet alle 3 Monate aus. Mit dem Ergebnis …".
pub fn evaluates(text: &str) -> Option<(&str, &str)> {
    let (who, rest) = text.split_once(" wertet ")?;
    let (cadence, rest) = rest.split_once("aus")?;
    let known = ["", "alle ", "jeden ", "jede ", "jedes "];
    known
        .iter()
        .any(|word| cadence.is_empty() || (!word.is_empty() && cadence.starts_with(word)))
        .then_some((who, rest))
}
