//! `lotse explain`: what a rule checks, why, and what to do.

use crate::catalog;
use crate::cli::failure::{Exit, Failure, Kind};
use crate::cli::help::Help;
use crate::cli::{Session, output};
use crate::nearest::nearest;
use crate::render::explain;
use crate::render::wrap::hanging;
use crate::text::{Words, text};

/// Arguments of `lotse explain`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "REGEL")]
    code: Option<String>,
}

/// Its help.
pub const HELP: Help = Help {
    command: "explain",
    about: Words::new(
        "Eine Regel erklärt: was, warum, Beispiel, Lösung",
        "A rule explained: what, why, example, way out",
    ),
    arguments: &[(
        "code",
        Words::new("Regel, z. B. L101; ohne Angabe die Liste", "rule, e.g. L101; left out: the list"),
    )],
    example: "lotse explain L101",
};

/// Runs it.
pub fn run(args: &Args, session: Session) -> Result<Exit, Failure> {
    let language = session.language.unwrap_or_default();
    let Some(code) = &args.code else {
        output::stdout(&explain::list(&catalog::all(), language, output::screen().width))?;
        return Ok(Exit::Clean);
    };
    let Some(info) = catalog::find(code) else {
        let failure = Failure::new(
            Kind::Usage,
            text!("eine Regel „{code}“ gibt es nicht", "there is no rule \"{code}\""),
        );
        let upper = code.to_uppercase();
        let close = nearest(&upper, catalog::all().iter().map(|info| info.code.0));
        return Err(match close {
            Some(close) => failure.hint(text!("meinten Sie {close}?", "did you mean {close}?")),
            None => {
                failure.hint(text!("`lotse explain` zeigt alle Regeln", "`lotse explain` lists all rules"))
            }
        });
    };
    output::stdout(&hanging(&explain::markdown(info, language), output::screen().width))?;
    Ok(Exit::Clean)
}
