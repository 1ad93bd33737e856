//! What stands around the bars: days off, months, the day in question, the legend.

use super::Shape;
use super::bars::{Mark, mark};
use super::svg::{Chart, GUTTER, MARGIN, WIDTH};
use crate::render::svg::measure::width;
use crate::render::xml::escape;
use crate::text::Words;
use crate::time::{Date, day_after, iso, short_date};

const MONTHS: [Words; 12] = [
    Words::new("Jan", "Jan"),
    Words::new("Feb", "Feb"),
    Words::new("Mär", "Mar"),
    Words::new("Apr", "Apr"),
    Words::new("Mai", "May"),
    Words::new("Jun", "Jun"),
    Words::new("Jul", "Jul"),
    Words::new("Aug", "Aug"),
    Words::new("Sep", "Sep"),
    Words::new("Okt", "Oct"),
    Words::new("Nov", "Nov"),
    Words::new("Dez", "Dec"),
];

impl Chart<'_> {
    /// Weekends where a day is wide enough to be seen, holidays and closing days a little darker.
    pub(super) fn days_off(&mut self) {
        let (top, bottom) = self.field;
        let height = bottom - top;
        let step = self.step();
        if step >= 2.5 {
            let mut day = self.span.0;
            while day < self.span.1 {
                if day.weekday() == jiff::civil::Weekday::Saturday {
                    let x = self.x(day);
                    let wide = 2.0 * step;
                    self.put(&format!(
                        "<rect x=\"{x:.1}\" y=\"{top}\" width=\"{wide:.1}\" height=\"{height}\" fill=\"#f1f3f5\" class=\"we\"/>"
                    ));
                }
                day = day_after(day);
            }
        }
        if step < 0.7 {
            return;
        }
        let mut days: Vec<(Date, Vec<String>)> = Vec::new();
        for holiday in &self.plan.holidays {
            let said = format!("{} ({})", holiday.name, holiday.state);
            match days.last_mut().filter(|(day, _)| *day == holiday.day.0) {
                Some((_, names)) => names.push(said),
                None => days.push((holiday.day.0, vec![said])),
            }
        }
        for (day, names) in days {
            let (x, wide) = (self.x(day), step.max(1.5));
            let title = escape(&format!("{}: {}", iso(day), names.join(", ")));
            self.put(&format!(
                "<rect x=\"{x:.1}\" y=\"{top}\" width=\"{wide:.1}\" height=\"{height}\" fill=\"#d3d8dd\" class=\"ho\"><title>{title}</title></rect>"
            ));
        }
    }

    /// Months with their years; where they are narrow, only every third, sixth, twelfth.
    pub(super) fn months(&mut self) {
        let (top, bottom) = self.field;
        let month = self.step() * 30.4;
        let every = [1_i32, 3, 6, 12, 60, 240].into_iter().find(|every| f64::from(*every) * month >= 34.0);
        let every = every.unwrap_or(1200);
        let mut day = self.span.0;
        let mut year = None;
        loop {
            let x = self.x(day);
            if (i32::from(day.month()) - 1 + i32::from(day.year()) * 12) % every == 0 || day == self.span.0 {
                self.put(&format!(
                    "<line x1=\"{x:.1}\" y1=\"{}\" x2=\"{x:.1}\" y2=\"{bottom}\" stroke=\"#b4bac1\" stroke-width=\"1\" class=\"axis\"/>",
                    top - 20
                ));
                if day < self.span.1 {
                    let name = usize::try_from(day.month() - 1).ok().and_then(|at| MONTHS.get(at));
                    let name = name.map_or("", |name| name.get(self.language));
                    self.text((x + 4.0, top - 6), "s", "font-size=\"11\" fill=\"#333333\"", name);
                    if year != Some(day.year()) {
                        year = Some(day.year());
                        let look = "font-size=\"11\" font-weight=\"bold\" fill=\"#333333\"";
                        self.text((x + 4.0, top - 22), "s", look, &day.year().to_string());
                    }
                }
            }
            let next = day_after(day.last_of_month());
            if day >= self.span.1 || next <= day {
                break;
            }
            day = next;
        }
        let right = WIDTH - MARGIN;
        self.put(&format!(
            "<line x1=\"{MARGIN}\" y1=\"{top}\" x2=\"{right}\" y2=\"{top}\" stroke=\"#8794a1\" stroke-width=\"1\" class=\"axis\"/>"
        ));
    }

    pub(super) fn today(&mut self) {
        let (top, bottom) = self.field;
        let day = self.plan.today.0;
        let x = self.x(day) + self.step() / 2.0;
        self.put(&format!(
            "<line x1=\"{x:.1}\" y1=\"{}\" x2=\"{x:.1}\" y2=\"{bottom}\" stroke=\"#8a3b00\" stroke-width=\"2\" stroke-dasharray=\"8 3\" class=\"today\"/>",
            top - 40
        ));
        let words = format!("{} {}", self.word("Stichtag", "as of"), self.day(day));
        let look = "font-size=\"11\" font-weight=\"bold\" fill=\"#8a3b00\"";
        let room = width(&words, 11, true);
        // Left of the line if there is no room on the right.
        let fits = x + 6.0 + f64::from(room) < f64::from(WIDTH - MARGIN);
        let x = if fits { x + 5.0 } else { x - 5.0 - f64::from(room) };
        self.text((x, top - 40), "tt", look, &words);
    }

    /// A day in few letters.
    pub(super) fn day(&self, day: Date) -> String {
        short_date(day, self.language)
    }

    /// What is drawn, with words.
    fn legend_entries(&self) -> Vec<(Mark, &'static str)> {
        let lines = || self.blocks.iter().flat_map(|block| &block.lines);
        let single = || lines().filter(|line| line.counts.is_none());
        let bar = |critical| single().any(|line| line.shape == Shape::Stretch && line.critical == critical);
        let live = self.blocks.iter().any(|block| block.go_live.is_some());
        let entries = [
            (
                Mark::Bar { critical: false },
                bar(false),
                self.word("Schritt mit Dauer", "step with a duration"),
            ),
            (
                Mark::Fold,
                lines().any(|line| line.counts.is_some()),
                self.word("mehrere Schritte in einer Zeile", "several steps in one line"),
            ),
            (
                Mark::Point { critical: false },
                single().any(|line| line.shape == Shape::Point),
                self.word("Schritt ohne Dauer", "step without duration"),
            ),
            (
                Mark::Milestone,
                single().any(|line| line.shape == Shape::Milestone),
                self.word("Meilenstein", "milestone"),
            ),
            (
                Mark::Live,
                live || lines().any(|line| line.go_live.is_some()),
                self.word("Start einer Welle", "go-live of a wave"),
            ),
            (
                Mark::Bar { critical: true },
                lines().any(|line| line.critical),
                self.word("kritischer Pfad", "critical path"),
            ),
            (
                Mark::Slack,
                single().any(|line| line.slack >= 0 && line.latest > line.last),
                self.word("Puffer bis zum spätesten Ende", "slack until the latest finish"),
            ),
            (
                Mark::Late,
                lines().any(|line| line.slack < 0),
                self.word(
                    "zu spät, seit dem letzten Tag für den Beginn",
                    "late, since the last day to begin",
                ),
            ),
            (
                Mark::Gate,
                single().any(|line| line.gate),
                self.word(
                    "Pflicht: kein Start ohne diesen Schritt",
                    "prerequisite: no go-live without this step",
                ),
            ),
            (
                Mark::Holiday,
                !self.plan.holidays.is_empty(),
                self.word("Feiertag, geschlossen", "holiday, closed"),
            ),
        ];
        entries.into_iter().filter(|(_, drawn, _)| *drawn).map(|(mark, _, words)| (mark, words)).collect()
    }

    /// Where the entries of the legend stand, and its height.
    pub(super) fn legend_places(&self) -> (Vec<(i32, i32)>, i32) {
        let mut places = Vec::new();
        let (mut x, mut y) = (MARGIN, 0);
        for (_, label) in self.legend_entries() {
            let needed = 40 + width(label, 11, false) + 22;
            if x + needed > WIDTH - MARGIN && x > MARGIN {
                x = MARGIN;
                y += 20;
            }
            places.push((x, y));
            x += needed;
        }
        (places, y + 20)
    }

    pub(super) fn legend(&mut self, places: &[(i32, i32)], top: i32) {
        for ((what, label), (x, y)) in self.legend_entries().into_iter().zip(places) {
            let y = top + y;
            let drawn = mark(what, (f64::from(*x), f64::from(*x + 30)), y, &self.id);
            self.put(&drawn);
            self.text((f64::from(x + 38), y + 4), "s", "font-size=\"11\" fill=\"#333333\"", label);
        }
    }

    /// Left edge of the field with bars.
    pub(super) const fn left() -> i32 {
        MARGIN + GUTTER
    }
}
