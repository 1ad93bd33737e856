//! Random small workspaces as TOML text; their `Debug` form is the text, so that a shrunk failure reads as files.

use std::collections::BTreeMap;
use std::fmt;

use proptest::prelude::*;

/// The days between which everything happens.
pub const DAYS: [&str; 4] = ["2027-01-10", "2027-01-12", "2027-01-13", "2027-02-01"];

const NI_KEYS: &[&str] = &[
    "03",
    "034",
    "03452",
    "034520001",
    "034520001001",
    "034525401",
    "034525401002",
    "03457",
    "034570002002",
];
const HB_KEYS: &[&str] = &["04", "04011", "040110000000", "04012"];

/// A header that is not closed: it spoils the rest of its file.
pub const TORN: &str = "[[support]\n";

/// Records by the state whose file they stand in, each a text of its own.
#[derive(Clone)]
pub struct Workspace {
    /// (state, record)
    pub records: Vec<(&'static str, String)>,
}

impl Workspace {
    /// One file per state, as (path, text).
    pub fn files(&self) -> Vec<(String, String)> {
        ["BUND", "HB", "NI"]
            .iter()
            .filter(|state| self.records.iter().any(|(whose, _)| whose == *state))
            .map(|state| {
                let mut text = format!("[state]\ncode = \"{state}\"\n");
                for (_, record) in self.records.iter().filter(|(whose, _)| whose == state) {
                    text.push_str(record);
                }
                (format!("{}.toml", state.to_lowercase()), text)
            })
            .collect()
    }
}

impl Workspace {
    /// The records in another order, spread over several files per state; `places` says where to, again and again.
    pub fn spread(&self, places: &[(u8, u8)]) -> Vec<(String, String)> {
        let mut shuffled: Vec<_> = self.records.iter().zip(places.iter().cycle()).collect();
        shuffled.sort_by_key(|(_, (order, _))| *order);
        let mut files: BTreeMap<String, String> = BTreeMap::new();
        for ((state, record), (_, file)) in shuffled {
            let text = files
                .entry(format!("{}-{}.toml", file % 4, state.to_lowercase()))
                .or_insert_with(|| format!("[state]\ncode = \"{state}\"\n"));
            text.push_str(record);
        }
        files.into_iter().collect()
    }
}

impl fmt::Debug for Workspace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.files().iter().try_for_each(|(path, text)| write!(f, "\n# file: {path}\n{text}"))
    }
}

fn keys(state: &str) -> &'static [&'static str] {
    if state == "NI" { NI_KEYS } else { HB_KEYS }
}

/// A line `key = value` or nothing, nothing being the simplest.
fn line(key: &'static str, values: Vec<String>) -> BoxedStrategy<String> {
    prop_oneof![
        4 => Just(String::new()),
        3 => proptest::sample::select(values).prop_map(move |value| format!("{key} = {value}\n")),
    ]
    .boxed()
}

fn quoted(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| format!("\"{word}\"")).collect()
}

fn lists(words: &[&str]) -> Vec<String> {
    let mut lists: Vec<String> = words.iter().map(|word| format!("[\"{word}\"]")).collect();
    lists.extend(words.windows(2).map(|pair| format!("[\"{}\"]", pair.join("\", \""))));
    lists
}

fn dates() -> Vec<String> {
    DAYS.iter().map(|day| (*day).to_owned()).collect()
}

/// A district, mostly one that a city names, sometimes one that nobody does.
fn district() -> BoxedStrategy<&'static str> {
    prop_oneof![17 => Just(""), 2 => Just("district = \"mitte\"\n"), 1 => Just("district = \"mite\"\n")]
        .boxed()
}

/// Some of the services contained, sometimes one that nothing contains.
fn parts() -> BoxedStrategy<&'static str> {
    prop_oneof![
        14 => Just(""),
        2 => Just("parts = [\"p\"]\n"),
        2 => Just("parts = [\"q\"]\n"),
        1 => Just("parts = [\"p\", \"q\"]\n"),
        1 => Just("parts = [\"r\"]\n"),
    ]
    .boxed()
}

fn support(state: &'static str) -> BoxedStrategy<String> {
    let owners: &[&str] =
        &["@competent", "@competent", "amt", "amt", "it", "it", "none", "hb/it", "ni/it", "tippfehler"];
    let head = proptest::sample::select(vec![
        "level = \"first\"\nsolution = \"interim\"\n",
        "level = \"first\"\nsolution = \"long-term\"\n",
        "level = \"second\"\ntrack = \"subject-matter\"\n",
        "level = \"second\"\ntrack = \"technical-service\"\n",
        "level = \"second\"\ntrack = \"technical-state\"\n",
    ]);
    let components: &[&str] = if state == "NI" { &["zahlung", "fach", "fach-b"] } else { &["zahlung"] };
    (
        head,
        proptest::sample::select(owners.to_vec()),
        line("services", lists(&["hb/a", "hb/b", "sh/c"])),
        line("components", lists(components)),
        // An operating state's records may name areas elsewhere, rightly or wrongly.
        line("area", lists(if state == "NI" { NI_KEYS } else { &["04", "04011", "040110000000", "04012", "03452", "034520001001"] })),
        line("channels", lists(&["phone", "email", "chat"])),
        line("from", dates()),
        line("until", dates()),
        (district(), parts()),
    )
        .prop_map(|(head, owner, services, components, area, channels, from, until, (district, parts))| {
            let components = if head.contains("technical-state") { components } else { String::new() };
            let mut text = format!(
                "[[support]]\n{head}owner = \"{owner}\"\n{services}{components}{area}{channels}{from}{until}{district}{parts}"
            );
            if owner == "none" {
                text.push_str("reason = \"r\"\napproved-by = \"x\"\n");
                if until.is_empty() {
                    text.push_str("until = 2027-02-01\n");
                }
            }
            text
        })
        .boxed()
}

/// Records whose limits are spoilt; they poison what they touch.
fn spoilt() -> BoxedStrategy<String> {
    let breaks: Vec<&'static str> = vec![
        "level = \"first\"\nsolution = \"interim\"\nowner = \"amt\"\nservices = [\"hb/tipp\"]\n",
        "level = \"second\"\ntrack = \"technical-state\"\nowner = \"amt\"\narea = [\"0345\"]\n",
        "level = \"second\"\ntrack = \"subject-matter\"\nowner = \"amt\"\nfrom = 2027-02-01\nuntil = 2027-01-01\n",
        "level = \"zweites\"\nowner = \"amt\"\n",
        "level = \"second\"\nowner = \"amt\"\n",
        "level = \"first\"\nowner = \"amt\"\n",
        "level = \"first\"\nsolution = \"interim\"\nowner = \"amt\"\nchannels = [\"fone\"]\n",
        "levle = \"first\"\n",
        "level = \"first\"\nsolution = \"interim\"\ntrack = \"subject-matter\"\nowner = \"amt\"\n",
        "level = \"first\"\nsolution = \"interim\"\nowner = \"sh/it\"\n",
    ];
    proptest::sample::select(breaks).prop_map(|body| format!("[[support]]\n{body}")).boxed()
}

fn competence(state: &'static str) -> BoxedStrategy<String> {
    (
        line("services", lists(&["hb/a", "hb/b"])),
        line("area", lists(keys(state))),
        line("from", dates()),
        line("until", dates()),
        (district(), parts()),
    )
        .prop_map(|(services, area, from, until, (district, parts))| {
            let parts: Vec<&str> = [services.as_str(), &area, &from, &until, district, parts]
                .into_iter()
                .map(str::trim_end)
                .filter(|part| !part.is_empty())
                .collect();
            format!("{{ {} }}", parts.join(", "))
        })
        .boxed()
}

fn organization(state: &'static str, id: &'static str) -> BoxedStrategy<String> {
    let uses: &[&str] = if state == "NI" { &["fach-b", "zahlung"] } else { &["zahlung"] };
    (proptest::collection::vec(competence(state), 0..3), line("uses", lists(uses)))
        .prop_map(move |(competent, uses)| {
            let competent = if competent.is_empty() {
                String::new()
            } else {
                format!("competent = [{}]\n", competent.join(", "))
            };
            format!(
                "[[organization]]\nid = \"{id}\"\nname = \"{id}\"\nkind = \"authority\"\n{competent}{uses}"
            )
        })
        .boxed()
}

fn component(state: &'static str, id: &'static str, kind: &'static str) -> BoxedStrategy<String> {
    (
        line("services", lists(&["hb/a", "hb/b"])),
        line("area", lists(keys(state))),
        line("from", dates()),
        line("until", dates()),
        parts(),
    )
        .prop_map(move |(services, area, from, until, parts)| {
            format!("[[component]]\nid = \"{id}\"\nkind = \"{kind}\"\nname = \"{id}\"\n{services}{area}{from}{until}{parts}")
        })
        .boxed()
}

fn wave(state: &'static str) -> BoxedStrategy<String> {
    let area = lists(keys(state));
    (
        proptest::sample::select(area),
        proptest::sample::select(DAYS.to_vec()),
        proptest::sample::select(vec!["hb/a", "hb/b"]),
        district(),
        parts(),
    )
        .prop_map(|(area, day, service, district, parts)| {
            format!("[[wave]]\nservice = \"{service}\"\narea = {area}\ngo-live = {day}\n{district}{parts}")
        })
        .boxed()
}

fn usage(service: &'static str, payments: &[&str]) -> BoxedStrategy<String> {
    (
        line("go-live", dates()),
        line("until", vec!["2027-01-20".to_owned(), "2027-03-01".to_owned()]),
        line("payment", quoted(payments)),
        parts(),
    )
        .prop_map(move |(go_live, until, payment, parts)| {
            let until =
                if go_live.contains("02-01") && until.contains("01-20") { String::new() } else { until };
            format!("[[use]]\nservice = \"{service}\"\n{go_live}{until}{payment}{parts}")
        })
        .boxed()
}

fn service(id: &'static str) -> BoxedStrategy<String> {
    let operation = vec![
        "[{ operating-state = \"NI\", from = 2027-01-12 }]".to_owned(),
        "[{ operating-state = \"NI\", until = 2027-01-12 }]".to_owned(),
    ];
    let contained = vec![
        "[{ id = \"p\", name = \"P\" }, { id = \"q\", name = \"Q\", side = \"federal\" }]".to_owned(),
        "[{ id = \"p\", name = \"P\", side = \"federal\" }]".to_owned(),
        "[{ id = \"q\", name = \"Q\" }, { id = \"p\", name = \"P\" }, { id = \"s\", name = \"S\" }]"
            .to_owned(),
    ];
    (line("operation", operation), line("parts", contained))
        .prop_map(move |(operation, contained)| {
            format!("[[service]]\nid = \"{id}\"\nname = \"{id}\"\n{operation}{contained}")
        })
        .boxed()
}

fn municipality(state: &'static str) -> BoxedStrategy<String> {
    (
        proptest::sample::select(keys(state).to_vec()),
        line("districts", vec!["[\"mitte\", \"nord\"]".to_owned()]),
    )
        .prop_map(|(key, districts)| format!("[[municipality]]\nkey = \"{key}\"\n{districts}"))
        .boxed()
}

/// Optional, absence being simpler.
fn maybe(
    state: &'static str,
    record: BoxedStrategy<String>,
    weight: u32,
) -> BoxedStrategy<Vec<(&'static str, String)>> {
    prop_oneof![
        (10 - weight) => Just(Vec::new()),
        weight => record.prop_map(move |record| vec![(state, record)]),
    ]
    .boxed()
}

fn several(
    state: &'static str,
    record: BoxedStrategy<String>,
    most: usize,
) -> BoxedStrategy<Vec<(&'static str, String)>> {
    proptest::collection::vec(record.prop_map(move |record| (state, record)), 0..=most).boxed()
}

/// Two states, one operating two services; a third that is not there.
pub fn workspaces() -> impl Strategy<Value = Workspace> {
    let fixed = |state, record: BoxedStrategy<String>| maybe(state, record, 9);
    let core = vec![
        fixed("HB", service("a")),
        maybe("HB", service("b"), 5),
        fixed("HB", organization("HB", "it")),
        maybe("HB", organization("HB", "amt"), 5),
        fixed("NI", organization("NI", "amt")),
        fixed("NI", organization("NI", "it")),
        fixed("NI", usage("hb/a", &["zahlung", "none"])),
        maybe("NI", usage("hb/b", &["zahlung", "none"]), 3),
        maybe("NI", usage("sh/c", &["none"]), 2),
        maybe("HB", usage("a", &["none"]), 5),
        maybe("HB", component("HB", "zahlung", "payment"), 3),
        maybe("NI", component("NI", "zahlung", "payment"), 5),
        maybe("NI", component("NI", "fach", "specialist-procedure"), 5),
        maybe("NI", component("NI", "fach-b", "specialist-procedure"), 5),
        maybe("BUND", organization("BUND", "amt"), 3),
        several("HB", support("HB"), 6),
        several("NI", support("NI"), 14),
        several("NI", municipality("NI"), 2),
        maybe("HB", municipality("HB"), 3),
        several("NI", wave("NI"), 2),
        maybe("HB", wave("HB"), 1),
        maybe("NI", spoilt(), 1),
        maybe("HB", spoilt(), 1),
        maybe(
            "NI",
            Just("[[wave]]\nservice = \"hb/tipp\"\narea = [\"03452\"]\ngo-live = 2027-01-12\n".to_owned())
                .boxed(),
            1,
        ),
        maybe("NI", Just(TORN.to_owned()).boxed(), 1),
    ];
    core.prop_map(|parts| Workspace { records: parts.into_iter().flatten().collect() })
}

/// How many cases a property tries; more by `PROPTEST_CASES`.
pub fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(256)
}

#[test]
fn several_hands_read_what_one_reads() {
    use lotse::cli::threads::Threads;
    for folder in ["states", "states/examples/complete"] {
        let mut texts = crate::documents::texts(folder);
        // Things that only show when files are looked at together: ids and municipalities twice, names that lead nowhere,
        // a state that is not there, authorities that cannot be known.
        let twice: Vec<(String, String)> = texts
            .files
            .iter()
            .map(|(path, text)| (format!("again/{path}"), text.replace("owner = \"", "owner = \"xx/")))
            .collect();
        texts.files.extend(twice);
        texts.files.retain(|(path, _)| !path.starts_with("hb/"));
        if let Some((_, text)) = texts.files.last_mut() {
            *text = text.replace("competent = ", "competent = 7 #");
        }
        let one = lotse::workspace::Workspace::read_with(texts.clone(), &lotse::work::Alone);
        assert!(one.problems.len() > 10, "{}", one.problems.len());
        for number in [2, 5] {
            let several = lotse::workspace::Workspace::read_with(texts.clone(), &Threads::of(number));
            assert_eq!(format!("{:?}", several.model), format!("{:?}", one.model));
            assert_eq!(several.problems, one.problems);
        }
    }
}
