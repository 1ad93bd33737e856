//! The agreement test: whatever is asked of a workspace on a day, every output gives the same answer, and it is the right one.
//!
//! Random workspaces ([`workspaces`]) are rendered as the commands render them ([`outputs`]). Readers ([`readers`]) know nothing but
//! the texts and turn them into claims ([`facts`]). A slow and obvious oracle ([`oracle`]) makes the same claims from the records by
//! the letter of their meaning. Two claims on one subject with two values are a contradiction. `AGREEMENT=10000 cargo test --test it
//! agreement::` asks more workspaces than every run does.

mod facts;
mod lies;
mod oracle;
mod outputs;
mod readers;
mod rendered;
mod workspaces;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use self::facts::{Aspect, Claim, Output};
use self::rendered::Rendered;
use self::workspaces::Workspace;

/// Outputs and aspects that disagree today. A pair that agrees in the whole run must leave this list.
const EXPECTED: &[(Output, &str)] = &[
    (Output::Page, "InterimContact"),
    (Output::Page, "LongTermContact"),
    (Output::Letter, "Asked"),
    (Output::Form, "Asked"),
    (Output::CallList, "Asked"),
];

/// How many workspaces are asked.
fn cases() -> u64 {
    std::env::var("AGREEMENT").map_or(256, |count| count.parse().unwrap())
}

/// The word of an aspect, without what it is about: `Answers`.
fn word(aspect: &Aspect) -> &'static str {
    match aspect {
        Aspect::Competent => "Competent",
        Aspect::Answers(_) => "Answers",
        Aspect::Missing => "Missing",
        Aspect::Owes => "Owes",
        Aspect::Feedback => "Feedback",
        Aspect::Arrival => "Arrival",
        Aspect::Back => "Back",
        Aspect::InterimContact => "InterimContact",
        Aspect::LongTermContact => "LongTermContact",
        Aspect::Knowledge(_) => "Knowledge",
        Aspect::Steps(_) => "Steps",
        Aspect::Told(_) => "Told",
        Aspect::Asked(_) => "Asked",
    }
}

/// What a claim is about; spellings of one Kommune are one.
type Subject = (String, Option<String>, Option<String>, Aspect);

fn subject(claim: &Claim) -> Subject {
    let kommune = claim.kommune.as_deref().map(oracle::body);
    (claim.state.clone(), kommune, claim.service.clone(), claim.aspect.clone())
}

/// An output against whoever said otherwise before it: the oracle where it says something, else the first output.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Contradiction {
    reference: Claim,
    claim: Claim,
}

impl Contradiction {
    fn pair(&self) -> Pair {
        (self.claim.output, word(&self.claim.aspect))
    }
}

/// All claims of all outputs.
fn told(workspace: &Workspace, rendered: &[Rendered]) -> Vec<Claim> {
    let mut claims: Vec<Claim> =
        rendered.iter().flat_map(|one| readers::read(one, &workspace.names)).collect();
    // A letter or a form is claimed by lying there.
    claims.extend(rendered.iter().filter(|one| [Output::Letter, Output::Form].contains(&one.output)).map(
        |one| Claim {
            output: one.output,
            state: one.state.clone().unwrap(),
            kommune: one.kommune.clone(),
            service: None,
            aspect: Aspect::Asked(one.output),
            value: "yes".to_owned(),
        },
    ));
    claims
}

/// What became of a workspace: what was said, and where that is not what is the case.
struct Answer {
    said: Vec<Claim>,
    wrong: Vec<Contradiction>,
}

/// Holds what the outputs say against the oracle, and against each other.
fn compare(workspace: &Workspace, rendered: &[Rendered]) -> Answer {
    let truth = oracle::claims(workspace);
    let mut said = told(workspace, rendered);
    let named: BTreeSet<(Output, Subject)> =
        said.iter().map(|claim| (claim.output, subject(claim))).collect();
    for claim in &truth {
        if let Aspect::Asked(output) = claim.aspect
            && !named.contains(&(output, subject(claim)))
        {
            said.push(Claim { output, value: "no".to_owned(), ..claim.clone() });
        }
    }
    let mut references: BTreeMap<Subject, Claim> =
        truth.into_iter().map(|claim| (subject(&claim), claim)).collect();
    let mut wrong = Vec::new();
    for claim in &said {
        let reference = references.entry(subject(claim)).or_insert_with(|| claim.clone());
        if reference.value != claim.value {
            wrong.push(Contradiction { reference: reference.clone(), claim: claim.clone() });
        }
    }
    Answer { said, wrong }
}

type Pair = (Output, &'static str);

/// A run over many workspaces.
#[derive(Default)]
struct Report {
    /// How many claims each output made on each aspect; one that makes none proves nothing.
    claims: BTreeMap<Pair, usize>,
    /// Pairs that disagree: how often, and the smallest workspace that shows it.
    wrong: BTreeMap<Pair, (usize, Workspace)>,
}

impl Report {
    /// Asks the workspaces of some seeds.
    fn of(seeds: impl Iterator<Item = u64>) -> Self {
        let mut report = Self::default();
        for seed in seeds {
            let workspace = Workspace::of(seed);
            let answer = compare(&workspace, &outputs::rendered(&workspace));
            for claim in &answer.said {
                *report.claims.entry((claim.output, word(&claim.aspect))).or_default() += 1;
            }
            for found in answer.wrong {
                report.add(found.pair(), 1, workspace.clone());
            }
        }
        report
    }

    fn add(&mut self, pair: Pair, count: usize, workspace: Workspace) {
        let entry = self.wrong.entry(pair).or_insert_with(|| (0, workspace.clone()));
        entry.0 += count;
        if workspace.len() < entry.1.len() {
            entry.1 = workspace;
        }
    }

    fn and(mut self, other: Self) -> Self {
        for (pair, count) in other.claims {
            *self.claims.entry(pair).or_default() += count;
        }
        for (pair, (count, workspace)) in other.wrong {
            self.add(pair, count, workspace);
        }
        self
    }
}

/// The first contradiction of a pair in a workspace.
fn shown(workspace: &Workspace, pair: Pair) -> Option<Contradiction> {
    compare(workspace, &outputs::rendered(workspace)).wrong.into_iter().find(|found| found.pair() == pair)
}

/// The workspace with as few records as still show a contradiction of the pair.
fn smallest(mut workspace: Workspace, pair: Pair) -> Workspace {
    for at in (0..workspace.len()).rev() {
        if let Some(fewer) = workspace.without(at).filter(|fewer| shown(fewer, pair).is_some()) {
            workspace = fewer;
        }
    }
    workspace
}

#[test]
fn every_output_says_what_is_the_case() {
    let odd = std::thread::spawn(|| Report::of((1..cases()).step_by(2)));
    let report = Report::of((0..cases()).step_by(2)).and(odd.join().unwrap());
    println!("claims: {:?}", report.claims);
    let mut wrong = String::new();
    for (pair, (count, workspace)) in &report.wrong {
        println!("{pair:?} disagrees {count} times");
        if !EXPECTED.contains(pair) {
            let workspace = smallest(workspace.clone(), *pair);
            let Contradiction { reference, claim } = shown(&workspace, *pair).unwrap();
            let _ = writeln!(wrong, "\n{pair:?}, {count} times:\n  {reference}\n  {claim}\n{workspace:?}");
        }
    }
    for pair in EXPECTED.iter().filter(|pair| !report.wrong.contains_key(pair)) {
        let _ = writeln!(wrong, "{pair:?} no longer disagrees: strike it off the expected ones");
    }
    assert!(wrong.is_empty(), "{wrong}");
}
