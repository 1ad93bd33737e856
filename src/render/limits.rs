//! What a template may do: no reading of files, an end, and bounds on what it makes.
//!
//! Steps are counted by the template engine. Here: what is printed is counted, also inside macros, and the operators and
//! filters are refused with which a few steps make a text of any length. Documents print and choose; they do not calculate.

use std::io::{self, Write};

use minijinja::{Environment, Error, ErrorKind, State, Value};

use crate::text::{Text, text};

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TemplateProblem {
    /// The template's path, `templates/de/index.md`.
    pub file: String,
    /// The line, from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong, one sentence without full stop.
    pub message: Text,
}

/// The longest document that a template may make, in bytes. The longest of ours for the whole country has two million.
pub(super) const OUTPUT: usize = 32 * 1024 * 1024;
/// The longest template, in bytes; the longest of ours has eight thousand.
const TEMPLATE: usize = 256 * 1024;
/// Filters that make much of little.
const REFUSED: [&str; 8] = ["replace", "format", "indent", "tojson", "sum", "pprint", "urlencode", "join"];

/// Takes the filters away that make much of little; `join` comes back with a bound.
pub(super) fn bound(environment: &mut Environment<'_>) {
    for name in REFUSED {
        environment.remove_filter(name);
    }
    environment.remove_global("debug");
    environment.add_filter("join", join);
}

/// A list of texts in one text: "a; b".
#[expect(clippy::needless_pass_by_value, reason = "filters receive owned arguments")]
fn join(list: Value, between: Option<String>) -> Result<Value, Error> {
    let between = between.unwrap_or_default();
    let mut out = String::new();
    for (at, item) in list.try_iter()?.enumerate() {
        if at > 0 {
            out.push_str(&between);
        }
        out.push_str(&item.to_string());
        if out.len() > OUTPUT {
            return Err(too_long());
        }
    }
    Ok(Value::from(out))
}

/// Counts what is printed, wherever it goes.
pub(super) fn printed(state: &mut State<'_, '_>, bytes: usize) -> Result<(), Error> {
    let count = state.get_or_insert_extension_with(Printed::default);
    count.0 += bytes;
    if count.0 > OUTPUT { Err(too_long()) } else { Ok(()) }
}

/// The bytes that one document has printed.
#[derive(Default)]
struct Printed(usize);

/// What [`printed`] and [`Bounded`] say; the caller makes a sentence of it.
fn too_long() -> Error {
    Error::new(ErrorKind::WriteFailure, "")
}

/// A text that takes no more than [`OUTPUT`].
#[derive(Debug, Default)]
pub(super) struct Bounded(pub(super) Vec<u8>);

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > OUTPUT {
            return Err(io::Error::other("too long"));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Refuses a template of the user's that is too long, or that calculates: `~`, `+` and `*` inside its marks.
pub(super) fn refuse(name: &str, template: &str) -> Option<TemplateProblem> {
    let problem = |line, message| Some(TemplateProblem { file: format!("templates/{name}"), line, message });
    if template.len() > TEMPLATE {
        return problem(
            None,
            text!("die Vorlage ist länger als 256 KiB", "the template is longer than 256 KiB"),
        );
    }
    let at = operator(template)?;
    let sign = template.get(at..)?.chars().next()?;
    let line = template.get(..at)?.matches('\n').count() + 1;
    problem(
        Some(line),
        text!(
            "„{sign}“ gibt es in Vorlagen nicht; ein Text mit wenigen Zeichen würde sonst beliebig lang. Für Verweise auf ein anderes Dokument: {{{{ name | page(adresse) }}}}",
            "there is no \"{sign}\" in templates; a short text could become one of any length. To link another document: {{{{ name | page(address) }}}}"
        ),
    )
}

/// Where the first such operator stands: inside `{{ … }}` and `{% … %}`, outside of quotes.
fn operator(template: &str) -> Option<usize> {
    let mut rest = 0;
    while let Some(at) = template.get(rest..).and_then(|text| text.find('{')) {
        let begin = rest + at;
        let after = template.get(begin + 1..)?;
        let close = match after.chars().next() {
            Some('{') => "}}",
            Some('%') => "%}",
            Some('#') => {
                rest = begin + 2 + after.find("#}").unwrap_or(after.len().saturating_sub(1));
                continue;
            }
            _ => {
                rest = begin + 1;
                continue;
            }
        };
        let mut quote = None;
        let mut escaped = false;
        let body = begin + 2;
        rest = template.len();
        for (offset, c) in template.get(body..)?.char_indices() {
            let here = body + offset;
            match quote {
                Some(_) if escaped => escaped = false,
                Some(_) if c == '\\' => escaped = true,
                Some(open) if c == open => quote = None,
                None if template.get(here..).is_some_and(|text| text.starts_with(close)) => {
                    rest = here + 2;
                    break;
                }
                None if matches!(c, '"' | '\'') => quote = Some(c),
                // Directly after and before the marks, + only keeps blanks.
                None if c == '+' && (offset == 0 || template.get(here + 1..)?.starts_with(close)) => {}
                None if matches!(c, '~' | '+' | '*') => return Some(here),
                _ => {}
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calculating_is_refused_and_nothing_else() {
        for bad in ["{{ a ~ b }}", "x\n{% set a = b + c %}", "{{ \"a\" * 9 }}", "{# ~ #}{{ f('}}', a ~ b) }}"]
        {
            assert!(operator(bad).is_some(), "{bad}");
        }
        for good in [
            "a + b ~ c **x**",
            "{{ \"~\" }}{{ '+' }}",
            "{%+ if a -%}**x**{%- endif +%}",
            "{# a ~ b #}",
            "{",
            "{{",
            "{#",
        ] {
            assert_eq!(operator(good), None, "{good}");
        }
        assert_eq!(refuse("de/x.md", "a\n\n{{ a ~ a }}").and_then(|problem| problem.line), Some(3));
        assert!(refuse("de/x.md", &"a".repeat(TEMPLATE + 1)).is_some());
    }
}
