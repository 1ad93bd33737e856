//! Where a Kommune's feedback goes, as its page tells it: how the way stands, how far it gets, whether an answer comes back.

use super::super::facts::Aspect;
use super::blocks::Block;
use super::{Claims, words};

/// Where feedback on some services goes, as far as it is read.
struct Way {
    services: Vec<String>,
    standing: &'static str,
    arrival: &'static str,
    back: bool,
    evaluates: Vec<String>,
}

/// The claims of the part on feedback of a Kommune's page: where it goes, and what becomes of it.
pub fn read(claims: &mut Claims<'_>, section: &[Block]) {
    let mut ways: Vec<Way> = Vec::new();
    for block in section {
        match block {
            Block::Paragraph(text) => {
                let text = text.text.as_str();
                if let Some(topic) = text.strip_prefix("Feedback zu ") {
                    ways.push(way(claims, topic.trim_end_matches(':')));
                } else if text.starts_with("Eine Antwort kommt zurück über: ") {
                    ways.last_mut().expect("an answer to something").back = true;
                } else {
                    // Of what a Land operates itself nothing is claimed: it owes no way.
                    let own = text.strip_prefix("Für Feedback zu ").and_then(|rest| {
                        rest.strip_suffix(
                            " braucht es keinen Weg zu einem anderen Land: Das Land betreibt das selbst.",
                        )
                    });
                    let own =
                        own.unwrap_or_else(|| panic!("no sentence on feedback of a known kind: {text:?}"));
                    for service in words::services(own, claims.names) {
                        claims.say(Some(&service), Aspect::Owes, "no");
                    }
                }
            }
            Block::Quote(text) => no_way(claims, &mut ways, &text.text),
            Block::Item(None, text) if hop(&text.text) => {
                assert!(!text.strong.is_empty(), "feedback goes to somebody: {text:?}");
            }
            Block::Item(None, text) => {
                let (who, _) =
                    words::evaluates(&text.text).unwrap_or_else(|| panic!("no use of feedback: {text:?}"));
                ways.last_mut().expect("a way is used").evaluates.push(words::office(who, claims.names));
            }
            _ => {}
        }
    }
    for way in ways {
        for service in &way.services {
            claims.say(Some(service), Aspect::Owes, "yes");
            claims.say(Some(service), Aspect::Feedback, way.standing);
            claims.say(Some(service), Aspect::Arrival, way.arrival);
            if ["arrives", "provider"].contains(&way.arrival) {
                claims.say(Some(service), Aspect::Back, if way.back { "yes" } else { "no" });
                evaluation(claims, service, &way.evaluates);
            }
        }
    }
}

/// "per E-Mail an …", "von … an …".
fn hop(text: &str) -> bool {
    ["per ", "an ", "von "].iter().any(|words| text.starts_with(words)) && words::evaluates(text).is_none()
}

/// "A und B, abgesprochen am 1. März 2026": the services, and how their way stands.
fn way(claims: &Claims<'_>, topic: &str) -> Way {
    let standings = [
        (", abgesprochen am ", "agreed"),
        (", vom Land angeboten seit ", "offered"),
        (", vom Land festgelegt, aber noch nicht gelebt", "laid-down"),
        (", festgelegt, aber noch nicht abgesprochen", "laid-down"),
    ];
    let (services, standing) = standings
        .iter()
        .find_map(|(words, standing)| Some((topic.split_once(words)?.0, *standing)))
        .unwrap_or_else(|| panic!("no standing of a known kind: {topic:?}"));
    let services = words::services(services, claims.names);
    Way { services, standing, arrival: "arrives", back: false, evaluates: Vec::new() }
}

/// A box: that there is no way, or how one ends.
fn no_way(claims: &mut Claims<'_>, ways: &mut [Way], text: &str) {
    let (head, rest) = text.split_once(": ").unwrap_or_else(|| panic!("no end of feedback: {text:?}"));
    let whole = [
        ("Noch nicht abgesprochen", "Für Feedback zu ", " fehlt ein Weg", "none", "nowhere"),
        ("Kein Weg gewünscht", "Für Feedback zu ", " will ", "declined", "nowhere"),
        ("Nicht zu entscheiden", "Wohin Feedback zu ", " geht, ist unklar", "undecidable", ""),
    ];
    for (words, before, after, standing, arrival) in whole {
        let services = rest.strip_prefix(before).and_then(|rest| rest.split_once(after));
        let Some((services, _)) = services.filter(|_| head == words) else { continue };
        for service in words::services(services, claims.names) {
            claims.say(Some(&service), Aspect::Owes, "yes");
            claims.say(Some(&service), Aspect::Feedback, standing);
            if !arrival.is_empty() {
                claims.say(Some(&service), Aspect::Arrival, arrival);
            }
        }
        return;
    }
    let arrival = match head {
        "Von dort geht es nicht weiter" => "stops",
        "Beim Dienstleister angekommen" => "provider",
        "Nicht zu entscheiden" if rest.starts_with("Ob dieses Feedback ankommt") => "undecidable",
        _ => panic!("no end of feedback: {text:?}"),
    };
    ways.last_mut().expect("a way ends").arrival = arrival;
}

/// Who evaluates on both sides, where all who do are named.
fn evaluation(claims: &mut Claims<'_>, service: &str, who: &[String]) {
    for side in ["co-user", "operator"] {
        let on_side = who.iter().filter(|name| words::side(&claims.state, name, claims.names) == side);
        let names = words::joined(on_side.map(String::as_str));
        if !names.is_empty() {
            claims.say_of(None, Some(service), Aspect::Knowledge(side.to_owned()), names);
        }
    }
}
