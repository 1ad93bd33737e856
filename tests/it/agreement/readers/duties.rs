//! What a Kommune still owes, in the sentences that its page and the call list share.

use super::super::facts::Aspect;
use super::{Claims, words};

/// The claims of all open duties of a Kommune.
pub fn read<'d>(claims: &mut Claims<'_>, kommune: &str, duties: impl IntoIterator<Item = &'d str>) {
    let place = Some(kommune);
    let mut has_contact = true;
    let mut knows_contacts = true;
    for duty in duties {
        let duty = duty.trim_end_matches('.');
        let feedback = duty
            .strip_prefix("Mit dem Land absprechen, wohin Feedback zu ")
            .and_then(|rest| rest.strip_suffix(" geht"));
        if let Some(services) = feedback {
            for service in words::services(services, claims.names) {
                claims.say_of(place, Some(&service), Aspect::Owes, "yes");
                claims.say_of(place, Some(&service), Aspect::Feedback, "missing");
            }
            claims.say_of(place, None, step("feedback-agreed"), "open");
        } else if duty == "Eine Stelle nennen, die für Fragen zum Support ansprechbar ist" {
            has_contact = false;
        } else if duty == "Beim Land erfragen, wer für die Interimslösung ansprechbar ist" {
            claims.say_of(place, None, Aspect::InterimContact, "none");
            knows_contacts = false;
        } else if duty == "Beim Land erfragen, wer für die langfristige Lösung ansprechbar ist" {
            claims.say_of(place, None, Aspect::LongTermContact, "none");
            knows_contacts = false;
        } else {
            let known = ["Die Kontaktdaten prüfen und bestätigen: ", "Mit dem Land klären, wer Fragen zu "];
            assert!(known.iter().any(|words| duty.starts_with(words)), "no duty of a known kind: {duty:?}");
        }
    }
    claims.say_of(place, None, step("municipality-contact-named"), if has_contact { "done" } else { "open" });
    claims.say_of(place, None, step("support-contact-known"), if knows_contacts { "done" } else { "open" });
}

/// A step by the id of its task.
pub fn step(task: &str) -> Aspect {
    Aspect::Steps(Some(task.to_owned()))
}
