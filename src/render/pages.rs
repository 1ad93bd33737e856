//! A document in the wanted forms: view, Markdown, tree, and from the tree everything else.

use std::collections::BTreeSet;

use serde::Serialize;

use super::html::{self, Frame};
use super::template::{TemplateProblem, Templates};
use super::tree;
use super::{bpmn, dot, mermaid, svg};
use crate::view::documents::{Document, Kind};
use crate::view::graph::Picture;
use crate::view::scene::Scene;

/// In what a document is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// Markdown.
    Markdown,
    /// A self-contained page.
    Html,
    /// OpenDocument text; needs the feature `office`.
    Odt,
}

impl Form {
    /// All forms.
    pub const ALL: [Self; 3] = [Self::Markdown, Self::Html, Self::Odt];
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

    /// The Markdown of a document, with its pictures.
    fn markdown(
        &self,
        document: &Document,
        pictures: &[(String, Picture)],
    ) -> Result<String, TemplateProblem> {
        let scene = self.scene;
        if let (Kind::Sheet, Some(state), Some(service)) = (document.kind, document.state, document.service) {
            return self.fill(document, &scene.sheet(state, service));
        }
        match (document.kind, document.state, document.place) {
            (Kind::Calls, Some(state), _) => self.fill(document, &scene.calls(state)),
            (Kind::CoUse, Some(state), _) => self.fill(document, &scene.couse(state)),
            (Kind::Concept, Some(state), _) => self.fill(document, &scene.concept(state)),
            (Kind::Matrix, Some(state), _) => self.fill(document, &scene.matrix(state)),
            (Kind::Collection, Some(state), place) => self.fill(document, &scene.collection(state, place)),
            (Kind::Letter, Some(state), Some(place)) => self.fill(document, &scene.letter(state, place)),
            (Kind::Communication, Some(state), _) => {
                self.fill(document, &scene.communication(state, pictures))
            }
            (Kind::Checklist, Some(state), _) => self.fill(document, &scene.checklist(state)),
            (Kind::Municipality, Some(state), Some(place)) => {
                self.fill(document, &scene.municipality(state, place))
            }
            (Kind::PlaceChecklist, Some(state), Some(place)) => {
                self.fill(document, &scene.place_checklist(state, place))
            }
            _ => self.fill(document, &scene.overview()),
        }
    }

    /// The files of a document in the wanted forms, as (path, bytes); those of its pictures come last.
    pub fn files(
        &self,
        document: &Document,
        forms: &BTreeSet<Form>,
    ) -> Result<Vec<(String, Vec<u8>)>, TemplateProblem> {
        let pictures = match (document.kind, document.state) {
            (Kind::Communication, Some(state)) => self.scene.pictures(state),
            _ => Vec::new(),
        };
        let markdown = self.markdown(document, &pictures)?;
        let tree = tree::parse(&markdown);
        let inside = |address: &str| {
            let name = address.strip_suffix(".svg")?;
            pictures.iter().find(|(other, _)| other == name).map(|(_, picture)| svg::svg(picture))
        };
        let mut files = Vec::new();
        if forms.contains(&Form::Html) {
            let home = "../".repeat(document.stem.matches('/').count()) + "index.html";
            let search = document.kind == Kind::Index;
            let frame = Frame { language: self.scene.language, home: &home, search, picture: &inside };
            let page = html::page(&tree, &frame, self.templates)?;
            files.push((format!("{}.html", document.stem), page.into_bytes()));
        }
        #[cfg(feature = "office")]
        if forms.contains(&Form::Odt) {
            let day = crate::time::iso(self.scene.on);
            let frame = super::odt::Frame { language: self.scene.language, day: &day, picture: &inside };
            let bytes = super::odt::file(&tree, &frame).map_err(|error| TemplateProblem {
                file: document.stem.clone(),
                line: None,
                message: crate::text::Text::same(error.to_string()),
            })?;
            files.push((format!("{}.odt", document.stem), bytes));
        }
        if forms.contains(&Form::Markdown) {
            files.push((format!("{}.md", document.stem), markdown.into_bytes()));
        }
        let folder = document.stem.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (name, picture) in &pictures {
            files.push((format!("{folder}/{name}.svg"), svg::svg(picture).into_bytes()));
            files.push((format!("{folder}/{name}.dot"), dot::dot(picture).into_bytes()));
            files.push((format!("{folder}/{name}.mmd"), mermaid::mermaid(picture).into_bytes()));
            files.push((format!("{folder}/{name}.bpmn"), bpmn::bpmn(picture).into_bytes()));
        }
        Ok(files)
    }

    fn fill(&self, document: &Document, view: &impl Serialize) -> Result<String, TemplateProblem> {
        self.templates.markdown(document.kind.template(), self.scene.language, view)
    }
}
