//! L101: a level that nobody answers, from go-live on and for good.

use super::bundle::Bundle;
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity};
use crate::key::Area;
use crate::profile::Cell;
use crate::routing::{Gap, GapKind, Places};
use crate::text::list::Case;
use crate::text::{Text, Words, text};
use crate::vocabulary::{Level, Track, Vocabulary};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L101"),
        name: "level-without-owner",
        summary: Words::new(
            "niemand beantwortet Fragen auf einem Level",
            "nobody answers questions on a level",
        ),
        severity: Severity::Error,
        sources: &["S1", "S3", "S4", "S5", "S6", "S7"],
        since: "0.1.0",
        step: InStep::Level,
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob für jeden genutzten Onlinedienst in jeder Kommune auf jedem verlangten Level irgendwann jemand antwortet. Was verlangt ist, steht im Profil.",
            "Whether somebody answers at some time, for each service in use in each municipality, on each required level. What is required stands in the profile.",
        ),
        why: Words::new(
            "Eine Frage, die niemanden erreicht, bleibt bei den Bürgerinnen und Bürgern liegen. Das ist der schwerste Mangel, den eine Supportstruktur haben kann.",
            "A question that reaches nobody stays with the citizen. It is the gravest defect that a support structure can have.",
        ),
        fix: Words::new(
            "Einen Eintrag [[support]] für den Level ergänzen: im mitnutzenden Land für den First Level, für fachliche Fragen und für landesspezifische IT; im betreibenden Land für technische Fragen zum Onlinedienst.",
            "Add a record [[support]] for the level: in the co-using state for first level, for the subject matter and for state-specific IT; in the operating state for technical questions about the service.",
        ),
        bad: "[state]\ncode = \"HB\"\n[[organization]]\nid = \"dienstleister\"\nname = \"Dienstleister\"\nkind = \"it-provider\"\n[[service]]\nid = \"a\"\nname = \"A\"\n[[support]]\nlevel = \"second\"\ntrack = \"technical-service\"\nowner = \"dienstleister\"\n# file: ni.toml\n[state]\ncode = \"NI\"\n[[use]]\nservice = \"hb/a\"\n",
        good: "[state]\ncode = \"HB\"\n[[organization]]\nid = \"dienstleister\"\nname = \"Dienstleister\"\nkind = \"it-provider\"\n[[service]]\nid = \"a\"\nname = \"A\"\n[[support]]\nlevel = \"second\"\ntrack = \"technical-service\"\nowner = \"dienstleister\"\n[[support]]\nlevel = \"third\"\ntrack = \"technical-service\"\nowner = \"dienstleister\"\n# file: ni.toml\n[state]\ncode = \"NI\"\n[[organization]]\nid = \"stelle\"\nname = \"Stelle\"\nkind = \"state-helpdesk\"\n[[use]]\nservice = \"hb/a\"\n[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"stelle\"\n[[support]]\nlevel = \"second\"\ntrack = \"subject-matter\"\nowner = \"stelle\"\n[[support]]\nlevel = \"second\"\ntrack = \"technical-state\"\nowner = \"stelle\"\n[[support]]\nlevel = \"third\"\ntrack = \"technical-state\"\nowner = \"stelle\"\n",
    },
    runs: Runs::WhenAsked,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    // A component without owner has a rule of its own.
    for gap in context.gaps.iter().filter(|gap| gap.kind == GapKind::Never && gap.component.is_none()) {
        let Some(span) = context.absence(gap.home, &gap.states, gap.service, gap.cell) else { continue };
        let places = context.table.places().words(&gap.units);
        let cell = gap.cell.words();
        let mut bundle = Bundle::default();
        bundle.add_gap(gap);
        let message = |services: &Text| {
            Text::new(
                format!("niemand antwortet: {} zu {}", cell.de, services.de),
                format!("nobody answers: {} on {}", cell.en, services.en),
            )
        };
        let (home_de, home_en) = (gap.home.with_article(Case::Dative).de, gap.home.name().en);
        let service = format!("\"{}\"", context.model.service(gap.service).id);
        let own = message(&bundle.services(context, Case::Dative));
        let parts = gap.part.map(|id| format!(", parts = [\"{}\"]", context.model.part(id).id)).unwrap_or_default();
        let finding = Finding::new(span, own, subject(context, gap))
            .one_service_of(&bundle, message(&Text::same("{}")), Case::Dative)
            .label(Text::new(format!("betrifft {}", places.de), format!("concerns {}", places.en)))
            .cause(text!(
                "an keinem Tag passt ein Eintrag [[support]] von {home_de} auf dieses Feld",
                "no record [[support]] of {home_en} matches this cell on any day"
            ))
            .help(advice(gap, &service, &parts))
            .help_for_all(advice(gap, "{ids}", ""));
        findings.report(finding);
    }
}

fn subject(context: &Context<'_>, gap: &Gap) -> Subject {
    let places = context.table.places();
    let whole = gap.states.iter().map(|state| places.of_state(*state).len()).sum::<usize>()
        == Places::count(&gap.units);
    let subject = Subject::state(gap.home).service(gap.service).cell(gap.cell).component(gap.component).part(gap.part);
    // Where the record would stand in the files of another state, the finding is still about these alone.
    if whole && gap.states != [gap.home] {
        return subject.areas(gap.states.iter().filter_map(|state| Area::whole(*state)));
    }
    let areas =
        gap.units.iter().filter(|_| !whole).flat_map(|units| places.slice(units)).map(|unit| unit.key);
    subject.areas(areas)
}

/// The record to write, as far as it can be known; the ids of its services are given.
fn advice(gap: &Gap, services: &str, parts: &str) -> Text {
    let Cell { level, track } = gap.cell;
    let lines = match (level, track) {
        (Level::First, _) => "level = \"first\", solution = \"interim\", owner = \"@competent\"".to_owned(),
        (_, Some(track)) => {
            let owner = if track == Track::SubjectMatter { "@competent" } else { "…" };
            format!("level = \"{}\", track = \"{}\", owner = \"{owner}\"", level.word(), track.word())
        }
        (_, None) => format!("level = \"{}\", owner = \"…\"", level.word()),
    };
    let file = gap.home.slug();
    text!(
        "ergänzen Sie in den Dateien von „{file}“: [[support]] {lines}, services = [{services}]{parts}",
        "add to the files of \"{file}\": [[support]] {lines}, services = [{services}]{parts}"
    )
}
