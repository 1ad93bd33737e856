//! The lines of the chart: names at the left, bars, slack, words behind.

use super::svg::{Chart, GUTTER, MARGIN, ROW, WIDTH};
use super::{Block, Line, Shape};
use crate::render::svg::measure::width;
use crate::render::xml::escape;
use crate::text::Language;
use crate::time::{Date, day_after};

/// What is drawn between two places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Bar { critical: bool },
    Fold,
    Point { critical: bool },
    Milestone,
    Live,
    Slack,
    Late,
    Gate,
    Holiday,
}

/// A mark from one place to another, around the height `y`.
pub(super) fn mark(what: Mark, (from, to): (f64, f64), y: i32, id: &str) -> String {
    let wide = (to - from).max(2.0);
    let middle = f64::midpoint(from, to);
    let diamond = |size: i32| {
        format!(
            "M{middle:.1} {}L{:.1} {y}L{middle:.1} {}L{:.1} {y}Z",
            y - size,
            middle + f64::from(size),
            y + size,
            middle - f64::from(size)
        )
    };
    match what {
        Mark::Bar { critical: false } => format!(
            "<rect x=\"{from:.1}\" y=\"{}\" width=\"{wide:.1}\" height=\"10\" rx=\"2\" fill=\"#cfe0f1\" stroke=\"#0b4f8a\" stroke-width=\"1.2\" class=\"bar\"/>",
            y - 5
        ),
        Mark::Bar { critical: true } => format!(
            "<rect x=\"{from:.1}\" y=\"{}\" width=\"{wide:.1}\" height=\"12\" fill=\"url(#{id}-hatch)\" stroke=\"#111111\" stroke-width=\"2\" class=\"crit\"/>",
            y - 6
        ),
        Mark::Fold => format!(
            "<path d=\"M{from:.1} {}H{to:.1}V{}L{:.1} {y}H{:.1}L{from:.1} {}Z\" fill=\"#0b4f8a\" stroke=\"#0b4f8a\" class=\"fold\"/>",
            y - 5,
            y + 5,
            to - wide.min(12.0) / 3.0,
            from + wide.min(12.0) / 3.0,
            y + 5
        ),
        Mark::Point { critical } => {
            let (fill, width, class) = if critical {
                (format!("url(#{id}-hatch)"), "2", "crit")
            } else {
                ("#ffffff".to_owned(), "1.4", "point")
            };
            let stroke = if critical { "#111111" } else { "#0b4f8a" };
            format!(
                "<circle cx=\"{middle:.1}\" cy=\"{y}\" r=\"{}\" fill=\"{fill}\" stroke=\"{stroke}\" stroke-width=\"{width}\" class=\"{class}\"/>",
                if critical { 6 } else { 4 }
            )
        }
        Mark::Milestone => format!(
            "<path d=\"{}\" fill=\"#ffffff\" stroke=\"#0b4f8a\" stroke-width=\"1.6\" class=\"point\"/>",
            diamond(6)
        ),
        Mark::Live => {
            format!("<path d=\"{}\" fill=\"#111111\" stroke=\"#ffffff\" class=\"live\"/>", diamond(7))
        }
        Mark::Slack => format!(
            "<path d=\"M{from:.1} {y}H{to:.1}M{to:.1} {}V{}\" fill=\"none\" stroke=\"#5b646d\" stroke-width=\"1\" class=\"slack\"/>",
            y - 3,
            y + 3
        ),
        Mark::Late => format!(
            "<path d=\"M{from:.1} {y}H{to:.1}M{from:.1} {}V{}\" fill=\"none\" stroke=\"#b00020\" stroke-width=\"2\" stroke-dasharray=\"4 3\" class=\"late\"/>",
            y - 4,
            y + 4
        ),
        Mark::Gate => format!(
            "<text x=\"{middle:.1}\" y=\"{}\" font-size=\"11\" font-weight=\"bold\" text-anchor=\"middle\" fill=\"#111111\" class=\"t\">P</text>",
            y + 4
        ),
        Mark::Holiday => format!(
            "<rect x=\"{:.1}\" y=\"{}\" width=\"8\" height=\"14\" fill=\"#d3d8dd\" class=\"ho\"/>",
            middle - 4.0,
            y - 7
        ),
    }
}

/// Text cut to a room, with dots.
fn cut(text: &str, size: i32, bold: bool, room: i32) -> String {
    if width(text, size, bold) <= room {
        return text.to_owned();
    }
    let mut short = String::new();
    for letter in text.chars() {
        short.push(letter);
        if width(&short, size, bold) + width("…", size, bold) > room {
            short.pop();
            break;
        }
    }
    format!("{}…", short.trim_end())
}

impl Chart<'_> {
    /// A thin line from left to right.
    pub(super) fn rule(&mut self, y: i32) {
        let right = WIDTH - MARGIN;
        self.put(&format!(
            "<line x1=\"{MARGIN}\" y1=\"{y}\" x2=\"{right}\" y2=\"{y}\" stroke=\"#c9ccd1\" stroke-width=\"1\" class=\"rule\"/>"
        ));
    }

    /// Draws a block from a height on; returns where the next begins.
    pub(super) fn block(&mut self, block: &Block, mut y: i32) -> i32 {
        if let Some(heading) = &block.heading {
            let short = cut(heading, 12, true, GUTTER - 14);
            let look = "font-size=\"12\" font-weight=\"bold\" fill=\"#111111\"";
            self.text((f64::from(MARGIN), y + 15), "t", look, &short);
            if let Some(day) = block.go_live {
                self.go_live(day, y + ROW / 2);
            }
            y += ROW;
        }
        for line in &block.lines {
            self.line(line, y + ROW / 2, block.heading.is_some());
            y += ROW;
        }
        y
    }

    fn go_live(&mut self, day: Date, y: i32) {
        let x = self.x(day);
        let drawn = mark(Mark::Live, (x, x + self.step()), y, &self.id);
        self.put(&drawn);
        let words = format!("{} {}", self.word("Start", "go-live"), self.day(day));
        self.behind(x + self.step() + 9.0, x - 9.0, y, &words, false);
    }

    fn line(&mut self, line: &Line, y: i32, inner: bool) {
        self.put("<g>");
        let note = if line.note.is_empty() { String::new() } else { format!(" · {}", line.note) };
        let title = format!(
            "{}{note}: {} – {}, {} {}, {}",
            line.label,
            self.day(line.first),
            self.day(line.last),
            self.word("spätestens", "at the latest"),
            self.day(line.latest),
            self.slack(line.slack)
        );
        self.put(&format!("<title>{}</title>", escape(&title)));
        let indent = if inner { 14 } else { 0 };
        let room = GUTTER - indent - if line.gate { 24 } else { 8 };
        let label = cut(&format!("{}{note}", line.label), 11, line.critical, room);
        let weight = if line.critical { " font-weight=\"bold\"" } else { "" };
        let look = format!("font-size=\"11\" fill=\"#222222\"{weight}");
        self.text((f64::from(MARGIN + indent), y + 4), "s", &look, &label);
        if line.gate && line.counts.is_none() {
            let x = f64::from(Self::left() - 14);
            let drawn = mark(Mark::Gate, (x, x), y, &self.id);
            self.put(&drawn);
        }
        self.bar(line, y);
        self.put("</g>");
    }

    fn bar(&mut self, line: &Line, y: i32) {
        let (from, to) = (self.x(line.first), self.x(day_after(line.last)));
        let latest = self.x(day_after(line.latest));
        let mut marks = Vec::new();
        let (mut left, mut right) = (from, to);
        if line.slack < 0 {
            let begin = self.x(line.latest_start);
            marks.push((Mark::Late, (begin.min(from), from)));
            left = left.min(begin);
        } else if latest > to && line.counts.is_none() {
            // The slack of a folded line would be that of its most patient step.
            marks.push((Mark::Slack, (to, latest)));
            right = latest;
        }
        let what = match (line.counts, line.shape) {
            (Some(_), _) => Mark::Fold,
            (None, Shape::Milestone) => Mark::Milestone,
            (None, Shape::Point) => Mark::Point { critical: line.critical },
            (None, Shape::Stretch) => Mark::Bar { critical: line.critical },
        };
        marks.push((what, (from, to)));
        if line.critical && what == Mark::Fold {
            // The hatched bar shines below the bracket, so that a folded line on the path is seen as such.
            marks.insert(0, (Mark::Bar { critical: true }, (from, to)));
        }
        if let Some(day) = line.go_live {
            let x = self.x(day);
            marks.push((Mark::Live, (x, x + self.step())));
            right = right.max(x + self.step() + 7.0);
        }
        for (what, place) in marks {
            let drawn = mark(what, place, y, &self.id);
            self.put(&drawn);
        }
        let mut words = Vec::new();
        if line.critical {
            words.push(self.word("kritisch", "critical").to_owned());
        }
        if line.slack < 0 {
            words.push(self.slack(line.slack));
        }
        if let Some(counts) = line.counts {
            words.push(format!("{} {} {}", counts.done, self.word("von", "of"), counts.required));
        }
        if !words.is_empty() {
            self.behind(right + 8.0, left - 8.0, y, &words.join(", "), line.slack < 0);
        }
    }

    /// Words behind a bar; before it where there is no room.
    fn behind(&mut self, right: f64, left: f64, y: i32, words: &str, late: bool) {
        let bold = late;
        let room = f64::from(width(words, 10, bold));
        let x = if right + room <= f64::from(WIDTH - MARGIN) { right } else { left - room };
        let (class, look) = if late {
            ("lt", "font-size=\"10\" font-weight=\"bold\" fill=\"#8c0019\"")
        } else {
            ("s", "font-size=\"10\" fill=\"#333333\"")
        };
        self.text((x, y + 4), class, look, words);
    }

    fn slack(&self, days: i32) -> String {
        let count = days.unsigned_abs();
        match (self.language, days < 0, count) {
            (Language::De, true, 1) => "1 Arbeitstag zu spät".to_owned(),
            (Language::De, true, _) => format!("{count} Arbeitstage zu spät"),
            (Language::De, false, 1) => "1 Arbeitstag Puffer".to_owned(),
            (Language::De, false, _) => format!("{count} Arbeitstage Puffer"),
            (Language::En, true, 1) => "1 working day late".to_owned(),
            (Language::En, true, _) => format!("{count} working days late"),
            (Language::En, false, 1) => "1 working day of slack".to_owned(),
            (Language::En, false, _) => format!("{count} working days of slack"),
        }
    }
}
