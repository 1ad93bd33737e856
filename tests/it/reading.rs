//! Files as people write them: what is wrong is told once, at its place, and nothing panics.

use lotse::config::problems;

use crate::support::{codes, load, load_split, read};

/// The start of a file of Niedersachsen.
const NI: &str = "[state]\ncode = \"NI\"\n";

/// Codes that no reader reports, with the reason.
const ELSEWHERE: &[(&str, &str)] = &[
    ("L011", "a rule reports it: which wave holds in a place is the routing table's answer"),
    ("L014", "the command line reports it: text in memory is UTF-8"),
    ("L017", "a rule reports it: who is competent in a place is the routing table's answer"),
    ("L018", "a rule reports it, like L017"),
];

#[test]
fn every_bad_example_fires_its_code_alone_and_the_good_one_nothing() {
    for rule in problems::ALL {
        let code = rule.code.0;
        assert_eq!(codes(&load_split(rule.good).1), Vec::<&str>::new(), "good example of {code}");
        let fired = codes(&load_split(rule.bad).1);
        if ELSEWHERE.iter().any(|(skipped, _)| *skipped == code) {
            assert_eq!(fired, Vec::<&str>::new(), "{code} is reported here after all");
        } else {
            assert!(!fired.is_empty() && fired.iter().all(|found| *found == code), "{code}: {fired:?}");
        }
    }
}

/// Codes, each with the text at its place.
type Findings = &'static [(&'static str, &'static str)];

/// Bodies below `[state]`, each with the text at the place of its findings: one defect, one finding.
#[rustfmt::skip]
const DEFECTS: &[(&str, &str, Findings)] = &[
    ("misspelt key that was required", "[[organization]]\nid = \"a\"\nnmae = \"A\"\nkind = \"authority\"\n", &[("L002", "nmae")]),
    ("misspelt table, referred to", "coordination = \"a\"\n[[organisation]]\nid = \"a\"\nname = \"A\"\nkind = \"authority\"\n", &[("L002", "organisation")]),
    ("umlaut in a key", "[[organization]]\nid = \"a\"\nname = \"A\"\nkind = \"authority\"\nzuständig = true\n", &[("L001", "ä")]),
    ("umlaut in a quoted key", "\"größe\" = 1\n", &[("L002", "\"größe\"")]),
    ("key without quotes, leading zero", "[[municipality]]\nkey = 034520001001\n", &[("L001", "034520001001")]),
    ("key without quotes, zero lost", "[[municipality]]\nkey = 34520001001\n", &[("L003", "34520001001")]),
    ("typographic quotes around a key", "[[municipality]]\nkey = „03452“\n", &[("L001", "„03452“")]),
    ("typographic quotes around a name", "[[municipality]]\nkey = \"03452\"\nname = „Landkreis Aurich“\n", &[("L001", "„Landkreis Aurich“")]),
    ("German date", "[[service-115]]\ntier = \"full\"\nfrom = 01.03.2027\n", &[("L001", "01.03.2027")]),
    ("German date, day of two digits", "[[service-115]]\ntier = \"full\"\nfrom = 12.03.2027\n", &[("L001", "12.03.2027")]),
    ("a day that does not exist", "[[service-115]]\ntier = \"full\"\nfrom = 2026-02-30\n", &[("L001", "2026-02-30")]),
    ("quoted date", "[[service-115]]\ntier = \"full\"\nfrom = \"2027-03-01\"\n", &[("L003", "\"2027-03-01\"")]),
    ("duplicate key", "[[municipality]]\nkey = \"03452\"\nname = \"A\"\nname = \"B\"\n", &[("L007", "name")]),
    ("table twice", "[state]\nexample = true\n", &[("L007", "state")]),
    ("single brackets", "[municipality]\nkey = \"03452\"\n", &[("L003", "[municipality]")]),
    ("unclosed list", "closing-days = [2026-12-24\n[[municipality]]\nkey = \"03452\"\n", &[("L001", "")]),
    ("unclosed header", "[[municipality]\nkey = \"03452\"\n", &[("L001", "")]),
    ("unclosed text", "[[municipality]]\nkey = \"03452\nname = \"A\"\n", &[("L001", "")]),
    ("unclosed text of several lines", "[[municipality]]\nkey = \"03452\"\nname = \"\"\"A\n", &[("L001", "")]),
    ("no equals sign", "[[municipality]]\nkey \"03452\"\n", &[("L001", "")]),
    ("no value", "[[municipality]]\nkey =\n", &[("L001", "")]),
    ("text without quotes", "[[municipality]]\nkey = \"03452\"\nname = Aurich\n", &[("L001", "Aurich")]),
    ("protected blank in a key", "[[municipality]]\nkey\u{a0}= \"03452\"\n", &[("L001", "\u{a0}")]),
    ("raw control character", "[[municipality]]\nkey = \"03452\"\nname = \"A\u{7}B\"\n", &[("L001", "\u{7}")]),
    ("escaped control character", "[[municipality]]\nkey = \"03452\"\nname = \"A\\u0007B\"\n", &[("L016", "\"A\\u0007B\"")]),
    ("mark that turns writing around", "[[municipality]]\nkey = \"03452\"\nname = \"A\u{202e}B\"\n", &[("L016", "\"A\u{202e}B\"")]),
    ("id that climbs folders", "[[organization]]\nid = \"../../etc/passwd\"\nname = \"A\"\nkind = \"authority\"\n", &[("L006", "\"../../etc/passwd\"")]),
    ("reference that climbs folders", "coordination = \"../a\"\n", &[("L006", "\"../a\"")]),
    ("id broken, so that a reference misses it", "coordination = \"a-b\"\n[[organization]]\nid = \"A B\"\nname = \"A\"\nkind = \"authority\"\n", &[("L006", "\"A B\"")]),
    ("HTML in a name is only text", "[[organization]]\nid = \"a\"\nname = \"<script>alert(1)</script>\"\nkind = \"authority\"\n", &[]),
    ("two defects", "[[municipality]]\nkey = \"3452\"\nnmae = \"A\"\n", &[("L002", "nmae"), ("L006", "\"3452\"")]),
];

#[test]
fn one_defect_gives_one_finding_at_its_place() {
    for (what, body, expected) in DEFECTS {
        let text = format!("{NI}{body}");
        let (_, findings) = load(&[("a.toml", &text)]);
        let mut found: Vec<(&str, &str)> =
            findings.iter().map(|finding| (finding.code.0, &text[finding.span.range()])).collect();
        found.sort_unstable();
        assert_eq!(found, *expected, "{what}");
    }
}

#[test]
fn quotes_and_dates_come_with_the_way_out() {
    let help = |body: &str| {
        let (_, findings) = load(&[("a.toml", &format!("{NI}{body}"))]);
        findings[0].help.as_ref().map(|help| help.de.clone()).unwrap_or_default()
    };
    assert!(help("[[municipality]]\nkey = 034520001001\n").contains("\"034520001001\""));
    assert!(help("[[service-115]]\ntier = \"full\"\nfrom = 12.03.2027\n").contains("2027-03-01"));
    assert!(help("[[municipality]]\nkey = „03452“\n").contains("\"…\""));
    assert!(help("exmaple = true\n").contains("example"));
}

#[test]
fn byte_order_mark_line_ends_and_emptiness_are_no_defects() {
    let text = format!("{NI}[[municipality]]\nkey = \"03452\"\n");
    for harmless in [format!("\u{feff}{text}"), text.replace('\n', "\r\n"), text.trim_end().to_owned()] {
        let (model, findings) = load(&[("a.toml", &harmless)]);
        assert_eq!(codes(&findings), Vec::<&str>::new(), "{harmless:?}");
        assert_eq!(model.municipalities.len(), 1);
    }
    for nothing in ["", "\n", "\u{feff}", "# nur ein Kommentar\n"] {
        let (model, findings) = load(&[("a.toml", nothing)]);
        assert_eq!(codes(&findings), Vec::<&str>::new(), "{nothing:?}");
        assert!(!model.tainted && model.states.is_empty());
    }
}

#[test]
fn a_state_without_code_taints_everything() {
    for text in
        ["[state]\ncode = \"XY\"\n[[municipality]]\nkey = \"03452\"\n", "[[municipality]]\nkey = \"03452\"\n"]
    {
        let (model, findings) = load(&[("a.toml", text)]);
        assert_eq!(findings.len(), 1, "{text}");
        assert!(model.tainted, "{text}");
    }
}

#[test]
fn deep_nesting_overflows_no_stack() {
    for (open, close) in [("[", "]"), ("{a=", "}")] {
        for depth in [100, 10_000, 100_000] {
            let value = open.repeat(depth);
            for value in [format!("{value}{}", close.repeat(depth)), value] {
                let (_, findings) = load(&[("a.toml", &format!("{NI}closing-days = {value}\n"))]);
                assert_eq!(codes(&findings), ["L001"], "{open} {depth}");
            }
        }
    }
    let names = "a.".repeat(10_000);
    for line in [format!("{names}x = 1\n"), format!("[{names}x]\n"), format!("[[{names}x]]\n")] {
        let (_, findings) = load(&[("a.toml", &format!("{NI}{line}"))]);
        assert_eq!(codes(&findings), ["L001"]);
    }
}

#[test]
fn five_megabytes_are_read_whole() {
    use std::fmt::Write;

    let mut text = NI.to_owned();
    let mut count = 0;
    while text.len() < 5_000_000 {
        count += 1;
        let _ = write!(
            text,
            "[[organization]]\nid = \"stelle-{count}\"\nname = \"Stelle {count}\"\nkind = \"authority\"\n\
             [[support]]\nlevel = \"first\"\nsolution = \"interim\"\nowner = \"stelle-{count}\"\n"
        );
    }
    let (_, raw, findings) = read(&[("a.toml", &text)]);
    assert_eq!(codes(&findings), Vec::<&str>::new());
    let (model, findings) =
        lotse::resolve::resolve_with(&raw, lotse::key::Reading::default(), &lotse::work::Alone);
    assert_eq!(codes(&findings), Vec::<&str>::new());
    assert_eq!((model.organizations.len(), model.supports.len()), (count, count));
}
