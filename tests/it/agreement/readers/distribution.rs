//! Distribution lists: who is told of outages and of changes of a service.

use std::collections::BTreeMap;

use super::super::facts::Aspect;
use super::blocks::{Block, part, parts, tables};
use super::{Claims, words};

/// The notices, as people say them.
const NOTICES: [(&str, &str); 2] = [("Störungsmeldung", "outage"), ("Ankündigung von Änderungen", "release")];

/// The claims of the lists of a state.
pub fn read(claims: &mut Claims<'_>, blocks: &[Block]) {
    let mut told: BTreeMap<(String, &str), Vec<String>> = BTreeMap::new();
    for (heading, below) in parts(blocks, 2) {
        let Some(service) = claims.names.services.get(&heading.text) else {
            assert!(matches!(heading.text.as_str(), "" | "Alle auf einen Blick"), "no service: {heading:?}");
            continue;
        };
        for (_, purpose) in NOTICES {
            told.entry((service.clone(), purpose)).or_default();
        }
        for (list, _) in parts(&below, 3).iter().skip(1) {
            assert!(NOTICES.iter().any(|(words, _)| list.text.starts_with(words)), "no notice: {list:?}");
        }
    }
    let section = part(blocks, "Alle auf einen Blick").expect("all recipients stand together");
    for (head, rows) in tables(&section) {
        assert_eq!(head[..4], ["Onlinedienst", "Meldung", "Von", "An"], "the table of recipients");
        for row in rows {
            let purpose = NOTICES
                .iter()
                .find(|(words, _)| *words == row[1])
                .unwrap_or_else(|| panic!("no notice: {row:?}"))
                .1;
            let service = words::services(&row[0], claims.names).remove(0);
            let names = told
                .get_mut(&(service, purpose))
                .unwrap_or_else(|| panic!("a service without a part: {row:?}"));
            names.push(words::office(&row[3], claims.names));
        }
    }
    let nobody = |block: &Block| matches!(block, Block::Paragraph(text) if text.text == "Noch steht niemand auf einer Liste.");
    assert_eq!(section.iter().any(nobody), told.values().all(Vec::is_empty), "somebody is told, or nobody");
    for ((service, purpose), names) in told {
        let value = if names.is_empty() {
            "nobody".to_owned()
        } else {
            words::joined(names.iter().map(String::as_str))
        };
        claims.say(Some(&service), Aspect::Told(purpose.to_owned()), value);
    }
}
