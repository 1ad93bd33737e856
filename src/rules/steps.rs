//! Which step of the work a finding belongs to: who is there comes before who answers, and that before who tells whom.

use crate::diagnostic::{InStep, Step};
use crate::vocabulary::Level;

/// The step of a finding, by what its rule says and the level where the finding is about one.
pub(super) fn step(of: InStep, level: Option<Level>) -> Step {
    let answering = match level {
        Some(Level::Second) => Step::Second,
        Some(Level::Third) => Step::Third,
        Some(Level::First) | None => Step::First,
    };
    match of {
        InStep::Of(step) => step,
        InStep::Level => answering,
        InStep::LevelFromSecond => answering.max(Step::Second),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_keys_are_a_matter_of_form() {
        let form: Vec<&str> = crate::rules::ALL
            .iter()
            .filter(|rule| rule.info.step == InStep::Of(Step::Files))
            .map(|rule| rule.info.code.0)
            .collect();
        assert_eq!(form, ["L019", "L020"]);
    }
}
