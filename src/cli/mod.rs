//! The command line. `input`, `output` and `progress` are the only doors to files, clock and terminal.
//!
//! One file per command in `commands/`, each with its arguments, its help in both languages, and its run.

pub mod commands;
pub mod failure;
mod help;
pub mod input;
pub mod output;
pub mod progress;
mod session;
mod version;

use std::ffi::OsString;

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

use self::commands::{
    check, completions, coverage, docs, explain, graph, import, init, man, profile, register, schema,
};
use self::failure::{Exit, Failure};
pub use self::session::Session;
use crate::text::Language;
use crate::time::{Date, parse_date};

/// All arguments.
#[derive(Debug, Parser)]
#[command(name = "lotse", version, disable_help_subcommand = true, arg_required_else_help = true)]
pub struct Arguments {
    /// Language of messages and documents.
    #[arg(long, global = true, value_name = "de|en", value_parser = language)]
    lang: Option<Language>,
    /// The day on which everything is judged.
    #[arg(long, global = true, value_name = "DATUM", value_parser = date)]
    on: Option<Date>,
    #[command(subcommand)]
    command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Args),
    Explain(explain::Args),
    Coverage(coverage::Args),
    Graph(graph::Args),
    Docs(docs::Args),
    Init(init::Args),
    Import(import::Args),
    Register(register::Args),
    Profile(profile::Args),
    Schema(schema::Args),
    Completions(completions::Args),
    Man(man::Args),
}

fn language(text: &str) -> Result<Language, String> {
    Language::parse(text).ok_or_else(|| "de, en".to_owned())
}

fn date(text: &str) -> Result<Date, String> {
    parse_date(text).ok_or_else(|| "JJJJ-MM-TT / YYYY-MM-DD".to_owned())
}

/// The whole command line in a language; also for man pages and completions.
pub fn command(language: Language) -> clap::Command {
    help::speak(Arguments::command(), language)
}

/// Runs the command that the arguments name; everything it has to say goes through `output`.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let language = asked_language(&arguments);
    if version::asked(&arguments) {
        return ended(version::print(language.unwrap_or_default()), language);
    }
    let matches = match command(language.unwrap_or_default()).try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => return help::refuse(&error, language.unwrap_or_default()),
    };
    let parsed = match Arguments::from_arg_matches(&matches) {
        Ok(parsed) => parsed,
        Err(error) => return help::refuse(&error, language.unwrap_or_default()),
    };
    let session = Session { language: parsed.lang, on: parsed.on.unwrap_or_else(input::today) };
    ended(run(parsed.command, session), session.language)
}

/// How a run ends: a failure is told first.
fn ended(result: Result<Exit, Failure>, language: Option<Language>) -> Exit {
    result.unwrap_or_else(|failure| {
        output::stderr(&failure.describe(language.unwrap_or_default()));
        Exit::Failed
    })
}

fn run(command: Command, session: Session) -> Result<Exit, Failure> {
    match command {
        Command::Check(args) => check::run(&args, session),
        Command::Explain(args) => explain::run(&args, session),
        Command::Coverage(args) => coverage::run(&args, session),
        Command::Graph(args) => graph::run(&args, session),
        Command::Docs(args) => docs::run(&args, session),
        Command::Init(args) => init::run(&args, session),
        Command::Import(args) => import::run(&args, session),
        Command::Register(args) => register::run(&args, session),
        Command::Profile(args) => profile::run(&args, session),
        Command::Schema(args) => schema::run(&args, session),
        Command::Completions(args) => completions::run(&args, session),
        Command::Man(args) => man::run(&args, session),
    }
}

/// The language that the arguments ask for, before they are parsed: help and errors speak it too.
fn asked_language(arguments: &[OsString]) -> Option<Language> {
    let words: Vec<&str> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    let after =
        words.iter().zip(words.iter().skip(1)).find(|(word, _)| **word == "--lang").map(|(_, next)| *next);
    let joined = words.iter().find_map(|word| word.strip_prefix("--lang="));
    after.or(joined).and_then(Language::parse)
}
