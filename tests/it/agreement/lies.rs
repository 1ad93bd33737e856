//! Planted lies: a text is changed so that it says something else, and the reader and the comparison must notice. An output on whose
//! aspect no lie is ever found proves nothing by agreeing.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::facts::{Aspect, Claim, Output, agree};
use super::rendered::{Names, Rendered};
use super::workspaces::Workspace;
use super::{Pair, compare, outputs, readers, references, subject, told, word};

/// Sentences and words that change what is said when one stands for the other.
const WORDS: &[(&str, &str)] = &[
    ("[x]", "[ ]"),
    ("[ ]", "[x]"),
    ("**Hier fehlt eine Stelle**", "bewusst niemand"),
    ("langfristige Lösung", "Interimslösung"),
    ("Interimslösung", "langfristige Lösung"),
    (
        "- Sprechen Sie mit uns ab",
        "- Nennen Sie uns eine Stelle, die bei Ihnen für Fragen zum Support ansprechbar ist.\n- Sprechen Sie mit uns ab",
    ),
    ("- Nennen Sie uns eine Stelle", "- Bedenken Sie eine Stelle"),
    ("\nEine Antwort kommt zurück über: ", "\n- per E-Mail an **die Stelle**: "),
    ("\n## Was ist noch zu tun?", "\nEine Antwort kommt zurück über: die Stelle.\n\n## Was ist noch zu tun?"),
    (", abgesprochen am ", ", vom Land angeboten seit "),
    (", vom Land angeboten seit ", ", abgesprochen am "),
    (" (vom Land angeboten)", " (festgelegt, noch nicht abgesprochen)"),
    ("\"done\"", "\"open\""),
    ("\"open\"", "\"done\""),
    ("\"L401\"", "\"L999\""),
    ("\"L402\"", "\"L999\""),
    ("\"L403\"", "\"L999\""),
    ("STATUS:COMPLETED", "STATUS:NEEDS-ACTION"),
];

/// Workspaces in which rarer things can be lied about: who evaluates, a letter about one service where another has a way.
const RARE: [u64; 3] = [103, 104, 127];

/// Phrases after which a count stands.
const COUNTS: &[&str] = &[
    "fehlt ",
    "fehlen ",
    "Noch nicht vollständig:** An ",
    "Erledigt: ",
    "erledigt: ",
    "\"done\": ",
    "\"met\": ",
    "\"count\": ",
    "**",
    "| ",
];

/// All versions of a text that say something else.
fn lies(text: &str, names: &Names) -> Vec<String> {
    let mut lies = Vec::new();
    for named in [&names.organizations, &names.services, &names.kommunen] {
        lies.push(rotated(text, &named.keys().map(String::as_str).collect::<Vec<_>>()));
        lies.push(rotated(text, &named.values().map(String::as_str).collect::<Vec<_>>()));
    }
    lies.extend(WORDS.iter().map(|(from, to)| text.replace(from, to)));
    lies.extend(WORDS.iter().map(|(from, to)| text.replacen(from, to, 1)));
    lies.extend(COUNTS.iter().map(|before| one_more(text, before)));
    for start in ["> ", "- ", "| ", "### ", "## "] {
        lies.extend([false, true].map(|twice| with_last_line(text, start, twice)));
    }
    lies.retain(|lie| lie != text);
    lies
}

/// Each name replaced by the next one.
fn rotated(text: &str, names: &[&str]) -> String {
    let mark = |at: usize| format!("\u{1}{at}\u{2}");
    let marked =
        names.iter().enumerate().fold(text.to_owned(), |text, (at, name)| text.replace(name, &mark(at)));
    names
        .iter()
        .enumerate()
        .fold(marked, |text, (at, _)| text.replace(&mark(at), names[(at + 1) % names.len()]))
}

/// Every number directly after a phrase, one more.
fn one_more(text: &str, before: &str) -> String {
    let mut parts = text.split(before);
    let mut out = parts.next().unwrap().to_owned();
    for part in parts {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let number = part[..digits].parse::<u64>().map(|number| (number + 1).to_string()).unwrap_or_default();
        out = out + before + &number + &part[digits..];
    }
    out
}

/// Without the last line that begins so, or with it twice.
fn with_last_line(text: &str, start: &str, twice: bool) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let Some(at) = lines.iter().rposition(|line| line.starts_with(start)) else { return text.to_owned() };
    let middle = if twice { vec![lines[at], lines[at]] } else { Vec::new() };
    [&lines[..at], &middle, &lines[at + 1..]].concat().join("\n")
}

/// The pairs on which a lie was found in a workspace, and those on which one could be told: where an output says what is the case.
fn found(workspace: &Workspace) -> (BTreeSet<Pair>, BTreeSet<Pair>) {
    let rendered = outputs::rendered(workspace);
    let (mut caught, mut possible) = told_wrong(workspace, &rendered, |_| true);
    let (by_absence, of_absence) = withheld(workspace, &rendered);
    caught.extend(by_absence);
    possible.extend(of_absence);
    (caught, possible)
}

/// The same of some outputs by what they say.
fn told_wrong(
    workspace: &Workspace,
    rendered: &[Rendered],
    wanted: impl Fn(Output) -> bool,
) -> (BTreeSet<Pair>, BTreeSet<Pair>) {
    let truth = references(workspace, &told(workspace, rendered));
    let (mut caught, mut possible) = (BTreeSet::new(), BTreeSet::new());
    let read = |one: &Rendered| catch_unwind(AssertUnwindSafe(|| readers::read(one, &workspace.names))).ok();
    // A page says what its Markdown says.
    for one in rendered.iter().filter(|one| !one.stem.ends_with(".html") && wanted(one.output)) {
        let honest: BTreeSet<Claim> = read(one).into_iter().flatten().collect();
        let agrees =
            |claim: &&Claim| truth.get(&subject(claim)).is_some_and(|truth| truth.value == claim.value);
        possible.extend(honest.iter().filter(agrees).map(|claim| (claim.output, word(&claim.aspect))));
        for text in lies(&one.text, &workspace.names) {
            let Some(claims) = read(&Rendered { text, ..one.clone() }) else { continue };
            let lied = claims.iter().filter(|claim| !honest.contains(claim)).filter(|claim| {
                match truth.get(&subject(claim)) {
                    Some(truth) => !agree(&truth.value, &claim.value),
                    // Nothing else says that this one is asked, has a page, has a gap: there it does not lie.
                    None => matches!(claim.aspect, Aspect::Asked(_)),
                }
            });
            caught.extend(lied.map(|claim| (claim.output, word(&claim.aspect))));
        }
    }
    (caught, possible)
}

/// Pages, letters and forms lie by not lying there.
fn withheld(workspace: &Workspace, rendered: &[Rendered]) -> (BTreeSet<Pair>, BTreeSet<Pair>) {
    let (mut caught, mut possible) = (BTreeSet::new(), BTreeSet::new());
    for output in [Output::Page, Output::Letter, Output::Form, Output::CallList] {
        let pair = (output, word(&Aspect::Asked(output)));
        let wrong = |rendered: &[Rendered]| -> BTreeSet<Claim> {
            let found = compare(workspace, rendered)
                .wrong
                .into_iter()
                .filter(|found| (found.claim.output, word(&found.claim.aspect)) == pair);
            found.map(|found| found.claim).collect()
        };
        let others: Vec<Rendered> = rendered.iter().filter(|one| one.output != output).cloned().collect();
        if others.len() < rendered.len() {
            possible.insert(pair);
            if !wrong(&others).is_subset(&wrong(rendered)) {
                caught.insert(pair);
            }
        }
    }
    (caught, possible)
}

#[test]
fn a_lie_in_any_output_on_any_aspect_is_found() {
    let (mut caught, mut possible) = (BTreeSet::new(), BTreeSet::new());
    for seed in 0..20 {
        let (found, could) = found(&Workspace::of(seed));
        caught.extend(found);
        possible.extend(could);
    }
    for seed in RARE {
        let workspace = Workspace::of(seed);
        let rendered = outputs::rendered(&workspace);
        let rare = |output| [Output::Check, Output::Page, Output::Letter].contains(&output);
        let (found, could) = told_wrong(&workspace, &rendered, rare);
        caught.extend(found);
        possible.extend(could);
    }
    let missed: Vec<&Pair> = possible.difference(&caught).collect();
    assert!(missed.is_empty(), "no lie is found: {missed:?}");
    assert!(possible.len() > 2, "{possible:?}");
}
