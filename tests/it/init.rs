//! `lotse init`: what it writes is followed up mechanically, finding by finding, until the check is clean.

use std::fmt::Write as _;

use lotse::diagnostic::{Diagnostic, Severity, sort_for_work};
use lotse::key::StateCode;
use lotse::text::Language;
use lotse::workspace::{Texts, Workspace};

use crate::run::{folder, lotse, read, write};

const ON: &str = "2026-11-24";

/// The files of states below a folder, as (path, text).
fn texts(root: &std::path::Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for state in
        std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir())
    {
        for file in std::fs::read_dir(&state).unwrap().map(|entry| entry.unwrap().path()) {
            let path = file.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            files.push((path, std::fs::read_to_string(&file).unwrap()));
        }
    }
    files.sort();
    files
}

/// The findings that are more than notes, in the order in which they are shown.
fn findings(files: &[(String, String)]) -> (Workspace, Vec<Diagnostic>) {
    let workspace =
        Workspace::read_with(Texts { files: files.to_vec(), ..Texts::default() }, &lotse::work::Alone);
    let found = {
        let table = workspace.table();
        let judgement = workspace.judge(&table, lotse::time::parse_date(ON).unwrap());
        let mut found: Vec<Diagnostic> =
            judgement.findings.into_iter().filter(|finding| finding.severity > Severity::Note).collect();
        sort_for_work(&mut found);
        found
    };
    (workspace, found)
}

/// `[[table]]` and the assignments of an advice; values that a person must know (`…`, `JJJJ-MM-TT`, `YYYY-MM-DD`) are left out.
fn advice(help: &str) -> (Option<String>, Vec<(String, Option<String>)>) {
    let table =
        help.split_once("[[").and_then(|(_, rest)| rest.split_once("]]")).map(|(name, _)| name.to_owned());
    let body = help.split_once("]]").map_or(help, |(_, rest)| rest);
    let mut pairs = Vec::new();
    let mut rest = body;
    while let Some((before, after)) = rest.split_once(" = ") {
        let key: String = before
            .chars()
            .rev()
            .take_while(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '-')
            .collect();
        let key: String = key.chars().rev().collect();
        let (mut depth, mut quoted, mut end) = (0, false, after.len());
        for (at, letter) in after.char_indices() {
            match letter {
                '"' => quoted = !quoted,
                '[' | '{' if !quoted => depth += 1,
                ']' | '}' if !quoted => depth -= 1,
                ',' | ' ' if !quoted && depth == 0 => {
                    end = at;
                    break;
                }
                _ => {}
            }
        }
        let value = after[..end].trim().to_owned();
        let known = !value.contains('…') && !value.contains("JJJJ") && !value.contains("YYYY");
        if !key.is_empty() {
            pairs.push((key, known.then_some(value)));
        }
        rest = &after[end..];
    }
    (table, pairs)
}

/// Lines that are prepared: `#` without a blank after it, or a line of a list.
fn prepared(line: &str) -> bool {
    line.strip_prefix('#')
        .is_some_and(|rest| !rest.is_empty() && (!rest.starts_with(' ') || rest.starts_with("  {")))
}

/// Prepared records of a text: (first line, line after the last, table).
fn blocks(text: &str) -> Vec<(usize, usize, String)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if let Some(name) = line.strip_prefix("#[[").and_then(|rest| rest.strip_suffix("]]")) {
            let length =
                lines[at + 1..].iter().take_while(|line| prepared(line) && !line.starts_with("#[[")).count();
            found.push((at, at + 1 + length, name.to_owned()));
        }
    }
    found
}

/// Whether a prepared record has an assignment; of a list the wanted entries must be there.
fn holds(block: &[&str], key: &str, value: Option<&String>) -> bool {
    block.iter().any(|line| {
        let Some((own, written)) = line.trim_start_matches('#').split_once(" = ") else { return false };
        let entries = |list: &str| -> Vec<String> {
            list.trim_matches(['[', ']']).split(", ").map(str::to_owned).collect()
        };
        own == key
            && value.is_none_or(|value| {
                written == value
                    || (value.starts_with('[')
                        && entries(value).iter().all(|entry| entries(written).contains(entry)))
            })
    })
}

fn uncomment(text: &mut String, from: usize, to: usize) {
    *text = text
        .lines()
        .enumerate()
        .map(
            |(at, line)| if (from..to).contains(&at) { line.strip_prefix('#').unwrap_or(line) } else { line },
        )
        .fold(String::new(), |text, line| text + line + "\n");
}

/// Does what a finding says, and nothing else; false if its advice leads nowhere.
fn follow(
    files: &mut [(String, String)],
    workspace: &Workspace,
    finding: &Diagnostic,
    language: Language,
) -> bool {
    let help = finding.help.as_ref().unwrap().get(language);
    let (table, pairs) = advice(help);
    let here = workspace.sources.get(finding.span.source).path().to_owned();
    let at = workspace.sources.positions(finding.span).0.line - 1;
    let [before, after] = match language {
        Language::De => ["Dateien von „", "“"],
        Language::En => ["files of \"", "\""],
    };
    let folder = match help.split_once(before).and_then(|(_, rest)| rest.split_once(after)) {
        Some((slug, _)) => slug.to_owned(),
        None => here.split('/').next().unwrap().to_owned(),
    };
    if let Some(table) = table {
        // The prepared record that says the same; if none does, the one that differs in its owner alone.
        for free in [&[][..], &["owner", "to"][..]] {
            for (_, text) in files.iter_mut().filter(|(path, _)| path.starts_with(&folder)) {
                let lines: Vec<&str> = text.lines().collect();
                let fits = |(from, to, name): &(usize, usize, String)| {
                    *name == table
                        && pairs.iter().all(|(key, value)| {
                            let value = value.as_ref().filter(|_| !free.contains(&key.as_str()));
                            holds(&lines[*from..*to], key, value)
                        })
                };
                if let Some((from, to, _)) = blocks(text).into_iter().find(fits) {
                    uncomment(text, from, to);
                    return true;
                }
            }
        }
        // A record that stands there already lacks something.
        if pairs.iter().any(|(_, value)| value.is_none()) || pairs.is_empty() {
            return false;
        }
        let (_, text) = files.iter_mut().find(|(path, _)| path.starts_with(&folder)).unwrap();
        writeln!(text, "\n[[{table}]]").unwrap();
        for (key, value) in pairs {
            writeln!(text, "{key} = {}", value.unwrap()).unwrap();
        }
        return true;
    }
    // Something to add to a record: prepared in it, or in a record of the same file, or known by its value.
    let (_, text) = files.iter_mut().find(|(path, _)| *path == here).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let start = (0..=at).rev().find(|line| lines[*line].starts_with('[')).unwrap_or(0);
    let end = (start + 1..lines.len())
        .find(|line| lines[*line].starts_with(['[']) || lines[*line].starts_with("#[["))
        .unwrap_or(lines.len());
    let Some((key, value)) = pairs.first() else { return false };
    // Nothing prepares evidence: a person writes the day on which it was so.
    let evidence = ["tested", "established", "agreed"].contains(&key.as_str()).then(|| ON.to_owned());
    let value = &value.clone().or(evidence);
    if let Some(line) = (start..end).find(|line| lines[*line].starts_with(&format!("#{key} = "))) {
        uncomment(text, line, line + 1);
        return true;
    }
    for (_, text) in files.iter_mut().filter(|(path, _)| path.starts_with(&folder)) {
        let lines: Vec<&str> = text.lines().collect();
        let found = blocks(text)
            .into_iter()
            .find(|(from, to, _)| holds(&lines[*from..*to], key, None) && key == "competent");
        if let Some((from, to, _)) = found {
            uncomment(text, from, to);
            return true;
        }
    }
    let Some(value) = value else { return false };
    let (_, text) = files.iter_mut().find(|(path, _)| *path == here).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines.insert(start + 1, format!("{key} = {value}"));
    *text = lines.join("\n") + "\n";
    true
}

/// Follows the first finding again and again; what was done, for when it does not end.
fn follow_all(root: &std::path::Path, language: Language) -> Vec<String> {
    let mut files = texts(root);
    let mut done = Vec::new();
    for _ in 0..60 {
        let (workspace, found) = findings(&files);
        let Some(first) = found.first() else { return done };
        let help = first.help.clone().unwrap_or_default();
        let told = format!("{} {} -> {}", first.code.0, first.message.get(language), help.get(language));
        done.push(told.clone());
        assert!(follow(&mut files, &workspace, first, language), "no way on:\n{}", done.join("\n"));
    }
    panic!("no end:\n{}", done.join("\n"));
}

#[test]
fn following_every_advice_leads_to_a_clean_check_in_every_state() {
    let all = StateCode::ALL.into_iter().flat_map(|state| Language::ALL.map(|language| (state, language)));
    for (state, language) in all {
        let folder = folder();
        let root = folder.path();
        let mut arguments = vec!["init", ".", "--state", state.code(), "--on", ON, "--lang", language.code()];
        for service in ["hb/unterhaltsvorschuss", "hb/eheschliessung"] {
            arguments.extend(["--service", service]);
        }
        let run = lotse(root, &arguments);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let done = follow_all(root, language);
        assert!(done.len() >= 6, "{state} {language}: {}", done.join("\n"));
    }
}

#[test]
fn with_the_files_of_the_operating_state_as_well() {
    for state in [StateCode::NI, StateCode::BE] {
        let folder = folder();
        let root = folder.path();
        for code in ["HB", state.code()] {
            let run = lotse(
                root,
                &["init", ".", "--state", code, "--service", "hb/unterhaltsvorschuss", "--on", ON],
            );
            assert_eq!(run.code, 0, "{}", run.stderr);
        }
        follow_all(root, Language::De);
    }
}

#[test]
fn a_check_ends_with_what_to_do_next_in_the_order_of_the_work() {
    let folder = folder();
    let root = folder.path();
    let services = ["--service", "hb/unterhaltsvorschuss", "--go-live", "2027-03-01"];
    lotse(root, &[&["init", ".", "--state", "NI", "--on", ON][..], &services].concat());
    let run = lotse(root, &["check", ".", "--on", ON]);
    let next = run.stdout.split_once("\nAls Nächstes\n").unwrap().1;
    let steps: Vec<&str> =
        next.lines().filter_map(|line| line.trim_start().split_once(". ")).map(|(_, step)| step).collect();
    let place = " · ni/support.toml:";
    let named: Vec<&str> = steps.iter().map(|step| step.split_once(place).unwrap().0).collect();
    assert_eq!(named, ["First Level", "Second Level", "Third Level"], "{next}");
    assert!(next.contains("dazu ein weiterer Befund]"), "two kinds of questions on second level:\n{next}");
    assert!(run.stdout.lines().all(|line| line.chars().count() <= 80), "{}", run.stdout);
    let english = lotse(root, &["check", ".", "--on", ON, "--lang", "en"]).stdout;
    assert!(english.contains("\nWhat comes next\n  1. First level · ni/support.toml:"), "{english}");
    // Machines get places in order, and no advice on work.
    let json = lotse(root, &["check", ".", "--on", ON, "--format", "json"]).stdout;
    assert!(!json.contains("Als Nächstes"));
}

#[test]
fn who_is_there_comes_before_who_answers_among_equally_bad_findings() {
    let files = "[state]\ncode = \"NI\"\n[[use]]\nservice = \"hb/a\"\n[[support]]\nlevel = \"third\"\n\
        track = \"technical-state\"\nowner = \"it\"\n[[organization]]\nid = \"it\"\nname = \"IT\"\nkind = \"it-provider\"\n\
        channels = [{ kind = \"email\", address = \"ohne-at\" }]\n";
    let (_, found) = findings(&[("ni.toml".to_owned(), files.to_owned())]);
    let codes: Vec<&str> = found.iter().map(|finding| finding.code.0).collect();
    assert_eq!(codes, ["L502", "L101", "L101", "L101"], "by place the address would come last");
}

#[test]
fn nothing_is_ever_overwritten() {
    let folder = folder();
    let root = folder.path();
    write(root, &[("lotse.toml", "format = 1 # meins\n"), ("ni/wege.toml", "# meins\n")]);
    let run = lotse(root, &["init", "--state", "NI"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("ni/wege.toml"), "{}", run.stderr);
    assert!(!root.join("ni/land.toml").exists(), "all or nothing");
    let run = lotse(root, &["init", "--state", "hh"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(read(root, "lotse.toml"), "format = 1 # meins\n");
    assert!(!run.stdout.contains("lotse.toml"));
}

#[test]
fn without_a_terminal_nothing_is_asked() {
    let folder = folder();
    let run = lotse(folder.path(), &["init"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("--state NI"), "{}", run.stderr);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn dates_are_written_only_if_given() {
    let folder = folder();
    let root = folder.path();
    let arguments = ["init", "a", "--state", "NI", "--service", "hb/a", "--on", ON];
    lotse(root, &[&arguments[..], &["--go-live", "2027-03-01"]].concat());
    assert!(read(root, "a/ni/support.toml").contains("\ngo-live = 2027-03-01\n"));
    let arguments = ["init", "b", "--state", "NI", "--service", "hb/a", "--inventory", "--on", ON];
    let run = lotse(root, &arguments);
    assert!(run.stdout.contains("--write-baseline"), "{}", run.stdout);
    let text = read(root, "b/ni/support.toml");
    assert!(text.contains("seit wann ist unbekannt") && !text.contains("\ngo-live"), "{text}");
}

#[test]
fn an_english_workspace_speaks_english() {
    let folder = folder();
    let root = folder.path();
    lotse(root, &["init", ".", "--state", "BY", "--service", "hb/a", "--lang", "en", "--on", ON]);
    assert!(read(root, "lotse.toml").contains("\nlanguage = \"en\"\n"));
    assert!(read(root, "by/state.toml").contains("id = \"coordination\"\nname = \"Coordination Bavaria"));
    assert!(lotse(root, &["check", "."]).stdout.contains("nobody answers"), "the workspace's own language");
}

#[test]
fn a_land_is_known_by_its_name_and_services_by_theirs() {
    let folder = folder();
    let root = folder.path();
    let arguments =
        ["init", "a", "--state", "Schleswig-Holstein", "--service", "Unterhaltsvorschuss Online", "--on", ON];
    let run = lotse(root, &arguments);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(read(root, "a/sh/support.toml").contains("hb/unterhaltsvorschuss"));
    assert!(!run.stdout.contains("Onlinedienste, die Lotse kennt"));
    // Who names none is told which there are, and what stands before the stroke.
    let run = lotse(root, &["init", "b", "--state", "saarland", "--on", ON]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let told = run.stdout.replace("\n      ", " ");
    for words in [
        "hb/unterhaltsvorschuss: Unterhaltsvorschuss Online",
        "hb/eheschliessung: Eheschließung",
        "(hb = Bremen)",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
}
