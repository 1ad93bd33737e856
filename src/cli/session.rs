//! What all commands share: the language, the day, and how a workspace is loaded.

use std::path::PathBuf;

use super::failure::{Failure, Kind};
use super::input;
use crate::register;
use crate::text::{Language, Text};
use crate::time::Date;
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
}

impl Session {
    /// Loads and reads a workspace; its root comes with it.
    pub fn load(self, paths: &[PathBuf]) -> Result<(Workspace, PathBuf), Failure> {
        self.load_all(paths).map(|loaded| (loaded.workspace, loaded.root))
    }

    /// The same, with the workspace's own templates.
    pub fn load_all(self, paths: &[PathBuf]) -> Result<Loaded, Failure> {
        let input = input::Workspace::load(paths)?;
        let register = match &input.register {
            None => None,
            Some(text) => Some(register::csv::read(text).map_err(|problems| {
                let first = problems.into_iter().next().map(|problem| problem.message).unwrap_or_default();
                Failure::new(
                    Kind::Input,
                    Text::new(
                        format!("register.csv kann nicht gelesen werden: {}", first.de),
                        format!("register.csv cannot be read: {}", first.en),
                    ),
                )
            })?),
        };
        let texts = Texts {
            settings: input.settings,
            files: input.files,
            profiles: input.profiles,
            register,
            successors: std::collections::BTreeMap::new(),
            unreadable: input.unreadable,
        };
        Ok(Loaded { workspace: Workspace::read(texts), root: input.root, templates: input.templates })
    }

    /// The language: asked for, else the workspace's, else German.
    pub fn speaks(self, workspace: &Workspace) -> Language {
        self.language.or(workspace.settings.language).unwrap_or_default()
    }
}
