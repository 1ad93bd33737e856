//! The start page: how many stretches are missing in each state, and which Kommunen have a page.

use super::super::facts::{Aspect, Output};
use super::blocks::{Block, parts, quotes};
use super::{Claims, words};

/// The claims of the start page.
pub fn read(claims: &mut Claims<'_>, blocks: &[Block]) {
    for (heading, below) in parts(blocks, 2).into_iter().skip(1) {
        let Some(state) = words::state_by_name(&heading.text) else {
            assert_eq!(heading.text, "Wo fange ich an?", "a part of no state");
            continue;
        };
        state.clone_into(&mut claims.state);
        let told: Vec<&str> = quotes(&below).map(|text| text.text.as_str()).collect();
        let count = match told.as_slice() {
            [] => "0",
            [text] => {
                let rest = text.strip_prefix("Hier fehlen ").or_else(|| text.strip_prefix("Hier fehlt "));
                let count = rest.and_then(|rest| rest.split_once(" Stelle"));
                count.unwrap_or_else(|| panic!("no number of gaps: {text:?}")).0
            }
            more => panic!("several numbers of gaps: {more:?}"),
        };
        claims.say(None, Aspect::Missing, count);
        for (heading, below) in
            parts(&below, 3).iter().filter(|(heading, _)| heading.text.starts_with("Kommunen "))
        {
            for block in below {
                let Block::Item(_, text) = block else { continue };
                let key = text.text.rsplit_once('(').map(|(_, key)| key.trim_end_matches(')'));
                let key = key.unwrap_or_else(|| panic!("{}: no key: {text:?}", heading.text));
                claims.say_of(Some(key), None, Aspect::Asked(Output::Page), "yes");
            }
        }
    }
}
