//! The audit: which Kommune's feedback does not arrive, how many Kommunen meet each requirement, what is found.

use serde_json::Value;

use super::super::facts::Aspect;
use super::blocks::{Block, part, tables};
use super::duties::step;
use super::{Claims, words};

/// The claims of the report as data.
pub fn read_json(claims: &mut Claims<'_>, report: &Value) {
    for gap in report["channels"].as_array().unwrap() {
        let text = |field: &str| gap[field].as_str().unwrap();
        channel(claims, text("key"), text("services"), text("result"));
    }
    for line in
        report["profiles"].as_array().unwrap().iter().flat_map(|profile| profile["lines"].as_array().unwrap())
    {
        let figure = &line["measure"]["municipalities"];
        if figure.is_object() {
            let value = format!("{}/{}", figure["met"], figure["of"]);
            claims.say(None, step(line["id"].as_str().unwrap()), value);
        }
    }
}

/// The claims of the report as a document.
pub fn read(claims: &mut Claims<'_>, blocks: &[Block]) {
    let section = part(blocks, "Feedback, das nicht ankommt").expect("a report speaks of feedback");
    let mut is_told = false;
    for (head, rows) in tables(&section) {
        assert_eq!(
            head,
            ["Kommune", "Schlüssel", "Menschen", "Onlinedienste", "Was fehlt"],
            "the table of feedback"
        );
        for row in rows {
            is_told = true;
            let result = match row[4].as_str() {
                "niemand sagt, wem die Kommune schreibt" => "nowhere",
                "der Weg endet vor dem betreibenden Land" => "stops",
                other => panic!("no end of feedback: {other:?}"),
            };
            channel(claims, &row[1], &row[3], result);
        }
    }
    let none = |block: &Block| matches!(block, Block::Paragraph(text) if text.text.starts_with("Von allen Kommunen"));
    assert_ne!(is_told, section.iter().any(none), "somebody's feedback does not arrive, or all does");
    for (head, rows) in tables(blocks).filter(|(head, _)| head[0] == "Anforderung") {
        let at = head.iter().position(|name| name == "Kommunen").expect("the table counts Kommunen");
        for row in rows.iter().filter(|row| row[at] != "–") {
            claims.say(None, step(&row[0]), row[at].replace('.', ""));
        }
    }
}

fn channel(claims: &mut Claims<'_>, key: &str, services: &str, result: &str) {
    assert!(["nowhere", "stops"].contains(&result), "no end of feedback: {result:?}");
    let state = state_of(key);
    for service in words::services(services, claims.names) {
        let before = std::mem::replace(&mut claims.state, state.to_owned());
        claims.say_of(Some(key), Some(&service), Aspect::Arrival, result);
        if result == "nowhere" {
            claims.say_of(Some(key), Some(&service), Aspect::Feedback, "missing");
        }
        claims.state = before;
    }
}

fn state_of(key: &str) -> &'static str {
    words::state_by_key(key).unwrap_or_else(|| panic!("a key of no state: {key:?}"))
}
