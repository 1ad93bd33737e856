//! Who carries an office, which ids are one body, which municipality declines feedback: what the files can say, and what
//! is told of what they cannot. Guards against statements that are read and lost, guessed where they are broken, or
//! followed in one direction only.

use std::collections::BTreeSet;

use lotse::diagnostic::{Diagnostic, Severity};
use lotse::model::{CarriedBy, FeedbackOn, FeedbackSaid, Link, Model, OrganizationId, ServiceId};
use lotse::source::Sources;
use lotse::text::Language;
use lotse::vocabulary::{Carrier, Vocabulary};
use proptest::prelude::*;

use crate::support::{area, codes, load, read};
use crate::workspace::cases;

const NI: &str = "[state]\ncode = \"NI\"\n";
const HB: &str = "[state]\ncode = \"HB\"\n[[organization]]\nid = \"provider\"\nname = \"P\"\nkind = \"it-provider\"\n\
                  [[service]]\nid = \"a\"\nname = \"A\"\n[[service]]\nid = \"b\"\nname = \"B\"\n";

fn office(id: &str, more: &str) -> String {
    format!("[[organization]]\nid = \"{id}\"\nname = \"{id}\"\nkind = \"authority\"\n{more}")
}

/// The model of a body below Niedersachsen's `[state]` and of Bremen's files, with all findings and the texts.
fn both(body: &str) -> (Model, Vec<Diagnostic>, Sources) {
    let files = [("hb.toml", HB.to_owned()), ("ni.toml", format!("{NI}{body}"))];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let (sources, raw, mut findings) = read(&files);
    let (model, more) =
        lotse::resolve::resolve_with(&raw, lotse::key::Reading::default(), &lotse::work::Alone);
    findings.extend(more);
    (model, findings, sources)
}

/// The number of an organization, `ni/amt`.
fn number(model: &Model, id: &str) -> OrganizationId {
    let of = |number: &OrganizationId| model.organization(*number).id.to_string() == id;
    model.organization_ids().find(of).unwrap()
}

/// The only municipality record after `key`.
fn municipality(lines: &str) -> (Model, Vec<Diagnostic>) {
    let (model, findings, _) =
        both(&format!("{}[[municipality]]\nkey = \"03452\"\n{lines}", office("k", "")));
    (model, findings)
}

/// What a record says of the services `hb/a` and `hb/b`, in a word each.
fn of_a_and_b(model: &Model) -> [&'static str; 2] {
    [0, 1].map(|index| match model.municipalities[0].feedback_on(ServiceId::new(index)) {
        Some(FeedbackOn::Told(_)) => "told",
        Some(FeedbackOn::Declined { .. }) => "declined",
        Some(FeedbackOn::Undecidable) => "undecidable",
        None => "nothing",
    })
}

#[test]
fn every_problem_is_told_in_one_run_at_line_and_column() {
    let body = format!(
        "{}{}{}{}[[municipality]]\nkey = \"03452\"\nfeedback = \"none\"\n\
         [[municipality]]\nkey = \"03453\"\nfeedback = {{ to = \"a\" }}\nfeedback-reason = \"kein Bedarf\"\n\
         [[municipality]]\nkey = \"03454\"\nfeedback-reason = \"kein Bedarf\"\n\
         [[municipality]]\nkey = \"03455\"\nfeedback = \"a\"\nfeedback-reason = \"kein Bedarf\"\n\
         [[municipality]]\nkey = \"03456\"\nfeedback = [\"none\"]\n\
         [[municipality]]\nkey = \"03457\"\nfeedback = \"none\"\nfeedback-reason = \"\"\n",
        office("a", "municipality = \"03452\"\ncarrier = \"land\"\n"),
        office("b", "carrier = \"lnad\"\n"),
        office("c", "same-as = \"hb/provder\"\n"),
        office("d", "same-as = \"d\"\n"),
    );
    let (_, findings, sources) = both(&body);
    let mut told: Vec<(usize, String)> = findings
        .iter()
        .map(|finding| {
            let (start, _) = sources.positions(finding.span);
            (start.line, format!("{} {start}", finding.code.0))
        })
        .collect();
    told.sort();
    let told: Vec<String> = told.into_iter().map(|(_, told)| told).collect();
    let expected = [
        "L023 8:11",
        "L004 13:11",
        "L008 18:11",
        "L024 23:11",
        "L015 26:12",
        "L015 30:19",
        "L015 33:19",
        "L004 36:12",
        "L003 40:12",
        "L004 44:19",
    ];
    assert_eq!(told, expected);
    for finding in &findings {
        let own = ["L015", "L023", "L024"].contains(&finding.code.0);
        assert!(!own || finding.help.is_some(), "{} has a way out", finding.code.0);
        for language in Language::ALL {
            assert!(!finding.message.get(language).is_empty());
        }
    }
    let note = findings.iter().find(|finding| finding.code.0 == "L024").unwrap();
    assert_eq!(note.severity, Severity::Note, "to name oneself harms nothing");
}

#[test]
fn an_organization_alone_becomes_a_way_of_feedback_by_the_fix() {
    let (_, findings) = municipality("feedback = \"k\"\n");
    assert_eq!(codes(&findings), ["L004"]);
    assert_eq!(findings[0].fix[0].replacement, "{ to = \"k\" }");
    let (model, findings) = municipality("feedback = { to = \"k\" }\n");
    assert_eq!(codes(&findings), Vec::<&str>::new());
    assert_eq!(of_a_and_b(&model), ["told", "told"]);
    // What may have been meant as a refusal is not turned into anything.
    let (_, findings) = municipality("feedback = \"nnoe\"\n");
    assert!(findings[0].fix.is_empty() && findings[0].help.as_ref().unwrap().de.contains("none"));
}

#[test]
fn who_carries_an_office_is_said_not_said_or_undecidable() {
    let land = |word: &str| format!("carrier = \"{word}\"\n");
    let mut cases: Vec<(String, Option<CarriedBy>)> = Carrier::all()
        .iter()
        .map(|carrier| (land(carrier.word()), Some(CarriedBy::Other(*carrier))))
        .collect();
    assert_eq!(cases.len(), 3);
    let undecidable = Some(CarriedBy::Undecidable);
    cases.extend([
        (String::new(), None),
        ("municipality = \"03452\"\n".to_owned(), Some(CarriedBy::Municipality(area("03452")))),
        ("municipality = \"3452\"\n".to_owned(), undecidable),
        ("municipality = \"04011\"\n".to_owned(), undecidable),
        (land("kreis"), undecidable),
        ("carier = \"land\"\n".to_owned(), undecidable),
        (format!("municipality = \"03452\"\n{}", land("federal")), undecidable),
    ]);
    for (lines, expected) in cases {
        let (model, findings) = load(&[("ni.toml", &format!("{NI}{}", office("amt", &lines)))]);
        assert_eq!(model.organizations[0].carried_by(), expected, "{lines}");
        assert_eq!(findings.len(), usize::from(expected == undecidable), "{lines}: {:?}", codes(&findings));
    }
}

#[test]
fn feedback_is_one_fact_per_service() {
    let reason = "feedback-reason = \"über den Landkreistag\"\n";
    let cases = [
        ("", ["nothing", "nothing"]),
        ("feedback = { to = \"k\" }\n", ["told", "told"]),
        ("feedback = { to = \"k\", services = [\"hb/a\"] }\n", ["told", "nothing"]),
        // Which service the broken name meant, nobody can tell; the other is told all the same.
        ("feedback = { to = \"k\", services = [\"hb/a\", \"hb/x\"] }\n", ["told", "undecidable"]),
        ("feedback = { to = \"k\", services = [\"hb/a\", 1] }\n", ["told", "undecidable"]),
        ("feedback = 1\n", ["undecidable", "undecidable"]),
        ("fedback = { to = \"k\" }\n", ["undecidable", "undecidable"]),
        ("feedback = \"none\"\n", ["declined", "declined"]),
    ];
    for (lines, expected) in cases {
        assert_eq!(of_a_and_b(&municipality(lines).0), expected, "{lines}");
    }
    let (model, findings) = municipality(&format!("feedback = \"none\"\n{reason}"));
    assert_eq!(codes(&findings), Vec::<&str>::new());
    let Some(FeedbackOn::Declined { reason: Some(reason) }) =
        model.municipalities[0].feedback_on(ServiceId::new(0))
    else {
        panic!("declined with its reason");
    };
    assert_eq!(reason.value, "über den Landkreistag");
    assert!(model.municipalities[0].feedback_told().is_none(), "a refusal is no way");
    let said = model.municipalities[0].feedback.as_ref().map(|said| &said.value);
    assert!(matches!(said, Some(FeedbackSaid::Declined { .. })));
}

#[test]
fn one_body_has_the_smallest_id_and_a_broken_name_joins_nothing() {
    let body = format!(
        "{}{}{}{}",
        office("it", "same-as = \"hb/provider\"\n"),
        office("zweig", "same-as = \"it\"\n"),
        office("allein", ""),
        office("fehlt", "same-as = \"sh/provider\"\n"),
    );
    let (model, findings, _) = both(&body);
    assert_eq!(codes(&findings), ["L013"], "a state that is not there is told once, as everywhere");
    for (id, expected) in [
        ("hb/provider", "hb/provider"),
        ("ni/it", "hb/provider"),
        ("ni/zweig", "hb/provider"),
        ("ni/allein", "ni/allein"),
        ("ni/fehlt", "ni/fehlt"),
    ] {
        let id = number(&model, id);
        assert_eq!(model.body(id), number(&model, expected));
    }
    let missing = model.organization(number(&model, "ni/fehlt"));
    assert_eq!(missing.same_as.as_ref().map(|same| same.value), Some(Link::Undecidable));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever names whom, in circles too: the body of an organization is the smallest of all that can be reached from it,
    /// in both directions, step by step.
    #[test]
    fn bodies_are_what_hangs_together(names in proptest::collection::vec(proptest::option::of(0..12_usize), 1..12)) {
        let count = names.len();
        let mut text = NI.to_owned();
        for (index, name) in names.iter().enumerate() {
            let same = name.map(|other| format!("same-as = \"o{:02}\"\n", other % count)).unwrap_or_default();
            text.push_str(&office(&format!("o{index:02}"), &same));
        }
        let (model, findings) = load(&[("ni.toml", &text)]);
        let selves = names.iter().enumerate().filter(|(index, name)| name.map(|other| other % count) == Some(*index));
        prop_assert_eq!(codes(&findings), vec!["L024"; selves.count()]);
        for index in 0..count {
            let mut reached = BTreeSet::from([index]);
            loop {
                let more: BTreeSet<usize> = names
                    .iter()
                    .enumerate()
                    .filter_map(|(from, name)| name.map(|to| (from, to % count)))
                    .filter(|(from, to)| reached.contains(from) != reached.contains(to))
                    .flat_map(|(from, to)| [from, to])
                    .collect();
                if more.is_empty() {
                    break;
                }
                reached.extend(more);
            }
            let smallest = *reached.first().unwrap();
            prop_assert_eq!(model.body(OrganizationId::new(index)), OrganizationId::new(smallest));
        }
    }
}
