//! Pictures of every kind of state: full, large, half empty, with a circle, hostile. What holds for all of them: nothing lies
//! on anything else. With `PICTURES=folder` they are written there, to be looked at.

use std::fmt::Write as _;

use lotse::key::StateCode;
use lotse::layout::{Px, Rect};
use lotse::model::Model;
use lotse::render;
use lotse::source::Sources;
use lotse::text::Language;
use lotse::view::graph::{BoxStyle, Picture};

use crate::graph;
use crate::run::{folder, lotse};

/// What a made-up state has.
#[derive(Clone, Copy)]
struct Made {
    offices: usize,
    services: usize,
    /// Every n-th record is left out; 0 for none.
    missing: usize,
    circle: bool,
    hostile: bool,
}

const WHOLE: Made = Made { offices: 51, services: 6, missing: 0, circle: false, hostile: false };

fn organization(out: &mut String, id: &str, name: &str, kind: &str, more: &str) {
    let _ = writeln!(
        out,
        "[[organization]]\nid = \"{id}\"\nname = \"{name}\"\nkind = \"{kind}\"\ndeputy = \"internal\"\n{more}\
         channels = [{{ kind = \"email\", address = \"support@{id}.example\" }}]\n"
    );
}

fn escalation(out: &mut String, from: &str, to: &str, kind: &str, track: &str) {
    let track = if track.is_empty() { String::new() } else { format!("track = \"{track}\"\n") };
    let _ = writeln!(
        out,
        "[[path]]\npurpose = \"escalation\"\nfrom = \"{from}\"\nto = \"{to}\"\nkind = \"{kind}\"\n{track}\
         channel = \"ticket\"\ntrigger = \"Frage offen\"\nwithin = \"1 wd\"\n"
    );
}

/// The files of the operating state and of the co-using one.
fn files(made: Made) -> Vec<(String, String)> {
    let name = |plain: &str| {
        if made.hostile {
            format!("{plain} <script>alert(1)</script> ]]> ' & \\\\ --> {}", "Donaudampf".repeat(9))
        } else {
            plain.to_owned()
        }
    };
    let mut operator = String::from("[state]\ncode = \"HB\"\n\n");
    organization(&mut operator, "it", &name("IT-Dienstleister"), "it-provider", "");
    let mut state = String::from("[state]\ncode = \"NI\"\ncoordination = \"koordination\"\n\n");
    organization(&mut state, "koordination", &name("Koordination"), "coordination", "");
    organization(
        &mut state,
        "fachstelle",
        &name("Fachstelle"),
        "specialist-unit",
        "superior = \"koordination\"\n",
    );
    organization(&mut state, "it-land", &name("Landes-IT"), "it-provider", "");
    organization(&mut state, "hersteller", &name("Hersteller des Fachverfahrens"), "it-provider", "");
    organization(&mut state, "servicecenter", &name("Servicecenter der 115"), "service-center-115", "");
    for service in 1..=made.services {
        let _ = writeln!(
            operator,
            "[[service]]\nid = \"dienst-{service}\"\nname = \"{}\"\noperating-state = \"HB\"\nit-provider = \"it\"\n",
            name(&format!("Dienst {service}"))
        );
        let _ = writeln!(state, "[[use]]\nservice = \"hb/dienst-{service}\"\ngo-live = 2026-01-01\n");
    }
    let kept = |number: usize| made.missing == 0 || !number.is_multiple_of(made.missing);
    for number in 1..=made.offices {
        let (office, key) = (format!("amt-{number}"), format!("03{:03}", 100 + number));
        let _ = writeln!(
            state,
            "[[municipality]]\nkey = \"{key}\"\nname = \"{}\"\n",
            name(&format!("Kreis {number}"))
        );
        let competent =
            if kept(number) { format!("competent = [{{ area = [\"{key}\"] }}]\n") } else { String::new() };
        let more = format!("municipality = \"{key}\"\n{competent}");
        organization(&mut state, &office, &name(&format!("Jugendamt {number}")), "authority", &more);
    }
    let support = |out: &mut String, number: usize, record: &str| {
        if kept(number) {
            let _ = writeln!(out, "[[support]]\n{record}\n");
        }
    };
    for (number, record) in [
        (1, "level = \"first\"\nsolution = \"interim\"\nowner = \"@competent\"\nuntil = 2027-06-30"),
        (2, "level = \"first\"\nsolution = \"long-term\"\nowner = \"servicecenter\"\nchannels = [\"phone\"]"),
        (3, "level = \"second\"\ntrack = \"subject-matter\"\nowner = \"fachstelle\""),
        (4, "level = \"second\"\ntrack = \"technical-state\"\nowner = \"it-land\""),
        (5, "level = \"third\"\ntrack = \"technical-state\"\nowner = \"hersteller\""),
    ] {
        support(&mut state, number, record);
    }
    for (number, level) in [(7, "second"), (8, "third")] {
        let record = format!("level = \"{level}\"\ntrack = \"technical-service\"\nowner = \"it\"");
        support(&mut operator, number, &record);
    }
    escalation(&mut state, "@first", "fachstelle", "functional", "subject-matter");
    escalation(&mut state, "@first", "hb/it", "functional", "technical-service");
    escalation(&mut state, "@first", "it-land", "functional", "technical-state");
    escalation(&mut state, "it-land", "hersteller", "functional", "technical-state");
    escalation(&mut state, "@second", "koordination", "hierarchical", "");
    if made.circle {
        escalation(&mut state, "hersteller", "it-land", "functional", "technical-state");
        escalation(&mut state, "fachstelle", "it-land", "functional", "subject-matter");
        escalation(&mut state, "it-land", "fachstelle", "functional", "subject-matter");
    }
    vec![("hb.toml".to_owned(), operator), ("ni.toml".to_owned(), state)]
}

fn model(files: Vec<(String, String)>) -> Model {
    let sources = Sources::new(files);
    let ids: Vec<_> = sources.iter().map(|(id, _)| id).collect();
    let (raw, found) = lotse::config::read(&sources, &ids, &lotse::work::Alone);
    assert!(found.is_empty(), "the files are well-formed: {found:?}");
    lotse::resolve::resolve_with(&raw, lotse::key::Reading::default(), &lotse::work::Alone).0
}

fn made(made: Made) -> Picture {
    graph::drawn(&model(files(made)), StateCode::NI, true, Language::De)
}

/// All kinds, by name.
fn kinds() -> Vec<(&'static str, Picture)> {
    vec![
        ("large", made(WHOLE)),
        ("half", made(Made { missing: 2, ..WHOLE })),
        ("circle", made(Made { offices: 2, services: 1, circle: true, ..WHOLE })),
        ("offices-500", made(Made { offices: 500, services: 2, missing: 3, ..WHOLE })),
        ("hostile", made(Made { offices: 3, services: 2, hostile: true, ..WHOLE })),
    ]
}

fn overlap(one: &Rect, two: &Rect) -> bool {
    one.x < two.x + two.width
        && two.x < one.x + one.width
        && one.y < two.y + two.height
        && two.y < one.y + one.height
}

/// The inside of a stretch of a line.
fn inside(pair: &[(Px, Px)]) -> Rect {
    let (one, two) = (pair[0], pair[1]);
    let (x, y) = (one.0.min(two.0), one.1.min(two.1));
    Rect { x, y: y + 1, width: (one.0 - two.0).abs().max(1), height: ((one.1 - two.1).abs() - 2).max(1) }
}

#[test]
fn nothing_lies_on_anything_else() {
    for (name, picture) in kinds() {
        let layout = render::svg::placed(&picture);
        let shapes: Vec<&Rect> = layout
            .boxes
            .iter()
            .chain(layout.wires.iter().map(|wire| &wire.label))
            .filter(|one| one.width > 0)
            .collect();
        assert!(shapes.len() > 5, "{name}");
        for (at, one) in shapes.iter().enumerate() {
            assert!(!shapes[at + 1..].iter().any(|two| overlap(one, two)), "{name}: {one:?}");
        }
        for pair in layout.wires.iter().flat_map(|wire| &wire.ways).flat_map(|way| way.windows(2)) {
            assert!(!shapes.iter().any(|shape| overlap(&inside(pair), shape)), "{name}: {pair:?}");
        }
    }
}

#[test]
fn large_states_are_folded_and_say_so() {
    for (name, picture) in kinds() {
        assert!(picture.nodes.len() <= 60, "{name}: {} boxes", picture.nodes.len());
    }
    let svg = render::svg::svg(&made(WHOLE));
    assert!(svg.contains("51 Jugendämter") && svg.contains("und 43 weitere"), "{svg}");
    assert!(svg.contains("Interimslösung") && svg.contains("langfristige Lösung"));
}

#[test]
fn what_is_missing_is_drawn() {
    let gaps = |picture: &Picture| picture.nodes.iter().filter(|node| node.style == BoxStyle::Gap).count();
    assert_eq!(gaps(&made(WHOLE)), 0);
    assert!(gaps(&made(Made { missing: 2, ..WHOLE })) > 1);
}

#[test]
fn names_are_never_markup() {
    let picture = made(Made { offices: 3, services: 2, hostile: true, ..WHOLE });
    let svg = render::svg::svg(&picture);
    assert!(svg.contains("&lt;script&gt;") && !svg.contains("<script"), "{svg}");
    assert!(!svg.contains("]]>"), "{svg}");
}

#[test]
fn the_words_of_a_circle() {
    let picture = made(Made { offices: 2, services: 1, circle: true, ..WHOLE });
    insta::assert_snapshot!("circle_text", render::graph_text::text(&picture));
}

#[test]
fn records_in_another_order_make_the_same_picture() {
    for kind in [WHOLE, Made { missing: 2, ..WHOLE }] {
        let shuffled = files(kind).into_iter().rev().map(|(path, text)| {
            let mut records: Vec<&str> = text.split("\n\n").collect();
            records[1..].reverse();
            (path, records.join("\n\n"))
        });
        let shuffled = graph::drawn(&model(shuffled.collect()), StateCode::NI, true, Language::De);
        assert_eq!(render::svg::svg(&made(kind)), render::svg::svg(&shuffled));
    }
}

#[test]
fn pictures_to_look_at() {
    let Some(folder) = std::env::var_os("PICTURES").map(std::path::PathBuf::from) else { return };
    for (name, picture) in kinds() {
        std::fs::write(folder.join(format!("{name}.svg")), render::svg::svg(&picture)).unwrap();
    }
}

#[cfg(feature = "png")]
#[test]
fn the_png_is_the_same_twice_and_not_empty() {
    let picture = made(Made { offices: 2, services: 1, ..WHOLE });
    let bytes = render::png::png(&picture).unwrap();
    assert!(bytes.starts_with(b"\x89PNG") && bytes.len() > 20_000, "{} bytes", bytes.len());
    assert_eq!(bytes, render::png::png(&picture).unwrap());
}

#[test]
fn every_option_of_the_command_does_something() {
    let folder = folder();
    for (path, text) in files(Made { offices: 3, services: 2, ..WHOLE }) {
        std::fs::write(folder.path().join(path), text).unwrap();
    }
    let run = |more: &[&str]| {
        let on: &[&str] = if more.contains(&"--on") { &[] } else { &["--on", "2026-11-24"] };
        let arguments = [&["graph", "--lang", "de"], on, more].concat();
        let outcome = lotse(folder.path(), &arguments);
        assert_eq!(outcome.code, 0, "{more:?}: {}", outcome.stderr);
        outcome.stdout
    };
    let plain = run(&["--state", "NI"]);
    assert!(plain.contains("3 Jugendämter") && plain.contains("24. November 2026"), "{plain}");
    let one = run(&["--state", "NI", "--service", "hb/dienst-1"]);
    assert!(one.contains("Dienst 1") && !one.contains("Dienst 2"), "{one}");
    assert!(run(&["--municipality", "03101"]).contains("Kreis 1"));
    assert!(run(&["--state", "NI", "--expand", "03102"]).contains("Jugendamt 2"));
    assert_ne!(plain, run(&["--state", "NI", "--purpose", "feedback"]));
    assert_ne!(plain, run(&["--state", "NI", "--on", "2027-07-01"]));
    for (form, begin) in [("svg", "<svg"), ("dot", "digraph"), ("json", "{"), ("mermaid", ""), ("text", "")] {
        let text = run(&["--state", "NI", "--format", form]);
        assert!(text.starts_with(begin), "{form}: {text}");
        let file = folder.path().join("out");
        assert_eq!(run(&["--state", "NI", "--format", form, "-o", "out"]), "");
        assert_eq!(std::fs::read_to_string(file).unwrap(), text);
    }
    if cfg!(feature = "png") {
        assert_eq!(run(&["--state", "NI", "--format", "png", "-o", "out.png"]), "");
        assert!(std::fs::read(folder.path().join("out.png")).unwrap().starts_with(b"\x89PNG"));
    }
}
