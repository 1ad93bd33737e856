//! Whether a service has a day of go-live for everybody concerned, and whether it is in operation there.

use super::observation::Observation;
use super::raw::Fact;
use super::scope::{Ground, Scope};
use super::statement::{home, missing, undecidable, usage};
use crate::routing::GoLive;
use crate::source::Span;
use crate::text::{Language, Text, text};
use crate::time::format_date;
use crate::vocabulary::Vocabulary as _;

/// Whether everybody concerned has a day of go-live: by the use, or by a wave. Where a service runs already and nobody knows
/// since when, there is nothing left to plan.
pub(super) fn day(ground: &Ground<'_>, scope: &Scope) -> Observation {
    let label: Text = Fact::GoLiveDate.label().into();
    let rows = ground.rows_of(scope);
    let count = |wanted: fn(&GoLive) -> bool| -> usize {
        rows.iter().filter(|row| wanted(&row.go_live)).map(|row| row.units.len()).sum()
    };
    let total = count(|_| true);
    let planned = count(|day| matches!(day, GoLive::On(_) | GoLive::Unknown));
    if count(|day| *day == GoLive::Undecidable) > 0 {
        return undecidable(&label, home(ground, scope));
    }
    let (de, en) = (&label.de, &label.en);
    match place(ground, scope) {
        Some(span) if total > 0 && planned == total => {
            let of = text!("{de}: {planned} von {total}", "{en}: {planned} of {total}");
            Observation::yes(of, vec![span])
        }
        Some(_) if planned > 0 => Observation::no(
            text!(
                "{de}: nur {planned} von {total}, die anderen stehen in keiner Welle",
                "{en}: {planned} of {total} only, the others are in no wave"
            ),
            home(ground, scope),
        ),
        _ => missing(&label, home(ground, scope)),
    }
}

/// Where a day of go-live is given.
fn place(ground: &Ground<'_>, scope: &Scope) -> Option<Span> {
    let by_use = usage(ground, scope).and_then(|usage| usage.go_live.as_ref()).map(|day| day.span);
    let mut waves = ground.model.waves.iter().filter(|wave| {
        wave.state == scope.state && Some(wave.service) == scope.service && wave.go_live.is_some()
    });
    by_use
        .or_else(|| waves.next().map(|wave| wave.span))
        // In operation already, nobody knows since when: there is nothing left to plan.
        .or_else(|| {
            let rows = ground.rows_of(scope);
            let running = rows.iter().any(|row| row.go_live == GoLive::Unknown);
            running.then(|| usage(ground, scope).map(|usage| usage.span)).flatten()
        })
}

/// Whether a service is in operation in all of a scope.
pub(super) fn live(ground: &Ground<'_>, scope: &Scope) -> Observation {
    let rows = ground.rows_of(scope);
    if rows.iter().any(|row| row.go_live == GoLive::Undecidable) {
        return undecidable(&Fact::Live.label().into(), home(ground, scope));
    }
    let total: usize = rows.iter().map(|row| row.units.len()).sum();
    let wave = scope.wave.and_then(|at| ground.model.waves.get(at));
    let parts = wave.map_or(&crate::model::Scope::All, |wave| &wave.parts);
    let live = rows.iter().filter(|row| row.is_live_for(parts, ground.situation.on()));
    let running: usize = live.map(|row| row.units.len()).sum();
    if total > 0 && running == total {
        return Observation::yes(
            text!("in Betrieb in {running} von {total}", "in operation in {running} of {total}"),
            home(ground, scope),
        );
    }
    let why = ground.start(scope).day.map_or_else(
        || text!("kein Starttermin angegeben", "no date of go-live is given"),
        |day| {
            Text::new(
                format!("der Start ist am {}", format_date(day, Language::De)),
                format!("go-live is on {}", format_date(day, Language::En)),
            )
        },
    );
    Observation::no(why, home(ground, scope))
}
