//! The way from texts to findings, without a file system.

use std::fmt::Write as _;

use lotse::diagnostic::Diagnostic;
use lotse::profile::{self, Profile};
use lotse::rules::Outcome;
use lotse::source::Sources;
use lotse::time::Date;
use lotse::workspace::{Texts, Workspace};

/// What a set of files comes to.
pub struct Checked {
    /// The texts.
    pub sources: Sources,
    /// Problems of the files themselves.
    pub problems: Vec<Diagnostic>,
    /// What the rules found.
    pub outcome: Outcome,
    /// All of it as people are told it.
    pub told: Vec<Diagnostic>,
}

impl Checked {
    /// The codes of all that was found, in order.
    pub fn codes(&self) -> Vec<&'static str> {
        let found = self.outcome.findings.iter().map(|found| &found.diagnostic);
        let mut codes: Vec<_> = self.problems.iter().chain(found).map(|finding| finding.code.0).collect();
        codes.sort_unstable();
        codes
    }

    /// The findings of one code.
    pub fn of(&self, code: &str) -> Vec<&Diagnostic> {
        let found = self.outcome.findings.iter().map(|found| &found.diagnostic);
        self.problems.iter().chain(found).filter(|finding| finding.code.0 == code).collect()
    }

    /// All findings, one a line, to be read in a failing test.
    pub fn lines(&self) -> String {
        let found = self.outcome.findings.iter().map(|found| &found.diagnostic);
        let mut lines: Vec<String> = Vec::new();
        for finding in self.problems.iter().chain(found) {
            let (start, _) = self.sources.positions(finding.span);
            let path = self.sources.get(finding.span.source).path();
            lines.push(format!(
                "{path}:{start} {} {} {} | {} [{}] {:?}",
                finding.code,
                finding.severity.word(),
                finding.message.de,
                finding.label.de,
                finding.subject,
                finding.sources,
            ));
        }
        lines.join("\n")
    }
}

/// The profiles that come with Lotse.
pub fn profiles() -> Vec<Profile> {
    let sources =
        Sources::new(profile::BUILT_IN.iter().map(|(id, text)| (format!("{id}.toml"), (*text).to_owned())));
    sources.iter().filter_map(|(id, _)| profile::read(id, &sources).0).collect()
}

/// The files of an example: the first is `a.toml`, each further one follows a line `# file: name.toml`.
pub fn files(example: &str) -> Vec<(String, String)> {
    let mut files = vec![("a.toml".to_owned(), String::new())];
    for line in example.lines() {
        if let Some(name) = line.strip_prefix("# file: ") {
            files.push((name.trim().to_owned(), String::new()));
        } else if let Some((_, text)) = files.last_mut() {
            text.push_str(line);
            text.push('\n');
        }
    }
    files
}

/// Checks files under some profiles on a day. A `lotse.toml` gives the settings, a `register.csv` the register.
pub fn check(files: Vec<(String, String)>, chosen: &[&str], on: Date) -> Checked {
    let list = chosen.iter().map(|id| format!("\"{id}\"")).collect::<Vec<_>>().join(", ");
    let mut settings = String::from("format = 1\n");
    let mut texts = Texts::default();
    for (path, text) in files {
        match path.as_str() {
            "lotse.toml" => settings = text,
            "register.csv" => texts.register = Some(lotse::register::csv::read(&text).unwrap()),
            own if own.starts_with("templates/plans/") => texts.plans.push((path, text)),
            _ => texts.files.push((path, text)),
        }
    }
    if !settings.contains("profiles") {
        settings = format!("profiles = [{list}]\n{settings}");
    }
    texts.settings = Some(("lotse.toml".to_owned(), settings));
    let workspace = Workspace::read_with(texts, &lotse::work::Alone);
    let table = workspace.table();
    let judgement = workspace.judge(&table, on);
    let outcome = Outcome { findings: judgement.found, accepted: judgement.accepted };
    Checked {
        sources: workspace.sources.clone(),
        problems: workspace.problems.clone(),
        outcome,
        told: judgement.findings,
    }
}

/// Bremen operates the services a and b and answers technical questions about them; Niedersachsen answers everything but
/// first level. The lines of its uses are given.
pub fn answered(uses: &[&str]) -> String {
    let mut text = String::from("[state]\ncode = \"HB\"\n");
    text.push_str(
        "[[organization]]\nid = \"dienstleister\"\nname = \"Dienstleister\"\nkind = \"it-provider\"\n",
    );
    for id in ["a", "b"] {
        let name = id.to_uppercase();
        writeln!(text, "[[service]]\nid = \"{id}\"\nname = \"{name}\"").unwrap();
    }
    let support = |level: &str, track: &str, owner: &str| {
        format!("[[support]]\nlevel = \"{level}\"\ntrack = \"{track}\"\nowner = \"{owner}\"\n")
    };
    text.push_str(&support("second", "technical-service", "dienstleister"));
    text.push_str(&support("third", "technical-service", "dienstleister"));
    text.push_str("# file: ni.toml\n[state]\ncode = \"NI\"\n");
    text.push_str("[[organization]]\nid = \"stelle\"\nname = \"Supportstelle\"\nkind = \"state-helpdesk\"\n");
    for lines in uses {
        writeln!(text, "[[use]]\n{lines}").unwrap();
    }
    text.push_str(&support("second", "subject-matter", "stelle"));
    text.push_str(&support("second", "technical-state", "stelle"));
    text.push_str(&support("third", "technical-state", "stelle"));
    text
}

/// The codes that tell who answers and until when: problems of names, ownership, time; not contacts, trials and reviews.
pub fn telling(checked: &Checked) -> Vec<&'static str> {
    let mut codes = checked.codes();
    codes.retain(|code| {
        code.starts_with("L0") || (*code >= "L101" && *code < "L107") || (*code >= "L201" && *code < "L208")
    });
    codes
}
