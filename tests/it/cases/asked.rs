//! What a case asks: the program's outputs about a small workspace, as text.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{INPUT, Verdict};
use crate::run::{self, Outcome};

/// A folder of files that the program is run in.
pub struct Workspace {
    folder: tempfile::TempDir,
}

/// A fault in the input of a case.
fn input(what: &str) -> ! {
    panic!("{INPUT}{what}");
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

impl Workspace {
    /// The fixture of that name beside this file.
    pub fn of(name: &str) -> Self {
        Self::copied(&root().join("tests/it/cases").join(name))
    }

    /// A workspace that the project ships, by its path from the root.
    pub fn shipped(path: &str) -> Self {
        Self::copied(&root().join(path))
    }

    fn copied(from: &Path) -> Self {
        let workspace = Self { folder: run::folder() };
        let mut waiting = vec![PathBuf::new()];
        let mut files = 0;
        while let Some(below) = waiting.pop() {
            let entries = std::fs::read_dir(from.join(&below))
                .unwrap_or_else(|error| input(&format!("{}: {error}", from.display())));
            for entry in entries {
                let path = below.join(entry.unwrap().file_name());
                if from.join(&path).is_dir() {
                    waiting.push(path);
                } else {
                    let to = workspace.folder.path().join(&path);
                    std::fs::create_dir_all(to.parent().unwrap()).unwrap();
                    std::fs::copy(from.join(&path), to).unwrap();
                    files += 1;
                }
            }
        }
        if files == 0 {
            input(&format!("{} holds no file", from.display()));
        }
        workspace
    }

    /// With a file written, or written over.
    pub fn with(self, file: &str, text: &str) -> Self {
        run::write(self.folder.path(), &[(file, text)]);
        self
    }

    /// With text added at the end of a file that is there.
    pub fn and(self, file: &str, text: &str) -> Self {
        let before = self.file(file);
        self.with(file, &format!("{before}\n{text}\n"))
    }

    /// With the one place of a text exchanged.
    pub fn change(self, file: &str, from: &str, to: &str) -> Self {
        let before = self.file(file);
        if before.matches(from).count() != 1 {
            input(&format!("„{from}“ stands {} times in {file}", before.matches(from).count()));
        }
        self.with(file, &before.replacen(from, to, 1))
    }

    /// With a register of these rows: `key;ags;name;kind;seat;population;hectares`.
    pub fn register(self, rows: &str) -> Self {
        self.with(
            "register.csv",
            &format!("# edition: 2025-11-30\nkey;ags;name;kind;seat;population;hectares\n{}\n", rows.trim()),
        )
    }

    fn file(&self, file: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(file))
            .unwrap_or_else(|error| input(&format!("{file}: {error}")))
    }

    /// Where its files lie.
    pub fn path(&self) -> &str {
        self.folder.path().to_str().unwrap()
    }

    /// What a command came to, on a day.
    pub fn run(&self, on: &str, arguments: &[&str]) -> Outcome {
        let mut all = vec![arguments[0], ".", "--on", on];
        all.extend(&arguments[1..]);
        run::lotse(self.folder.path(), &all)
    }

    /// What a command prints, unwrapped.
    pub fn said(&self, on: &str, arguments: &[&str]) -> String {
        folded(&self.run(on, arguments).stdout)
    }

    /// What a command prints as JSON.
    pub fn json(&self, on: &str, arguments: &[&str]) -> Value {
        let mut all = arguments.to_vec();
        all.extend(["--format", "json"]);
        let run = self.run(on, &all);
        serde_json::from_str(&run.stdout)
            .unwrap_or_else(|error| panic!("{arguments:?}: {error}: {}{}", run.stdout, run.stderr))
    }

    /// Everything `check` reports on a day.
    pub fn findings(&self, on: &str) -> Findings {
        let run = self.json(on, &["check"]);
        Findings(run["findings"].as_array().unwrap().iter().map(Finding::read).collect())
    }

    /// All documents of a day.
    pub fn docs(&self, on: &str) -> Documents {
        self.docs_for(on, &[]).unwrap()
    }

    /// The documents that these further arguments ask for, or what the program said against them.
    pub fn docs_for(&self, on: &str, more: &[&str]) -> Result<Documents, String> {
        let out = run::folder();
        let folder = out.path().to_str().unwrap();
        let mut all = vec!["docs", "--out", folder];
        all.extend(more);
        let run = self.run(on, &all);
        if run.code != 0 {
            return Err(format!("docs {}: {}", more.join(" "), folded(&run.stderr)));
        }
        let mut files = BTreeMap::new();
        let mut waiting = vec![PathBuf::new()];
        while let Some(below) = waiting.pop() {
            for entry in std::fs::read_dir(out.path().join(&below)).unwrap() {
                let path = below.join(entry.unwrap().file_name());
                if out.path().join(&path).is_dir() {
                    waiting.push(path);
                } else if path.extension().is_some_and(|extension| extension == "md" || extension == "html") {
                    let text = std::fs::read_to_string(out.path().join(&path)).unwrap();
                    files.insert(path.to_str().unwrap().to_owned(), text);
                }
            }
        }
        Ok(Documents(files))
    }
}

/// A finding, in German.
#[derive(Debug)]
pub struct Finding {
    pub code: String,
    pub severity: String,
    pub message: String,
    pub cause: String,
    pub help: String,
    pub subject: String,
}

impl Finding {
    fn read(value: &Value) -> Self {
        let plain = |field: &str| value[field].as_str().unwrap_or_default().to_owned();
        let german = |field: &str| value[field]["de"].as_str().unwrap_or_default().to_owned();
        Self {
            code: plain("code"),
            severity: plain("severity"),
            message: german("message"),
            cause: german("cause"),
            help: german("help"),
            subject: plain("subject"),
        }
    }

    /// All that it says.
    pub fn text(&self) -> String {
        format!("{}: {}; {}; {}", self.code, self.message, self.cause, self.help)
    }
}

/// What `check` reports.
#[derive(Debug)]
pub struct Findings(pub Vec<Finding>);

impl Findings {
    /// Those of a rule.
    pub fn of(&self, code: &str) -> Vec<&Finding> {
        self.0.iter().filter(|finding| finding.code == code).collect()
    }

    /// Those that say all of these words.
    pub fn saying(&self, words: &[&str]) -> Vec<&Finding> {
        self.0.iter().filter(|finding| words.iter().all(|word| finding.text().contains(word))).collect()
    }
}

/// Documents by their path; Markdown and HTML.
pub struct Documents(pub BTreeMap<String, String>);

impl Documents {
    /// The text of a document; empty if it is not written.
    pub fn text(&self, path: &str) -> &str {
        self.0.get(path).map_or("", String::as_str)
    }

    /// The document whose path begins and ends so, with both parts.
    pub fn one(&self, begins: &str, ends: &str) -> Result<&str, String> {
        let found = self.paths(begins, ends);
        match found.as_slice() {
            [path] => Ok(self.text(path)),
            _ => Err(format!("one document {begins}…{ends}, not {}: {found:?}", found.len())),
        }
    }

    /// The paths that begin and end so.
    pub fn paths(&self, begins: &str, ends: &str) -> Vec<&str> {
        let matching = |path: &&str| path.starts_with(begins) && path.ends_with(ends);
        self.0.keys().map(String::as_str).filter(matching).collect()
    }

    /// The page of a Kommune, by land and key; without the checklist.
    pub fn page(&self, land: &str, key: &str) -> Result<&str, String> {
        let begins = format!("{land}/kommunen/{key}");
        let found: Vec<&str> =
            self.paths(&begins, ".md").into_iter().filter(|path| !path.ends_with("-checkliste.md")).collect();
        match found.as_slice() {
            [path] => Ok(self.text(path)),
            _ => Err(format!("one page {begins}, not {}: {found:?}", found.len())),
        }
    }

    /// The checklist of a Kommune, by land and key.
    pub fn checklist(&self, land: &str, key: &str) -> Result<&str, String> {
        self.one(&format!("{land}/kommunen/{key}"), "-checkliste.md")
    }

    /// What the concept of a Land says of the feedback of its Kommunen, with its figures.
    pub fn feedback_figure(&self, land: &str) -> String {
        let concept = plain(self.text(&format!("{land}/supportkonzept.md")));
        let after = concept.split("wie Feedback zu den Onlinediensten ankommt").nth(1).unwrap_or_default();
        after.split(" 2. ").next().unwrap_or_default().to_owned()
    }

    /// The documents in which a phrase stands, markup and line breaks aside.
    pub fn holding(&self, phrase: &str) -> Vec<&str> {
        self.0
            .iter()
            .filter(|(_, text)| plain(text).contains(phrase))
            .map(|(path, _)| path.as_str())
            .collect()
    }
}

/// White space folded.
pub fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Without tags and emphasis, white space folded.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut inside = false;
    for letter in text.chars() {
        match letter {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                plain.push(' ');
            }
            '*' => {}
            letter if !inside => plain.push(letter),
            _ => {}
        }
    }
    folded(&plain)
}

/// The part of a Markdown text below a heading, up to the next of its rank; empty without it.
pub fn section<'a>(text: &'a str, heading: &str) -> &'a str {
    let rank = heading.chars().take_while(|letter| *letter == '#').count();
    let Some(begin) =
        text.match_indices(heading).map(|(at, _)| at).find(|at| *at == 0 || text[..*at].ends_with('\n'))
    else {
        return "";
    };
    let below = &text[begin + heading.len()..];
    let end = (1..=rank).filter_map(|rank| below.find(&format!("\n{} ", "#".repeat(rank)))).min();
    &below[..end.unwrap_or(below.len())]
}

/// The number that stands after a phrase, or nothing.
pub fn number_after(text: &str, phrase: &str) -> Option<u32> {
    let after = &text[text.find(phrase)? + phrase.len()..];
    let digits: String = after.trim_start().chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// The line of a checklist whose title begins so, as (ticked, line).
pub fn step<'a>(checklist: &'a str, title: &str) -> Result<(bool, &'a str), String> {
    let found = checklist
        .lines()
        .find(|line| line.get(6..).is_some_and(|rest| line.starts_with("- [") && rest.starts_with(title)));
    found.map(|line| (line.starts_with("- [x]"), line)).ok_or_else(|| format!("no step „{title}“"))
}

/// What is wrong, gathered over all outputs of a case.
#[derive(Default)]
pub struct Wrong(Vec<String>);

impl Wrong {
    /// Holds `true`.
    pub fn hold(&mut self, what: &str, holds: bool) {
        if !holds {
            self.0.push(format!("  - {what}"));
        }
    }

    /// Two figures are one.
    #[expect(clippy::needless_pass_by_value, reason = "figures are written where they are asked for")]
    pub fn same<T: PartialEq + std::fmt::Debug>(&mut self, what: &str, is: T, right: T) {
        if is != right {
            self.0.push(format!("  - {what}: {is:?}, right is {right:?}"));
        }
    }

    /// The output says it.
    pub fn says(&mut self, output: &str, text: &str, phrase: &str) {
        self.hold(
            &format!("{output} must say „{phrase}“: {}", shortened(text)),
            plain(text).contains(phrase),
        );
    }

    /// The output does not say it.
    pub fn silent(&mut self, output: &str, text: &str, phrase: &str) {
        self.hold(&format!("{output} must not say „{phrase}“"), !plain(text).contains(phrase));
    }

    /// No document says it.
    pub fn nowhere(&mut self, documents: &Documents, phrase: &str) {
        let found = documents.holding(phrase);
        self.hold(&format!("no document may say „{phrase}“: {found:?}"), found.is_empty());
    }

    pub fn verdict(self) -> Verdict {
        if self.0.is_empty() { Ok(()) } else { Err(self.0.join("\n")) }
    }
}

/// The beginning of a text, to be shown.
fn shortened(text: &str) -> String {
    let text = folded(text);
    if text.chars().count() > 400 { text.chars().take(400).chain("…".chars()).collect() } else { text }
}
