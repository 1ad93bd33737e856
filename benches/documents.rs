//! The pages of municipalities in every form, on one thread, beside Pandoc and the `typst` program on the same texts where
//! they are installed. Each document is looked into before its time counts; the table is for `docs/performance.md`.
//!
//! `cargo bench --bench documents --features pdf` has PDF with it.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "a benchmark talks and fails by panicking; its numbers are small"
)]

#[expect(dead_code, reason = "another benchmark grows the country and measures memory")]
mod country;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use country::{COUNTRY, files};
use lotse::render::pages::{Form, Pages};
use lotse::render::template::Templates;
use lotse::text::Language;
use lotse::time::Date;
use lotse::view::documents::{Document, Kind, Selection};
use lotse::view::scene::Scene;
use lotse::workspace::{Texts, Workspace};

const ON: Date = Date::constant(2027, 1, 1);
/// So many pages of each kind, spread over the country.
const PAGES: usize = 400;
/// Programs of others start anew for each page; a few tell enough.
const OTHERS: usize = 10;

fn main() {
    let workspace = Workspace::read(Texts { files: files(COUNTRY), ..Texts::default() });
    let table = workspace.table();
    let judgement = workspace.judge(&table, ON);
    let scene = Scene::new(&workspace, &table, &judgement, ON, Language::De);
    let templates = Templates::new(&[]);
    let pages = Pages::new(&scene, &templates);
    let all = scene.documents(&Selection::default());
    let of = |kind: Kind| {
        let every: Vec<&Document> = all.iter().filter(|document| document.kind == kind).collect();
        let step = (every.len() / PAGES).max(1);
        every.into_iter().step_by(step).take(PAGES).collect::<Vec<_>>()
    };
    println!("| form | kind | ms each | kB each |\n| --- | --- | --- | --- |");
    let mut texts = Vec::new();
    for kind in [Kind::Municipality, Kind::PlaceChecklist] {
        let documents = of(kind);
        for form in Form::ALL.into_iter().filter(|form| form.built().is_ok()) {
            let forms = BTreeSet::from([form]);
            // The first page pays for what all share.
            let first = documents.first().unwrap();
            pages.files(first, &forms).unwrap();
            let begin = Instant::now();
            let mut bytes = 0;
            for document in &documents {
                for (_, content) in pages.files(document, &forms).unwrap() {
                    assert!(!content.is_empty());
                    bytes += content.len();
                    if form == Form::Markdown && texts.len() < OTHERS {
                        texts.push(content);
                    }
                }
            }
            let each = begin.elapsed().as_secs_f64() * 1e3 / documents.len() as f64;
            let size = bytes as f64 / 1e3 / documents.len() as f64;
            println!("| {} | {} | {each:.2} | {size:.0} |", form.ending(), kind.name().de);
        }
    }
    println!("\n| program | ms each, with its start |\n| --- | --- |");
    for (program, arguments) in [
        ("pandoc", &["-f", "gfm", "-t", "html", "-s", "--metadata", "title=x", "-o", "OUT.html"][..]),
        ("pandoc", &["-f", "gfm", "-t", "odt", "-o", "OUT.odt"][..]),
    ] {
        match others(program, arguments, &texts) {
            Some(time) => {
                let ending = arguments.last().and_then(|name| name.rsplit('.').next()).unwrap_or_default();
                println!("| {program} to {ending} | {:.1} |", time.as_secs_f64() * 1e3);
            }
            None => println!("| {program} | not installed |"),
        }
    }
}

/// What another program takes for one page.
fn others(program: &str, arguments: &[&str], texts: &[Vec<u8>]) -> Option<Duration> {
    let folder = tempfile::Builder::new().prefix("lotse-").tempdir().unwrap();
    let begin = Instant::now();
    for (at, text) in texts.iter().enumerate() {
        let source = folder.path().join(format!("{at}.md"));
        std::fs::write(&source, text).unwrap();
        let mut command = Command::new(program);
        for argument in arguments {
            command.arg(argument.replace("OUT", &folder.path().join(at.to_string()).display().to_string()));
        }
        let done = command.arg(&source).stdout(Stdio::null()).stderr(Stdio::null()).status().ok()?;
        assert!(done.success() && made(folder.path(), at), "{program} writes a page");
    }
    Some(begin.elapsed() / u32::try_from(texts.len()).unwrap())
}

fn made(folder: &Path, at: usize) -> bool {
    ["html", "odt"].iter().any(|ending| folder.join(format!("{at}.{ending}")).exists())
}
