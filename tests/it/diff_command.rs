//! `lotse diff` and `lotse docs --changed-since`, run: folders, revisions, all forms, exit codes.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::run::{Outcome, folder, lotse, write};

const HB: &str = "[state]\ncode = \"HB\"\n[[service]]\nid = \"a\"\nname = \"A\"\n";
const NI: &str = r#"[state]
code = "NI"
[[use]]
service = "hb/a"
go-live = 2027-01-01
[[organization]]
id = "amt"
name = "Amt"
kind = "authority"
channels = [
  { kind = "phone", address = "+49 30 23125 001", hours = "Mo-Fr 08:00-16:00" },
  { kind = "email", address = "post@amt.example" },
]
[[organization]]
id = "fach"
name = "Fachstelle"
kind = "specialist-unit"
channels = [{ kind = "email", address = "post@fach.example" }]
[[municipality]]
key = "03452"
name = "Aurich"
feedback = { to = "fach", channel = "email" }
[[municipality]]
key = "03457"
name = "Leer"
[[support]]
level = "first"
solution = "interim"
owner = "amt"
"#;
const ON: [&str; 2] = ["--on", "2027-03-01"];

/// The two states in folders `alt` and `neu`, the newer with a change.
fn beside(change: impl Fn(&str) -> String) -> tempfile::TempDir {
    let folder = folder();
    write(
        folder.path(),
        &[
            ("alt/lotse.toml", ""),
            ("alt/hb.toml", HB),
            ("alt/ni.toml", NI),
            ("neu/lotse.toml", ""),
            ("neu/hb.toml", HB),
            ("neu/ni.toml", &change(NI)),
        ],
    );
    folder
}

fn diff(folder: &Path, arguments: &[&str]) -> Outcome {
    lotse(folder, &[&["diff"], arguments, &ON].concat())
}

fn json(folder: &Path) -> serde_json::Value {
    let outcome = diff(folder, &["alt", "neu", "--format", "json"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    serde_json::from_str(&outcome.stdout).unwrap()
}

/// Keys of those to inform, with a mark where something breaks.
fn informed(json: &serde_json::Value) -> Vec<String> {
    let places = json["inform"]["municipalities"].as_array().unwrap();
    let mark = |place: &serde_json::Value| if place["breaking"] == true { "!" } else { "" };
    places.iter().map(|place| format!("{}{}", place["key"].as_str().unwrap(), mark(place))).collect()
}

#[test]
fn wording_order_and_moved_files_are_silent() {
    let folder = beside(|text| {
        text.replace("name = \"Amt\"", "name = \"Das Amt\" # Bemerkung")
            .replace("+49 30 23125 001", "+49 (30) 23125-001")
            .replace("08:00-16:00", "8:00-16:00")
    });
    std::fs::rename(folder.path().join("neu/hb.toml"), folder.path().join("neu/bremen.toml")).unwrap();
    let outcome = diff(folder.path(), &["alt", "neu", "--exit-code"]);
    assert_eq!(outcome.code, 0);
    insta::assert_snapshot!("diff_silent", outcome.stdout);
}

#[test]
fn a_lost_answer_breaks() {
    let folder = beside(|text| text.replace("owner = \"amt\"\n", "owner = \"amt\"\narea = [\"03452\"]\n"));
    let outcome = diff(folder.path(), &["alt", "neu", "--exit-code"]);
    assert_eq!(outcome.code, 1);
    for line in outcome.stdout.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
    insta::assert_snapshot!("diff_lost", outcome.stdout);
    assert_eq!(diff(folder.path(), &["alt", "neu"]).code, 0, "only on request");
    assert_eq!(informed(&json(folder.path())), ["03457!"]);
    // The other way round somebody gains an answer, and nobody loses one.
    let back = diff(folder.path(), &["neu", "alt", "--exit-code", "--lang", "en"]);
    assert_eq!(back.code, 0);
    assert!(back.stdout.contains("To be told: Answered now"), "{}", back.stdout);
}

#[test]
fn contact_data_are_told_and_a_lost_channel_breaks() {
    let hours = beside(|text| text.replace("08:00-16:00", "08:00-12:00"));
    let told = json(hours.path());
    assert_eq!(told["breaking"]["reach"]["count"], 0);
    assert_eq!(
        told["told"]["contacts"][0]["channels"][0]["after"][0],
        "+49 30 23125 001, Montag bis Freitag 8:00 bis 12:00 Uhr"
    );
    assert_eq!(informed(&told), ["03452", "03457"]);
    let gone = beside(|text| text.replace("  { kind = \"email\", address = \"post@amt.example\" },\n", ""));
    let told = json(gone.path());
    assert_eq!(told["breaking"]["contacts"][0]["channels"][0]["kind"], "E-Mail");
    assert_eq!(informed(&told), ["03452!", "03457!"]);
    // Whom only one municipality turns to with its feedback, only that one has to know.
    let mailbox = beside(|text| text.replace("post@fach.example", "neu@fach.example"));
    assert_eq!(informed(&json(mailbox.path())), ["03452"]);
}

#[test]
fn a_way_that_is_gone_breaks_and_another_deadline_is_told() {
    const WAY: &str =
        "[[path]]\npurpose = \"outage\"\nfrom = \"amt\"\nto = \"municipality\"\nwithin = \"1 h\"\n";
    let folder = beside(|text| format!("{text}{WAY}"));
    // What is new is told; the other way round it is gone, and nothing else begins there.
    let told = json(folder.path());
    let way = &told["told"]["ways"][0];
    assert_eq!(way["way"], "Störungsmeldung: Amt → die Kommune");
    assert_eq!(
        (&way["before"], &way["after"]),
        (&serde_json::json!([]), &serde_json::json!(["Frist 1 Stunde"]))
    );
    assert_eq!(informed(&told), ["03452", "03457"]);
    let back = diff(folder.path(), &["neu", "alt", "--exit-code"]);
    assert_eq!(back.code, 1);
    let gone = "Bricht: Vereinbarte Wege\n------------------------\n- Störungsmeldung: Amt → die Kommune\n";
    assert!(back.stdout.contains(gone), "{}", back.stdout);
    assert!(back.stdout.contains("  bisher: Frist 1 Stunde\n  dann: kein Weg\n"), "{}", back.stdout);
    std::fs::write(folder.path().join("alt/ni.toml"), format!("{NI}{}", WAY.replace("1 h", "30 min")))
        .unwrap();
    let later = diff(folder.path(), &["alt", "neu", "--exit-code", "--lang", "en", "--format", "markdown"]);
    assert_eq!(later.code, 0);
    let words = "  - so far: within 30 minutes\n  - then: within 1 hour\n";
    assert!(later.stdout.contains(words), "{}", later.stdout);
}

#[test]
fn who_answers_inside_and_who_stands_in_is_told() {
    let folder =
        beside(|text| text.replace("id = \"amt\"", "id = \"amt\"\nrole = \"Leitung\"\ndeputy = \"fach\""));
    let told = json(folder.path());
    let named = |at: usize| {
        let change = &told["told"]["contacts"][0]["channels"][at];
        (change["kind"].clone(), change["before"].clone(), change["after"].clone())
    };
    assert_eq!(named(0), ("Rolle".into(), serde_json::json!([]), serde_json::json!(["Leitung"])));
    assert_eq!(named(1), ("Vertretung".into(), serde_json::json!([]), serde_json::json!(["Fachstelle"])));
    assert_eq!(told["breaking"]["reach"]["count"], 0);
    assert_eq!(informed(&told), ["03452", "03457"]);
    let organizations = told["inform"]["organizations"].as_array().unwrap();
    let ids: Vec<&str> = organizations.iter().map(|found| found["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["ni/amt", "ni/fach"]);
}

#[test]
fn feedback_that_finds_nobody_breaks() {
    let other = beside(|text| text.replace("feedback = { to = \"fach\"", "feedback = { to = \"amt\""));
    let told = json(other.path());
    assert_eq!(
        (&told["breaking"]["reach"]["count"], &told["told"]["reach"]["count"]),
        (&0.into(), &1.into())
    );
    assert_eq!(informed(&told), ["03452"]);
    let none = beside(|text| text.replace("feedback = { to = \"fach\", channel = \"email\" }\n", ""));
    assert_eq!(informed(&json(none.path())), ["03452!"]);
}

#[test]
fn a_start_put_off_takes_nothing_away_and_an_end_does() {
    let later = beside(|text| text.replace("2027-01-01", "2027-06-01"));
    assert_eq!(diff(later.path(), &["alt", "neu", "--exit-code"]).code, 0);
    assert_eq!(json(later.path())["told"]["differences"][0]["kind"], "dropped");
    let ends =
        beside(|text| text.replace("go-live = 2027-01-01\n", "go-live = 2027-01-01\nuntil = 2027-08-31\n"));
    assert_eq!(diff(ends.path(), &["alt", "neu", "--exit-code"]).code, 1);
}

#[test]
fn markdown_keeps_hostile_names_text() {
    let hostile = "<img src=x>](javascript:alert(1)) | `x` @all";
    let folder = beside(|text| {
        text.replace("08:00-16:00", "08:00-12:00").replace("\"Amt\"", &format!("\"{hostile}\""))
    });
    let text = diff(folder.path(), &["alt", "neu", "--format", "markdown"]).stdout;
    insta::assert_snapshot!("diff_markdown", text);
    assert!(!text.replace("\\<", "").contains("<img") && !text.contains("@all"), "{text}");
}

#[test]
fn documents_only_for_those_concerned() {
    let folder = beside(|text| text.replace("post@fach.example", "neu@fach.example"));
    let run = |arguments: &[&str]| {
        let outcome =
            lotse(&folder.path().join("neu"), &[&["docs", "--format", "md"], arguments, &ON].concat());
        assert_eq!(outcome.code, 0, "{}", outcome.stderr);
        let mut pages: Vec<String> = std::fs::read_dir(folder.path().join("neu/out/ni/kommunen"))
            .map(|pages| pages.map(|page| page.unwrap().file_name().into_string().unwrap()).collect())
            .unwrap_or_default();
        pages.sort();
        pages
    };
    let pages = run(&["--changed-since", "../alt"]);
    assert!(!pages.is_empty() && pages.iter().all(|page| page.starts_with("03452")), "{pages:?}");
    assert!(!folder.path().join("neu/out/hb").exists(), "nothing changes in Bremen");
    assert!(run(&[]).iter().any(|page| page.starts_with("03457")));
}

pub(crate) fn git(folder: &Path, arguments: &[&str]) -> bool {
    Command::new("git")
        .args(["-c", "user.name=x", "-c", "user.email=x@x.example", "-c", "init.defaultBranch=main"])
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// A repository with the workspace in a folder `w`: `first` as it was, `main` one commit on, a branch `side` from `first`.
fn repository() -> Option<tempfile::TempDir> {
    let folder = folder();
    let at = folder.path();
    let narrower = NI.replace("owner = \"amt\"\n", "owner = \"amt\"\narea = [\"03452\"]\n");
    write(
        at,
        &[
            ("w/lotse.toml", ""),
            ("w/hb.toml", HB),
            ("w/ni/ni.toml", NI),
            ("w/.x/no.toml", "[[support"),
            ("other.toml", "[[no"),
        ],
    );
    let done = git(at, &["init"])
        && git(at, &["add", "-A"])
        && git(at, &["commit", "-m", "a"])
        && git(at, &["tag", "-a", "first", "-m", "a"])
        && git(at, &["checkout", "-b", "side"]);
    write(at, &[("w/hb.toml", &HB.replace("\"A\"", "\"B\""))]);
    let done = done && git(at, &["commit", "-am", "b"]) && git(at, &["checkout", "main"]);
    write(at, &[("w/ni/ni.toml", &narrower)]);
    // Packed, with deltas, as after a clone.
    (done && git(at, &["commit", "-am", "c"]) && git(at, &["gc"])).then_some(folder)
}

#[cfg(feature = "git")]
#[test]
fn revisions_are_read_without_git() {
    let Some(folder) = repository() else { return };
    let run = |arguments: &[&str]| {
        let outcome = Command::new(env!("CARGO_BIN_EXE_lotse"))
            .args([&["diff"], arguments, &["--exit-code"], &ON].concat())
            .current_dir(folder.path())
            .env("PATH", "")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let text = String::from_utf8(outcome.stdout).unwrap();
        (outcome.status.code().unwrap(), text + &String::from_utf8(outcome.stderr).unwrap())
    };
    for lost in ["first", "main~1", "first..main", "first..", "side...main"] {
        let (code, text) = run(&[lost, "w"]);
        assert_eq!(code, 1, "{lost}: {text}");
        assert!(text.contains("Leer (03457)"), "{lost}: {text}");
    }
    let (code, text) = run(&["main", "w"]);
    assert!(code == 0 && text.contains("Die Dateien sind gleich"), "{text}");
    let (code, text) = run(&["first..side", "w"]);
    assert!(code == 0 && text.contains("1 Datei unterscheidet sich"), "{text}");
    let (code, text) = run(&["nirgends", "w"]);
    assert!(code == 2 && text.contains("die Revision „nirgends“ gibt es hier nicht"), "{text}");
    let (code, text) = run(&["w"]);
    assert!(code == 2 && text.contains("womit soll „w“ verglichen werden"), "{text}");
    let docs = lotse(
        folder.path(),
        &["docs", "w", "--changed-since", "first", "--format", "md", "--on", "2027-03-01"],
    );
    assert_eq!(docs.code, 0, "{}", docs.stderr);
    assert!(folder.path().join("out/ni/kommunen/03457-leer.md").exists());
    assert!(!folder.path().join("out/ni/kommunen/03452-aurich.md").exists());
}

#[cfg(feature = "git")]
#[test]
fn outside_a_repository_that_is_said() {
    let folder = beside(ToOwned::to_owned);
    let outcome = diff(folder.path(), &["main", "neu"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("liegt in keinem Git-Repository"), "{}", outcome.stderr);
}
