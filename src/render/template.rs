//! Templates: one content per document and language, in Markdown, filled with a view.
//!
//! A template can read no file, cannot run for ever or eat all memory (see `limits`), and prints every value as text: what a name contains never becomes
//! markup. What a template asks for and does not get is an error that names file, line and words.

use std::borrow::Cow;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior};
use serde::Serialize;

pub use super::limits::TemplateProblem;
use super::{limits, markdown};
use crate::text::noun::{CELLS, Case, FINDINGS, MUNICIPALITIES, SERVICES};
use crate::text::{Language, text};
use crate::view::DOCUMENTS;

/// The steps that one document may take; the longest of ours takes a hundredth of it.
const FUEL: u64 = 50_000_000;
/// How deep templates may call each other.
const DEPTH: usize = 50;

/// The templates that come with Lotse and are of no document, as (name, text).
const SHARED: &[(&str, &str)] = &[
    ("layout.html", include_str!("../../templates/layout.html")),
    ("de/_head.md", include_str!("../../templates/de/_head.md")),
    ("de/_ways.md", include_str!("../../templates/de/_ways.md")),
    ("de/_notes.md", include_str!("../../templates/de/_notes.md")),
    ("de/_foot.md", include_str!("../../templates/de/_foot.md")),
    ("de/_steps.md", include_str!("../../templates/de/_steps.md")),
    ("de/audit.md", include_str!("../../templates/de/audit.md")),
    ("en/_head.md", include_str!("../../templates/en/_head.md")),
    ("en/_ways.md", include_str!("../../templates/en/_ways.md")),
    ("en/_notes.md", include_str!("../../templates/en/_notes.md")),
    ("en/_foot.md", include_str!("../../templates/en/_foot.md")),
    ("en/_steps.md", include_str!("../../templates/en/_steps.md")),
    ("en/audit.md", include_str!("../../templates/en/audit.md")),
];

/// The templates that come with Lotse, as (name, text); the name is the path below `templates/`.
pub fn built_in() -> impl Iterator<Item = (String, &'static str)> {
    let shared = SHARED.iter().map(|(name, text)| ((*name).to_owned(), *text));
    let of_documents = DOCUMENTS.into_iter().flat_map(|kind| {
        let languages = [Language::De, Language::En].into_iter().zip(kind.templates);
        languages.map(|(language, text)| (format!("{}/{}.md", language.code(), kind.id), text))
    });
    shared.chain(of_documents)
}

/// All templates, the user's own in place of ours where they have the same name.
#[derive(Debug)]
pub struct Templates {
    environment: Environment<'static>,
    broken: Vec<(String, TemplateProblem)>,
}

impl Templates {
    /// The templates, with those of the user as (name below `templates/`, text).
    pub fn new(own: &[(String, String)]) -> Self {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        if let Ok(syntax) =
            SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build()
        {
            environment.set_syntax(syntax);
        }
        environment.set_fuel(Some(FUEL));
        environment.set_recursion_limit(DEPTH);
        environment.set_debug(true);
        environment.set_auto_escape_callback(|name| {
            if name.rsplit('.').next() == Some("html") {
                AutoEscape::Html
            } else {
                AutoEscape::Custom("markdown".into())
            }
        });
        environment.set_formatter(write_value);
        environment.add_filter("link", link);
        environment.add_filter("page", page);
        limits::bound(&mut environment);
        environment.add_filter("thousands", thousands);
        environment.add_filter("counted", counted);
        environment.add_filter("counted_of", counted_of);
        environment.add_filter("day", day);
        let mut templates = Self { environment, broken: Vec::new() };
        for (name, text) in built_in() {
            if own.iter().all(|(other, _)| *other != name) {
                templates.add(&name, text);
            }
        }
        for (name, text) in own {
            match limits::refuse(name, text) {
                Some(problem) => templates.broken.push((name.clone(), problem)),
                None => templates.add(name, text),
            }
        }
        templates
    }

    fn add(&mut self, name: &str, text: &str) {
        if let Err(error) = self.environment.add_template_owned(name.to_owned(), text.to_owned()) {
            self.broken.push((name.to_owned(), problem(&error, name)));
        }
    }

    /// Fills the Markdown template of a document.
    pub fn markdown(
        &self,
        document: &str,
        language: Language,
        view: &impl Serialize,
    ) -> Result<String, TemplateProblem> {
        let name = format!("{}/{document}.md", language.code());
        Ok(markdown::tidy(&self.fill(&name, &Value::from(Serde(view)))?))
    }

    /// Fills any template by name.
    pub fn fill(&self, name: &str, view: &Value) -> Result<String, TemplateProblem> {
        if let Some((_, found)) = self.broken.iter().find(|(broken, _)| broken == name) {
            return Err(found.clone());
        }
        self.environment
            .get_template(name)
            .and_then(|template| {
                let mut out = limits::Bounded::default();
                template.render_captured_to(view, &mut out)?;
                // What the engine prints is text; the other branch is never taken.
                Ok(String::from_utf8(out.0)
                    .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
            })
            .map_err(|error| self.innermost(&error, name))
    }

    /// The cause behind an error: an included template's own error rather than the inclusion.
    fn innermost(&self, error: &Error, name: &str) -> TemplateProblem {
        let mut deepest = error;
        let mut next = std::error::Error::source(error);
        while let Some(found) = next {
            if let Some(inner) = found.downcast_ref::<Error>() {
                deepest = inner;
            }
            next = found.source();
        }
        let broken = deepest.name().and_then(|name| self.broken.iter().find(|(broken, _)| broken == name));
        broken.map_or_else(|| problem(deepest, name), |(_, found)| found.clone())
    }
}

/// Every value goes through here: text of Markdown is escaped, nothing is printed for what is not there.
fn write_value(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    if matches!(value.kind(), ValueKind::Undefined | ValueKind::None) {
        return Err(Error::new(ErrorKind::UndefinedError, ""));
    }
    if matches!(state.auto_escape(), AutoEscape::Html) {
        return minijinja::escape_formatter(out, state, value);
    }
    let text = value.as_str().map_or_else(|| Cow::Owned(value.to_string()), Cow::Borrowed);
    // A number that a template prints itself, say to count, is no data that could begin a list.
    let is_ours = value.is_safe() || value.kind() == ValueKind::Number;
    let text = if is_ours { text } else { Cow::Owned(markdown::escape(&text)) };
    limits::printed(state, text.len())?;
    out.write_str(&text).map_err(Error::from)
}

/// `{{ name | link(address) }}`: a link if the address is one that may be linked, else the name alone.
#[expect(clippy::needless_pass_by_value, reason = "filters receive owned arguments")]
fn link(name: &Value, address: Option<String>) -> Value {
    let name = name.to_string();
    Value::from_safe_string(match address.as_deref().and_then(markdown::target) {
        Some(target) => format!("[{}]({target})", markdown::label(&name)),
        None => markdown::escape(&name),
    })
}

/// `{{ name | page(stem) }}`: a link to another document, whose path stands without ending.
#[expect(clippy::needless_pass_by_value, reason = "filters receive owned arguments")]
fn page(name: &Value, stem: String) -> Value {
    link(name, Some(format!("{stem}.md")))
}

/// A count with its thousands apart, in a language by its code; anything else as it is.
fn thousands(count: &Value, language: &str) -> Value {
    match (u64::try_from(count.clone()), Language::parse(language)) {
        (Ok(count), Some(language)) => Value::from(crate::text::noun::number(count, language)),
        _ => count.clone(),
    }
}

/// A count with its noun: `{{ counts.not_live | counted("cells", language) }}`, "1 Feld", "4.854 Felder".
fn counted(count: &Value, noun: &str, language: &str) -> Result<Value, Error> {
    with_noun(count, noun, language, Case::Nominative)
}

/// The same after "von": "von 1 Feld", "von 4.854 Feldern".
fn counted_of(count: &Value, noun: &str, language: &str) -> Result<Value, Error> {
    with_noun(count, noun, language, Case::Dative)
}

fn with_noun(count: &Value, noun: &str, language: &str, case: Case) -> Result<Value, Error> {
    let noun = match noun {
        "cells" => CELLS,
        "municipalities" => MUNICIPALITIES,
        "services" => SERVICES,
        "findings" => FINDINGS,
        _ => return Err(Error::new(ErrorKind::InvalidOperation, format!("no noun \"{noun}\""))),
    };
    match (usize::try_from(count.clone()), Language::parse(language)) {
        (Ok(count), Some(language)) => Ok(Value::from(noun.counted(count, case).get(language))),
        _ => Ok(count.clone()),
    }
}

/// A day as people write it, of one as data does: "1. März 2027" for "2027-03-01"; anything else as it is.
fn day(text: &str, language: &str) -> String {
    Language::parse(language).map_or_else(|| text.to_owned(), |language| crate::time::in_words(text, language))
}

fn problem(error: &Error, name: &str) -> TemplateProblem {
    let file = format!("templates/{}", error.name().unwrap_or(name));
    let part = error
        .range()
        .and_then(|range| error.template_source()?.get(range).map(str::trim).map(ToOwned::to_owned))
        .filter(|part| !part.is_empty() && part.len() < 120);
    let detail = error.detail().unwrap_or_default().to_owned();
    let message = match (error.kind(), part) {
        (ErrorKind::UndefinedError, Some(part)) => {
            text!("„{part}“ gibt es für dieses Dokument nicht", "there is no \"{part}\" for this document")
        }
        (ErrorKind::OutOfFuel, _) => {
            text!("die Vorlage kommt zu keinem Ende", "the template does not come to an end")
        }
        (ErrorKind::WriteFailure, _) => text!(
            "die Vorlage macht ein Dokument, das kein Ende nimmt",
            "the template makes a document of no end"
        ),
        (ErrorKind::SyntaxError, _) => text!(
            "die Vorlage ist falsch geschrieben: {detail}",
            "the template is not well written: {detail}"
        ),
        (ErrorKind::TemplateNotFound, _) => {
            text!("die Vorlage gibt es nicht: {detail}", "there is no such template: {detail}")
        }
        (_, Some(part)) => text!("„{part}“: {detail}", "\"{part}\": {detail}"),
        (kind, None) => text!("{kind}: {detail}", "{kind}: {detail}"),
    };
    TemplateProblem { file, line: error.line(), message }
}
