//! Stretches that nobody answers, as boxes, lists and tables tell them.

use std::collections::BTreeSet;

use super::super::facts::Aspect;
use super::{Claims, words};

/// Some gaps told one by one: how many, in all and for each service; and which of them lie on the day on which a place is judged.
pub fn told<'g>(claims: &mut Claims<'_>, gaps: impl IntoIterator<Item = (&'g str, Option<&'g str>)>) {
    let mut services: Vec<String> = Vec::new();
    for (gap, when) in gaps {
        let (topic, places) = gap
            .trim_end_matches('.')
            .split_once(". Betroffen: ")
            .unwrap_or_else(|| panic!("no gap: {gap:?}"));
        let found = words::found(topic, &claims.names.services);
        assert!(
            found.first().is_some_and(|(name, _)| topic.starts_with(name)),
            "a gap of no service: {gap:?}"
        );
        // Services of one cause stand in one box.
        let last = found.iter().filter_map(|(name, _)| Some(topic.rfind(name)? + name.len())).max().unwrap();
        let (cell, rest) = words::cell(topic[last..].trim_start_matches(", "));
        let own: Vec<&str> = found.iter().map(|(_, service)| *service).collect();
        services.extend(own.iter().map(|service| (*service).to_owned()));
        let places = words::places(places, &claims.state, claims.names);
        if rest.is_empty() && cell != "competent" && when.is_some_and(words::is_judged_day) {
            for place in places.into_iter().flatten() {
                for service in &own {
                    claims.say_of(Some(&place), Some(service), Aspect::Answers(cell.clone()), "nobody");
                }
            }
        }
    }
    claims.say_of(None, None, Aspect::Missing, services.len().to_string());
    for service in services.iter().collect::<BTreeSet<_>>() {
        let count = services.iter().filter(|other| *other == service).count();
        claims.say_of(None, Some(service), Aspect::Missing, count.to_string());
    }
}

/// The boxes of a section "Was fehlt"; a document without one says that nothing is missing.
pub fn boxes(claims: &mut Claims<'_>, section: Option<&[super::blocks::Block]>) {
    let boxes: Vec<&str> =
        super::blocks::quotes(section.unwrap_or_default()).map(|text| text.text.as_str()).collect();
    assert!(section.is_none() || !boxes.is_empty(), "a section on what is missing tells nothing");
    let read = |text: &&'_ str| -> (String, String) {
        let (head, gap) = text.split_once(": ").unwrap_or_else(|| panic!("no gap: {text:?}"));
        let many = || head.strip_prefix("Hier fehlen ")?.split_once(" Stellen ").map(|(_, when)| when);
        let when = head.strip_prefix("Hier fehlt eine Stelle ").or_else(many);
        (gap.to_owned(), when.unwrap_or_else(|| panic!("no gap: {text:?}")).to_owned())
    };
    let read: Vec<(String, String)> = boxes.iter().map(read).collect();
    told(claims, read.iter().map(|(gap, when)| (gap.as_str(), Some(when.as_str()))));
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
