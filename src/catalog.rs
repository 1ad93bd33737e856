//! All codes of all stages in order: for `explain`, the reference, the machine formats and the tests.

use crate::config::problems;
use crate::diagnostic::RuleInfo;
use crate::rules;

/// Everything that Lotse can report, by code.
pub fn all() -> Vec<&'static RuleInfo> {
    let mut infos: Vec<&RuleInfo> =
        problems::ALL.iter().copied().chain(rules::ALL.iter().map(|rule| &rule.info)).collect();
    infos.sort_by_key(|info| info.code);
    infos
}

/// What is known about a code; small letters are forgiven.
pub fn find(code: &str) -> Option<&'static RuleInfo> {
    all().into_iter().find(|info| info.code.0.eq_ignore_ascii_case(code) || info.name == code)
}
