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
pub mod threads;
mod version;

use std::ffi::OsString;

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

use self::commands::{
    audit, check, completions, coverage, departures, diff, docs, explain, graph, import, init, man, plan,
    profile, register, route, schema, what_if, why,
};
use self::failure::{Exit, Failure};
use self::help::Misread;
pub use self::session::{Loaded, Session};
use crate::text::{Language, text};
use crate::time::{Date, Moment, parse_date};

/// All arguments.
#[derive(Debug, Parser)]
#[command(name = "lotse", version, disable_help_subcommand = true, arg_required_else_help = true)]
pub struct Arguments {
    /// Language of messages and documents.
    #[arg(long, global = true, value_name = "de|en", value_parser = language)]
    lang: Option<Language>,
    /// The day on which everything is judged.
    #[arg(long, global = true, value_name = "DATUM", value_parser = moment)]
    on: Option<Moment>,
    #[command(subcommand)]
    command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Args),
    Explain(explain::Args),
    Coverage(coverage::Args),
    Audit(audit::Args),
    Graph(graph::Args),
    Route(route::Args),
    Why(why::Args),
    WhatIf(what_if::Args),
    Departures(departures::Args),
    Diff(diff::Args),
    Plan(plan::Args),
    Docs(docs::Args),
    Init(init::Args),
    Import(import::Args),
    Register(register::Args),
    Profile(profile::Args),
    Schema(schema::Args),
    Completions(completions::Args),
    Man(man::Args),
}

fn language(text: &str) -> Result<Language, Misread> {
    Language::parse(text).ok_or_else(|| Misread(text!("möglich: de, en", "possible: de, en")))
}

/// A day, for arguments.
pub(crate) fn date(text: &str) -> Result<Date, Misread> {
    parse_date(text).ok_or_else(|| {
        Misread(text!(
            "so geschrieben: 2027-03-01 (Jahr-Monat-Tag)",
            "written like this: 2027-03-01 (year-month-day)"
        ))
    })
}

/// A day, with or without a time.
fn moment(text: &str) -> Result<Moment, Misread> {
    Moment::parse(text).ok_or_else(|| {
        Misread(text!(
            "so geschrieben: 2027-03-01 (Jahr-Monat-Tag) oder 2027-03-01T10:00",
            "written like this: 2027-03-01 (year-month-day) or 2027-03-01T10:00"
        ))
    })
}

/// The whole command line in a language; also for man pages and completions.
pub fn command(language: Language) -> clap::Command {
    help::speak(Arguments::command(), commands::HELP, language)
}

/// Runs the command that the arguments name; everything it has to say goes through `output`.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let language = asked_language(&arguments);
    if version::asked(&arguments) {
        return ended(version::print(language.unwrap_or_default()), language);
    }
    let matches = match command(language.unwrap_or_default()).try_get_matches_from(&arguments) {
        Ok(matches) => matches,
        Err(error) => return help::refuse(&error, &arguments, language.unwrap_or_default()),
    };
    let parsed = match Arguments::from_arg_matches(&matches) {
        Ok(parsed) => parsed,
        Err(error) => return help::refuse(&error, &arguments, language.unwrap_or_default()),
    };
    let on = parsed.on.unwrap_or_else(|| Moment::day(input::today()));
    let session = Session { language: parsed.lang, on: on.date, minute: on.minute };
    let done = if on.minute.is_some() && !matches!(parsed.command, Command::Route(_)) {
        Err(day_only())
    } else {
        run(parsed.command, session)
    };
    ended(done, session.language)
}

/// How a run ends: a failure is told first.
fn ended(result: Result<Exit, Failure>, language: Option<Language>) -> Exit {
    result.unwrap_or_else(|failure| {
        output::stderr(&failure.describe(language.unwrap_or_default()));
        Exit::Failed
    })
}

/// Everything but `route` judges whole days; a time that has no effect would mislead.
fn day_only() -> Failure {
    Failure::new(
        failure::Kind::Usage,
        text!("hier gilt ein ganzer Tag, keine Uhrzeit", "a whole day counts here, no time of day"),
    )
    .hint(text!("eine Uhrzeit versteht nur `lotse route`", "only `lotse route` takes a time of day"))
}

fn run(command: Command, session: Session) -> Result<Exit, Failure> {
    match command {
        Command::Check(args) => check::run(&args, session),
        Command::Explain(args) => explain::run(&args, session),
        Command::Coverage(args) => coverage::run(&args, session),
        Command::Audit(args) => audit::run(&args, session),
        Command::Graph(args) => graph::run(&args, session),
        Command::Route(args) => route::run(&args, session),
        Command::Why(args) => why::run(&args, session),
        Command::WhatIf(args) => what_if::run(&args, session),
        Command::Departures(args) => departures::run(&args, session),
        Command::Diff(args) => diff::run(&args, session),
        Command::Plan(args) => plan::run(&args, session),
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
