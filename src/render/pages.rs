//! A document in the wanted forms: view, Markdown, tree, and from the tree everything else.

use std::collections::BTreeSet;

use serde::Serialize;

use super::html::{self, Frame};
use super::template::{TemplateProblem, Templates};
use super::tree;
use crate::view::documents::{Document, Kind};
use crate::view::scene::Scene;

/// In what a document is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// Markdown.
    Markdown,
    /// A self-contained page.
    Html,
}

impl Form {
    /// All forms.
    pub const ALL: [Self; 2] = [Self::Markdown, Self::Html];
}

/// Makes the documents of one run, one at a time.
#[derive(Debug)]
pub struct Pages<'p> {
    scene: &'p Scene<'p>,
    templates: &'p Templates,
}

impl<'p> Pages<'p> {
    /// The documents of a scene, by these templates.
    pub const fn new(scene: &'p Scene<'p>, templates: &'p Templates) -> Self {
        Self { scene, templates }
    }

    /// The Markdown of a document.
    pub fn markdown(&self, document: &Document) -> Result<String, TemplateProblem> {
        let scene = self.scene;
        match (document.kind, document.state, document.place) {
            (Kind::Communication, Some(state), _) => self.fill(document, &scene.communication(state, None)),
            (Kind::Checklist, Some(state), _) => self.fill(document, &scene.checklist(state)),
            (Kind::Municipality, Some(state), Some(place)) => {
                self.fill(document, &scene.municipality(state, place))
            }
            _ => self.fill(document, &scene.overview()),
        }
    }

    /// The files of a document in the wanted forms, as (path, bytes).
    pub fn files(
        &self,
        document: &Document,
        forms: &BTreeSet<Form>,
    ) -> Result<Vec<(String, Vec<u8>)>, TemplateProblem> {
        let markdown = self.markdown(document)?;
        let mut files = Vec::new();
        if forms.contains(&Form::Html) {
            let home = "../".repeat(document.stem.matches('/').count()) + "index.html";
            let frame = Frame { language: self.scene.language, home: &home, picture: &|_| None };
            let page = html::page(&tree::parse(&markdown), &frame, self.templates)?;
            files.push((format!("{}.html", document.stem), page.into_bytes()));
        }
        if forms.contains(&Form::Markdown) {
            files.push((format!("{}.md", document.stem), markdown.into_bytes()));
        }
        Ok(files)
    }

    fn fill(&self, document: &Document, view: &impl Serialize) -> Result<String, TemplateProblem> {
        self.templates.markdown(document.kind.template(), self.scene.language, view)
    }
}
