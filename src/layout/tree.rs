//! Trees over numbers 0..n: sums of what stands before (Fenwick 1994), and maxima over ranges.

/// Sums of everything up to a place; adding and asking in O(log n).
#[derive(Debug)]
pub(super) struct Sums {
    nodes: Vec<i64>,
}

impl Sums {
    pub(super) fn new(size: usize) -> Self {
        Self { nodes: vec![0; size + 1] }
    }

    pub(super) fn add(&mut self, place: usize, amount: i64) {
        let mut node = place + 1;
        while let Some(sum) = self.nodes.get_mut(node) {
            *sum += amount;
            node += node & node.wrapping_neg();
        }
    }

    /// The sum of places 0 to `place`, both included; 0 if it is negative.
    pub(super) fn until(&self, place: usize) -> usize {
        let mut node = (place + 1).min(self.nodes.len().saturating_sub(1));
        let mut sum = 0;
        while node > 0 {
            sum += self.nodes.get(node).copied().unwrap_or(0);
            node &= node - 1;
        }
        usize::try_from(sum).unwrap_or(0)
    }
}

/// The greatest of what was laid over ranges of places: laying and asking in O(log n).
#[derive(Debug)]
pub(super) struct Heights {
    size: usize,
    /// The greatest inside each node.
    most: Vec<usize>,
    /// What covers the whole of a node.
    cover: Vec<usize>,
}

impl Heights {
    pub(super) fn new(places: usize) -> Self {
        let size = places.next_power_of_two().max(1);
        Self { size, most: vec![0; 2 * size], cover: vec![0; 2 * size] }
    }

    /// The greatest height over the places from `from` to before `to`.
    pub(super) fn over(&self, from: usize, to: usize) -> usize {
        self.ask(1, 0, self.size, (from, to))
    }

    /// Lays a height over the places from `from` to before `to`.
    pub(super) fn lay(&mut self, from: usize, to: usize, height: usize) {
        self.put(1, 0, self.size, (from, to), height);
    }

    fn ask(&self, node: usize, begin: usize, end: usize, (from, to): (usize, usize)) -> usize {
        if from >= to || to <= begin || end <= from {
            return 0;
        }
        if from <= begin && end <= to {
            return super::at(&self.most, node);
        }
        let middle = usize::midpoint(begin, end);
        let halves = self.ask(2 * node, begin, middle, (from, to)).max(self.ask(
            2 * node + 1,
            middle,
            end,
            (from, to),
        ));
        halves.max(super::at(&self.cover, node))
    }

    fn put(&mut self, node: usize, begin: usize, end: usize, (from, to): (usize, usize), height: usize) {
        if from >= to || to <= begin || end <= from {
            return;
        }
        if let Some(most) = self.most.get_mut(node) {
            *most = (*most).max(height);
        }
        if from <= begin && end <= to {
            if let Some(cover) = self.cover.get_mut(node) {
                *cover = (*cover).max(height);
            }
            return;
        }
        let middle = usize::midpoint(begin, end);
        self.put(2 * node, begin, middle, (from, to), height);
        self.put(2 * node + 1, middle, end, (from, to), height);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn trees_tell_what_lists_tell(steps in proptest::collection::vec((0_usize..20, 0_usize..20, 1_usize..9), 0..40)) {
            let (mut sums, mut heights) = (Sums::new(20), Heights::new(20));
            let mut list = [0_usize; 20];
            let mut high = [0_usize; 20];
            for (one, two, amount) in steps {
                sums.add(one, i64::try_from(amount).unwrap_or(0));
                if let Some(entry) = list.get_mut(one) {
                    *entry += amount;
                }
                prop_assert_eq!(sums.until(two), list.iter().take(two + 1).sum::<usize>());
                let (from, to) = (one.min(two), one.max(two));
                let over = high.iter().take(to).skip(from).max().copied().unwrap_or(0);
                prop_assert_eq!(heights.over(from, to), over);
                heights.lay(from, to, amount);
                for entry in high.iter_mut().take(to).skip(from) {
                    *entry = (*entry).max(amount);
                }
            }
        }
    }
}
