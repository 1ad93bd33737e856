//! A form: what is known of an office, and of the way of feedback; "–" stands for what is not.

use std::collections::{BTreeMap, BTreeSet};

use super::super::facts::Aspect;
use super::blocks::{Block, part, tables};
use super::{Claims, words};

/// The claims of a form. The blank form of a state claims nothing.
pub fn read(claims: &mut Claims<'_>, blocks: &[Block]) {
    if claims.kommune.is_none() {
        return;
    }
    let mut offices = 0;
    let mut carried: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (_, rows) in tables(blocks) {
        let middle = |question: &str| rows.iter().find(|row| row[0] == question).map(|row| row[1].as_str());
        let (Some(office), Some(services)) = (middle("Name der Behörde"), middle("Zuständig für")) else {
            continue;
        };
        offices += 1;
        for service in words::services(services, claims.names) {
            carried.entry(service).or_default().insert(words::office(office, claims.names));
        }
    }
    assert_ne!(offices, 0, "a form asks for an office");
    for (service, offices) in carried {
        claims.say(Some(&service), Aspect::Carries, words::joined(offices.iter().map(String::as_str)));
    }
    // Who has a competent office only for what its Land operates owes no feedback, and is not asked for it.
    let Some(section) = part(blocks, "Feedback") else { return };
    let mut services = Vec::new();
    for row in tables(&section).flat_map(|(_, rows)| rows) {
        let topic = row[0].strip_prefix("Feedback zu ").and_then(|rest| rest.split_once(": an wen"));
        if let Some((topic, _)) = topic {
            services = words::services(topic, claims.names);
            for service in &services {
                claims.say(Some(service), Aspect::Owes, "yes");
                standing(claims, service, &row[1]);
            }
        } else if row[0] == "Abgesprochen am" && row[1] != "–" {
            for service in &services {
                claims.say(Some(service), Aspect::Feedback, "agreed");
            }
        }
    }
    assert!(!services.is_empty(), "a form asks for feedback on something");
}

/// What a form knows of the way of feedback; that it is agreed stands in the row below.
fn standing(claims: &mut Claims<'_>, service: &str, known: &str) {
    let known = match known {
        "–" => "none",
        "kein Weg gewünscht" => "declined",
        "nicht zu entscheiden, weil eine Angabe unklar ist" => "undecidable",
        way => {
            words::office(way, claims.names);
            let noted = [
                (" (vom Land angeboten)", "offered"),
                (" (festgelegt, noch nicht abgesprochen)", "laid-down"),
            ];
            let Some((_, value)) = noted.into_iter().find(|(words, _)| way.ends_with(words)) else { return };
            value
        }
    };
    claims.say(Some(service), Aspect::Feedback, known);
}
