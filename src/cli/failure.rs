//! Why a command could not do its work, and what the process tells its caller.
//!
//! A finding is no failure: findings are what `check` is for. A failure means that the question could not be answered.

use std::fmt::{self, Write as _};
use std::process::ExitCode;

use crate::text::{Language, Text, Words};

/// The exit codes; the same for every command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Exit {
    /// 0: done, and nothing that counts as an error was found.
    Clean = 0,
    /// 1: done, and there are findings that count as errors.
    Findings = 1,
    /// 2: not done: wrong arguments, unreadable input, output that could not be written, or a defect of Lotse.
    Failed = 2,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Where a failure comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The arguments do not fit together.
    Usage,
    /// Something could not be read.
    Input,
    /// Something could not be written.
    Output,
    /// Lotse contradicts itself.
    Internal,
}

/// Why a command could not do its work. It always ends in [`Exit::Failed`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Where it comes from.
    pub kind: Kind,
    /// What is wrong, one sentence without full stop.
    pub message: Text,
    /// Ways out, in the order in which to try them.
    pub hints: Vec<Text>,
}

impl Failure {
    /// A failure without a hint.
    pub const fn new(kind: Kind, message: Text) -> Self {
        Self { kind, message, hints: Vec::new() }
    }

    /// Adds a way out.
    #[must_use]
    pub fn hint(mut self, hint: Text) -> Self {
        self.hints.push(hint);
        self
    }

    /// The lines for standard error, with a newline at the end.
    pub fn describe(&self, language: Language) -> String {
        const HINT: Words = Words::new("Hinweis", "hint");
        const INTERNAL: Words = Words::new("Fehler in Lotse", "defect in Lotse");
        const WRONG: Words = Words::new("Fehler", "error");
        let head = if self.kind == Kind::Internal { INTERNAL } else { WRONG };
        let mut lines = format!("{}: {}\n", head.get(language), self.message.get(language));
        for hint in &self.hints {
            // Writing into a string cannot fail.
            let _ = writeln!(lines, "  {}: {}", HINT.get(language), hint.get(language));
        }
        lines
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.describe(Language::De).trim_end())
    }
}

impl std::error::Error for Failure {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_speaks_both_languages() {
        let failure = Failure::new(Kind::Input, Text::new("„x“ gibt es nicht", "“x” does not exist"))
            .hint(Text::new("Schreibweise prüfen", "check the spelling"));
        assert_eq!(
            failure.describe(Language::De),
            "Fehler: „x“ gibt es nicht\n  Hinweis: Schreibweise prüfen\n"
        );
        assert_eq!(failure.describe(Language::En), "error: “x” does not exist\n  hint: check the spelling\n");
    }
}
