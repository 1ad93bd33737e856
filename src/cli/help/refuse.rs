//! What is wrong with the arguments, in sentences of our own.

use std::error::Error;
use std::ffi::OsString;
use std::fmt;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::cli::failure::{Exit, Failure, Kind};
use crate::cli::{command, output};
use crate::key::Problem;
use crate::render::wrap::hanging;
use crate::text::{Language, Text, text};

/// Why a value cannot be read, for the parsers of arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misread(pub Text);

impl From<Problem> for Misread {
    fn from(problem: Problem) -> Self {
        let Text { de, en } = problem.message;
        Self(match problem.help {
            Some(help) => Text::new(format!("{de} {}", help.de), format!("{en} {}", help.en)),
            None => Text::new(de, en),
        })
    }
}

impl fmt::Display for Misread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.de)
    }
}

impl Error for Misread {}

/// Shows help and version, or says what is wrong with the arguments.
pub fn refuse(error: &clap::Error, arguments: &[OsString], language: Language) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            match output::stdout(&error.render().to_string()) {
                Ok(()) => Exit::Clean,
                Err(failure) => {
                    output::stderr(&failure.describe(language));
                    Exit::Failed
                }
            }
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            output::stderr(&error.render().to_string());
            Exit::Failed
        }
        _ => {
            let told = failure(error, arguments).describe(language);
            output::stderr(&hanging(&told, super::WIDTH));
            Exit::Failed
        }
    }
}

/// What is wrong, what may be meant, and where to read on.
fn failure(error: &clap::Error, arguments: &[OsString]) -> Failure {
    let mut failure = Failure::new(Kind::Usage, message(error));
    if let Some(Misread(Text { de, en })) = error.source().and_then(|source| source.downcast_ref()) {
        let sentence = |words: &str| words.trim_end_matches('.').to_owned();
        failure = failure.hint(Text::new(sentence(de), sentence(en)));
    }
    let meant = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    // Of several the last is the nearest.
    let nearest = |words: String| words.rsplit(", ").next().map(str::to_owned);
    if let Some(meant) = meant.into_iter().find_map(|kind| context(error, kind)).and_then(nearest) {
        failure = failure.hint(text!("meinten Sie „{meant}“?", "did you mean \"{meant}\"?"));
    }
    if let Some(possible) = context(error, ContextKind::ValidValue) {
        failure = failure.hint(text!("möglich: {possible}", "possible: {possible}"));
    }
    let path = path(arguments);
    failure.hint(match path.as_str() {
        "lotse" => text!("`lotse --help` zeigt alle Befehle", "`lotse --lang en --help` shows all commands"),
        _ => text!("`{path} --help` zeigt alle Angaben", "`{path} --lang en --help` shows all arguments"),
    })
}

fn message(error: &clap::Error) -> Text {
    let argument = context(error, ContextKind::InvalidArg).unwrap_or_default();
    let value = context(error, ContextKind::InvalidValue).unwrap_or_default();
    match error.kind() {
        ErrorKind::UnknownArgument if argument.starts_with('-') => {
            text!("die Option „{argument}“ gibt es hier nicht", "there is no option \"{argument}\" here")
        }
        ErrorKind::UnknownArgument => {
            text!("die Angabe „{argument}“ ist eine zu viel", "\"{argument}\" is one argument too many")
        }
        ErrorKind::InvalidSubcommand => {
            let command = context(error, ContextKind::InvalidSubcommand).unwrap_or_default();
            text!("den Befehl „{command}“ gibt es nicht", "there is no command \"{command}\"")
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            text!("zu „{argument}“ fehlt ein Wert", "\"{argument}\" needs a value")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            text!("„{value}“ passt nicht zu „{argument}“", "\"{value}\" does not fit \"{argument}\"")
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues
            if !value.is_empty() =>
        {
            text!(
                "zu „{argument}“ passt kein Wert „{value}“",
                "\"{argument}\" goes without the value \"{value}\""
            )
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            text!(
                "zu „{argument}“ gehören mehr oder weniger Werte",
                "\"{argument}\" takes more or fewer values"
            )
        }
        ErrorKind::NoEquals => {
            text!("hinter „{argument}“ fehlt „=“", "\"=\" is missing after \"{argument}\"")
        }
        ErrorKind::MissingRequiredArgument => text!("es fehlt: {argument}", "missing: {argument}"),
        ErrorKind::MissingSubcommand => text!("es fehlt ein Befehl", "a command is missing"),
        ErrorKind::ArgumentConflict => conflict(error, &argument),
        ErrorKind::InvalidUtf8 => text!(
            "eine Angabe enthält Zeichen, die kein Text sind (UTF-8)",
            "an argument holds characters that are no text (UTF-8)"
        ),
        _ => text!("die Angaben können nicht gelesen werden", "the arguments cannot be read"),
    }
}

fn conflict(error: &clap::Error, argument: &str) -> Text {
    match context(error, ContextKind::PriorArg) {
        Some(other) if other == argument => {
            text!("„{argument}“ darf nur einmal stehen", "\"{argument}\" may stand only once")
        }
        Some(other) => text!(
            "„{argument}“ und „{other}“ gehen nicht zusammen",
            "\"{argument}\" and \"{other}\" do not go together"
        ),
        None => text!(
            "„{argument}“ passt nicht zu den übrigen Angaben",
            "\"{argument}\" does not go with the other arguments"
        ),
    }
}

/// What the argument library knows about a mistake; nothing if it knows only an empty word.
fn context(error: &clap::Error, kind: ContextKind) -> Option<String> {
    let words = match error.get(kind)? {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        _ => return None,
    };
    (!words.is_empty()).then_some(words)
}

/// The command that was called, `lotse register import`.
fn path(arguments: &[OsString]) -> String {
    let whole = command(Language::De);
    let (mut here, mut path) = (&whole, "lotse".to_owned());
    for word in arguments.iter().skip(1).filter_map(|argument| argument.to_str()) {
        if let Some(sub) = here.find_subcommand(word) {
            path.push(' ');
            path.push_str(word);
            here = sub;
        }
    }
    path
}
