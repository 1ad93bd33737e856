//! Random workspaces as the texts that a person would write: an operating state (HB), a state that co-uses (NI), sometimes a third (SH).
//!
//! A workspace is a list of records, each a few lines of TOML, so that a contradiction can be shown with as few of them as still
//! show it ([`Workspace::without`]). One number makes one workspace: a failure is repeated by its seed.

mod states;

use std::collections::BTreeMap;
use std::fmt;

use crate::agreement::rendered::Names;

/// Whether `carrier`, `same-as` and `feedback = "none"` are written; off until the reader of the files knows them.
pub const NEW_FIELDS: bool = true;

/// Days on which something begins or ends.
const DAYS: [&str; 6] = ["2026-03-01", "2026-09-30", "2027-01-01", "2027-06-30", "2027-07-01", "2028-01-01"];

/// Days that are asked about: at, between and after those.
const ASKED: [&str; 6] = ["2026-02-28", "2026-12-01", "2027-01-01", "2027-06-30", "2027-07-01", "2028-02-01"];

/// Kommunen by state, each with all spellings of its key; the last is one that a register knows.
const BODIES: &[(&str, &[&[&str]])] = &[
    (
        "NI",
        &[
            &["03452"],
            &["03462"],
            &["03402", "034020000000"],
            &["034520001", "034520001001"],
            &["034525403"],
            &["034525403010"],
            &["034620014", "034620014014"],
        ],
    ),
    ("HB", &[&["04011", "040110000000"], &["04012", "040120000000"]]),
    ("SH", &[&["01054"], &["01001", "010010000000"]]),
];

/// The register of these Kommunen: names are added to it.
const REGISTER: &[(&str, &str, &str, &str)] = &[
    ("034020000000", "kreisfreie Stadt", "03402", "Niedersachsen"),
    ("034520001001", "kreisangehörige Gemeinde", "03452", "Niedersachsen"),
    ("034525403010", "kreisangehörige Gemeinde", "03452", "Niedersachsen"),
    ("034620014014", "kreisangehörige Gemeinde", "03462", "Niedersachsen"),
    ("040110000000", "kreisfreie Stadt", "04011", "Bremen"),
    ("040120000000", "kreisfreie Stadt", "04012", "Bremen"),
    ("010010000000", "kreisfreie Stadt", "01001", "Schleswig-Holstein"),
    ("010540056056", "kreisangehörige Gemeinde", "01054", "Schleswig-Holstein"),
];

/// Chance from a seed (splitmix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap()
    }

    /// True so many times of a hundred.
    fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }

    fn some<'a>(&mut self, from: &[&'a str], most: usize) -> Vec<&'a str> {
        let mut left = from.to_vec();
        let count = self.below(most.min(left.len()) + 1);
        let mut taken: Vec<&str> = (0..count).map(|_| left.remove(self.below(left.len()))).collect();
        taken.sort_unstable();
        taken
    }
}

/// One record of a file.
#[derive(Clone, PartialEq, Eq)]
struct Record {
    file: &'static str,
    text: String,
}

/// A workspace and the day on which it is asked.
#[derive(Clone, PartialEq, Eq)]
pub struct Workspace {
    /// The day.
    pub on: &'static str,
    /// The text of `register.csv`.
    pub register: Option<String>,
    /// The names by which rendered texts are read.
    pub names: Names,
    records: Vec<Record>,
}

impl fmt::Debug for Workspace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "# --on {}", self.on)?;
        if let Some(register) = &self.register {
            write!(f, "# file: register.csv\n{register}")?;
        }
        self.files().iter().try_for_each(|(path, text)| write!(f, "# file: {path}\n{text}"))
    }
}

impl Workspace {
    /// The workspace of a seed.
    pub fn of(seed: u64) -> Self {
        Maker::new(seed).make()
    }

    /// Path and text of each file.
    pub fn files(&self) -> Vec<(String, String)> {
        let mut files: BTreeMap<&str, String> = BTreeMap::new();
        for record in &self.records {
            files.entry(record.file).or_default().push_str(&record.text);
        }
        files.into_iter().map(|(path, text)| (path.to_owned(), text)).collect()
    }

    /// How many records it has.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// The same without one record; nothing where others cannot be without it.
    pub fn without(&self, at: usize) -> Option<Self> {
        let Record { file, text } = &self.records[at];
        let others = |wanted: &dyn Fn(&Record) -> bool| {
            self.records.iter().enumerate().any(|(other, record)| other != at && wanted(record))
        };
        let id = text.strip_prefix("[[service]]\nid = \"").and_then(|rest| rest.split('"').next());
        let needed = id.is_some_and(|id| others(&|record| record.text.contains(&format!("\"hb/{id}\""))))
            || (text.starts_with("[state]") && others(&|record| record.file == *file));
        if needed {
            return None;
        }
        let mut fewer = self.clone();
        fewer.records.remove(at);
        Some(fewer)
    }
}

/// What is written while a workspace is made.
struct Maker {
    dice: Dice,
    records: Vec<Record>,
    names: Names,
    /// The Kommunen of this workspace by state, as places in [`BODIES`].
    bodies: BTreeMap<&'static str, Vec<&'static [&'static str]>>,
    services: Vec<&'static str>,
    with_sh: bool,
    count: usize,
}

fn file_of(state: &str) -> &'static str {
    match state {
        "HB" => "hb.toml",
        "NI" => "ni.toml",
        _ => "sh.toml",
    }
}

fn quoted(words: &[&str]) -> String {
    format!("[\"{}\"]", words.join("\", \""))
}

impl Maker {
    fn new(seed: u64) -> Self {
        let dice = Dice(seed);
        Self {
            dice,
            records: Vec::new(),
            names: Names::default(),
            bodies: BTreeMap::new(),
            services: Vec::new(),
            with_sh: false,
            count: 0,
        }
    }

    fn make(mut self) -> Workspace {
        self.with_sh = self.dice.percent(40);
        let hb: &[&str] = [&["a"][..], &["a", "b"], &["a", "b", "c"]][self.dice.below(3)];
        self.services =
            hb.iter().map(|id| ["hb/a", "hb/b", "hb/c"][usize::from(id.as_bytes()[0] - b'a')]).collect();
        for (state, bodies) in BODIES {
            let most = if *state == "NI" { 5 } else { 1 };
            let mut chosen: Vec<&'static [&'static str]> = bodies.to_vec();
            while chosen.len() > most {
                chosen.remove(self.dice.below(chosen.len()));
            }
            self.bodies.insert(state, chosen);
        }
        self.operator();
        self.co_user("NI");
        if self.with_sh {
            self.third();
        }
        let register = self.dice.percent(35).then(|| self.register());
        let on = self.dice.pick(&ASKED);
        if register.is_none() {
            self.places_of_offices();
        }
        self.kinds(register.is_some());
        Workspace { on, register, names: self.names, records: self.records }
    }

    /// Names the places of offices in a record by which places count: without a register, competences and those who carry offices
    /// make none (semantics 10).
    fn places_of_offices(&mut self) {
        let offices: Vec<Record> =
            self.records.iter().filter(|record| record.text.contains("competent = [")).cloned().collect();
        for office in offices {
            let keys: Vec<&str> = office
                .text
                .split('"')
                .filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
                .collect();
            for key in keys.into_iter().filter(|key| key.len() >= 5) {
                let owner = self.owner(&["koordination", "haus"]);
                let text = format!(
                    "[[support]]\nlevel = \"third\"\ntrack = \"technical-state\"\nowner = \"{owner}\"\narea = [\"{key}\"]\nfrom = 2028-06-30\n"
                );
                self.records.push(Record { file: office.file, text });
            }
        }
    }

    fn add(&mut self, state: &str, text: String) {
        self.records.push(Record { file: file_of(state), text });
    }

    /// A name that no other name begins with: a word and two letters that nothing else has.
    fn name(&mut self, word: &str) -> String {
        let at = self.count;
        self.count += 1;
        let letter = |n: usize| char::from(b'a' + u8::try_from(n % 26).unwrap());
        format!("{word}-{}{}q", letter(at), letter(at / 26))
    }

    /// The name of a Kommune; the same for all spellings of its key.
    fn place_name(&mut self, body: &'static [&'static str]) -> String {
        if let Some((name, _)) = self.names.kommunen.iter().find(|(_, key)| body.contains(&key.as_str())) {
            return name.clone();
        }
        let name = self.name("Ort");
        self.names.kommunen.insert(name.clone(), body[0].to_owned());
        name
    }

    fn organization(&mut self, state: &str, id: &str, kind: &str, more: &str) {
        let word = match kind {
            "authority" | "municipal-administration" => "Amt",
            "it-provider" => "Rechenzentrum",
            _ => "Stelle",
        };
        let name = self.name(word);
        let slug = state.to_lowercase();
        let number = 100 + self.count;
        self.names.organizations.insert(name.clone(), format!("{slug}/{id}"));
        self.add(
            state,
            format!(
                "[[organization]]\nid = \"{id}\"\nname = \"{name}\"\nkind = \"{kind}\"\nchannels = [{{ kind = \"email\", address = \"{id}@{slug}.example\" }}, {{ kind = \"phone\", address = \"+49 30 23125 {number}\" }}]\n{more}"
            ),
        );
    }

    fn service_list(&mut self) -> String {
        let services = self.services.clone();
        match self.dice.some(&services, 2) {
            some if some.is_empty() || self.dice.percent(40) => String::new(),
            some => format!("services = {}\n", quoted(&some)),
        }
    }

    /// One spelling of a Kommune of the state.
    fn key(&mut self, state: &str) -> &'static str {
        let bodies = self.bodies[state].clone();
        let body = bodies[self.dice.below(bodies.len())];
        self.dice.pick(body)
    }

    fn area(&mut self, state: &str, chance: usize) -> String {
        if !self.dice.percent(chance) {
            return String::new();
        }
        let key = self.key(state);
        format!("area = [\"{key}\"]\n")
    }

    /// A line with a day, so many times of a hundred; rarely one that nobody can read.
    fn day(&mut self, word: &str, chance: usize, from: &[&str]) -> String {
        match self.dice.below(100) {
            dice if dice >= chance => String::new(),
            0 => format!("{word} = \"morgen\"\n"),
            _ => format!("{word} = {}\n", self.dice.pick(from)),
        }
    }

    /// A period, the end not before the beginning.
    fn period(&mut self, words: [&str; 2], chance: usize) -> String {
        let from = self.day(words[0], chance, &DAYS[..3]);
        let until = self.day(words[1], chance, &DAYS[3..]);
        format!("{from}{until}")
    }

    /// Documents call a Kommune without a name by its kind and key, and one of the register by its kind and name.
    fn kinds(&mut self, with_register: bool) {
        let mut more: BTreeMap<String, String> = BTreeMap::new();
        for key in self.bodies.values().flatten().flat_map(|spellings| spellings.iter()) {
            for kind in ["Stadt", "Gemeinde", "Kreis", "Gemeindeverband"] {
                more.insert(format!("{kind} {key}"), (*key).to_owned());
            }
        }
        // An office of several Gemeinden may be taken for their Kreis'.
        for key in self.bodies.values().flatten().flat_map(|spellings| spellings.iter()) {
            more.insert(format!("Kreis {}", &key[..5]), key[..5].to_owned());
        }
        for (name, key) in self.names.kommunen.iter().filter(|_| with_register) {
            for kind in ["Stadt", "Gemeinde", "Kreis", "Landkreis", "Samtgemeinde"] {
                more.insert(format!("{kind} {name}"), key.clone());
            }
        }
        self.names.kommunen.extend(more);
    }

    fn register(&mut self) -> String {
        let mut text = "ars;name;type;kreis;land;population\n".to_owned();
        let mut named: BTreeMap<&str, String> = BTreeMap::new();
        let bodies: Vec<&'static [&'static str]> =
            BODIES.iter().flat_map(|(_, bodies)| bodies.iter().copied()).collect();
        for (key, kind, kreis, land) in REGISTER {
            for wanted in [key, kreis] {
                let body = bodies.iter().find(|body| body.contains(wanted));
                let name = match body {
                    Some(body) => self.place_name(body),
                    None => self.name("Ort"),
                };
                named.entry(wanted).or_insert(name);
            }
            let (name, above) = (named[key].clone(), named[kreis].clone());
            self.names.kommunen.entry(name.clone()).or_insert_with(|| (*key).to_owned());
            text = format!("{text}{key};{name};{kind};{above};{land};1000\n");
        }
        text
    }
}
