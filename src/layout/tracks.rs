//! Which track a net takes in a channel: channel routing as in Hashimoto, Stevens ("Wire routing by optimizing channel
//! assignment within large apertures", 1971), with the order of tracks chosen so that few lines cross.

use super::net::Ends;
use super::ports::Ports;
use super::tree::Heights;
use super::{Px, Spacing};

/// Rounds of exchanges of neighbouring tracks.
const ROUNDS: usize = 12;

/// What a net does in one channel.
#[derive(Debug, Clone, Default)]
pub(super) struct Run {
    pub(super) net: usize,
    /// Verticals that come from above, sorted.
    above: Vec<Px>,
    /// Verticals that go below, sorted.
    below: Vec<Px>,
    from: Px,
    to: Px,
    pub(super) track: usize,
}

impl Run {
    fn new(ends: &Ends, ports: &Ports) -> Self {
        let mut above: Vec<Px> = ends.above.iter().map(|item| ports.above(ends.net, *item)).collect();
        let mut below: Vec<Px> = ends.below.iter().map(|item| ports.below(ends.net, *item)).collect();
        above.sort_unstable();
        below.sort_unstable();
        let all = || above.iter().chain(&below).copied();
        let (from, to) = (all().min().unwrap_or(0), all().max().unwrap_or(0));
        Self { net: ends.net, above, below, from, to, track: 0 }
    }

    /// Whether it goes aside at all.
    pub(super) const fn is_wide(&self) -> bool {
        self.from < self.to
    }

    /// Lines that lead right run the higher the further right they end; those that lead left the other way round: so no
    /// two of a direction cross that need not.
    fn rank(&self) -> (bool, Px, Px) {
        let mean = |list: &[Px]| {
            let count = i64::try_from(list.len()).unwrap_or(1).max(1);
            list.iter().copied().map(i64::from).sum::<i64>() / count
        };
        let (above, below) = (mean(&self.above), mean(&self.below));
        if below >= above { (false, -self.to, -self.from) } else { (true, self.from, self.to) }
    }
}

/// The runs of one channel, each with its track, in order of nets.
pub(super) fn runs(ends: &[Ends], ports: &Ports, spacing: Spacing) -> Vec<Run> {
    let mut runs: Vec<Run> = ends.iter().map(|ends| Run::new(ends, ports)).collect();
    let mut order: Vec<usize> =
        runs.iter().enumerate().filter(|(_, run)| run.is_wide()).map(|(place, _)| place).collect();
    order.sort_by_key(|place| runs.get(*place).map(Run::rank));
    improve(&mut order, &runs);
    // Each lies below all that were laid before and are near: what is laid over its stretch tells how deep.
    let mut stops: Vec<Px> = runs.iter().flat_map(|run| [run.from, run.to]).collect();
    stops.sort_unstable();
    stops.dedup();
    let mut heights = Heights::new(stops.len());
    for place in order {
        let Some(run) = runs.get_mut(place) else { continue };
        let from = stops.partition_point(|stop| *stop < run.from - spacing.track);
        let to = stops.partition_point(|stop| *stop <= run.to + spacing.track);
        run.track = heights.over(from, to);
        let own_from = stops.partition_point(|stop| *stop < run.from);
        let own_to = stops.partition_point(|stop| *stop <= run.to);
        heights.lay(own_from, own_to, run.track + 1);
    }
    runs
}

/// How many places lie inside a stretch.
fn inside(places: &[Px], from: Px, to: Px) -> usize {
    places.partition_point(|x| *x <= to) - places.partition_point(|x| *x < from)
}

/// Crossings if `one` runs above `two`.
fn cost(one: &Run, two: &Run) -> usize {
    inside(&one.below, two.from, two.to) + inside(&two.above, one.from, one.to)
}

/// Exchanges neighbouring tracks as long as that saves crossings.
fn improve(order: &mut [usize], runs: &[Run]) {
    for _ in 0..ROUNDS {
        let mut better = false;
        for place in 1..order.len() {
            let (Some(one), Some(two)) = (order.get(place - 1).copied(), order.get(place).copied()) else {
                continue;
            };
            let (Some(upper), Some(lower)) = (runs.get(one), runs.get(two)) else { continue };
            let apart = upper.to < lower.from || lower.to < upper.from;
            if !apart && cost(lower, upper) < cost(upper, lower) {
                order.swap(place - 1, place);
                better = true;
            }
        }
        if !better {
            return;
        }
    }
}
