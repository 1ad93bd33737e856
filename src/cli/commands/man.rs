//! `lotse man`: the manual page of Lotse or of one of its commands.

use crate::cli::failure::{Exit, Failure, Kind};
use crate::cli::help::Help;
use crate::cli::{Session, command, output};
use crate::text::{Language, Text, Words, text};

/// Arguments of `lotse man`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "BEFEHL")]
    names: Vec<String>,
}

/// Its help.
pub const HELP: Help = Help {
    command: "man",
    about: Words::new("Handbuchseite für man", "Manual page for man"),
    arguments: &[(
        "names",
        Words::new(
            "Befehl, z. B. check; ohne Angabe Lotse selbst",
            "command, e.g. check; left out: Lotse itself",
        ),
    )],
    example: "lotse man > lotse.1\nlotse man check > lotse-check.1",
};

/// The fixed headings and phrases of the page writer, which speaks English only.
const GERMAN: &[(&str, &str)] = &[
    (".SH NAME", ".SH BEZEICHNUNG"),
    (".SH SYNOPSIS", ".SH ÜBERSICHT"),
    (".SH DESCRIPTION", ".SH BESCHREIBUNG"),
    (".SH OPTIONS", ".SH OPTIONEN"),
    (".SH SUBCOMMANDS", ".SH BEFEHLE"),
    (".SH VERSION", ".SH FASSUNG"),
    (".SH EXTRA", ".SH BEISPIELE"),
    (".SH Befehle", ".SH BEFEHLE"),
    ("\\fIPossible values:\\fR", "\\fIMögliche Werte:\\fR"),
];

/// Runs it.
pub fn run(args: &Args, session: Session) -> Result<Exit, Failure> {
    let language = session.language.unwrap_or_default();
    let mut whole = command(language);
    whole.build();
    let mut page = &whole;
    for name in &args.names {
        page = page.find_subcommand(name).ok_or_else(|| {
            Failure::new(
                Kind::Usage,
                text!("den Befehl „{name}“ gibt es nicht", "there is no command \"{name}\""),
            )
        })?;
    }
    let title = page.get_bin_name().unwrap_or("lotse").replace(' ', "-");
    let mut bytes = Vec::new();
    clap_mangen::Man::new(page.clone())
        .title(title)
        .source(format!("lotse {}", env!("CARGO_PKG_VERSION")))
        .render(&mut bytes)
        .map_err(|cause| Failure::new(Kind::Internal, Text::same(cause.to_string())))?;
    output::stdout(&spoken(&String::from_utf8_lossy(&bytes), language))?;
    Ok(Exit::Clean)
}

/// The page with its fixed headings in the language.
fn spoken(page: &str, language: Language) -> String {
    let heading = |line: &str| match (language, line) {
        (Language::En, ".SH EXTRA") => ".SH EXAMPLES".to_owned(),
        (Language::En, _) => line.to_owned(),
        (Language::De, _) => GERMAN
            .iter()
            .find(|(english, _)| *english == line)
            .map_or(line, |(_, german)| *german)
            .replace("[default: ", "[Vorgabe: "),
    };
    page.lines().map(heading).fold(String::new(), |text, line| text + &line + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_sound_in_both_languages() {
        for language in Language::ALL {
            command(language).debug_assert();
        }
    }

    #[test]
    fn headings_are_german() {
        assert_eq!(spoken(".SH NAME\n.SH OPTIONS\n", Language::De), ".SH BEZEICHNUNG\n.SH OPTIONEN\n");
        assert_eq!(spoken(".SH EXTRA\n", Language::En), ".SH EXAMPLES\n");
    }
}
