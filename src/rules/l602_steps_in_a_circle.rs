//! L602: steps of the user's own task lists wait for each other.

use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity, Step};
use crate::plan::schedule::{Activity, Link, Network, solve};
use crate::plan::{After, Task};
use crate::text::{Text, Words, text};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L602"),
        name: "steps-in-a-circle",
        summary: Words::new("Schritte warten im Kreis aufeinander", "steps wait for each other in a circle"),
        severity: Severity::Error,
        sources: &[],
        since: "0.1.0",
        step: InStep::Of(Step::Upkeep),
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob die Schritte der eigenen Aufgabenlisten (templates/plans/) sich in eine Reihenfolge bringen lassen.",
            "Whether the steps of your own task lists (templates/plans/) can be put in an order.",
        ),
        why: Words::new(
            "Wo jeder auf den anderen wartet, beginnt niemand, und es gibt keine Termine.",
            "Where everyone waits for the other nobody begins, and there are no dates.",
        ),
        fix: Words::new(
            "Eine der Abhängigkeiten (after) herausnehmen.",
            "Take one of the dependencies (after) out.",
        ),
        bad: concat!(
            "[state]\ncode = \"HB\"\n# file: templates/plans/eigene.toml\nformat = 1\nid = \"eigene\"\n",
            "title = { de = \"Eigene Schritte\", en = \"Own steps\" }\n",
            "\n[[task]]\nid = \"raum-gebucht\"\ntitle = { de = \"Raum buchen\", en = \"Book a room\" }\n",
            "text = { de = \"Für die Schulung.\", en = \"For the training.\" }\nwho = \"state\"\n",
            "dimension = \"organisation\"\nphase = \"preparation\"\nper = \"state\"\nafter = [{ task = \"termin-gefunden\" }]\nsource = [\"own\"]\n",
            "\n[[task]]\nid = \"termin-gefunden\"\ntitle = { de = \"Termin finden\", en = \"Find a date\" }\n",
            "text = { de = \"Für die Schulung.\", en = \"For the training.\" }\nwho = \"state\"\n",
            "dimension = \"organisation\"\nphase = \"preparation\"\nper = \"state\"\nafter = [{ task = \"raum-gebucht\" }]\nsource = [\"own\"]\n"
        ),
        good: concat!(
            "[state]\ncode = \"HB\"\n# file: templates/plans/eigene.toml\nformat = 1\nid = \"eigene\"\n",
            "title = { de = \"Eigene Schritte\", en = \"Own steps\" }\n",
            "\n[[task]]\nid = \"raum-gebucht\"\ntitle = { de = \"Raum buchen\", en = \"Book a room\" }\n",
            "text = { de = \"Für die Schulung.\", en = \"For the training.\" }\nwho = \"state\"\n",
            "dimension = \"organisation\"\nphase = \"preparation\"\nper = \"state\"\nafter = [{ task = \"termin-gefunden\" }]\nsource = [\"own\"]\n",
            "\n[[task]]\nid = \"termin-gefunden\"\ntitle = { de = \"Termin finden\", en = \"Find a date\" }\n",
            "text = { de = \"Für die Schulung.\", en = \"For the training.\" }\nwho = \"state\"\n",
            "dimension = \"organisation\"\nphase = \"preparation\"\nper = \"state\"\nsource = [\"own\"]\n"
        ),
    },
    runs: Runs::Always,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let catalog = context.catalog;
    let built_in = |task: &Task| catalog.lists.iter().any(|list| list.built_in && list.id == task.list);
    // The lists that come with Lotse have no circle; a test sees to it.
    if catalog.tasks.iter().all(built_in) {
        return;
    }
    let link = |to: usize, after: &After| {
        catalog.index(&after.task).map(|from| Link { from, to, relation: after.relation, lag: after.lag })
    };
    let tasks = catalog.tasks.iter().enumerate();
    let network = Network {
        activities: vec![Activity::default(); catalog.tasks.len()],
        links: tasks
            .flat_map(|(to, task)| task.after.iter().filter_map(move |after| link(to, after)))
            .collect(),
        ..Network::default()
    };
    for cycle in solve(&network).cycles {
        let steps: Vec<&Task> = cycle.iter().filter_map(|at| catalog.tasks.get(*at)).collect();
        let own = steps.iter().filter(|task| !built_in(task)).flat_map(|task| &task.after);
        // The dependency that one can take out stands in the user's own list.
        let Some(after) = own.into_iter().find(|after| steps.iter().any(|task| task.id == after.task)) else {
            continue;
        };
        let ring = |title: &dyn Fn(&Task) -> String| {
            let names = steps.iter().chain(steps.first()).map(|task| title(task));
            names.collect::<Vec<_>>().join(" → ")
        };
        let (de, en) = (ring(&|task| task.title.de.clone()), ring(&|task| task.title.en.clone()));
        let waits = &after.task;
        let ids: Vec<&str> = steps.iter().map(|task| task.id.as_str()).collect();
        findings.report(
            Finding::new(
                after.span,
                Text::new(
                    "diese Schritte warten im Kreis aufeinander",
                    "these steps wait for each other in a circle",
                ),
                Subject::default().record(ids.join(" ")),
            )
            .label(text!("wartet auf „{waits}“", "waits for \"{waits}\""))
            .cause(Text::new(de, en))
            .help(text!(
                "nehmen Sie eine der Abhängigkeiten (after) heraus",
                "take one of the dependencies (after) out"
            )),
        );
    }
}
