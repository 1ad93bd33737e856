//! A letter: it asks a Kommune for a way of feedback on services that it is competent for.

use super::super::facts::Aspect;
use super::blocks::Block;
use super::{Claims, words};

/// The claims of a letter.
pub fn read(claims: &mut Claims<'_>, blocks: &[Block]) {
    let mut is_asked = false;
    let mut has_contact = true;
    for block in blocks {
        match block {
            Block::Paragraph(text) => {
                let text = text.text.as_str();
                if let Some((_, rest)) = text.split_once(" ist zuständig für ") {
                    is_asked = true;
                    asked(claims, rest.split("). Sie erleben").next().unwrap());
                } else if let Some(contacts) =
                    text.strip_prefix("Wie der Support jetzt und auf Dauer geregelt wird, sagt Ihnen")
                {
                    told(claims, contacts.trim_end_matches('.'));
                }
            }
            Block::Item(_, text) if text.text.starts_with("Nennen Sie uns eine Stelle") => {
                has_contact = false;
            }
            _ => {}
        }
    }
    assert!(is_asked, "a letter says for what it asks");
    claims.say(
        None,
        super::duties::step("municipality-contact-named"),
        if has_contact { "done" } else { "open" },
    );
}

/// "A und B (Amt, Amt": the services, and the offices that are competent for them.
fn asked(claims: &mut Claims<'_>, text: &str) {
    let (services, offices) =
        text.split_once(" (").unwrap_or_else(|| panic!("no services and offices: {text:?}"));
    let offices: Vec<&str> =
        words::found(offices, &claims.names.organizations).into_iter().map(|(name, _)| name).collect();
    assert!(!offices.is_empty(), "a letter names an office: {text:?}");
    let services = words::services(services, claims.names);
    // Of several services it does not say which office is for which.
    if let [service] = services.as_slice() {
        claims.say(Some(service), Aspect::Carries, words::joined(offices));
    }
    for service in services {
        claims.say(Some(&service), Aspect::Owes, "yes");
        claims.say(Some(&service), Aspect::Feedback, "missing");
    }
}

/// Whom the Kommune is told to ask about the solutions.
fn told(claims: &mut Claims<'_>, text: &str) {
    if let Some(both) = text.strip_prefix(": ") {
        let office = words::office(both, claims.names);
        claims.say(None, Aspect::InterimContact, office.clone());
        return claims.say(None, Aspect::LongTermContact, office);
    }
    let interim =
        text.split_once("für die Interimslösung ").map(|(_, rest)| words::office(rest, claims.names));
    let long_term =
        text.split_once("für die langfristige Lösung ").map(|(_, rest)| words::office(rest, claims.names));
    assert!(interim.is_some() || long_term.is_some(), "no contact: {text:?}");
    // A letter is silent of one that nobody knows, and of one that cannot be read.
    for (aspect, who) in [(Aspect::InterimContact, interim), (Aspect::LongTermContact, long_term)] {
        if let Some(who) = who {
            claims.say(None, aspect, who);
        }
    }
}
