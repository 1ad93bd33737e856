//! The plan says what is the case, sentence by sentence: a step is ticked only where the records carry it.

use std::sync::Arc;

use lotse::plan::{self, FiredRule, Input, Instance, Status, lists};
use lotse::routing::{Places, Table};
use lotse::situation::Situation;
use lotse::text::Text;
use lotse::time::parse_date;

use crate::support::{load, requirements};

const DAY: &str = "2027-01-15";
const OPERATOR: &str = r#"[state]
code = "HB"
coordination = "k"
[[organization]]
id = "k"
name = "Koordination Bremen"
kind = "coordination"
[[service]]
id = "a"
name = "Dienst A"
"#;
const LAND: &str = r#"[state]
code = "NI"
coordination = "k"
[[organization]]
id = "k"
name = "Koordination"
kind = "coordination"
"#;
const USE: &str = "[[use]]\nservice = \"hb/a\"\ngo-live = 2026-01-01\n";
const OFFICE: &str = r#"[[organization]]
id = "amt"
name = "Jugendamt"
kind = "authority"
municipality = "03462"
competent = [{ services = ["hb/a"], area = ["03462"] }]
[[municipality]]
key = "03462"
"#;

/// The plan of two Länder, with broken parts allowed.
struct Planned {
    instances: Vec<Instance>,
    schedule: plan::Schedule,
    tally: plan::Tally,
    unmatched: usize,
}

fn planned(land: &str, on: &str) -> Planned {
    planned_with(land, OPERATOR, on, &[])
}

fn planned_with(land: &str, operator: &str, on: &str, fired: &[FiredRule]) -> Planned {
    planned_of(&format!("{LAND}{land}"), operator, on, fired)
}

fn planned_of(land: &str, operator: &str, on: &str, fired: &[FiredRule]) -> Planned {
    let (model, _) = load(&[("ni.toml", land), ("hb.toml", operator)]);
    let model = Arc::new(model);
    let table = Arc::new(Table::new(&model, &requirements(), Places::new(&model, None)));
    let situation = Situation::new(&table, parse_date(on).unwrap());
    let catalog = lists::catalog(&[], &[]).0;
    let plan = plan::tasks(&Input { situation: &situation, catalog: &catalog, fired });
    let schedule = plan::schedule(&Input { situation: &situation, catalog: &catalog, fired: &[] }, &plan);
    let tally = plan.tally(&catalog, 0..plan.instances.len());
    Planned { tally, schedule, unmatched: plan.unmatched.len(), instances: plan.instances }
}

impl Planned {
    fn steps(&self, task: &str) -> Vec<&Instance> {
        let named = |instance: &&Instance| instance.id.split('@').next() == Some(task);
        self.instances.iter().filter(named).collect()
    }

    /// How the one step of a task stands, and why.
    fn step(&self, task: &str) -> (Status, &str) {
        let steps = self.steps(task);
        let [step] = steps.as_slice() else { panic!("{} steps {task}", steps.len()) };
        (step.progress.status, &step.progress.why.de)
    }
}

/// How the one step of a task stands on [`DAY`], and why.
fn step(land: &str, task: &str) -> (Status, String) {
    let found = planned(land, DAY);
    let (status, why) = found.step(task);
    (status, why.to_owned())
}

fn open(land: &str, task: &str, why: &str) {
    assert_eq!(step(land, task), (Status::Open, why.to_owned()), "{task} with {land}");
}

fn done(land: &str, task: &str) {
    assert_eq!(step(land, task).0, Status::Done, "{task} with {land}: {}", step(land, task).1);
}

/// Guards against ticking a way that is only written down, and against asking for one that is offered.
#[test]
fn feedback_is_done_where_it_is_agreed_or_offered_and_lived() {
    let task = "feedback-agreed";
    let with = |more: &str| format!("{USE}{OFFICE}{more}");
    let path = "[[path]]\npurpose = \"feedback\"\nfrom = \"municipality\"\nto = \"k\"\n";
    done(&with("feedback = { to = \"k\", channel = \"email\", agreed = 2026-02-01 }\n"), task);
    done(&with(&format!("{path}established = 2026-02-01\n")), task);
    let laid = "abgesprochener Feedback-Weg: festgelegt, aber noch nicht abgesprochen oder gelebt";
    open(&with(path), task, laid);
    open(&with(&format!("{path}established = 2027-06-01\n")), task, laid);
    open(&with("feedback = { to = \"k\", channel = \"email\" }\n"), task, laid);
    open(&with("feedback = { to = \"k\", channel = \"email\", agreed = 2027-02-01 }\n"), task, laid);
    open(&with(""), task, "abgesprochener Feedback-Weg: fehlt");
    let broken = "feedback = { to = \"nirgends\", channel = \"email\", agreed = 2026-02-01 }\n";
    open(&with(broken), task, "abgesprochener Feedback-Weg: nicht entscheidbar");
}

/// Guards against taking both contacts from one record only, and against ticking a name that nobody knows.
#[test]
fn contacts_in_the_land_come_from_the_nearest_record_each() {
    let of = |land: &str, own: &str| {
        let head = LAND.replace("[[", &format!("support-contact = {{ {land} }}\n[["));
        let whole = format!("{head}{USE}{OFFICE}support-contact = {{ {own} }}\n");
        let found = planned_of(&whole, OPERATOR, DAY, &[]);
        let (status, why) = found.step("support-contact-known");
        (status, why.to_owned())
    };
    assert_eq!(of("long-term = \"k\"", "interim = \"k\"").0, Status::Done);
    assert_eq!(of("interim = \"k\"", "long-term = \"k\"").0, Status::Done);
    let (status, why) = of("interim = \"k\"", "interim = \"k\"");
    assert_eq!((status, why.as_str()), (Status::Open, "bekannte Ansprechstellen im Land: fehlt"));
    // What is broken nearby does not fall through to the Land.
    let (status, why) = of("long-term = \"k\", interim = \"k\"", "interim = \"nirgends\"");
    assert_eq!(
        (status, why.as_str()),
        (Status::Open, "bekannte Ansprechstellen im Land: nicht entscheidbar")
    );
}

/// Guards against a contact inherited from the Kreis: only its own record names a Kommune's contact.
#[test]
fn a_contact_is_the_kommunes_own() {
    let town = r#"[[organization]]
id = "stadt"
name = "Standesamt"
kind = "authority"
municipality = "034620019019"
competent = [{ services = ["hb/a"], area = ["034620019019"] }]
[[municipality]]
key = "034620019019"
[[municipality]]
key = "03462"
contact = "k"
"#;
    let found = planned(&format!("{USE}{town}"), DAY);
    let of = |key: &str| {
        let id = format!("municipality-contact-named@ni:{key}");
        found.instances.iter().find(|step| step.id == id).map(|step| step.progress.status)
    };
    assert_eq!((of("034620019019"), of("03462")), (Some(Status::Open), Some(Status::Done)));
}

/// Guards against ticking who evaluates by a record that cannot be read, or that is over or not in force yet.
#[test]
fn knowledge_is_three_valued() {
    let task = "knowledge-owner-named";
    let with = |more: &str| format!("{USE}{OFFICE}[[knowledge]]\nsinks = [\"answering\"]\n{more}");
    done(&with("owner = \"k\"\nsince = 2026-02-01\n"), task);
    let undecidable = "Wissensmanagement im Land: nicht entscheidbar";
    open(&with("owner = \"nirgends\"\nsince = \"morgen\"\n"), task, undecidable);
    open(&with("owner = \"nirgends\"\nsince = 2026-02-01\n"), task, undecidable);
    open(&with("owner = \"k\"\nsince = 2028-02-01\n"), task, "Wissensmanagement im Land: fehlt");
    open(&format!("{USE}{OFFICE}"), task, "Wissensmanagement im Land: fehlt");
}

/// Guards against paths that are over, of later days, of broken records or for others.
#[test]
fn paths_count_while_they_are_in_force() {
    let task = "outage-path-laid-down";
    let with = |more: &str| {
        format!("{USE}{OFFICE}[[path]]\npurpose = \"outage\"\nfrom = \"hb/k\"\nto = \"municipality\"\n{more}")
    };
    done(&with(""), task);
    let missing = "Weg für „Störungsmeldung“: fehlt";
    open(&with("until = 2026-12-31\n"), task, missing);
    open(&with("since = 2027-06-01\n"), task, missing);
    assert_eq!(step(&with("since = \"morgen\"\n"), task).0, Status::Open);
    assert!(step(&with("since = \"morgen\"\n"), task).1.ends_with("nicht entscheidbar"));
}

const COMPETENT: &str = "[[support]]\nlevel = \"first\"\nsolution = \"interim\"\nowner = \"@competent\"\nuntil = 2028-06-30\n[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"k\"\nfrom = 2028-07-01\n";

/// Guards against a tick where the competent authority answers and there is none, because somebody else answers later.
#[test]
fn without_a_competent_authority_nothing_is_settled() {
    let two = format!(
        "{USE}{OFFICE}[[municipality]]\nkey = \"03255\"\nname = \"Landkreis Holzminden\"\n{COMPETENT}"
    );
    let (status, why) = step(&two, "interim-decided");
    assert_eq!(status, Status::Open);
    assert_eq!(
        why,
        "First Level: in 1 von 2 Gebieten (Landkreis Holzminden) ist ab 15. Januar 2027 keine Stelle eindeutig zuständig, also antwortet niemand"
    );
    assert_eq!(step(&two, "first-level-in-force").0, Status::Open);
    let one = format!("{USE}{OFFICE}{COMPETENT}");
    done(&one, "interim-decided");
    done(&one, "first-level-in-force");
    // The long-term solution names an owner everywhere.
    done(&two, "long-term-in-force");
}

/// Guards against counting places as settled that no wave reaches, or against keeping quiet about them.
#[test]
fn what_is_not_planned_is_told_apart() {
    let wave = "[[use]]\nservice = \"hb/a\"\n[[wave]]\nid = \"w\"\nservice = \"hb/a\"\narea = [\"03462\"]\ngo-live = 2027-05-03\n[[municipality]]\nkey = \"03255\"\n";
    let (status, why) = step(&format!("{wave}{OFFICE}{COMPETENT}"), "interim-decided");
    assert_eq!(status, Status::Done);
    assert_eq!(why, "First Level: geregelt ab 3. Mai 2027, in 03462, 1 Gebiet noch nicht geplant");
}

/// Guards against dates for a Kommune that no wave reaches.
#[test]
fn no_wave_no_dates() {
    let other = OFFICE.replace("03462", "03255").replace("\"amt\"", "\"anderes\"");
    let wave = "[[use]]\nservice = \"hb/a\"\n[[wave]]\nid = \"w\"\nservice = \"hb/a\"\narea = [\"03462\"]\ngo-live = 2027-05-03\n";
    let found = planned(&format!("{wave}{OFFICE}{other}"), DAY);
    let dated = |key: &str| {
        let own = found.instances.iter().zip(&found.schedule.dates);
        own.filter(|(step, _)| step.scope.municipality.is_some_and(|area| area.digits() == key))
            .filter(|(step, _)| step.progress.status == Status::Open)
            .map(|(_, dates)| dates.is_some())
            .collect::<Vec<_>>()
    };
    assert!(dated("03462").len() > 10 && dated("03462").iter().all(|dated| *dated));
    assert!(dated("03255").len() > 10 && !dated("03255").iter().any(|dated| *dated));
}

/// Guards against steps of a Kommune whose competence is over, and against hiding those of one whose competence begins.
#[test]
fn a_competence_owes_from_its_first_to_its_last_day() {
    let own = |period: &str| {
        let office = OFFICE.replace("area = [\"03462\"] }", &format!("area = [\"03462\"], {period} }}"));
        format!(
            "{USE}{office}contact = \"amt\"\n[[done]]\ntask = \"interest-declared\"\nservice = \"hb/a\"\nmunicipality = \"03462\"\non = 2026-01-04\nevidence = \"Schreiben\"\n"
        )
    };
    let steps = |period: &str, on: &str| {
        let found = planned(&own(period), on);
        let local = found.instances.iter().filter(|step| step.scope.municipality.is_some()).count();
        (local, found.unmatched)
    };
    let (all, unmatched) = steps("from = 2020-01-01", DAY);
    assert!(all > 20 && unmatched == 0, "{all} steps, {unmatched} unmatched");
    assert_eq!(steps("from = 2027-06-01", DAY), (all, 0));
    assert_eq!(steps("until = 2027-01-15", DAY), (all, 0));
    // Nothing is owed any more, and what was done for it is no mistake.
    assert_eq!(steps("until = 2027-01-14", DAY), (0, 0));
}

/// Guards against a contract that is over, not begun, not dated, one-sided or unknown, and against losing the tick by hand.
#[test]
fn a_signed_agreement_is_the_contract() {
    let task = "contract-signed";
    let with = |more: &str, parties: &str| {
        let named = USE.replace("go-live", "agreement = \"v\"\ngo-live");
        format!("{named}[[agreement]]\nid = \"v\"\nreference = \"V 1\"\nparties = [{parties}]\n{more}")
    };
    let both = "\"k\", \"hb/k\"";
    let dated = "date = 2026-11-02\n";
    let (status, why) = step(&with(dated, both), task);
    assert_eq!((status, why.as_str()), (Status::Done, "Vertrag „V 1“ vom 2. November 2026"));
    open(&with("", both), task, "der genannte Vertrag hat kein Datum");
    open(&with("date = 2027-02-01\n", both), task, "Vertrag zur Mitnutzung: erst ab 1. Februar 2027");
    let ended = format!("{dated}until = 2026-12-31\n");
    open(&with(&ended, both), task, "Vertrag zur Mitnutzung: galt nur bis 31. Dezember 2026");
    let ahead = format!("{dated}from = 2027-06-01\n");
    open(&with(&ahead, both), task, "Vertrag zur Mitnutzung: erst ab 1. Juni 2027");
    let one = "Vertrag zur Mitnutzung: eine der beiden Seiten ist nicht beteiligt";
    open(&with(dated, "\"k\""), task, one);
    open(&with(dated, "\"hb/k\""), task, one);
    let unknown = "Vertrag zur Mitnutzung: nicht entscheidbar";
    open(&with(dated, "\"k\", \"hb/niemand\""), task, unknown);
    let tick =
        "[[done]]\ntask = \"contract-signed\"\nservice = \"hb/a\"\non = 2026-11-02\nevidence = \"V 1\"\n";
    done(&format!("{USE}{tick}"), task);
    open(
        &format!("{}{tick}", with(&ended, both)),
        task,
        "Vertrag zur Mitnutzung: galt nur bis 31. Dezember 2026; dass er am 2. November 2026 als erledigt eingetragen ist, zählt daneben nicht",
    );
    assert_eq!(step(USE, task).0, Status::Open);
}

/// Guards against an agreement that may be about something else: named elsewhere, or one for two uses.
#[test]
fn an_agreement_that_no_use_names_is_taken_only_if_it_can_be_no_other() {
    let task = "contract-signed";
    let agreement = "[[agreement]]\nid = \"v\"\nparties = [\"k\", \"hb/k\"]\ndate = 2026-11-02\n";
    done(&format!("{USE}{agreement}"), task);
    let other = agreement.replace("\"v\"", "\"w\"");
    assert_eq!(step(&format!("{USE}{agreement}{other}"), task).0, Status::Open);
    let elsewhere = "[[path]]\npurpose = \"outage\"\nfrom = \"hb/k\"\nto = \"k\"\nagreement = \"v\"\n";
    assert_eq!(step(&format!("{USE}{agreement}{elsewhere}"), task).0, Status::Open);
}

/// Guards against asking a town for what its Kreis owes, and the reverse.
#[test]
fn what_one_kommune_owes_is_no_matter_of_another() {
    let said = "agreed = 2026-02-01 }\n";
    let feedback = format!("feedback = {{ to = \"k\", channel = \"email\", {said}");
    let town = OFFICE
        .replace("[\"hb/a\"]", "[\"hb/b\"]")
        .replace("03462", "034620019019")
        .replace("\"amt\"", "\"stadt\"");
    let land = format!("{USE}[[use]]\nservice = \"hb/b\"\n{OFFICE}{feedback}{town}{feedback}");
    let operator = format!("{OPERATOR}[[service]]\nid = \"b\"\nname = \"Dienst B\"\n");
    let (model, found) = load(&[("ni.toml", &format!("{LAND}{land}")), ("hb.toml", &operator)]);
    let span = model.uses[0].span;
    assert!(found.is_empty(), "{found:?}");
    let keys = ["03462", "034620019019"];
    for key in keys {
        let rule = FiredRule {
            code: "L401".to_owned(),
            state: None,
            service: None,
            component: None,
            areas: vec![lotse::key::Area::parse(key).unwrap()],
            body: None,
            message: Text::new("kein Weg", "no way"),
            span,
        };
        let found = planned_with(&land, &operator, DAY, &[rule]);
        for other in keys {
            let id = format!("feedback-agreed@ni:{other}");
            let step = found.instances.iter().find(|step| step.id == id).unwrap();
            let right = if key == other { Status::Open } else { Status::Done };
            assert_eq!(step.progress.status, right, "L401 of {key}: {other}, {}", step.progress.why.de);
        }
    }
}

/// Guards against counting what is no step: voluntary ones, milestones, those that do not arise.
#[test]
fn only_steps_are_counted() {
    let found = planned(&format!("{USE}{OFFICE}"), DAY);
    let catalog = lists::catalog(&[], &[]).0;
    let counted: Vec<&Instance> = found
        .instances
        .iter()
        .filter(|step| {
            let task = &catalog.tasks[step.task];
            !task.optional && !task.milestone && step.progress.status != Status::NotApplicable
        })
        .collect();
    let ticked = counted.iter().filter(|step| step.progress.status == Status::Done).count();
    assert_eq!((found.tally.done, found.tally.required), (ticked, counted.len()));
    let optional = found.instances.iter().filter(|step| catalog.tasks[step.task].optional).count();
    let milestones = found.instances.iter().filter(|step| catalog.tasks[step.task].milestone).count();
    assert!(optional > 0 && milestones > 0);
}
