//! Findings: what is wrong, with the state, the service, the cell and the places of the subject.

use serde_json::Value;

use super::super::facts::Aspect;
use super::{Claims, words};

/// What a finding is about.
struct About {
    message: String,
    services: Vec<String>,
    cell: Option<String>,
    /// The places; of a whole state all that are known.
    places: Vec<String>,
    /// Whether it names no places.
    is_whole: bool,
}

/// The claims of all findings; of one that tells of several, those of each.
pub fn read(claims: &mut Claims<'_>, report: &Value) {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    for whole in report["findings"].as_array().unwrap() {
        let code = text(&whole["code"]);
        let members = whole["members"].as_array().map(Vec::as_slice);
        for finding in members.unwrap_or(std::slice::from_ref(whole)) {
            let message = text(&finding["message"]["de"]);
            if !["L017", "L018", "L101", "L103", "L401", "L402", "L403", "L404"].contains(&code.as_str()) {
                continue;
            }
            let about = about(claims, &text(&finding["subject"]), message);
            match code.as_str() {
                "L017" => competent(claims, &about),
                // On which day is not said; it may lie ahead.
                "L018" => assert!(about.message.contains(" zugleich zuständig: "), "{:?}", about.message),
                "L101" => answers(claims, &about, "nobody"),
                // A body that no Kommune carries owes for itself.
                "L401" if about.is_whole => {}
                "L401" => {
                    each(claims, &about, &Aspect::Owes, "yes");
                    each(claims, &about, &Aspect::Feedback, "missing");
                    each(claims, &about, &Aspect::Arrival, "nowhere");
                }
                "L402" => each(claims, &about, &Aspect::Arrival, "stops"),
                "L403" => contacts(claims, &about),
                "L404" => knowledge(claims, &about),
                _ => {}
            }
        }
    }
}

fn about(claims: &mut Claims<'_>, subject: &str, message: String) -> About {
    let mut words_of = subject.split(' ');
    words_of.next().unwrap().clone_into(&mut claims.state);
    let mut about = About { message, services: Vec::new(), cell: None, places: Vec::new(), is_whole: true };
    for word in words_of {
        if word.split(',').all(|key| key.len() > 1 && key.bytes().all(|byte| byte.is_ascii_digit())) {
            about.places.extend(word.split(',').map(str::to_owned));
            about.is_whole = false;
        } else if let Some(service) = claims.names.services.values().find(|id| *id == word) {
            about.services.push(service.clone());
        } else if word == "first" || word.starts_with("second/") || word.starts_with("third/") {
            about.cell = Some(word.to_owned());
        }
    }
    if about.services.is_empty() {
        let named = words::found(&about.message, &claims.names.services);
        about.services = named.into_iter().map(|(_, id)| id.to_owned()).collect();
    }
    if about.is_whole {
        about.places = words::all_places(&claims.state, claims.names);
    }
    about
}

fn each(claims: &mut Claims<'_>, about: &About, aspect: &Aspect, value: &str) {
    assert!(!about.services.is_empty(), "a finding on no service: {:?}", about.message);
    for place in &about.places {
        for service in &about.services {
            claims.say_of(Some(place), Some(service), aspect.clone(), value);
        }
    }
}

fn answers(claims: &mut Claims<'_>, about: &About, value: &str) {
    let cell = about.cell.clone().unwrap_or_else(|| panic!("a finding on no cell: {:?}", about.message));
    each(claims, about, &Aspect::Answers(cell), value);
}

/// Nobody is competent, or from a later day on nobody.
fn competent(claims: &mut Claims<'_>, about: &About) {
    let later = [" ist ab ", " sind ab ", " soll ab ", " sollen ab "];
    if later.iter().any(|words| about.message.contains(words)) {
        return;
    }
    assert!(
        about.message.contains("keine zuständige Behörde genannt"),
        "no sentence on competence: {:?}",
        about.message
    );
    each(claims, about, &Aspect::Competent, "nobody");
}

fn contacts(claims: &mut Claims<'_>, about: &About) {
    let (_, lacking) = about
        .message
        .split_once("keine Ansprechstelle für: ")
        .unwrap_or_else(|| panic!("no contact: {:?}", about.message));
    let known =
        [("Interimslösung", Aspect::InterimContact), ("langfristige Lösung", Aspect::LongTermContact)];
    assert!(known.iter().any(|(words, _)| lacking.contains(words)), "no solution: {lacking:?}");
    for (_, aspect) in known.iter().filter(|(words, _)| lacking.contains(words)) {
        for place in &about.places {
            claims.say_of(Some(place), None, aspect.clone(), "none");
        }
    }
}

/// A side of the knowledge process that is missing. Of the operator's side the finding names no co-using state.
fn knowledge(claims: &mut Claims<'_>, about: &About) {
    let message = &about.message;
    if message.contains(" fehlt die Seite des betreibenden Landes ") {
        let state = std::mem::replace(&mut claims.state, "*".to_owned());
        for service in &about.services {
            claims.say_of(None, Some(service), Aspect::Knowledge("operator".to_owned()), "nobody");
        }
        claims.state = state;
    } else if message.contains(" fehlt die Seite von ") {
        for service in &about.services {
            claims.say_of(None, Some(service), Aspect::Knowledge("co-user".to_owned()), "nobody");
        }
    } else {
        let known = [" sagt nicht, was ausgewertet wird", " erreicht nicht: "];
        assert!(known.iter().any(|words| message.contains(words)), "no sentence on knowledge: {message:?}");
    }
}
