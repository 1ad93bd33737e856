//! The call list: which Kommune owes what, and which stretches the state has to settle.

use super::super::facts::{Aspect, Output};
use super::blocks::{Block, part, tables};
use super::{Claims, duties, gaps, words};

/// The claims of a call list.
pub fn read(claims: &mut Claims<'_>, blocks: &[Block]) {
    let section = part(blocks, "Wen rufe ich an?").expect("a call list says whom to call");
    let mut called = 0;
    for (head, rows) in tables(&section) {
        assert_eq!(head[..2], ["Wo", "Was fehlt"], "the table of calls");
        for row in rows {
            called += 1;
            let key = claims
                .names
                .kommunen
                .get(&row[0])
                .unwrap_or_else(|| panic!("no Kommune: {:?}", row[0]))
                .clone();
            claims.say_of(Some(&key), None, Aspect::Asked(Output::CallList), "yes");
            duties::read(claims, &key, row[1].split('\n'));
        }
    }
    let nobody = section
        .iter()
        .any(|block| matches!(block, Block::Paragraph(text) if text.text.starts_with("Niemanden:")));
    assert_eq!(nobody, called == 0, "somebody is called, or nobody");
    let figure = blocks.iter().find_map(|block| match block {
        Block::Paragraph(text) => words::of(&text.text).filter(|(_, rest)| rest.starts_with(" Kommunen")),
        _ => None,
    });
    if let Some(((connected, carriers), _)) = figure {
        assert_eq!(carriers - connected, called, "{connected} of {carriers} have answered all");
    }
    own(claims, &part(blocks, "Was klären wir selbst?").expect("a call list says what the state settles"));
}

fn own(claims: &mut Claims<'_>, section: &[Block]) {
    let mut gaps: Vec<(&str, Option<&str>)> = Vec::new();
    let mut is_nothing = false;
    for block in section {
        match block {
            Block::Item(Some(false), text) => {
                let gap = text
                    .text
                    .split_once(" benennen: ")
                    .filter(|(what, _)| *what == "Eine Stelle" || what.ends_with(" Stellen"))
                    .map(|(_, gap)| gap)
                    .or_else(|| {
                        let (_, rest) = text.text.strip_prefix("Mit ")?.split_once(" klären, welche ")?;
                        rest.split_once(": ").map(|(_, gap)| gap)
                    })
                    .unwrap_or_else(|| panic!("no task: {text:?}"));
                let by = text.strong.last().unwrap_or_else(|| panic!("no day: {text:?}"));
                gaps.push((gap.strip_suffix(by.as_str()).unwrap().trim_end(), None));
            }
            Block::Paragraph(text) if text.text == "Nichts offen." => is_nothing = true,
            other => panic!("nothing to settle: {other:?}"),
        }
    }
    assert_ne!(is_nothing, !gaps.is_empty(), "something is to be settled, or nothing");
    gaps::told(claims, gaps);
}
