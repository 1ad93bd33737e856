//! The whole country, measured in one run and told as ratios: bare TOML parsing of the same bytes is 1.
//!
//! `cargo bench` builds the made-up country in memory, checks each result before it is timed, and prints a table for
//! `docs/performance.md`. Times are the best of several runs; only ratios are worth keeping.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a benchmark talks and fails by panicking"
)]

mod country;

use std::time::{Duration, Instant};

use country::{COUNTRY, Shape, files};
use lotse::config;
use lotse::source::Sources;
use lotse::time::Date;
use lotse::workspace::{Texts, Workspace};

const RUNS: usize = 5;
const ON: Date = Date::constant(2027, 1, 1);

fn main() {
    let one = measure("one country", COUNTRY);
    let file_per_state = measure("one file per state", Shape { split: false, ..COUNTRY });
    println!("\n| what | × bare parsing |\n| --- | --- |");
    for (name, times) in [("", &one), (", one file per state", &file_per_state)] {
        for (what, time) in &times.parts {
            println!("| {what}{name} | {:.2} |", time.as_secs_f64() / times.bare.as_secs_f64());
        }
    }
}

struct Times {
    bare: Duration,
    parts: Vec<(&'static str, Duration)>,
}

fn measure(name: &str, shape: Shape) -> Times {
    let texts = files(shape);
    let bytes: usize = texts.iter().map(|(_, text)| text.len()).sum();
    println!("{name}: {} files, {} kB", texts.len(), bytes / 1000);
    let bare = best(|| {
        texts.iter().map(|(_, text)| toml::de::DeTable::parse(text).unwrap().get_ref().len()).sum::<usize>()
            > 0
    });
    let sources = Sources::new(texts.clone());
    let ids: Vec<_> = sources.iter().map(|(id, _)| id).collect();
    let read = best(|| config::read(&sources, ids.iter().copied()).1.is_empty());
    let whole = best(|| {
        let workspace = Workspace::read(Texts { files: texts.clone(), ..Texts::default() });
        let table = workspace.table();
        let judgement = workspace.judge(&table, ON);
        assert_eq!(table.places().units().len(), shape.municipalities, "every municipality is routed");
        judgement.gaps.is_empty() && judgement.found.len() > 10
    });
    let workspace = Workspace::read(Texts { files: texts.clone(), ..Texts::default() });
    let routing = best(|| workspace.table().rows().len() >= shape.services * 16);
    let table = workspace.table();
    let rules = best(|| workspace.judge(&table, ON).gaps.is_empty());
    let last = *ids.last().unwrap();
    let one_file = best(|| config::read_file(last, sources.get(last)).1.is_empty());
    for (what, time) in [
        ("bare parsing", bare),
        ("reading", read),
        ("check, whole", whole),
        ("routing", routing),
        ("rules", rules),
    ] {
        println!("  {what}: {:.1} ms", time.as_secs_f64() * 1e3);
    }
    Times {
        bare,
        parts: vec![
            ("reading with all checks of form", read),
            ("check, whole (reading, resolving, routing, rules)", whole),
            ("routing alone", routing),
            ("rules alone", rules),
            ("reading one changed file again", one_file),
        ],
    }
}

/// The best of several runs; the result is checked each time.
fn best(run: impl Fn() -> bool) -> Duration {
    (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            assert!(run(), "the result is not what it should be");
            start.elapsed()
        })
        .min()
        .unwrap()
}
