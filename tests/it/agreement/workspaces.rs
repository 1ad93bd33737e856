//! Random workspaces as the texts that a person would write: an operating state (HB), a state that co-uses (NI), sometimes a third (SH).
//!
//! A workspace is a list of records, each a few lines of TOML, so that a contradiction can be shown with as few of them as still
//! show it ([`Workspace::without`]). One number makes one workspace: a failure is repeated by its seed.

use std::collections::BTreeMap;
use std::fmt;

use super::rendered::Names;

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
        self.kinds(register.is_some());
        Workspace { on, register, names: self.names, records: self.records }
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

    /// The operating state: its side, its services, who answers technical questions about them.
    fn operator(&mut self) {
        self.add("HB", "[state]\ncode = \"HB\"\ncoordination = \"koordination\"\n".to_owned());
        self.organization("HB", "koordination", "coordination", "");
        self.organization("HB", "rz", "it-provider", "");
        let kind = self.dice.pick(&["ministry", "specialist-unit", "authority", "steering-body"]);
        self.organization("HB", "haus", kind, "");
        let providers: &[&str] = if self.with_sh { &["rz", "sh/rz", "rz"] } else { &["rz"] };
        for service in self.services.clone() {
            let name = self.name("Dienst");
            self.names.services.insert(name.clone(), service.to_owned());
            let id = &service[3..];
            let provider = if self.dice.percent(60) {
                format!("it-provider = \"{}\"\n", self.dice.pick(providers))
            } else {
                String::new()
            };
            self.add("HB", format!("[[service]]\nid = \"{id}\"\nname = \"{name}\"\n{provider}"));
        }
        for level in ["second", "third"] {
            for _ in 0..self.dice.below(3) {
                let owners: &[&str] = if self.with_sh {
                    &["rz", "sh/rz", "koordination"]
                } else {
                    &["rz", "rz", "koordination"]
                };
                let owner = self.owner(owners);
                let (services, period) = (self.service_list(), self.period(["from", "until"], 20));
                self.add("HB", format!("[[support]]\nlevel = \"{level}\"\ntrack = \"technical-service\"\nowner = \"{owner}\"\n{services}{period}"));
            }
        }
        self.knowledge("HB");
        if self.dice.percent(35) {
            self.uses("HB");
            self.offices("HB", 1);
            self.first_level("HB");
            self.municipalities("HB");
        }
        for _ in 0..self.dice.below(3) {
            let purpose = self.dice.pick(&["outage", "release", "coordination", "feedback", "knowledge"]);
            let from = self.dice.pick(&["koordination", "rz", "haus"]);
            let to = self.dice.pick(&["ni/koordination", "ni/koordination", "ni/rz", "koordination", "haus"]);
            self.path("HB", purpose, from, to);
        }
    }

    /// A name of an owner, rarely one that leads nowhere.
    fn owner(&mut self, of: &[&'static str]) -> &'static str {
        if self.dice.percent(2) { "nirgends" } else { self.dice.pick(of) }
    }

    fn uses(&mut self, state: &str) {
        for service in self.services.clone() {
            if self.dice.percent(75) {
                let go_live = self.day("go-live", 60, &DAYS);
                self.add(state, format!("[[use]]\nservice = \"{service}\"\npayment = \"none\"\n{go_live}"));
                if self.dice.percent(20) {
                    let (key, day) = (self.key(state), self.dice.pick(&DAYS));
                    self.add(state, format!("[[wave]]\nid = \"welle-{}\"\nservice = \"{service}\"\nname = \"Welle\"\narea = [\"{key}\"]\ngo-live = {day}\n", &service[3..]));
                }
            }
        }
    }

    fn offices(&mut self, state: &str, most: usize) {
        for at in 0..=self.dice.below(most) {
            let kind =
                self.dice.pick(&["authority", "authority", "municipal-administration", "specialist-unit"]);
            let home = if self.dice.percent(60) {
                format!("municipality = \"{}\"\n", self.key(state))
            } else {
                String::new()
            };
            let mut more = home;
            if NEW_FIELDS && self.dice.percent(15) {
                let carrier = self.dice.pick(&["land", "federal", "association"]);
                more = format!("{more}carrier = \"{carrier}\"\n");
            }
            let entries: Vec<String> = (0..=self.dice.below(2))
                .map(|_| {
                    let area = if self.dice.percent(15) { String::new() } else { self.area(state, 100) };
                    let lines =
                        format!("{}{area}{}", self.service_list(), self.period(["from", "until"], 15));
                    format!("{{ {} }}", lines.lines().collect::<Vec<_>>().join(", "))
                })
                .collect();
            more = format!("{more}competent = [{}]\n", entries.join(", "));
            self.organization(state, &format!("amt{at}"), kind, &more);
        }
    }

    fn first_level(&mut self, state: &str) {
        if self.dice.percent(80) {
            let (services, area) = (self.service_list(), self.area(state, 15));
            let owner = self.owner(&["@competent", "@competent", "koordination"]);
            let until = self.day("until", 50, &DAYS[3..]);
            self.add(state, format!("[[support]]\nlevel = \"first\"\nsolution = \"interim\"\nowner = \"{owner}\"\n{services}{area}{until}"));
        }
        for _ in 0..self.dice.below(3) {
            let (services, area) = (self.service_list(), self.area(state, 30));
            let owner = self.owner(&["koordination", "@competent", "@competent"]);
            let from = self.day("from", 60, &DAYS[2..]);
            self.add(state, format!("[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"{owner}\"\n{services}{area}{from}"));
        }
        for cell in [
            "level = \"second\"\ntrack = \"subject-matter\"",
            "level = \"second\"\ntrack = \"technical-state\"",
            "level = \"third\"\ntrack = \"technical-state\"",
        ] {
            for _ in 0..self.dice.below(3) {
                let (services, area) = (self.service_list(), self.area(state, 25));
                let owner = self.owner(if cell.contains("subject") {
                    &["koordination", "haus", "@competent"]
                } else {
                    &["rz", "rz", "haus"]
                });
                let period = self.period(["from", "until"], 15);
                self.add(
                    state,
                    format!("[[support]]\n{cell}\nowner = \"{owner}\"\n{services}{area}{period}"),
                );
            }
        }
        if self.dice.percent(10) {
            let area = self.area(state, 60);
            self.add(state, format!("[[support]]\nlevel = \"second\"\ntrack = \"subject-matter\"\nowner = \"none\"\nreason = \"r\"\napproved-by = \"b\"\nuntil = 2028-06-30\n{area}"));
        }
    }

    fn support_contact(&mut self, chance: usize) -> String {
        let mut lines = Vec::new();
        for word in ["interim", "long-term"] {
            if self.dice.percent(chance) {
                lines.push(format!("{word} = \"{}\"", self.owner(&["koordination", "haus"])));
            }
        }
        if lines.is_empty() {
            String::new()
        } else {
            format!("support-contact = {{ {} }}\n", lines.join(", "))
        }
    }

    fn municipalities(&mut self, state: &str) {
        for body in self.bodies[state].clone() {
            if !self.dice.percent(60) {
                continue;
            }
            let (key, name) = (self.dice.pick(body), self.place_name(body));
            let contact = match self.dice.below(10) {
                0..4 => String::new(),
                4 => "contact = \"nirgends\"\n".to_owned(),
                _ => format!("contact = \"{}\"\n", self.dice.pick(&["amt0", "koordination"])),
            };
            let feedback = if self.dice.percent(50) {
                let (services, agreed) = (self.service_list(), self.day("agreed", 80, &DAYS));
                let to = self.owner(&["koordination", "koordination", "haus", "hb/koordination", "hb/rz"]);
                let lines = format!("to = \"{to}\"\n{services}{agreed}");
                format!("feedback = {{ {} }}\n", lines.lines().collect::<Vec<_>>().join(", "))
            } else if NEW_FIELDS && self.dice.percent(20) {
                "feedback = \"none\"\nfeedback-reason = \"zu klein\"\n".to_owned()
            } else {
                String::new()
            };
            let support = self.support_contact(25);
            self.add(
                state,
                format!("[[municipality]]\nkey = \"{key}\"\nname = \"{name}\"\n{contact}{feedback}{support}"),
            );
        }
    }

    /// A path. Its area, if it has one, is a Kreis or a kreisfreie Stadt, so that it never lies inside the Kommune that asks.
    fn path(&mut self, state: &str, purpose: &str, from: &str, to: &str) {
        let open = from.starts_with(['@', 'm']) || to.starts_with(['@', 'm']);
        let area = if open && self.dice.percent(20) {
            let key = self.key(state);
            format!("area = [\"{}\"]\n", &key[..5])
        } else {
            String::new()
        };
        let (services, established) = (self.service_list(), self.day("established", 70, &DAYS));
        let until = self.day("until", 15, &DAYS);
        self.add(state, format!("[[path]]\npurpose = \"{purpose}\"\nfrom = \"{from}\"\nto = \"{to}\"\nchannel = \"email\"\n{services}{area}{established}{until}"));
    }

    fn knowledge(&mut self, state: &str) {
        if self.dice.percent(50) {
            let owner = self.owner(&["koordination", "haus"]);
            let (services, since) = (self.service_list(), self.day("since", 40, &DAYS));
            self.add(state, format!("[[knowledge]]\nowner = \"{owner}\"\nsources = [\"tickets\"]\nsinks = [\"answering\", \"development\"]\n{services}{since}"));
        }
    }

    /// A state that uses what the operating state runs.
    fn co_user(&mut self, state: &'static str) {
        let (code, contact) = (state, self.support_contact(40));
        self.add(state, format!("[state]\ncode = \"{code}\"\ncoordination = \"koordination\"\n{contact}"));
        self.organization(state, "koordination", "coordination", "");
        self.organization(state, "rz", "it-provider", "");
        self.organization(state, "haus", "specialist-unit", "");
        self.uses(state);
        self.offices(state, if state == "NI" { 4 } else { 1 });
        self.first_level(state);
        if state == "NI" {
            self.line_115();
        }
        self.municipalities(state);
        self.knowledge(state);
        for _ in 0..self.dice.below(4) {
            let from = self.dice.pick(&["municipality", "municipality", "@competent", "koordination"]);
            let to = self.owner(&["koordination", "haus", "hb/koordination", "hb/rz"]);
            if from != to {
                self.path(state, "feedback", from, to);
            }
        }
        for _ in 0..self.dice.below(3) {
            let from = self.dice.pick(&["koordination", "haus"]);
            let to = self.owner(&["hb/koordination", "hb/rz", "hb/haus"]);
            self.path(state, "feedback", from, to);
        }
        for _ in 0..self.dice.below(4) {
            let purpose = self.dice.pick(&["outage", "outage", "release", "coordination"]);
            let to = self.dice.pick(&["municipality", "municipality", "@competent", "haus"]);
            self.path(state, purpose, "koordination", to);
        }
        for task in ["contract-signed", "training-held", "interim-decided"] {
            if self.dice.percent(15) {
                let (service, day) = (self.services[0], self.dice.pick(&DAYS));
                self.add(state, format!("[[done]]\ntask = \"{task}\"\nservice = \"{service}\"\non = {day}\nevidence = \"Akte\"\n"));
            }
        }
    }

    fn line_115(&mut self) {
        if self.dice.percent(30) {
            self.organization("NI", "c115", "service-center-115", "");
            let from = self.day("from", 50, &DAYS);
            self.add("NI", format!("[[service-115]]\ntier = \"online-services\"\ncenter = \"c115\"\n{from}"));
            self.add(
                "NI",
                format!("[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"c115\"\n{from}"),
            );
        }
    }

    /// A third state: it may co-use, and its provider may run what the operating state offers.
    fn third(&mut self) {
        self.co_user("SH");
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
