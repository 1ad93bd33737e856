//! The audit and version control: which revision is read, who changed a record last, what is not checked in.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::run::{folder, lotse, write};

const NI: &str = r#"[state]
code = "NI"
[[use]]
service = "hb/a"
go-live = 2024-01-01
[[organization]]
id = "amt"
name = "Amt"
kind = "authority"
[[municipality]]
key = "03452"
name = "Aurich"

# Wer antwortet
[[support]]
level = "first"
owner = "amt"
confirmed = 2024-01-02
"#;

/// A commit on a day, a little before midnight where it is made: another day in UTC.
fn commit(at: &Path, day: &str) -> bool {
    let date = format!("{day}T23:30:00-05:00");
    let run = |arguments: &[&str]| {
        Command::new("git")
            .args(["-c", "user.name=x", "-c", "user.email=x@x.example", "-c", "init.defaultBranch=main"])
            .args(arguments)
            .env("GIT_AUTHOR_DATE", &date)
            .env("GIT_COMMITTER_DATE", &date)
            .current_dir(at)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    };
    run(&["init"]) && run(&["add", "-A"]) && run(&["commit", "-m", day])
}

/// A workspace in the folder `w` with three commits; `None` where there is no git program to make them.
fn repository() -> Option<tempfile::TempDir> {
    let folder = folder();
    let at = folder.path();
    let hb = "[state]\ncode = \"HB\"\n[[service]]\nid = \"a\"\nname = \"A\"\n";
    let settings = "profiles = [\"familie-und-kind\"]\n";
    write(at, &[("w/lotse.toml", settings), ("w/hb.toml", hb), ("w/ni/ni.toml", NI)]);
    let mut done = commit(at, "2024-03-01");
    write(at, &[("w/ni/ni.toml", &NI.replace("2024-01-02", "2024-03-15"))]);
    done = done && commit(at, "2024-04-01");
    // Above the record: it moves, and does not change.
    let later =
        NI.replace("2024-01-02", "2024-03-15").replace("name = \"Aurich\"", "name = \"Aurich\"\n# Kreis");
    write(at, &[("w/ni/ni.toml", &later)]);
    done = done && commit(at, "2024-05-01");
    done.then_some(folder)
}

fn report(at: &Path, arguments: &[&str]) -> serde_json::Value {
    let outcome = lotse(at, &[&["audit", "w", "--format", "json"], arguments].concat());
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    serde_json::from_str(&outcome.stdout).unwrap()
}

/// The day and the line of the fact that carries S1, and whether its confirmation is the older one.
fn fact(report: &serde_json::Value) -> (String, String, String) {
    let lines = report["profiles"][0]["lines"].as_array().unwrap();
    let line = lines.iter().find(|line| line["id"] == "S1").unwrap();
    let fact = &line["facts"][0];
    let word = |value: &serde_json::Value| value.as_str().unwrap_or("–").to_owned();
    (word(&fact["changed"]["on"]), word(&fact["ground"]), word(&fact["confirmed"]))
}

fn told(day: &str, ground: &str, confirmed: &str) -> (String, String, String) {
    (day.to_owned(), ground.to_owned(), confirmed.to_owned())
}

#[cfg(feature = "git")]
#[test]
fn a_day_in_the_past_reads_the_files_as_they_stood() {
    let Some(folder) = repository() else { return };
    let at = folder.path();
    let revision = |report: &serde_json::Value| report["basis"]["revision"].clone();
    let first = report(at, &["--on", "2024-03-31"]);
    assert_eq!(fact(&first), told("2024-03-01", "ni/ni.toml:15", "2024-01-02"));
    assert_eq!((&revision(&first)["read"], &revision(&first)["on"]), (&"day".into(), &"2024-03-01".into()));
    // The whole day counts, as the one who committed saw it.
    assert_eq!(fact(&report(at, &["--on", "2024-04-01"])), told("2024-04-01", "ni/ni.toml:15", "2024-03-15"));
    let last = report(at, &["--on", "2024-05-01"]);
    assert_eq!(fact(&last), told("2024-04-01", "ni/ni.toml:16", "2024-03-15"));
    assert_eq!(revision(&last)["read"], "folder");
    assert_eq!(revision(&last)["uncommitted"].as_array().unwrap().len(), 0);
    let early = report(at, &["--on", "2024-02-01"]);
    assert_eq!(revision(&early)["read"], "before");
    assert_eq!(fact(&early).1, "ni/ni.toml:16");
    // The same bytes twice.
    assert_eq!(first.to_string(), report(at, &["--on", "2024-03-31"]).to_string());
}

#[cfg(feature = "git")]
#[test]
fn a_revision_and_the_folder_can_be_asked_for() {
    let Some(folder) = repository() else { return };
    let at = folder.path();
    let first = report(at, &["--on", "2024-06-01", "--rev", "main~2"]);
    assert_eq!(fact(&first), told("2024-03-01", "ni/ni.toml:15", "2024-01-02"));
    assert_eq!(first["basis"]["revision"]["asked"], "main~2");
    let here = report(at, &["--on", "2024-03-31", "--rev", "."]);
    assert_eq!(here["basis"]["revision"]["read"], "folder");
    assert_eq!(fact(&here).1, "ni/ni.toml:16");
    let outcome = lotse(at, &["audit", "w", "--rev", "nirgends"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("die Revision „nirgends“ gibt es hier nicht"), "{}", outcome.stderr);
    let outcome = lotse(at, &["audit", "w/hb.toml", "w/ni", "--rev", "main"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("--rev ."), "{}", outcome.stderr);
}

#[cfg(feature = "git")]
#[test]
fn what_is_not_checked_in_is_said() {
    let Some(folder) = repository() else { return };
    let at = folder.path();
    let path = at.join("w/ni/ni.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    // Line ends of Windows are no change.
    std::fs::write(&path, text.replace('\n', "\r\n")).unwrap();
    let windows = report(at, &["--on", "2024-06-01"]);
    assert_eq!(fact(&windows), told("2024-04-01", "ni/ni.toml:16", "2024-03-15"));
    assert_eq!(windows["basis"]["revision"]["uncommitted"].as_array().unwrap().len(), 0);
    std::fs::write(&path, text.replace("owner = \"amt\"", "owner = \"amt\" # neu")).unwrap();
    let changed = report(at, &["--on", "2024-06-01"]);
    assert_eq!(changed["basis"]["revision"]["uncommitted"], serde_json::json!(["ni/ni.toml"]));
    assert_eq!(fact(&changed), told("–", "ni/ni.toml:16", "2024-03-15"));
    let page = lotse(at, &["audit", "w", "--format", "md", "--on", "2024-06-01"]);
    assert!(page.stdout.contains("**nicht eingecheckt**"), "{}", page.stdout);
    assert!(
        page.stdout.contains("**Nicht eingecheckt oder seitdem geändert:** ni/ni.toml"),
        "{}",
        page.stdout
    );
    // A file that no commit has.
    std::fs::write(&path, text).unwrap();
    std::fs::write(at.join("w/sl.toml"), "[state]\ncode = \"SL\"\n").unwrap();
    let more = report(at, &["--on", "2024-06-01"]);
    assert_eq!(more["basis"]["revision"]["uncommitted"], serde_json::json!(["sl.toml"]));
}

#[test]
fn outside_a_repository_nothing_is_told_of_changes() {
    let folder = folder();
    write(folder.path(), &[("w/lotse.toml", ""), ("w/ni.toml", NI)]);
    let audit = report(folder.path(), &["--on", "2024-06-01"]);
    assert!(audit["basis"]["revision"].is_null());
}
