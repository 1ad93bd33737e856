//! Which step of the work a finding belongs to: who is there comes before who answers, and that before who tells whom.

use crate::diagnostic::Step;
use crate::vocabulary::Level;

/// The step of a rule's finding; the level where the finding is about one.
pub(super) fn step(code: &str, level: Option<Level>) -> Step {
    let answering = match level {
        Some(Level::Second) => Step::Second,
        Some(Level::Third) => Step::Third,
        Some(Level::First) | None => Step::First,
    };
    match code {
        "L017" | "L018" | "L107" | "L414" | "L415" => Step::Organizations,
        "L011" | "L021" | "L022" | "L209" => Step::Uses,
        // What the other side, or a single component, lacks is told of second and third level only.
        "L104" | "L108" => answering.max(Step::Second),
        "L405" | "L406" => Step::Paths,
        "L401" | "L402" | "L403" | "L413" | "L416" => Step::Feedback,
        "L404" => Step::Knowledge,
        "L505" | "L506" | "L509" => answering,
        "L109" | "L205" | "L208" | "L210" | "L211" => Step::Upkeep,
        _ => usual(code, answering),
    }
}

/// The step of a group of codes: a rule of a new code has its place without being named here.
fn usual(code: &str, answering: Step) -> Step {
    match code.as_bytes() {
        [b'L', b'1' | b'2', ..] => answering,
        [b'L', b'3', ..] => Step::Paths,
        [b'L', b'4', ..] => Step::Notices,
        [b'L', b'5', ..] => Step::Organizations,
        [b'L', b'6' | b'9', ..] => Step::Upkeep,
        // Keys and the form of files.
        _ => Step::Files,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_keys_are_a_matter_of_form() {
        let form: Vec<&str> = crate::rules::ALL
            .iter()
            .map(|rule| rule.info.code.0)
            .filter(|code| step(code, None) == Step::Files)
            .collect();
        assert_eq!(form, ["L019", "L020"]);
    }
}
