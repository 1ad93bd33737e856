//! What a reader could not read, by line and column; no more of them than a person reads.

use crate::text::{Text, text};

/// How many problems are listed; what exceeds it is counted in one closing problem.
pub const MAX_PROBLEMS: usize = 50;

/// Something in a register file that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
    /// What is wrong, one sentence without full stop.
    pub message: Text,
}

/// Collects problems while reading goes on.
#[derive(Debug, Default)]
pub(super) struct Problems {
    listed: Vec<Problem>,
    /// Line of the first problem that is not listed, and how many there are.
    unlisted: Option<(usize, usize)>,
}

impl Problems {
    /// Notes a problem.
    pub(super) fn add(&mut self, line: usize, column: usize, message: Text) {
        if self.listed.len() < MAX_PROBLEMS {
            self.listed.push(Problem { line, column, message });
        } else {
            let (first, count) = self.unlisted.unwrap_or((line, 0));
            self.unlisted = Some((first, count + 1));
        }
    }

    /// The value if nothing was wrong, else all problems.
    pub(super) fn into_result<T>(mut self, value: T) -> Result<T, Vec<Problem>> {
        if let Some((line, count)) = self.unlisted {
            let message = text!(
                "weitere Fehler ab dieser Zeile, die hier nicht aufgeführt sind: {count}",
                "further problems from this line on that are not listed here: {count}"
            );
            self.listed.push(Problem { line, column: 1, message });
        }
        if self.listed.is_empty() { Ok(value) } else { Err(self.listed) }
    }
}

/// What is wrong with a name, if anything: nothing there, or characters that no name has.
pub(super) fn name_problem(name: &str) -> Option<Text> {
    if name.trim().is_empty() {
        return Some(text!("der Name fehlt", "the name is missing"));
    }
    if name.chars().any(|letter| letter.is_control() || letter == '\u{fffd}') {
        let shown: String =
            name.chars().map(|letter| if letter.is_control() { '\u{fffd}' } else { letter }).collect();
        return Some(text!(
            "unlesbares Zeichen im Namen „{shown}“: falsche Zeichenkodierung?",
            "unreadable character in the name “{shown}”: wrong encoding?"
        ));
    }
    None
}
