//! The order of items inside each row and lane: barycenters from both sides, then exchanges of neighbours.

use std::collections::BTreeMap;

use super::BoxSpec;
use super::net::{Item, Net, Row, ends};

/// Sweeps up and down; more change nothing any more.
const SWEEPS: usize = 8;
/// Above so many links of a channel crossings are not counted to choose between sweeps: the last one holds.
const COUNTED: usize = 800;

/// Which items a channel joins: pairs above–below, and pairs on the same side.
type Pairs = Vec<(Item, Item)>;

pub(super) fn order(rows: &mut [Row], boxes: &[BoxSpec], nets: &[Net]) {
    let channels: Vec<Pairs> = (0..=rows.len())
        .map(|row| nets.iter().enumerate().flat_map(|(at, net)| pairs(net, at, boxes, row)).collect())
        .collect();
    let mut neighbours: BTreeMap<Item, Vec<Item>> = BTreeMap::new();
    for (one, two) in channels.iter().flatten() {
        neighbours.entry(*one).or_default().push(*two);
        neighbours.entry(*two).or_default().push(*one);
    }
    let mut best = rows.to_vec();
    let mut least = total(rows, &channels);
    for sweep in 0..SWEEPS {
        let mut place = places(rows);
        let count = rows.len();
        for step in 0..count {
            let at = if sweep % 2 == 0 { step } else { count - 1 - step };
            let Some(row) = rows.get_mut(at) else { continue };
            for lane in row.iter_mut() {
                lane.sort_by_key(|item| {
                    let own = place.get(item).copied().unwrap_or_default();
                    mean(neighbours.get(item), &place).unwrap_or(own)
                });
            }
            place.extend(row_places(row));
        }
        let now = total(rows, &channels);
        if now < least || (now == 0 && least == 0) {
            least = now;
            best = rows.to_vec();
        }
    }
    rows.clone_from_slice(&best);
    exchange(rows, &channels);
}

fn pairs(net: &Net, at: usize, boxes: &[BoxSpec], row: usize) -> Pairs {
    let (above, below) = ends(net, at, boxes, row);
    if below.is_empty() {
        // All come from above: they meet at the passage.
        let Some((last, rest)) = above.split_last() else { return Vec::new() };
        return rest.iter().map(|one| (*one, *last)).collect();
    }
    above.iter().flat_map(|one| below.iter().map(|two| (*one, *two))).collect()
}

/// Places from 0 to 1,000,000 over the whole row, so that rows of different lengths can be compared.
fn row_places(row: &Row) -> BTreeMap<Item, i64> {
    let mut places = BTreeMap::new();
    let lanes = i64::try_from(row.len()).unwrap_or(1).max(1);
    for (lane, items) in (0_i64..).zip(row) {
        let count = i64::try_from(items.len()).unwrap_or(0) + 1;
        for (at, item) in (1_i64..).zip(items) {
            places.insert(*item, (lane * 1_000_000 + at * 1_000_000 / count) / lanes);
        }
    }
    places
}

fn places(rows: &[Row]) -> BTreeMap<Item, i64> {
    rows.iter().flat_map(row_places).collect()
}

fn mean(neighbours: Option<&Vec<Item>>, place: &BTreeMap<Item, i64>) -> Option<i64> {
    let found: Vec<i64> = neighbours?.iter().filter_map(|item| place.get(item).copied()).collect();
    let count = i64::try_from(found.len()).ok().filter(|count| *count > 0)?;
    Some(found.iter().sum::<i64>() / count)
}

fn total(rows: &[Row], channels: &[Pairs]) -> usize {
    let place = places(rows);
    channels.iter().map(|pairs| crossings(pairs, &place)).sum()
}

/// Crossings of straight lines between two rows. Counted exactly for small channels only.
fn crossings(pairs: &Pairs, place: &BTreeMap<Item, i64>) -> usize {
    if pairs.len() > COUNTED {
        return 0;
    }
    let lines: Vec<(i64, i64)> = pairs
        .iter()
        .filter_map(|(one, two)| Some((place.get(one).copied()?, place.get(two).copied()?)))
        .collect();
    let mut count = 0;
    for (at, (a, b)) in lines.iter().enumerate() {
        count += lines.iter().skip(at + 1).filter(|(c, d)| (a - c) * (b - d) < 0).count();
    }
    count
}

/// Exchanges neighbours as long as that saves crossings; only the links of the two are looked at.
fn exchange(rows: &mut [Row], channels: &[Pairs]) {
    let mut joined: BTreeMap<Item, Vec<(usize, Item)>> = BTreeMap::new();
    for (channel, pairs) in channels.iter().enumerate() {
        for (one, two) in pairs {
            joined.entry(*one).or_default().push((channel, *two));
            joined.entry(*two).or_default().push((channel, *one));
        }
    }
    let mut place = places(rows);
    for _ in 0..SWEEPS {
        let mut better = false;
        for row in rows.iter_mut() {
            for lane in row.iter_mut() {
                for at in 1..lane.len() {
                    let (Some(one), Some(two)) = (lane.get(at - 1).copied(), lane.get(at).copied()) else {
                        continue;
                    };
                    if gain(joined.get(&one), joined.get(&two), &place) > 0 {
                        lane.swap(at - 1, at);
                        if let (Some(left), Some(right)) =
                            (place.get(&one).copied(), place.get(&two).copied())
                        {
                            place.insert(one, right);
                            place.insert(two, left);
                        }
                        better = true;
                    }
                }
            }
        }
        if !better {
            return;
        }
    }
}

/// How many crossings fewer there are if the left of two neighbours goes to the right.
fn gain(
    left: Option<&Vec<(usize, Item)>>,
    right: Option<&Vec<(usize, Item)>>,
    place: &BTreeMap<Item, i64>,
) -> i64 {
    let at = |item: &Item| place.get(item).copied().unwrap_or_default();
    let mut gain = 0;
    for (channel, one) in left.into_iter().flatten() {
        for (_, two) in right.into_iter().flatten().filter(|(other, _)| other == channel) {
            gain += (at(one) - at(two)).signum();
        }
    }
    gain
}
