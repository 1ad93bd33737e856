//! How findings are told: the true cause, the true day, and what is alike once.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use lotse::time::Date;

use crate::pipeline::{check, files};

/// Six services of Bremen, used in Niedersachsen, where an authority of one Kreis is competent and nobody says where its
/// feedback goes.
const SIX_SERVICES: &str = include_str!("findings/six_services.toml");

/// Guards against lists that are counted in the wrong case: "zu … und 3 weitere".
#[test]
fn services_that_are_counted_stand_in_the_dative_after_zu() {
    let checked = check(files(SIX_SERVICES), &["familie-und-kind"], Date::constant(2027, 1, 15));
    let [finding] = checked.of("L401")[..] else { panic!("{}", checked.lines()) };
    assert!(
        finding.message.de.ends_with("zu „Dienst A“, „Dienst B“, „Dienst C“ und 3 weiteren"),
        "{}",
        finding.message.de
    );
    let [paths] = checked.of("L405")[..] else { panic!("{}", checked.lines()) };
    assert!(paths.label.de.ends_with("„Dienst C“ und 3 weitere"), "{}", paths.label.de);
}
