//! One Land of real size: 45 Kreise and kreisfreie Städte, 941 Gemeinden, 18 services, 914 organizations, and four causes
//! planted. What is told must be as much as there are causes, not as much as there are offices.
//!
//! All names, keys below the Kreis, addresses and numbers are invented.

use std::fmt::Write as _;

use lotse::diagnostic::Severity;
use lotse::render::terminal::{self, Style};
use lotse::text::Language;
use lotse::time::Date;
use lotse::workspace::{Judgement, Texts, Workspace};

/// Landkreise and kreisfreie Städte.
const KREISE: usize = 45;
const GEMEINDEN: usize = 941;
const ORGANIZATIONS: usize = 914;
/// Besides the offices there are the coordination, the IT provider and the 115.
const OWN_OFFICE: usize = ORGANIZATIONS - KREISE - 3;
const SERVICES: usize = 18;
/// Services for which the office of the Kreis is competent; for the others it is the one of the Gemeinde.
const OF_KREIS: usize = 9;
/// Services that start late.
const LATE: std::ops::Range<usize> = 12..18;
const ON: Date = Date::constant(2027, 1, 15);

/// What is wrong, one cause each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cause {
    /// The office of a Kreis names no competence: 9 services.
    Competence,
    /// The long-term solution leaves a Kreis out: 18 services.
    Successor,
    /// The operating Land's third level begins after the go-live of six services, each with a record of its own.
    Start,
    /// In a Kreis each of 18 services has an interim of its own with an open end, and the review date has passed.
    Review,
}

const CAUSES: [Cause; 4] = [Cause::Competence, Cause::Successor, Cause::Start, Cause::Review];

fn kreis(at: usize) -> String {
    format!("03{:03}", 151 + at * 7)
}

/// The Gemeinden as (Kreis, key), dealt out in turn.
fn gemeinden() -> Vec<(usize, String)> {
    let key = |at: usize| format!("{}{:04}{:03}", kreis(at % KREISE), at / KREISE + 1, at / KREISE + 1);
    let mut all: Vec<(usize, String)> = (0..GEMEINDEN).map(|at| (at % KREISE, key(at))).collect();
    all.sort();
    all
}

fn register() -> String {
    let mut text = "key;name;population\n".to_owned();
    for at in 0..KREISE {
        writeln!(text, "{};Kreis K{at};", kreis(at)).unwrap();
    }
    for (at, (_, key)) in gemeinden().iter().enumerate() {
        writeln!(text, "{key};Gemeinde G{at};8000").unwrap();
    }
    text
}

fn list(services: impl Iterator<Item = usize>) -> String {
    services.map(|at| format!("\"hb/dienst-{at}\"")).collect::<Vec<_>>().join(", ")
}

fn operator(planted: &[Cause]) -> String {
    let mut text = "[state]\ncode = \"HB\"\ncoordination = \"koordination\"\n".to_owned();
    for (id, kind) in [("koordination", "coordination"), ("it", "it-provider")] {
        write!(
            text,
            "[[organization]]\nid = \"{id}\"\nname = \"{id} HB\"\nkind = \"{kind}\"\ndeputy = \"internal\"\n\
             channels = [{{ kind = \"email\", address = \"post@{id}.example\" }}]\n"
        )
        .unwrap();
    }
    for at in 0..SERVICES {
        write!(
            text,
            "[[service]]\nid = \"dienst-{at}\"\nname = \"Dienst {at}\"\nit-provider = \"it\"\n\
             contact-form = \"https://dienst-{at}.example/kontakt\"\n"
        )
        .unwrap();
    }
    let support = |level: &str, more: &str| {
        format!("[[support]]\nlevel = \"{level}\"\ntrack = \"technical-service\"\nowner = \"it\"\n{more}")
    };
    text.push_str(&support("second", ""));
    text.push_str(&support("third", &format!("services = [{}]\n", list(0..LATE.start))));
    let from = if planted.contains(&Cause::Start) { "from = 2027-05-01\n" } else { "" };
    for at in LATE {
        text.push_str(&support("third", &format!("services = [\"hb/dienst-{at}\"]\n{from}")));
    }
    text + "[[knowledge]]\nowner = \"koordination\"\nsources = [\"tickets\", \"feedback\"]\nsinks = [\"answering\", \"development\"]\nsince = 2026-06-01\n"
}

fn office(text: &mut String, id: &str, municipality: &str, competent: &str) {
    write!(
        text,
        "[[organization]]\nid = \"{id}\"\nname = \"Amt {id}\"\nkind = \"authority\"\ndeputy = \"internal\"\n\
         municipality = \"{municipality}\"\ncompetent = [{competent}]\n\
         channels = [{{ kind = \"phone\", address = \"+49 30 23125 042\", hours = \"Mo-Fr 08:00-16:00; PH off\" }}]\n"
    )
    .unwrap();
}

fn land(planted: &[Cause]) -> String {
    let mut text = "[state]\ncode = \"NI\"\ncoordination = \"koordination\"\n\
                    support-contact = { interim = \"koordination\", long-term = \"koordination\" }\n"
        .to_owned();
    for (id, kind, address) in [
        ("koordination", "coordination", "kind = \"email\", address = \"post@koordination.example\""),
        ("it", "it-provider", "kind = \"email\", address = \"post@it.example\""),
        ("center", "service-center-115", "kind = \"phone\", address = \"115\""),
    ] {
        write!(
            text,
            "[[organization]]\nid = \"{id}\"\nname = \"{id} NI\"\nkind = \"{kind}\"\ndeputy = \"internal\"\n\
             channels = [{{ {address}, hours = \"Mo-Fr 08:00-18:00\", closed = \"Antwort am nächsten Arbeitstag\" }}]\n"
        )
        .unwrap();
    }
    let (of_kreis, of_gemeinde) = (list(0..OF_KREIS), list(OF_KREIS..SERVICES));
    for at in 0..KREISE {
        let key = kreis(at);
        // Where a Gemeinde has no office of its own, the one of the Kreis acts for it.
        let all = format!("{{ area = [\"{key}\"] }}");
        let rest = format!("{{ area = [\"{key}\"], services = [{of_gemeinde}] }}");
        let lacking = at == 0 && planted.contains(&Cause::Competence);
        office(&mut text, &format!("amt-{key}"), &key, if lacking { &rest } else { &all });
    }
    for (_, key) in gemeinden().iter().take(OWN_OFFICE) {
        let own = format!("{{ area = [\"{key}\"], services = [{of_gemeinde}] }}");
        office(&mut text, &format!("standesamt-{key}"), key, &own);
    }
    for at in 0..SERVICES {
        let start = if LATE.contains(&at) { "2027-03-01" } else { "2026-06-01" };
        write!(text, "[[use]]\nservice = \"hb/dienst-{at}\"\ngo-live = {start}\npayment = \"none\"\n")
            .unwrap();
    }
    assert!(of_kreis.starts_with("\"hb/dienst-0\""));
    support(&mut text, planted);
    for (to, track) in
        [("@second", "subject-matter"), ("it", "technical-state"), ("hb/it", "technical-service")]
    {
        write!(
            text,
            "[[path]]\npurpose = \"escalation\"\nfrom = \"@first\"\nto = \"{to}\"\ntrack = \"{track}\"\nchannel = \"email\"\nestablished = 2026-05-01\n"
        )
        .unwrap();
    }
    for (from, to) in [("municipality", "koordination"), ("koordination", "hb/koordination")] {
        write!(
            text,
            "[[path]]\npurpose = \"feedback\"\nfrom = \"{from}\"\nto = \"{to}\"\nchannel = \"email\"\nestablished = 2026-05-01\n"
        )
        .unwrap();
    }
    text + "[[knowledge]]\nowner = \"koordination\"\nsources = [\"tickets\", \"feedback\"]\nsinks = [\"answering\"]\nsince = 2026-06-01\n"
}

fn support(text: &mut String, planted: &[Cause]) {
    let left_out = |at: &usize| {
        (*at == 1 && planted.contains(&Cause::Successor)) || (*at == 2 && planted.contains(&Cause::Review))
    };
    let areas: Vec<String> =
        (0..KREISE).filter(|at| !left_out(at)).map(|at| format!("\"{}\"", kreis(at))).collect();
    write!(
        text,
        "[[service-115]]\ntier = \"online-services\"\nparticipation = \"own-center\"\ncenter = \"center\"\n\
         knowledge-owner = \"koordination\"\nfrom = 2026-01-01\n\
         [[support]]\nid = \"interim\"\nlevel = \"first\"\nsolution = \"interim\"\nowner = \"@competent\"\nuntil = 2027-12-31\n\
         [[support]]\nid = \"langfristig\"\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"center\"\nfrom = 2028-01-01\narea = [{}]\n\
         [[support]]\nlevel = \"second\"\ntrack = \"subject-matter\"\nowner = \"@competent\"\n",
        areas.join(", ")
    )
    .unwrap();
    for level in ["second", "third"] {
        write!(text, "[[support]]\nlevel = \"{level}\"\ntrack = \"technical-state\"\nowner = \"it\"\n")
            .unwrap();
    }
    if planted.contains(&Cause::Review) {
        for at in 0..SERVICES {
            write!(
                text,
                "[[support]]\nid = \"offen-{at}\"\nlevel = \"first\"\nsolution = \"interim\"\nowner = \"amt-{}\"\n\
                 services = [\"hb/dienst-{at}\"]\narea = [\"{}\"]\nuntil = \"open\"\nreview = 2026-12-01\n",
                kreis(2),
                kreis(2)
            )
            .unwrap();
        }
    }
}

/// What the Land comes to, and the text that `check` prints of it.
fn judged(planted: &[Cause]) -> (Judgement, String) {
    let workspace = Workspace::read_with(
        Texts {
            settings: Some((
                "lotse.toml".to_owned(),
                "format = 1\nprofiles = [\"familie-und-kind\"]\n".to_owned(),
            )),
            files: vec![
                ("hb/hb.toml".to_owned(), operator(planted)),
                ("ni/ni.toml".to_owned(), land(planted)),
            ],
            register: Some(lotse::register::csv::read(&register()).unwrap()),
            ..Texts::default()
        },
        &lotse::work::Alone,
    );
    let judgement = workspace.judge(&workspace.table(), ON);
    let style = Style { ascii: false, ..Style::default() };
    let text = terminal::render(&judgement.findings, &workspace.sources, Language::De, style);
    (judgement, text)
}

/// Guards against findings that grow with offices and services instead of causes: four causes, four findings, and few
/// notes, although each office is known to exceptions by itself.
#[test]
fn four_causes_are_four_findings() {
    let (judgement, text) = judged(&CAUSES);
    let loud: Vec<&str> = judgement
        .findings
        .iter()
        .filter(|finding| finding.severity > Severity::Note)
        .map(|finding| finding.code.0)
        .collect();
    let lines = || {
        let line = |finding: &lotse::diagnostic::Diagnostic| {
            format!("{} {} | {}", finding.code, finding.message.de, finding.label.de)
        };
        judgement.findings.iter().map(line).collect::<Vec<_>>().join("\n")
    };
    let mut sorted = loud.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, ["L017", "L203", "L206", "L207"], "{}", lines());
    assert!(judgement.count(Severity::Note) <= 10, "{}", lines());
    assert!(text.len() <= 60_000, "{} bytes", text.len());
    assert!(judgement.found.len() > OWN_OFFICE, "each office is known: {}", judgement.found.len());
    let members: usize = judgement.findings.iter().map(|finding| finding.each().len()).sum();
    assert_eq!(members, judgement.found.len(), "nothing is lost by telling it at once");
}

/// Guards against causes that hide each other: each alone is its one finding, and without them nothing is loud.
#[test]
fn each_cause_alone_is_one_finding() {
    let loud = |planted: &[Cause]| {
        let (judgement, _) = judged(planted);
        let loud = judgement.findings.iter().filter(|finding| finding.severity > Severity::Note);
        loud.map(|finding| finding.code.0).collect::<Vec<_>>()
    };
    assert_eq!(loud(&[]), [""; 0]);
    for (cause, code) in CAUSES.into_iter().zip(["L017", "L203", "L206", "L207"]) {
        assert_eq!(loud(&[cause]), [code], "{cause:?}");
    }
}
