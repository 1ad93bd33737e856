//! `lotse plan`: what is late, what can begin, what comes next; why; and waves as a proposal.

use std::path::PathBuf;

use crate::cli::commands::select::{self, Typed};
use crate::cli::failure::{Exit, Failure, Kind};
use crate::cli::help::Help;
use crate::cli::{Session, output};
use crate::key::StateCode;
use crate::model::ServiceId;
use crate::nearest::nearest;
use crate::plan::Who;
use crate::plan::waves::{Wish, propose};
use crate::render::spreadsheet::{self, Spreadsheet};
use crate::render::{gantt, ical, lines, mspdi, plan_table, plan_text};
use crate::text::{Language, Words, text};
use crate::time::{Date, Duration, parse_date};
use crate::view::plan::{self, Choice, Explained, PlanView};
use crate::view::scene::Scene;

/// As many rows are explained at once.
const EXPLAINED: usize = 5;

/// Arguments of `lotse plan`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "PFAD")]
    paths: Vec<PathBuf>,
    #[arg(long, value_name = "LAND", value_parser = select::state)]
    state: Option<StateCode>,
    #[arg(long, value_name = "DIENST")]
    service: Option<String>,
    #[arg(long = "for", value_enum, value_name = "WEN")]
    whom: Vec<Whom>,
    #[arg(long, value_name = "ORT", value_parser = select::typed)]
    municipality: Vec<Typed>,
    #[arg(long)]
    all: bool,
    #[arg(long, value_name = "SCHRITT")]
    why: Option<String>,
    #[arg(long, requires = "service", requires = "first", requires = "every")]
    propose_waves: bool,
    #[arg(long, value_name = "DATUM", value_parser = day)]
    first: Option<Date>,
    #[arg(long, value_name = "DAUER", value_parser = duration)]
    every: Option<Duration>,
    #[arg(long, value_name = "ZAHL")]
    per_wave: Option<u32>,
    #[arg(long, value_name = "ORT", value_parser = select::typed)]
    priority: Vec<Typed>,
    #[arg(long, value_enum, default_value = "text", value_name = "FORM")]
    format: Format,
    #[arg(short, long, value_name = "DATEI")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Whom {
    State,
    Municipality,
    Operator,
    Provider,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Text,
    Json,
    Svg,
    Mermaid,
    Ics,
    Csv,
    Ods,
    Xlsx,
    Mspdi,
}

fn day(text: &str) -> Result<Date, String> {
    parse_date(text).ok_or_else(|| "JJJJ-MM-TT / YYYY-MM-DD".to_owned())
}

fn duration(text: &str) -> Result<Duration, String> {
    Duration::parse(text).map_err(|problem| problem.message.de)
}

/// Its help.
pub const HELP: Help = Help {
    command: "plan",
    about: Words::new(
        "Der Rollout-Plan: was zu spät ist, was jetzt beginnen kann, was danach kommt",
        "The rollout plan: what is late, what can begin now, what comes next",
    ),
    arguments: &[
        (
            "paths",
            Words::new(
                "Ordner oder Dateien; ohne Angabe der aktuelle Ordner",
                "folders or files; left out: the current folder",
            ),
        ),
        ("state", Words::new("nur dieses Land, z. B. NI", "only this state, e.g. NI")),
        (
            "service",
            Words::new(
                "nur dieser Onlinedienst, z. B. hb/eheschliessung",
                "only this service, e.g. hb/eheschliessung",
            ),
        ),
        (
            "whom",
            Words::new(
                "nur die Schritte von: state, municipality, operator, provider; mehrfach möglich",
                "only the steps of: state, municipality, operator, provider; may be repeated",
            ),
        ),
        (
            "municipality",
            Words::new(
                "nur diese Kommune und ihre Wellen, z. B. 03452; mehrfach möglich",
                "only this municipality and its waves, e.g. 03452; may be repeated",
            ),
        ),
        ("all", Words::new("alle Schritte als Tabelle", "all steps as a table")),
        (
            "why",
            Words::new(
                "diesen Schritt erklären: Häkchen und Termine, z. B. training-held",
                "explain this step: tick and dates, e.g. training-held",
            ),
        ),
        (
            "propose_waves",
            Words::new(
                "Wellen vorschlagen, als TOML zum Übernehmen",
                "propose waves, as TOML to be taken over",
            ),
        ),
        ("first", Words::new("erster Starttermin der Vorschläge", "first go-live of the proposals")),
        (
            "every",
            Words::new("Abstand der Wellen, z. B. \"8 weeks\"", "distance of the waves, e.g. \"8 weeks\""),
        ),
        (
            "per_wave",
            Words::new(
                "Kommunen je Welle; ohne Angabe so viele, wie es Roll-In-Teams gibt",
                "municipalities per wave; left out: as many as there are roll-in teams",
            ),
        ),
        ("priority", Words::new("diese zuerst, in dieser Reihenfolge", "these first, in this order")),
        ("format", Words::new("Form der Ausgabe", "form of the output")),
        (
            "output",
            Words::new("in diese Datei statt auf den Bildschirm", "into this file instead of the screen"),
        ),
    ],
    example: "lotse plan states --state NI --on 2027-01-01",
};

/// Runs it.
pub fn run(args: &Args, session: Session) -> Result<Exit, Failure> {
    let (workspace, _) = session.load(&args.paths)?;
    let table = workspace.table();
    let judgement = workspace.judge(&table, session.on);
    let language = session.speaks(&workspace);
    let scene = Scene::new(&workspace, &table, &judgement, session.on, language);
    let service = args.service.as_deref().map(|name| select::service(&workspace.model, name)).transpose()?;
    if let (true, Some(service)) = (args.propose_waves, service) {
        return proposal(args, &scene, service);
    }
    let choice = Choice {
        states: args.state.into_iter().collect(),
        services: service.into_iter().collect(),
        who: args.whom.iter().map(|whom| who(*whom)).collect(),
        places: select::places(&workspace, &args.municipality)?,
    };
    let width = output::screen().width;
    let bytes = if let Some(name) = &args.why {
        let steps = explained(&scene, &choice, name)?;
        match args.format {
            Format::Text => plan_text::why(&steps, language, width).into_bytes(),
            Format::Json => lines::json(&steps).into_bytes(),
            _ => {
                let message = text!("--why gibt es als text und json", "--why knows text and json");
                return Err(Failure::new(Kind::Usage, message));
            }
        }
    } else {
        written(args, &plan::plan(&scene, &choice), language, width)?
    };
    match &args.output {
        Some(path) => output::write_named(path, &bytes)?,
        None => output::stdout_bytes(&bytes)?,
    }
    Ok(Exit::Clean)
}

/// The plan in the form that is wanted.
fn written(args: &Args, plan: &PlanView, language: Language, width: usize) -> Result<Vec<u8>, Failure> {
    let text = match args.format {
        Format::Text if args.all => plan_text::table(plan, language, width),
        Format::Text => plan_text::agenda(plan, language, width),
        Format::Json => lines::json(plan),
        Format::Svg => gantt::svg(plan, language),
        Format::Mermaid => gantt::mermaid(plan, language),
        Format::Ics => ical::ical(plan, language),
        Format::Csv => spreadsheet::csv::csv(&plan_table::table(plan, language)),
        Format::Mspdi => mspdi::mspdi(plan, language),
        Format::Ods | Format::Xlsx => return office(args, &plan_table::table(plan, language)),
    };
    Ok(text.into_bytes())
}

/// Files that only programs can read do not go to a screen.
#[cfg(feature = "office")]
fn office(args: &Args, sheet: &Spreadsheet) -> Result<Vec<u8>, Failure> {
    if args.output.is_none() && output::screen().terminal {
        let message = text!("diese Form ist nichts für den Bildschirm", "this form is not for the screen");
        return Err(Failure::new(Kind::Usage, message)
            .hint(text!("mit -o DATEI in eine Datei schreiben", "write it into a file with -o FILE")));
    }
    let file = if args.format == Format::Ods {
        spreadsheet::ods::ods(std::slice::from_ref(sheet))
    } else {
        spreadsheet::xlsx::xlsx(std::slice::from_ref(sheet))
    };
    file.map_err(|error| {
        let message =
            text!("die Tabelle kann nicht gebaut werden: {error}", "the table cannot be built: {error}");
        Failure::new(Kind::Output, message)
    })
}

#[cfg(not(feature = "office"))]
fn office(_: &Args, _: &Spreadsheet) -> Result<Vec<u8>, Failure> {
    let message =
        text!("ODS und XLSX kann dieses Programm nicht schreiben", "this program cannot write ODS and XLSX");
    Err(Failure::new(Kind::Usage, message).hint(text!(
        "mit `cargo build --features office` bauen",
        "build it with `cargo build --features office`"
    )))
}

const fn who(whom: Whom) -> Who {
    match whom {
        Whom::State => Who::State,
        Whom::Municipality => Who::Municipality,
        Whom::Operator => Who::OperatingState,
        Whom::Provider => Who::ItProvider,
    }
}

/// The steps of a name; with many, the first, open ones before others.
fn explained(scene: &Scene<'_>, choice: &Choice, name: &str) -> Result<Vec<Explained>, Failure> {
    let plan = &scene.rollout().plan;
    let instances = plan.instances.iter().enumerate();
    let mut found: Vec<(_, usize)> = instances
        .filter(|(_, instance)| plan::is_called(instance, name) && choice.wants(scene, instance))
        .map(|(at, instance)| (instance.progress.status, at))
        .collect();
    found.sort_unstable();
    if found.is_empty() {
        return Err(unknown(scene, name));
    }
    Ok(found.into_iter().take(EXPLAINED).filter_map(|(_, at)| plan::explain_step(scene, at)).collect())
}

fn unknown(scene: &Scene<'_>, name: &str) -> Failure {
    let catalog = &scene.workspace.catalog;
    let exists = catalog.task(name).is_some();
    let message = if exists {
        text!("den Schritt „{name}“ gibt es hier nicht", "there is no step \"{name}\" here")
    } else {
        text!("einen Schritt „{name}“ gibt es nicht", "there is no step \"{name}\"")
    };
    let failure = Failure::new(Kind::Usage, message);
    match nearest(name, catalog.tasks.iter().map(|task| task.id.as_str())) {
        Some(close) if !exists => failure.hint(text!("meinten Sie „{close}“?", "did you mean \"{close}\"?")),
        _ => failure,
    }
}

fn proposal(args: &Args, scene: &Scene<'_>, service: ServiceId) -> Result<Exit, Failure> {
    let (Some(first), Some(every)) = (args.first, args.every) else { return Ok(Exit::Failed) };
    let priority = select::places(scene.workspace, &args.priority)?;
    let state = select::using_state(scene.model(), args.state, priority.first().copied())?;
    let wish = Wish { state, service, first, every, per_wave: args.per_wave, priority };
    let rollout = scene.rollout();
    let proposal = propose(&rollout.input, &rollout.plan, &wish);
    if let Some(note) = &proposal.note {
        let left = proposal.left.len();
        let (de, en) = (&note.de, &note.en);
        let note = text!("{left} Kommunen ohne Welle: {de}", "{left} municipalities without a wave: {en}");
        output::stderr(&format!("{}\n", note.get(scene.language)));
    }
    if proposal.waves.is_empty() && proposal.note.is_none() {
        let note = text!(
            "keine Kommune mit zuständiger Behörde ist ohne Welle",
            "no municipality with a competent authority is without a wave"
        );
        output::stderr(&format!("{}\n", note.get(scene.language)));
    }
    output::stdout(&proposal.toml(scene.model(), service, scene.language))?;
    Ok(Exit::Clean)
}
