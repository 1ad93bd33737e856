//! Waves: the rows that fold into one.

use std::collections::BTreeMap;

use super::naming::{counted, names, wave_name};
use super::{Day, PlanRow, WaveView};
use crate::plan::Instance;
use crate::view::scene::Scene;

/// The waves of the rows, by go-live, then as the rows come.
pub(super) fn plan_waves(scene: &Scene<'_>, chosen: &[usize], rows: &[PlanRow]) -> Vec<WaveView> {
    let mut waves: Vec<(WaveView, Vec<usize>)> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, row) in chosen.iter().zip(rows) {
        let (Some(id), Some(instance)) = (&row.wave, scene.rollout().plan.instances.get(*at)) else {
            continue;
        };
        let place = *known.entry(id).or_insert_with(|| {
            waves.push((empty_wave(scene, id, instance), Vec::new()));
            waves.len() - 1
        });
        let Some((wave, members)) = waves.get_mut(place) else { continue };
        members.push(*at);
        wave.rows.push(row.id.clone());
        wave.municipalities = wave.municipalities.max(row.municipalities);
        if let Some(dates) = &row.dates {
            wave.critical |= dates.critical;
            let (first, last) = wave.span.unwrap_or((dates.start, dates.finish));
            wave.span = Some((first.min(dates.start), last.max(dates.finish)));
        }
    }
    let mut waves: Vec<WaveView> = waves
        .into_iter()
        .map(|(wave, members)| WaveView { counts: counted(scene, &members), ..wave })
        .collect();
    waves.sort_by_key(|wave| (wave.go_live.is_none(), wave.go_live));
    waves
}

fn empty_wave(scene: &Scene<'_>, id: &str, instance: &Instance) -> WaveView {
    let scope = &instance.scope;
    let service = scope.service.map(|id| scene.model().service(id).name.clone()).unwrap_or_default();
    let name = match scope.wave {
        Some(at) => wave_name(scene, at),
        None => scene.word("ohne Welle", "without wave"),
    };
    WaveView {
        id: id.to_owned(),
        state: scope.state.code().to_owned(),
        label: match scope.wave {
            Some(_) if names(&name, &service) => name.clone(),
            Some(_) => format!("{service}, {name}"),
            None => service.clone(),
        },
        service,
        name,
        go_live: match scope.wave.and_then(|at| scene.model().waves.get(at)) {
            Some(wave) => wave.go_live.as_ref().map(|day| Day(day.value)),
            None => instance.go_live.map(Day),
        },
        municipalities: 0,
        rows: Vec::new(),
        span: None,
        counts: super::Count::default(),
        critical: false,
    }
}
