//! A form: what is known of an office, and of the way of feedback; "–" stands for what is not.

use super::super::facts::Aspect;
use super::blocks::{Block, part, tables};
use super::{Claims, words};

/// The claims of a form. The blank form of a state claims nothing.
pub fn read(claims: &mut Claims<'_>, blocks: &[Block]) {
    if claims.kommune.is_none() {
        return;
    }
    let mut offices = 0;
    for (_, rows) in tables(blocks) {
        let middle = |question: &str| rows.iter().find(|row| row[0] == question).map(|row| row[1].as_str());
        let (Some(office), Some(services)) = (middle("Name der Behörde"), middle("Zuständig für")) else {
            continue;
        };
        offices += 1;
        for service in words::services(services, claims.names) {
            claims.say(Some(&service), Aspect::Competent, words::office(office, claims.names));
        }
    }
    assert_ne!(offices, 0, "a form asks for an office");
    // Where the Land operates all of its services itself, no way is owed.
    let Some(section) = part(blocks, "Feedback") else { return };
    let mut services = Vec::new();
    for row in tables(&section).flat_map(|(_, rows)| rows) {
        let topic = row[0].strip_prefix("Feedback zu ").and_then(|rest| rest.split_once(": an wen"));
        if let Some((topic, _)) = topic {
            services = words::services(topic, claims.names);
            for service in &services {
                claims.say(Some(service), Aspect::Owes, "yes");
                match row[1].as_str() {
                    "–" => claims.say(Some(service), Aspect::Feedback, "none"),
                    "kein Weg gewünscht" => claims.say(Some(service), Aspect::Feedback, "declined"),
                    "nicht zu entscheiden, weil eine Angabe unklar ist" => {
                        claims.say(Some(service), Aspect::Feedback, "undecidable");
                    }
                    known => {
                        words::office(known, claims.names);
                        let standings = [
                            (" (vom Land angeboten)", "offered"),
                            (" (festgelegt, noch nicht abgesprochen)", "laid-down"),
                        ];
                        for (_, standing) in standings.iter().filter(|(words, _)| known.ends_with(words)) {
                            claims.say(Some(service), Aspect::Feedback, *standing);
                        }
                    }
                }
            }
        } else if row[0] == "Abgesprochen am" && row[1] != "–" {
            for service in &services {
                claims.say(Some(service), Aspect::Feedback, "agreed");
            }
        }
    }
    assert!(!services.is_empty(), "a form asks for feedback on something");
}
