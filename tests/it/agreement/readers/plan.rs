//! The plan as data and as a calendar: steps done and open of Kommunen, states and starts.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::facts::Aspect;
use super::Claims;
use super::duties::step;

/// Steps done, of so many.
type Figures<K> = BTreeMap<K, (usize, usize)>;

/// The claims of the plan as data.
pub fn read_json(claims: &mut Claims<'_>, plan: &Value) {
    let mut states: Figures<String> = BTreeMap::new();
    let mut places: Figures<(String, String)> = BTreeMap::new();
    let mut tasks: Figures<(String, Option<String>, String)> = BTreeMap::new();
    let mut shared: Figures<(String, Option<String>, String)> = BTreeMap::new();
    for row in plan["rows"].as_array().unwrap() {
        let text = |field: &str| row[field].as_str().map(str::to_owned);
        let (state, task) = (text("state").unwrap(), text("task").unwrap());
        let (service, place) = (text("service"), text("municipality"));
        let is_done = match row["status"]["status"]["code"].as_str().unwrap() {
            "done" => true,
            "open" => false,
            "not-applicable" => continue,
            other => panic!("no status: {other:?}"),
        };
        // A milestone is a day, not a step.
        let is_required = !row["optional"].as_bool().unwrap() && !row["milestone"].as_bool().unwrap();
        claims.state.clone_from(&state);
        if let Some(place) = &place {
            claims.say_of(
                Some(place),
                service.as_deref(),
                step(&task),
                if is_done { "done" } else { "open" },
            );
            count(&mut tasks, (state.clone(), service.clone(), task.clone()), is_done);
        } else {
            count(&mut shared, (state.clone(), service.clone(), task.clone()), is_done);
        }
        if is_required {
            if let Some(place) = place {
                count(&mut places, (state.clone(), place), is_done);
            }
            count(&mut states, state, is_done);
        }
    }
    for (state, figure) in states {
        claims.state = state;
        claims.say_of(None, None, Aspect::Steps(None), told(figure));
    }
    for ((state, place), figure) in places {
        claims.state = state;
        claims.say_of(Some(&place), None, Aspect::Steps(None), told(figure));
        claims.say_of(Some(&place), None, step("*"), if figure.0 == figure.1 { "all" } else { "open" });
    }
    for ((state, service, task), figure) in tasks {
        claims.state = state;
        claims.say_of(None, service.as_deref(), step(&format!("figure:{task}")), told(figure));
    }
    // What arises for each wave or component is done when all of it is.
    for ((state, service, task), (done, all)) in shared {
        claims.state = state;
        claims.say_of(None, service.as_deref(), step(&task), if done == all { "done" } else { "open" });
    }
    for wave in plan["waves"].as_array().unwrap() {
        wave["state"].as_str().unwrap().clone_into(&mut claims.state);
        let counts = &wave["counts"];
        let value = format!("{}/{}", counts["done"], counts["required"]);
        claims.say_of(None, None, step(&format!("wave:{}", wave["id"].as_str().unwrap())), value);
    }
}

fn count<K: Ord>(figures: &mut Figures<K>, key: K, is_done: bool) {
    let figure = figures.entry(key).or_default();
    figure.0 += usize::from(is_done);
    figure.1 += 1;
}

fn told((done, all): (usize, usize)) -> String {
    format!("{done}/{all}")
}

/// The claims of the plan as a calendar: how far each start is.
pub fn read_ics(claims: &mut Claims<'_>, text: &str) {
    let unfolded = text.replace("\r\n", "\n").replace("\n ", "");
    let mut wave: Option<String> = None;
    for line in unfolded.lines() {
        if let Some(id) = line.strip_prefix("UID:") {
            wave = id.strip_prefix("go-live:").map(str::to_owned);
        } else if let Some(said) = line.strip_prefix("DESCRIPTION:")
            && let Some(id) = wave.take()
        {
            let said = said.split("\\;").find_map(|part| part.trim().strip_suffix(" Schritten erledigt"));
            let (done, all) = said
                .and_then(|said| said.split_once(" von "))
                .unwrap_or_else(|| panic!("no steps: {line:?}"));
            claims.state = id.split(':').next().unwrap().to_uppercase();
            claims.say_of(None, None, step(&format!("wave:{id}")), format!("{done}/{all}"));
        }
    }
}
