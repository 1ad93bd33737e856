//! Set-ups that must be writable without tricks, each held against who answers there: three kinds of office for one service, a
//! component that follows another, a wave of one district, a first level that comes back from the 115.

use std::collections::BTreeMap;

use lotse::profile::Cell;
use lotse::routing::{Answerer, GoLive, Places, Row, Table};
use lotse::time::Date;
use lotse::vocabulary::{Level, Track};

use crate::support::{codes, day, load, requirements};

fn table(files: &[(&str, &str)]) -> Table {
    let (model, problems) = load(files);
    assert!(problems.is_empty(), "{:?}", codes(&problems));
    let places = Places::new(&model, None);
    Table::new(&std::sync::Arc::new(model), &requirements(), places)
}

/// Who answers a cell, by the part that it is about and the component; "" for all parts, "" for none.
fn answers(table: &Table, row: &Row, cell: Cell, on: Date) -> BTreeMap<(String, String), String> {
    let model = table.model();
    row.timelines
        .iter()
        .filter(|line| line.cell == cell)
        .filter_map(|line| Some((line, line.at(on)?)))
        .map(|(line, segment)| {
            let part = line.part.map_or_else(String::new, |id| model.part(id).id.to_string());
            let component =
                line.component.map_or_else(String::new, |id| model.component(id).id.local.to_string());
            let who = segment.answers.first().map(|answer| answer.answerer);
            let who = match who {
                Some(Answerer::Organization(id)) => model.organization(id).id.local.to_string(),
                other => format!("{other:?}"),
            };
            ((part, component), who)
        })
        .collect()
}

fn told(pairs: &[(&str, &str, &str)]) -> BTreeMap<(String, String), String> {
    pairs
        .iter()
        .map(|(part, component, who)| (((*part).to_owned(), (*component).to_owned()), (*who).to_owned()))
        .collect()
}

const FIRST: Cell = Cell { level: Level::First, track: None };

fn second(track: Track) -> Cell {
    Cell { level: Level::Second, track: Some(track) }
}

/// The example that people read.
fn bundle() -> Table {
    table(&[
        ("hb.toml", include_str!("../../states/examples/bundle/hb.toml")),
        ("bund.toml", include_str!("../../states/examples/bundle/bund.toml")),
        ("ni.toml", include_str!("../../states/examples/bundle/ni.toml")),
    ])
}

#[test]
fn one_service_goes_to_three_kinds_of_office() {
    let table = bundle();
    let row = table.rows().first().unwrap();
    // Two parts are in use; each has its office, one of them of the federation.
    assert_eq!(
        answers(&table, row, FIRST, day("2027-05-01")),
        told(&[("namensbestimmung", "", "standesamt-borkum"), ("kindergeld", "", "familienkasse")])
    );
    // The third starts with a wave of its own.
    assert_eq!(
        answers(&table, row, FIRST, day("2027-10-01")),
        told(&[
            ("namensbestimmung", "", "standesamt-borkum"),
            ("kindergeld", "", "familienkasse"),
            ("elterngeld", "", "elterngeldstelle-aurich"),
        ])
    );
    // The 115 answers for all at once.
    assert_eq!(answers(&table, row, FIRST, day("2028-07-01")), told(&[("", "", "servicecenter")]));
    // On the subject matter one office answers for two, another for the third.
    assert_eq!(
        answers(&table, row, second(Track::SubjectMatter), day("2028-07-01")),
        told(&[
            ("namensbestimmung", "", "fachhilfe"),
            ("kindergeld", "", "fachhilfe"),
            ("elterngeld", "", "elterngeldstelle-aurich"),
        ])
    );
    // A cell counts once, whatever it contains.
    assert_eq!(table.rows().len(), 1);
}

#[test]
fn a_pdf_by_mail_until_the_intermediary_receives_the_data() {
    let table = bundle();
    let row = table.rows().first().unwrap();
    let in_use = |on: &str| -> Vec<String> {
        let found = answers(&table, row, second(Track::TechnicalState), day(on));
        found.into_keys().map(|(_, component)| component).filter(|component| !component.is_empty()).collect()
    };
    assert_eq!(in_use("2027-09-30"), [] as [&str; 0], "the part that uses them is not in use yet");
    assert_eq!(in_use("2027-10-01"), ["pdf-per-mail"]);
    assert_eq!(in_use("2028-03-31"), ["pdf-per-mail"]);
    assert_eq!(in_use("2028-04-01"), ["landesintermediaer"]);
}

const OPERATOR: &str = "[state]\ncode = \"HB\"\n[[service]]\nid = \"a\"\nname = \"A\"\n";

#[test]
fn a_wave_for_one_district_of_hamburg() {
    let hamburg = "[state]\ncode = \"HH\"\n[[use]]\nservice = \"hb/a\"\n\
        [[municipality]]\nkey = \"02\"\ndistricts = [\"Altona\", \"Mitte\"]\n\
        [[wave]]\nservice = \"hb/a\"\narea = [\"02\"]\ndistrict = \"Altona\"\ngo-live = 2027-03-01\n\
        [[wave]]\nservice = \"hb/a\"\narea = [\"02\"]\ngo-live = 2027-09-01\n\
        [[organization]]\nid = \"altona\"\nname = \"Bezirksamt Altona\"\nkind = \"authority\"\n\
        competent = [{ area = [\"02\"], district = \"Altona\" }]\n\
        [[organization]]\nid = \"mitte\"\nname = \"Bezirksamt Mitte\"\nkind = \"authority\"\n\
        competent = [{ area = [\"02\"] }]\n\
        [[support]]\nlevel = \"first\"\nsolution = \"interim\"\nowner = \"@competent\"\n";
    let table = table(&[("hb.toml", OPERATOR), ("hh.toml", hamburg)]);
    let found: Vec<_> = table
        .rows()
        .iter()
        .map(|row| {
            let unit = table.places().slice(&row.units).first().unwrap();
            let who = answers(&table, row, FIRST, day("2027-10-01")).into_values().next().unwrap();
            (unit.district.clone().unwrap(), row.go_live, who)
        })
        .collect();
    assert_eq!(
        found,
        [
            ("Altona".to_owned(), GoLive::On(day("2027-03-01")), "altona".to_owned()),
            ("Mitte".to_owned(), GoLive::On(day("2027-09-01")), "mitte".to_owned()),
        ]
    );
}

#[test]
fn first_level_comes_back_from_the_115_to_the_municipalities() {
    let state = "[state]\ncode = \"NI\"\n[[use]]\nservice = \"hb/a\"\ngo-live = 2027-01-01\n\
        [[organization]]\nid = \"amt\"\nname = \"Amt\"\nkind = \"authority\"\ncompetent = [{ area = [\"03452\"] }]\n\
        [[organization]]\nid = \"center\"\nname = \"Center\"\nkind = \"service-center-115\"\n\
        [[support]]\nid = \"115\"\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"center\"\narea = [\"03452\"]\nuntil = 2028-06-30\n\
        [[support]]\nid = \"zurueck\"\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"@competent\"\narea = [\"03452\"]\nfrom = 2028-07-01\n";
    let table = table(&[("hb.toml", OPERATOR), ("ni.toml", state)]);
    let row = table.rows().first().unwrap();
    let on = |on: &str| answers(&table, row, FIRST, day(on)).into_values().next().unwrap();
    assert_eq!([on("2028-06-30"), on("2028-07-01"), on("2040-01-01")], ["center", "amt", "amt"]);
    assert!(lotse::routing::gaps::gaps(&table, day("2027-06-01")).iter().all(|gap| gap.cell != FIRST));
}

/// A gap of one part is told of that part, as what it is: those of all parts together would hide it, or call it "never".
#[test]
fn a_gap_of_one_part_is_told_of_that_part() {
    let state = "[state]\ncode = \"NI\"\n[[use]]\nservice = \"hb/a\"\ngo-live = 2027-01-01\n\
        [[organization]]\nid = \"center\"\nname = \"Center\"\nkind = \"service-center-115\"\n\
        [[organization]]\nid = \"x\"\nname = \"X\"\nkind = \"state-helpdesk\"\n\
        [[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"center\"\nuntil = 2028-06-30\n\
        [[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"x\"\nparts = [\"p\"]\nfrom = 2028-07-01\n";
    let operator =
        format!("{OPERATOR}parts = [{{ id = \"p\", name = \"P\" }}, {{ id = \"q\", name = \"Q\" }}]\n");
    let table = table(&[("hb.toml", &operator), ("ni.toml", state)]);
    let gaps = lotse::routing::gaps::gaps(&table, day("2027-06-01"));
    let first: Vec<_> = gaps.iter().filter(|gap| gap.cell == FIRST).collect();
    let [gap] = first[..] else { panic!("{first:?}") };
    assert_eq!(gap.part.map(|id| table.model().part(id).id.to_string()).as_deref(), Some("q"));
    let from = Some(day("2028-07-01"));
    assert!(
        matches!(gap.kind, lotse::routing::GapKind::Hole { from: found, until: None, .. } if found == from),
        "{:?}",
        gap.kind
    );
    // What nobody answers for any part is told once.
    assert!(gaps.iter().filter(|gap| gap.cell != FIRST).all(|gap| gap.part.is_none()));
}

/// The picture hands on to nobody to whom `route` does not: whoever answers for one part gets no questions about another, by a path that
/// names levels either.
#[test]
fn the_picture_hands_on_part_by_part() {
    let table = std::sync::Arc::new(bundle());
    let on = day("2028-01-10");
    let situation = lotse::situation::Situation::new(&table, on);
    let view = lotse::graph::View::escalation(lotse::key::StateCode::parse("NI").unwrap(), on);
    let graph = lotse::graph::SupportGraph::new(&situation, &view);
    let name = |node: lotse::graph::NodeId| {
        node.organization().map(|id| table.model().organization(id).id.local.to_string()).unwrap_or_default()
    };
    let subject = |node: lotse::graph::NodeId| node.cell() == Some(second(Track::SubjectMatter));
    let mut drawn: Vec<(String, String)> = graph
        .edges()
        .iter()
        .filter(|edge| subject(edge.id.to) && edge.id.from.level() == Some(Level::First))
        .map(|edge| (name(edge.id.from), name(edge.id.to)))
        .filter(|(from, _)| from != "servicecenter")
        .collect();
    drawn.sort();
    drawn.dedup();
    let pair = |from: &str, to: &str| (from.to_owned(), to.to_owned());
    assert_eq!(
        drawn,
        [
            pair("elterngeldstelle-aurich", "elterngeldstelle-aurich"),
            pair("familienkasse", "fachhilfe"),
            pair("standesamt-borkum", "fachhilfe"),
        ]
    );
}
