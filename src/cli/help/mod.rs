//! Help of the command line in both languages. The argument library speaks English only, so every word of its own is set here.

mod refuse;
mod values;

use std::fmt::Write as _;

pub use self::refuse::Misread;
pub(super) use self::refuse::refuse;
use crate::text::{Language, Words};

/// Lines are at most as long as this, also where the terminal is wider.
const WIDTH: usize = 80;

/// Help of one command: what it is for, its arguments by name, examples.
#[derive(Debug, Clone, Copy)]
pub struct Help {
    /// The command's name; empty for `lotse` itself.
    pub command: &'static str,
    /// What it is for.
    pub about: Words,
    /// Its arguments.
    pub arguments: &'static [(&'static str, Words)],
    /// An example with what it does.
    pub example: &'static str,
}

/// The command line with the texts of its commands in a language.
pub(super) fn speak(mut command: clap::Command, all: &[Help], language: Language) -> clap::Command {
    for help in all {
        if help.command.is_empty() {
            command = texts(command, help, language);
        } else {
            let path: Vec<&str> = help.command.split(' ').collect();
            command = within(command, &path, &|sub| texts(sub, help, language));
        }
    }
    command
}

/// Changes the command at the end of a path such as `register import`.
fn within(
    command: clap::Command,
    path: &[&str],
    change: &dyn Fn(clap::Command) -> clap::Command,
) -> clap::Command {
    match path {
        [] => change(command),
        [first, rest @ ..] => command.mut_subcommand(*first, |sub| within(sub, rest, change)),
    }
}

fn texts(command: clap::Command, help: &Help, language: Language) -> clap::Command {
    const USAGE: Words = Words::new("Aufruf", "Usage");
    const EXAMPLE: Words = Words::new("Beispiel", "Example");
    const COMMANDS: Words = Words::new("Befehle", "Commands");
    let template =
        format!("{{about-with-newline}}\n{}: {{usage}}\n\n{{all-args}}{{after-help}}", USAGE.get(language));
    let mut command = standing(command, help, language)
        .about(help.about.get(language))
        .help_template(template)
        .max_term_width(WIDTH)
        .disable_help_subcommand(true)
        .subcommand_help_heading(COMMANDS.get(language))
        .subcommand_value_name(values::COMMAND.get(language));
    if !help.example.is_empty() {
        let lines = help.example.replace('\n', "\n  ");
        command = command.after_help(format!("{}:\n  {lines}", EXAMPLE.get(language)));
    }
    for (name, words) in help.arguments {
        command = command.mut_arg(*name, |argument| argument.help(words.get(language)));
    }
    let command = command.mut_args(|argument| values::speak(argument, language));
    let usage = usage(&command, help, language);
    command.override_usage(usage)
}

/// Help and version, which the argument library would otherwise word itself.
fn standing(command: clap::Command, help: &Help, language: Language) -> clap::Command {
    const HELP: Words = Words::new("diese Hilfe", "this help");
    const VERSION: Words = Words::new("Fassung von Lotse", "version of Lotse");
    let command = command.disable_help_flag(true).arg(
        clap::Arg::new("help").short('h').long("help").action(clap::ArgAction::Help).help(HELP.get(language)),
    );
    if !help.command.is_empty() {
        return command;
    }
    command.disable_version_flag(true).arg(
        clap::Arg::new("version")
            .short('V')
            .long("version")
            .action(clap::ArgAction::Version)
            .help(VERSION.get(language)),
    )
}

/// `lotse import --state <LAND> [Optionen] <TABELLE>`.
fn usage(command: &clap::Command, help: &Help, language: Language) -> String {
    const OPTIONS: Words = Words::new("Optionen", "options");
    let mut usage = "lotse".to_owned();
    if !help.command.is_empty() {
        let _ = write!(usage, " {}", help.command);
    }
    for argument in command.get_arguments().filter(|argument| argument.is_required_set()) {
        if let (Some(long), Some([value, ..])) = (argument.get_long(), argument.get_value_names()) {
            let _ = write!(usage, " --{long} <{value}>");
        }
    }
    let _ = write!(usage, " [{}]", OPTIONS.get(language));
    for argument in command.get_positionals() {
        let name = argument.get_value_names().and_then(<[_]>::first).map_or("", |name| name.as_str());
        let several = argument.get_num_args().is_some_and(|range| range.max_values() > 1);
        let several = several || matches!(argument.get_action(), clap::ArgAction::Append);
        let _ = match (argument.is_required_set(), several) {
            (true, _) => write!(usage, " <{name}>"),
            (false, false) => write!(usage, " [{name}]"),
            (false, true) => write!(usage, " [{name}]..."),
        };
    }
    if command.has_subcommands() {
        let _ = write!(usage, " <{}>", values::COMMAND.get(language));
    }
    usage
}
