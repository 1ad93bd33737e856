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
        "L017" | "L018" | "L107" | "L501" | "L502" | "L503" | "L504" | "L507" | "L508" | "L510" | "L511" => {
            Step::Organizations
        }
        "L011" | "L021" | "L022" | "L209" => Step::Uses,
        "L101" | "L102" | "L103" | "L105" | "L106" | "L111" | "L112" | "L113" | "L201" | "L202" | "L203"
        | "L204" | "L206" | "L207" | "L505" | "L506" | "L509" => answering,
        // What the other side, or a single component, lacks is told of second and third level only.
        "L104" | "L108" => answering.max(Step::Second),
        "L405" | "L406" => Step::Paths,
        "L407" | "L408" | "L409" | "L410" | "L411" | "L412" => Step::Notices,
        "L401" | "L402" | "L403" | "L413" => Step::Feedback,
        "L404" => Step::Knowledge,
        "L109" | "L205" | "L208" | "L210" | "L211" | "L901" | "L902" => Step::Upkeep,
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
        assert_eq!(form, ["L019", "L020"], "a new rule needs its step");
    }
}
