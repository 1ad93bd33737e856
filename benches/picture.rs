//! The layout of the picture beside Graphviz `dot`, on the same graphs in one run, told as ratios.
//!
//! `cargo bench --bench picture` makes graphs of 50, 500 and 5,000 boxes as support structures have them (five levels, hand-overs
//! mostly to somebody near, some past a level, some back up), lays them out, writes a plain SVG, and gives the same
//! boxes, ranks and lines to `dot -Tsvg`, a child process. Crossings are counted on both in the same way: lines as
//! polygons (dot's splines from `dot -Tplain` cut into eight pieces each), every place where two of them cross, pairs that
//! share a box left out. Times are those for which a processor worked, where the system tells, else of the clock; means of
//! many runs. Once more for ours as it is drawn, where lines to one box share their way and count once.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a benchmark talks and fails by panicking"
)]

mod graphs;

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use graphs::{Graph, Line, crossings, graph, splines};
use lotse::layout::{Layout, Spacing, layout};

/// So long dot may take; then the ratio is "at least".
const PATIENCE: Duration = Duration::from_mins(15);

fn main() {
    let only: Option<usize> = std::env::args().skip(1).find_map(|word| word.parse().ok());
    println!(
        "| boxes | lines | ours, ms | dot, ms | dot / ours | ours, layout alone, ms | crossings ours | as drawn | dot | ours / dot |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    for size in [50, 500, 5000].into_iter().filter(|size| only.is_none_or(|only| only == *size)) {
        row(&graph(size));
    }
}

fn row(graph: &Graph) {
    let runs = u32::try_from(50_000 / graph.boxes.len()).unwrap();
    let (alone, found) = mean(runs, || layout(&graph.boxes, &graph.links, Spacing::default()));
    assert_eq!(found.wires.iter().map(|wire| wire.links.len()).sum::<usize>(), graph.links.len());
    let (whole, svg) = mean(runs, || svg(&layout(&graph.boxes, &graph.links, Spacing::default())));
    assert!(svg.len() > graph.boxes.len() * 40);
    let (ours, drawn) = (crossings(&own_lines(graph, &found)), u32::try_from(found.crossings()).unwrap());
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    let (dot_time, ratio, dot_crossings) = match dot_time(graph) {
        None => ("absent".to_owned(), String::new(), None),
        Some((time, is_killed)) => {
            // One that was killed would have taken longer.
            let least = if is_killed { "≥ " } else { "" };
            let plain = if graph.boxes.len() < 1000 { dot(graph, "-Tplain") } else { None };
            let count = plain.map(|(_, text)| crossings(&splines(graph, &text)));
            let ratio = time.as_secs_f64() / whole.as_secs_f64();
            (format!("{least}{:.0}", ms(time)), format!("{least}{ratio:.0}"), count)
        }
    };
    let compared = dot_crossings.map_or_else(String::new, |dot| {
        format!("{:.2}; as drawn {:.2}", f64::from(ours) / f64::from(dot), f64::from(drawn) / f64::from(dot))
    });
    let dot_crossings = dot_crossings.map_or_else(|| "not counted".to_owned(), |count| count.to_string());
    println!(
        "| {} | {} | {:.1} | {dot_time} | {ratio} | {:.1} | {ours} | {drawn} | {dot_crossings} | {compared} |",
        graph.boxes.len(),
        graph.links.len(),
        ms(whole),
        ms(alone)
    );
}

/// The mean of several runs.
fn mean<T>(runs: u32, run: impl Fn() -> T) -> (Duration, T) {
    let start = (Instant::now(), own_time());
    let made: T = (0..runs).map(|_| run()).last().unwrap();
    let wall = start.0.elapsed();
    (own_time().zip(start.1).map_or(wall, |(now, then)| now.saturating_sub(then)) / runs, made)
}

/// The time that this thread has had a processor, where the system tells; others may keep the machine busy.
fn own_time() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// The time that finished child processes have had a processor, in steps of 10 ms.
fn child_time() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields = text.rsplit(')').next()?.split_whitespace();
    let ticks: u64 = fields.skip(13).take(2).filter_map(|word| word.parse::<u64>().ok()).sum();
    Some(Duration::from_millis(ticks * 10))
}

/// A plain SVG of a layout, comparable with what dot writes.
fn svg(layout: &Layout) -> String {
    let mut out = format!("<svg width=\"{}\" height=\"{}\">\n", layout.width, layout.height);
    for (at, one) in layout.boxes.iter().enumerate() {
        let (x, y, width, height) = (one.x, one.y, one.width, one.height);
        let _ = writeln!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/><text x=\"{x}\" y=\"{y}\">{at}</text>"
        );
    }
    for way in layout.wires.iter().flat_map(|wire| &wire.ways) {
        out.push_str("<path d=\"M");
        for (x, y) in way {
            let _ = write!(out, "{x} {y} ");
        }
        out.push_str("\"/>\n");
    }
    out.push_str("</svg>\n");
    out
}

fn own_lines(graph: &Graph, layout: &Layout) -> Vec<Line> {
    let mut lines = Vec::new();
    for wire in &layout.wires {
        for (link, way) in wire.links.iter().zip(&wire.ways) {
            let link = &graph.links[*link];
            let points = way.iter().map(|(x, y)| (f64::from(*x), f64::from(*y))).collect();
            lines.push(Line { ends: (link.from, link.to), points });
        }
    }
    lines
}

/// The mean of several runs of dot, and whether it was killed.
fn dot_time(graph: &Graph) -> Option<(Duration, bool)> {
    let times = u32::try_from((5000 / graph.boxes.len()).min(20)).unwrap();
    let start = (Instant::now(), child_time());
    for _ in 0..times {
        dot(graph, "-Tsvg")?;
    }
    let wall = start.0.elapsed();
    let used = child_time().zip(start.1).map_or(wall, |(now, then)| now.saturating_sub(then));
    Some((used / times, wall >= PATIENCE))
}

/// Runs dot; its time and what it wrote. None if there is no dot.
fn dot(graph: &Graph, form: &str) -> Option<(Duration, String)> {
    let start = Instant::now();
    let mut child =
        Command::new("dot").arg(form).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
    child.stdin.take().unwrap().write_all(graph.dot().as_bytes()).unwrap();
    let mut pipe = child.stdout.take().unwrap();
    let reader = std::thread::spawn(move || {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut pipe, &mut text).unwrap();
        text
    });
    wait(&mut child, start);
    Some((start.elapsed().min(PATIENCE), reader.join().unwrap()))
}

fn wait(child: &mut Child, start: Instant) {
    while child.try_wait().unwrap().is_none() {
        if start.elapsed() >= PATIENCE {
            child.kill().unwrap();
            child.wait().unwrap();
            return;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}
