//! `lotse check`: all findings, with source lines, causes and ways out.

mod known;
mod mending;

use std::mem::ManuallyDrop;
use std::path::PathBuf;

use crate::catalog;
use crate::cli::failure::{Exit, Failure};
use crate::cli::help::Help;
use crate::cli::threads::Threads;
use crate::cli::{Session, input, output};
use crate::diagnostic::{self, Severity};
use crate::render::json;
use crate::view::summary::Summary;
use crate::render::machine::{self, Report};
use crate::render::terminal::{self, Style};
use crate::text::{Language, Words, text};
use crate::view::coverage::{By, Counts, coverage};

/// Arguments of `lotse check`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "PFAD")]
    paths: Vec<PathBuf>,
    #[arg(long)]
    strict: bool,
    #[arg(long, value_enum, default_value = "text", value_name = "FORM")]
    format: Format,
    #[arg(long, value_enum, default_value = "note", value_name = "SCHWERE")]
    level: Level,
    #[arg(long)]
    fix: bool,
    #[arg(long, requires = "fix")]
    dry_run: bool,
    #[arg(long, value_name = "DATEI", conflicts_with = "write_baseline")]
    baseline: Option<PathBuf>,
    #[arg(long, value_name = "DATEI")]
    write_baseline: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Text,
    Json,
    Sarif,
    Gitlab,
    Junit,
    Github,
}

/// The lightest findings that are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Level {
    Error,
    Warning,
    Note,
}

impl Level {
    const fn severity(self) -> Severity {
        match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Note => Severity::Note,
        }
    }
}

/// Its help.
pub const HELP: Help = Help {
    command: "check",
    about: Words::new(
        "Alle Befunde, mit Fundstelle, Ursache und Lösung",
        "All findings, with place, cause and way out",
    ),
    arguments: &[
        (
            "paths",
            Words::new(
                "Ordner oder Dateien; ohne Angabe der aktuelle Ordner",
                "folders or files; left out: the current folder",
            ),
        ),
        (
            "strict",
            Words::new(
                "auch Warnungen gelten als Fehler (Rückgabewert 1)",
                "warnings count as errors too (exit code 1)",
            ),
        ),
        ("format", Words::new("Form der Ausgabe", "form of the output")),
        (
            "level",
            Words::new(
                "nur Befunde ab dieser Schwere zeigen; gezählt werden alle",
                "show only findings of this severity and above; all are counted",
            ),
        ),
        (
            "fix",
            Words::new(
                "sichere Berichtigungen in die Dateien schreiben (verschriebene Schlüssel, Anführungszeichen, Nachfolger)",
                "write safe repairs into the files (misspelt keys, quotes, successors)",
            ),
        ),
        (
            "dry_run",
            Words::new(
                "mit --fix: nur zeigen, was sich ändern würde",
                "with --fix: only show what would change",
            ),
        ),
        (
            "baseline",
            Words::new(
                "nur Befunde zählen, die nicht in dieser Datei stehen",
                "count only findings that are not in this file",
            ),
        ),
        (
            "write_baseline",
            Words::new(
                "die heutigen Befunde festhalten; eine vorhandene Datei wird nur kürzer",
                "keep today's findings; a file that exists only gets shorter",
            ),
        ),
    ],
    example: "lotse check states --on 2027-01-01\nlotse check states --format gitlab > gl-code-quality-report.json\nlotse check states --fix --dry-run\nlotse check states --baseline bekannt.json",
};

/// Runs it.
pub fn run(args: &Args, session: Session) -> Result<Exit, Failure> {
    let repaired = if args.fix { Some(mending::run(args, session)?) } else { None };
    let (workspace, root) = session.load(&args.paths)?;
    let threads = Threads::new();
    // The program ends when all is told: giving back a country piece by piece would only keep people waiting.
    let workspace = ManuallyDrop::new(workspace);
    let table = ManuallyDrop::new(workspace.table_with(&threads));
    let mut judgement = ManuallyDrop::new(workspace.judge_with(&table, session.on, &threads));
    let counts = coverage(&table, By::Cell, session.on).total;
    let language = session.speaks(&workspace);
    let known = known::sift(args, &mut judgement.findings, language)?;
    let mut summary = Summary::of(&judgement, counts);
    summary.more.extend(known.as_ref().map(|known| ("known".to_owned(), known.still)));
    let lightest = args.level.severity();
    judgement.findings.retain(|finding| finding.severity >= lightest);
    let told = repaired.unwrap_or_default();
    if args.format != Format::Text {
        // Standard output is for the machine alone.
        output::stderr(&told);
    }
    let prefix = input::prefix(&root);
    let report = Report {
        findings: &judgement.findings,
        sources: &workspace.sources,
        language,
        prefix: &prefix,
        strict: args.strict,
    };
    let text = match args.format {
        Format::Sarif => machine::sarif::log(&report, &catalog::all()),
        Format::Gitlab => machine::gitlab::code_quality(&report),
        Format::Junit => machine::junit::report(&report, &catalog::all()),
        Format::Github => machine::github::annotations(&report),
        Format::Json => json::findings_json(
            &judgement.findings,
            &workspace.sources,
            &crate::time::iso(session.on),
            &summary,
        ),
        Format::Text => {
            let screen = output::screen();
            let style = Style { colour: screen.colour, width: screen.width, ascii: false };
            let mut text = told;
            let (findings, sources) = (&mut judgement.findings, &workspace.sources);
            diagnostic::sort_for_work(findings);
            text.push_str(&terminal::render(findings, sources, language, style));
            text.push_str(&closing(&summary, counts, language));
            text.push_str(&left_out(&summary, lightest, language));
            text.push_str(known.map(|known| known.words).as_deref().unwrap_or_default());
            text.push_str(&terminal::next(findings, sources, language, style.width));
            text
        }
    };
    output::stdout(&text)?;
    let failed = summary.errors > 0 || (args.strict && summary.warnings > 0);
    Ok(if failed { Exit::Findings } else { Exit::Clean })
}

/// How many findings are lighter than what is shown.
fn left_out(summary: &Summary, lightest: Severity, language: Language) -> String {
    let hidden = |severity, count| if severity < lightest { count } else { 0 };
    let (warnings, notes) =
        (hidden(Severity::Warning, summary.warnings), hidden(Severity::Note, summary.notes));
    if warnings + notes == 0 {
        return String::new();
    }
    let count = terminal::summary(0, warnings, notes, language);
    let line = text!("nicht gezeigt (--level): {count}", "not shown (--level): {count}");
    format!("{}\n", line.get(language))
}

/// The last lines: how many findings, how many cells.
fn closing(summary: &Summary, counts: Counts, language: Language) -> String {
    let findings = terminal::summary(summary.errors, summary.warnings, summary.notes, language);
    let (required, covered, later) = (counts.required, counts.covered, counts.not_live);
    let cells = match language {
        Language::De if required == 0 => "noch kein Feld in Betrieb".to_owned(),
        Language::De => format!("{covered} von {required} Feldern besetzt"),
        Language::En if required == 0 => "no cell in operation yet".to_owned(),
        Language::En => format!("{covered} of {required} cells covered"),
    };
    let later = match language {
        _ if later == 0 => String::new(),
        Language::De => format!(", {later} noch nicht in Betrieb"),
        Language::En => format!(", {later} not yet in operation"),
    };
    format!("{}\n{cells}{later}\n", findings.trim_end())
}
