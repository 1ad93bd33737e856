//! The chart as SVG: months on top, lines with bars, slack as a thin line, the day in question, holidays shaded.
//!
//! What is critical or late is told by hatching, outline and words, never by colour alone.

use std::fmt::Write as _;

use super::sheet::sheet;
use super::{Block, Fold, blocks, description};
use crate::render::svg::identified;
use crate::render::svg::measure::wrap;
use crate::render::xml::escape;
use crate::text::{Language, Words};
use crate::time::Date;
use crate::view::plan::PlanView;

/// Width of the whole.
pub(super) const WIDTH: i32 = 1280;
/// Room around everything.
pub(super) const MARGIN: i32 = 20;
/// Room at the left for the names.
pub(super) const GUTTER: i32 = 400;
/// Height of a line.
pub(super) const ROW: i32 = 20;
/// Room at the right for words behind the last bar.
const BEHIND: i32 = 60;

/// The picture: one thing with title and description.
pub fn svg(plan: &PlanView, language: Language) -> String {
    let (blocks, fold) = blocks(plan, language);
    Chart::new(plan, blocks, fold, language).write()
}

pub(super) struct Chart<'p> {
    pub(super) plan: &'p PlanView,
    pub(super) blocks: Vec<Block>,
    pub(super) fold: Fold,
    pub(super) language: Language,
    pub(super) id: String,
    /// First day drawn, and the day after the last.
    pub(super) span: (Date, Date),
    /// Upper and lower edge of the field with bars.
    pub(super) field: (i32, i32),
    out: String,
}

impl<'p> Chart<'p> {
    fn new(plan: &'p PlanView, blocks: Vec<Block>, fold: Fold, language: Language) -> Self {
        let (mut first, mut last) = (plan.range.0.0, plan.range.1.0);
        for block in &blocks {
            let own = block.lines.iter().filter_map(|line| line.go_live);
            for day in own.chain(block.go_live) {
                (first, last) = (first.min(day), last.max(day));
            }
        }
        let span = (first.first_of_month(), crate::time::day_after(last.last_of_month()));
        let text = description(plan, &blocks, language);
        let id = identified(&[&plan.title, &plan.frame.on, &text]);
        Self { plan, blocks, fold, language, id, span, field: (0, 0), out: String::new() }
    }

    pub(super) fn put(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    /// A line of text.
    pub(super) fn text(&mut self, (x, y): (f64, i32), class: &str, look: &str, text: &str) {
        let text = escape(text);
        self.put(&format!("<text x=\"{x:.1}\" y=\"{y}\" class=\"{class}\" {look}>{text}</text>"));
    }

    pub(super) fn word(&self, de: &'static str, en: &'static str) -> &'static str {
        Words::new(de, en).get(self.language)
    }

    /// Pixels of a day.
    pub(super) fn step(&self) -> f64 {
        let days = days(self.span.0, self.span.1).max(1);
        f64::from(WIDTH - 2 * MARGIN - GUTTER - BEHIND) / f64::from(days)
    }

    /// Where a day begins.
    pub(super) fn x(&self, day: Date) -> f64 {
        f64::from(MARGIN + GUTTER) + f64::from(days(self.span.0, day)) * self.step()
    }

    /// How many lines and headings there are.
    fn height(&self) -> i32 {
        let rows: usize =
            self.blocks.iter().map(|block| block.lines.len() + usize::from(block.heading.is_some())).sum();
        i32::try_from(rows).unwrap_or(i32::MAX / 64) * ROW
    }

    fn write(mut self) -> String {
        let title = wrap(&self.plan.title, 20, true, WIDTH - 2 * MARGIN);
        let subtitle = wrap(&self.subtitle(), 12, false, WIDTH - 2 * MARGIN);
        let count = |lines: &[String]| i32::try_from(lines.len()).unwrap_or(1);
        let top = MARGIN + count(&title) * 25 + count(&subtitle) * 16 + 66;
        self.field = (top, top + self.height() + 6);
        let legend = self.legend_places();
        let height = self.field.1 + 24 + legend.1 + 26;
        self.open(height);
        let mut y = MARGIN + 18;
        let left = f64::from(MARGIN);
        for line in &title {
            self.text((left, y), "t", "font-size=\"20\" font-weight=\"bold\" fill=\"#111111\"", line);
            y += 25;
        }
        for line in &subtitle {
            self.text((left, y - 4), "s", "font-size=\"12\" fill=\"#444444\"", line);
            y += 16;
        }
        self.days_off();
        self.months();
        let blocks = self.blocks.clone();
        let mut y = top + 4;
        let mut before: Option<&Block> = None;
        for block in &blocks {
            // A line between blocks, and where single lines follow upon blocks.
            if before.is_some_and(|before| block.heading.is_some() || before.heading.is_some()) {
                self.rule(y);
            }
            y = self.block(block, y);
            before = Some(block);
        }
        self.today();
        let below = self.field.1 + 24;
        self.legend(&legend.0, below);
        let source = self.plan.frame.undertaking.clone().unwrap_or_default();
        let source = if self.plan.frame.example {
            format!("{source} {}", self.word("· Beispieldaten", "· example data"))
        } else {
            source
        };
        self.text((left, height - 12), "s", "font-size=\"10\" fill=\"#444444\"", source.trim());
        self.put("</svg>");
        self.out
    }

    fn subtitle(&self) -> String {
        let (done, required) = (self.plan.counts.done, self.plan.counts.required);
        let open = self.plan.without_duration;
        let mut text = match self.language {
            Language::De => format!(
                "Stichtag {} · {done} von {required} Schritten erledigt; gezeichnet sind die offenen.",
                self.plan.frame.on
            ),
            Language::En => format!(
                "Day in question {} · {done} of {required} steps done; the open ones are drawn.",
                self.plan.frame.on
            ),
        };
        let points = self.fold != Fold::Everything && open > 0;
        match (points, self.language) {
            (false, _) => {}
            (_, Language::De) => {
                let _ = write!(
                    text,
                    " Bei {open} Schritten ist keine Dauer angegeben; sie sind als Punkt gezeichnet."
                );
            }
            (_, Language::En) => {
                let _ = write!(text, " For {open} steps no duration is given; they are drawn as points.");
            }
        }
        text.push_str(match (self.fold, self.language) {
            (Fold::Places, _) => "",
            (Fold::Waves, Language::De) => " Jede Welle ist eine Zeile.",
            (Fold::Waves, Language::En) => " Each wave is one line.",
            (Fold::Everything, Language::De) => " Jede Phase und jede Welle ist eine Zeile.",
            (Fold::Everything, Language::En) => " Each phase and each wave is one line.",
        });
        text
    }

    fn open(&mut self, height: i32) {
        let id = self.id.clone();
        let language = self.language.code();
        self.put(&format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"{id}\" lang=\"{language}\" xml:lang=\"{language}\" width=\"{WIDTH}\" \
             height=\"{height}\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" \
             font-family=\"Arial, 'Liberation Sans', Helvetica, 'Noto Sans', sans-serif\" font-size=\"12\">"
        ));
        let text = description(self.plan, &self.blocks, self.language);
        self.put(&format!("<title id=\"{id}-title\">{}</title>", escape(&self.plan.title)));
        self.put(&format!("<desc id=\"{id}-desc\">{}</desc>", escape(&text)));
        self.put(&format!("<style>{}</style>", sheet(&id)));
        self.put(&format!(
            "<defs><pattern id=\"{id}-hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
             patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" fill=\"#ffffff\" class=\"hb\"/><line x1=\"0\" y1=\"0\" x2=\"0\" \
             y2=\"6\" stroke=\"#111111\" stroke-width=\"3\" class=\"hl\"/></pattern></defs>"
        ));
        self.put(&format!("<rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#ffffff\" class=\"bg\"/>"));
    }
}

/// Days from one to another.
pub(super) fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}
