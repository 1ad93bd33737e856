//! A document in the wanted forms: view, Markdown, tree, and from the tree everything else.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use minijinja::context;
use minijinja::value::Value;
use serde::Serialize;

use super::form::Form;
use super::html::{self, Frame};
use super::sections::Sections;
use super::template::{TemplateProblem, Templates};
use super::{bpmn, dot, mermaid, spreadsheet, svg, tables};
use super::{prose, tree};
use crate::key::slug;
use crate::text::Words;
use crate::view::document::{Document, Kind};
use crate::view::documents;
use crate::view::graph::Picture;
use crate::view::scene::Scene;
use crate::view::start;

/// Makes the documents of one run, one at a time.
#[derive(Debug)]
pub struct Pages<'p> {
    scene: &'p Scene<'p>,
    templates: &'p Templates,
    sections: Sections,
}

impl<'p> Pages<'p> {
    /// The documents of a scene, by these templates.
    pub fn new(scene: &'p Scene<'p>, templates: &'p Templates) -> Self {
        Self { scene, templates, sections: Sections::default() }
    }

    /// What the template of a document sees.
    pub fn view(&self, document: &Document, pictures: &[(String, Picture)]) -> Value {
        let scene = self.scene;
        let notes = documents::notes(scene, document);
        let notes: Vec<Vec<Value>> = notes
            .into_iter()
            .map(|text| prose::lines(text).into_iter().map(Value::from_safe_string).collect())
            .filter(|lines: &Vec<Value>| !lines.is_empty())
            .collect();
        context! { notes => notes, ..document.view(scene, pictures) }
    }

    /// The files of a document in the wanted forms, as (path, bytes); those of its pictures come last.
    pub fn files(
        &self,
        document: &Document,
        forms: &BTreeSet<Form>,
    ) -> Result<Vec<(String, Vec<u8>)>, TemplateProblem> {
        let pictures = document.pictures(self.scene);
        let view = self.view(document, &pictures);
        let name = document.kind.id;
        let mut markdown = self.templates.markdown(name, self.scene.language, &view)?;
        if self.scene.internal && document.kind.persons {
            markdown = self.marked(&markdown);
        }
        let drawn: Vec<(&str, String)> =
            pictures.iter().map(|(name, picture)| (name.as_str(), svg::svg(picture))).collect();
        let inside = |address: &str| {
            let name = address.strip_suffix(".svg")?;
            drawn.iter().find(|(other, _)| *other == name).map(|(_, svg)| svg.clone())
        };
        let mut files = self.written((&document.stem, Some(document.kind)), markdown, forms, &inside)?;
        let folder = document.stem.rsplit_once('/').map_or("", |(folder, _)| folder);
        for ((name, picture), (_, svg)) in pictures.iter().zip(drawn) {
            files.push((format!("{folder}/{name}.svg"), svg.into_bytes()));
            files.push((format!("{folder}/{name}.dot"), dot::dot(picture).into_bytes()));
            files.push((format!("{folder}/{name}.mmd"), mermaid::mermaid(picture).into_bytes()));
            files.push((format!("{folder}/{name}.bpmn"), bpmn::bpmn(picture).into_bytes()));
        }
        Ok(files)
    }

    /// With a mark below the title that this stays in the house; also where the template is the user's own.
    fn marked(&self, markdown: &str) -> String {
        let mark = Words::new(
            "> **Nur für den internen Gebrauch.** Hier stehen Namen von Personen. Bitte nicht weitergeben.",
            "> **For internal use only.** Persons are named here. Please do not pass on.",
        )
        .get(self.scene.language);
        match markdown.split_once("\n\n").filter(|(title, _)| title.starts_with("# ")) {
            Some((title, rest)) => format!("{title}\n\n{mark}\n\n{rest}"),
            None => format!("{mark}\n\n{markdown}"),
        }
    }

    /// A report that is no document of the workspace, in the wanted forms; `template` is the name of its template.
    pub fn report(
        &self,
        (stem, template): (&str, &str),
        view: &impl Serialize,
        forms: &BTreeSet<Form>,
    ) -> Result<Vec<(String, Vec<u8>)>, TemplateProblem> {
        let markdown = self.templates.markdown(template, self.scene.language, view)?;
        self.written((stem, None), markdown, forms, &|_| None)
    }

    /// Markdown in the wanted forms; what is no document of a kind has no overview to lead back to.
    fn written(
        &self,
        (stem, kind): (&str, Option<&Kind>),
        markdown: String,
        forms: &BTreeSet<Form>,
        picture: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Vec<(String, Vec<u8>)>, TemplateProblem> {
        let sections = self.sections.parse(&markdown);
        // Only the other forms need the tree in one piece.
        let tree = OnceCell::new();
        let tree = || -> &[tree::Block] { tree.get_or_init(|| sections.blocks()) };
        let mut files = Vec::new();
        if forms.contains(&Form::Html) {
            let back = || "../".repeat(stem.matches('/').count()) + "index.html";
            let home = kind.map(|_| back()).unwrap_or_default();
            let search = kind == Some(&start::DOCUMENT);
            let frame = Frame { language: self.scene.language, home: &home, search, picture };
            let page = html::page(&sections, &frame, self.templates)?;
            files.push((format!("{stem}.html"), page.into_bytes()));
        }
        #[cfg(feature = "office")]
        if forms.contains(&Form::Odt) {
            let day = crate::time::iso(self.scene.on);
            let frame = super::odt::Frame { language: self.scene.language, day: &day, picture };
            files.push((format!("{stem}.odt"), made(stem, super::odt::file(tree(), &frame))?));
        }
        if forms.iter().any(|form| form.holds_tables_only()) {
            files.extend(self.tables(stem, tree(), forms)?);
        }
        #[cfg(feature = "pdf")]
        if forms.contains(&Form::Pdf) {
            let frame =
                super::pdf::Frame { name: stem, language: self.scene.language, day: self.scene.on, picture };
            let bytes = super::pdf::file(tree(), &frame)?;
            files.push((format!("{stem}.pdf"), bytes));
        }
        if forms.contains(&Form::Markdown) {
            files.push((format!("{stem}.md"), markdown.into_bytes()));
        }
        Ok(files)
    }

    /// The tables of a document; nothing where it has none. CSV holds one table a file, so they get a folder.
    #[cfg_attr(not(feature = "office"), expect(clippy::unnecessary_wraps, reason = "office files may fail"))]
    fn tables(
        &self,
        stem: &str,
        tree: &[tree::Block],
        forms: &BTreeSet<Form>,
    ) -> Result<Vec<(String, Vec<u8>)>, TemplateProblem> {
        let origin = tables::Origin { stem, language: self.scene.language, day: self.scene.on };
        let sheets = tables::sheets(tree, &origin);
        let mut files = Vec::new();
        if sheets.is_empty() {
            return Ok(files);
        }
        #[cfg(feature = "office")]
        {
            if forms.contains(&Form::Ods) {
                files.push((format!("{stem}.ods"), made(stem, spreadsheet::ods::ods(&sheets))?));
            }
            if forms.contains(&Form::Xlsx) {
                files.push((format!("{stem}.xlsx"), made(stem, spreadsheet::xlsx::xlsx(&sheets))?));
            }
        }
        if forms.contains(&Form::Csv) {
            let wide = sheets.len().to_string().len();
            for ((at, sheet), name) in (1..).zip(&sheets).zip(spreadsheet::tabs(&sheets)) {
                let path = format!("{stem}/{at:0wide$}-{}.csv", slug(&name));
                files.push((path, spreadsheet::csv::csv(sheet).into_bytes()));
            }
        }
        Ok(files)
    }
}

#[cfg(feature = "office")]
fn made(stem: &str, bytes: Result<Vec<u8>, std::io::Error>) -> Result<Vec<u8>, TemplateProblem> {
    bytes.map_err(|error| TemplateProblem {
        file: stem.to_owned(),
        line: None,
        message: crate::text::Text::same(error.to_string()),
    })
}
