//! L106: the 115 is said to be first level where nothing is said about the 115.

use std::collections::BTreeMap;

use super::bundle::{Bundle, about_record};
use super::claims_115::{Claim, claims};
use super::examples::{co_user, in_use, operator};
use super::{Context, Finding, Findings, Rule, Runs};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity};
use crate::model::{OrganizationId, SupportId};
use crate::profile::Cell;
use crate::text::list::Case;
use crate::text::{Text, Words, text};
use crate::time::Date;
use crate::vocabulary::Level;

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L106"),
        name: "115-outside-area",
        summary: Words::new(
            "die 115 soll First Level sein, wo keine Angabe zur 115 hinreicht",
            "the 115 shall be first level where no statement about the 115 reaches",
        ),
        severity: Severity::Error,
        sources: &["S1"],
        since: "0.1.0",
        step: InStep::Level,
        looks_at: Some(LooksAt::Service115),
        yields_to: &[],
        what: Words::new(
            "Ob es für jeden Ort und Tag, an dem die 115 als First Level eingetragen ist, einen Eintrag [[service-115]] gibt, der sagt, was sie dort kann. Die 115 ist je Gebiet, Onlinedienst und Zeit verschieden.",
            "Whether there is a record [[service-115]] for each place and day for which the 115 is entered as first level, saying what it can do there. The 115 differs by area, service and time.",
        ),
        why: Words::new(
            "Nicht jede Kommune nimmt an der 115 teil. Wo sie nicht teilnimmt, erreicht der Anruf niemanden, der helfen kann.",
            "Not every municipality takes part in the 115. Where it does not, the call reaches nobody who can help.",
        ),
        fix: Words::new(
            "Einen Eintrag [[service-115]] mit Stufe, Gebiet und Beginn ergänzen oder das Gebiet des Support-Eintrags einschränken.",
            "Add a record [[service-115]] with tier, area and beginning, or narrow the area of the support record.",
        ),
        bad: concat!(
            operator!(),
            co_user!(),
            in_use!(),
            "\n[[organization]]\nid = \"servicecenter\"\nname = \"Servicecenter 115\"\nkind = \"service-center-115\"\n",
            "\n[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"servicecenter\"\n",
            "\n[[municipality]]\nkey = \"03452\"\n\n[[municipality]]\nkey = \"03457\"\n",
            "\n[[service-115]]\ntier = \"online-services\"\ncenter = \"servicecenter\"\narea = [\"03452\"]\n"
        ),
        good: concat!(
            operator!(),
            co_user!(),
            in_use!(),
            "\n[[organization]]\nid = \"servicecenter\"\nname = \"Servicecenter 115\"\nkind = \"service-center-115\"\n",
            "\n[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"servicecenter\"\n",
            "\n[[municipality]]\nkey = \"03452\"\n\n[[municipality]]\nkey = \"03457\"\n",
            "\n[[service-115]]\ntier = \"online-services\"\ncenter = \"servicecenter\"\narea = [\"03452\", \"03457\"]\n"
        ),
    },
    runs: Runs::WhenAsked,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut found: BTreeMap<(SupportId, OrganizationId), (Bundle, Option<Date>)> = BTreeMap::new();
    for claim in claims(context).into_iter().filter(|claim| claim.tier.is_none()) {
        let (bundle, from) = found
            .entry((claim.record, claim.organization))
            .or_insert_with(|| (Bundle::default(), claim.from));
        bundle.add(claim.state, claim.service, claim.units);
        *from = claim.from.min(*from);
    }
    for ((id, organization), (bundle, from)) in found {
        let record = context.model.support(id);
        let name = &context.model.organization(organization).name;
        let services = bundle.services(context, Case::Dative);
        let subject = bundle.subject(context, record.state).cell(Cell { level: Level::First, track: None });
        let finding = Finding::new(
            record.owner.span,
            Text::new(
                format!("„{name}“ soll First Level zu {} sein, wo keine Angabe zur 115 hinreicht", services.de),
                format!("\"{name}\" shall be first level for {} where no statement about the 115 reaches", services.en),
            ),
            about_record(context, subject, id),
        )
        .label(Claim::label(&bundle.concerns(context), from))
        .cause(text!(
            "kein Eintrag [[service-115]] sagt, ob und wie die 115 dort teilnimmt",
            "no record [[service-115]] says whether and how the 115 takes part there"
        ))
        .help(text!(
            "ergänzen Sie [[service-115]] mit tier, area und from, oder beschränken Sie „area“ dieses Eintrags",
            "add [[service-115]] with tier, area and from, or narrow \"area\" of this record"
        ));
        findings.report(finding);
    }
}
