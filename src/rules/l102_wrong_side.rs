//! L102: the wrong side, or a body of the wrong kind, is said to answer.

use std::collections::{BTreeMap, BTreeSet};

use super::bundle::{Bundle, about_record};
use super::examples::{co_user, first_level, in_use, operator};
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity};
use crate::key::StateCode;
use crate::model::{OrganizationId, Owner, Scope, ServiceId, Support, SupportId};
use crate::profile::{Cell, Side};
use crate::routing::{Answerer, and_list};
use crate::situation::{Asked, Limited as _};
use crate::text::list::Case;
use crate::text::{Text, Words, text};
use crate::vocabulary::{Level, Track, Vocabulary};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L102"),
        name: "wrong-side",
        summary: Words::new(
            "die falsche Seite oder eine Stelle der falschen Art soll antworten",
            "the wrong side, or a body of the wrong kind, shall answer",
        ),
        severity: Severity::Error,
        sources: &["S1", "S3", "S4", "S5", "S6", "S7"],
        since: "0.1.0",
        step: InStep::Level,
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob jede Seite nur die Felder besetzt, die sie zu verantworten hat: das betreibende Land technische Fragen zum Onlinedienst, das mitnutzende Land alles Übrige; und ob keine Stelle antwortet, deren Art das nicht kann (ein IT-Dienstleister auf fachliche Fragen). Es zählt, in wessen Dateien der Eintrag steht, nicht, wo die Stelle sitzt.",
            "Whether each side fills only the cells that it answers for: the operating state technical questions about the service, the co-using state all others; and whether no body answers whose kind cannot do so (an IT provider on the subject matter). What counts is in whose files the record stands, not where the organization sits.",
        ),
        why: Words::new(
            "Eine Zuständigkeit, die auf der falschen Seite steht, bindet niemanden: Die Frage wandert zwischen den Ländern hin und her.",
            "A responsibility on the wrong side binds nobody: the question wanders between the states.",
        ),
        fix: Words::new(
            "Den Eintrag in die Dateien des anderen Landes setzen, das Gebiet auf das eigene Land beschränken oder eine Stelle der richtigen Art nennen.",
            "Move the record to the other state's files, limit the area to the own state, or name a body of the right kind.",
        ),
        bad: concat!(
            operator!(),
            co_user!(),
            in_use!(),
            first_level!(),
            "\n[[organization]]\nid = \"it-land\"\nname = \"IT des Landes\"\nkind = \"it-provider\"\n",
            "\n[[support]]\nlevel = \"second\"\ntrack = \"technical-service\"\nowner = \"it-land\"\nservices = [\"hb/a\"]\n"
        ),
        good: concat!(
            operator!(),
            co_user!(),
            in_use!(),
            first_level!(),
            "\n[[organization]]\nid = \"it-land\"\nname = \"IT des Landes\"\nkind = \"it-provider\"\n",
            "\n[[support]]\nlevel = \"second\"\ntrack = \"technical-state\"\nowner = \"it-land\"\nservices = [\"hb/a\"]\n"
        ),
    },
    runs: Runs::WhenAsked,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for id in context.model.support_ids() {
        let record = context.model.support(id);
        let Some(cell) = cell_of(record) else { continue };
        if !record.force(Asked::from(context.on)).holds() {
            continue;
        }
        if cell.track == Some(Track::TechnicalService) {
            not_operating(context, id, record, cell, findings);
        } else {
            abroad(context, id, record, cell, findings);
        }
        if let Owner::Organization(owner) = record.owner.value {
            let subject = about_record(context, Subject::state(record.state).cell(cell), id);
            kind(context, record, cell, owner, subject, None, findings);
        }
    }
    competent_kinds(context, findings);
}

fn cell_of(record: &Support) -> Option<Cell> {
    let level = record.level.as_ref()?.value;
    let track = record.track.as_ref().map(|track| track.value);
    ((level == Level::First) == track.is_none()).then_some(Cell { level, track })
}

/// A record about services that its state does not operate.
fn not_operating(
    context: &Context<'_>,
    id: SupportId,
    record: &Support,
    cell: Cell,
    findings: &mut Findings<'_>,
) {
    if context.requirements.side(cell) != Some(Side::Operating) {
        return;
    }
    let operated_by = |service: ServiceId| context.model.service(service).operating_states();
    let meant: Vec<ServiceId> = match &record.services {
        Scope::Only(list) => list.clone(),
        // All services: that means those that the state operates, if there is any.
        Scope::All if context.model.service_ids().any(|id| operated_by(id).contains(&record.state)) => return,
        Scope::All => context
            .model
            .uses
            .iter()
            .filter(|usage| usage.state == record.state)
            .map(|usage| usage.service.value)
            .collect(),
    };
    let mut bundle = Bundle::default();
    let mut operators: BTreeSet<StateCode> = BTreeSet::new();
    for service in meant {
        let states = operated_by(service);
        // Who operates a service whose files are not there cannot be known.
        if context.model.service(service).span.is_some() && !states.contains(&record.state) {
            bundle.services.insert(service);
            operators.extend(states);
        }
    }
    let Some(operator) = operators.first().map(|state| state.slug()) else { return };
    let names: Vec<String> = operators.iter().map(|state| state.with_article(Case::Dative).de).collect();
    let english: Vec<String> = operators.iter().map(|state| state.name().en).collect();
    let (services, cell_words, own) =
        (bundle.services(context, Case::Dative), cell.words(), record.state.name());
    let span = record.track.as_ref().map_or(record.span, |track| track.span);
    let mut subject = about_record(context, Subject::state(record.state).cell(cell), id);
    subject.service = super::bundle::only(&bundle.services);
    findings.report(
        Finding::new(
            span,
            Text::new(
                format!("falsche Seite: {} zu {} verantwortet das betreibende Land", cell_words.de, services.de),
                format!("wrong side: {} on {} are answered for by the operating state", cell_words.en, services.en),
            ),
            subject,
        )
        .label(Text::new(
            format!("{} betreibt diesen Onlinedienst nicht", own.de),
            format!("{} does not operate this service", own.en),
        ))
        .cause(Text::new(
            format!("betrieben von {}; nur Einträge von dort gelten für dieses Feld", and_list(&names).de),
            format!("operated by {}; only records from there hold for this cell", and_list(&english).en),
        ))
        .help(text!(
            "setzen Sie den Eintrag in die Dateien von „{operator}“; für eigene IT schreiben Sie track = \"technical-state\"",
            "move the record to the files of \"{operator}\"; for own IT write track = \"technical-state\""
        )),
    );
}

/// An operating state's record that names areas of other states for cells which those fill themselves.
fn abroad(context: &Context<'_>, id: SupportId, record: &Support, cell: Cell, findings: &mut Findings<'_>) {
    if record.state == StateCode::BUND || context.requirements.side(cell) != Some(Side::CoUsing) {
        return;
    }
    let foreign: Vec<_> =
        record.area.listed().iter().copied().filter(|area| area.state() != record.state).collect();
    let states: BTreeSet<StateCode> = foreign.iter().map(|area| area.state()).collect();
    let Some(other) = states.first().map(|state| state.slug()) else { return };
    let german: Vec<String> = states.iter().map(|state| state.name().de).collect();
    let english: Vec<String> = states.iter().map(|state| state.name().en).collect();
    let (de, en, words) = (and_list(&german).de, and_list(&english).en, cell.words());
    let subject = about_record(context, Subject::state(record.state).cell(cell).areas(foreign), id);
    findings.report(
        Finding::new(
            record.area_span.unwrap_or(record.span),
            Text::new(
                format!("falsche Seite: {} verantwortet dort das mitnutzende Land selbst", words.de),
                format!("wrong side: {} are answered for there by the co-using state itself", words.en),
            ),
            subject,
        )
        .label(text!("Gebiete in {de}", "areas in {en}"))
        .cause(text!(
            "ein Eintrag bindet sein eigenes Land; für andere gilt nur, was der Betreiber zum Onlinedienst selbst sagt (track = \"technical-service\")",
            "a record binds its own state; for others holds only what the operator says about the service itself (track = \"technical-service\")"
        ))
        .help(text!(
            "setzen Sie den Eintrag in die Dateien von „{other}“, oder nehmen Sie diese Gebiete heraus",
            "move the record to the files of \"{other}\", or take these areas out"
        )),
    );
}

/// A body whose kind cannot answer the cell.
fn kind(
    context: &Context<'_>,
    record: &Support,
    cell: Cell,
    owner: OrganizationId,
    subject: Subject,
    label: Option<Text>,
    findings: &mut Findings<'_>,
) {
    let organization = context.model.organization(owner);
    let Some(kind) = &organization.kind else { return };
    if !context.requirements.forbidden(cell).contains(&kind.value) {
        return;
    }
    let (words, label_words, name) = (cell.words(), kind.value.label(), &organization.name);
    let label = label.unwrap_or_else(|| {
        Text::new(format!("„{name}“: {}", label_words.de), format!("\"{name}\": {}", label_words.en))
    });
    findings.report(
        Finding::new(
            record.owner.span,
            Text::new(
                format!("„{name}“ kann hier nicht antworten: {}", words.de),
                format!("\"{name}\" cannot answer here: {}", words.en),
            ),
            subject,
        )
        .label(label)
        .related(kind.span, Text::new(label_words.de, label_words.en))
        .cause(Text::new(
            format!("eine Stelle der Art „{}“ ist für dieses Feld nicht vorgesehen", label_words.de),
            format!("a body of the kind \"{}\" is not foreseen for this cell", label_words.en),
        ))
        .help(text!(
            "nennen Sie die Fachstelle oder die zuständige Behörde: owner = \"@competent\"",
            "name the specialist unit or the competent authority: owner = \"@competent\""
        )),
    );
}

/// The same where `@competent` leads to such a body.
fn competent_kinds(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut found: BTreeMap<(SupportId, Cell, OrganizationId), Bundle> = BTreeMap::new();
    for row in context.table.rows() {
        let Some(judged) = row.judged_on(context.on) else { continue };
        for timeline in &row.timelines {
            if context.requirements.forbidden(timeline.cell).is_empty() {
                continue;
            }
            let ahead = |until: Option<crate::time::Date>| until.is_none_or(|until| until > judged);
            for segment in timeline.segments.iter().filter(|segment| ahead(segment.period.until)) {
                for answer in &segment.answers {
                    let Answerer::Organization(organization) = answer.answerer else { continue };
                    if context.model.support(answer.record).owner.value == Owner::Competent {
                        let key = (answer.record, timeline.cell, organization);
                        found.entry(key).or_default().add(row.state, row.service, row.units.clone());
                    }
                }
            }
        }
    }
    for ((id, cell, organization), bundle) in found {
        let record = context.model.support(id);
        let subject = about_record(context, bundle.subject(context, record.state).cell(cell), id);
        kind(context, record, cell, organization, subject, Some(bundle.concerns(context)), findings);
    }
}
