//! What is the case: feedback, carriers of offices, knowledge, on small files.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::feedback::{Arrival, Reach, Standing};
use super::testing::{HB, Workspace, day};
use super::{Carrier, Force, Situation};
use crate::key::{Area, StateCode};
use crate::model::ServiceId;

const NI: &str = "[state]\ncode = \"NI\"\n[[organization]]\nid = \"kk\"\nname = \"K\"\nkind = \"coordination\"\n[[organization]]\nid = \"mm\"\nname = \"M\"\nkind = \"ministry\"\n[[use]]\nservice = \"hb/x\"\n[[municipality]]\nkey = \"03452\"\n";
const STATED: &str = "feedback = { to = \"kk\", channel = \"email\", agreed = 2026-05-04 }\n";
const UP: &str = "[[path]]\npurpose = \"feedback\"\nfrom = \"kk\"\nto = \"mm\"\n[[path]]\npurpose = \"feedback\"\nfrom = \"mm\"\nto = \"hb/kk\"\n";

fn situation(files: &[(&str, &str)]) -> Situation {
    Workspace::new(files).on(day(2027, 3, 1))
}

fn asked<T>(ni: &str, ask: impl Fn(&Situation, Area) -> T) -> T {
    ask(&situation(&[("hb", HB), ("ni", ni)]), Area::parse("03452").unwrap())
}

fn judge(ni: &str) -> Reach {
    asked(ni, |situation, key| situation.feedback(key, ServiceId::new(0), situation.on()))
}

#[test]
fn feedback_is_followed_over_any_number_of_hops() {
    let ni = format!("{NI}{STATED}{UP}");
    let found = judge(&ni);
    let back = asked(&ni, |situation, key| situation.answer_back(key, ServiceId::new(0), situation.on()));
    assert_eq!((found.arrival, found.there.len(), back), (Arrival::Arrives, 3, None));
    assert_eq!(found.standing, Standing::Agreed);
}

#[test]
fn where_it_stops_is_told() {
    let found = judge(&format!("{NI}{STATED}"));
    assert_eq!((found.arrival, found.there.len(), found.ends.len()), (Arrival::Stops, 1, 1));
    assert_eq!((judge(NI).standing, judge(NI).arrival), (Standing::None, Arrival::Nowhere));
}

#[test]
fn a_circle_ends_nowhere_and_does_not_hang() {
    let back = "[[path]]\npurpose = \"feedback\"\nfrom = \"mm\"\nto = \"kk\"\n";
    let up = "[[path]]\npurpose = \"feedback\"\nfrom = \"kk\"\nto = \"mm\"\n";
    assert_eq!(judge(&format!("{NI}{STATED}{up}{back}")).arrival, Arrival::Stops);
}

#[test]
fn the_answer_comes_back_by_coordination() {
    let back = "[[path]]\npurpose = \"coordination\"\nfrom = \"hb/kk\"\nto = \"kk\"\n[[path]]\npurpose = \"coordination\"\nfrom = \"kk\"\nto = \"municipality\"\n";
    let home = asked(&format!("{NI}{STATED}{UP}{back}"), |situation, key| {
        situation.answer_back(key, ServiceId::new(0), situation.on())
    });
    assert_eq!(home.unwrap().len(), 2);
}

#[test]
fn an_operator_that_was_not_loaded_leaves_it_open() {
    let found = situation(&[("ni", &format!("{NI}{STATED}"))]);
    let reach = found.feedback(Area::parse("03452").unwrap(), ServiceId::new(0), found.on());
    assert_eq!(reach.arrival, Arrival::Undecidable);
}

#[test]
fn a_way_that_the_land_lays_down_is_offered_once_it_is_lived() {
    let path = |since: &str| {
        format!("{NI}{UP}[[path]]\npurpose = \"feedback\"\nfrom = \"municipality\"\nto = \"kk\"\n{since}")
    };
    assert_eq!(judge(&path("established = 2027-03-01\n")).standing, Standing::Offered);
    assert_eq!(judge(&path("established = 2027-03-02\n")).standing, Standing::LaidDown);
    assert_eq!(judge(&path("")).standing, Standing::LaidDown);
    assert_eq!(judge(&path("area = [\"03453\"]\nestablished = 2027-01-01\n")).standing, Standing::None);
}

#[test]
fn an_agreement_of_a_day_to_come_is_laid_down_only() {
    let later = STATED.replace("2026-05-04", "2027-03-02");
    assert_eq!(judge(&format!("{NI}{later}{UP}")).standing, Standing::LaidDown);
}

#[test]
fn who_declines_has_no_way_even_where_the_land_offers_one() {
    let offer =
        "[[path]]\npurpose = \"feedback\"\nfrom = \"municipality\"\nto = \"kk\"\nestablished = 2026-01-01\n";
    let declined = "feedback = \"none\"\nfeedback-reason = \"über den Kreis\"\n";
    let found = judge(&format!("{NI}{declined}{offer}"));
    assert_eq!((found.standing, found.arrival), (Standing::Declined, Arrival::Nowhere));
}

#[test]
fn feedback_that_only_the_provider_gets_has_arrived_with_a_note() {
    let stated = "feedback = { to = \"hb/it\", channel = \"email\", agreed = 2026-05-04 }\n";
    assert_eq!(judge(&format!("{NI}{stated}")).arrival, Arrival::AtProvider);
    let on = "[[path]]\npurpose = \"feedback\"\nfrom = \"hb/it\"\nto = \"hb/kk\"\n";
    let found = judge(&format!("{NI}{stated}{on}"));
    assert_eq!((found.arrival, found.there.len()), (Arrival::Arrives, 2));
}

const AUTHORITY: &str = "[[organization]]\nid = \"amt\"\nname = \"A\"\nkind = \"authority\"\n";

fn carrier(more: &str) -> Carrier {
    asked(&format!("{NI}{AUTHORITY}{more}"), |situation, _| {
        let model = situation.model();
        let amt = model.organization_ids().find(|id| model.organization(*id).id.local.as_str() == "amt");
        situation.carrier(amt.unwrap())
    })
}

#[test]
fn an_office_of_one_kreis_is_taken_for_that_kreis_and_one_of_two_for_nobodys() {
    let kreis = Area::parse("03452").unwrap();
    let assumed = Carrier::Kommune { key: kreis, assumed: true };
    assert_eq!(carrier("competent = [{ area = [\"03452\"] }]\n"), assumed);
    assert_eq!(carrier("competent = [{ area = [\"034520001001\", \"034520002002\"] }]\n"), assumed);
    assert_eq!(carrier("competent = [{ area = [\"03452\", \"03462\"] }]\n"), Carrier::Unsaid);
    assert_eq!(carrier("competent = [{ services = [\"hb/x\"] }]\n"), Carrier::Unsaid);
    assert_eq!(carrier(""), Carrier::Nobody);
}

#[test]
fn a_knowledge_record_that_cannot_be_read_leaves_it_open_who_evaluates() {
    let owned = |record: &str| {
        asked(&format!("{NI}{record}"), |situation, _| {
            situation.knowledge(StateCode::NI, ServiceId::new(0), situation.on()).own.is_owned()
        })
    };
    assert_eq!(owned(""), Force::No);
    assert_eq!(owned("[[knowledge]]\nowner = \"kk\"\nsinks = [\"answering\"]\n"), Force::Yes);
    assert_eq!(
        owned("[[knowledge]]\nowner = \"kk\"\nsinks = [\"answering\"]\nsince = 2027-03-02\n"),
        Force::No
    );
}
