//! What `check` writes for other programs: recognised again when lines move, and not to be broken by names.

use std::collections::BTreeSet;

use crate::run::{folder, lotse, write};

const HB: &str = "[state]\ncode = \"HB\"\n[[service]]\nid = \"a\"\nname = \"NAME\"\n";
const NI: &str = r#"[state]
code = "NI"
[[use]]
service = "hb/a"
go-live = 2027-01-01
[[organization]]
id = "amt"
name = "NAME"
kind = "authority"
[[organization]]
id = "amt-2"
name = "NAME"
kind = "authority"
[[municipality]]
key = "03452"
name = "NAME"
[[support]]
level = "first"
solution = "interim"
owner = "amt"
"#;

/// The findings about organizations of such a name in a form; with so many lines above.
fn checked(name: &str, above: usize, form: &str) -> String {
    let folder = folder();
    let comment = "# davor\n".repeat(above);
    let texts = [HB, NI].map(|text| format!("{comment}{}", text.replace("NAME", name)));
    let settings = "profiles = [\"familie-und-kind\"]\n";
    write(folder.path(), &[("lotse.toml", settings), ("hb.toml", &texts[0]), ("ni.toml", &texts[1])]);
    let outcome = lotse(folder.path(), &["check", ".", "--format", form, "--on", "2027-03-01"]);
    assert_eq!(outcome.code, 1, "{}", outcome.stderr);
    outcome.stdout
}

fn issues(above: usize) -> Vec<(String, u64)> {
    let issues: serde_json::Value = serde_json::from_str(&checked("Amt", above, "gitlab")).unwrap();
    let issue = |issue: &serde_json::Value| {
        (
            issue["fingerprint"].as_str().unwrap().to_owned(),
            issue["location"]["lines"]["begin"].as_u64().unwrap(),
        )
    };
    issues.as_array().unwrap().iter().map(issue).collect()
}

#[test]
fn fingerprints_survive_inserted_lines() {
    let (before, after) = (issues(0), issues(3));
    assert!(before.len() > 3, "{before:?}");
    let prints =
        |issues: &[(String, u64)]| issues.iter().map(|(print, _)| print.clone()).collect::<BTreeSet<_>>();
    assert_eq!(prints(&before), prints(&after));
    assert_eq!(prints(&before).len(), before.len(), "each is another");
    assert!(before.iter().zip(&after).all(|((_, line), (_, later))| later == line || *later == line + 3));
    assert_ne!(before, after, "the lines are others");
}

#[test]
fn names_end_no_line_and_no_element() {
    let name = "%0A::error::x, <b>&amp;]]> y";
    let annotations = checked(name, 0, "github");
    let levels = ["::error file=", "::warning file=", "::notice file="];
    for line in annotations.lines() {
        assert!(levels.iter().any(|level| line.starts_with(level)), "{line}");
        assert!(!line.replace("%250A", "").contains("%0A::error"), "{line}");
    }
    let junit = checked(name, 0, "junit");
    assert!(!junit.contains("<b>") && !junit.contains("]]>") && junit.contains("&amp;amp;"), "{junit}");
    for form in ["sarif", "gitlab"] {
        let text = checked(name, 0, form);
        let data: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert!(data.to_string().contains("%0A::error::x"), "{form}");
    }
}
