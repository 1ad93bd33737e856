//! What all commands share: the language, the day, and how a workspace is loaded.

use std::path::PathBuf;

use super::failure::{Failure, Kind};
use super::threads::Threads;
use super::{input, output};
use crate::register::{self, Register};
use crate::text::{Language, Text, text};
use crate::time::{Date, Moment};
use crate::work::Workers;
use crate::workspace::{Texts, Workspace};

/// A workspace with what lies beside it.
#[derive(Debug)]
pub struct Loaded {
    /// The workspace.
    pub workspace: Workspace,
    /// Its root.
    pub root: PathBuf,
    /// Its own document templates, as (name below `templates/`, text).
    pub templates: Vec<(String, String)>,
}

/// What the command line says for every command.
#[derive(Debug, Clone, Copy)]
pub struct Session {
    /// The language, if asked for.
    pub language: Option<Language>,
    /// The day.
    pub on: Date,
    /// The minute of that day, for the commands that look at the clock.
    pub minute: Option<u16>,
}

impl Session {
    /// Loads and reads a workspace; its root comes with it.
    pub fn load(self, paths: &[PathBuf]) -> Result<(Workspace, PathBuf), Failure> {
        self.load_all(paths).map(|loaded| (loaded.workspace, loaded.root))
    }

    /// The same, with the workspace's own templates.
    pub fn load_all(self, paths: &[PathBuf]) -> Result<Loaded, Failure> {
        self.load_with(paths, &Threads::new())
    }

    /// The same on other workers than all threads.
    #[expect(clippy::unused_self, reason = "commands load by their session, whatever it brings")]
    pub fn load_with(self, paths: &[PathBuf], workers: &impl Workers) -> Result<Loaded, Failure> {
        Self::understand(input::Workspace::load_with(paths, workers)?, workers)
    }

    /// Path and checksum of every file that was read.
    pub fn checksums(input: &input::Input, workers: &impl Workers) -> Vec<(String, String)> {
        let templates = input.templates.iter().map(|(name, text)| (format!("templates/{name}"), text));
        let fixed = [(input::REGISTER, &input.register), (input::PREVIOUS, &input.previous)];
        let all: Vec<(String, &String)> = input
            .settings
            .iter()
            .chain(&input.files)
            .chain(&input.profiles)
            .chain(&input.plans)
            .chain(&input.persons)
            .map(|(path, text)| (path.clone(), text))
            .chain(templates)
            .chain(fixed.into_iter().filter_map(|(name, text)| Some((name.to_owned(), text.as_ref()?))))
            .collect();
        // The text is what the file holds, byte for byte.
        workers.map(&all, |(path, text)| (path.clone(), output::checksum(text.as_bytes())))
    }

    /// A workspace from what was read, from folders or from elsewhere.
    pub fn understand(input: input::Input, workers: &impl Workers) -> Result<Loaded, Failure> {
        let read = |name: &str, text: Option<&String>| text.map(|text| registered(name, text)).transpose();
        let register = read(input::REGISTER, input.register.as_ref())?;
        let previous = read(input::PREVIOUS, input.previous.as_ref())?;
        let editions: Vec<Register> = register.iter().chain(&previous).cloned().collect();
        let successors = register::diff::successors(&editions);
        let texts = Texts {
            settings: input.settings,
            files: input.files,
            profiles: input.profiles,
            plans: input.plans,
            persons: input.persons,
            register,
            successors,
            unreadable: input.unreadable,
        };
        Ok(Loaded {
            workspace: Workspace::read_with(texts, workers),
            root: input.root,
            templates: input.templates,
        })
    }

    /// The day with its time, if one was given.
    pub const fn moment(self) -> Moment {
        Moment { date: self.on, minute: self.minute }
    }

    /// The language: asked for, else the workspace's, else German.
    pub fn speaks(self, workspace: &Workspace) -> Language {
        self.language.or(workspace.settings.language).unwrap_or_default()
    }
}

/// The register in the text of `register.csv`.
pub(super) fn registered(name: &str, text: &str) -> Result<Register, Failure> {
    register::csv::read(text).map_err(|problems| not_readable(name, problems))
}

/// The register in a file of Destatis or in a table.
pub(super) fn read_register(name: &str, bytes: &[u8]) -> Result<Register, Failure> {
    register::read(bytes).map_err(|problems| not_readable(name, problems))
}

/// What is wrong with a register file: the first problems by line and column.
fn not_readable(name: &str, problems: Vec<register::Problem>) -> Failure {
    let failure = Failure::new(
        Kind::Input,
        text!("„{name}“ kann nicht als Register gelesen werden", "“{name}” cannot be read as a register"),
    );
    problems.into_iter().take(5).fold(failure, |failure, problem| {
        let (line, column, Text { de, en }) = (problem.line, problem.column, problem.message);
        failure.hint(text!("Zeile {line}, Zeichen {column}: {de}", "line {line}, character {column}: {en}"))
    })
}
