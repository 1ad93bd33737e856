//! Arguments in both languages: the names of their values, what is possible, what holds where nothing is said.

use crate::text::{Language, Words};

/// What stands for a command.
pub(super) const COMMAND: Words = Words::new("BEFEHL", "COMMAND");

/// What stands for a value; the German word is the one in the arguments' definitions.
const NAMES: &[Words] = &[
    COMMAND,
    Words::new("ALT", "OLD"),
    Words::new("ART|PFAD", "KIND|PATH"),
    Words::new("ALT|REVISION", "OLD|REVISION"),
    Words::new("REVISION", "REVISION"),
    Words::new("ART", "KIND"),
    Words::new("DATEI", "FILE"),
    Words::new("DATUM", "DATE"),
    Words::new("DAUER", "DURATION"),
    Words::new("DIENST", "SERVICE"),
    Words::new("EINTRAG", "RECORD"),
    Words::new("FORM", "FORM"),
    Words::new("LAND", "STATE"),
    Words::new("NEU", "NEW"),
    Words::new("NEU|ORDNER", "NEW|FOLDER"),
    Words::new("ORDNER", "FOLDER"),
    Words::new("PFAD", "PATH"),
    Words::new("PROFIL", "PROFILE"),
    Words::new("REGEL", "RULE"),
    Words::new("ORT", "PLACE"),
    Words::new("SHELL", "SHELL"),
    Words::new("SUCHE", "TERM"),
    Words::new("TABELLE", "TABLE"),
    Words::new("WONACH", "GROUP"),
    Words::new("ZWECK", "PURPOSE"),
    Words::new("KOMPONENTE", "COMPONENT"),
    Words::new("LEISTUNG", "PART"),
    Words::new("LEVEL", "LEVEL"),
    Words::new("SCHRITT", "TASK"),
    Words::new("SCHWERE", "SEVERITY"),
    Words::new("STELLE|115|WEG", "BODY|115|PATH"),
    Words::new("STELLE|POSTFACH", "BODY|MAILBOX"),
    Words::new("WEN", "WHOM"),
    Words::new("ZAHL", "NUMBER"),
    Words::new("de|en", "de|en"),
    Words::new("ÜBERSCHRIFT=FELD", "HEADING=FIELD"),
];

/// Arguments of every command.
const STANDING: [&str; 4] = ["on", "lang", "help", "version"];
/// Behind all others.
const LAST: usize = 900;

/// The argument with heading, value name, possible values and default in a language.
pub(super) fn speak(argument: clap::Arg, language: Language) -> clap::Arg {
    const OPTIONS: Words = Words::new("Optionen", "Options");
    const ARGUMENTS: Words = Words::new("Angaben", "Arguments");
    let heading = if argument.is_positional() { ARGUMENTS } else { OPTIONS };
    let name = argument.get_value_names().and_then(<[_]>::first).map(ToString::to_string);
    // What every command has comes last; the place of the others is that of their definition.
    let argument = match STANDING.iter().position(|id| argument.get_id() == id) {
        Some(place) => argument.display_order(LAST + place),
        None => argument,
    };
    let mut argument = argument.help_heading(heading.get(language));
    if !argument.get_action().takes_values() {
        return argument;
    }
    if let Some(words) = NAMES.iter().find(|words| Some(words.de) == name.as_deref()) {
        argument = argument.value_name(words.get(language));
    }
    if let Some(note) = note(&argument, language) {
        let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
        argument = argument.help(format!("{help} ({note})"));
    }
    argument.hide_default_value(true).hide_possible_values(true)
}

/// "möglich: text, json; Vorgabe: text".
fn note(argument: &clap::Arg, language: Language) -> Option<String> {
    const POSSIBLE: Words = Words::new("möglich", "possible");
    const DEFAULT: Words = Words::new("Vorgabe", "default");
    let list = |head: Words, words: Vec<String>| match words.as_slice() {
        [] => None,
        words => Some(format!("{}: {}", head.get(language), words.join(", "))),
    };
    let possible = argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    // The current folder is said in words.
    let default = argument
        .get_default_values()
        .iter()
        .map(|value| value.to_string_lossy().into_owned())
        .filter(|value| value != ".")
        .collect();
    let parts: Vec<String> =
        [list(POSSIBLE, possible), list(DEFAULT, default)].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::command;

    fn names(command: &clap::Command, found: &mut Vec<String>) {
        for argument in command.get_arguments().filter(|argument| argument.get_action().takes_values()) {
            found.extend(argument.get_value_names().into_iter().flatten().map(ToString::to_string));
        }
        for sub in command.get_subcommands() {
            names(sub, found);
        }
    }

    #[test]
    fn every_value_has_a_name_in_both_languages() {
        for language in Language::ALL {
            let mut found = Vec::new();
            names(&command(language), &mut found);
            found.retain(|name| NAMES.iter().all(|words| words.get(language) != name));
            assert_eq!(found, Vec::<String>::new(), "{language}");
        }
    }
}
