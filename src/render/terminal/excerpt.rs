//! The lines that a finding is about, with marks in them, and the lines that a repair changes.

use annotate_snippets::{Annotation, AnnotationKind, Snippet, normalize_untrusted_str};

use crate::diagnostic::{Diagnostic, Edit};
use crate::source::{Source, SourceId, Sources, Span};
use crate::text::Language;

/// Places in one file that are further apart than this many lines get excerpts of their own.
const NEAR: usize = 12;
/// What is shown of a changed line, in characters, before it is cut.
const LONGEST_CHANGE: usize = 400;

/// A mark in an excerpt; offsets into the whole file, on character boundaries.
struct Mark {
    range: std::ops::Range<usize>,
    label: String,
    primary: bool,
}

/// Neighbouring lines of one file and the marks in them.
pub struct Excerpt<'a> {
    source: SourceId,
    path: &'a str,
    text: &'a str,
    /// Where the text begins in its file, in bytes.
    offset: usize,
    first_line: usize,
    /// The last line, from 1.
    pub last_line: usize,
    marks: Vec<Mark>,
}

/// The places of a finding: first its own, then the related ones; what lies close together shares an excerpt. Only the
/// lines needed are handed on, so that a large file costs no more than a small one.
pub fn excerpts<'a>(finding: &'a Diagnostic, sources: &'a Sources, language: Language) -> Vec<Excerpt<'a>> {
    let own = std::iter::once((finding.span, finding.label.get(language), true));
    let related = finding.related.iter().map(|label| (label.span, label.message.get(language), false));
    let mut excerpts: Vec<Excerpt<'a>> = Vec::new();
    for (span, label, primary) in own.chain(related) {
        let source = sources.get(span.source);
        let new = excerpt(span, source, label, primary);
        let near = excerpts.iter_mut().find(|present| {
            present.source == new.source
                && new.first_line <= present.last_line + NEAR
                && present.first_line <= new.last_line + NEAR
        });
        match near {
            Some(present) => present.join(new, source),
            None => excerpts.push(new),
        }
    }
    excerpts
}

fn excerpt<'a>(span: Span, source: &'a Source, label: &str, primary: bool) -> Excerpt<'a> {
    let text = source.text();
    let range = on_boundaries(span, text);
    let start = text.get(..range.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    // A span that ends with its line's end does not reach into the next line.
    let last = if range.end > range.start { range.end - 1 } else { range.end };
    let end = line_end(text, last);
    Excerpt {
        source: span.source,
        path: source.path(),
        text: text.get(start..end).unwrap_or_default(),
        offset: start,
        first_line: source.position(range.start).line,
        last_line: source.position(last).line,
        marks: vec![Mark { range: range.start..range.end.min(end), label: one_line(label), primary }],
    }
}

/// The end of the line that holds the byte `at`, its line break included.
fn line_end(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    rest.iter().position(|&byte| byte == b'\n').map_or(text.len(), |break_at| at + break_at + 1)
}

/// The span, cut to the text and widened to whole characters.
fn on_boundaries(span: Span, text: &str) -> std::ops::Range<usize> {
    let range = span.range();
    let start = text.floor_char_boundary(range.start);
    let end = text.ceil_char_boundary(range.end.min(text.len()));
    start..end.max(start)
}

impl<'a> Excerpt<'a> {
    /// Takes in another excerpt of the same file and everything between.
    fn join(&mut self, other: Self, source: &'a Source) {
        let start = self.offset.min(other.offset);
        let end = (self.offset + self.text.len()).max(other.offset + other.text.len());
        self.text = source.text().get(start..end).unwrap_or_default();
        self.offset = start;
        self.first_line = self.first_line.min(other.first_line);
        self.last_line = self.last_line.max(other.last_line);
        self.marks.extend(other.marks);
    }

    /// What the renderer prints.
    pub fn snippet(&self) -> Snippet<'a, Annotation<'a>> {
        let marks = self.marks.iter().map(|mark| {
            let kind = if mark.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
            let range =
                mark.range.start.saturating_sub(self.offset)..mark.range.end.saturating_sub(self.offset);
            let annotation = kind.span(range);
            if mark.label.is_empty() { annotation } else { annotation.label(mark.label.clone()) }
        });
        let path = normalize_untrusted_str(self.path);
        Snippet::source(tame(self.text)).path(path).line_start(self.first_line).annotations(marks)
    }

    /// Puts labels that have no room beside their marks into notes: `[1]` stands there instead. `columns` are those of
    /// the excerpt's text, without the margin.
    pub fn move_long_labels(&mut self, columns: usize, notes: &mut Vec<String>) {
        let (text, offset) = (self.text, self.offset);
        for mark in &mut self.marks {
            // A span that ends with its line's end is marked in that line.
            let before = text.get(..mark.range.end.saturating_sub(offset)).unwrap_or_default();
            let end = before.trim_end_matches(['\r', '\n']).len();
            let start = before.get(..end).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
            let column = columns_of(text.get(start..end).unwrap_or_default());
            let line = columns_of(text.get(start..line_end(text, end)).unwrap_or_default());
            let span =
                columns_of(self.text.get(mark.range.start.saturating_sub(offset)..end).unwrap_or_default());
            // A line that is too long is cut on both sides of the mark, and loses a few columns to the dots.
            let used = if line > columns { span.min(column) + 14 } else { column };
            if used + 4 + mark.label.chars().count() > columns && mark.label.chars().count() > 8 {
                notes.push(std::mem::take(&mut mark.label));
                mark.label = format!("[{}]", notes.len());
            }
        }
    }
}

/// How many columns a text takes up; tabs are shown as four.
fn columns_of(text: &str) -> usize {
    text.trim_end_matches(['\r', '\n']).chars().map(|character| if character == '\t' { 4 } else { 1 }).sum()
}

/// Takes the power from control characters that the renderer lets through: C1 controls steer some terminals. What
/// replaces them is as long as they are, so that places stay right.
pub fn tame(text: &str) -> String {
    text.replace(|character| ('\u{80}'..='\u{9f}').contains(&character), "·")
}

/// One line of text without control characters.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    tame(&normalize_untrusted_str(&words.join(" ")))
}

/// The lines that an edit changes, before and after.
pub fn change(edit: &Edit, sources: &Sources) -> String {
    let source = sources.get(edit.span.source);
    let place = excerpt(edit.span, source, "", true);
    let range = on_boundaries(edit.span, source.text());
    let head = source.text().get(place.offset..range.start).unwrap_or_default();
    let end = line_end(source.text(), range.end.max(place.offset));
    let tail = source.text().get(range.end..end).unwrap_or_default();
    let old = source.text().get(place.offset..end).unwrap_or_default();
    let new = format!("{head}{}{tail}", edit.replacement);
    let (old, new) = (lines(old), lines(&new));
    // Only what differs: an inserted line alone is one line with `+`.
    let same_start = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let (old, new) = (old.get(same_start..).unwrap_or_default(), new.get(same_start..).unwrap_or_default());
    let same_end = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    let old = old.get(..old.len().saturating_sub(same_end)).unwrap_or_default();
    let new = new.get(..new.len().saturating_sub(same_end)).unwrap_or_default();
    let mut text = format!("{}:{}", source.path(), place.first_line + same_start);
    // Two spaces in front: such lines are not wrapped.
    for (sign, lines) in [("-", old), ("+", new)] {
        for line in lines {
            text.extend(["\n  ", sign, " "]);
            text.extend(line.chars().take(LONGEST_CHANGE));
        }
    }
    text
}

fn lines(text: &str) -> Vec<&str> {
    text.lines().collect()
}
