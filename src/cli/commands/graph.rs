//! `lotse graph`: the escalation picture, and the same as text.

use std::path::PathBuf;

use crate::cli::commands::select::{self, Typed};
use crate::cli::failure::{Exit, Failure, Kind};
use crate::cli::help::{Help, Misread};
use crate::cli::{Session, output};
use crate::graph::View;
use crate::key::StateCode;
use crate::render::wrap;
use crate::render::{bpmn, dot, graph_text, lines, mermaid, svg};
use crate::situation::Situation;
use crate::text::{Words, text};
use crate::view::graph::{Picture, picture};
use crate::vocabulary::{Purpose, Vocabulary as _};

/// Arguments of `lotse graph`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "PFAD")]
    paths: Vec<PathBuf>,
    #[arg(long, value_name = "LAND", value_parser = select::state)]
    state: Option<StateCode>,
    #[arg(long, value_name = "DIENST")]
    service: Option<String>,
    #[arg(long, value_name = "ORT", value_parser = select::typed)]
    municipality: Option<Typed>,
    #[arg(long, value_name = "ZWECK", value_parser = purpose)]
    purpose: Vec<Purpose>,
    #[arg(long, value_name = "ORT", value_parser = select::typed)]
    expand: Vec<Typed>,
    #[arg(long, value_enum, default_value = "text", value_name = "FORM")]
    format: Format,
    #[arg(short, long, value_name = "DATEI")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Text,
    Svg,
    Png,
    Dot,
    Mermaid,
    Bpmn,
    Json,
}

fn purpose(word: &str) -> Result<Purpose, Misread> {
    Purpose::parse(word).ok_or_else(|| {
        let known = Purpose::all().iter().map(|purpose| purpose.word()).collect::<Vec<_>>().join(", ");
        Misread(text!("möglich: {known}", "possible: {known}"))
    })
}

/// Its help.
pub const HELP: Help = Help {
    command: "graph",
    about: Words::new("Der Eskalationsgraph: wer fragt wen", "The escalation graph: who asks whom"),
    arguments: &[
        (
            "paths",
            Words::new(
                "Ordner oder Dateien; ohne Angabe der aktuelle Ordner",
                "folders or files; left out: the current folder",
            ),
        ),
        (
            "state",
            Words::new(
                "Land, z. B. NI; nötig, wenn mehrere Länder Dienste nutzen",
                "state, e.g. NI; needed where several states use services",
            ),
        ),
        (
            "service",
            Words::new(
                "nur dieser Onlinedienst, z. B. hb/eheschliessung",
                "only this service, e.g. hb/eheschliessung",
            ),
        ),
        ("municipality", Words::new("nur diese Kommune, z. B. 03452", "only this municipality, e.g. 03452")),
        (
            "purpose",
            Words::new(
                "nur diese Zwecke, z. B. outage; mehrfach möglich",
                "only these purposes, e.g. outage; may be repeated",
            ),
        ),
        (
            "expand",
            Words::new("diesen Kreis aufklappen; mehrfach möglich", "unfold this Kreis; may be repeated"),
        ),
        ("format", Words::new("Form der Ausgabe", "form of the output")),
        (
            "output",
            Words::new("in diese Datei statt auf den Bildschirm", "into this file instead of the screen"),
        ),
    ],
    example: "lotse graph states --state NI --format svg -o ni.svg",
};

/// Runs it.
pub fn run(args: &Args, session: Session) -> Result<Exit, Failure> {
    let (workspace, _) = session.load(&args.paths)?;
    let table = workspace.table();
    let place = args.municipality.as_ref().map(|typed| select::place(&workspace, typed)).transpose()?;
    let expand = select::places(&workspace, &args.expand)?;
    let state = select::using_state(&workspace.model, args.state, place)?;
    let service = args.service.as_deref().map(|name| select::service(&workspace.model, name)).transpose()?;
    let view = View {
        state,
        service,
        area: place,
        on: session.on,
        // Escalation alone keeps the picture readable; more is there for the asking.
        purposes: if args.purpose.is_empty() {
            [Purpose::Escalation].into()
        } else {
            args.purpose.iter().copied().collect()
        },
    };
    let picture = picture(&Situation::new(&table, session.on), &view, &expand, session.speaks(&workspace));
    let bytes = match args.format {
        Format::Text => wrap::hanging(&graph_text::text(&picture), output::screen().width).into_bytes(),
        Format::Svg => svg::svg(&picture).into_bytes(),
        Format::Png => png(&picture)?,
        Format::Dot => dot::dot(&picture).into_bytes(),
        Format::Mermaid => mermaid::mermaid(&picture).into_bytes(),
        Format::Bpmn => bpmn::bpmn(&picture).into_bytes(),
        Format::Json => lines::json(&picture).into_bytes(),
    };
    match &args.output {
        Some(path) => output::write_named(path, &bytes)?,
        None => output::stdout_bytes(&bytes)?,
    }
    Ok(Exit::Clean)
}

#[cfg(feature = "png")]
fn png(picture: &Picture) -> Result<Vec<u8>, Failure> {
    crate::render::png::png(picture).map_err(|why| Failure::new(Kind::Internal, why))
}

#[cfg(not(feature = "png"))]
fn png(_: &Picture) -> Result<Vec<u8>, Failure> {
    Err(Failure::new(
        Kind::Usage,
        text!("PNG kann dieses Programm nicht zeichnen", "this program cannot draw PNG"),
    )
    .hint(text!("mit `cargo build --features png` bauen", "build it with `cargo build --features png`"))
    .hint(text!("`--format svg` schreibt dasselbe Bild", "`--format svg` writes the same picture")))
}
