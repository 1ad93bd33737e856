//! The audit report: what it says of the examples, verdicts, staleness, samples, hostile names, the command's exits.

use std::collections::{BTreeMap, BTreeSet};

use lotse::render::audit::text;
use lotse::render::form::Form;
use lotse::render::pages::Pages;
use lotse::render::template::Templates;
use lotse::render::tree::{self, Block};
use lotse::text::Language;
use lotse::view::audit::{Audit, LineView, Options, draw};
use lotse::view::scene::Scene;
use lotse::workspace::{Texts, Workspace};
use proptest::prelude::*;

use crate::documents::{office_words, page_words, texts, words};
use crate::run::{folder, lotse, write};
use crate::support::day;

fn options() -> Options {
    Options { sample: 5, seed: 7, version: "0.0.0".to_owned(), ..Options::default() }
}

/// The report of a workspace, and its Markdown, page and office text.
fn report(
    texts: &Texts,
    on: &str,
    language: Language,
    options: &Options,
) -> (Audit, BTreeMap<String, Vec<u8>>) {
    let workspace = Workspace::read_with(texts.clone(), &lotse::work::Alone);
    let table = workspace.table();
    let judgement = workspace.judge(&table, day(on));
    let scene = Scene::new(&workspace, &table, &judgement, day(on), language);
    let audit = lotse::view::audit::audit(&scene, options);
    let templates = Templates::new(&[]);
    let files = Pages::new(&scene, &templates).report(("a", "audit"), &audit, &Form::ALL.into()).unwrap();
    (audit, files.into_iter().collect())
}

fn audit(texts: &Texts, on: &str) -> Audit {
    report(texts, on, Language::De, &options()).0
}

fn line<'a>(audit: &'a Audit, id: &str) -> &'a LineView {
    audit.profiles.iter().flat_map(|profile| &profile.lines).find(|line| line.id == id).unwrap()
}

fn verdict(audit: &Audit, id: &str) -> String {
    line(audit, id).verdict.code.clone()
}

/// Complete, with other settings and one more file.
fn complete(settings: &str, more: &str) -> Texts {
    let mut texts = texts("states/examples/complete");
    if let Some((_, text)) = &mut texts.settings {
        text.push_str(settings);
    }
    if !more.is_empty() {
        texts.files.push(("z.toml".to_owned(), format!("[state]\ncode = \"SL\"\n{more}")));
    }
    texts
}

/// Complete without one support record, by its id or a word in it.
fn without(word: &str, more: &str) -> Texts {
    let mut texts = complete("", more);
    let mut cut = 0;
    for (_, text) in texts.files.iter_mut().filter(|(path, _)| path != "z.toml") {
        let parts: Vec<String> = text.split("[[support]]").map(ToOwned::to_owned).collect();
        let kept: Vec<String> = parts
            .iter()
            .enumerate()
            .filter(|(at, part)| {
                let gone = *at > 0 && part.split("[[").next().unwrap().contains(word);
                cut += usize::from(gone);
                !gone
            })
            .map(|(_, part)| part.clone())
            .collect();
        *text = kept.join("[[support]]");
    }
    assert_eq!(cut, 1, "one record with {word}");
    texts
}

#[test]
fn the_report_of_the_complete_example() {
    let texts = texts("states/examples/complete");
    let (audit, files) = report(&texts, "2027-03-01", Language::De, &options());
    let markdown = String::from_utf8(files["a.md"].clone()).unwrap();
    let part = |from: &str, to: &str| {
        let part = markdown.split_once(from).unwrap().1;
        format!("{from}{}", part.split_once(to).unwrap().0)
    };
    let parts = [
        part("# Prüfbericht", "### S1"),
        part("### S4", "### S5"),
        part("## Offene Befunde", "| Fachstelle"),
        part("## Stichprobe", "## Wie geurteilt"),
    ];
    insta::assert_snapshot!("audit_complete", parts.join("…\n\n"));
    insta::assert_snapshot!("audit_complete_text", text(&audit, Language::De, 80));
}

#[cfg(feature = "office")]
#[test]
fn every_form_says_the_same_and_twice_the_same_bytes() {
    for (folder, on) in [("states", "2027-07-01"), ("states/examples/complete", "2027-03-01")] {
        for language in [Language::De, Language::En] {
            let texts = texts(folder);
            let (audit, files) = report(&texts, on, language, &options());
            let markdown = String::from_utf8(files["a.md"].clone()).unwrap();
            let page = String::from_utf8(files["a.html"].clone()).unwrap();
            let tree = tree::parse(&markdown);
            assert_eq!(words(&tree), page_words(&page));
            assert_eq!(words(&tree), office_words(&files["a.odt"]));
            assert!(!page.contains("index.html"), "a report stands alone");
            let again = report(&texts, on, language, &options());
            assert_eq!((audit, files), again);
        }
    }
}

#[test]
fn narrow_text_keeps_within_80_columns() {
    for language in [Language::De, Language::En] {
        let (audit, _) = report(&texts("states"), "2027-07-01", language, &options());
        for line in text(&audit, language, 80).lines() {
            assert!(line.chars().count() <= 80, "{line}");
        }
    }
}

#[test]
fn hostile_words_come_out_harmless() {
    for name in [
        "<script>alert(1)</script>",
        "a | b | c",
        "x](javascript:alert(1))",
        "![x](https://evil.example/p.png)",
        "# Titel",
        "{{ frame.on }} {% raw %}",
    ] {
        let mut texts = texts("states");
        let quoted = serde_json::to_string(name).unwrap();
        for (_, text) in &mut texts.files {
            *text = text
                .replace("\"Inselgemeinde Juist\"", &quoted)
                .replace("\"Standesamt Inselgemeinde Juist (Beispiel)\"", &quoted)
                .replace("\"Fachstelle Unterhaltsvorschuss (Beispiel)\"", &quoted);
        }
        let exception = format!(
            "[state]\ncode = \"NI\"\n[[exception]]\nrule = \"L401\"\nreason = {quoted}\napproved-by = {quoted}\nuntil = 2027-12-31\n"
        );
        texts.files.push(("ni/z.toml".to_owned(), exception));
        let all = Options { sample: 1000, ..options() };
        let (audit, files) = report(&texts, "2027-07-01", Language::De, &all);
        assert_eq!(audit.accepted.len(), 1, "{name}");
        let markdown = String::from_utf8(files["a.md"].clone()).unwrap();
        let page = String::from_utf8(files["a.html"].clone()).unwrap();
        assert!(!page.contains("<script") && !page.contains("href=\"javascript"), "{name}");
        assert!(!page.contains("src=\"https://evil"), "{name}");
        let tree = tree::parse(&markdown);
        assert_eq!(words(&tree), page_words(&page), "{name}");
        let mut seen = 0;
        for block in &tree {
            if let Block::Table(head, rows) = block {
                assert!(rows.iter().all(|row| row.len() == head.len()), "{name}");
                seen += rows.iter().flatten().filter(|cell| tree::plain(cell).contains(name)).count();
            }
        }
        assert!(seen >= 4, "{name} stands in tables: {seen}");
    }
}

#[test]
fn verdicts_follow_from_files() {
    let met = audit(&complete("", ""), "2027-03-01");
    assert_eq!(verdict(&met, "S5"), "met");
    let gap = audit(&without("owner = \"fachstelle\"", ""), "2027-03-01");
    assert_eq!(verdict(&gap, "S5"), "not-met", "{:?}", line(&gap, "S5"));
    assert_eq!(verdict(&gap, "S3"), "met");
    let measure = line(&gap, "S5").measure.as_ref().unwrap();
    assert_eq!((measure.cells.met, measure.cells.of, measure.declared), (0, 15, Some(0)));
    assert!(line(&gap, "S5").findings.iter().any(|found| found.code == "L101"));

    let half = "[[support]]\nlevel = \"second\"\ntrack = \"subject-matter\"\narea = [\"10046\"]\nowner = \"fachstelle\"\n";
    let partly = audit(&without("owner = \"fachstelle\"", half), "2027-03-01");
    assert_eq!(verdict(&partly, "S5"), "partly");
    let measure = line(&partly, "S5").measure.as_ref().unwrap();
    assert_eq!((measure.cells.met, measure.municipalities.met, measure.authorities.met), (8, 8, 1));
    assert_eq!((measure.declared, measure.agreed, measure.tested), (Some(8), Some(0), Some(0)));

    let accepted = "[[exception]]\nrule = \"L101\"\nlevel = \"second\"\ntrack = \"subject-matter\"\nreason = \"später\"\napproved-by = \"Leitung\"\nuntil = 2027-12-31\n";
    let deviating = audit(&without("owner = \"fachstelle\"", accepted), "2027-03-01");
    assert_eq!(verdict(&deviating, "S5"), "deviating", "{:?}", line(&deviating, "S5"));
    assert_eq!(deviating.accepted.len(), 1);
    assert_eq!(deviating.accepted[0].until, "2027-12-31");

    let early = audit(&complete("", ""), "2026-06-01");
    assert_eq!(verdict(&early, "S5"), "not-applicable");
    assert!(line(&early, "S5").why.contains("noch nicht in Betrieb: 15"), "{}", line(&early, "S5").why);
}

#[test]
fn what_nobody_watches_has_no_verdict_and_what_is_switched_off_is_told() {
    let mut texts = complete("\n[severity]\nL404 = \"off\"\n", "");
    if let Some((_, text)) = &mut texts.settings {
        *text = text.replace("[\"familie-und-kind\"]", "[\"familie-und-kind\", \"din-spec-66336\"]");
    }
    let audit = audit(&texts, "2027-03-01");
    assert_eq!(verdict(&audit, "R17"), "unjudged");
    assert!(line(&audit, "R17").measure.is_none());
    assert_eq!(verdict(&audit, "S8"), "partly");
    assert_eq!(line(&audit, "S8").switched_off, ["L404"]);
    assert_eq!(audit.basis.severities.len(), 1);
    assert_eq!(audit.verdicts.iter().map(|one| one.count).sum::<usize>(), {
        audit.profiles.iter().map(|profile| profile.lines.len()).sum::<usize>()
    });
}

#[test]
fn nobody_on_purpose_is_neither_gap_nor_coverage() {
    let none = "[[support]]\nlevel = \"second\"\ntrack = \"subject-matter\"\nowner = \"none\"\nreason = \"Probe\"\napproved-by = \"Leitung\"\nuntil = 2027-12-31\n";
    let texts = without("owner = \"fachstelle\"", none);
    let found = audit(&texts, "2027-03-01");
    assert_eq!(verdict(&found, "S5"), "deviating", "{:?}", line(&found, "S5"));
    let measure = line(&found, "S5").measure.as_ref().unwrap();
    assert_eq!(
        (measure.cells.met, measure.cells.of, measure.deviating, measure.declared),
        (0, 15, 15, Some(0))
    );
    assert_eq!((found.counts.deliberate, found.counts.open, found.counts.covered), (15, 0, 75));
    assert_eq!(found.counts.missing(), 0);
    let gap = |code: &str| ["L101", "L103", "L104", "L201"].contains(&code);
    assert!(found.findings.iter().all(|finding| !gap(&finding.code)), "{:?}", found.findings);
    let claims = Options { sample: 1000, ..options() };
    let (all, _) = report(&texts, "2027-03-01", Language::De, &claims);
    assert_eq!(all.sample.population, 75, "nobody is no claim");
    // The day after its end it is a gap like any other.
    assert_eq!(verdict(&audit(&texts, "2028-01-01"), "S5"), "not-met");
}

#[test]
fn what_is_past_its_interval_counts_apart_and_not_at_all_if_strict() {
    let texts = complete("", "");
    let (lenient, _) = report(&texts, "2028-06-01", Language::De, &options());
    assert_eq!((lenient.counts.covered, lenient.counts.stale), (90, 90));
    assert_eq!(verdict(&lenient, "S5"), "met");
    assert!(line(&lenient, "S5").facts.iter().all(|fact| fact.stale));
    let strict = Options { strict_currency: true, ..options() };
    let (strict, _) = report(&texts, "2028-06-01", Language::De, &strict);
    assert_eq!((strict.counts.covered, strict.counts.stale, strict.counts.missing()), (0, 90, 90));
    assert_eq!(verdict(&strict, "S5"), "not-met");
    // Rules that look at no cell do not age.
    assert_eq!(verdict(&strict, "S8"), "met");
    // Within the interval nothing is stale, and without intervals nothing ever is.
    assert_eq!(audit(&texts, "2027-03-01").counts.stale, 0);
    let mut without = texts;
    without.settings = Some(("lotse.toml".to_owned(), "format = 1\n".to_owned()));
    assert_eq!(audit(&without, "2040-01-01").counts.stale, 0);
}

proptest! {
    #[test]
    fn a_sample_is_a_stable_subset(population in 0_usize..5000, size in 0_usize..60, seed: u64) {
        let drawn = draw(population, size, seed);
        prop_assert_eq!(drawn.len(), size.min(population));
        prop_assert!(drawn.windows(2).all(|pair| pair[0] < pair[1]));
        prop_assert!(drawn.iter().all(|place| *place < population));
        prop_assert_eq!(drawn, draw(population, size, seed));
    }
}

#[test]
fn sampled_claims_are_among_all_claims() {
    let texts = texts("states");
    let claims = |sample, seed| {
        let options = Options { sample, seed, ..options() };
        report(&texts, "2027-07-01", Language::De, &options).0.sample
    };
    let all = claims(100_000, 1);
    assert_eq!((all.claims.len(), all.population), (147, 147));
    let numbers: BTreeSet<usize> = all.claims.iter().map(|claim| claim.number).collect();
    assert_eq!(numbers, (1..=147).collect());
    let some = claims(25, 7);
    assert_eq!(some.claims.len(), 25);
    assert!(some.claims.iter().all(|claim| all.claims.contains(claim)));
    assert_eq!(some, claims(25, 7));
    assert_ne!(some.claims, claims(25, 8).claims);
}

#[cfg(feature = "office")]
#[test]
fn exits_of_audit_and_coverage() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let place = folder();
    let run = |arguments: &[&str]| lotse(root, arguments);
    let on = ["--on", "2027-07-01"];
    // 0: done, whatever was found.
    for command in ["audit", "coverage"] {
        for more in [&[][..], &["--strict-currency"][..], &["--format", "json"][..]] {
            let done = run(&[&[command, "states"][..], &on[..], more].concat());
            assert_eq!((done.code, done.stderr.as_str()), (0, ""), "{command} {more:?}");
        }
    }
    for form in ["text", "md", "html"] {
        let done = run(&["audit", "states", "--on", "2027-07-01", "--format", form]);
        assert!(done.code == 0 && !done.stdout.is_empty(), "{form}");
    }
    let out = place.path().join("out");
    let out = out.to_str().unwrap();
    for _ in 0..2 {
        let done = run(&["audit", "states", "--on", "2027-07-01", "--out", out]);
        assert_eq!((done.code, done.stdout.lines().count()), (0, 4), "{}", done.stderr);
    }
    write(place.path(), &[("out/pruefbericht.md", "von Hand\n")]);
    let kept = run(&["audit", "states", "--on", "2027-07-01", "--out", out]);
    assert!(kept.code == 0 && kept.stderr.contains("pruefbericht.md"), "{}", kept.stderr);
    let file = place.path().join("bericht.odt");
    assert_eq!(run(&["audit", "states", "-o", file.to_str().unwrap()]).code, 0);
    assert!(std::fs::read(&file).unwrap().starts_with(b"PK"));
    // 2: not done.
    let broken = place.path().join("out/pruefbericht.md/x.md");
    for arguments in [
        &["audit", "nirgends"][..],
        &["coverage", "nirgends"][..],
        &["audit", "states", "--format", "odt"][..],
        &["audit", "states", "--format", "md,json"][..],
        &["audit", "states", "-o", "bericht.unbekannt"][..],
        &["audit", "states", "-o", "a.md", "--out", "b"][..],
        &["audit", "states", "--seed", "sieben"][..],
        &["audit", "states", "--format", "pdf"][..],
        &["coverage", "states", "--format", "pdf"][..],
        &["coverage", "states", "--on", "gestern"][..],
        &["audit", "states", "-o", broken.to_str().unwrap()][..],
    ] {
        let done = run(arguments);
        assert_eq!((done.code, done.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(!done.stderr.is_empty(), "{arguments:?}");
    }
    // A template of one's own that asks for what is not there.
    write(
        place.path(),
        &[
            ("w/lotse.toml", "format = 1\n"),
            ("w/a.toml", "[state]\ncode = \"NI\"\n"),
            ("w/templates/de/audit.md", "{{ nichts }}\n"),
        ],
    );
    let own = lotse(&place.path().join("w"), &["audit", "--format", "md"]);
    assert_eq!(own.code, 2);
    assert!(own.stderr.contains("templates/de/audit.md:1"), "{}", own.stderr);
}

#[cfg(feature = "office")]
#[test]
fn the_tables_go_into_spreadsheets() {
    let out = folder();
    let at = |name: &str| out.path().join(name).display().to_string();
    let run = |arguments: &[&str]| {
        lotse(
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")),
            &[&["audit", "states", "--on", "2027-07-01"], arguments].concat(),
        )
    };
    for name in ["a.ods", "a.xlsx"] {
        assert_eq!(run(&["-o", &at(name)]).code, 0);
        assert_eq!(&std::fs::read(at(name)).unwrap()[..2], b"PK", "{name}");
    }
    let refused = run(&["--format", "csv"]);
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains("--out ORDNER"), "{}", refused.stderr);
    let done = run(&["--format", "csv", "--out", &at("tables")]);
    assert_eq!(done.code, 0, "{}", done.stderr);
    let open = std::fs::read_to_string(at("tables/pruefbericht/4-offene-befunde.csv")).unwrap();
    assert!(open.contains("L203") && open.contains("ni/support.toml:105"), "{open}");
}

#[test]
fn the_checksums_are_those_of_the_files() {
    // The published value of the empty message, so that the function is the one it claims to be.
    assert!(lotse::cli::output::checksum(b"").starts_with("e3b0c44298fc1c149afbf4c8996fb924"));
    let place = folder();
    write(
        place.path(),
        &[
            ("lotse.toml", "format = 1\n"),
            ("a.toml", "[state]\r\ncode = \"NI\" # ä\r\n"),
            ("register.csv", &std::fs::read_to_string("docs/beispiele/liste/register.csv").unwrap()),
            ("templates/profiles/p.toml", "format = 1\n"),
            ("templates/de/index.md", "# x\n"),
        ],
    );
    let done = lotse(place.path(), &["audit", "--format", "json", "--on", "2027-01-01"]);
    assert_eq!(done.code, 0, "{}", done.stderr);
    let json: serde_json::Value = serde_json::from_str(&done.stdout).unwrap();
    let inputs = json["basis"]["inputs"].as_array().unwrap();
    let paths: Vec<&str> = inputs.iter().map(|file| file["path"].as_str().unwrap()).collect();
    assert_eq!(
        paths,
        ["a.toml", "lotse.toml", "register.csv", "templates/de/index.md", "templates/profiles/p.toml"]
    );
    for file in inputs {
        let bytes = std::fs::read(place.path().join(file["path"].as_str().unwrap())).unwrap();
        assert_eq!(file["sha256"], lotse::cli::output::checksum(&bytes).as_str());
    }
    assert_eq!(json["denominator"]["from"], "register");
    let again = lotse(place.path(), &["audit", "--format", "json", "--on", "2027-01-01"]);
    assert_eq!(done.stdout, again.stdout);
}
