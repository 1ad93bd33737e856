//! How findings look, and that no place breaks the printing.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use proptest::prelude::*;

use super::*;
use crate::diagnostic::{Code, Step};
use crate::source::Span;
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
        step: Step::First,
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
        members: Vec::new(),
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
fn long_labels_are_wrapped() {
    let text = "owner = \"ein-recht-langer-name\" # und\nb = 1\n".to_owned();
    let sources = Sources::new([("a.toml".to_owned(), text)]);
    let mut finding = finding(span(&sources, "a.toml", "\"ein-recht-langer-name\""));
    finding.label =
        Text::same("diese Organisation gibt es in diesem Land nicht, wohl aber im Nachbarland und im Bund");
    let finding = finding.related(span(&sources, "a.toml", "owner"), Text::same("hier stehen Namen"));
    let shown = render_one(&finding, &sources, Language::De, Style::default());
    insta::assert_snapshot!(shown, @r#"
    Fehler[L101]: im First-Level antwortet ab dem 1. März 2027 niemand auf Fragen
                  aus allen 24 Gemeinden des Landkreises
     --> a.toml:1:9
      |
    1 | owner = "ein-recht-langer-name" # und
      | -----   ^^^^^^^^^^^^^^^^^^^^^^^ [1]
      | |
      | hier stehen Namen
      |
      = [1]: diese Organisation gibt es in diesem Land nicht, wohl aber im
             Nachbarland und im Bund
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
    let sources = Sources::new([("a.toml".to_owned(), "x = '\u{1b}\u{9b}31m'\n".to_owned())]);
    let mut finding = finding(Span::new(sources.find("a.toml").unwrap(), 4..10));
    finding.label = Text::same("\u{1b}]0;x");
    finding.message = Text::same("\u{1b}[2J");
    finding.subject = "\u{9b}1A".to_owned();
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

#[test]
fn eighty_columns_are_enough_wherever_the_mark_is() {
    let text = format!("note = \"{}\"\n", "wort ".repeat(70));
    for cut in [20, 60, 79, 120, 360] {
        let sources = Sources::new([("a.toml".to_owned(), text.get(..cut).unwrap().to_owned() + "\n")]);
        let id = sources.find("a.toml").unwrap();
        for (start, label) in (0..cut).step_by(3).flat_map(|start| [(start, 10), (start, 30), (start, 70)]) {
            let mut finding = finding(Span::new(id, start..(start + 9).min(cut)));
            finding.label = Text::same("x".repeat(label));
            for line in render_one(&finding, &sources, Language::De, Style::default()).lines() {
                assert!(line.chars().count() <= 80, "{cut} {start} {label}: {line}");
            }
        }
    }
}
