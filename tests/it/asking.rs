//! The commands that answer one question: `route`, `why`, `what-if`, `departures`.

use std::path::Path;

use crate::run::{Outcome, folder, lotse, write};

fn ask(arguments: &[&str]) -> Outcome {
    let outcome = lotse(Path::new(env!("CARGO_MANIFEST_DIR")), arguments);
    assert_eq!(outcome.code, 0, "{arguments:?}: {}", outcome.stderr);
    assert_eq!(outcome.stderr, "");
    outcome
}

fn told(arguments: &[&str]) -> String {
    let text = ask(arguments).stdout;
    // What has no blank (an address, a heading's rule) may be longer.
    for line in text.lines() {
        assert!(line.chars().count() <= 80 || !line.trim().contains(' '), "{line}");
    }
    text
}

const UV: &str = "hb/unterhaltsvorschuss";

#[test]
fn a_route_by_day_and_by_hour() {
    let state_it = ["route", "states", "--service", UV, "--at", "03452", "--track", "technical-state"];
    let at = |on: &'static str| [&state_it[..], &["--on", on]].concat();
    insta::assert_snapshot!("route_open", told(&at("2027-03-01T10:00")));
    let evening = told(&at("2027-03-25T20:00"));
    // Good Friday and Easter Monday are holidays in Niedersachsen.
    assert!(evening.contains("geschlossen, wieder Dienstag, 30. März 2027, 8:00"), "{evening}");
    let day = told(&at("2027-03-26"));
    assert!(day.contains("an diesem Tag geschlossen") && !day.contains("offen bis"), "{day}");
    let before = told(&at("2027-02-01T10:00"));
    assert!(before.contains("startet hier am 1. März 2027; gezeigt ist dieser Tag"), "{before}");
}

#[test]
fn a_route_that_ends_in_nothing_and_one_in_classes() {
    let service = ["route", "states", "--service", "hb/eheschliessung", "--lang", "en"];
    let ends = [&service[..], &["--at", "034570013013", "--track", "subject-matter", "--on", "2028-03-01"]];
    insta::assert_snapshot!("route_ends", told(&ends.concat()));
    let classes = [&service[..], &["--at", "03452", "--on", "2028-03-01", "--format", "json"]];
    let json: serde_json::Value = serde_json::from_str(&ask(&classes.concat()).stdout).unwrap();
    let ways: Vec<(&str, &str, u64)> = json["ways"]
        .as_array()
        .unwrap()
        .iter()
        .map(|way| {
            let text = |key: &str| way[key].as_str().unwrap();
            (text("track"), text("operation"), way["count"].as_u64().unwrap())
        })
        .collect();
    // Five municipalities are in operation; three have no wave yet.
    for track in ["subject-matter", "technical-service", "technical-state"] {
        assert!(ways.contains(&(track, "live", 5)) && ways.contains(&(track, "not-planned", 3)), "{ways:?}");
    }
}

#[test]
fn only_a_route_knows_the_time_of_day() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let outcome = lotse(here, &["coverage", "states", "--on", "2027-03-01T10:00"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("keine Uhrzeit"), "{}", outcome.stderr);
}

#[test]
fn why_a_record_wins() {
    let cell = ["why", "NI", UV, "03452", "second", "technical-state", "states"];
    insta::assert_snapshot!("why_component", told(&[&cell[..], &["--on", "2027-07-05"]].concat()));
    let first = told(&["why", "NI", UV, "03457", "first", "states", "--on", "2027-07-05"]);
    assert!(first.contains("Schritt 2, das engere Gebiet") && first.contains("@competent"), "{first}");
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let outcome = lotse(here, &["why", "NI", UV, "03452", "second", "states"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("keine Art von Fragen"), "{}", outcome.stderr);
    assert_eq!(lotse(here, &["why", "HB", UV, "03452", "first", "states"]).code, 2);
}

#[test]
fn what_would_be() {
    let without = ["what-if", "states", "--without", "ni/it-land", "--from", "2027-05-01"];
    insta::assert_snapshot!("what_if_without", told(&[&without[..], &["--on", "2027-03-01"]].concat()));
    let center = told(&["what-if", "states", "--without", "115", "--on", "2027-10-01", "--lang", "en"]);
    assert!(center.contains("Unanswered from 1 October 2027: 14 municipalities, in 2 services."), "{center}");
    // What is supposed for later is lost later.
    let later =
        told(&["what-if", "states", "--without", "115", "--from", "2030-01-01", "--on", "2029-01-01"]);
    assert!(later.contains("Ohne Antwort ab 1. Januar 2030"), "{later}");
    let ends = told(&["what-if", "states", "--end", "ni/interim", "2027-06-30", "--on", "2027-03-01"]);
    assert!(ends.contains("1. Juli 2027 bis 30. September 2027"), "{ends}");
    let path = told(&["what-if", "states", "--without", "ni/paths.toml:87", "--on", "2027-04-01"]);
    assert!(path.contains("Vereinbarte Wege, die fehlen") && !path.contains("Niemand antwortet"), "{path}");
}

#[test]
fn what_hangs_on_somebody() {
    let expert = ["departures", "ni/fachstelle-unterhaltsvorschuss", "states", "--on", "2027-03-01"];
    insta::assert_snapshot!("departures_organization", told(&expert));
    let mailbox = told(&["departures", "SUPPORT@it-niedersachsen.example", "states", "--on", "2027-03-01"]);
    assert!(mailbox.contains("ni/it-land") && mailbox.contains("Daran hängt keine Aufgabe"), "{mailbox}");
    let nobody = told(&["departures", "niemand@x.example", "states", "--on", "2027-03-01"]);
    assert!(nobody.contains("niemand erreichbar"), "{nobody}");
}

const ORPHAN: &str = r#"[state]
code = "NI"
last-resort = "ministerium"
[[organization]]
id = "ministerium"
name = "Ministerium"
kind = "ministry"
channels = [{ kind = "email", address = "haus@ministerium.example" }]
[[organization]]
id = "amt"
name = "Amt"
kind = "authority"
deputy = "internal"
channels = [{ kind = "email", address = "post@amt.example" }]
[[organization]]
id = "zweitamt"
name = "Böses\u001b[31m Amt"
kind = "authority"
deputy = "amt"
[[path]]
purpose = "outage"
from = "ministerium"
to = "amt"
channel = "email"
[[path]]
purpose = "outage"
from = "amt"
to = "zweitamt"
"#;

#[test]
fn duties_fall_to_the_deputy_else_to_the_last_resort_else_to_nobody() {
    let folder = folder();
    write(folder.path(), &[("ni.toml", ORPHAN)]);
    let heirs = |who: &str| {
        let outcome = lotse(folder.path(), &["departures", who, "--on", "2027-03-01", "--format", "json"]);
        let json: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
        let duties = json["holders"][0]["duties"].as_array().unwrap().clone();
        duties
            .iter()
            .map(|duty| format!("{}: {}", duty["role"].as_str().unwrap(), duty["falls_to"].as_str().unwrap()))
            .collect::<Vec<_>>()
    };
    assert_eq!(heirs("zweitamt"), ["Nimmt an: Vertretung: Amt"]);
    let last = "letzte Zuständigkeit: Ministerium";
    let of_the_office: Vec<String> =
        ["Gibt weiter", "Nimmt an", "Vertritt"].iter().map(|role| format!("{role}: {last}")).collect();
    assert_eq!(heirs("amt"), of_the_office);
    assert_eq!(heirs("post@amt.example"), of_the_office, "nothing else reaches it");
    assert_eq!(heirs("ministerium"), ["Gibt weiter: verwaist", "Letzte Zuständigkeit: verwaist"]);
    let hostile = lotse(folder.path(), &["departures", "amt", "--on", "2027-03-01"]).stdout;
    assert!(!hostile.contains('\u{1b}'), "{hostile:?}");
}
