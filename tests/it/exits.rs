//! Exit codes: every command with every code that it can end with, and the handbook's table of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use lotse::cli::command;
use lotse::text::Language;

use crate::run::{folder, lotse, write};

const ON: &str = "2027-03-01";

/// A command, the arguments behind it, and how it ends; run in a folder with the workspaces `w` (nothing is missing),
/// `broken` (an error), `warned` (a warning) and `lost` (nobody answers some questions any more).
const RUNS: &[(&str, &[&str], i32)] = &[
    ("check", &["w"], 0),
    ("check", &["broken"], 1),
    ("check", &["warned"], 0),
    ("check", &["warned", "--strict"], 1),
    ("check", &["broken", "--write-baseline", "known.json"], 0),
    ("check", &["broken", "--baseline", "known.json"], 0),
    ("check", &["broken", "--baseline", "none.json"], 2),
    ("check", &["nowhere"], 2),
    ("check", &["w", "--format", "pdf"], 2),
    ("explain", &["L101"], 0),
    ("explain", &["L999"], 2),
    ("coverage", &["broken"], 0),
    ("coverage", &["nowhere"], 2),
    ("audit", &["broken"], 0),
    ("audit", &["nowhere"], 2),
    ("audit", &["w", "--rev", "main"], 2),
    ("audit", &["w", "-o", "gemeinden.csv/a.md"], 2),
    ("graph", &["w", "--state", "SL"], 0),
    ("graph", &["w", "--state", "XX"], 2),
    ("graph", &["nowhere"], 2),
    ("route", &["w", "--service", "hb/unterhaltsvorschuss", "--at", "10046"], 0),
    ("route", &["w", "--service", "hb/nichts", "--at", "10046"], 2),
    ("why", &["SL", "hb/unterhaltsvorschuss", "10046", "first", "w"], 0),
    ("why", &["SL", "hb/nichts", "10046", "first", "w"], 2),
    ("what-if", &["w", "--without", "sl/it-land"], 0),
    ("what-if", &["w", "--without", "sl/niemand"], 2),
    ("departures", &["sl/koordination", "w"], 0),
    ("departures", &["sl/niemand", "w"], 2),
    ("diff", &["w", "warned"], 0),
    ("diff", &["w", "lost", "--exit-code"], 1),
    ("diff", &["w", "w", "--exit-code"], 0),
    ("diff", &["w", "lost"], 0),
    ("diff", &["nowhere", "w"], 2),
    ("plan", &["w"], 0),
    ("plan", &["w", "--state", "XX"], 2),
    ("docs", &["w", "--out", "out", "--format", "md"], 0),
    ("docs", &["nowhere"], 2),
    ("init", &["fresh", "--state", "NI", "--service", "hb/unterhaltsvorschuss"], 0),
    ("init", &["fresh2", "--state", "XX"], 2),
    ("import", &["good.csv", "--state", "NI", "--service", "hb/a"], 0),
    ("import", &["bad.csv", "--state", "NI", "--service", "hb/a"], 1),
    ("import", &["none.csv", "--state", "NI"], 2),
    ("register", &[], 2),
    ("register import", &["gemeinden.csv", "--into", "w"], 0),
    ("register import", &["none.csv", "--into", "w"], 2),
    ("register show", &["Freisen", "--from", "w"], 0),
    ("register show", &["Freisen", "--from", "broken"], 2),
    ("register diff", &["gemeinden.csv", "gemeinden.csv"], 0),
    ("register diff", &["gemeinden.csv", "none.csv"], 2),
    ("profile", &[], 2),
    ("profile list", &["w"], 0),
    ("profile list", &["nowhere"], 2),
    ("profile show", &["familie-und-kind"], 0),
    ("profile show", &["nichts"], 2),
    ("schema", &[], 0),
    ("schema", &["--file", "nichts"], 2),
    ("completions", &["bash"], 0),
    ("completions", &["tcsh"], 2),
    ("man", &[], 0),
    ("man", &["nichts"], 2),
];

/// The example in which nothing is missing, changed.
fn workspace(at: &Path, name: &str, change: impl Fn(String) -> String) {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("states/examples/complete");
    for entry in std::fs::read_dir(example).unwrap() {
        let entry = entry.unwrap();
        let text = change(std::fs::read_to_string(entry.path()).unwrap());
        write(at, &[(&format!("{name}/{}", entry.file_name().to_str().unwrap()), &text)]);
    }
}

fn place() -> tempfile::TempDir {
    let place = folder();
    let at = place.path();
    workspace(at, "w", |text| text);
    workspace(at, "broken", |text| text.replace("owner = \"fachstelle\"", "owner = \"it-land\""));
    workspace(at, "lost", |text| {
        text.replace("owner = \"fachstelle\"", "until = 2027-01-31\nowner = \"fachstelle\"")
    });
    workspace(at, "warned", |text| text.replace("confirmed = 2026-10-12", "confirmed = 2025-10-12"));
    let register = "# edition: 30.11.2025\nars;name;kind;population\n10046;St. Wendel;Landkreis;\n100460111111;Freisen;kreisangehörige Gemeinde;8115\n";
    let contacts = "Schlüssel;Stelle;E-Mail\n";
    write(
        at,
        &[
            ("gemeinden.csv", register),
            ("good.csv", &format!("{contacts}03452;Jugendamt Aurich;post@aurich.example\n")),
            (
                "bad.csv",
                &format!("{contacts}03452;Jugendamt Aurich;post@aurich.example\n03457;;post@amt.example\n"),
            ),
        ],
    );
    place
}

#[test]
fn every_command_ends_as_the_handbook_says() {
    let place = place();
    let mut wrong = Vec::new();
    for (name, arguments, code) in RUNS {
        let words: Vec<&str> = name.split(' ').chain(arguments.iter().copied()).chain(["--on", ON]).collect();
        let outcome = lotse(place.path(), &words);
        if outcome.code != *code {
            wrong.push(format!("{words:?}: {} instead of {code}\n{}", outcome.code, outcome.stderr));
        }
        // What was not done says why, and where it belongs.
        if *code == 2 && outcome.stderr.trim().is_empty() {
            wrong.push(format!("{words:?}: says nothing"));
        }
    }
    for arguments in [&["--help"][..], &["--version"], &["--version", "--verbose"], &["check", "--help"]] {
        assert_eq!(lotse(place.path(), arguments).code, 0, "{arguments:?}");
    }
    for arguments in [&["nichts"][..], &["--on", "gestern", "check"], &["check", "--on", "2027-03-01T10:00"]]
    {
        assert_eq!(lotse(place.path(), arguments).code, 2, "{arguments:?}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// All commands with their subcommands, as they are typed.
fn commands() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for one in command(Language::De).get_subcommands() {
        names.insert(one.get_name().to_owned());
        names.extend(one.get_subcommands().map(|inner| format!("{} {}", one.get_name(), inner.get_name())));
    }
    names
}

#[test]
fn no_command_is_left_out() {
    let mut tried: BTreeMap<String, BTreeSet<i32>> = BTreeMap::new();
    for (name, _, code) in RUNS {
        tried.entry((*name).to_owned()).or_default().insert(*code);
    }
    assert_eq!(commands(), tried.keys().cloned().collect::<BTreeSet<_>>());
    // The handbook's table has a line for each command that does something, with a dash where there is no such code.
    let handbook = include_str!("../../docs/handbuch.md");
    for (name, codes) in tried.iter().filter(|(_, codes)| codes.contains(&0)) {
        let head = format!("| `{name}` | ");
        let rows: Vec<&str> = handbook.lines().filter(|line| line.starts_with(&head)).collect();
        let row: Vec<&str> = rows.last().unwrap_or(&"").split(" | ").collect();
        assert_eq!(row.len(), 4, "{name}: {rows:?}");
        let told: BTreeSet<i32> =
            (0..).zip(&row[1..4]).filter(|(_, told)| !told.starts_with('–')).map(|(code, _)| code).collect();
        assert_eq!(&told, codes, "{name}");
    }
}
