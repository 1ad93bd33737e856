//! `lotse import`: a contact list from a spreadsheet becomes records of organizations.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::cli::commands::select;
use crate::cli::failure::{Exit, Failure, Kind};
use crate::cli::help::{Help, Misread};
use crate::cli::{Session, input, output};
use crate::import::{Columns, Effect, Field, Imported, Knowledge, Sheet, preview, rows, toml};
use crate::key::{Reference, StateCode};
use crate::register::decode;
use crate::text::{Text, Words, text};
use crate::workspace::Workspace;

/// Arguments of `lotse import`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "TABELLE")]
    table: PathBuf,
    #[arg(long, value_name = "LAND", value_parser = select::state)]
    state: StateCode,
    #[arg(long, value_name = "DATEI")]
    out: Option<PathBuf>,
    #[arg(long, value_name = "ÜBERSCHRIFT=FELD", value_parser = mapping)]
    map: Vec<(String, Field)>,
    #[arg(long, value_name = "DIENST")]
    service: Vec<String>,
    #[arg(long)]
    write: bool,
}

/// `Sachgebiet=role`; the last `=` counts, for a heading may hold one.
fn mapping(text: &str) -> Result<(String, Field), Misread> {
    let words = || {
        let known = Field::all().map(Field::word).collect::<Vec<_>>().join(", ");
        Misread(text!("Felder: {known}", "fields: {known}"))
    };
    let (heading, word) = text.rsplit_once('=').ok_or_else(words)?;
    Ok((heading.trim().to_owned(), Field::parse(word.trim()).ok_or_else(words)?))
}

/// Its help.
pub const HELP: Help = Help {
    command: "import",
    about: Words::new(
        "Behörden aus einer Tabelle (CSV, XLSX, ODS) übernehmen; zeigt erst, was daraus wird",
        "Takes authorities from a table (CSV, XLSX, ODS); shows first what would become of it",
    ),
    arguments: &[
        (
            "table",
            Words::new(
                "die Tabelle; gelesen wird das erste Blatt, die Überschriften werden erkannt",
                "the table; its first sheet is read, headings are recognised",
            ),
        ),
        (
            "state",
            Words::new("Land, dem die Stellen gehören, z. B. NI", "state of the organizations, e.g. NI"),
        ),
        (
            "out",
            Words::new(
                "in diese Datei; ohne Angabe LAND/authorities.toml im Arbeitsordner",
                "into this file; left out: STATE/authorities.toml in the workspace",
            ),
        ),
        (
            "map",
            Words::new(
                "eine Spalte zuordnen, z. B. --map Sachgebiet=role; mehrfach möglich. Felder: name, id, kind, role, \
                 municipality, district, ars, ags, services, phone, email, web, form, fax, address, hours, closed, \
                 confirmed, ignore",
                "assign a column, e.g. --map Unit=role; may be repeated. Fields: name, id, kind, role, municipality, \
                 district, ars, ags, services, phone, email, web, form, fax, address, hours, closed, confirmed, ignore",
            ),
        ),
        (
            "service",
            Words::new(
                "Onlinedienst, für den alle Stellen zuständig sind, z. B. hb/eheschliessung; mehrfach möglich",
                "service for which all of them are competent, e.g. hb/eheschliessung; may be repeated",
            ),
        ),
        ("write", Words::new("schreiben; sonst wird nur gezeigt", "write; otherwise it is only shown")),
    ],
    example: "lotse import standesaemter.xlsx --state NI --service hb/eheschliessung --write",
};

/// Runs it.
pub fn run(args: &Args, session: Session) -> Result<Exit, Failure> {
    let name = args.table.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let sheet = sheet(&args.table)?;
    let columns = Columns::find(&sheet, &args.map).map_err(|message| {
        Failure::new(Kind::Input, message).hint(text!(
            "mit --map zuordnen, z. B. --map \"Zuständiges Amt=name\"",
            "assign with --map, e.g. --map \"Office in charge=name\""
        ))
    })?;
    let start = args.out.as_deref().map_or(PathBuf::from("."), existing_folder);
    let (workspace, root) = session.load(&[start])?;
    let target = args.out.clone().unwrap_or_else(|| root.join(args.state.slug()).join("authorities.toml"));
    let known = knowledge(args, &workspace, &root, &target)?;
    let imported = rows::read(&sheet, &columns, &known);
    let existing = if target.exists() { Some(input::read_text(&target)?) } else { None };
    let merged =
        toml::merge(existing.as_deref(), args.state, &name, &imported).map_err(|Text { de, en }| {
            let shown = target.display();
            Failure::new(Kind::Input, Text::new(format!("„{shown}“: {de}"), format!("\"{shown}\": {en}")))
        })?;
    let language = session.speaks(&workspace);
    let mut shown = preview::preview(&columns, &imported, &merged, language);
    if workspace.register.is_none() && named_without_key(&imported) {
        shown.push_str(NO_REGISTER.get(language));
    }
    let path = target.display();
    if args.write {
        if existing.as_deref() != Some(merged.text.as_str()) {
            output::write_named(&target, merged.text.as_bytes())?;
        }
        shown.push_str(text!("Geschrieben: {path}\n", "Written: {path}\n").get(language));
    } else {
        let next = text!(
            "Nichts geschrieben. Mit --write nach: {path}\n",
            "Nothing written. With --write into: {path}\n"
        );
        shown.push_str(next.get(language));
    }
    output::stdout(&shown)?;
    let lost = imported.doubts.iter().any(|doubt| doubt.effect == Effect::RowLeftOut);
    Ok(if lost { Exit::Findings } else { Exit::Clean })
}

const NO_REGISTER: Words = Words::new(
    "Ohne Gemeindeverzeichnis (register.csv) führen Namen zu keinem Schlüssel;\n`lotse register import` legt es an.\n",
    "Without a register (register.csv) names lead to no key;\n`lotse register import` makes one.\n",
);

fn named_without_key(imported: &Imported) -> bool {
    imported.records.iter().any(|record| record.area.is_none() && record.place.is_some())
}

fn sheet(path: &Path) -> Result<Sheet, Failure> {
    let bytes = input::read_bytes(path)?;
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    // Spreadsheets are zip files, whatever they are called.
    if bytes.starts_with(b"PK") || matches!(ending.as_str(), "xlsx" | "ods" | "xls") {
        return office(path, &bytes);
    }
    Ok(Sheet::csv(&decode(&bytes).0))
}

#[cfg(feature = "office")]
fn office(path: &Path, bytes: &[u8]) -> Result<Sheet, Failure> {
    Sheet::office(bytes).map_err(|Text { de, en }| {
        let shown = path.display();
        Failure::new(
            Kind::Input,
            text!("„{shown}“ kann nicht gelesen werden: {de}", "\"{shown}\" cannot be read: {en}"),
        )
        .hint(text!("als CSV speichern und erneut versuchen", "save it as CSV and try again"))
    })
}

#[cfg(not(feature = "office"))]
fn office(path: &Path, _: &[u8]) -> Result<Sheet, Failure> {
    let shown = path.display();
    Err(Failure::new(
        Kind::Input,
        text!(
            "„{shown}“: dieses Lotse liest keine XLSX und ODS",
            "\"{shown}\": this Lotse reads no XLSX or ODS"
        ),
    )
    .hint(text!("als CSV speichern", "save it as CSV")))
}

/// The nearest folder above a file that exists already.
fn existing_folder(path: &Path) -> PathBuf {
    let folder = path.ancestors().skip(1).find(|folder| folder.is_dir());
    folder.map_or(PathBuf::from("."), Path::to_owned)
}

fn knowledge<'a>(
    args: &Args,
    workspace: &'a Workspace,
    root: &Path,
    target: &Path,
) -> Result<Knowledge<'a>, Failure> {
    let model = &workspace.model;
    let known_services: BTreeMap<String, String> =
        model.services.iter().map(|service| (service.id.to_string(), service.name.clone())).collect();
    let services = args.service.iter().map(|name| service(name, args.state, workspace));
    let full = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let own = full(target);
    let elsewhere = |source| full(&root.join(workspace.sources.get(source).path())) != own;
    let taken: BTreeSet<String> = model
        .organizations
        .iter()
        .filter(|organization| organization.id.state == args.state && elsewhere(organization.span.source))
        .map(|organization| organization.id.local.to_string())
        .collect();
    Ok(Knowledge {
        state: args.state,
        register: workspace.register.as_ref(),
        services: services.collect::<Result<_, _>>()?,
        known_services,
        taken,
    })
}

/// A service of the workspace; where it knows none, any id with its state.
fn service(name: &str, state: StateCode, workspace: &Workspace) -> Result<String, Failure> {
    let model = &workspace.model;
    if !model.services.is_empty() {
        return select::service(model, name).map(|id| model.service(id).id.to_string());
    }
    match Reference::parse(name) {
        Ok(reference) => Ok(reference.within(state).to_string()),
        Err(problem) => Err(Failure::new(Kind::Usage, problem.message)),
    }
}
