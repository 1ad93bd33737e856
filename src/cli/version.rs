//! `lotse --version --verbose`: what an auditor writes down to be able to repeat a run.

use std::ffi::OsString;

use super::failure::{Exit, Failure};
use super::{input, output};
use crate::catalog;
use crate::profile;
use crate::text::{Language, Words};

/// Whether the arguments ask for it.
pub(super) fn asked(arguments: &[OsString]) -> bool {
    let has =
        |names: &[&str]| arguments.iter().skip(1).any(|argument| names.iter().any(|name| argument == name));
    has(&["--version", "-V"]) && has(&["--verbose"])
}

/// Prints it.
pub(super) fn print(language: Language) -> Result<Exit, Failure> {
    let word = |de: &'static str, en: &'static str| Words::new(de, en).get(language);
    let mut lines = vec![
        format!("lotse {}", env!("CARGO_PKG_VERSION")),
        line(word("Dateiformat", "File format"), "1"),
        line(word("Regeln", "Rules"), &catalog::all().len().to_string()),
        line(word("Teile", "Features"), &features()),
        line(word("System", "System"), &input::system()),
    ];
    if let Some(hash) = input::own_bytes().map(|bytes| output::checksum(&bytes)) {
        lines.push(line(word("Programm", "Program"), &format!("SHA-256 {hash}")));
    }
    lines.push(String::new());
    lines.push(word("Eingebaute Profile:", "Built-in profiles:").to_owned());
    for (id, text) in profile::BUILT_IN {
        lines.push(format!("  {id}"));
        lines.push(format!("    SHA-256 {}", output::checksum(text.as_bytes())));
    }
    lines.push(String::new());
    output::stdout(&lines.join("\n"))?;
    Ok(Exit::Clean)
}

fn line(name: &str, value: &str) -> String {
    format!("{:<14}{value}", format!("{name}:"))
}

fn features() -> String {
    let parts = [
        ("cli", true),
        ("office", cfg!(feature = "office")),
        ("png", cfg!(feature = "png")),
        ("git", cfg!(feature = "git")),
        ("pdf", cfg!(feature = "pdf")),
    ];
    parts.iter().filter(|(_, there)| *there).map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}
