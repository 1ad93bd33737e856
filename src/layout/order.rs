//! The order of items inside each row and lane, so that few lines cross.
//!
//! Layer by layer after Sugiyama, Tagawa, Toda ("Methods for visual understanding of hierarchical system structures",
//! 1981): sweeps down and up by barycenter and by median (Eades, Wormald 1994), each followed by exchanges of neighbours
//! (Gansner, Koutsofios, North, Vo: "A technique for drawing directed graphs", 1993). Crossings are counted in
//! O(E log V) by an accumulator tree (Barth, Jünger, Mutzel: "Simple and efficient bilayer cross counting", 2002).

use super::at;
use super::net::{Grid, Joins, Lists};
use super::tree::Sums;

/// Most sweeps over all rows; a few without gain end them.
const SWEEPS: usize = 48;
/// Sweeps to see which order to begin with is best.
const FIRST: usize = 3;
/// Sweeps without gain that are borne.
const PATIENCE: usize = 10;
/// Exchanges of neighbours per row and sweep.
const EXCHANGES: usize = 3;
/// So much work (items times sweeps) is spent at most, so that time stays near linear.
const WORK: usize = 45_000;

pub(super) fn order(grid: &mut Grid, joins: &Joins) {
    let mut state = State { rows: std::mem::take(&mut grid.rows), place: vec![0; grid.items], joins };
    for row in 0..state.rows.len() {
        state.number(row);
    }
    let sweeps = (WORK / grid.items.max(1)).clamp(4, SWEEPS);
    let first = (sweeps / 8).clamp(1, FIRST);
    let mut best = (usize::MAX, state.rows.clone());
    for start in starts(&state.rows, joins) {
        state.set(&start);
        state.improve(first, &mut best);
    }
    let start = best.1.clone();
    state.set(&start);
    state.improve(sweeps, &mut best);
    grid.rows = best.1;
}

/// Orders to begin with: as given; and by walks through the graph level by level, from an end of it (Cuthill, McKee:
/// "Reducing the bandwidth of sparse symmetric matrices", 1969), so that what hangs together stands together.
fn starts(rows: &[Vec<Vec<usize>>], joins: &Joins) -> Vec<Vec<Vec<Vec<usize>>>> {
    let mut out = vec![rows.to_vec()];
    for ends in [
        rows.iter().rev().flatten().flatten().copied().collect::<Vec<usize>>(),
        rows.iter().flatten().flatten().copied().collect(),
    ] {
        for far in [false, true] {
            let rank = walk(&ends, joins, far);
            let mut start = rows.to_vec();
            for lane in start.iter_mut().flatten() {
                lane.sort_by_key(|item| at(&rank, *item));
            }
            out.push(start);
        }
    }
    out
}

/// Of every item when it is met.
fn walk(from: &[usize], joins: &Joins, far: bool) -> Vec<usize> {
    let mut met = vec![usize::MAX; from.len()];
    let mut count = 0;
    for begin in from {
        if at(&met, *begin) != usize::MAX {
            continue;
        }
        let mut queue = vec![*begin];
        if far {
            // The last one met is at an end.
            for _ in 0..2 {
                let last = spread(queue.first().copied().unwrap_or(*begin), joins, &mut met.clone(), 0);
                queue = vec![last.last().copied().unwrap_or(*begin)];
            }
        }
        count += spread(queue.first().copied().unwrap_or(*begin), joins, &mut met, count).len();
    }
    met
}

fn spread(begin: usize, joins: &Joins, met: &mut [usize], mut count: usize) -> Vec<usize> {
    let mut queue = vec![begin];
    if let Some(entry) = met.get_mut(begin) {
        *entry = count;
    }
    let mut next = 0;
    while let Some(item) = queue.get(next).copied() {
        next += 1;
        for other in joins.all(item) {
            if at(met, other) == usize::MAX {
                count += 1;
                if let Some(entry) = met.get_mut(other) {
                    *entry = count;
                }
                queue.push(other);
            }
        }
    }
    queue
}

struct State<'j> {
    rows: Vec<Vec<Vec<usize>>>,
    /// Of every item its number in its row, all lanes counted.
    place: Vec<usize>,
    joins: &'j Joins,
}

impl State<'_> {
    /// Sweeps as long as it helps; remembers the best order.
    fn improve(&mut self, sweeps: usize, best: &mut (usize, Vec<Vec<Vec<usize>>>)) {
        let mut least = self.crossings();
        if least < best.0 {
            *best = (least, self.rows.clone());
        }
        let mut idle = 0;
        for sweep in 0..sweeps {
            if best.0 == 0 || idle > PATIENCE {
                return;
            }
            self.sweep(sweep % 2 == 1, sweep % 8 >= 4);
            self.exchange();
            let now = self.crossings();
            idle += 1;
            if now < least {
                least = now;
                idle = 0;
            }
            if now < best.0 {
                *best = (now, self.rows.clone());
            }
        }
    }

    fn number(&mut self, row: usize) {
        let items = self.rows.get(row).into_iter().flatten().flatten();
        for (number, item) in items.enumerate() {
            if let Some(place) = self.place.get_mut(*item) {
                *place = number;
            }
        }
    }

    fn set(&mut self, rows: &[Vec<Vec<usize>>]) {
        self.rows = rows.to_vec();
        for row in 0..self.rows.len() {
            self.number(row);
        }
    }

    fn length(&self, row: usize) -> usize {
        self.rows.get(row).map_or(0, |lanes| lanes.iter().map(Vec::len).sum())
    }

    /// Crossings of straight lines between all rows.
    fn crossings(&self) -> usize {
        let mut total = self.turns(0);
        let mut lines: Vec<(usize, usize)> = Vec::new();
        for row in 1..self.rows.len() {
            lines.clear();
            for item in self.rows.get(row).into_iter().flatten().flatten() {
                let below = at(&self.place, *item);
                let up = self.joins.up.of(*item).iter();
                lines.extend(up.map(|above| (at(&self.place, *above), below)));
            }
            lines.sort_unstable();
            total += self.turns(row);
            let mut seen = Sums::new(self.length(row));
            for (number, (_, below)) in lines.iter().enumerate() {
                total += number - seen.until(*below);
                seen.add(*below, 1);
            }
        }
        total
    }

    /// A line that turns round in a row crosses about one line of each item that it passes.
    fn turns(&self, row: usize) -> usize {
        let items = self.rows.get(row).into_iter().flatten().flatten();
        let far = |item: &usize| -> usize {
            let own = at(&self.place, *item);
            let aside = self.joins.aside.of(*item).iter();
            aside.map(|other| at(&self.place, *other).saturating_sub(own + 1)).sum()
        };
        items.map(far).sum()
    }

    /// Orders every row by the row that was ordered before it.
    fn sweep(&mut self, up: bool, median: bool) {
        let count = self.rows.len();
        for step in 0..count {
            let row = if up { count - 1 - step } else { step };
            let fixed = if up { row + 1 } else { row.wrapping_sub(1) };
            let lists = if up { &self.joins.down } else { &self.joins.up };
            let scale = |number: usize, row: usize| {
                u64::try_from(number * 2 + 1).unwrap_or(0) * 1_000_000 / length_of(self, row)
            };
            let mut keys: Vec<(usize, u64)> = Vec::new();
            let mut places: Vec<u64> = Vec::new();
            for item in self.rows.get(row).into_iter().flatten().flatten() {
                places.clear();
                let fixed_ones = lists.of(*item).iter();
                places.extend(fixed_ones.map(|other| scale(at(&self.place, *other), fixed)));
                let aside = self.joins.aside.of(*item).iter();
                places.extend(aside.map(|other| scale(at(&self.place, *other), row)));
                let own = scale(at(&self.place, *item), row);
                keys.push((*item, middle(&mut places, median).unwrap_or(own)));
            }
            self.sort(row, &keys);
        }
    }

    fn sort(&mut self, row: usize, keys: &[(usize, u64)]) {
        let Some(lanes) = self.rows.get_mut(row) else { return };
        let mut begin = 0;
        for lane in lanes {
            let mut sorted: Vec<(usize, u64)> = keys.iter().skip(begin).take(lane.len()).copied().collect();
            sorted.sort_by_key(|(_, key)| *key);
            begin += lane.len();
            lane.clear();
            lane.extend(sorted.into_iter().map(|(item, _)| item));
        }
        self.number(row);
    }

    /// Exchanges neighbours as long as that saves crossings.
    fn exchange(&mut self) {
        for row in 0..self.rows.len() {
            self.exchange_row(row);
        }
    }

    /// How many that an item turns to stand right of it, less those at its left; its neighbour does not count.
    fn drawn_right(&self, item: usize, neighbour: usize) -> i64 {
        let own = at(&self.place, item);
        let others = self.joins.aside.of(item).iter().filter(|other| **other != neighbour);
        others.map(|other| if at(&self.place, *other) > own { 1 } else { -1 }).sum()
    }

    fn exchange_row(&mut self, row: usize) {
        let Some(mut lanes) = self.rows.get_mut(row).map(std::mem::take) else { return };
        let mut places: Vec<usize> = Vec::new();
        for lane in &mut lanes {
            places.clear();
            let mut sides: Vec<[(usize, usize); 2]> = Vec::with_capacity(lane.len());
            for item in lane.iter() {
                let mut side = |lists: &Lists| {
                    let begin = places.len();
                    places.extend(lists.of(*item).iter().map(|other| at(&self.place, *other)));
                    places.get_mut(begin..).unwrap_or_default().sort_unstable();
                    (begin, places.len())
                };
                sides.push([side(&self.joins.up), side(&self.joins.down)]);
            }
            for _ in 0..EXCHANGES {
                if !self.exchange_once(lane, &mut sides, &places) {
                    break;
                }
            }
        }
        if let Some(slot) = self.rows.get_mut(row) {
            *slot = lanes;
        }
    }

    /// Once from left to right; whether anything was exchanged.
    fn exchange_once(
        &mut self,
        lane: &mut [usize],
        sides: &mut [[(usize, usize); 2]],
        places: &[usize],
    ) -> bool {
        let mut better = false;
        let of = |(begin, end): (usize, usize)| places.get(begin..end).unwrap_or_default();
        for right in 1..lane.len() {
            let (Some([up, down]), Some([up_right, down_right])) = (sides.get(right - 1), sides.get(right))
            else {
                continue;
            };
            let gain = gain(of(*up), of(*up_right)) + gain(of(*down), of(*down_right));
            let (one, two) = (at(lane, right - 1), at(lane, right));
            if gain + self.drawn_right(one, two) - self.drawn_right(two, one) > 0 {
                self.place.swap(one, two);
                lane.swap(right - 1, right);
                sides.swap(right - 1, right);
                better = true;
            }
        }
        better
    }
}

/// Crossings of two items' lines less those after an exchange; places are sorted.
fn gain(left: &[usize], right: &[usize]) -> i64 {
    if left.last() <= right.first() {
        // Nothing crosses now.
        return -signed(inversions(right, left));
    }
    signed(inversions(left, right)) - signed(inversions(right, left))
}

fn signed(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn length_of(state: &State<'_>, row: usize) -> u64 {
    u64::try_from(state.length(row)).unwrap_or(1).max(1)
}

/// The mean, or the median, of places.
fn middle(places: &mut [u64], median: bool) -> Option<u64> {
    let count = u64::try_from(places.len()).ok().filter(|count| *count > 0)?;
    if !median {
        return Some(places.iter().sum::<u64>() / count);
    }
    places.sort_unstable();
    let half = places.len() / 2;
    let upper = places.get(half).copied()?;
    if places.len() % 2 == 1 {
        return Some(upper);
    }
    Some(u64::midpoint(places.get(half - 1).copied()?, upper))
}

/// How many pairs of the left's and the right's ends stand the wrong way round; both are sorted.
fn inversions(left: &[usize], right: &[usize]) -> usize {
    let mut count = 0;
    let mut smaller = 0;
    for place in left {
        while right.get(smaller).is_some_and(|other| other < place) {
            smaller += 1;
        }
        count += smaller;
    }
    count
}
