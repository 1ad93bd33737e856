//! For callers without a terminal (a page in the browser, an editor's server): bytes by path in; findings, coverage, documents,
//! pictures and routes out (docs/decisions/0010-bytes-by-path.md).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::config::Kept;
use crate::folder::{PREVIOUS, REGISTER, Role, Why, decoded, lies_in, role, workspaces};
use crate::graph::View;
use crate::key::{Area, StateCode};
use crate::model::ServiceId;
use crate::register::{self, Register};
use crate::render::form::Form;
use crate::render::pages::Pages;
use crate::render::template::Templates;
use crate::render::{coverage, json, lines, svg};
use crate::routing::Table;
use crate::text::{Language, Text};
use crate::time::{Date, Moment, iso};
use crate::trace::{Question, follow};
use crate::view::coverage::{By, coverage as counted};
use crate::view::documents::{self, Selection};
use crate::view::saying::Saying;
use crate::view::scene::Scene;
use crate::view::summary::Summary;
use crate::view::{graph, route};
use crate::vocabulary::Purpose;
use crate::work::Workers;
use crate::workspace::{Judgement, Named, Texts, Workspace};

/// A workspace that was opened: all its files read, all that does not depend on a day worked out.
///
/// ```
/// use lotse::{Alone, Form, Language, Opened, parse_date};
///
/// let file = "[state]\ncode = \"HB\"\n\n[[service]]\nid = \"ehe\"\nname = \"Eheschließung\"\n\n[[use]]\nservice = \"ehe\"\ngo-live = 2027-01-01\n";
/// let opened = Opened::read([("hb/state.toml".to_owned(), file.as_bytes().to_vec())], &Alone);
/// let day = opened.on(parse_date("2027-01-15").unwrap(), Language::En, &Alone);
/// assert!(day.findings().contains("\"L101\""));
/// let documents = day.documents(&[Form::Markdown]).unwrap();
/// assert!(documents.iter().any(|(path, _)| path == "index.md"));
/// ```
#[derive(Debug)]
pub struct Opened {
    workspace: Workspace,
    table: Arc<Table>,
    templates: Templates,
    left_out: BTreeMap<String, Why>,
}

/// A workspace on a day, in a language.
#[derive(Debug)]
pub struct Day<'o> {
    opened: &'o Opened,
    judgement: Judgement,
    on: Date,
    language: Language,
}

impl Opened {
    /// Reads a workspace from files as (path below its root with `/`, bytes); what each file is, its path says.
    ///
    /// Never fails: what is wrong with a file, one that is no UTF-8 too, is a finding at its place. The pieces of work are shared out
    /// among `workers`; what comes out does not depend on them.
    pub fn read(files: impl IntoIterator<Item = (String, Vec<u8>)>, workers: &impl Workers) -> Self {
        Self::read_again(files, &mut Kept::default(), workers)
    }

    /// The same for a caller that reads again and again, an editor's server for instance: files of states whose text is what it was
    /// are not read anew. What comes out is the same.
    pub fn read_again(
        files: impl IntoIterator<Item = (String, Vec<u8>)>,
        kept: &mut Kept,
        workers: &impl Workers,
    ) -> Self {
        let files: BTreeMap<String, Vec<u8>> = files.into_iter().collect();
        let others: Vec<String> =
            workspaces(files.keys().map(String::as_str)).into_iter().map(ToOwned::to_owned).collect();
        let others: Vec<&str> = others.iter().map(String::as_str).collect();
        let (mut texts, mut templates, mut left_out) = (Texts::default(), Vec::new(), BTreeMap::new());
        let mut editions: BTreeMap<&str, Register> = BTreeMap::new();
        for (path, bytes) in files {
            let mut known = role(&path);
            if lies_in(&path, &others) {
                known = Role::LeftOut(Why::OtherWorkspace);
            }
            if let Role::LeftOut(why) = known {
                left_out.insert(path, why);
                continue;
            }
            let text = match decoded(bytes) {
                Ok(text) => text,
                Err(cause) => {
                    texts.unreadable.push((path, cause));
                    continue;
                }
            };
            match known {
                Role::Settings => texts.settings = Some((path, text)),
                Role::Persons => texts.persons = Some((path, text)),
                Role::Profile => texts.profiles.push((path, text)),
                Role::Plan => texts.plans.push((path, text)),
                Role::Template(name) => templates.push((name.to_owned(), text)),
                Role::State | Role::LeftOut(_) => texts.files.push((path, text)),
                Role::Register | Role::Previous => match register::csv::read(&text) {
                    Ok(register) => {
                        let edition = if known == Role::Register { REGISTER } else { PREVIOUS };
                        editions.insert(edition, register);
                    }
                    Err(problems) => texts.unreadable.push((path, first(&problems))),
                },
            }
        }
        let both: Vec<Register> = [REGISTER, PREVIOUS].iter().filter_map(|name| editions.get(name)).cloned().collect();
        texts.successors = register::diff::successors(&both);
        texts.register = editions.remove(REGISTER);
        let workspace = Workspace::read_keeping(texts, kept, workers);
        let table = workspace.table_with(workers);
        Self { workspace, table, templates: Templates::new(&templates), left_out }
    }

    /// The files that were not read, by path, each with why, half a sentence.
    pub fn left_out(&self, language: Language) -> Vec<(&str, String)> {
        self.left_out.iter().map(|(path, why)| (path.as_str(), why.words().get(language).to_owned())).collect()
    }

    /// The language of the workspace's settings, if they name one.
    pub const fn language(&self) -> Option<Language> {
        self.workspace.settings.language
    }

    /// What is the case on a day, judged and ready to be told.
    pub fn on(&self, on: Date, language: Language, workers: &impl Workers) -> Day<'_> {
        let judgement = self.workspace.judge_with(&self.table, on, workers);
        Day { opened: self, judgement, on, language }
    }
}

impl Day<'_> {
    /// All findings as `lotse check --format json` prints them: JSON, version 1; lines and columns from 1, columns in characters.
    pub fn findings(&self) -> String {
        let counts = counted(&self.opened.table, By::Cell, self.on).total;
        let summary = Summary::of(&self.judgement, counts);
        json::findings_json(&self.judgement.findings, &self.opened.workspace.sources, &iso(self.on), &summary)
    }

    /// How many cells are covered, by state, service and cell, as `lotse coverage --format json` prints it.
    pub fn coverage(&self) -> String {
        coverage::json(&counted(&self.opened.table, By::Cell, self.on))
    }

    /// All documents in some forms, as (path, bytes), pictures among them.
    ///
    /// # Errors
    ///
    /// Where a template of the workspace's own is broken: which file, and why. Where this build cannot write a form.
    pub fn documents(&self, forms: &[Form]) -> Result<Vec<(String, Vec<u8>)>, String> {
        let forms: BTreeSet<Form> = forms.iter().copied().collect();
        for form in &forms {
            form.built().map_err(|feature| format!("{}: --features {feature}", form.ending()))?;
        }
        let Opened { workspace, table, templates, .. } = self.opened;
        let scene = Scene::new(workspace, table, &self.judgement, self.on, self.language);
        let pages = Pages::new(&scene, templates);
        let mut files = Vec::new();
        for document in documents::documents(&scene, &Selection::default()) {
            files.extend(pages.files(&document, &forms).map_err(|problem| {
                let line = problem.line.map(|line| format!(":{line}")).unwrap_or_default();
                format!("{}{line}: {}", problem.file, problem.message.get(self.language))
            })?);
        }
        Ok(files)
    }

    /// The picture of the escalation in a state, as SVG.
    ///
    /// # Errors
    ///
    /// Where there is no such state, or no file of it.
    pub fn picture(&self, state: &str) -> Result<String, String> {
        let known = &self.opened.workspace.model.states;
        let state = StateCode::parse(state)
            .ok()
            .filter(|state| known.contains_key(state))
            .ok_or_else(|| self.told(&Text::new(format!("kein Land „{state}“"), format!("no state \"{state}\""))))?;
        let view =
            View { state, service: None, area: None, on: self.on, purposes: [Purpose::Escalation].into() };
        Ok(svg::svg(&graph::picture(&self.judgement.situation, &view, &[], self.language)))
    }

    /// The way of a question about a service from a place, hop by hop, as `lotse route --format json` prints it. A place is told by
    /// its key or by its name.
    ///
    /// # Errors
    ///
    /// Where there is no such service or place, or several are called so.
    pub fn route(&self, service: &str, place: &str) -> Result<String, String> {
        let workspace = &self.opened.workspace;
        let area = self.place(place)?;
        let service = self.service(service)?;
        let on = Moment::day(self.on);
        let question = Question { state: area.state(), service, part: None, area, track: None, on };
        let say = Saying { model: &workspace.model, sources: &workspace.sources, language: self.language };
        let ways = follow(&self.judgement.situation, &question);
        Ok(lines::json(&route::route(&say, &self.opened.table, &question, &ways)))
    }

    fn place(&self, typed: &str) -> Result<Area, String> {
        let workspace = &self.opened.workspace;
        if let Ok(key) = Area::parse(typed) {
            return Ok(workspace.model.reading.read(key));
        }
        match workspace.named(typed) {
            Named::One(area) => Ok(area),
            Named::Unknown(_) => {
                Err(self.told(&Text::new(format!("kein Ort „{typed}“"), format!("no place \"{typed}\""))))
            }
            Named::Several(all) => {
                let names: Vec<String> =
                    all.iter().map(|(key, what)| format!("{key} ({})", what.get(self.language))).collect();
                Err(names.join(", "))
            }
        }
    }

    fn service(&self, name: &str) -> Result<ServiceId, String> {
        let model = &self.opened.workspace.model;
        model.service_ids().find(|id| model.service(*id).id.to_string() == name).ok_or_else(|| {
            self.told(&Text::new(format!("kein Onlinedienst „{name}“"), format!("no service \"{name}\"")))
        })
    }

    fn told(&self, text: &Text) -> String {
        text.get(self.language).to_owned()
    }
}

/// The first of the problems of a register, with its place.
fn first(problems: &[register::Problem]) -> Text {
    problems.first().map_or_else(Text::default, |problem| {
        let (line, column, Text { de, en }) = (problem.line, problem.column, &problem.message);
        Text::new(
            format!("Zeile {line}, Zeichen {column}: {de}"),
            format!("line {line}, character {column}: {en}"),
        )
    })
}
