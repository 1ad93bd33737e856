//! Stretches that nobody answers, as boxes, lists and tables tell them.

use std::collections::BTreeSet;

use super::super::facts::Aspect;
use super::{Claims, words};

/// Some gaps told one by one: how many, in all and for each service; and which of them lie on the day on which a place is judged.
/// Each says for how many services it holds, and when, if it says so.
pub fn told<'g>(
    claims: &mut Claims<'_>,
    gaps: impl IntoIterator<Item = (&'g str, Option<usize>, Option<&'g str>)>,
) {
    let mut services: Vec<String> = Vec::new();
    for (gap, count, when) in gaps {
        let (topic, places) = gap
            .trim_end_matches('.')
            .split_once(". Betroffen: ")
            .unwrap_or_else(|| panic!("no gap: {gap:?}"));
        // A cause is told once for all services that share it.
        let (mut own, mut topic) = (Vec::new(), topic);
        for (name, service) in words::found(topic, &claims.names.services) {
            let Some(rest) = topic.strip_prefix(name) else { break };
            own.push(service.to_owned());
            topic = rest.strip_prefix(", ").or_else(|| rest.strip_prefix(" und ")).unwrap_or(rest);
        }
        assert!(!own.is_empty(), "a gap of no service: {gap:?}");
        assert!(count.is_none_or(|count| count == own.len()), "one for each service: {gap:?}");
        services.extend(own.iter().cloned());
        let competent = ["zuständige Behörde", "genau eine zuständige Behörde"].contains(&topic);
        if competent || !when.is_some_and(words::is_judged_day) {
            continue;
        }
        let (cell, rest) = words::cell(topic);
        let places = words::places(places, &claims.state, claims.names);
        for place in places.into_iter().flatten().filter(|_| rest.is_empty()) {
            for service in &own {
                claims.say_of(Some(&place), Some(service), Aspect::Answers(cell.clone()), "nobody");
            }
        }
    }
    claims.say_of(None, None, Aspect::Missing, services.len().to_string());
    for service in services.iter().collect::<BTreeSet<_>>() {
        let count = services.iter().filter(|other| *other == service).count();
        claims.say_of(None, Some(service), Aspect::Missing, count.to_string());
    }
}

/// How many a head speaks of: of one, or of a number between two words; and what follows.
pub fn many<'t>(head: &'t str, one: &str, (before, after): (&str, &str)) -> (usize, &'t str) {
    if let Some(rest) = head.strip_prefix(one) {
        return (1, rest);
    }
    let several = head.strip_prefix(before).and_then(|rest| rest.split_once(after));
    let read = several.and_then(|(count, rest)| Some((count.parse().ok()?, rest)));
    read.unwrap_or_else(|| panic!("no number: {head:?}"))
}

/// The boxes of a section "Was fehlt"; a document without one says that nothing is missing.
pub fn boxes(claims: &mut Claims<'_>, section: Option<&[super::blocks::Block]>) {
    let boxes: Vec<&str> =
        super::blocks::quotes(section.unwrap_or_default()).map(|text| text.text.as_str()).collect();
    assert!(section.is_none() || !boxes.is_empty(), "a section on what is missing tells nothing");
    let read = |text: &&'_ str| -> (String, usize, String) {
        let (head, gap) = text.split_once(": ").unwrap_or_else(|| panic!("no gap: {text:?}"));
        let (count, when) = many(head, "Hier fehlt eine Stelle ", ("Hier fehlen ", " Stellen "));
        (gap.to_owned(), count, when.to_owned())
    };
    let read: Vec<(String, usize, String)> = boxes.iter().map(read).collect();
    told(claims, read.iter().map(|(gap, count, when)| (gap.as_str(), Some(*count), Some(when.as_str()))));
}

/// Who answers, row by row: the first row of a service, a question and a place counts, as rows are in the order of time.
#[derive(Default)]
pub struct Rows {
    seen: BTreeSet<(String, String, String)>,
}

impl Rows {
    /// A row: for which services, which cell, where, who.
    pub fn row(
        &mut self,
        claims: &mut Claims<'_>,
        (services, cell): (&[String], &str),
        places: &[String],
        who: &str,
    ) {
        let value = words::answering(who, claims.names);
        for service in services {
            for place in places {
                if self.seen.insert((service.clone(), cell.to_owned(), place.clone()))
                    && let Some(value) = &value
                {
                    claims.say_of(
                        Some(place),
                        Some(service),
                        Aspect::Answers(cell.to_owned()),
                        value.clone(),
                    );
                }
            }
        }
    }
}
