//! What several tests need: texts to a model, the built-in requirements, short forms for dates and keys.

use lotse::config::{self, RawFile};
use lotse::diagnostic::Diagnostic;
use lotse::key::Area;
use lotse::model::Model;
use lotse::profile::{self, Requirements};
use lotse::source::Sources;
use lotse::time::Date;

/// Reads files given as (path, text).
pub fn read(files: &[(&str, &str)]) -> (Sources, Vec<RawFile>, Vec<Diagnostic>) {
    let sources = Sources::new(files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())));
    let (raw, findings) =
        config::read(&sources, &sources.iter().map(|(id, _)| id).collect::<Vec<_>>(), &lotse::work::Alone);
    (sources, raw, findings)
}

/// The model of files given as (path, text), with all findings of reading and resolving.
pub fn load(files: &[(&str, &str)]) -> (Model, Vec<Diagnostic>) {
    let (_, raw, mut findings) = read(files);
    let (model, more) =
        lotse::resolve::resolve_with(&raw, lotse::key::Reading::default(), &lotse::work::Alone);
    findings.extend(more);
    (model, findings)
}

/// The cells that a profile requires of every service, sorted.
pub fn cells(requirements: &Requirements) -> std::collections::BTreeSet<profile::Cell> {
    requirements.lines.iter().filter_map(|line| line.cell.as_ref()).map(|required| required.cell).collect()
}

/// The files of an example: the first is `a.toml`, the others begin at a line `# file: name.toml`.
pub fn split(text: &str) -> Vec<(String, String)> {
    let mut files = vec![("a.toml".to_owned(), String::new())];
    for line in text.split_inclusive('\n') {
        match line.strip_prefix("# file: ") {
            Some(name) => files.push((name.trim().to_owned(), String::new())),
            None => files.last_mut().unwrap().1.push_str(line),
        }
    }
    files
}

/// The files of an example, loaded.
pub fn load_split(text: &str) -> (Model, Vec<Diagnostic>) {
    let files = split(text);
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    load(&files)
}

/// The codes of findings, in their order.
pub fn codes(findings: &[Diagnostic]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.code.0).collect()
}

/// The cells that the built-in profile `familie-und-kind` requires.
pub fn requirements() -> Requirements {
    let sources =
        Sources::new(profile::BUILT_IN.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())));
    let mut known = Vec::new();
    for (id, _) in sources.iter() {
        let (profile, findings) = profile::read(id, &sources);
        assert_eq!(codes(&findings), Vec::<&str>::new(), "a built-in profile is faultless");
        known.extend(profile);
    }
    profile::combine_named(&[profile::DEFAULT], &known)
}

/// A day, `2027-03-01`.
pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// An area, `03452`.
pub fn area(text: &str) -> Area {
    Area::parse(text).unwrap()
}
