//! Three questions about small directed graphs of numbered nodes, answered with petgraph: what is reached, which circles
//! there are, what nobody gets around. Numbers in, numbers out; results are ordered.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::algo::{dominators, tarjan_scc};
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::Bfs;

/// A graph whose nodes have the numbers `0..count`; links to other numbers are left out.
fn digraph(count: usize, links: &BTreeSet<(usize, usize)>) -> DiGraph<(), ()> {
    let mut graph = DiGraph::with_capacity(count, links.len());
    for _ in 0..count {
        graph.add_node(());
    }
    for (from, to) in links.iter().filter(|(from, to)| *from < count && *to < count) {
        graph.add_edge(NodeIndex::new(*from), NodeIndex::new(*to), ());
    }
    graph
}

/// The nodes that can be reached from `start`, with itself.
pub(super) fn reach(count: usize, links: &BTreeSet<(usize, usize)>, start: usize) -> BTreeSet<usize> {
    let graph = digraph(count, links);
    let mut found = BTreeSet::new();
    if start < count {
        let mut search = Bfs::new(&graph, NodeIndex::new(start));
        while let Some(node) = search.next(&graph) {
            found.insert(node.index());
        }
    }
    found
}

/// The nodes other than `start` and `end` that lie on every way from `start` to `end`; `None` if there is no way.
pub(super) fn unavoidable(
    count: usize,
    links: &BTreeSet<(usize, usize)>,
    start: usize,
    end: usize,
) -> Option<BTreeSet<usize>> {
    if start >= count || end >= count {
        return None;
    }
    let graph = digraph(count, links);
    let found = dominators::simple_fast(&graph, NodeIndex::new(start));
    let chain = found.strict_dominators(NodeIndex::new(end))?;
    Some(chain.map(NodeIndex::index).filter(|node| *node != start).collect())
}

/// All circles, each once, beginning at its smallest number; at most `cap` of them, and whether there are more.
///
/// Only inside strongly connected components, so that a graph without circles costs nothing.
pub(super) fn cycles(count: usize, links: &BTreeSet<(usize, usize)>, cap: usize) -> (Vec<Vec<usize>>, bool) {
    let graph = digraph(count, links);
    let mut found = Vec::new();
    let mut more = false;
    let mut components: Vec<BTreeSet<usize>> = tarjan_scc(&graph)
        .into_iter()
        .map(|nodes| nodes.into_iter().map(NodeIndex::index).collect())
        .collect();
    components.sort();
    for component in components {
        let next: BTreeMap<usize, Vec<usize>> = component
            .iter()
            .map(|node| {
                let targets = links.range((*node, 0)..=(*node, usize::MAX)).map(|(_, to)| *to);
                (*node, targets.filter(|to| component.contains(to)).collect())
            })
            .collect();
        for start in &component {
            more |= circles_from(*start, &next, cap, &mut found);
        }
    }
    found.sort();
    (found, more)
}

/// Depth first over nodes that are not smaller than the start, without coming to a node twice.
///
/// The work is bounded too: in a dense component most ways are no circle, and the search for the rest is given up.
fn circles_from(
    start: usize,
    next: &BTreeMap<usize, Vec<usize>>,
    cap: usize,
    found: &mut Vec<Vec<usize>>,
) -> bool {
    let targets = |node: usize| next.get(&node).map_or(&[][..], Vec::as_slice);
    let mut way = vec![start];
    let mut open = vec![targets(start).iter()];
    let mut steps = 0_usize;
    while let Some(rest) = open.last_mut() {
        steps += 1;
        if steps > STEPS {
            return true;
        }
        match rest.next() {
            Some(to) if *to == start => {
                if found.len() >= cap {
                    return true;
                }
                found.push(way.clone());
            }
            Some(to) if *to > start && !way.contains(to) => {
                way.push(*to);
                open.push(targets(*to).iter());
            }
            Some(_) => {}
            None => {
                open.pop();
                way.pop();
            }
        }
    }
    false
}

/// After so many steps from one node the search for circles is given up.
const STEPS: usize = 1_000_000;

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

    use super::*;
    use proptest::prelude::*;

    fn graph() -> impl Strategy<Value = (usize, BTreeSet<(usize, usize)>)> {
        (1_usize..=12).prop_flat_map(|count| {
            (Just(count), proptest::collection::btree_set((0..count, 0..count), 0..=2 * count))
        })
    }

    /// Repeats until nothing changes.
    fn naive_reach(
        links: &BTreeSet<(usize, usize)>,
        start: usize,
        without: Option<usize>,
    ) -> BTreeSet<usize> {
        let mut found = BTreeSet::from([start]);
        loop {
            let more: Vec<usize> = links
                .iter()
                .filter(|(from, to)| found.contains(from) && !found.contains(to) && Some(*to) != without)
                .map(|(_, to)| *to)
                .collect();
            if more.is_empty() {
                return found;
            }
            found.extend(more);
        }
    }

    /// All simple ways that come back, from every node, turned so that the smallest number comes first.
    fn naive_cycles(
        links: &BTreeSet<(usize, usize)>,
        way: &mut Vec<usize>,
        found: &mut BTreeSet<Vec<usize>>,
    ) {
        let last = *way.last().unwrap();
        for (_, to) in links.iter().filter(|(from, _)| *from == last) {
            if *to == way[0] {
                let at = way.iter().enumerate().min_by_key(|(_, node)| **node).unwrap().0;
                found.insert(way[at..].iter().chain(&way[..at]).copied().collect());
            } else if !way.contains(to) {
                way.push(*to);
                naive_cycles(links, way, found);
                way.pop();
            }
        }
    }

    proptest! {
        #[test]
        fn reach_is_what_the_naive_search_finds((count, links) in graph(), start in 0_usize..12) {
            let start = start % count;
            prop_assert_eq!(reach(count, &links, start), naive_reach(&links, start, None));
        }

        #[test]
        fn the_unavoidable_is_what_cuts_the_way((count, links) in graph(), ends in (0_usize..12, 0_usize..12)) {
            let (start, end) = (ends.0 % count, ends.1 % count);
            prop_assume!(start != end);
            let expected = naive_reach(&links, start, None).contains(&end).then(|| {
                (0..count)
                    .filter(|node| *node != start && *node != end)
                    .filter(|node| !naive_reach(&links, start, Some(*node)).contains(&end))
                    .collect::<BTreeSet<_>>()
            });
            prop_assert_eq!(unavoidable(count, &links, start, end), expected);
        }

        #[test]
        fn every_circle_is_found_once((count, links) in graph()) {
            let mut expected = BTreeSet::new();
            for start in 0..count {
                naive_cycles(&links, &mut vec![start], &mut expected);
            }
            let (found, more) = cycles(count, &links, usize::MAX);
            prop_assert!(!more);
            prop_assert_eq!(found, expected.into_iter().collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_cap_holds() {
        let links = (0..8).flat_map(|from| (0..8).map(move |to| (from, to))).collect();
        let (found, more) = cycles(8, &links, 10);
        assert_eq!((found.len(), more), (10, true));
    }
}
