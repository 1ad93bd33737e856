//! `lotse why`: which records competed for a cell, and which won by which step.

use std::path::PathBuf;

use crate::cli::commands::select::{self, Typed};
use crate::cli::failure::{Exit, Failure, Kind};
use crate::cli::help::Help;
use crate::cli::{Session, output};
use crate::key::StateCode;
use crate::model::{ComponentId, Model};
use crate::nearest::nearest;
use crate::profile::Cell;
use crate::render::{lines, why as render};
use crate::text::{Words, text};
use crate::view::saying::Saying;
use crate::view::why as view;
use crate::vocabulary::{Level, Track};

/// Arguments of `lotse why`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "LAND", value_parser = select::state)]
    state: StateCode,
    #[arg(value_name = "DIENST")]
    service: String,
    #[arg(value_name = "ORT", value_parser = select::typed)]
    area: Typed,
    #[arg(value_name = "LEVEL", value_parser = select::level)]
    level: Level,
    #[arg(value_name = "ART|PFAD")]
    rest: Vec<String>,
    #[arg(long, value_name = "LEISTUNG")]
    part: Option<String>,
    #[arg(long, value_name = "KOMPONENTE")]
    component: Option<String>,
    #[arg(long, value_enum, default_value = "text", value_name = "FORM")]
    format: select::Format,
}

/// Its help.
pub const HELP: Help = Help {
    command: "why",
    about: Words::new(
        "Warum hier diese Stelle antwortet: welche Einträge im Wettbewerb standen und wer gewann",
        "Why this body answers here: which records competed, and which won",
    ),
    arguments: &[
        ("state", Words::new("Land, z. B. NI", "state, e.g. NI")),
        (
            "service",
            Words::new("Onlinedienst, z. B. hb/unterhaltsvorschuss", "service, e.g. hb/unterhaltsvorschuss"),
        ),
        (
            "area",
            Words::new(
                "Kommune oder Gebiet, Schlüssel oder Name, z. B. 03452",
                "municipality or area, key or name, e.g. 03452",
            ),
        ),
        ("level", Words::new("first, second oder third", "first, second or third")),
        (
            "rest",
            Words::new(
                "bei second und third die Art der Frage; danach Ordner oder Dateien",
                "for second and third what it is about; then folders or files",
            ),
        ),
        (
            "part",
            Words::new("nur diese enthaltene Leistung, z. B. kindergeld", "only this service contained, e.g. kindergeld"),
        ),
        (
            "component",
            Words::new("nur diese Komponente, z. B. ni/zahlung", "only this component, e.g. ni/zahlung"),
        ),
        ("format", Words::new("Form: text, json", "form: text, json")),
    ],
    example: "lotse why NI hb/unterhaltsvorschuss 03452 second technical-state states",
};

/// Runs it.
pub fn run(args: &Args, session: Session) -> Result<Exit, Failure> {
    let (track, paths) = track_and_paths(args)?;
    let (workspace, _) = session.load(&paths)?;
    let area = select::place(&workspace, &args.area)?;
    if area.state() != args.state {
        let (key, state) = (area.digits(), args.state.code());
        return Err(Failure::new(
            Kind::Usage,
            text!("der Schlüssel {key} liegt nicht in {state}", "the key {key} does not lie in {state}"),
        ));
    }
    let model = &workspace.model;
    let table = workspace.table();
    let language = session.speaks(&workspace);
    let service = select::service(model, &args.service)?;
    let question = view::Question {
        state: args.state,
        service,
        area,
        cell: Cell { level: args.level, track },
        part: select::part(model, service, args.part.as_deref())?,
        component: args.component.as_deref().map(|name| component(model, name)).transpose()?,
        on: session.on,
    };
    let say = Saying { model, sources: &workspace.sources, language };
    let why = view::why(&say, &table, &question);
    output::stdout(&match args.format {
        select::Format::Text => render::text(&why, language, output::screen().width),
        select::Format::Json => lines::json(&why),
    })?;
    Ok(Exit::Clean)
}

/// First level has no track; second and third have one, before the folders.
fn track_and_paths(args: &Args) -> Result<(Option<Track>, Vec<PathBuf>), Failure> {
    let paths = |rest: &[String]| rest.iter().map(PathBuf::from).collect();
    if args.level == Level::First {
        return Ok((None, paths(&args.rest)));
    }
    let words = "subject-matter, technical-service, technical-state";
    let missing = |message| {
        Failure::new(Kind::Usage, message).hint(text!("möglich sind: {words}", "possible are: {words}"))
    };
    let Some((first, rest)) = args.rest.split_first() else {
        return Err(missing(text!(
            "auf Second und Third Level fehlt die Art der Frage",
            "second and third level need what the question is about"
        )));
    };
    let track = select::track(first).map_err(|_| {
        missing(text!(
            "„{first}“ ist keine Art von Fragen",
            "\"{first}\" is nothing that questions are about"
        ))
    })?;
    Ok((Some(track), paths(rest)))
}

fn component(model: &Model, name: &str) -> Result<ComponentId, Failure> {
    let mut found = model.component_ids().filter(|id| {
        let id = &model.component(*id).id;
        id.to_string() == name || id.local.as_str() == name
    });
    if let (Some(only), None) = (found.next(), found.next()) {
        return Ok(only);
    }
    let failure = Failure::new(
        Kind::Usage,
        text!("die Komponente „{name}“ gibt es hier nicht", "there is no component \"{name}\" here"),
    );
    let ids: Vec<String> = model.components.iter().map(|component| component.id.to_string()).collect();
    Err(match nearest(name, ids.iter().map(String::as_str)) {
        Some(close) => failure.hint(text!("meinten Sie „{close}“?", "did you mean \"{close}\"?")),
        None => failure,
    })
}
