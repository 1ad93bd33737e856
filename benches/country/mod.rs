//! A made-up country, the size of the real one: 16 states, 400 Kreise, 10,753 municipalities, 18 services.
//!
//! Keys have the form of real ones and are invented beyond their first two digits; names, addresses and numbers are
//! examples. The same seed gives the same bytes.

pub mod memory;

use std::fmt::Write as _;

/// Shape of the country.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// Kreise in all 16 states.
    pub districts: usize,
    /// Municipalities in all Kreise.
    pub municipalities: usize,
    /// Services, operated by the first states in turn.
    pub services: usize,
    /// One file per municipality instead of one per state.
    pub split: bool,
}

impl Shape {
    /// So many times the country inside the same sixteen states: that many more Kreise, municipalities, authorities and
    /// waves under keys of their own. A key has three digits for region and Kreis, so 999 Kreise fit into a state.
    pub const fn times(self, factor: usize) -> Self {
        Self { districts: self.districts * factor, municipalities: self.municipalities * factor, ..self }
    }
}

/// The real country's size.
pub const COUNTRY: Shape = Shape { districts: 400, municipalities: 10_753, services: 18, split: true };

const STATES: [(&str, &str); 16] = [
    ("SH", "01"),
    ("HH", "02"),
    ("NI", "03"),
    ("HB", "04"),
    ("NW", "05"),
    ("HE", "06"),
    ("RP", "07"),
    ("BW", "08"),
    ("BY", "09"),
    ("SL", "10"),
    ("BE", "11"),
    ("BB", "12"),
    ("MV", "13"),
    ("SN", "14"),
    ("ST", "15"),
    ("TH", "16"),
];

/// The files of the country as (path, text).
pub fn files(shape: Shape) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let services: Vec<String> = (0..shape.services)
        .map(|at| format!("{}/dienst-{}", STATES[at % 4].0.to_lowercase(), at + 1))
        .collect();
    for (at, (code, digits)) in STATES.iter().enumerate() {
        let districts = share(shape.districts, at);
        let slug = code.to_lowercase();
        let mut state = state_file(code, digits, districts, at, &services, shape);
        let mut municipality = share(shape.municipalities, at);
        for district in 0..districts {
            let key = format!("{digits}{:03}", district + 1);
            let mut kreis = format!("[state]\ncode = \"{code}\"\n");
            district_records(&mut kreis, code, &key);
            if shape.split {
                files.push((format!("{slug}/kreis-{key}.toml"), kreis));
            } else {
                state.push_str(kreis.split_once("\n\n").map_or("", |(_, rest)| rest));
            }
            let left = districts - district;
            let here = municipality.div_ceil(left);
            municipality -= here;
            for number in 0..here {
                let own = format!("{key}{:04}{:03}", 1 + number / 40, number + 1);
                let mut text = format!("[state]\ncode = \"{code}\"\n\n");
                municipality_records(&mut text, code, &own, &key);
                if shape.split {
                    files.push((format!("{slug}/{key}/{own}.toml"), text));
                } else {
                    state.push_str(text.split_once("\n\n").map_or("", |(_, rest)| rest));
                }
            }
        }
        files.push((format!("{slug}/state.toml"), state));
    }
    files
}

/// How many of `total` the state at an index gets; the sum over all is `total`.
fn share(total: usize, at: usize) -> usize {
    total * (at + 1) / 16 - total * at / 16
}

fn state_file(
    code: &str,
    digits: &str,
    districts: usize,
    at: usize,
    services: &[String],
    shape: Shape,
) -> String {
    let mut text = String::new();
    let _ = writeln!(
        text,
        "[state]\ncode = \"{code}\"\nexample = true\ncoordination = \"koordination\"\nlast-resort = \"koordination\"\n\
         support-contact = {{ interim = \"koordination\", long-term = \"koordination\" }}\n"
    );
    for (id, kind, name) in [
        ("koordination", "coordination", "OZG-Koordination"),
        ("it", "it-provider", "IT-Dienstleister"),
        ("center-115", "service-center-115", "Servicecenter 115"),
        ("sicherheit", "security-office", "Informationssicherheit"),
    ] {
        organization(&mut text, id, name, kind, code, "");
    }
    let own: Vec<usize> = (0..shape.services).filter(|service| service % 4 == at && at < 4).collect();
    for service in &own {
        let _ = writeln!(
            text,
            "[[service]]\nid = \"dienst-{0}\"\nname = \"Onlinedienst {0}\"\nit-provider = \"it\"\n\
             contact-form = \"https://dienst-{0}.example/kontakt\"\n",
            service + 1
        );
    }
    if !own.is_empty() {
        for level in ["second", "third"] {
            let _ = writeln!(
                text,
                "[[support]]\nlevel = \"{level}\"\ntrack = \"technical-service\"\nowner = \"it\"\ntested = 2026-10-01\n\
                 reaction = {{ critical = \"1 h\", high = \"4 h\", medium = \"2 wd\" }}\n"
            );
        }
    }
    let _ =
        writeln!(text, "[[component]]\nid = \"zahlung\"\nkind = \"payment\"\nname = \"Zahlungsplattform\"\n");
    for (at, service) in services.iter().enumerate() {
        let _ =
            writeln!(text, "[[use]]\nservice = \"{service}\"\ngo-live = 2026-06-01\npayment = \"zahlung\"\n");
        let half = districts.div_ceil(2);
        for (wave, range) in [(1, 0..half), (2, half..districts)] {
            if range.is_empty() {
                continue;
            }
            let areas: Vec<String> =
                range.map(|district| format!("\"{digits}{:03}\"", district + 1)).collect();
            let _ = writeln!(
                text,
                "[[wave]]\nservice = \"{service}\"\nname = \"Welle {wave}\"\narea = [{}]\ngo-live = 2026-{:02}-01\n",
                areas.join(", "),
                7 + (at + wave) % 5
            );
        }
    }
    let _ = writeln!(
        text,
        "[[service-115]]\ntier = \"online-services\"\nparticipation = \"own-center\"\ncenter = \"center-115\"\n\
         knowledge-owner = \"koordination\"\nfrom = 2026-01-01\n"
    );
    let _ = writeln!(
        text,
        "[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"center-115\"\nfrom = 2027-07-01\n"
    );
    let _ = writeln!(
        text,
        "[[support]]\nlevel = \"second\"\ntrack = \"subject-matter\"\nowner = \"@competent\"\n"
    );
    for level in ["second", "third"] {
        let _ =
            writeln!(text, "[[support]]\nlevel = \"{level}\"\ntrack = \"technical-state\"\nowner = \"it\"\n");
    }
    for (purpose, from, to, track) in [
        ("escalation", "@first", "it", "technical-state"),
        ("escalation", "@first", "@competent", "subject-matter"),
        ("escalation", "@second", "@third", "technical-state"),
    ] {
        let _ = writeln!(
            text,
            "[[path]]\npurpose = \"{purpose}\"\nfrom = \"{from}\"\nto = \"{to}\"\ntrack = \"{track}\"\nchannel = \"ticket\"\n\
             trigger = \"nicht selbst zu lösen\"\nwithin = \"1 wd\"\nestablished = 2026-05-01\n"
        );
    }
    for operator in ["sh", "hh", "ni", "hb"] {
        if operator != code.to_lowercase() {
            let _ = writeln!(
                text,
                "[[path]]\npurpose = \"feedback\"\nfrom = \"koordination\"\nto = \"{operator}/koordination\"\nchannel = \"email\"\n\
                 established = 2026-05-01\n"
            );
        }
    }
    text
}

fn district_records(text: &mut String, code: &str, key: &str) {
    text.push('\n');
    organization(
        text,
        &format!("amt-{key}"),
        &format!("Amt des Kreises {key}"),
        "authority",
        code,
        &format!("municipality = \"{key}\"\ncompetent = [{{ area = [\"{key}\"] }}]\n"),
    );
    let _ = writeln!(
        text,
        "[[support]]\nid = \"interim-{key}\"\nlevel = \"first\"\nsolution = \"interim\"\nowner = \"amt-{key}\"\narea = [\"{key}\"]\n\
         channels = [\"contact-form\", \"phone\"]\nfrom = 2026-06-01\nuntil = 2027-06-30\ntested = 2026-05-15\n"
    );
    let _ = writeln!(
        text,
        "[[municipality]]\nkey = \"{key}\"\nname = \"Kreis {key}\"\ncontact = \"amt-{key}\"\n\
         feedback = {{ to = \"koordination\", channel = \"email\", agreed = 2026-05-04 }}\n"
    );
}

fn municipality_records(text: &mut String, code: &str, key: &str, district: &str) {
    organization(
        text,
        &format!("rathaus-{key}"),
        &format!("Rathaus der Gemeinde {key}"),
        "municipal-administration",
        code,
        &format!("municipality = \"{key}\"\n"),
    );
    let _ = writeln!(
        text,
        "[[municipality]]\nkey = \"{key}\"\nname = \"Gemeinde {key}\"\ncontact = \"rathaus-{key}\"\n\
         feedback = {{ to = \"koordination\", channel = \"email\", agreed = 2026-05-04 }}\n"
    );
    for (task, evidence) in [
        ("project-structure", "Schreiben der Gemeinde an die Koordination vom Mai 2026"),
        ("mailbox-ready", "Funktionspostfach eingerichtet und durch eine Testnachricht geprüft"),
        ("training-held", "Teilnahmeliste der Schulung im Kreis, abgelegt bei der Koordination"),
        ("contacts-named", "Ansprechstellen für Fachverfahren, Datenschutz und Betrieb benannt"),
    ] {
        let _ = writeln!(
            text,
            "# Nachweis für den Kreis {district}: was keine Regel sehen kann, steht hier mit Datum und Beleg.\n\
             [[done]]\ntask = \"{task}\"\nmunicipality = \"{key}\"\non = 2026-05-12\nevidence = \"{evidence}\"\n"
        );
    }
}

fn organization(text: &mut String, id: &str, name: &str, kind: &str, code: &str, more: &str) {
    let slug = code.to_lowercase();
    let _ = writeln!(
        text,
        "[[organization]]\nid = \"{id}\"\nname = \"{name}\"\nkind = \"{kind}\"\nrole = \"Servicestelle Onlinedienste\"\ndeputy = \"internal\"\n\
         confirmed = 2026-10-01\n{more}channels = [\n  \
         {{ kind = \"email\", address = \"onlinedienste@{id}.{slug}.example\", hours = \"Mo-Fr 08:00-16:00; PH off\", closed = \"Antwort am nächsten Werktag\" }},\n  \
         {{ kind = \"phone\", address = \"+49 30 23125 042\", hours = \"Mo-Fr 08:00-16:00; PH off\", closed = \"Antwort am nächsten Werktag\" }},\n]\n"
    );
}
