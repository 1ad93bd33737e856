//! Help and errors of the command line in both languages.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::commands::HELP;
use super::failure::{Exit, Failure, Kind};
use super::output;
use crate::text::{Language, Text, Words, text};

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

/// The command line with its texts in a language.
pub(super) fn speak(mut command: clap::Command, language: Language) -> clap::Command {
    for help in HELP {
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

fn texts(mut command: clap::Command, help: &Help, language: Language) -> clap::Command {
    let word = |de: &'static str, en: &'static str| Words::new(de, en).get(language);
    let example = word("Beispiel", "Example");
    let template = format!(
        "{{about-with-newline}}\n{}: {{usage}}\n\n{{all-args}}{{after-help}}",
        word("Aufruf", "Usage")
    );
    command = command
        .about(help.about.get(language))
        .help_template(template)
        .disable_help_subcommand(true)
        .subcommand_help_heading(word("Befehle", "Commands"))
        .disable_help_flag(true)
        .arg(
            clap::Arg::new("help")
                .short('h')
                .long("help")
                .action(clap::ArgAction::Help)
                .help(word("diese Hilfe", "this help")),
        );
    if !help.example.is_empty() {
        command = command.after_help(format!("{example}:\n  {}", help.example.replace('\n', "\n  ")));
    }
    if help.command.is_empty() {
        command = command.disable_version_flag(true).arg(
            clap::Arg::new("version")
                .short('V')
                .long("version")
                .action(clap::ArgAction::Version)
                .help(word("Fassung von Lotse", "version of Lotse")),
        );
    }
    for (name, words) in help.arguments {
        let options = word("Optionen", "Options");
        let arguments = word("Angaben", "Arguments");
        command = command.mut_arg(*name, |argument| {
            let heading = if argument.is_positional() { arguments } else { options };
            argument.help(words.get(language)).help_heading(heading)
        });
    }
    command.mut_args(|argument| {
        let heading = argument.get_help_heading().map(str::to_owned);
        if heading.is_none() && !argument.is_positional() {
            argument.help_heading(word("Optionen", "Options"))
        } else {
            argument
        }
    })
}

/// Shows help and version, or says what is wrong with the arguments.
pub(super) fn refuse(error: &clap::Error, language: Language) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            return match output::stdout(&error.render().to_string()) {
                Ok(()) => Exit::Clean,
                Err(failure) => {
                    output::stderr(&failure.describe(language));
                    Exit::Failed
                }
            };
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            output::stderr(&error.render().to_string());
            return Exit::Failed;
        }
        _ => {}
    }
    let context = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => Some(texts.join(", ")),
        _ => None,
    };
    let argument = context(ContextKind::InvalidArg).unwrap_or_default();
    let value = context(ContextKind::InvalidValue).unwrap_or_default();
    let message = match error.kind() {
        ErrorKind::UnknownArgument => {
            text!("die Angabe „{argument}“ gibt es nicht", "there is no argument \"{argument}\"")
        }
        ErrorKind::InvalidSubcommand => {
            let command = context(ContextKind::InvalidSubcommand).unwrap_or_default();
            text!("den Befehl „{command}“ gibt es nicht", "there is no command \"{command}\"")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            text!("„{value}“ passt nicht zu {argument}", "\"{value}\" does not fit {argument}")
        }
        ErrorKind::MissingRequiredArgument => text!("es fehlt: {argument}", "missing: {argument}"),
        ErrorKind::ArgumentConflict => text!(
            "{argument} passt nicht zu den übrigen Angaben",
            "{argument} does not go with the other arguments"
        ),
        _ => Text::same(error.to_string().lines().next().unwrap_or_default().trim_start_matches("error: ")),
    };
    let mut failure = Failure::new(Kind::Usage, message);
    let suggestion = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
        ContextKind::ValidValue,
    ]
    .into_iter()
    .find_map(context);
    if let Some(suggestion) = suggestion.filter(|suggestion| !suggestion.is_empty()) {
        failure = failure.hint(text!("gemeint sein könnte: {suggestion}", "perhaps meant: {suggestion}"));
    }
    failure = failure
        .hint(text!("`lotse --help` zeigt alle Befehle", "`lotse --help --lang en` shows all commands"));
    output::stderr(&failure.describe(language));
    Exit::Failed
}
