//! Whatever stands in a file: reading it does not panic, and every finding has a place in it.

use lotse::routing::{Places, Table};
use proptest::prelude::*;

use crate::support::{load, read, requirements};
use crate::workspace::cases;

/// Files that are right, to be spoilt.
const RIGHT: &[&str] = &[
    include_str!("../../states/hb/services.toml"),
    include_str!("../../states/hb/support.toml"),
    include_str!("../../states/ni/authorities.toml"),
    include_str!("../../states/ni/paths.toml"),
    include_str!("../../states/ni/rollout.toml"),
    include_str!("../../states/ni/state.toml"),
    include_str!("../../states/ni/support.toml"),
    include_str!("../../states/examples/complete/operator.toml"),
];

/// What is put in: what people and programs put in, and what is awkward.
const PIECES: &[&str] = &[
    "",
    "\"",
    "'",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "=",
    ",",
    ".",
    "#",
    "\n",
    "\r",
    "\0",
    "\u{feff}",
    "ß",
    "„",
    "“",
    "0",
    "-",
    "\"\"\"",
    "\\",
    "\\u",
    "x = 1\n",
    "[state]\n",
    "[[support]]\n",
    "code = \"BY\"\n",
    "2027-13-45",
    "1e999",
    "🚢",
    "@competent",
    "level = \"first\"\n",
    "99999999999999999999999999",
    "inf",
    "..",
    "/",
];

/// Reads, resolves and routes; every finding must lie inside its file, between characters.
fn survive(text: &str) {
    let files =
        [("a.toml", text), ("b.toml", "[state]\ncode = \"HB\"\n[[service]]\nid = \"a\"\nname = \"A\"\n")];
    let (sources, ..) = read(&files);
    let (model, findings) = load(&files);
    for finding in &findings {
        let source = sources.get(finding.span.source).text();
        assert!(source.get(finding.span.range()).is_some(), "{} at {:?}", finding.code, finding.span);
        assert!(!finding.message.de.is_empty() && !finding.message.en.is_empty());
        for edit in &finding.fix {
            assert!(source.get(edit.span.range()).is_some(), "{} mends {:?}", finding.code, edit.span);
        }
    }
    Table::new(&std::sync::Arc::new(model.clone()), &requirements(), Places::new(&model, None));
}

/// A file with a few pieces cut out and put in.
fn spoilt() -> impl Strategy<Value = String> {
    let change = (any::<proptest::sample::Index>(), 0..12_usize, proptest::sample::select(PIECES));
    (proptest::sample::select(RIGHT), proptest::collection::vec(change, 1..4)).prop_map(|(text, changes)| {
        let mut letters: Vec<char> = text.chars().collect();
        for (at, cut, piece) in changes {
            let begin = at.index(letters.len() + 1);
            let end = letters.len().min(begin + cut);
            letters.splice(begin..end, piece.chars());
        }
        letters.into_iter().collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_survived(text in any::<String>()) {
        survive(&text);
    }

    #[test]
    fn any_line_below_a_state_is_survived(text in "(\\[\\[(support|use|wave)\\]\\]\n)?[a-z\\-]{0,9} ?= ?\\PC{0,30}\n?") {
        survive(&format!("[state]\ncode = \"NI\"\n{text}"));
    }

    #[test]
    fn any_spoilt_file_is_survived(text in spoilt()) {
        survive(&text);
    }
}
