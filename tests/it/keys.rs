//! One body, one key: whatever form a key has, the same body is meant, and everything says the same of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use lotse::diagnostic::{Diagnostic, Severity};
use lotse::fix;
use lotse::register::{Register, csv};
use lotse::render::form::Form;
use lotse::render::lines;
use lotse::render::pages::Pages;
use lotse::render::template::Templates;
use lotse::source::Sources;
use lotse::text::Language;
use lotse::time::Moment;
use lotse::trace::{Question, follow};
use lotse::view::coverage::{By, coverage};
use lotse::view::documents::Selection;
use lotse::view::plan::Choice;
use lotse::view::saying::Saying;
use lotse::view::scene::Scene;
use lotse::workspace::{Named, Texts, Workspace};
use proptest::prelude::*;

use crate::run::{folder, lotse, write};
use crate::support::{area, day};

const ON: &str = "2027-01-15";

fn workspace(files: &[(&str, &str)], register: Option<&Register>) -> Workspace {
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    Workspace::read_with(
        Texts { files, register: register.cloned(), ..Texts::default() },
        &lotse::work::Alone,
    )
}

fn findings(workspace: &Workspace) -> Vec<Diagnostic> {
    workspace.judge(&workspace.table(), day(ON)).findings
}

fn of<'f>(findings: &'f [Diagnostic], code: &str) -> Vec<&'f Diagnostic> {
    findings.iter().filter(|finding| finding.code.0 == code).collect()
}

fn cause(finding: &Diagnostic) -> &str {
    finding.cause.as_ref().map_or("", |cause| cause.de.as_str())
}

const OPERATOR: &str = "[state]\ncode = \"HB\"\n[[service]]\nid = \"a\"\nname = \"Dienst A\"\n";

fn user(state: &str, more: &str) -> String {
    format!(
        "[state]\ncode = \"{state}\"\n[[use]]\nservice = \"hb/a\"\npayment = \"none\"\n\
         [[organization]]\nid = \"x\"\nname = \"Stelle X\"\nkind = \"authority\"\nchannels = [{{ kind = \"phone\", address = \"+49 30 23125 001\" }}]\n\
         [[organization]]\nid = \"y\"\nname = \"Stelle Y\"\nkind = \"authority\"\nchannels = [{{ kind = \"phone\", address = \"+49 30 23125 002\" }}]\n{more}"
    )
}

fn first(owner: &str, key: &str) -> String {
    format!(
        "[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"{owner}\"\narea = [\"{key}\"]\n"
    )
}

/// Guards: the longer spelling wins, and nobody hears of the contradiction.
#[test]
fn two_owners_that_differ_in_spelling_only_are_ambiguous_and_the_finding_says_why() {
    let cases = [
        ("NW", "05315", "053150000000", "05315 und 053150000000 sind dieselbe Kommune, zweimal geschrieben"),
        ("HH", "02", "020000000000", "02 und 020000000000 sind dieselbe Kommune, zweimal geschrieben"),
        ("BE", "11000", "110000000000", "11000 und 110000000000 sind dieselbe Kommune, zweimal geschrieben"),
        ("NI", "03452", "034520000000", "03452 und 034520000000 sind dasselbe Gebiet, zweimal geschrieben"),
        ("HB", "04", "040000000000", "04 und 040000000000 sind dasselbe Gebiet, zweimal geschrieben"),
    ];
    for (state, one, other, why) in cases {
        let operator = OPERATOR.replace("HB", "SH");
        let text = user(state, &(first("x", one) + &first("y", other))).replace("hb/a", "sh/a");
        let found = findings(&workspace(&[("sh.toml", &operator), ("user.toml", &text)], None));
        let [ambiguous] = of(&found, "L103")[..] else { panic!("{one} {other}: {found:#?}") };
        assert!(cause(ambiguous).starts_with(why), "{}", cause(ambiguous));
    }
    let text = user("NW", &(first("x", "05315") + &first("y", "05315")));
    let found = findings(&workspace(&[("hb.toml", OPERATOR), ("nw.toml", &text)], None));
    assert!(!cause(of(&found, "L103")[0]).contains("zweimal"), "written alike is no matter of spelling");
    let text = user("NW", &(first("x", "05334") + &first("y", "053340002002")));
    let found = findings(&workspace(&[("hb.toml", OPERATOR), ("nw.toml", &text)], None));
    assert!(of(&found, "L103").is_empty(), "a Kreis and a town in it are two");
}

#[test]
fn competences_waves_and_records_that_differ_in_spelling_only_meet() {
    let competent = |key: &str| format!("competent = [{{ area = [\"{key}\"] }}]\nchannels");
    let text = user(
        "NW",
        "[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"@competent\"\narea = [\"05315\"]\n",
    );
    let text = text.replacen("channels", &competent("05315"), 1).replacen(
        "channels = [{ kind = \"phone\", address = \"+49 30 23125 002\"",
        &format!("{} = [{{ kind = \"phone\", address = \"+49 30 23125 002\"", competent("053150000000")),
        1,
    );
    let found = findings(&workspace(&[("hb.toml", OPERATOR), ("nw.toml", &text)], None));
    met(&found, "L018");
    let waves = "[[wave]]\nservice = \"hb/a\"\narea = [\"05315\"]\ngo-live = 2027-03-01\n\
        [[wave]]\nservice = \"hb/a\"\narea = [\"053150000000\"]\ngo-live = 2027-04-01\n\
        [[municipality]]\nkey = \"05315\"\nname = \"Köln\"\n[[municipality]]\nkey = \"053150000000\"\nname = \"Köln\"\n";
    let found = findings(&workspace(&[("hb.toml", OPERATOR), ("nw.toml", &user("NW", waves))], None));
    met(&found, "L011");
    met(&found, "L007");
}

fn met(found: &[Diagnostic], code: &str) {
    let [one] = of(found, code)[..] else { panic!("{code}: {found:#?}") };
    assert!(cause(one).contains("dieselbe Kommune, zweimal geschrieben"), "{code}: {}", cause(one));
}

/// Guards: a repair that changes more than the spelling, or leaves something to repair.
#[test]
fn one_note_per_file_offers_the_usual_form() {
    let text = "[state]\ncode = \"NI\" # Land\n\
        [[municipality]]\nkey = \"03401\" # Delmenhorst\n\
        [[municipality]]\nkey = '034520000000'\n\
        [[municipality]]\nkey = \"034525401001\"\n\
        [[done]]\ntask = \"x\"\non = 2026-01-01\nmunicipality = \"03403\"\n\
        [[exception]]\nrule = \"L101\"\narea = [\"030000000000\", \"03\"]\nreason = \"r\"\napproved-by = \"a\"\nuntil = 2030-01-01\n";
    let read = |text: &str| {
        let workspace = workspace(&[("ni.toml", text)], None);
        let found = findings(&workspace);
        (workspace.sources.clone(), found, workspace.model.municipalities.len())
    };
    let (sources, found, count) = read(text);
    let [note] = of(&found, "L020")[..] else { panic!("{found:#?}") };
    assert_eq!((note.severity, note.fix.len(), note.related.len()), (Severity::Note, 4, 3));
    assert_eq!(sources.snippet(note.span), "\"03401\"");
    assert!(fix::is_safe(note, &sources));
    let mended = fix::apply(std::slice::from_ref(note), &sources);
    let wanted = text
        .replace("\"03401\"", "\"034010000000\"")
        .replace("'034520000000'", "\"03452\"")
        .replace("\"03403\"", "\"034030000000\"")
        .replace("\"030000000000\"", "\"03\"");
    assert_eq!(mended[0].text, wanted);
    let (_, found, again) = read(&wanted);
    assert!(of(&found, "L020").is_empty());
    assert_eq!(count, again);
    for (state, fine) in
        [("HH", "02"), ("HH", "020000000000"), ("BE", "11"), ("HB", "040110000000"), ("HB", "04")]
    {
        let text = format!("[state]\ncode = \"{state}\"\n[[municipality]]\nkey = \"{fine}\"\n");
        assert!(of(&read(&text).1, "L020").is_empty(), "{fine}");
    }
    let (_, found, _) = read("[state]\ncode = \"HH\"\n[[municipality]]\nkey = \"02000\"\n");
    assert_eq!(of(&found, "L020")[0].fix[0].replacement, "\"020000000000\"");
}

#[test]
fn the_federation_is_no_area_and_is_named_by_its_code() {
    let text = "[state]\ncode = \"NI\"\n[[organization]]\nid = \"k\"\nname = \"K\"\nkind = \"coordination\"\nseat = \"000000000000\"\n\
        [[municipality]]\nkey = \"000000000000\"\n";
    let found = findings(&workspace(&[("ni.toml", text)], None));
    let told: Vec<&str> = found.iter().map(|finding| finding.message.de.as_str()).collect();
    assert!(told.contains(&"„000000000000“ ist der Bund, kein Gebiet"), "{told:?}");
    assert!(
        found.iter().any(|finding| finding.fix.iter().any(|edit| edit.replacement == "\"BUND\"")),
        "{found:#?}"
    );
}

/// Guards: a kreisfreie Stadt that is asked for feedback under one key and has it under the other.
#[test]
fn a_city_is_one_leaf_with_or_without_a_register() {
    let text = "[state]\ncode = \"BW\"\n[[municipality]]\nkey = \"082110000000\"\nname = \"Baden-Baden\"\n\
        [[support]]\nlevel = \"first\"\nsolution = \"interim\"\nowner = \"none\"\nreason = \"r\"\napproved-by = \"a\"\nuntil = 2030-01-01\narea = [\"08211\"]\n";
    let register = csv::read("# edition: 2025-11-30\nkey;name\n08;Baden-Württemberg\n08211;Baden-Baden, Stadtkreis\n082110000000;Baden-Baden, Stadt\n").unwrap();
    for register in [None, Some(&register)] {
        let workspace = workspace(&[("bw.toml", text)], register);
        let table = workspace.table();
        let keys: Vec<_> = table.places().units().iter().map(|unit| unit.key).collect();
        assert_eq!(keys, [area("082110000000")]);
        assert_eq!(table.places().known_name(area("08211")), Some("Baden-Baden"));
        assert!(of(&workspace.judge(&table, day(ON)).findings, "L019").is_empty());
    }
}

/// Guards: a register that is not asked, and a list that is asked although there is one.
#[test]
fn the_register_overrides_the_built_in_list() {
    let text = "[state]\ncode = \"NW\"\n[[municipality]]\nkey = \"053150000000\"\n[[municipality]]\nkey = \"053340002\"\n";
    let register = csv::read("# edition: 2030-12-31\nkey;name\n05;Nordrhein-Westfalen\n05315;Kreis Neu\n053150001001;Neudorf\n05334;Städteregion\n053340002002;Aachen\n").unwrap();
    let keys = |workspace: &Workspace| -> Vec<String> {
        workspace.model.municipalities.iter().map(|record| record.key.value.digits()).collect()
    };
    assert_eq!(keys(&workspace(&[("nw.toml", text)], None)), ["053150000000", "053340002"]);
    let official = workspace(&[("nw.toml", text)], Some(&register));
    assert_eq!(keys(&official), ["05315", "053340002002"]);
    let found = findings(&official);
    let [note] = of(&found, "L020")[..] else { panic!("{found:#?}") };
    assert_eq!(
        note.fix.iter().map(|edit| edit.replacement.as_str()).collect::<Vec<_>>(),
        ["\"05315\"", "\"053340002002\""]
    );
}

/// A few cities and Kreise of each Land that has both, as the register has them (Gemeindeverzeichnis, 30 November 2025).
#[test]
fn the_built_in_list_agrees_with_the_register_where_both_speak() {
    let cities = [
        "01001", "02000", "03103", "03404", "04011", "04012", "05314", "05916", "06414", "06611", "07320",
        "08111", "08421", "09161", "09764", "11000", "12054", "13003", "14713", "15002", "16051", "16055",
    ];
    let kreise = [
        "01051", "03159", "03241", "05334", "06431", "07131", "08115", "09171", "10041", "12060", "13071",
        "14521", "15081", "16056", "16061",
    ];
    let reading = lotse::key::Reading::default();
    for city in cities {
        let twelve = area(&format!("{city}0000000"));
        assert_eq!(reading.read(area(city)), reading.read(twelve), "{city}");
        assert_eq!(reading.form(area(city)), twelve, "{city}");
    }
    for kreis in kreise {
        let twelve = area(&format!("{kreis}0000000"));
        assert_eq!((reading.form(area(kreis)), reading.read(twelve)), (area(kreis), area(kreis)), "{kreis}");
    }
}

const TOWNS: &str = "# edition: 2025-11-30\nars;name;type;kreis;land\n\
    034520001001;Aurich, Stadt;Stadt;Aurich;Niedersachsen\n\
    034520019019;Norden, Stadt;Stadt;Aurich;Niedersachsen\n\
    034030000000;Oldenburg (Oldenburg), Stadt;kreisfreie Stadt;Oldenburg (Oldenburg), Stadt;Niedersachsen\n";

#[test]
fn every_command_takes_the_same_keys_and_names() {
    let folder = folder();
    let root = folder.path();
    let ni = user("NI", &first("x", "03"))
        + "[[municipality]]\nkey = \"03403\"\nname = \"Stadt Oldenburg\"\n[[municipality]]\nkey = \"034520019\"\n";
    write(
        root,
        &[("lotse.toml", "format = 1\n"), ("hb.toml", OPERATOR), ("ni.toml", &ni), ("register.csv", TOWNS)],
    );
    let route = |at: &str| lotse(root, &["route", "--service", "hb/a", "--at", at, "--on", ON]);
    let docs =
        |at: &str| lotse(root, &["docs", "--municipality", at, "--out", "out", "--on", ON, "--only-changed"]);
    let city = route("034030000000");
    assert_eq!(city.code, 0, "{}", city.stderr);
    for at in ["03403", "oldenburg", "Stadt Oldenburg"] {
        assert_eq!(route(at).stdout, city.stdout, "{at}");
    }
    assert_eq!(route("034520019").stdout, route("Norden").stdout);
    let written = docs("03403");
    assert_eq!(written.code, 0, "{}", written.stderr);
    assert!(written.stdout.contains("034030000000"), "{}", written.stdout);
    for at in ["034030000000", "Oldenburg"] {
        let again = docs(at);
        assert_eq!((again.code, again.stderr.as_str()), (0, ""), "{at}");
    }
    for at in ["Nordem", "Aurich", "99"] {
        let (one, two) = (route(at), docs(at));
        assert_eq!((one.code, two.code), (2, 2), "{at}");
        let same = |text: &str| {
            text.lines()
                .filter(|line| !line.contains("--help") && !line.contains("passt nicht zu"))
                .collect::<Vec<_>>()
                .join("\n")
        };
        assert_eq!(same(&one.stderr), same(&two.stderr));
        assert!(!same(&one.stderr).is_empty());
    }
    assert!(route("Nordem").stderr.contains("meinten Sie „Norden“?"));
    let several = route("Aurich").stderr.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(several.contains("„Aurich“ heißen 2 Orte"), "{several}");
    assert!(
        several.contains("03452 (Aurich") && several.contains("034520001001 (Aurich, Stadt, Aurich)"),
        "{several}"
    );
    let workspace = workspace(&[("ni.toml", &ni)], Some(&csv::read(TOWNS).unwrap()));
    assert_eq!(workspace.named("Norden"), Named::One(area("034520019019")));
}

/// Bodies of Niedersachsen, each with its usual form first.
const BODIES: &[&[&str]] = &[
    &["03", "030000000000"],
    &["034030000000", "03403", "034030000"],
    &["031030000000", "03103"],
    &["03452", "034520000000"],
    &["03457", "034570000000"],
    &["034520001001", "034520001"],
    &["034520019019", "034520019"],
    &["034570013013", "034570013"],
    &["034525401", "034525401000"],
    &["034525401002"],
];

const REGISTER: &str = "# edition: 2025-11-30\nkey;name\n03;Niedersachsen\n03103;Wolfsburg\n031030000000;Wolfsburg\n\
    03403;Oldenburg\n034030000000;Oldenburg\n03452;Aurich\n034520001001;Aurich\n034520019019;Norden\n\
    034525401;Brookmerland\n034525401002;Leezdorf\n03457;Leer\n034570013013;Leer\n";

/// A record of a random workspace: what it is, and the bodies that it names.
type Record = (u8, usize, usize);

/// The file with every key in the form that `form` picks for it.
fn file(records: &[Record], form: &mut dyn FnMut(usize) -> String) -> String {
    // Without a register, nine digits need one place that has all twelve.
    let mut text = user(
        "NI",
        "[[exception]]\nrule = \"L409\"\narea = [\"034520001001\", \"034520019019\", \"034570013013\"]\nreason = \"r\"\napproved-by = \"a\"\nuntil = 2030-01-01\n",
    );
    let mut seen = BTreeSet::new();
    for (number, (kind, one, two)) in records.iter().enumerate() {
        let owner = if number % 2 == 0 { "x" } else { "y" };
        let once = seen.insert(*one);
        let (a, b) = (form(*one), form(*two));
        let _ = match kind {
            0 => write!(
                text,
                "[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"{owner}\"\narea = [\"{a}\", \"{b}\"]\nfrom = 2026-0{}-01\n",
                number % 9 + 1
            ),
            1 => write!(
                text,
                "[[support]]\nlevel = \"second\"\ntrack = \"subject-matter\"\nowner = \"@competent\"\narea = [\"{a}\"]\n"
            ),
            2 if once => write!(
                text,
                "[[municipality]]\nkey = \"{a}\"\ncontact = \"{owner}\"\nfeedback = {{ to = \"x\", channel = \"phone\", agreed = 2026-01-15 }}\n"
            ),
            3 => write!(
                text,
                "[[wave]]\nservice = \"hb/a\"\narea = [\"{a}\", \"{b}\"]\ngo-live = 2027-0{}-01\n",
                number % 9 + 1
            ),
            4 => write!(
                text,
                "[[organization]]\nid = \"amt-{number}\"\nname = \"Amt {number}\"\nkind = \"authority\"\nmunicipality = \"{a}\"\ncompetent = [{{ area = [\"{b}\"] }}]\nchannels = [{{ kind = \"phone\", address = \"+49 30 23125 0{number:02}\" }}]\n"
            ),
            5 => write!(
                text,
                "[[exception]]\nrule = \"L101\"\narea = [\"{a}\"]\nreason = \"r\"\napproved-by = \"a\"\nuntil = 2030-01-01\n"
            ),
            6 => write!(
                text,
                "[[done]]\ntask = \"long-term-solution-discussed\"\non = 2026-11-01\nmunicipality = \"{a}\"\n"
            ),
            7 => write!(
                text,
                "[[note]]\ndocument = \"municipality\"\nmunicipality = \"{a}\"\ntext = \"Hinweis {number}\"\n"
            ),
            8 => write!(
                text,
                "[[path]]\npurpose = \"outage\"\nfrom = \"x\"\nto = \"y\"\narea = [\"{a}\", \"{b}\"]\nchannel = \"phone\"\n"
            ),
            9 => write!(
                text,
                "[[component]]\nid = \"k-{number}\"\nkind = \"payment\"\nname = \"Zahlung {number}\"\narea = [\"{a}\"]\n"
            ),
            10 => write!(
                text,
                "[[service-115]]\ntier = \"basic\"\nparticipation = \"served\"\ncenter = \"x\"\narea = [\"{a}\"]\n"
            ),
            _ => Ok(()),
        };
    }
    text
}

/// All that is said of a workspace, by the name of the output; places in texts and notes about spelling are left out.
fn said(text: &str, register: Option<&Register>) -> BTreeMap<String, String> {
    let workspace = workspace(&[("hb.toml", OPERATOR), ("ni.toml", text)], register);
    let table = workspace.table();
    let on = day(ON);
    let mut judgement = workspace.judge(&table, on);
    // The note on the spelling is counted wherever findings are.
    judgement.findings.retain(|finding| finding.code.0 != "L020");
    judgement.found.retain(|found| found.diagnostic.code.0 != "L020");
    let mut said = BTreeMap::new();
    let told: Vec<String> = judgement
        .findings
        .iter()
        .map(|finding| {
            let cause = cause(finding);
            // Why two records meet is a matter of spelling.
            let cause = cause.split_once("zweimal geschrieben; ").map_or(cause, |(_, rest)| rest);
            let place = workspace.sources.positions(finding.span).0.line;
            let related: Vec<&str> = finding.related.iter().map(|label| label.message.de.as_str()).collect();
            format!(
                "{} {} {place} {} {:?} {related:?} {cause} {:?}",
                finding.code.0, finding.subject, finding.message.de, finding.label, finding.help
            )
        })
        .collect();
    said.insert("check".to_owned(), told.join("\n"));
    for by in [By::Cell, By::District] {
        said.insert(format!("coverage {}", said.len()), lines::json(&coverage(&table, by, on)));
    }
    let scene = Scene::new(&workspace, &table, &judgement, on, Language::De);
    said.insert("plan".to_owned(), lines::json(&lotse::view::plan::plan(&scene, &Choice::default())));
    let say = Saying { model: &workspace.model, sources: &workspace.sources, language: Language::De };
    for forms in BODIES {
        let key = workspace.model.reading.read(area(forms[0]));
        let question = Question {
            state: key.state(),
            service: workspace.model.service_ids().next().unwrap(),
            part: None,
            area: key,
            track: None,
            on: Moment { date: on, minute: None },
        };
        let route = lotse::view::route::route(
            &say,
            &table,
            &question,
            &follow(&lotse::situation::Situation::new(&table, question.on.date), &question),
        );
        said.insert(format!("route {}", forms[0]), lines::json(&route));
    }
    let templates = Templates::new(&[]);
    let pages = Pages::new(&scene, &templates);
    for document in lotse::view::documents::documents(&scene, &Selection::default()) {
        for (path, bytes) in pages.files(&document, &[Form::Markdown, Form::Html].into()).unwrap() {
            said.insert(path, String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    said
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    /// Guards: any look at a key that does not go through the one reading.
    #[test]
    fn spelling_changes_nothing_but_the_note_about_it(
        records in proptest::collection::vec((0u8..11, 0..BODIES.len(), 0..BODIES.len()), 1..14),
        picks in proptest::collection::vec(any::<prop::sample::Index>(), 32),
        official in any::<bool>(),
    ) {
        let register = official.then(|| csv::read(REGISTER).unwrap());
        let usual = file(&records, &mut |body| BODIES[body][0].to_owned());
        let mut at = 0;
        let respelled = file(&records, &mut |body| {
            at += 1;
            (*picks[at % picks.len()].get(BODIES[body])).to_owned()
        });
        let (one, two) = (said(&usual, register.as_ref()), said(&respelled, register.as_ref()));
        prop_assert_eq!(one.keys().collect::<Vec<_>>(), two.keys().collect::<Vec<_>>());
        for (name, text) in &one {
            let differing = text.lines().zip(two[name].lines()).find(|(one, two)| one != two);
            prop_assert!(differing.is_none(), "{}: {:?} of\n{}", name, differing, respelled);
            prop_assert!(*text == two[name], "{} of\n{}", name, respelled);
        }
    }
}

/// The property would not see an output that never speaks of the keys: the random files must reach every field.
#[test]
fn the_random_files_are_read_without_a_fault() {
    let records: Vec<Record> = (0..11u8).map(|kind| (kind, usize::from(kind) % BODIES.len(), 3)).collect();
    let text = file(&records, &mut |body| BODIES[body][0].to_owned());
    let sources = Sources::new([("ni.toml".to_owned(), text)]);
    let ids: Vec<_> = sources.iter().map(|(id, _)| id).collect();
    let (_, found) = lotse::config::read(&sources, &ids, &lotse::work::Alone);
    assert!(found.is_empty(), "{found:#?}");
}
