//! The handbook: its files load, its commands print what the page says, the paths that pages name exist.
//!
//! `UPDATE=1 cargo test --test it handbook` writes what commands print anew.

use std::path::{Path, PathBuf};
use std::process::Command;

use lotse::config;
use lotse::diagnostic::Severity;
use lotse::source::Sources;

use crate::support;

/// Pages whose examples are loaded and run.
const TAUGHT: &[&str] = &["docs/handbuch.md"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap()
}

fn updating() -> bool {
    std::env::var_os("UPDATE").is_some()
}

/// All pages: those of the root and everything below `docs/`.
fn pages() -> Vec<PathBuf> {
    let mut folders = vec![root().to_path_buf(), root().join("docs")];
    let mut pages = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && folder != root() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                pages.push(path);
            }
        }
    }
    pages.sort();
    pages
}

/// The text outside fenced blocks.
fn prose(text: &str) -> String {
    let mut inside = false;
    let mut prose = String::new();
    for line in text.lines() {
        if line.starts_with("```") {
            inside = !inside;
        } else if !inside {
            prose.push_str(line);
            prose.push('\n');
        }
    }
    prose
}

/// The fenced blocks of a language.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    text.split(&fence).skip(1).map(|rest| rest.split("```\n").next().unwrap_or(rest).to_owned()).collect()
}

#[test]
fn every_path_that_a_page_names_exists() {
    let mut missing = Vec::new();
    for page in pages().into_iter().filter(|page| !page.ends_with("CHANGELOG.md")) {
        let text = prose(&std::fs::read_to_string(&page).unwrap());
        for path in text.split('`').skip(1).step_by(2) {
            let ours =
                ["src/", "tests/", "docs/", "templates/", "states/"].iter().any(|at| path.starts_with(at));
            // `…`, `*` and a file called `x` stand for any name.
            let any = path.contains(['…', '*', ' ', '<']) || path.contains("/x.");
            if ours && !any && !root().join(path).exists() {
                missing.push(format!("{}: {path}", page.display()));
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn examples_of_files_load() {
    for page in TAUGHT {
        for block in blocks(&read(page), "toml") {
            if block.starts_with("# lotse.toml") {
                let sources = Sources::new([("lotse.toml".to_owned(), block.clone())]);
                let (id, source) = sources.iter().next().unwrap();
                let (_, findings) = config::read_settings(id, source);
                assert_eq!(support::codes(&findings), Vec::<&str>::new(), "{page}:\n{block}");
            } else if block.starts_with("# persons.toml") {
                let sources = Sources::new([("persons.toml".to_owned(), block.clone())]);
                let (id, source) = sources.iter().next().unwrap();
                let (_, findings) = config::read_persons(id, source);
                assert_eq!(support::codes(&findings), Vec::<&str>::new(), "{page}:\n{block}");
            } else if block.starts_with("# Teil") {
                // A part of a file: form is checked, names stand elsewhere.
                let text = format!("[state]\ncode = \"NI\"\n\n{block}");
                let (_, _, findings) = support::read(&[("ni.toml", &text)]);
                assert_eq!(support::codes(&findings), Vec::<&str>::new(), "{page}:\n{block}");
            } else {
                let (_, mut findings) = support::load(&[("ni.toml", &block)]);
                // The operating state is not loaded here; that is a note.
                findings.retain(|finding| finding.severity == Severity::Error);
                assert_eq!(support::codes(&findings), Vec::<&str>::new(), "{page}:\n{block}");
            }
        }
    }
}

/// What a command prints on standard output, run from the root of the package; what writes runs in a folder of its own.
fn printed(command: &str) -> String {
    let away = crate::run::folder();
    let place = if command.starts_with("lotse init ") { away.path() } else { root() };
    let words: Vec<&str> = command.split_whitespace().skip(1).collect();
    let output = Command::new(env!("CARGO_BIN_EXE_lotse"))
        .args(words)
        .current_dir(place)
        .env_remove("COLUMNS")
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    assert_ne!(output.status.code(), Some(2), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A block with as many lines as before, from what is printed now: all, or head and tail around a line `…`.
fn reprinted(block: &str) -> String {
    let (command, shown) = block.split_once('\n').unwrap();
    let output = printed(command.strip_prefix("$ ").unwrap());
    let now: Vec<&str> = output.lines().map(str::trim_end).collect();
    let shown: Vec<&str> = shown.lines().collect();
    let lines: Vec<&str> = match shown.iter().position(|line| *line == "…") {
        None => now,
        Some(cut) => {
            let tail = shown.len() - cut - 1;
            let head = now.iter().take(cut).copied();
            head.chain(["…"]).chain(now[now.len().saturating_sub(tail)..].iter().copied()).collect()
        }
    };
    format!("{command}\n{}\n", lines.join("\n"))
}

#[test]
fn commands_print_what_the_page_says() {
    for page in TAUGHT {
        let text = read(page);
        let renewed = blocks(&text, "console")
            .into_iter()
            .filter(|block| block.starts_with("$ lotse"))
            .fold(text.clone(), |text, block| text.replace(&block, &reprinted(&block)));
        if updating() {
            std::fs::write(root().join(page), renewed).unwrap();
        } else {
            assert_eq!(text, renewed, "{page} is out of date: UPDATE=1 cargo test --test it handbook");
        }
    }
}
