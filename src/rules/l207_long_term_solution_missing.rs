//! L207: an interim solution to which no long-term solution is in sight.

use super::bundle::{about_record, day, end_of, record_name};
use super::endless::endless;
use super::examples::{co_user, in_use, operator};
use super::{Context, Finding, Findings, Rule, Runs};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity};
use crate::model::{Support, SupportId};
use crate::profile::Cell;
use crate::text::list::Case;
use crate::text::{Text, Words, text};
use crate::vocabulary::Level;

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L207"),
        name: "long-term-solution-missing",
        summary: Words::new(
            "eine langfristige Lösung ist nicht in Sicht",
            "a long-term solution is not in sight",
        ),
        severity: Severity::Warning,
        sources: &["S1"],
        since: "0.1.0",
        step: InStep::Level,
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob auf jede Interimslösung mit offenem Ende irgendwann eine langfristige Lösung folgt. Bis zum Prüftermin (review) ist es ein Hinweis, danach eine Warnung.",
            "Whether each interim solution with an open end is followed by a long-term solution at some time. Until the review date it is a note, afterwards a warning.",
        ),
        why: Words::new(
            "Langfristig soll der First Level über die 115 oder eine Supportlösung des Landes laufen. Wer offen lässt, wann, sollte regelmäßig hinsehen.",
            "In the long run first level shall go through the 115 or a support solution of the state. Whoever leaves open when should look again regularly.",
        ),
        fix: Words::new(
            "Die langfristige Lösung eintragen: [[support]] level = \"first\", solution = \"long-term\", from = DATUM; oder nach der Prüfung einen neuen Termin (review) setzen.",
            "Enter the long-term solution: [[support]] level = \"first\", solution = \"long-term\", from = DATE; or set a new date (review) after looking.",
        ),
        bad: concat!(
            operator!(),
            co_user!(),
            in_use!(),
            "\n[[support]]\nlevel = \"first\"\nsolution = \"interim\"\nowner = \"stelle\"\nuntil = \"open\"\nreview = 2026-12-01\n"
        ),
        good: concat!(
            operator!(),
            co_user!(),
            in_use!(),
            "\n[[support]]\nlevel = \"first\"\nsolution = \"interim\"\nowner = \"stelle\"\nuntil = \"open\"\nreview = 2026-12-01\n",
            "\n[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"stelle\"\nfrom = 2027-07-01\n"
        ),
    },
    runs: Runs::WhenAsked,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (id, endless) in endless(context) {
        let record = context.model.support(id);
        if !record.open_end && !endless.followed {
            continue;
        }
        let bundle = &endless.forever;
        let services = bundle.services(context, Case::Dative);
        let subject = bundle.subject(context, record.state).cell(Cell { level: Level::First, track: None });
        let place = if record.open_end { end_of(context, id) } else { record.span };
        let mut finding = Finding::new(
            place,
            Text::new(
                format!("zu {} ist keine langfristige Lösung in Sicht", services.de),
                format!("no long-term solution is in sight for {}", services.en),
            ),
            about_record(context, subject, id),
        )
        .one_service_of(
            bundle,
            Text::new(
                "zu {} ist keine langfristige Lösung in Sicht",
                "no long-term solution is in sight for {}",
            ),
            Case::Dative,
        )
        .cause_of_all(cause(context, record, None))
        .label(bundle.concerns(context))
        .cause(cause(context, record, Some(id)))
        .help(text!(
            "ergänzen Sie [[support]] level = \"first\", solution = \"long-term\", from = JJJJ-MM-TT, oder setzen Sie „review“ neu",
            "add [[support]] level = \"first\", solution = \"long-term\", from = YYYY-MM-DD, or set \"review\" anew"
        ));
        if record.review.as_ref().is_some_and(|review| context.on <= review.value) {
            finding = finding.at_most(Severity::Note);
        }
        findings.report(finding);
    }
}

/// Why; of several records none is named.
fn cause(context: &Context<'_>, record: &Support, id: Option<SupportId>) -> Text {
    if !record.open_end {
        let Some(id) = id else {
            return text!(
                "die Einträge haben kein Ende; anderswo wird die Interimslösung abgelöst, hier nie",
                "the records have no end; elsewhere the interim solution is relieved, here never"
            );
        };
        let name = record_name(context, id);
        return Text::new(
            format!("{} hat kein Ende; anderswo wird die Interimslösung abgelöst, hier nie", name.de),
            format!("{} has no end; elsewhere the interim solution is relieved, here never", name.en),
        );
    }
    let Some(review) = &record.review else {
        return text!(
            "das Ende ist offen, und kein Prüftermin (review) ist genannt",
            "the end is open, and no review date is given"
        );
    };
    let date = day(review.value);
    if context.on <= review.value {
        Text::new(
            format!("das Ende der Interimslösung ist offen; wieder geprüft wird am {}", date.de),
            format!("the end of the interim solution is open; it is reviewed on {}", date.en),
        )
    } else {
        Text::new(
            format!("das Ende der Interimslösung ist offen, und der Prüftermin {} ist vorbei", date.de),
            format!("the end of the interim solution is open, and the review date {} has passed", date.en),
        )
    }
}
