//! The way from texts to findings, without a file system.

use std::collections::BTreeMap;

use lotse::config::{self, settings::RawSettings};
use lotse::diagnostic::Diagnostic;
use lotse::profile::{self, Profile};
use lotse::resolve::resolve;
use lotse::routing::{Places, Table, gaps::gaps};
use lotse::rules::{self, Context, Outcome, Review};
use lotse::source::{SourceId, Sources};
use lotse::time::Date;

/// What a set of files comes to.
pub struct Checked {
    /// The texts.
    pub sources: Sources,
    /// Problems of the files themselves.
    pub problems: Vec<Diagnostic>,
    /// What the rules found.
    pub outcome: Outcome,
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

/// Checks files under some profiles on a day. A `lotse.toml` gives the review intervals.
pub fn check(files: Vec<(String, String)>, chosen: &[&str], on: Date) -> Checked {
    let sources = Sources::new(files);
    let settings = sources.find("lotse.toml");
    let ids: Vec<SourceId> = sources.iter().map(|(id, _)| id).filter(|id| Some(*id) != settings).collect();
    let (raw, mut problems) = config::read(&sources, ids);
    let (model, found) = resolve(&raw);
    problems.extend(found);
    let known = profiles();
    let requirements = profile::combine_named(chosen, &known);
    let places = Places::new(&model, None);
    let table = Table::new(&model, &requirements, places);
    let gaps = gaps(&table, on);
    let severities = BTreeMap::new();
    let settings = settings.and_then(|id| config::read_settings(id, sources.get(id)).0);
    let context = Context {
        model: &model,
        table: &table,
        gaps: &gaps,
        requirements: &requirements,
        register: None,
        successors: None,
        review: settings.as_ref().map(review).unwrap_or_default(),
        severities: &severities,
        on,
    };
    let outcome = rules::check(&context);
    Checked { sources, problems, outcome }
}

fn review(settings: &RawSettings) -> Review {
    let Some(review) = settings.review.value() else { return Review::default() };
    Review {
        contact: review.contact.value().copied(),
        agreement: review.agreement.value().copied(),
        support: review.support.value().copied(),
    }
}
