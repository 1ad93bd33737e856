//! L105: the 115 is said to be first level where it cannot answer questions about online services.

use std::collections::BTreeMap;

use super::bundle::{Bundle, about_record};
use super::claims_115::{Claim, claims};
use super::examples::{co_user, in_use, operator};
use super::{Context, Finding, Findings, Rule, Runs};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity};
use crate::model::{OrganizationId, SupportId};
use crate::profile::Cell;
use crate::text::{Text, Words, text};
use crate::time::Date;
use crate::vocabulary::{Level, Tier, Vocabulary};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L105"),
        name: "115-without-tier",
        summary: Words::new(
            "die 115 soll First Level sein, kann dort aber keine Auskunft zu Onlinediensten geben",
            "the 115 shall be first level, but cannot answer questions about online services there",
        ),
        severity: Severity::Error,
        sources: &[],
        since: "0.1.0",
        step: InStep::Level,
        looks_at: Some(LooksAt::Service115),
        yields_to: &[],
        what: Words::new(
            "Ob die 115, wo sie als First Level eingetragen ist, dort und dann auch Auskunft zu Onlinediensten gibt. Das sagt [[service-115]] mit tier = \"online-services\". Bei „keine Teilnahme“ und „Basisabdeckung“ ist es ein Fehler, bei „voller Service“ eine Warnung. Eigene Regel von Lotse.",
            "Whether the 115, where it is entered as first level, does answer questions about online services there and then. That is what [[service-115]] with tier = \"online-services\" says. With \"none\" and \"basic\" it is an error, with \"full\" a warning. A rule of Lotse's own.",
        ),
        why: Words::new(
            "In der Basisabdeckung nennt die 115 nur Zuständigkeiten und Kontaktdaten. Wer wegen eines Fehlers im Onlinedienst anruft, bekommt keine Hilfe.",
            "In the basic tier the 115 tells responsibilities and contacts only. Whoever calls because of a fault in the service gets no help.",
        ),
        fix: Words::new(
            "Mit dem 115-Servicecenter den Ausbau vereinbaren und ihn als [[service-115]] mit Beginn eintragen; bis dahin die zuständigen Behörden als Interimslösung eintragen.",
            "Agree on the extension with the 115 service centre and enter it as [[service-115]] with its beginning; until then enter the competent authorities as interim solution.",
        ),
        bad: concat!(
            operator!(),
            co_user!(),
            in_use!(),
            "\n[[organization]]\nid = \"servicecenter\"\nname = \"Servicecenter 115\"\nkind = \"service-center-115\"\n",
            "\n[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"servicecenter\"\n",
            "\n[[service-115]]\ntier = \"basic\"\ncenter = \"servicecenter\"\n"
        ),
        good: concat!(
            operator!(),
            co_user!(),
            in_use!(),
            "\n[[organization]]\nid = \"servicecenter\"\nname = \"Servicecenter 115\"\nkind = \"service-center-115\"\n",
            "\n[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"servicecenter\"\n",
            "\n[[service-115]]\ntier = \"online-services\"\ncenter = \"servicecenter\"\n"
        ),
    },
    runs: Runs::Always,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut found: BTreeMap<(SupportId, OrganizationId, Tier), (Bundle, Option<Date>)> = BTreeMap::new();
    for claim in claims(context) {
        let Some(tier) = claim.tier.filter(|tier| *tier != Tier::OnlineServices) else { continue };
        let (bundle, from) = found
            .entry((claim.record, claim.organization, tier))
            .or_insert_with(|| (Bundle::default(), claim.from));
        bundle.add(claim.state, claim.service, claim.units);
        *from = claim.from.min(*from);
    }
    for ((id, organization, tier), (bundle, from)) in found {
        let record = context.model.support(id);
        let name = &context.model.organization(organization).name;
        let words = tier.label();
        let subject = bundle.subject(context, record.state).cell(Cell { level: Level::First, track: None });
        let mut finding = Finding::new(
            record.owner.span,
            Text::new(
                format!("„{name}“ soll First Level sein, hat dort aber nur: {}", words.de),
                format!("\"{name}\" shall be first level, but there it has only: {}", words.en),
            ),
            about_record(context, subject, id),
        )
        .label(Claim::label(&bundle.concerns(context), from))
        .cause(text!(
            "Fragen zu einem Onlinedienst beantwortet die 115 erst auf der Stufe „online-services“",
            "the 115 answers questions about an online service from the tier \"online-services\" on only"
        ))
        .help(text!(
            "vereinbaren Sie den Ausbau und tragen Sie ihn ein: [[service-115]] tier = \"online-services\", from = …; bis dahin ein Eintrag mit solution = \"interim\"",
            "agree on the extension and enter it: [[service-115]] tier = \"online-services\", from = …; until then a record with solution = \"interim\""
        ));
        if tier == Tier::Full {
            finding = finding.at_most(Severity::Warning);
        }
        findings.report(finding);
    }
}
