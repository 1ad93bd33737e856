//! What stands in the files of a state: the operating one, and those that use what it runs.

use super::{DAYS, Maker, NEW_FIELDS};

impl Maker {
    /// The operating state: its side, its services, who answers technical questions about them.
    pub(super) fn operator(&mut self) {
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
    pub(super) fn owner(&mut self, of: &[&'static str]) -> &'static str {
        if self.dice.percent(2) { "nirgends" } else { self.dice.pick(of) }
    }

    pub(super) fn uses(&mut self, state: &str) {
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

    pub(super) fn offices(&mut self, state: &str, most: usize) {
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

    pub(super) fn first_level(&mut self, state: &str) {
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

    pub(super) fn support_contact(&mut self, chance: usize) -> String {
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

    pub(super) fn municipalities(&mut self, state: &str) {
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
    pub(super) fn path(&mut self, state: &str, purpose: &str, from: &str, to: &str) {
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

    pub(super) fn knowledge(&mut self, state: &str) {
        if self.dice.percent(50) {
            let owner = self.owner(&["koordination", "haus"]);
            let (services, since) = (self.service_list(), self.day("since", 40, &DAYS));
            self.add(state, format!("[[knowledge]]\nowner = \"{owner}\"\nsources = [\"tickets\"]\nsinks = [\"answering\", \"development\"]\n{services}{since}"));
        }
    }

    /// A state that uses what the operating state runs.
    pub(super) fn co_user(&mut self, state: &'static str) {
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

    pub(super) fn line_115(&mut self) {
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
    pub(super) fn third(&mut self) {
        self.co_user("SH");
    }
}
