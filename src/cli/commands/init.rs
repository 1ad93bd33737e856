//! `lotse init`: a new workspace, or a new state in one, with comments that explain.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::cli::commands::select;
use crate::cli::failure::{Exit, Failure, Kind};
use crate::cli::help::{Help, Misread};
use crate::cli::{Session, date, input, output};
use crate::key::{GlobalId, StateCode};
use crate::render::wrap::{hanging, wrap};
use crate::start::{self, Start};
use crate::text::{Language, Text, Words, text};
use crate::time::Date;

/// Arguments of `lotse init`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "ORDNER", default_value = ".")]
    folder: PathBuf,
    #[arg(long, value_name = "LAND", value_parser = select::state)]
    state: Option<StateCode>,
    #[arg(long = "service", value_name = "DIENST", value_parser = service)]
    services: Vec<GlobalId>,
    #[arg(long, value_name = "DATUM", value_parser = date, conflicts_with = "inventory")]
    go_live: Option<Date>,
    #[arg(long)]
    inventory: bool,
}

/// Its help.
pub const HELP: Help = Help {
    command: "init",
    about: Words::new(
        "Legt einen Arbeitsordner oder ein weiteres Land darin an; überschreibt nie etwas",
        "Starts a workspace, or another state in one; never overwrites anything",
    ),
    arguments: &[
        ("folder", Words::new("Ordner; ohne Angabe der aktuelle", "folder; left out: the current one")),
        (
            "state",
            Words::new(
                "Land, Kürzel oder Name, z. B. NI; ohne Angabe wird am Terminal gefragt",
                "state, code or name, e.g. NI; left out: asked at a terminal",
            ),
        ),
        (
            "services",
            Words::new(
                "Onlinedienst, den das Land nutzt, z. B. hb/unterhaltsvorschuss: vor dem Strich das Land, das ihn betreibt; mehrfach möglich",
                "service that the state uses, e.g. hb/unterhaltsvorschuss: before the stroke the Land that operates it; may be repeated",
            ),
        ),
        ("go_live", Words::new("geplanter Start, z. B. 2027-03-01", "planned go-live, e.g. 2027-03-01")),
        (
            "inventory",
            Words::new(
                "die Onlinedienste sind längst in Betrieb: vom Bestand ausgehen, fehlende Daten bleiben unbekannt",
                "the services have long been in operation: start from what exists, unknown dates stay unknown",
            ),
        ),
    ],
    example: "lotse init support --state NI --service hb/unterhaltsvorschuss",
};

/// A service by its id, or by its name where it is a known one.
fn service(text: &str) -> Result<GlobalId, Misread> {
    let named = start::known().into_iter().find(|known| {
        known.name.to_lowercase() == text.to_lowercase() || known.id.local.as_str() == text
    });
    named.map_or_else(|| GlobalId::parse(text).map_err(Misread::from), |known| Ok(known.id))
}

/// The question for services, with those that are known and what stands before the stroke.
fn which_services() -> Text {
    let known = start::known();
    let list: Vec<String> = known.iter().map(|known| format!("{} ({})", known.id, known.name)).collect();
    let list = list.join(", ");
    text!(
        "Welche Onlinedienste nutzt es? Bekannt sind: {list}. Andere schreiben Sie ebenso: vor dem Strich das Kürzel des Landes, das den Onlinedienst betreibt (hb = Bremen), dahinter eine Kennung. Mehrere mit Komma; leer: weiß ich noch nicht.",
        "Which services does it use? Known are: {list}. Others are written alike: before the stroke the code of the Land that operates the service (hb = Bremen), after it an id. Several with commas; empty: not known yet."
    )
}

/// Runs it.
pub fn run(args: &Args, session: Session) -> Result<Exit, Failure> {
    let language = session.language.unwrap_or_default();
    let start = match args.state {
        Some(state) => Start {
            state,
            services: args.services.clone(),
            go_live: args.go_live,
            inventory: args.inventory,
            on: session.on,
            language,
        },
        None if input::interactive() => ask(args, session, language)?,
        None => {
            return Err(Failure::new(Kind::Usage, text!("für welches Land?", "for which state?"))
                .hint(text!("zum Beispiel: --state NI", "for example: --state NI")));
        }
    };
    if start.state == StateCode::BUND {
        return Err(Failure::new(
            Kind::Usage,
            text!(
                "der Bund nutzt keine Onlinedienste als Land",
                "the federation uses no services as a state"
            ),
        ));
    }
    let written = write(&args.folder, &start)?;
    output::stdout(&hanging(&closing(&args.folder, &written, &start, language), 80))?;
    Ok(Exit::Clean)
}

/// Writes all files, or none if one is there already. Settings that exist stay.
fn write(folder: &Path, start: &Start) -> Result<Vec<String>, Failure> {
    let mut files = start::files(start).map_err(|error| Failure::new(Kind::Internal, Text::same(error)))?;
    let (settings, text) = start::settings(start.language);
    if !input::exists(&folder.join(&settings)) {
        files.insert(0, (settings, text));
    }
    let present: Vec<&str> = files
        .iter()
        .map(|(path, _)| path.as_str())
        .filter(|path| input::exists(&folder.join(path)))
        .collect();
    if !present.is_empty() {
        let list = present.join(", ");
        return Err(Failure::new(
            Kind::Output,
            text!(
                "nichts geschrieben, denn das gibt es schon: {list}",
                "nothing was written, for this exists already: {list}"
            ),
        )
        .hint(text!(
            "einen anderen Ordner angeben, oder `lotse check` zeigt, was darin noch fehlt",
            "name another folder, or let `lotse check` show what is missing there"
        )));
    }
    for (path, text) in &files {
        output::write_file(folder, path, text.as_bytes())?;
    }
    Ok(files.into_iter().map(|(path, _)| path).collect())
}

fn closing(folder: &Path, written: &[String], start: &Start, language: Language) -> String {
    let word = |de: &'static str, en: &'static str| Words::new(de, en).get(language);
    let shown = folder.display();
    let (code, slug) = (start.state.code(), start.state.slug());
    let mut text = String::new();
    for path in written {
        let _ = writeln!(text, "{}: {shown}/{path}", word("angelegt", "written"));
    }
    let _ = writeln!(text, "\n{}:", word("Wie es weitergeht", "What comes next"));
    let mut step = |command: String, what: &str| {
        let _ = writeln!(text, "  {command}\n      {what}");
    };
    step(
        format!("lotse check {shown}"),
        word(
            "nennt, was fehlt; die Einträge stehen in den Dateien schon bereit",
            "names what is missing; the records stand ready in the files",
        ),
    );
    step(
        format!(
            "lotse import {} --state {code} --out {shown}/{slug}/{}",
            word("kontaktliste.xlsx", "contacts.xlsx"),
            word("stellen.toml", "authorities.toml")
        ),
        word("übernimmt eine Kontaktliste", "takes over a contact list"),
    );
    if start.inventory {
        step(
            format!("lotse check {shown} --write-baseline {}", word("bekannt.json", "known.json")),
            word(
                "hält fest, was heute fehlt; danach fällt mit --baseline nur Neues auf",
                "keeps what is missing today; with --baseline only new findings count from then on",
            ),
        );
    }
    if start.services.is_empty() {
        let known = start::known();
        let _ = writeln!(text, "\n{}:", word("Onlinedienste, die Lotse kennt", "Services that Lotse knows"));
        for known in known {
            let _ = writeln!(text, "  {}: {}", known.id, known.name);
        }
        let _ = writeln!(
            text,
            "  {}",
            word(
                "Vor dem Strich steht das Land, das ihn betreibt (hb = Bremen). Eingetragen wird er unter [[use]].",
                "Before the stroke stands the Land that operates it (hb = Bremen). It is entered under [[use]]."
            )
        );
    }
    text
}

/// Asks at the terminal: four questions at most.
fn ask(args: &Args, session: Session, language: Language) -> Result<Start, Failure> {
    let state = answer(
        &text!("Für welches Land? (Name oder Kürzel, z. B. Niedersachsen oder NI)", "For which Land? (name or code, e.g. Lower Saxony or NI)"),
        language,
        select::state,
    )?;
    let mut services = args.services.clone();
    if services.is_empty() {
        services = answer(
            &which_services(),
            language,
            |line| line.split(',').map(str::trim).filter(|word| !word.is_empty()).map(service).collect(),
        )?;
    }
    let mut inventory = args.inventory;
    let mut go_live = args.go_live;
    if !services.is_empty() && !inventory && go_live.is_none() {
        inventory = answer(
            &text!("Sind sie schon in Betrieb? (j/n)", "Are they in operation already? (y/n)"),
            language,
            |line| match line.to_lowercase().as_str() {
                "j" | "ja" | "y" | "yes" => Ok(true),
                "n" | "nein" | "no" | "" => Ok(false),
                _ => Err(Misread(text!("bitte j oder n", "please y or n"))),
            },
        )?;
        if !inventory {
            go_live = answer(
                &text!(
                    "Wann starten sie? (z. B. 2027-03-01; leer: steht noch nicht fest)",
                    "When do they start? (e.g. 2027-03-01; empty: not known yet)"
                ),
                language,
                |line| if line.is_empty() { Ok(None) } else { date(line).map(Some) },
            )?;
        }
    }
    Ok(Start { state, services, go_live, inventory, on: session.on, language })
}

/// Asks until the answer can be read.
fn answer<T>(
    question: &Text,
    language: Language,
    read: impl Fn(&str) -> Result<T, Misread>,
) -> Result<T, Failure> {
    let question = wrap(question.get(language), output::screen().width);
    loop {
        output::stderr(&format!("{question}\n> "));
        let Some(line) = input::line()? else {
            return Err(Failure::new(Kind::Usage, text!("abgebrochen", "given up")));
        };
        match read(&line) {
            Ok(value) => return Ok(value),
            Err(Misread(problem)) => output::stderr(&format!("{}\n", problem.get(language))),
        }
    }
}
