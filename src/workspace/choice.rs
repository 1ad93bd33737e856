//! What `lotse.toml` chooses: severities, intervals, and the requirements of profiles.

use std::collections::BTreeSet;

use super::Settings;
use crate::config::problems;
use crate::config::settings::RawSettings;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Model, ServiceId};
use crate::profile::{self, Profile, Requirements};
use crate::rules::{self, Review};
use crate::source::Located;
use crate::text::{Language, text};

/// Settings with their defaults, and the requirements of the chosen profiles.
pub(super) fn choose(
    raw: Option<&RawSettings>,
    model: &Model,
    profiles: &[Profile],
    problems: &mut Vec<Diagnostic>,
) -> (Settings, Requirements) {
    let mut settings = Settings::default();
    let chosen: Vec<Located<String>> =
        raw.map(|raw| raw.profiles.items().cloned().collect()).unwrap_or_default();
    let mut requirements = if chosen.is_empty() {
        profile::combine_named(&[profile::DEFAULT], profiles)
    } else {
        let (requirements, reported) = profile::combine(&chosen, profiles);
        problems.extend(reported);
        requirements
    };
    for (names, service) in own_profiles(model) {
        let (more, reported) = profile::combine(names, profiles);
        problems.extend(reported);
        requirements.extend_for(more, &BTreeSet::from([service]));
    }
    let Some(raw) = raw else { return (settings, requirements) };
    settings.name = raw.name.value().cloned();
    if let Some(language) = raw.language.given() {
        settings.language = Language::parse(&language.value.0);
        if settings.language.is_none() {
            let word = &language.value.0;
            problems.push(
                problems::WRONG_VALUE
                    .report(
                        language.span,
                        text!("die Sprache „{word}“ gibt es nicht", "there is no language \"{word}\""),
                    )
                    .help(text!("möglich sind \"de\" und \"en\"", "possible are \"de\" and \"en\"")),
            );
        }
    }
    if let Some(format) = raw.format.given().filter(|format| format.value != 1) {
        let number = format.value;
        problems.push(problems::WRONG_VALUE.report(
            format.span,
            text!(
                "das Format {number} kennt diese Fassung von Lotse nicht; sie kennt 1",
                "this version of Lotse does not know format {number}; it knows 1"
            ),
        ));
    }
    for (code, word) in raw.severity.value().into_iter().flat_map(|entries| &entries.0) {
        match (Severity::parse(&word.value), word.value == "off") {
            (Some(severity), _) => {
                settings.severities.insert(code.value.clone(), Some(severity));
            }
            (None, true) => {
                settings.severities.insert(code.value.clone(), None);
            }
            (None, false) => {
                let written = &word.value;
                problems.push(
                    problems::WRONG_VALUE
                        .report(
                            word.span,
                            text!("„{written}“ ist keine Schwere", "\"{written}\" is no severity"),
                        )
                        .help(text!(
                            "möglich sind: error, warning, note, off",
                            "possible are: error, warning, note, off"
                        )),
                );
            }
        }
        if !rules::ALL.iter().any(|rule| rule.info.code.0 == code.value) {
            let written = &code.value;
            problems.push(problems::UNKNOWN_REFERENCE.report(
                code.span,
                text!("eine Regel „{written}“ gibt es nicht", "there is no rule \"{written}\""),
            ));
        }
    }
    if let Some(review) = raw.review.value() {
        settings.review = Review {
            contact: review.contact.value().copied(),
            agreement: review.agreement.value().copied(),
            support: review.support.value().copied(),
        };
    }
    (settings, requirements)
}

/// Profiles that services and uses bring with them.
fn own_profiles(model: &Model) -> impl Iterator<Item = (&[Located<String>], ServiceId)> {
    let of_services = model.service_ids().map(|id| (model.service(id).profiles.as_slice(), id));
    let of_uses = model.uses.iter().map(|usage| (usage.profiles.as_slice(), usage.service.value));
    of_services.chain(of_uses).filter(|(names, _)| !names.is_empty())
}
