//! `lotse completions`: what a shell proposes when the tab key is pressed.

use crate::cli::failure::{Exit, Failure};
use crate::cli::help::Help;
use crate::cli::{Session, command, output};
use crate::text::{Language, Words};

/// Arguments of `lotse completions`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_enum, value_name = "SHELL")]
    shell: clap_complete::Shell,
}

/// Its help.
pub const HELP: Help = Help {
    command: "completions",
    about: Words::new("Vervollständigung mit der Tabulatortaste", "Completion with the tab key"),
    arguments: &[(
        "shell",
        Words::new("bash, zsh, fish, powershell oder elvish", "bash, zsh, fish, powershell or elvish"),
    )],
    example: "lotse completions bash > ~/.local/share/bash-completion/completions/lotse",
};

/// Runs it.
pub fn run(args: &Args, session: Session) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    let mut command = command(session.language.unwrap_or_default());
    clap_complete::generate(args.shell, &mut command, "lotse", &mut script);
    let mut script = String::from_utf8_lossy(&script).into_owned();
    if session.language.unwrap_or_default() == Language::De {
        // The only words that the generator for zsh brings along.
        script = script.replace(" commands' commands", ": Befehle' commands");
    }
    output::stdout(&script)?;
    Ok(Exit::Clean)
}
