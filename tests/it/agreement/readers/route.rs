//! A question followed hop by hop: who answers on each level in the place that was asked for.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::facts::Aspect;
use super::{Claims, words};

/// The claims of a route; where places inside are answered differently, it claims nothing of the cell.
pub fn read(claims: &mut Claims<'_>, route: &Value) {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let (service, place) = (text(&route["service"]), text(&route["at"]));
    let state = words::state_by_key(&place).unwrap_or_else(|| panic!("a key of no state: {place:?}"));
    state.clone_into(&mut claims.state);
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for way in route["ways"].as_array().unwrap() {
        for hop in way["hops"].as_array().unwrap() {
            let level = text(&hop["level"]);
            let cell = match level.as_str() {
                "first" => level,
                "second" | "third" if way["component"].is_null() => {
                    format!("{level}/{}", text(&way["track"]))
                }
                "second" | "third" => continue,
                other => panic!("no level: {other:?}"),
            };
            let Some(value) = answers(hop) else { continue };
            let values = found.entry(cell).or_default();
            if !values.contains(&value) {
                values.push(value);
            }
        }
    }
    for (cell, values) in found {
        if let [value] = values.as_slice() {
            claims.say_of(Some(&place), Some(&service), Aspect::Answers(cell), value.clone());
        }
    }
}

/// Who answers; nothing where not exactly one authority is competent, as that may be none or two.
fn answers(hop: &Value) -> Option<String> {
    let stands = hop["stands"].as_array().unwrap();
    if !stands.is_empty() {
        return Some(words::joined(stands.iter().map(|stand| stand["name"].as_str().unwrap())));
    }
    let value = match hop["gap"]["verdict"].as_str().unwrap() {
        "without-competent" => return None,
        "open" => "nobody",
        "ambiguous" => "several",
        "deliberate" => "on-purpose",
        "undecidable" => "undecidable",
        other => panic!("no verdict: {other:?}"),
    };
    Some(value.to_owned())
}
