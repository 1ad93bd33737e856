//! Safe repairs applied to the texts, and what changed as a diff. Comments and order stay, for only the places of the
//! repairs are touched.
//!
//! Safe means: what the person meant is certain. A near miss of a word that Lotse itself defines is (`onwer`); a name that
//! the files define is not: `referat-41` may well be meant where only `referat-42` is known. Such suggestions stay with
//! the finding, for a person to take.

use std::collections::BTreeMap;

use toml::de::DeTable;

use crate::diagnostic::{Diagnostic, Edit};
use crate::source::{Source, SourceId, Sources};

/// Codes whose edits guess at a name that the files or the user define: references (L004), exceptions (L902).
const GUESSES: [&str; 2] = [crate::config::problems::UNKNOWN_REFERENCE.code.0, "L902"];
/// Codes whose edits replace a misspelt word by one that Lotse defines.
const WORDS: [&str; 2] =
    [crate::config::problems::UNKNOWN_KEY.code.0, crate::config::problems::WRONG_VALUE.code.0];

/// A file with its repairs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// The file.
    pub source: SourceId,
    /// Its path.
    pub path: String,
    /// Its new text.
    pub text: String,
    /// What was applied, in file order, without overlaps.
    pub edits: Vec<Edit>,
    /// The findings that are repaired, as indexes into what was given.
    pub findings: Vec<usize>,
}

/// Whether the repair of a finding may be applied without asking.
pub fn is_safe(finding: &Diagnostic, sources: &Sources) -> bool {
    if finding.fix.is_empty() || GUESSES.contains(&finding.code.0) {
        return false;
    }
    !WORDS.contains(&finding.code.0)
        || finding.fix.iter().all(|edit| {
            let before = sources.snippet(edit.span).trim_matches('"');
            let after = edit.replacement.trim_matches('"');
            let slips = if after.chars().count() < 6 { 1 } else { 2 };
            strsim::damerau_levenshtein(before, after) <= slips
        })
}

/// Applies all safe repairs, each finding's edits together or not at all. Of two that overlap the first stands; the
/// other is left for the next run. A file that would be worse TOML than before is left alone.
pub fn apply(findings: &[Diagnostic], sources: &Sources) -> Vec<Mended> {
    let mut taken: BTreeMap<SourceId, (Vec<Edit>, Vec<usize>)> = BTreeMap::new();
    for (at, finding) in findings.iter().enumerate() {
        if !is_safe(finding, sources) {
            continue;
        }
        // Repairs in two files cannot be written as one.
        let Some(source) = finding.fix.first().map(|edit| edit.span.source) else { continue };
        let own = |edit: &Edit| edit.span.source == source && !sources.get(source).path().starts_with('<');
        let (edits, repaired) = taken.entry(source).or_default();
        let fits = |edit: &Edit| edits.iter().all(|other| other == edit || !overlap(edit, other));
        if finding.fix.iter().all(|edit| own(edit) && fits(edit)) {
            for edit in &finding.fix {
                if !edits.contains(edit) {
                    edits.push(edit.clone());
                }
            }
            repaired.push(at);
        }
    }
    taken
        .into_iter()
        .filter_map(|(id, (edits, findings))| mend(id, sources.get(id), edits, findings))
        .collect()
}

fn overlap(one: &Edit, other: &Edit) -> bool {
    one.span.start <= other.span.end && other.span.start <= one.span.end
}

fn mend(id: SourceId, source: &Source, mut edits: Vec<Edit>, findings: Vec<usize>) -> Option<Mended> {
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut text = String::with_capacity(source.text().len());
    let mut done = 0;
    for edit in &edits {
        let range = edit.span.range();
        text.push_str(source.text().get(done..range.start)?);
        text.push_str(&edit.replacement);
        done = range.end;
    }
    text.push_str(source.text().get(done..)?);
    let errors = |text: &str| DeTable::parse_recoverable(text).1.len();
    (!edits.is_empty() && errors(&text) <= errors(source.text())).then(|| Mended {
        source: id,
        path: source.path().to_owned(),
        text,
        edits,
        findings,
    })
}

/// The changed lines of a file as a unified diff without context, fit for `patch`.
pub fn diff(mended: &Mended, source: &Source) -> String {
    let mut out = format!("--- {0}\n+++ {0}\n", mended.path);
    let old: Vec<&str> = source.text().split_inclusive('\n').collect();
    let mut shift: isize = 0;
    for (first, last, edits) in hunks(mended, source) {
        let before = old.get(first..=last).unwrap_or_default();
        let start: usize = old.iter().take(first).map(|line| line.len()).sum();
        let mut after = before.concat();
        for edit in edits.iter().rev() {
            let range = edit.span.range();
            after.replace_range(
                range.start.saturating_sub(start)..range.end.saturating_sub(start),
                &edit.replacement,
            );
        }
        let lines: Vec<&str> = after.split_inclusive('\n').collect();
        let there = (first + 1).saturating_add_signed(shift);
        out.push_str(&format!("@@ -{},{} +{there},{} @@\n", first + 1, before.len(), lines.len()));
        for (sign, line) in before.iter().map(|line| ('-', line)).chain(lines.iter().map(|line| ('+', line)))
        {
            out.push(sign);
            out.push_str(line.trim_end_matches(['\n', '\r']));
            out.push('\n');
        }
        shift += isize::try_from(lines.len()).unwrap_or(0) - isize::try_from(before.len()).unwrap_or(0);
    }
    out
}

/// Runs of touched lines (from 0) with their edits.
fn hunks<'m>(mended: &'m Mended, source: &Source) -> Vec<(usize, usize, Vec<&'m Edit>)> {
    let mut hunks: Vec<(usize, usize, Vec<&Edit>)> = Vec::new();
    for edit in &mended.edits {
        let line = |offset: u32| source.position(offset as usize).line.saturating_sub(1);
        let (first, last) = (line(edit.span.start), line(edit.span.end));
        match hunks.last_mut() {
            Some((_, end, edits)) if first <= *end + 1 => {
                *end = last.max(*end);
                edits.push(edit);
            }
            _ => hunks.push((first, last, vec![edit])),
        }
    }
    hunks
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

    use super::*;
    use crate::config::problems;
    use crate::source::Span;
    use crate::text::Text;

    fn finding(
        sources: &Sources,
        what: &crate::diagnostic::RuleInfo,
        before: &str,
        after: &str,
    ) -> Diagnostic {
        let (id, source) = sources.iter().next().unwrap();
        let at = source.text().find(before).unwrap();
        let span = Span::new(id, at..at + before.len());
        what.report(span, Text::same("x")).edit(span, after)
    }

    #[test]
    fn only_the_places_of_repairs_change() {
        let text = "# oben\na = 1 # eins\nonwer = 'ä' # zwei\nkey = 01\n";
        let sources = Sources::new([("a.toml".to_owned(), text.to_owned())]);
        let findings = [
            finding(&sources, &problems::UNKNOWN_KEY, "onwer", "owner"),
            finding(&sources, &problems::SYNTAX_ERROR, "01", "\"01\""),
            finding(&sources, &problems::SYNTAX_ERROR, "01\n", "\"02\"\n"),
            finding(&sources, &problems::UNKNOWN_REFERENCE, "'ä'", "'b'"),
            finding(&sources, &problems::UNKNOWN_KEY, "eins", "zweimal"),
        ];
        let mended = apply(&findings, &sources);
        assert_eq!(mended.len(), 1);
        assert_eq!(mended[0].text, "# oben\na = 1 # eins\nowner = 'ä' # zwei\nkey = \"01\"\n");
        assert_eq!(mended[0].findings, [0, 1]);
        let (_, source) = sources.iter().next().unwrap();
        assert_eq!(
            diff(&mended[0], source),
            "--- a.toml\n+++ a.toml\n@@ -3,2 +3,2 @@\n-onwer = 'ä' # zwei\n-key = 01\n+owner = 'ä' # zwei\n+key = \"01\"\n"
        );
    }

    #[test]
    fn what_would_break_the_file_is_left_alone() {
        let sources = Sources::new([("a.toml".to_owned(), "a = 1\n".to_owned())]);
        assert!(apply(&[finding(&sources, &problems::SYNTAX_ERROR, "1", "\"")], &sources).is_empty());
    }
}
