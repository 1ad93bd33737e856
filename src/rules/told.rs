//! The findings as people are told them: what is alike once, with how many there are.

use std::collections::BTreeMap;

use super::alike::By;
use super::bundle::{Bundle, only};
use super::{Context, Found, Subject};
use crate::diagnostic::{Code, Diagnostic, Label, Severity};
use crate::key::StateCode;
use crate::profile::Cell;
use crate::text::{Language, Text, text};

/// So many organizations or records are told one by one: with few, each place is worth a message of its own.
const ONE_BY_ONE: usize = 3;
/// So many further places are shown; all are in `members`.
const SHOWN: usize = 3;
/// Stands for the number, or for the names of the services.
const GAP: &str = "{}";
/// Stands for the ids of the services in a way out.
const IDS: &str = "{ids}";

/// What findings that are told at once have in common.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Kind<'f> {
    code: Code,
    severity: Severity,
    state: Option<StateCode>,
    many: &'f Text,
    cause: Option<&'f Text>,
    help: Option<&'f Text>,
    /// Where services are told: the level and the places, in words.
    place: Option<(Option<Cell>, &'f Text)>,
}

impl<'f> Kind<'f> {
    fn of(found: &'f Found) -> Option<Self> {
        let alike = found.alike.as_ref()?;
        let told = &found.diagnostic;
        Some(Self {
            code: told.code,
            severity: told.severity,
            state: found.about.state,
            many: &alike.many,
            cause: alike.cause.as_ref().or(told.cause.as_ref()),
            help: alike.help.as_ref().or(told.help.as_ref()),
            place: match &alike.by {
                By::Number(_) => None,
                By::Services(..) => Some((found.about.cell, &told.label)),
            },
        })
    }
}

/// The findings as people are told them: what is alike once, everything else as it is.
pub(super) fn told(context: &Context<'_>, found: &[Found]) -> Vec<Diagnostic> {
    let mut kinds: BTreeMap<Kind<'_>, Vec<&Found>> = BTreeMap::new();
    let mut all = Vec::new();
    for finding in found {
        match Kind::of(finding) {
            Some(kind) => kinds.entry(kind).or_default().push(finding),
            None => all.push(finding.diagnostic.clone()),
        }
    }
    for (kind, members) in kinds {
        let single = if kind.place.is_some() { 1 } else { ONE_BY_ONE };
        match members.as_slice() {
            [first, ..] if members.len() > single => all.push(together(context, &kind, first, &members)),
            _ => all.extend(members.iter().map(|finding| finding.diagnostic.clone())),
        }
    }
    all
}

fn together(context: &Context<'_>, kind: &Kind<'_>, first: &Found, members: &[&Found]) -> Diagnostic {
    let (filling, ids, bundle) = filling(context, members);
    let mut told = first.diagnostic.clone();
    told.message = filled(kind.many, GAP, &filling);
    told.cause = kind.cause.cloned();
    told.help = kind.help.map(|help| filled(help, IDS, &ids));
    told.step = members.iter().map(|finding| finding.diagnostic.step).min().unwrap_or(told.step);
    if let Some(By::Number(name)) = first.alike.as_ref().map(|alike| &alike.by) {
        let label = &first.diagnostic.label;
        told.label = Text::new(format!("{}: {}", name.de, label.de), format!("{}: {}", name.en, label.en));
        told.related.clear();
        told.help = told.help.map(|help| where_all(&help, members.len()));
    }
    for member in members.iter().skip(1) {
        add(&mut told, member);
    }
    let mut about = Subject { state: kind.state, ..Subject::default() };
    if let Some((cell, _)) = kind.place {
        let areas = first.about.areas.iter().copied();
        about = Subject { cell, service: only(&bundle.services), ..about }.areas(areas);
    }
    told.subject = about.canonical(context.model);
    told.members = members.iter().map(|finding| finding.diagnostic.clone()).collect();
    told
}

/// What stands in the gaps of message and way out.
fn filling(context: &Context<'_>, members: &[&Found]) -> (Text, Text, Bundle) {
    let mut all = Bundle::default();
    let mut named = None;
    for alike in members.iter().filter_map(|finding| finding.alike.as_ref()) {
        if let By::Services(bundle, case) = &alike.by {
            all.join(bundle);
            named = Some(*case);
        }
    }
    let ids = all.services.iter().map(|id| format!("\"{}\"", context.model.service(*id).id));
    let ids = Text::same(ids.collect::<Vec<_>>().join(", "));
    let filling =
        named.map_or_else(|| Text::same(members.len().to_string()), |case| all.services(context, case));
    (filling, ids, all)
}

/// Adds what a further finding has to show.
fn add(told: &mut Diagnostic, member: &Found) {
    let other = &member.diagnostic;
    for source in &other.sources {
        if !told.sources.contains(source) {
            told.sources.push(source.clone());
        }
    }
    told.fix.extend(other.fix.iter().cloned());
    let shown = told.related.iter().map(|label| label.span).chain([told.span]).any(|span| span == other.span);
    if shown || told.related.len() >= SHOWN {
        return;
    }
    let message = match member.alike.as_ref().map(|alike| &alike.by) {
        Some(By::Number(name)) => Text::new(format!("ebenso {}", name.de), format!("likewise {}", name.en)),
        _ => text!("ebenso", "likewise"),
    };
    told.related.push(Label { span: other.span, message });
}

/// The way out, and where all the places are found.
fn where_all(help: &Text, count: usize) -> Text {
    let (de, en) = (&help.de, &help.en);
    text!(
        "{de}; alle {count} Fundstellen nennt „lotse check --format json“ (members)",
        "{en}; \"lotse check --format json\" names all {count} places (members)"
    )
}

fn filled(template: &Text, gap: &str, with: &Text) -> Text {
    let half = |language: Language| template.get(language).replace(gap, with.get(language));
    Text::new(half(Language::De), half(Language::En))
}
