//! Small inputs on which outputs must agree with the records and with each other.
//!
//! A case asks every output that speaks of one fact. What is known to go wrong is named in [`expected::EXPECTED_TO_FAIL`]: such a
//! case must fail, so that the list cannot grow stale; whoever mends the kind strikes the name off.
//!
//! `SAY=1 cargo test --test it cases:: -- --nocapture` prints why each of them fails.

use std::panic::{AssertUnwindSafe, catch_unwind};

mod asked;
mod authorities;
mod causes;
mod counting;
mod distribution;
mod expected;
mod feedback;
mod gaps;
mod keys;
mod kommune;
mod offices;
mod plan;
mod shipped;
mod timelines;
mod unchanged;

/// What a case came to; the error says what is wrong, output by output.
type Verdict = Result<(), String>;

/// One small input with what must be said about it.
struct Case {
    /// Unique among all groups.
    name: &'static str,
    /// The kind of fault it guards against, in one sentence.
    kind: &'static str,
    check: fn() -> Verdict,
}

/// How the text of a panic begins when the input itself is at fault: that is never an expected failure.
const INPUT: &str = "input: ";

/// The verdict on a case; a panic in its check is a failure, a fault in its input is passed on.
fn tried(case: &Case) -> Verdict {
    catch_unwind(AssertUnwindSafe(case.check)).unwrap_or_else(|thrown| {
        let said = thrown
            .downcast_ref::<String>()
            .cloned()
            .or_else(|| thrown.downcast_ref::<&str>().map(ToString::to_string));
        let said = said.unwrap_or_default();
        assert!(!said.starts_with(INPUT), "{}: {said}", case.name);
        Err(format!("panicked: {said}"))
    })
}

/// Runs a group and holds each case against the list.
#[expect(clippy::print_stdout, reason = "only when asked for: what is still to be mended")]
fn hold(group: &[Case]) {
    let mut wrong = Vec::new();
    for case in group {
        let expected = expected::EXPECTED_TO_FAIL.contains(&case.name);
        match tried(case) {
            Ok(()) if expected => {
                wrong.push(format!("{} holds now: strike it off EXPECTED_TO_FAIL", case.name));
            }
            Err(why) if !expected => wrong.push(format!("{}\n  kind: {}\n{why}", case.name, case.kind)),
            Err(why) if std::env::var_os("SAY").is_some() => {
                println!("{} fails as expected:\n{why}\n", case.name);
            }
            Ok(()) | Err(_) => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// All groups, by subject.
const GROUPS: &[&[Case]] = &[
    authorities::CASES,
    causes::CASES,
    counting::CASES,
    distribution::CASES,
    feedback::CASES,
    gaps::CASES,
    keys::CASES,
    kommune::CASES,
    offices::CASES,
    plan::CASES,
    shipped::CASES,
    timelines::CASES,
    unchanged::CASES,
];

/// A name on the list that no case bears, or that two bear, would guard nothing.
#[test]
fn every_name_is_borne_by_one_case() {
    let mut names: Vec<&str> = GROUPS.iter().flat_map(|group| group.iter().map(|case| case.name)).collect();
    names.sort_unstable();
    let doubled: Vec<_> = names.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    assert!(doubled.is_empty(), "two cases of one name: {doubled:?}");
    let unknown: Vec<_> =
        expected::EXPECTED_TO_FAIL.iter().filter(|name| names.binary_search(name).is_err()).collect();
    assert!(unknown.is_empty(), "no case is called: {unknown:?}");
}

/// What the runner itself must see: a case that holds though it is listed, one that fails though it is not, a broken input.
#[test]
fn the_runner_sees_all_four_outcomes() {
    let listed = expected::EXPECTED_TO_FAIL.first().copied().unwrap_or("none is listed");
    let run = |name, check| catch_unwind(|| hold(&[Case { name, kind: "a trial of the runner", check }]));
    if expected::EXPECTED_TO_FAIL.contains(&listed) {
        assert!(run(listed, || Ok(())).is_err());
        run(listed, || Err(String::new())).unwrap();
        run(listed, || panic!("in the check")).unwrap();
        assert!(run(listed, || panic!("{INPUT}no such file")).is_err());
    }
    run("not listed", || Ok(())).unwrap();
    assert!(run("not listed", || Err(String::new())).is_err());
    assert!(run("not listed", || panic!("in the check")).is_err());
}
