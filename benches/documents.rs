//! The pages of municipalities in every form, on one thread, beside Pandoc, the `typst` program and the page generator Hugo
//! on the same texts where they are installed. Each document is looked into before its time counts; the table is for `docs/performance.md`.
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
use std::fmt::Write as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use country::{COUNTRY, files};
use lotse::cli::threads::Threads;
use lotse::render::form::Form;
use lotse::render::pages::Pages;
use lotse::render::template::Templates;
use lotse::text::Language;
use lotse::time::Date;
use lotse::view::document::{Document, Kind};
use lotse::view::documents::Selection;
use lotse::view::scene::Scene;
use lotse::view::{municipality, place_checklist};
use lotse::work::Workers;
use lotse::workspace::{Texts, Workspace};

const ON: Date = Date::constant(2027, 1, 1);
/// So many pages of each kind, spread over the country.
const PAGES: usize = 400;
/// Programs of others start anew for each page; a few tell enough.
const OTHERS: usize = 10;

fn main() {
    let workspace =
        Workspace::read_with(Texts { files: files(COUNTRY), ..Texts::default() }, &lotse::work::Alone);
    let table = workspace.table();
    let judgement = workspace.judge(&table, ON);
    let scene = Scene::new(&workspace, &table, &judgement, ON, Language::De);
    let templates = Templates::new(&[]);
    let pages = Pages::new(&scene, &templates);
    let all = lotse::view::documents::documents(&scene, &Selection::default());
    let of = |kind: &Kind| {
        let every: Vec<&Document> = all.iter().filter(|document| document.kind == kind).collect();
        let step = (every.len() / PAGES).max(1);
        every.into_iter().step_by(step).take(PAGES).collect::<Vec<_>>()
    };
    println!("| form | kind | ms each | kB each |\n| --- | --- | --- | --- |");
    let mut texts = Vec::new();
    for kind in [&municipality::DOCUMENT, &place_checklist::DOCUMENT] {
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
                    if form == Form::Markdown {
                        texts.push(content);
                    }
                }
            }
            let each = begin.elapsed().as_secs_f64() * 1e3 / documents.len() as f64;
            let size = bytes as f64 / 1e3 / documents.len() as f64;
            println!("| {} | {} | {each:.2} | {size:.0} |", form.ending(), kind.name.de);
        }
    }
    let local: Vec<&Document> = all
        .iter()
        .filter(|document| ["municipality", "place-checklist"].contains(&document.kind.id))
        .collect();
    let forms = BTreeSet::from([Form::Markdown, Form::Html]);
    let begin = Instant::now();
    // Counted and dropped, as a run drops what it has written.
    let made = Threads::new().map(&local, |document| pages.files(document, &forms).unwrap().len());
    let time = begin.elapsed().as_secs_f64();
    let made: usize = made.into_iter().sum();
    println!("\n{made} files in HTML and Markdown on all processors: {:.0} a second", made as f64 / time);
    println!("\n| program | ms each, with its start |\n| --- | --- |");
    let told = |what: &str, time: Option<Duration>| match time {
        Some(time) => println!("| {what} | {:.2} |", time.as_secs_f64() * 1e3),
        None => println!("| {what} | not installed |"),
    };
    let few = &texts[..OTHERS.min(texts.len())];
    told(
        "pandoc to html",
        others("pandoc", &["-f", "gfm", "-t", "html", "-s", "--metadata", "title=x"], few, "html"),
    );
    told("pandoc to odt", others("pandoc", &["-f", "gfm", "-t", "odt"], few, "odt"));
    told("typst to pdf, the same words as plain paragraphs", typst(few));
    told("hugo to html, all at once, on all processors", hugo(&texts));
}

/// What another program takes for one page, which begins as a text in Markdown.
fn others(program: &str, arguments: &[&str], texts: &[Vec<u8>], ending: &str) -> Option<Duration> {
    let folder = tempfile::Builder::new().prefix("lotse-").tempdir().unwrap();
    let begin = Instant::now();
    for (at, text) in texts.iter().enumerate() {
        let source = folder.path().join(format!("{at}.md"));
        std::fs::write(&source, text).unwrap();
        let made = folder.path().join(format!("{at}.{ending}"));
        run(Command::new(program).args(arguments).arg("-o").arg(&made).arg(&source))?;
        assert!(made.exists(), "{program} writes a page");
    }
    Some(begin.elapsed() / u32::try_from(texts.len()).unwrap())
}

/// What the `typst` program takes for the words of one page, line by line as plain paragraphs: no tables, lists or links.
fn typst(texts: &[Vec<u8>]) -> Option<Duration> {
    let folder = tempfile::Builder::new().prefix("lotse-").tempdir().unwrap();
    let mut time = Duration::ZERO;
    for (at, text) in texts.iter().enumerate() {
        let [page, made] = ["typ", "pdf"].map(|end| folder.path().join(format!("{at}.{end}")));
        let mut words = String::new();
        for line in std::str::from_utf8(text).unwrap().lines().filter(|line| !line.is_empty()) {
            writeln!(words, "#par({})", serde_json::to_string(line).unwrap()).unwrap();
        }
        std::fs::write(&page, words).unwrap();
        let begin = Instant::now();
        run(Command::new("typst").arg("compile").arg(&page).arg(&made))?;
        time += begin.elapsed();
        assert!(made.exists(), "typst writes a page");
    }
    Some(time / u32::try_from(texts.len()).unwrap())
}

/// What a page generator takes for one page, when it makes all of them in one run.
fn hugo(texts: &[Vec<u8>]) -> Option<Duration> {
    let folder = tempfile::Builder::new().prefix("lotse-").tempdir().unwrap();
    let write = |path: &str, text: &[u8]| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    // The name that old and new versions know.
    write("config.toml", b"baseURL = \"https://pages.example/\"\ntitle = \"x\"\ndisableKinds = [\"taxonomy\", \"term\", \"RSS\", \"sitemap\"]\n");
    let layout =
        b"<!doctype html><html lang=de><title>{{ .Title }}</title><body>{{ .Content }}</body></html>";
    write("layouts/_default/single.html", layout);
    write("layouts/_default/list.html", layout);
    for (at, text) in texts.iter().enumerate() {
        write(&format!("content/{at}.md"), text);
    }
    let begin = Instant::now();
    run(Command::new("hugo").arg("--source").arg(folder.path()))?;
    let time = begin.elapsed();
    let last = folder.path().join(format!("public/{}/index.html", texts.len() - 1));
    assert!(last.exists(), "hugo writes pages");
    Some(time / u32::try_from(texts.len()).unwrap())
}

/// Runs a program to its end; nothing where there is none of that name.
fn run(command: &mut Command) -> Option<()> {
    let output = command.stdout(Stdio::null()).stderr(Stdio::piped()).output().ok()?;
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    Some(())
}
