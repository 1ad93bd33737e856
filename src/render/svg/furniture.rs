//! What stands around boxes and lines: headings of lanes and levels, the legend.

use super::look::{self, line_look};
use super::measure::{width, wrap};
use super::{Drawing, GUTTER, MARGIN};
use crate::layout::Px;

impl Drawing<'_> {
    /// Left, right and broken heading of each lane.
    pub(super) fn lane_heads(&self) -> Vec<(Px, Px, Vec<String>)> {
        let heads = self.layout.lanes.iter().zip(&self.picture.lanes);
        heads
            .map(|((left, right), lane)| {
                (*left, *right, wrap(&lane.label, 12, true, (right - left).max(120)))
            })
            .collect()
    }

    pub(super) fn lanes(&mut self, heads: &[(Px, Px, Vec<String>)]) {
        let height = self.layout.height + 22;
        for (left, right, lines) in heads {
            let x = GUTTER + MARGIN + left - 12;
            let (y, width) = (self.top - 4, right - left + 24);
            self.put(&format!(
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"#f6f7f9\" class=\"lane\"/>"
            ));
            let lines_count = Px::try_from(lines.len()).unwrap_or(1);
            let mut y = self.top - 12 - (lines_count - 1) * 15;
            let x = x + width / 2;
            for line in lines {
                let look = "font-size=\"12\" font-weight=\"bold\" text-anchor=\"middle\" fill=\"#333333\"";
                self.text(x, y, "s", look, line);
                y += 15;
            }
        }
    }

    pub(super) fn rows(&mut self) {
        let right = self.room() - MARGIN;
        let mut shown = None;
        let rows: Vec<(u8, Px)> = self
            .levels
            .iter()
            .enumerate()
            .filter_map(|(at, level)| {
                let top = self
                    .shapes
                    .iter()
                    .zip(&self.layout.boxes)
                    .filter(|(shape, _)| shape.node.level == *level);
                let top = top.map(|(_, rect)| rect.y).min()?;
                let _ = at;
                Some((*level, top))
            })
            .collect();
        for ((level, top), (begin, _)) in rows.into_iter().zip(self.layout.rows.clone()) {
            if shown == Some(level) {
                continue;
            }
            shown = Some(level);
            if begin > 0 {
                let y = self.top + begin + 4;
                self.put(&format!(
                    "<line x1=\"{MARGIN}\" y1=\"{y}\" x2=\"{right}\" y2=\"{y}\" stroke=\"#c9ccd1\" stroke-width=\"1\" class=\"rule\"/>"
                ));
            }
            let label =
                self.picture.levels.iter().find(|lane| lane.number == level).map(|lane| lane.label.clone());
            let mut y = self.top + top + 18;
            for line in wrap(&label.unwrap_or_default(), 12, true, GUTTER - 14) {
                self.text(MARGIN, y, "s", "font-size=\"12\" font-weight=\"bold\" fill=\"#333333\"", &line);
                y += 15;
            }
        }
    }

    /// The entries of the legend with their places, and its height.
    pub(super) fn legend_places(&self) -> (Vec<(Px, Px)>, Px) {
        let mut places = Vec::new();
        let (mut x, mut y) = (MARGIN, 0);
        for item in &self.picture.legend {
            let needed = 54 + width(&item.label, 11, false) + 18;
            if x + needed > self.room() - MARGIN && x > MARGIN {
                x = MARGIN;
                y += 20;
            }
            places.push((x, y));
            x += needed;
        }
        (places, y + 24)
    }

    pub(super) fn legend(&mut self, places: &[(Px, Px)], top: Px) {
        let items = self.picture.legend.clone();
        for (item, (x, y)) in items.iter().zip(places) {
            let y = top + y;
            if let Some(style) = item.line {
                let look = line_look(style, item.implied);
                let class = look.class;
                self.put(&format!(
                    "<g class=\"{class}\"><path d=\"M{x} {y}H{}\" fill=\"none\" {}/></g>",
                    x + 44,
                    look.attributes()
                ));
            }
            if let Some(style) = item.shape {
                let look = look::box_look(style, &self.id);
                let class = look.class;
                self.put(&format!(
                    "<g class=\"b {class}\"><rect x=\"{x}\" y=\"{}\" width=\"40\" height=\"14\" rx=\"3\" {}/></g>",
                    y - 7,
                    look.attributes
                ));
            }
            let label = item.label.clone();
            self.text(x + 52, y + 4, "s", "font-size=\"11\" fill=\"#333333\"", &label);
        }
    }
}
