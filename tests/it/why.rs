//! The competition for a cell ends as the table says, and every step named is one in which the winner is ahead.

use lotse::routing::why::{Asked, Fate, Outcome};
use lotse::routing::{Places, Table, Verdict};
use proptest::prelude::*;

use crate::support::{day, load, requirements};
use crate::workspace::{DAYS, cases, workspaces};

proptest! {
    #![proptest_config(ProptestConfig { cases: cases() / 2, failure_persistence: None, max_shrink_iters: 2000, ..ProptestConfig::default() })]

    #[test]
    fn the_competition_ends_as_the_table_says(workspace in workspaces()) {
        let files = workspace.files();
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let (model, _) = load(&files);
        let table = Table::new(&std::sync::Arc::new(model.clone()), &requirements(), Places::new(&model, None));
        for (row, timeline) in table.rows().iter().flat_map(|row| row.apart.iter().map(move |line| (row, line))) {
            for on in DAYS.map(day) {
                let Some(segment) = timeline.at(on) else { continue };
                let asked = Asked {
                    state: row.state,
                    service: row.service,
                    part: timeline.part,
                    unit: row.units.start,
                    cell: timeline.cell,
                    component: timeline.component,
                    on,
                };
                let found = table.competition(&asked).unwrap();
                prop_assert_eq!(found.segment.verdict, segment.verdict);
                prop_assert_eq!(&found.segment.answers, &segment.answers);
                let step_of = |id| found.records.iter().find_map(|(record, fate)| match fate {
                    Fate::Competes(step, outcomes) if *record == id => Some((*step, outcomes)),
                    _ => None,
                });
                for answer in &segment.answers {
                    let (_, outcomes) = step_of(answer.record).unwrap();
                    let outcome = outcomes.iter().find(|(channel, _)| *channel == answer.channel).unwrap().1;
                    let wins = outcome == Outcome::Wins;
                    let is_rival = matches!(outcome, Outcome::Rivals(_)) && segment.verdict == Verdict::Ambiguous;
                    prop_assert!(wins || is_rival, "{outcome:?}");
                }
                for (id, fate) in &found.records {
                    let Fate::Competes(own, outcomes) = fate else { continue };
                    for (_, outcome) in outcomes {
                        let (best, expected) = match *outcome {
                            Outcome::Loses(other, step) => (other, Some(step)),
                            Outcome::Agrees(other) | Outcome::Rivals(other) => (other, None),
                            Outcome::Wins => (*id, None),
                        };
                        let (best, _) = step_of(best).unwrap();
                        prop_assert_eq!(best.ahead_of(*own), expected);
                    }
                }
            }
        }
    }
}
