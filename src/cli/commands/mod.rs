//! One file per command.

pub mod audit;
pub mod check;
pub mod completions;
pub mod coverage;
pub mod departures;
pub mod diff;
pub mod docs;
pub mod explain;
pub mod graph;
pub mod import;
pub mod init;
pub mod man;
pub mod plan;
pub mod profile;
pub mod register;
pub mod route;
pub mod schema;
pub mod select;
pub mod what_if;
pub mod why;

use super::help::Help;
use crate::text::Words;

/// The help of all commands, `lotse` itself first.
pub const HELP: &[Help] = &[
    ROOT,
    check::HELP,
    explain::HELP,
    coverage::HELP,
    audit::HELP,
    graph::HELP,
    route::HELP,
    why::HELP,
    what_if::HELP,
    departures::HELP,
    diff::HELP,
    plan::HELP,
    docs::HELP,
    init::HELP,
    import::HELP,
    register::HELP,
    register::IMPORT,
    register::SHOW,
    register::DIFF,
    profile::HELP,
    profile::HELP_LIST,
    profile::HELP_SHOW,
    schema::HELP,
    completions::HELP,
    man::HELP,
];

/// Arguments that every command has.
const ROOT: Help = Help {
    command: "",
    about: Words::new(
        "Lotse plant, prüft und dokumentiert die Supportstruktur hinter gemeinsam genutzten Onlinediensten.",
        "Lotse plans, checks and documents the support structure behind shared public online services.",
    ),
    arguments: &[
        ("lang", Words::new("Sprache: de oder en", "language: de or en")),
        (
            "on",
            Words::new(
                "Stichtag, z. B. 2027-01-01; ohne Angabe heute",
                "the day, e.g. 2027-01-01; left out: today",
            ),
        ),
    ],
    example: "lotse check states --on 2027-01-01",
};
