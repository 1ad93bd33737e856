//! Findings for people at a terminal: the place, the line, the cause, the norm, the way out.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Renderer, Snippet, normalize_untrusted_str,
};

use crate::diagnostic::{Diagnostic, Edit, Severity};
use crate::render::wrap::wrap;
use crate::source::{Source, SourceId, Sources, Span};
use crate::text::{Language, Words};

/// Places in one file that are further apart than this many lines get excerpts of their own.
const NEAR: usize = 12;
/// What is shown of a changed line, in characters, before it is cut.
const LONGEST_CHANGE: usize = 400;

/// How to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// With ANSI colours.
    pub colour: bool,
    /// Columns to keep within, where words allow it.
    pub width: usize,
    /// Frames out of ASCII characters only; the texts keep their umlauts.
    pub ascii: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self { colour: false, width: 80, ascii: true }
    }
}

const ERROR: Words = Words::new("Fehler", "error");
const WARNING: Words = Words::new("Warnung", "warning");
const NOTE: Words = Words::new("Hinweis", "note");
const CAUSE: Words = Words::new("Ursache", "cause");
const NORM: Words = Words::new("Norm", "norm");
const OWN_RULE: Words = Words::new("eigene Regel", "own rule");
const HELP: Words = Words::new("Lösung", "help");
const CHANGE: Words = Words::new("Änderung", "change");
const SUBJECT: Words = Words::new("Gegenstand", "subject");

/// All findings in the order given, each followed by an empty line.
pub fn render(findings: &[Diagnostic], sources: &Sources, language: Language, style: Style) -> String {
    let mut all = String::new();
    for finding in findings {
        all.push_str(&render_one(finding, sources, language, style));
        all.push_str("\n\n");
    }
    all
}

/// One finding, without a newline at the end.
pub fn render_one(finding: &Diagnostic, sources: &Sources, language: Language, style: Style) -> String {
    let (level, word) = match finding.severity {
        Severity::Error => (Level::ERROR, ERROR),
        Severity::Warning => (Level::WARNING, WARNING),
        Severity::Note => (Level::NOTE, NOTE),
    };
    let word = word.get(language);
    let code = finding.code.0;
    let title_width = style.width.saturating_sub(word.chars().count() + code.chars().count() + 4);
    let title = wrap(finding.message.get(language), title_width);
    let excerpts = excerpts(finding, sources, language);
    let gutter = excerpts.iter().map(|excerpt| excerpt.last_line).max().unwrap_or(1).to_string().len();
    let group = level.with_name(word).primary_title(title).id(code);
    let group = group.elements(excerpts.iter().map(|excerpt| excerpt.snippet(gutter, style)));
    let group = footers(group, finding, sources, language, style.width.saturating_sub(gutter + 3));
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
    let decor = if style.ascii { DecorStyle::Ascii } else { DecorStyle::Unicode };
    renderer.term_width(style.width).decor_style(decor).render(&[group])
}

/// "1 Fehler, 2 Warnungen, keine Hinweise" without what is not there; "keine Befunde" where nothing is.
pub fn summary(errors: usize, warnings: usize, notes: usize, language: Language) -> String {
    let words = [
        (errors, Words::new("Fehler", "error"), Words::new("Fehler", "errors")),
        (warnings, Words::new("Warnung", "warning"), Words::new("Warnungen", "warnings")),
        (notes, Words::new("Hinweis", "note"), Words::new("Hinweise", "notes")),
    ];
    let parts: Vec<String> = words
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }.get(language)))
        .collect();
    if parts.is_empty() {
        return Words::new("keine Befunde", "no findings").get(language).to_owned();
    }
    parts.join(", ")
}

/// A mark in an excerpt; offsets into the whole file, on character boundaries.
struct Mark<'a> {
    range: std::ops::Range<usize>,
    label: &'a str,
    primary: bool,
}

/// Neighbouring lines of one file and the marks in them.
struct Excerpt<'a> {
    source: SourceId,
    path: &'a str,
    text: &'a str,
    /// Where the text begins in its file, in bytes.
    offset: usize,
    first_line: usize,
    last_line: usize,
    marks: Vec<Mark<'a>>,
}

/// The places of a finding: first its own, then the related ones; what lies close together shares an excerpt. Only the
/// lines needed are handed on, so that a large file costs no more than a small one.
fn excerpts<'a>(finding: &'a Diagnostic, sources: &'a Sources, language: Language) -> Vec<Excerpt<'a>> {
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

fn excerpt<'a>(span: Span, source: &'a Source, label: &'a str, primary: bool) -> Excerpt<'a> {
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
        marks: vec![Mark { range: range.start..range.end.min(end), label, primary }],
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

    fn snippet(&self, gutter: usize, style: Style) -> Snippet<'a, Annotation<'a>> {
        let marks = self.marks.iter().map(|mark| {
            let kind = if mark.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
            let range =
                mark.range.start.saturating_sub(self.offset)..mark.range.end.saturating_sub(self.offset);
            let annotation = kind.span(range);
            if mark.label.is_empty() {
                return annotation;
            }
            annotation.label(wrap(mark.label, style.width.saturating_sub(gutter + 4)))
        });
        Snippet::source(self.text).path(self.path).line_start(self.first_line).annotations(marks)
    }
}

fn footers<'a>(
    mut group: Group<'a>,
    finding: &'a Diagnostic,
    sources: &'a Sources,
    language: Language,
    width: usize,
) -> Group<'a> {
    let mut add = |word: Words, text: &str| {
        let word = word.get(language);
        let text = wrap(text, width.saturating_sub(word.chars().count() + 2));
        group = std::mem::replace(&mut group, Group::with_level(Level::NOTE))
            .element(message(word, &normalize_untrusted_str(&text)));
    };
    if let Some(cause) = &finding.cause {
        add(CAUSE, cause.get(language));
    }
    if finding.sources.is_empty() {
        add(OWN_RULE, finding.name);
    } else {
        add(NORM, &finding.sources.join(", "));
    }
    if let Some(help) = &finding.help {
        add(HELP, help.get(language));
    }
    for edit in &finding.fix {
        add(CHANGE, &change(edit, sources));
    }
    if !finding.subject.is_empty() {
        add(SUBJECT, &finding.subject);
    }
    group
}

fn message(word: &'static str, text: &str) -> Element<'static> {
    Level::NOTE.with_name(word).message(text.to_owned()).into()
}

/// The lines that an edit changes, before and after.
fn change(edit: &Edit, sources: &Sources) -> String {
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
    for (sign, lines) in [('-', old), ('+', new)] {
        for line in lines {
            text.push_str(&format!("\n  {sign} "));
            text.extend(line.chars().take(LONGEST_CHANGE));
        }
    }
    text
}

fn lines(text: &str) -> Vec<&str> {
    text.lines().collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use proptest::prelude::*;

    use super::*;
    use crate::diagnostic::Code;
    use crate::text::Text;

    const STATE: &str = "[state]\ncode = \"ni\"\n\n[[support]]\nlevel = \"first\"\nowner = \"it-n\"\n";
    const OPERATOR: &str = "[[organization]]\r\nid = \"it-ni\"\r\n\tname = \"Größe & Söhne\"\r\n";

    fn sources() -> Sources {
        let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
        Sources::new([
            file("states/ni/operator.toml", OPERATOR),
            file("states/ni/state.toml", STATE),
            file("empty.toml", ""),
        ])
    }

    fn span(sources: &Sources, path: &str, part: &str) -> Span {
        let id = sources.find(path).unwrap();
        let start = sources.get(id).text().find(part).unwrap();
        Span::new(id, start..start + part.len())
    }

    fn finding(span: Span) -> Diagnostic {
        Diagnostic {
            code: Code("L101"),
            name: "level-without-owner",
            severity: Severity::Error,
            message: Text::new(
                "im First-Level antwortet ab dem 1. März 2027 niemand auf Fragen aus allen 24 Gemeinden des Landkreises",
                "nobody answers",
            ),
            span,
            label: Text::new("diese Organisation gibt es nicht", "no such organization"),
            related: Vec::new(),
            cause: None,
            help: None,
            subject: String::new(),
            sources: Vec::new(),
            fix: Vec::new(),
        }
    }

    fn full(sources: &Sources) -> Diagnostic {
        let mut finding = finding(span(sources, "states/ni/state.toml", "\"it-n\""))
            .related(span(sources, "states/ni/state.toml", "\"ni\""), Text::new("in diesem Land", "in this state"))
            .related(span(sources, "states/ni/operator.toml", "\"Größe & Söhne\""), Text::new("gemeint?", "meant?"))
            .cause(Text::new(
                "die Zuständigkeit der Übergangslösung endet, bevor die dauerhafte Lösung beginnt; dazwischen läuft jede \
                 Frage ins Leere",
                "the interim solution ends before the long-term one begins",
            ))
            .help(Text::new("den Namen berichtigen:\n  owner = \"it-ni\"", "correct the name:\n  owner = \"it-ni\""))
            .edit(span(sources, "states/ni/state.toml", "\"it-n\""), "\"it-ni\"")
            .subject("ni/first/interim");
        finding.sources = vec!["S4".to_owned(), "R07".to_owned()];
        finding
    }

    fn shown(finding: &Diagnostic, language: Language) -> String {
        render_one(finding, &sources(), language, Style::default())
    }

    #[test]
    fn everything_a_finding_can_say() {
        let finding = full(&sources());
        insta::assert_snapshot!(shown(&finding, Language::De), @r#"
        Fehler[L101]: im First-Level antwortet ab dem 1. März 2027 niemand auf Fragen
                      aus allen 24 Gemeinden des Landkreises
         --> states/ni/state.toml:6:9
          |
        2 | code = "ni"
          |        ---- in diesem Land
        ...
        6 | owner = "it-n"
          |         ^^^^^^ diese Organisation gibt es nicht
          |
         ::: states/ni/operator.toml:3:9
          |
        3 |     name = "Größe & Söhne"
          |            --------------- gemeint?
          |
          = Ursache: die Zuständigkeit der Übergangslösung endet, bevor die dauerhafte
                     Lösung beginnt; dazwischen läuft jede Frage ins Leere
          = Norm: S4, R07
          = Lösung: den Namen berichtigen:
                      owner = "it-ni"
          = Änderung: states/ni/state.toml:6
                        - owner = "it-n"
                        + owner = "it-ni"
          = Gegenstand: ni/first/interim
        "#);
        insta::assert_snapshot!(shown(&finding, Language::En), @r#"
        error[L101]: nobody answers
         --> states/ni/state.toml:6:9
          |
        2 | code = "ni"
          |        ---- in this state
        ...
        6 | owner = "it-n"
          |         ^^^^^^ no such organization
          |
         ::: states/ni/operator.toml:3:9
          |
        3 |     name = "Größe & Söhne"
          |            --------------- meant?
          |
          = cause: the interim solution ends before the long-term one begins
          = norm: S4, R07
          = help: correct the name:
                    owner = "it-ni"
          = change: states/ni/state.toml:6
                      - owner = "it-n"
                      + owner = "it-ni"
          = subject: ni/first/interim
        "#);
    }

    #[test]
    fn with_frames_and_colours() {
        let style = Style { colour: false, width: 80, ascii: false };
        let sources = sources();
        insta::assert_snapshot!(render(&[full(&sources)], &sources, Language::De, style), @r#"
        Fehler[L101]: im First-Level antwortet ab dem 1. März 2027 niemand auf Fragen
                      aus allen 24 Gemeinden des Landkreises
          ╭▸ states/ni/state.toml:6:9
          │
        2 │ code = "ni"
          │        ──── in diesem Land
          ┆
        6 │ owner = "it-n"
          │         ━━━━━━ diese Organisation gibt es nicht
          │
          ⸬  states/ni/operator.toml:3:9
          │
        3 │     name = "Größe & Söhne"
          │            ─────────────── gemeint?
          │
          ├ Ursache: die Zuständigkeit der Übergangslösung endet, bevor die dauerhafte
          │          Lösung beginnt; dazwischen läuft jede Frage ins Leere
          ├ Norm: S4, R07
          ├ Lösung: den Namen berichtigen:
          │           owner = "it-ni"
          ├ Änderung: states/ni/state.toml:6
          │             - owner = "it-n"
          │             + owner = "it-ni"
          ╰ Gegenstand: ni/first/interim
        "#);
        let coloured = render(&[full(&sources)], &sources, Language::De, Style { colour: true, ..style });
        assert!(coloured.contains("\u{1b}["));
    }

    #[test]
    fn odd_places() {
        let sources = sources();
        let empty = Span::new(sources.find("empty.toml").unwrap(), 0..0);
        insta::assert_snapshot!(shown(&finding(empty), Language::En), @r#"
        error[L101]: nobody answers
         --> empty.toml:1:1
          |
        1 |
          | ^ no such organization
          |
          = own rule: level-without-owner
        "#);
        let id = sources.find("states/ni/state.toml").unwrap();
        insta::assert_snapshot!(shown(&finding(Span::new(id, STATE.len()..STATE.len())), Language::En), @r#"
        error[L101]: nobody answers
         --> states/ni/state.toml:7:1
          |
        7 |
          | ^ no such organization
          |
          = own rule: level-without-owner
        "#);
        let record = span(&sources, "states/ni/state.toml", "[[support]]\nlevel = \"first\"\nowner");
        insta::assert_snapshot!(shown(&finding(record), Language::En), @r#"
        error[L101]: nobody answers
         --> states/ni/state.toml:4:1
          |
        4 | / [[support]]
        5 | | level = "first"
        6 | | owner = "it-n"
          | |_____^ no such organization
          |
          = own rule: level-without-owner
        "#);
        let insert = finding(Span::new(id, 0..7)).edit(Span::new(id, 20..20), "name = \"Niedersachsen\"\n");
        insta::assert_snapshot!(shown(&insert, Language::En), @r#"
        error[L101]: nobody answers
         --> states/ni/state.toml:1:1
          |
        1 | [state]
          | ^^^^^^^ no such organization
          |
          = own rule: level-without-owner
          = change: states/ni/state.toml:3
                      + name = "Niedersachsen"
        "#);
    }

    #[test]
    fn long_lines_are_cut() {
        let text = format!("note = \"{}hier{}\"\n", "wort ".repeat(60), " wort".repeat(60));
        let sources = Sources::new([("a.toml".to_owned(), text)]);
        let finding = finding(span(&sources, "a.toml", "hier"));
        let shown = render_one(&finding, &sources, Language::De, Style::default());
        insta::assert_snapshot!(shown, @r#"
        Fehler[L101]: im First-Level antwortet ab dem 1. März 2027 niemand auf Fragen
                      aus allen 24 Gemeinden des Landkreises
         --> a.toml:1:309
          |
        1 | ... wort wort wort hier wort wort wort wort wort wort wort wort wort wort...
          |                    ^^^^ diese Organisation gibt es nicht
          |
          = eigene Regel: level-without-owner
        "#);
    }

    #[test]
    fn eighty_columns_are_enough() {
        for language in Language::ALL {
            for line in shown(&full(&sources()), language).lines() {
                assert!(line.chars().count() <= 80, "{line}");
            }
        }
    }

    #[test]
    fn the_summary_counts_in_words() {
        assert_eq!(summary(1, 2, 0, Language::De), "1 Fehler, 2 Warnungen");
        assert_eq!(summary(2, 1, 1, Language::De), "2 Fehler, 1 Warnung, 1 Hinweis");
        assert_eq!(summary(1, 0, 3, Language::En), "1 error, 3 notes");
        assert_eq!(summary(0, 0, 0, Language::De), "keine Befunde");
    }

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        let sources = Sources::new([("a.toml".to_owned(), "x = '\u{1b}[31m'\n".to_owned())]);
        let mut finding = finding(Span::new(sources.find("a.toml").unwrap(), 4..10));
        finding.label = Text::same("\u{1b}]0;x");
        finding.message = Text::same("\u{1b}[2J");
        finding.subject = "\u{1b}[1A".to_owned();
        let place = finding.span;
        let finding = finding.edit(place, "\u{7}").cause(Text::same("\u{8}"));
        let shown = render(&[finding], &sources, Language::De, Style::default());
        assert!(!shown.chars().any(|character| character.is_control() && character != '\n'), "{shown:?}");
    }

    proptest! {
        #[test]
        fn no_place_makes_it_panic(
            text in "([ -~]|[äß€😀\t\n]|\r\n|\r|\u{301}|\u{200d}){0,60}",
            places in proptest::collection::vec((0..80usize, 0..80usize), 1..6),
            width in 0..100usize,
            ascii: bool,
        ) {
            let sources = Sources::new([("a.toml".to_owned(), text), ("b.toml".to_owned(), "b = 1".to_owned())]);
            let id = |name| sources.find(name).unwrap();
            let mut finding = finding(Span::new(id("a.toml"), places[0].0..places[0].1));
            for (at, &(start, end)) in places.iter().enumerate() {
                let id = id(if at % 3 == 2 { "b.toml" } else { "a.toml" });
                let label = Text::same(["kurz", "zwei\nZeilen", "", "ein ziemlich langes Wort nach dem anderen"][at % 4]);
                finding = finding.related(Span::new(id, start..end), label).edit(Span::new(id, start..end), "neu\n");
            }
            for colour in [false, true] {
                let style = Style { colour, width, ascii };
                prop_assert!(!render(&[finding.clone()], &sources, Language::De, style).is_empty());
            }
        }
    }
}
