//! Checklists: steps ticked and open, of a Kommune and of a state.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::super::facts::Aspect;
use super::blocks::{Block, part, parts, tables};
use super::duties::step;
use super::{Claims, gaps, words};

/// A step as a checklist tells it.
struct Step {
    task: String,
    is_done: bool,
    is_optional: bool,
    /// "0 von 8 Kommunen": how many of how many, and of what.
    figure: Option<((usize, usize), String)>,
    /// The Kommunen that it still waits for.
    waits_for: Vec<String>,
}

/// The ids of all tasks, by what people call them.
pub fn tasks() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/plans");
    let mut tasks = BTreeMap::new();
    for file in fs::read_dir(folder).unwrap() {
        let list: toml::Table = fs::read_to_string(file.unwrap().path()).unwrap().parse().unwrap();
        for task in list["task"].as_array().unwrap() {
            let title = task["title"]["de"].as_str().unwrap().to_owned();
            let before = tasks.insert(title.clone(), task["id"].as_str().unwrap().to_owned());
            assert_eq!(before, None, "two tasks are called {title:?}");
        }
    }
    tasks
}

/// The claims of a Kommune's checklist.
pub fn read_place(claims: &mut Claims<'_>, blocks: &[Block]) {
    let (mut done, mut all) = (0, 0);
    let tasks = tasks();
    for (heading, below) in parts(blocks, 2) {
        for found in steps(claims, &tasks, &below) {
            let service = service_of(claims, &heading.text, "Für alle Onlinedienste");
            claims.say(service.as_deref(), step(&found.task), word(found.is_done));
            if !found.is_optional {
                all += 1;
                done += usize::from(found.is_done);
            }
        }
    }
    let told = blocks.iter().find_map(|block| match block {
        Block::Paragraph(text) => words::steps(&text.text),
        _ => None,
    });
    claims.say(None, Aspect::Steps(None), told.expect("a checklist says how many steps are done"));
    claims.say(None, Aspect::Steps(None), format!("{done}/{all}"));
    claims.say(None, step("*"), if done == all { "all" } else { "open" });
}

/// The claims of a state's checklist.
pub fn read_state(claims: &mut Claims<'_>, blocks: &[Block]) {
    let tasks = tasks();
    let (mut done, mut all) = (0, 0);
    for (head, rows) in tables(&parts(blocks, 2)[0].1) {
        assert_eq!(head, ["Phase", "erledigt", "von"], "the table of phases");
        for row in rows {
            done += row[1].parse::<usize>().unwrap();
            all += row[2].parse::<usize>().unwrap();
        }
    }
    claims.say(None, Aspect::Steps(None), format!("{done}/{all}"));
    for (heading, below) in parts(blocks, 2) {
        for found in steps(claims, &tasks, &below) {
            let service = service_of(claims, &heading.text, "Im ganzen Land");
            let service = service.as_deref();
            for place in &found.waits_for {
                claims.say_of(Some(place), service, step(&found.task), "open");
            }
            match &found.figure {
                Some(((have, of), unit)) if unit == "Kommunen" || unit == "Kommune" => {
                    claims.say(service, step(&format!("figure:{}", found.task)), format!("{have}/{of}"));
                    assert_eq!(found.is_done, have == of, "a tick of {} for {have} of {of}", found.task);
                }
                _ => claims.say(service, step(&found.task), word(found.is_done)),
            }
        }
    }
    gaps::boxes(claims, part(blocks, "Was fehlt").as_deref());
}

const fn word(is_done: bool) -> &'static str {
    if is_done { "done" } else { "open" }
}

fn service_of(claims: &Claims<'_>, heading: &str, all: &str) -> Option<String> {
    if heading == all {
        return None;
    }
    let service = claims.names.services.get(heading);
    Some(service.unwrap_or_else(|| panic!("steps below no service: {heading:?}")).clone())
}

fn steps(claims: &Claims<'_>, tasks: &BTreeMap<String, String>, below: &[Block]) -> Vec<Step> {
    let ticked = below.iter().filter_map(|block| match block {
        Block::Item(Some(is_done), text) => Some((*is_done, text.text.as_str())),
        _ => None,
    });
    ticked
        .map(|(is_done, text)| {
            let titles = tasks.iter().filter(|(title, _)| {
                text.strip_prefix(title.as_str()).is_some_and(|rest| rest.starts_with(" ("))
            });
            let (title, task) = titles
                .max_by_key(|(title, _)| title.len())
                .unwrap_or_else(|| panic!("no step of a known name: {text:?}"));
            let (who, rest) = text[title.len() + 2..].split_once(')').expect("somebody does a step");
            let told = rest.strip_prefix(": ").and_then(words::of);
            let unit = |rest: &str| {
                rest.split_whitespace()
                    .next()
                    .unwrap_or_default()
                    .trim_end_matches([',', '.', ':'])
                    .to_owned()
            };
            let waiting = rest.split_once("Noch nicht: ").map(|(_, names)| names);
            let waiting = words::found(waiting.unwrap_or_default(), &claims.names.kommunen);
            Step {
                task: task.clone(),
                is_done,
                is_optional: who.contains("freiwillig"),
                figure: told.map(|(figure, rest)| (figure, unit(rest))),
                waits_for: waiting.into_iter().map(|(_, key)| key.to_owned()).collect(),
            }
        })
        .collect()
}
