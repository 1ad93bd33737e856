//! The plan on a terminal: how far each phase is, what is late, what can begin, what comes next; all of it as a table; a
//! step explained.

use std::fmt::Write as _;

use super::columns::{Columns, cut};
use super::lines::{filled, municipalities};
use crate::text::{Language, Words, list};
use crate::time::short_date;
use crate::view::plan::{Count, Explained, PlanRow, PlanView, Step};

/// As many entries of a list are shown; of more it is said how many.
const SHOWN: usize = 8;
/// How wide a progress bar is.
const BAR: usize = 20;

/// Rows of one task that differ in the municipality only.
struct Group<'v> {
    first: &'v PlanRow,
    rows: usize,
}

/// What people need first: progress, late, ready, next, critical path, conflicts.
pub fn agenda(plan: &PlanView, language: Language, width: usize) -> String {
    let mut text = head(plan, language);
    text.push_str(&progress(plan, language));
    for (code, title) in [
        ("late", Words::new("Zu spät oder überfällig", "Late or overdue")),
        ("ready", Words::new("Kann jetzt beginnen", "Can begin now")),
        ("next", Words::new("Kommt danach", "Comes next")),
    ] {
        section(&mut text, plan, (code, title), language, width);
    }
    let by = Words::new(
        "„Beginn bis“ nennt den letzten Tag, an dem ein Schritt beginnen muss. Warum: lotse plan --why SCHRITT.",
        "\"begin by\" gives the last day on which a step must begin. Why: lotse plan --why STEP.",
    );
    let _ = writeln!(text, "\n{}", wrapped(by.get(language), "", width));
    path(&mut text, plan, language, width);
    conflicts(&mut text, plan, language, width);
    foot(&mut text, plan, language, width);
    text
}

/// Every row, as a table by phase.
pub fn table(plan: &PlanView, language: Language, width: usize) -> String {
    let mut text = head(plan, language);
    text.push_str(&progress(plan, language));
    for phase in &plan.phases {
        let rows = plan.rows.iter().filter(|row| row.phase == phase.phase);
        let mut columns = Columns::new(&[false, false, false, false, true]);
        let head = match language {
            Language::De => ["", "Schritt", "für", "spätestens ab", "Puffer"],
            Language::En => ["", "step", "for", "begin by", "slack"],
        };
        columns.line(head.map(str::to_owned));
        for row in rows {
            let dates = row.dates.as_ref();
            columns.line([
                mark(row).to_owned(),
                row.title.clone(),
                cut(&row.scope, 24),
                dates.map_or_else(String::new, |dates| short_date(dates.latest_start.0, language)),
                dates.map_or_else(String::new, |dates| dates.total_slack.to_string()),
            ]);
        }
        let _ = write!(text, "\n{}\n{}", phase.phase.label, columns.render(width));
    }
    let legend = Words::new(
        "x erledigt, ! zu spät, > kann beginnen, - entfällt. Puffer in Arbeitstagen.",
        "x done, ! late, > ready, - not applicable. Slack in working days.",
    );
    let _ = writeln!(text, "\n{}", wrapped(legend.get(language), "", width));
    conflicts(&mut text, plan, language, width);
    foot(&mut text, plan, language, width);
    text
}

/// Steps explained, one after another.
pub fn why(steps: &[Explained], language: Language, width: usize) -> String {
    let mut text = String::new();
    for (at, step) in steps.iter().enumerate() {
        if at > 0 {
            text.push('\n');
        }
        let _ = writeln!(text, "{}", wrapped(&name(&step.step), "", width));
        let _ = writeln!(text, "{}", wrapped(&step.text, "  ", width));
        text.push('\n');
        for sentence in &step.said {
            let _ = writeln!(text, "{}", wrapped(sentence, "  ", width));
        }
        if !step.waits_for.is_empty() {
            let _ = writeln!(text, "  {}", Words::new("Wartet auf:", "Waits for:").get(language));
            for earlier in step.waits_for.iter().take(SHOWN) {
                let _ = writeln!(text, "{}", hanging(&name(earlier), "  - ", width));
            }
            more(&mut text, step.waits_for.len(), language);
        }
        if !step.places.is_empty() {
            let head = Words::new("Siehe", "See").get(language);
            let list = step.places.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
            let _ = writeln!(text, "{}", wrapped(&format!("{head}: {list}"), "  ", width));
            more(&mut text, step.places.len(), language);
        }
        if let Some(tick) = &step.tick {
            let head = Words::new("Erledigt? Dann eintragen:", "Done? Then record:").get(language);
            let _ = writeln!(text, "  {head}");
            for line in tick.lines() {
                let _ = writeln!(text, "    {line}");
            }
        }
    }
    text
}

fn head(plan: &PlanView, language: Language) -> String {
    let day = Words::new("Stichtag", "day in question").get(language);
    format!("{}, {day} {}\n", plan.title, plan.frame.on)
}

fn progress(plan: &PlanView, language: Language) -> String {
    let mut text = String::from("\n");
    let total = Words::new("Insgesamt", "All in all").get(language);
    let lines = plan.phases.iter().map(|phase| (phase.phase.label.as_str(), phase.counts));
    let lines: Vec<(&str, Count)> = lines.chain([(total, plan.counts)]).collect();
    let wide = lines.iter().map(|(label, _)| label.chars().count()).max().unwrap_or(0);
    let of = Words::new("von", "of").get(language);
    for (label, counts) in lines {
        let gap = " ".repeat(wide.saturating_sub(label.chars().count()));
        let _ = writeln!(text, "  {label}{gap}  {}  {} {of} {}", bar(counts), counts.done, counts.required);
    }
    text
}

/// A bar that is full only when all is done, and empty only when nothing is.
fn bar(counts: Count) -> String {
    let share = (counts.done * BAR).checked_div(counts.required).unwrap_or(0);
    let full = if counts.done > 0 { share.max(1) } else { share };
    format!("{}{}", "█".repeat(full), "░".repeat(BAR.saturating_sub(full)))
}

fn section(
    text: &mut String,
    plan: &PlanView,
    (code, title): (&str, Words),
    language: Language,
    width: usize,
) {
    let mut rows: Vec<&PlanRow> =
        plan.rows.iter().filter(|row| row.urgency.code == code && !row.milestone).collect();
    rows.sort_by_key(|row| row.dates.as_ref().map(|dates| dates.latest_start));
    let groups = grouped(&rows);
    if groups.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n{} ({})", title.get(language), groups.len());
    for group in groups.iter().take(SHOWN) {
        entry(text, plan, group, language, width);
    }
    more(text, groups.len(), language);
}

fn grouped<'v>(rows: &[&'v PlanRow]) -> Vec<Group<'v>> {
    let mut groups: Vec<Group<'v>> = Vec::new();
    let mut known = std::collections::BTreeMap::new();
    for row in rows {
        let apart = if row.municipality.is_some() { "" } else { row.id.as_str() };
        let key = (&row.task, &row.state, &row.service, &row.wave, apart);
        let at = *known.entry(key).or_insert_with(|| {
            groups.push(Group { first: row, rows: 0 });
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(at) {
            group.rows += 1;
        }
    }
    groups
}

fn entry(text: &mut String, plan: &PlanView, group: &Group<'_>, language: Language, width: usize) {
    let row = group.first;
    let by = match &row.dates {
        Some(dates) if dates.deadline.is_some_and(|deadline| deadline <= plan.today) => {
            Words::new("überfällig", "overdue").get(language).to_owned()
        }
        Some(dates) => {
            format!(
                "{} {}",
                Words::new("Beginn bis", "begin by").get(language),
                short_date(dates.latest_start.0, language)
            )
        }
        None => String::new(),
    };
    let gate = if row.gate { Words::new(" [Pflicht zum Start]", " [gate]").get(language) } else { "" };
    let _ = writeln!(text, "{}", hanging(&format!("{}{gate}", row.title), &format!("  {by:<22}"), width));
    let scope = if group.rows > 1 {
        let wave = plan.waves.iter().find(|wave| Some(&wave.id) == row.wave.as_ref());
        let count = group.rows;
        let places = municipalities(count, language);
        match wave {
            Some(wave) => format!("{}: {places}", wave.label),
            None => places,
        }
    } else {
        row.scope.clone()
    };
    let note = format!("{scope} · {} · {}", row.who.label, row.task);
    let _ = writeln!(text, "{}", hanging(&note, &" ".repeat(24), width));
}

fn path(text: &mut String, plan: &PlanView, language: Language, width: usize) {
    if plan.critical.len() < 2 {
        return;
    }
    let title = Words::new(
        "Kritischer Pfad: wo jeder Tag Verzug das Ende verschiebt",
        "Critical path: where each day of delay moves the end",
    );
    let _ = writeln!(text, "\n{}", title.get(language));
    for (number, step) in (1..).zip(&plan.critical) {
        let row = plan.rows.iter().find(|row| row.id == step.id);
        let when = row.and_then(|row| row.dates.as_ref()).map_or_else(String::new, |dates| {
            let (start, finish) = (short_date(dates.start.0, language), short_date(dates.finish.0, language));
            if start == finish { format!(", {start}") } else { format!(", {start}–{finish}") }
        });
        let _ =
            writeln!(text, "{}", hanging(&format!("{}{when}", name(step)), &format!("  {number}. "), width));
    }
}

fn conflicts(text: &mut String, plan: &PlanView, language: Language, width: usize) {
    let ahead: Vec<_> = plan.conflicts.iter().filter(|found| !found.overdue).collect();
    if !ahead.is_empty() {
        let title = Words::new("Nicht zu schaffen", "Out of reach").get(language);
        let _ = writeln!(text, "\n{title} ({})", ahead.len());
        for found in ahead.iter().take(SHOWN) {
            let _ = writeln!(text, "{}", hanging(&found.words, "  - ", width));
        }
        more(text, ahead.len(), language);
    }
    for cycle in &plan.cycles {
        let title =
            Words::new("Warten im Kreis aufeinander", "Wait for each other in a circle").get(language);
        let names: Vec<&str> = cycle.iter().map(|step| step.title.as_str()).collect();
        let _ = writeln!(text, "\n{}", wrapped(&format!("{title}: {}", names.join(" → ")), "", width));
    }
}

fn foot(text: &mut String, plan: &PlanView, language: Language, width: usize) {
    let count = plan.without_duration;
    if count > 0 {
        let note = match language {
            Language::De => format!(
                "Dauer nicht angegeben bei {count} offenen Schritten; sie zählen null Tage. Dauern stehen unter [durations] in der Datei des Landes."
            ),
            Language::En => format!(
                "No duration given for {count} open steps; they count zero days. Durations stand under [durations] in the state's file."
            ),
        };
        let _ = writeln!(text, "\n{}", wrapped(&note, "", width));
    }
}

fn name(step: &Step) -> String {
    format!("{} ({})", step.title, step.scope)
}

fn mark(row: &PlanRow) -> &'static str {
    match row.urgency.code.as_str() {
        "done" => "x",
        "late" => "!",
        "ready" => ">",
        "not-applicable" => "-",
        _ => " ",
    }
}

fn more(text: &mut String, count: usize, language: Language) {
    if let Some(more) = count.checked_sub(SHOWN).filter(|more| *more > 0) {
        let more = list::more(more, list::Case::Nominative);
        let _ = match language {
            Language::De => writeln!(text, "  … und {}", more.de),
            Language::En => writeln!(text, "  … and {}", more.en),
        };
    }
}

/// Wrapped, every line behind the same margin.
fn wrapped(text: &str, margin: &str, width: usize) -> String {
    filled(text, margin, margin, width)
}

/// Wrapped, the first line behind a mark, the others behind as many blanks.
fn hanging(text: &str, mark: &str, width: usize) -> String {
    filled(text, mark, &" ".repeat(mark.chars().count()), width)
}
