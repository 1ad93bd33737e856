//! The graph of small workspaces, and what is proved of it.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use super::analysis::proof::{Proof, Standing};
use super::*;
use crate::key::StateCode;
use crate::situation::testing::{HB, Workspace, day};
use crate::vocabulary::{Level, Purpose, Track};

const NI: &str = r#"[state]
code = "NI"
[[organization]]
id = "amt"
name = "Jugendamt Aurich"
kind = "authority"
municipality = "03452"
competent = [{ area = ["03452"] }]
[[organization]]
id = "amt-2"
name = "Jugendamt Leer"
kind = "authority"
municipality = "03457"
competent = [{ area = ["03457"] }]
[[organization]]
id = "fach"
name = "Fachstelle"
kind = "specialist-unit"
[[organization]]
id = "land"
name = "IT Land"
kind = "it-provider"
deputy = "fach"
[[use]]
service = "hb/x"
[[municipality]]
key = "03452"
[[municipality]]
key = "03457"
[[support]]
level = "first"
solution = "interim"
owner = "@competent"
until = 2027-12-31
[[support]]
level = "second"
track = "subject-matter"
owner = "fach"
[[support]]
level = "second"
track = "technical-state"
owner = "land"
"#;

const THIRD: &str = "[[support]]\nlevel = \"third\"\ntrack = \"technical-state\"\nowner = \"fach\"\n";

fn path(from: &str, to: &str, track: &str) -> String {
    format!(
        "[[path]]\npurpose = \"escalation\"\nfrom = \"{from}\"\nto = \"{to}\"\ntrack = \"{track}\"\nchannel = \"phone\"\nwithin = \"4 h\"\n"
    )
}

fn workspace(more: &str) -> Workspace {
    Workspace::new(&[("hb", HB), ("ni", &format!("{NI}{more}"))])
}

fn proof(more: &str) -> Proof {
    let workspace = workspace(more);
    Proof::new(&workspace.on(day(2027, 3, 1)), &View::escalation(StateCode::NI, day(2027, 3, 1)))
}

#[test]
fn what_the_table_implies_is_there_and_marked() {
    let found = proof(THIRD);
    let subject = found.questions.iter().find(|question| question.track == Track::SubjectMatter).unwrap();
    assert_eq!((found.questions.len(), subject.standing), (6, Standing::NotAgreed));
    assert!(found.graph.edges().iter().any(|edge| edge.implied && edge.spans.is_empty()));
}

#[test]
fn agreed_ways_reach_the_last_level() {
    let ways = path("@first", "fach", "subject-matter")
        + &path("@first", "hb/it", "technical-service")
        + &path("@first", "land", "technical-state")
        + &path("land", "fach", "technical-state");
    let found = proof(&format!("{THIRD}{ways}"));
    assert!(found.questions.iter().all(|question| question.standing == Standing::Agreed), "{found:#?}");
    assert_eq!((found.dead_ends.len(), found.unreached.len(), found.cycles.len()), (0, 0, 0));
    let times: Vec<(Track, u32)> =
        found.longest.iter().map(|time| (time.track, time.total[0].amount())).collect();
    // The same organization on second and third level stays in the house and takes no time.
    assert_eq!(times, [(Track::SubjectMatter, 4), (Track::TechnicalService, 4), (Track::TechnicalState, 8)]);
}

#[test]
fn a_missing_level_ends_the_question_there() {
    let found = proof(&path("@first", "land", "technical-state"));
    let state = found.questions.iter().find(|question| question.track == Track::TechnicalState).unwrap();
    assert_eq!(state.standing, Standing::Ends);
    assert!(state.ends.iter().any(|id| id.is_gap() && id.level() == Some(Level::Third)));
}

#[test]
fn a_circle_is_told_whole_and_once_for_all_places() {
    let ways = path("land", "fach", "technical-state") + &path("fach", "land", "technical-state");
    let found = proof(&format!("{THIRD}{ways}"));
    assert_eq!(found.cycles.len(), 1);
    assert_eq!(
        (found.cycles[0].organizations.len(), found.cycles[0].rows.len(), found.cycles[0].spans.len()),
        (2, 2, 2)
    );
}

#[test]
fn two_tracks_in_opposite_directions_are_no_circle() {
    let ways = path("land", "fach", "technical-state") + &path("fach", "land", "subject-matter");
    assert!(proof(&format!("{THIRD}{ways}")).cycles.is_empty());
}

#[test]
fn a_hand_over_past_the_second_level_is_told() {
    let found = proof(&format!("{THIRD}{}", path("@first", "fach", "technical-state")));
    // One way from each of the two authorities, by one path.
    assert_eq!(found.skipped.len(), 2);
    assert_eq!(found.skipped[0].spans, found.skipped[1].spans);
}

#[test]
fn who_stands_alone_is_a_single_point() {
    let found = proof(THIRD);
    let counts: Vec<usize> = found.single_points.iter().map(|point| point.questions.len()).collect();
    // IT of the operator (two places), two authorities (three tracks each), the specialist unit (two tracks, two places), the state's IT.
    assert_eq!(counts, [2, 3, 3, 4, 2]);
}

#[test]
fn days_ahead_show_who_is_missing_from_when() {
    let workspace = workspace(THIRD);
    let situation = workspace.on(day(2027, 3, 1));
    let view = View::escalation(StateCode::NI, day(2027, 3, 1));
    let gap = |graph: &SupportGraph| graph.nodes().iter().find(|node| node.id.is_gap()).map(|node| node.id);
    assert_eq!(gap(&SupportGraph::on_day(&situation, &view)), None);
    let ahead = gap(&SupportGraph::new(&situation, &view)).unwrap();
    assert!(matches!(ahead, NodeId::Gap { from: Some(from), .. } if from == day(2028, 1, 1)));
}

#[test]
fn equal_parts_in_many_places_are_one_stack_until_unfolded() {
    let workspace = workspace(THIRD);
    let situation = workspace.on(day(2027, 3, 1));
    let graph = SupportGraph::new(&situation, &View::escalation(StateCode::NI, day(2027, 3, 1)));
    let largest = |expand: &[crate::key::Area]| {
        fold::fold(situation.table(), &graph, expand).groups.iter().map(|group| group.members.len()).max()
    };
    assert_eq!(largest(&[]), Some(2));
    assert_eq!(largest(&[crate::key::Area::parse("03452").unwrap()]), Some(1));
}

#[test]
fn an_organization_with_a_part_does_not_stand_beside_as_well() {
    let workspace =
        workspace(&format!("{THIRD}[[path]]\npurpose = \"knowledge\"\nfrom = \"land\"\nto = \"hb/it\"\n"));
    let mut view = View::escalation(StateCode::NI, day(2027, 3, 1));
    view.purposes.insert(Purpose::Knowledge);
    let graph = SupportGraph::new(&workspace.on(day(2027, 3, 1)), &view);
    assert!(!graph.nodes().iter().any(|node| matches!(node.id, NodeId::Side(_))));
    assert!(graph.edges().iter().any(|edge| edge.id.kind == EdgeKind::Other(Purpose::Knowledge)));
}

/// Rows of an owner and a track, as pairs that two lists can be compared by.
fn places(ends: impl Iterator<Item = (NodeId, Track, std::collections::BTreeSet<usize>)>) -> Places {
    ends.flat_map(|(node, track, rows)| rows.into_iter().map(move |row| (node, track, row))).collect()
}

type Places = std::collections::BTreeSet<(NodeId, Track, usize)>;

proptest::proptest! {
    /// What rules are told by classes of rows is what the proof finds row by row.
    #[test]
    fn the_ladder_agrees_with_the_proof(
        ways in proptest::collection::vec((0_usize..5, 0_usize..5, 0_usize..3, proptest::bool::ANY), 0..8)
    ) {
        const ENDS: [&str; 5] = ["@first", "fach", "land", "hb/it", "amt"];
        const TRACKS: [&str; 3] = ["subject-matter", "technical-service", "technical-state"];
        let text: String = ways
            .iter()
            .filter(|(from, to, ..)| from != to)
            .map(|(from, to, track, local)| {
                let area = if *local { "area = [\"03452\"]\n" } else { "" };
                path(ENDS[*from], ENDS[*to], TRACKS[*track]) + area
            })
            .collect();
        let workspace = workspace(&format!("{THIRD}{text}"));
        let on = day(2027, 3, 1);
        let situation = workspace.on(on);
        let proof = Proof::new(&situation, &View::escalation(StateCode::NI, on));
        let ladder = Ladder::new(&situation, StateCode::NI);
        let proved = places(proof.dead_ends.iter().map(|end| (end.node, end.track, end.rows.clone())));
        let told = places(
            ladder
                .broken_off
                .iter()
                .map(|end| (end.node, end.track, end.rows.clone()))
                .chain(ladder.not_agreed.iter().map(|hop| (hop.from, hop.track, hop.rows.clone()))),
        );
        proptest::prop_assert_eq!(proved, told);
        proptest::prop_assert_eq!(&proof.cycles, &ladder.cycles);
        for one in &ladder.unreached {
            proptest::prop_assert!(proof.unreached.iter().any(|all| all.node == one.node && one.rows.is_subset(&all.rows)));
        }
        for one in &ladder.skipped {
            proptest::prop_assert!(proof.skipped.iter().any(|all| all.edge == one.edge && one.rows.is_subset(&all.rows)));
        }
        let points = ladder.single_points(situation.table());
        proptest::prop_assert_eq!(points, proof.single_points);
    }
}
