//! Graphs like support structures, for `picture`; and crossings of lines, counted the slow and plain way.

use std::fmt::Write as _;

use lotse::layout::{BoxSpec, LinkSpec};

/// A graph with given ranks.
pub struct Graph {
    pub boxes: Vec<BoxSpec>,
    pub links: Vec<LinkSpec>,
}

/// A drawn line between two boxes.
pub struct Line {
    pub ends: (usize, usize),
    pub points: Vec<(f64, f64)>,
}

/// Numbers that look random and are always the same (Knuth's MMIX generator).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % below.max(1)
    }
}

/// Five levels, of which each has its share in percent; 1.4 lines for each box.
pub fn graph(size: usize) -> Graph {
    let mut dice = Dice(7);
    let shares = [4, 46, 30, 14, 6];
    let mut rows: Vec<usize> =
        shares.iter().enumerate().flat_map(|(row, share)| vec![row; size * share / 100]).collect();
    rows.resize(size, 1);
    // Numbers give no hint where a box would stand best.
    for at in (1..rows.len()).rev() {
        rows.swap(at, dice.roll(at + 1));
    }
    let level: Vec<Vec<usize>> =
        (0..5).map(|row| (0..size).filter(|at| rows[*at] == row).collect()).collect();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (row, all) in level.iter().enumerate().take(4) {
        for (place, from) in all.iter().enumerate() {
            let near = |row: usize, dice: &mut Dice| {
                let others = &level[row];
                let wander = dice.roll(5) + others.len() - 2;
                others[(place * others.len() / all.len() + wander) % others.len()]
            };
            pairs.push((*from, near(row + 1, &mut dice)));
            match dice.roll(20) {
                0..4 => pairs.push((*from, near(row + 1, &mut dice))),
                4..6 if row < 3 => pairs.push((*from, near(row + 2, &mut dice))),
                6 => pairs.push((*from, level[row + 1][dice.roll(level[row + 1].len())])),
                7 if row > 0 => pairs.push((near(row + 1, &mut dice), *from)),
                _ => {}
            }
        }
    }
    // Everybody on a lower level is asked by somebody.
    for (row, all) in level.iter().enumerate().skip(1) {
        for (place, to) in all.iter().enumerate() {
            if !pairs.iter().any(|(_, other)| other == to) {
                let others = &level[row - 1];
                pairs.push((others[place * others.len() / all.len()], *to));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let boxes = rows.into_iter().map(|row| BoxSpec { row, lane: 0, width: 190, height: 60 }).collect();
    let link = |(from, to)| LinkSpec { from, to, group: 0, label_width: 0, label_height: 0 };
    Graph { boxes, links: pairs.into_iter().map(link).collect() }
}

impl Graph {
    /// The same for Graphviz: ranks by subgraphs, sizes in inches.
    pub fn dot(&self) -> String {
        let mut out = String::from("digraph {\nnode [shape=box fixedsize=true width=2.64 height=0.83]\n");
        for row in 0..5 {
            out.push_str("{ rank=same");
            for (at, _) in self.boxes.iter().enumerate().filter(|(_, one)| one.row == row) {
                let _ = write!(out, " {at}");
            }
            out.push_str(" }\n");
        }
        // Ranks in order, even where no line says so.
        let heads: Vec<String> = (0..5)
            .filter_map(|row| self.boxes.iter().position(|one| one.row == row))
            .map(|at| at.to_string())
            .collect();
        let _ = writeln!(out, "{} [style=invis weight=0]", heads.join(" -> "));
        for link in &self.links {
            // A line up must not pull its box down.
            let up = self.boxes[link.from].row > self.boxes[link.to].row;
            let _ =
                writeln!(out, "{} -> {}{}", link.from, link.to, if up { " [constraint=false]" } else { "" });
        }
        out.push_str("}\n");
        out
    }
}

/// The lines of `dot -Tplain`, splines cut into pieces.
pub fn splines(graph: &Graph, plain: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let known: std::collections::BTreeSet<(usize, usize)> =
        graph.links.iter().map(|link| (link.from, link.to)).collect();
    for line in plain.lines().filter(|line| line.starts_with("edge ")) {
        let words: Vec<&str> = line.split(' ').collect();
        let ends: (usize, usize) = (words[1].parse().unwrap(), words[2].parse().unwrap());
        if !known.contains(&ends) {
            continue;
        }
        let count: usize = words[3].parse().unwrap();
        let number = |at: usize| words[4 + at].parse::<f64>().unwrap();
        let control: Vec<(f64, f64)> = (0..count).map(|at| (number(2 * at), number(2 * at + 1))).collect();
        let mut points = vec![control[0]];
        for curve in control.windows(4).step_by(3) {
            for piece in 1..=8 {
                points.push(bezier(curve, f64::from(piece) / 8.0));
            }
        }
        lines.push(Line { ends, points });
    }
    lines
}

fn bezier(curve: &[(f64, f64)], at: f64) -> (f64, f64) {
    let rest = 1.0 - at;
    let mix = |part: fn(&(f64, f64)) -> f64| {
        rest.powi(3) * part(&curve[0])
            + 3.0 * rest * rest * at * part(&curve[1])
            + 3.0 * rest * at * at * part(&curve[2])
            + at.powi(3) * part(&curve[3])
    };
    (mix(|point| point.0), mix(|point| point.1))
}

/// All places where two lines cross that share no box.
pub fn crossings(lines: &[Line]) -> u32 {
    let bounds: Vec<[f64; 4]> = lines.iter().map(|line| bounds(&line.points)).collect();
    let mut count = 0;
    for (at, one) in lines.iter().enumerate() {
        for (other, two) in lines.iter().enumerate().skip(at + 1) {
            let ends = [two.ends.0, two.ends.1];
            if ends.contains(&one.ends.0) || ends.contains(&one.ends.1) || apart(&bounds[at], &bounds[other])
            {
                continue;
            }
            for first in one.points.windows(2) {
                if apart(&self::bounds(first), &bounds[other]) {
                    continue;
                }
                count += two.points.windows(2).map(|second| u32::from(cross(first, second))).sum::<u32>();
            }
        }
    }
    count
}

fn bounds(points: &[(f64, f64)]) -> [f64; 4] {
    points.iter().fold([f64::MAX, f64::MAX, f64::MIN, f64::MIN], |box_, (x, y)| {
        [box_[0].min(*x), box_[1].min(*y), box_[2].max(*x), box_[3].max(*y)]
    })
}

fn apart(one: &[f64; 4], two: &[f64; 4]) -> bool {
    one[2] < two[0] || two[2] < one[0] || one[3] < two[1] || two[3] < one[1]
}

/// Whether two stretches cross inside.
fn cross(one: &[(f64, f64)], two: &[(f64, f64)]) -> bool {
    let side =
        |a: (f64, f64), b: (f64, f64), c: (f64, f64)| (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0);
    side(one[0], one[1], two[0]) * side(one[0], one[1], two[1]) < 0.0
        && side(two[0], two[1], one[0]) * side(two[0], two[1], one[1]) < 0.0
}
