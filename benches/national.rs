//! The whole country, measured in one run and told as ratios: bare TOML parsing of the same bytes is 1.
//!
//! `cargo bench --bench national` writes the made-up country into a temporary folder and goes the way of `lotse check`:
//! the same functions on the same number of threads, beginning with the files. Each result is checked before its time
//! counts. Times are the best of several runs; only ratios are worth keeping. The table is for `docs/performance.md`.
//!
//! `-- --quick` makes a small country and one run: it shows that all results are right, and its times mean nothing.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a benchmark talks and fails by panicking"
)]

mod country;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use country::{COUNTRY, Shape, files, memory};
use lotse::cli::threads::Threads;
use lotse::cli::{Session, input};
use lotse::config::{self, Kept};
use lotse::diagnostic::Severity;
use lotse::time::Date;
use lotse::work::{Alone, Workers};
use lotse::workspace::{Texts, Workspace};

const ON: Date = Date::constant(2027, 1, 1);

fn main() {
    let quick = std::env::args().any(|argument| argument == "--quick");
    let (country, runs) = if quick {
        (Shape { districts: 32, municipalities: 160, services: 6, split: true }, 1)
    } else {
        (COUNTRY, 7)
    };
    let together = Shape { split: false, ..country };
    let one = measure("one file per municipality", country, runs);
    let states = measure("one file per state", together, runs);
    println!("\n| what | one file per municipality | one file per state |\n| --- | --- | --- |");
    for ((what, first), (_, second)) in one.iter().zip(&states) {
        println!("| {what} | {first:.2} | {second:.2} |");
    }
    growth(country, runs.min(5));
}

/// The same check of ten times as much, by turns with that of the country, so that a slow minute strikes both.
///
/// Ten times as much in a file would measure single files of 12 MB; ten times the files is what a country would bring.
fn growth(country: Shape, runs: usize) {
    let shapes = [country, country.times(10)];
    let folders = shapes.map(|_| tempfile::Builder::new().prefix("lotse-").tempdir().unwrap());
    let written = [0, 1].map(|at| {
        let texts = write(folders[at].path(), shapes[at]);
        (texts.len(), texts.iter().map(String::len).sum::<usize>())
    });
    let [(_, small), (files, bytes)] = written;
    println!("\nten times the country: {files} files, {} kB", bytes / 1000);
    // Processes first, while this one is small itself.
    let [process, process_ten] = by_turns(runs, |at| memory::time_of_check(folders[at].path(), "2027-01-01"));
    let threads = Threads::new();
    let expected = [0, 1].map(|at| check(folders[at].path(), &Alone, shapes[at]).1);
    let [one, ten] = by_turns(runs, |at| {
        let (time, counts) = check(folders[at].path(), &threads, shapes[at]);
        assert_eq!(counts, expected[at], "the result is not what it should be");
        time
    });
    for (what, time) in [
        ("check of the country", one),
        ("check of ten times the country", ten),
        ("the country, as a process of its own from start to end", process),
        ("ten times the country, as a process of its own", process_ten),
    ] {
        println!("  {:>8.1} ms  {what}", time.as_secs_f64() * 1e3);
    }
    println!(
        "\n| ten times the country | × the country |\n| --- | --- |\n| bytes | {:.2} |\n| check, whole | {:.2} |\n| check, as a process of its own | {:.2} |",
        ratio(bytes, small),
        ten.as_secs_f64() / one.as_secs_f64(),
        process_ten.as_secs_f64() / process.as_secs_f64()
    );
}

/// Each measure as a part of bare parsing; the last is memory as a part of the input.
fn measure(name: &str, shape: Shape, runs: usize) -> Vec<(&'static str, f64)> {
    let folder = tempfile::Builder::new().prefix("lotse-").tempdir().unwrap();
    let texts = write(folder.path(), shape);
    let bytes: usize = texts.iter().map(String::len).sum();
    let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    println!("\n{name}: {} files, {} kB, {processors} processors", texts.len(), bytes / 1000);
    let threads = Threads::new();
    let (_, expected) = check(folder.path(), &Alone, shape);
    let right = |(time, counts): (Duration, [usize; 4])| {
        assert_eq!(counts, expected, "the result is not what it should be");
        time
    };
    let [bare, whole, alone, process] = by_turns(runs, |what| match what {
        0 => bare_parsing(&texts),
        1 => right(check(folder.path(), &threads, shape)),
        2 => right(check(folder.path(), &Alone, shape)),
        _ => memory::time_of_check(folder.path(), "2027-01-01"),
    });
    drop(texts);
    let workspace = load(folder.path());
    let ids: Vec<_> =
        workspace.sources.iter().map(|(id, _)| id).filter(|id| is_of_state(&workspace, *id)).collect();
    let read = best(runs, || config::read(&workspace.sources, &ids, &threads).1.is_empty());
    let routing = best(runs, || workspace.table_with(&threads).rows().len() >= shape.services * 16);
    let routing_alone = best(runs, || workspace.table().rows().len() >= shape.services * 16);
    let table = workspace.table();
    let rules = best(runs, || workspace.judge_with(&table, ON, &threads).gaps.is_empty());
    let again = recheck(folder.path(), runs, &expected);
    let memory = memory::peak_of_check(folder.path(), "2027-01-01");
    let times = [
        ("check, whole, as the command does it", whole),
        ("check, whole, on one thread", alone),
        ("lotse check as a process of its own, from start to end", process),
        ("reading the texts with all checks of form", read),
        ("routing", routing),
        ("routing on one thread", routing_alone),
        ("rules", rules),
        ("check again in the same process after one file changed", again),
    ];
    println!("  {:>8.1} ms  bare parsing", bare.as_secs_f64() * 1e3);
    for (what, time) in times {
        println!("  {:>8.1} ms  {what}", time.as_secs_f64() * 1e3);
    }
    let mut parts: Vec<_> =
        times.iter().map(|(what, time)| (*what, time.as_secs_f64() / bare.as_secs_f64())).collect();
    if let Some(peak) = memory {
        println!("  {:>8.1} MB  peak memory of the command", ratio(peak, 1_000_000));
        parts.push(("peak memory of the command, × the input", ratio(peak, bytes)));
    }
    parts
}

/// Writes the country; its texts come back.
fn write(folder: &Path, shape: Shape) -> Vec<String> {
    let write = |path: PathBuf, text: &str| {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write(folder.join("lotse.toml"), "format = 1\n");
    let files = files(shape);
    files
        .into_iter()
        .map(|(path, text)| {
            write(folder.join(path), &text);
            text
        })
        .collect()
}

/// How long it takes to parse all texts as bare TOML.
fn bare_parsing(texts: &[String]) -> Duration {
    best(1, || {
        texts.iter().map(|text| toml::de::DeTable::parse(text).unwrap().get_ref().len()).sum::<usize>() > 0
    })
}

fn load(folder: &Path) -> Workspace {
    Session { language: None, on: ON, minute: None }.load(&[folder.to_owned()]).unwrap().0
}

fn is_of_state(workspace: &Workspace, id: lotse::source::SourceId) -> bool {
    let path = workspace.sources.get(id).path();
    path != "lotse.toml" && !path.starts_with('<')
}

/// From the files to the findings, as the command does it: how long it takes, how many of each severity, and how many
/// rows. The clock stops when the findings are there: the command ends then, and gives back nothing piece by piece.
fn check(folder: &Path, workers: &impl Workers, shape: Shape) -> (Duration, [usize; 4]) {
    let start = Instant::now();
    let workspace = Session { language: None, on: ON, minute: None }
        .load_with(&[folder.to_owned()], workers)
        .unwrap()
        .workspace;
    let table = workspace.table_with(workers);
    let judgement = workspace.judge_with(&table, ON, workers);
    let time = start.elapsed();
    assert!(workspace.problems.is_empty(), "the files are in order: {:?}", workspace.problems.first());
    assert_eq!(table.places().units().len(), shape.municipalities, "every municipality is routed");
    assert!(judgement.gaps.is_empty(), "every cell has an owner");
    assert!(judgement.found.len() > 10, "the rules have something to say");
    let count = |severity| judgement.count(severity);
    (time, [count(Severity::Error), count(Severity::Warning), count(Severity::Note), table.rows().len()])
}

/// A check in a process that has read all files before, after one of them changed and its text was handed over.
fn recheck(folder: &Path, runs: usize, expected: &[usize; 4]) -> Duration {
    let threads = Threads::new();
    let files = input::Workspace::load(&[folder.to_owned()]).unwrap().files;
    let mut texts = Texts { files, ..Texts::default() };
    let mut kept = Kept::default();
    let at = texts.files.len() / 2;
    let mut times = Vec::new();
    for _ in 0..=runs {
        texts.files[at].1.push_str("# geprüft\n");
        let now = texts.clone();
        let start = Instant::now();
        let workspace = Workspace::read_keeping(now, &mut kept, &threads);
        let table = workspace.table_with(&threads);
        let judgement = workspace.judge_with(&table, ON, &threads);
        times.push(start.elapsed());
        assert!(workspace.problems.is_empty());
        assert_eq!(judgement.count(Severity::Warning), expected[1], "the same warnings as ever");
    }
    // The first time is that of reading everything.
    times.into_iter().skip(1).min().unwrap()
}

/// The best time of each of `N` things, which take turns, so that a slow minute of the machine strikes all of them.
fn by_turns<const N: usize>(runs: usize, once: impl Fn(usize) -> Duration) -> [Duration; N] {
    let rounds: Vec<[Duration; N]> = (0..runs).map(|_| std::array::from_fn(&once)).collect();
    std::array::from_fn(|at| rounds.iter().map(|times| times[at]).min().unwrap())
}

/// The best of several runs; the result is checked each time.
fn best(runs: usize, run: impl Fn() -> bool) -> Duration {
    let once = || {
        let start = Instant::now();
        assert!(run(), "the result is not what it should be");
        start.elapsed()
    };
    (0..runs).map(|_| once()).min().unwrap()
}

#[expect(clippy::cast_precision_loss, reason = "ratios are told with two digits")]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}
