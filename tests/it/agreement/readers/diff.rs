//! A comparison: how much of it tells of a change. Of a workspace with itself nothing does.

use serde_json::Value;

use super::Claims;
use super::duties::step;

/// How many changes are told.
pub fn read(claims: &mut Claims<'_>, report: &Value) {
    let mut told = 0;
    for part in ["breaking", "told"] {
        told += report[part]["reach"]["count"].as_u64().unwrap();
        for list in ["differences", "contacts", "feedback", "ways"] {
            told += length(&report[part][list]);
        }
    }
    told += length(&report["inform"]["municipalities"]) + length(&report["inform"]["organizations"]);
    told += report["silent"]["files"].as_u64().unwrap();
    claims.say(None, step("changed"), told.to_string());
}

fn length(list: &Value) -> u64 {
    list.as_array().unwrap_or_else(|| panic!("no list: {list}")).len() as u64
}
