//! A document in the wanted forms: view, Markdown, tree, and from the tree everything else.

use std::collections::BTreeSet;

use serde::Serialize;

use super::html::{self, Frame};
use super::template::{TemplateProblem, Templates};
use super::tree;
use super::{dot, mermaid, svg};
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

    /// The Markdown of a document, with its picture if it has one.
    fn markdown(&self, document: &Document, picture: Option<&Picture>) -> Result<String, TemplateProblem> {
        let scene = self.scene;
        match (document.kind, document.state, document.place) {
            (Kind::Communication, Some(state), _) => {
                self.fill(document, &scene.communication(state, picture))
            }
            (Kind::Checklist, Some(state), _) => self.fill(document, &scene.checklist(state)),
            (Kind::Municipality, Some(state), Some(place)) => {
                self.fill(document, &scene.municipality(state, place))
            }
            _ => self.fill(document, &scene.overview()),
        }
    }

    /// The files of a document in the wanted forms, as (path, bytes); those of its picture come last.
    pub fn files(
        &self,
        document: &Document,
        forms: &BTreeSet<Form>,
    ) -> Result<Vec<(String, Vec<u8>)>, TemplateProblem> {
        let picture = match (document.kind, document.state) {
            (Kind::Communication, Some(state)) => self.scene.picture(state),
            _ => None,
        };
        let markdown = self.markdown(document, picture.as_ref())?;
        let mut files = Vec::new();
        let drawn =
            picture.as_ref().map(|picture| (format!("{}.svg", self.scene.picture_name()), svg::svg(picture)));
        if forms.contains(&Form::Html) {
            let home = "../".repeat(document.stem.matches('/').count()) + "index.html";
            let inside = |address: &str| {
                drawn.as_ref().filter(|(name, _)| name == address).map(|(_, svg)| in_page(svg))
            };
            let frame = Frame { language: self.scene.language, home: &home, picture: &inside };
            let page = html::page(&tree::parse(&markdown), &frame, self.templates)?;
            files.push((format!("{}.html", document.stem), page.into_bytes()));
        }
        if forms.contains(&Form::Markdown) {
            files.push((format!("{}.md", document.stem), markdown.into_bytes()));
        }
        if let (Some(picture), Some((name, svg))) = (&picture, drawn) {
            let folder = document.stem.rsplit_once('/').map_or("", |(folder, _)| folder);
            let stem = name.trim_end_matches(".svg");
            files.push((format!("{folder}/{stem}.svg"), svg.into_bytes()));
            files.push((format!("{folder}/{stem}.dot"), dot::dot(picture).into_bytes()));
            files.push((format!("{folder}/{stem}.mmd"), mermaid::mermaid(picture).into_bytes()));
        }
        Ok(files)
    }

    fn fill(&self, document: &Document, view: &impl Serialize) -> Result<String, TemplateProblem> {
        self.templates.markdown(document.kind.template(), self.scene.language, view)
    }
}

/// A picture without what only a file of its own needs.
fn in_page(svg: &str) -> String {
    match svg.find("<svg") {
        Some(start) => svg.get(start..).unwrap_or(svg).to_owned(),
        None => svg.to_owned(),
    }
}
