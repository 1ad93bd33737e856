//! Functions stay short; a longer one has its reason here.

use std::path::{Path, PathBuf};

/// Functions over [`LONGEST`] lines, as `file below src::name`, each with the reason why it stays in one piece.
const LONG: &[(&str, &str)] = &[
    ("cli/commands/docs/mod.rs::run", "the steps of one command in order"),
    ("cli/commands/docs/summary.rs::summary", "a table of words and figures, in two languages"),
    ("config/syntax.rs::explain", "one branch for each kind of syntax error, a sentence each"),
    ("plan/facts.rs::see", "one branch for each thing that can be observed"),
    ("render/gantt/bars.rs::mark", "how each mark is drawn, one after another"),
    ("render/gantt/furniture.rs::legend_entries", "the entries of the legend in order"),
    ("render/json.rs::findings_as_json", "the form of the output, field by field"),
    ("render/register.rs::summary", "a table of words and figures"),
    ("render/svg/mod.rs::one_box", "the parts of a box from top to bottom"),
    ("resolve/mod.rs::states", "the fields of a state, one after another"),
    ("resolve/support.rs::level_and_track", "the cases of level and track, each with its sentence"),
    ("resolve/support.rs::support_record", "the fields of a record, one after another"),
    ("rules/l102_wrong_side.rs::not_operating", "mostly the wording in two languages"),
    ("workspace/choice.rs::choose", "the ways to choose a profile, each with its sentence"),
    ("workspace/mod.rs::new", "one branch for each kind of file"),
];
const LONGEST: usize = 60;
/// An excuse may stay while its function is about as long: small changes shall not need two edits.
const STALE: usize = 50;

/// All source files as (path below src, text).
fn sources() -> Vec<(String, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders: Vec<PathBuf> = vec![src.clone()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(&src).unwrap().to_string_lossy().replace('\\', "/");
                found.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found
}

/// The name of the function that begins on a line.
fn begins(line: &str) -> Option<&str> {
    let (before, after) = line.split_once("fn ")?;
    let words = ["pub", "pub(crate)", "pub(super)", "const", "async"];
    before.split_whitespace().all(|word| words.contains(&word)).then_some(())?;
    after.split(['(', '<']).next()
}

/// Functions of more lines than a limit. A function ends at the first closing brace as deep as its beginning, which holds because
/// the code is formatted.
fn longer_than(limit: usize, files: &[(String, String)]) -> Vec<String> {
    let mut long = Vec::new();
    for (path, text) in files {
        let lines: Vec<&str> = text.lines().collect();
        for (start, line) in lines.iter().enumerate() {
            let Some(name) = begins(line) else { continue };
            let deep = line.len() - line.trim_start().len();
            let close = format!("{}}}", " ".repeat(deep));
            let in_one_line = line.ends_with('}') || line.ends_with(';');
            let end = lines[start..].iter().position(|line| line.trim_end() == close);
            if !in_one_line && end.is_some_and(|end| end + 1 > limit) {
                long.push(format!("{path}::{name}"));
            }
        }
    }
    long.sort();
    long
}

#[test]
fn functions_are_short_or_have_a_reason() {
    let files = sources();
    let long = longer_than(LONGEST, &files);
    let listed = |name: &String| LONG.iter().any(|(long, _)| long == name);
    let unexcused: Vec<&String> = long.iter().filter(|name| !listed(name)).collect();
    assert!(unexcused.is_empty(), "over {LONGEST} lines, without a reason: {unexcused:?}");
}

#[test]
fn a_reason_that_is_no_longer_needed_goes() {
    let files = sources();
    let long = longer_than(STALE, &files);
    for (name, _) in LONG {
        let file = name.split("::").next().unwrap();
        let there = files.iter().any(|(path, _)| path == file);
        assert!(!there || long.iter().any(|long| long == name), "{name} needs no excuse any more");
    }
}

#[test]
fn a_long_function_is_seen() {
    let body = "    work();\n".repeat(LONGEST);
    let text = format!("fn short() {{}}\n\npub const fn long(a: u8) {{\n{body}}}\n");
    assert_eq!(longer_than(LONGEST, &[("a.rs".to_owned(), text)]), ["a.rs::long"]);
}
