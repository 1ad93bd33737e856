//! What a Kommune has still to do (S10), and what is missing around it.

use super::scene::Scene;
use super::{asking, contact, offices};
use crate::key::Area;
use crate::routing::{Gap, GapKind};
use crate::situation::Said;
use crate::text::Language;
use crate::time::Date;
use crate::vocabulary::Level;

/// Sentences without full stop. A Kommune without competence owes nothing (semantics 12 a).
pub fn duties(scene: &Scene<'_>, key: Area) -> Vec<String> {
    let owed = offices::owed(scene, key);
    if owed.is_empty() {
        return Vec::new();
    }
    let mut duties: Vec<String> = contact_duty(scene, key).into_iter().collect();
    let lacks = scene.names_of(asking::without_feedback(scene, key));
    duties.extend(lacks.map(|services| match scene.language {
        Language::De => format!("Mit dem Land absprechen, wohin Feedback zu {services} geht"),
        Language::En => format!("Agree with the state where feedback on {services} goes"),
    }));
    let contacts = scene.situation().support_contacts(key);
    if contacts.interim.is_unsaid() {
        duties.push(scene.word(
            "Beim Land erfragen, wer für die Interimslösung ansprechbar ist",
            "Ask the state who is in charge of the interim solution",
        ));
    }
    if contacts.long_term.is_unsaid() {
        duties.push(scene.word(
            "Beim Land erfragen, wer für die langfristige Lösung ansprechbar ist",
            "Ask the state who is in charge of the long-term solution",
        ));
    }
    duties.extend(gap_duties(scene, key));
    duties
}

/// To name a contact, or to confirm its data.
fn contact_duty(scene: &Scene<'_>, key: Area) -> Option<String> {
    let id = match scene.situation().contact(key) {
        Said::Unsaid => {
            return Some(scene.word(
                "Eine Stelle nennen, die für Fragen zum Support ansprechbar ist",
                "Name a contact for questions about support",
            ));
        }
        // What cannot be read is a finding, not a duty.
        Said::Undecidable(_) => return None,
        Said::Known(id, _) => id,
    };
    let organization = scene.model().organization(id);
    let day = organization
        .confirmed
        .as_ref()
        .filter(|_| contact::is_stale(scene, id))
        .map(|day| scene.day(day.value))?;
    let name = &organization.name;
    Some(match scene.language {
        Language::De => {
            format!("Die Kontaktdaten prüfen und bestätigen: {name} (zuletzt bestätigt am {day})")
        }
        Language::En => format!("Check and confirm the contact data: {name} (last confirmed on {day})"),
    })
}

/// First-level questions on one's own services that nobody answers at some time.
pub fn gap_duties(scene: &Scene<'_>, key: Area) -> Vec<String> {
    let (range, own) = (scene.table.places().within(key), offices::owed(scene, key));
    let touched = |gap: &&Gap| {
        gap.home == key.state()
            && own.iter().any(|(service, _)| *service == gap.service)
            && gap.cell.level == Level::First
            && gap.units.iter().any(|units| units.start < range.end && range.start < units.end)
    };
    let mut duties = Vec::new();
    for gap in scene.judgement.gaps.iter().filter(touched) {
        let (service, since) = (&scene.model().service(gap.service).name, gap_time(scene, gap.kind));
        duties.push(match scene.language {
            Language::De => format!("Mit dem Land klären, wer Fragen zu {service} beantwortet ({since})"),
            Language::En => {
                format!("Settle with the state who answers questions about {service} ({since})")
            }
        });
    }
    duties
}

/// When a gap is: "ab 1. Januar 2028", "von Anfang an".
pub fn gap_time(scene: &Scene<'_>, kind: GapKind) -> String {
    let until = |until: Option<Date>| until.map(|day| scene.day(crate::time::day_before(day)));
    let span = |from: Option<Date>, end: Option<Date>| match (scene.language, from, until(end)) {
        (Language::De, None, None) => "von Anfang an".to_owned(),
        (Language::De, None, Some(end)) => format!("bis {end}"),
        (Language::De, Some(from), None) => format!("ab {}", scene.day(from)),
        (Language::De, Some(from), Some(end)) => format!("{} bis {end}", scene.day(from)),
        (Language::En, None, None) => "from the beginning".to_owned(),
        (Language::En, None, Some(end)) => format!("until {end}"),
        (Language::En, Some(from), None) => format!("from {}", scene.day(from)),
        (Language::En, Some(from), Some(end)) => format!("{} to {end}", scene.day(from)),
    };
    match kind {
        GapKind::Never => span(None, None),
        GapKind::NotAtGoLive { go_live, until } => span(Some(go_live), until),
        GapKind::InterimEnds { from, .. } => span(Some(from), None),
        GapKind::Hole { from, until, .. } => span(from, until),
    }
}
