//! The readers on the shipped example: they understand each text, a lie in any of them is seen, and what they do not understand
//! they do not pass over.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::panic::catch_unwind;
use std::path::Path;
use std::sync::LazyLock;

use super::super::facts::{Aspect, Claim, Output, agree};
use super::super::rendered::{Names, Rendered};
use super::blocks::{Block, blocks};
use super::read;
use crate::run::{folder, lotse};

const ON: &str = "2027-01-15";

/// A lie: where, the truth, what stands there instead, and which claims must change.
type Lie = (&'static str, (&'static str, &'static str), fn(&Aspect) -> bool);

/// The example as the program writes it, and its names.
static SHIPPED: LazyLock<(Vec<Rendered>, Names)> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let out = folder();
    let target = out.path().join("out");
    lotse(root, &["docs", "states", "--on", ON, "--format", "md,html", "--out", target.to_str().unwrap()]);
    let mut texts = Vec::new();
    files(&target, &target, &mut texts);
    for (path, arguments) in [
        ("check.json", vec!["check", "states", "--format", "json"]),
        ("plan.json", vec!["plan", "states", "--format", "json"]),
        ("plan.ics", vec!["plan", "states", "--format", "ics"]),
        ("audit.json", vec!["audit", "states", "--format", "json"]),
        ("audit.md", vec!["audit", "states", "--format", "md"]),
        ("diff.json", vec!["diff", "states", "states", "--format", "json"]),
        (
            "route.json",
            vec![
                "route",
                "states",
                "--format",
                "json",
                "--service",
                "hb/unterhaltsvorschuss",
                "--at",
                "03452",
            ],
        ),
    ] {
        let text = lotse(root, &[arguments.as_slice(), &["--on", ON]].concat()).stdout;
        texts.push((path.to_owned(), text));
    }
    let names = names(root, &texts);
    (texts.into_iter().filter_map(|(path, text)| rendered(&path, text)).collect(), names)
});

fn files(root: &Path, folder: &Path, texts: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let shown = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        if path.is_dir() {
            files(root, &path, texts);
        } else if path.extension().is_some_and(|ending| ending == "md" || ending == "html") {
            texts.push((shown, fs::read_to_string(&path).unwrap()));
        }
    }
    texts.sort();
}

/// The names of the files, and the Kommunen as the start page calls them.
fn names(root: &Path, texts: &[(String, String)]) -> Names {
    let mut names = Names::default();
    for state in ["hb", "ni", "sh"] {
        for file in fs::read_dir(root.join("states").join(state)).unwrap() {
            let file: toml::Table = fs::read_to_string(file.unwrap().path()).unwrap().parse().unwrap();
            for (kind, into) in [("organization", &mut names.organizations), ("service", &mut names.services)]
            {
                for record in file.get(kind).and_then(toml::Value::as_array).into_iter().flatten() {
                    let text = |field: &str| record[field].as_str().unwrap().to_owned();
                    into.insert(text("name"), format!("{state}/{}", text("id")));
                }
            }
        }
    }
    for block in blocks("index.md", text_of(texts, "index.md")) {
        if let Block::Item(_, text) = block
            && let Some((name, key)) = text.text.rsplit_once(" (")
            && key.starts_with(|letter: char| letter.is_ascii_digit())
        {
            names.kommunen.insert(name.to_owned(), key.trim_end_matches(')').to_owned());
        }
    }
    names
}

fn text_of<'t>(texts: &'t [(String, String)], path: &str) -> &'t str {
    &texts.iter().find(|(other, _)| other == path).unwrap().1
}

/// What a path is; nothing for documents that no reader reads.
fn rendered(path: &str, text: String) -> Option<Rendered> {
    let stem = path.rsplit_once('.').unwrap().0;
    let name = stem.rsplit('/').next().unwrap();
    let key = || Some(name.split('-').next().unwrap().to_owned());
    let (output, kommune) = match name {
        "index" => (Output::Index, None),
        "check" => (Output::Check, None),
        "plan" => (Output::Plan, None),
        "audit" => (Output::Audit, None),
        "diff" => (Output::Diff, None),
        "route" => (Output::Route, None),
        "supportkonzept" => (Output::Concept, None),
        "kommunikationswege" => (Output::Communication, None),
        "aufgabenverteilung" => (Output::Matrix, None),
        "rollout-checkliste" => (Output::StateChecklist, None),
        "anrufliste" => (Output::CallList, None),
        "verteiler" => (Output::Distribution, None),
        "datenabfrage" => (Output::Form, None),
        _ if stem.contains("/kommunen/") && stem.ends_with("-checkliste") => (Output::PlaceChecklist, key()),
        _ if stem.contains("/kommunen/") => (Output::Page, key()),
        _ if stem.contains("/anschreiben/") => (Output::Letter, key()),
        _ if stem.contains("/datenabfragen/") => (Output::Form, key()),
        _ => return None,
    };
    let state = path.split_once('/').map(|(state, _)| state.to_uppercase());
    Some(Rendered { output, state, kommune, stem: path.to_owned(), text })
}

fn shipped(path: &str) -> &'static Rendered {
    SHIPPED.0.iter().find(|one| one.stem == path).unwrap_or_else(|| panic!("{path} is not written"))
}

fn claims(one: &Rendered) -> BTreeSet<String> {
    read(one, &SHIPPED.1).iter().map(ToString::to_string).collect()
}

/// Guards the small parsers: what stands on a page is what stands in its Markdown, block by block.
#[test]
fn pages_say_what_their_markdown_says() {
    let bare = |path: &str| -> Vec<Block> {
        let mut found = blocks(path, &shipped(path).text);
        for block in &mut found {
            if let Block::Heading(_, text)
            | Block::Paragraph(text)
            | Block::Quote(text)
            | Block::Item(_, text) = block
            {
                text.links.clear();
                text.text = text.text.split_whitespace().collect::<Vec<_>>().join(" ").replace(" - ", " ");
            }
        }
        found.retain(|block| {
            !matches!(block, Block::Paragraph(text) if text.text.starts_with("Stand: ") || text.text.contains("Zur Übersicht"))
        });
        found
    };
    let mut pages = 0;
    for path in
        SHIPPED.0.iter().filter_map(|one| one.stem.strip_suffix(".md")).filter(|path| *path != "audit")
    {
        let (text, page) = (bare(&format!("{path}.md")), bare(&format!("{path}.html")));
        for (one, other) in text.iter().zip(&page) {
            assert_eq!(one, other, "{path}");
        }
        assert_eq!(text.len(), page.len(), "{path}");
        pages += 1;
    }
    assert!(pages > 50, "{pages} documents");
}

/// Guards against a reader that understands nothing, and against one that understands a form of a text only.
#[test]
fn every_text_of_the_example_is_understood() {
    let mut count: BTreeMap<Output, usize> = BTreeMap::new();
    for one in &SHIPPED.0 {
        let told = claims(one);
        *count.entry(one.output).or_default() += told.len();
        if let Some(path) = one.stem.strip_suffix(".md").filter(|path| *path != "audit") {
            assert_eq!(told, claims(shipped(&format!("{path}.html"))), "{path}: Markdown and page");
        }
    }
    assert_eq!(count.len(), 16, "outputs: {count:?}");
    assert!(count.values().all(|count| *count > 0), "an output claims nothing: {count:?}");
}

/// Guards the meaning of claims: facts of the example, read off its files by hand.
#[test]
fn facts_of_the_example() {
    let page = "ni/kommunen/03452-aurich.md";
    let expected = [
        (
            page,
            "Page: NI 03452 hb/unterhaltsvorschuss Answers(\"first\") = Jugendamt Landkreis Aurich (Beispiel)",
        ),
        (page, "Page: NI 03452 hb/unterhaltsvorschuss Answers(\"second/technical-service\") = Dataport"),
        (page, "Page: NI 03452 hb/unterhaltsvorschuss Owes = yes"),
        (page, "Page: NI 03452 hb/eheschliessung Owes = no"),
        (page, "Page: NI 03452 hb/unterhaltsvorschuss Feedback = agreed"),
        (page, "Page: NI 03452 hb/unterhaltsvorschuss Arrival = arrives"),
        (page, "Page: NI 03452 * InterimContact = Koordination Onlinedienste Niedersachsen (Beispiel)"),
        (page, "Page: NI 03452 * Steps(None) = 4/22"),
        ("ni/kommunen/03452-aurich-checkliste.md", "PlaceChecklist: NI 03452 * Steps(None) = 4/22"),
        ("ni/kommunen/03452-aurich-checkliste.md", "PlaceChecklist: NI 03452 * Steps(Some(\"*\")) = open"),
        ("plan.json", "Plan: NI 03452 * Steps(None) = 4/22"),
        ("plan.json", "Plan: NI * * Steps(Some(\"wave:ni:hb/eheschliessung:ehe-1\")) = 6/78"),
        ("plan.ics", "Plan: NI * * Steps(Some(\"wave:ni:hb/eheschliessung:ehe-1\")) = 6/78"),
        ("ni/anschreiben/03462-wittmund.md", "Letter: NI 03462 hb/unterhaltsvorschuss Feedback = missing"),
        ("check.json", "Check: NI 03462 hb/unterhaltsvorschuss Feedback = missing"),
        ("ni/anrufliste.md", "CallList: NI 03462 * Asked(CallList) = yes"),
        ("ni/anrufliste.md", "CallList: NI * * Missing = 3"),
        ("ni/supportkonzept.md", "Concept: NI * * Missing = 3"),
        ("ni/supportkonzept.md", "Concept: NI * * Steps(Some(\"figure:feedback-agreed\")) = 10/11"),
        ("ni/kommunikationswege.md", "Communication: NI * * Missing = 3"),
        ("ni/rollout-checkliste.md", "StateChecklist: NI * * Missing = 3"),
        ("index.md", "Index: NI * * Missing = 3"),
        ("diff.json", "Diff: * * * Steps(Some(\"changed\")) = 0"),
        (
            "route.json",
            "Route: NI 03452 hb/unterhaltsvorschuss Answers(\"second/technical-service\") = Dataport",
        ),
    ];
    for (path, claim) in expected {
        let told = claims(shipped(path));
        assert!(told.contains(claim), "{path} does not say {claim}, but: {told:#?}");
    }
}

/// Guards against readers that mean different things by one claim: what the outputs of the example say of one subject agrees.
#[test]
fn outputs_of_the_example_agree() {
    let mut said: BTreeMap<_, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for one in &SHIPPED.0 {
        for claim in read(one, &SHIPPED.1) {
            let subject = (claim.state, claim.kommune, claim.service, claim.aspect);
            said.entry(subject).or_default().entry(claim.value).or_default().insert(one.stem.clone());
        }
    }
    for ((.., aspect), values) in said.iter().filter(|(_, values)| values.len() > 1) {
        let word = format!("{aspect:?}");
        let all_agree = values.keys().all(|one| values.keys().all(|other| agree(one, other)));
        assert!(all_agree, "{word}: {values:#?}");
    }
}

/// Guards against blind readers: one fact of a text is changed, and a claim of that kind changes.
#[test]
fn a_lie_in_each_output_is_seen() {
    let dataport = ("Dataport", "ekom21");
    let lies: [Lie; 24] = [
        ("ni/kommunen/03452-aurich.md", ("| Dataport |", "| ekom21 |"), |aspect| {
            matches!(aspect, Aspect::Answers(_))
        }),
        ("ni/kommunen/03452-aurich.html", ("<span>Dataport</span>", "<span>ekom21</span>"), |aspect| {
            matches!(aspect, Aspect::Answers(_))
        }),
        (
            "ni/kommunen/03452-aurich.md",
            (
                "vom Start bis zum 30. September 2027 | Jugendamt Landkreis Aurich",
                "vom Start bis zum 30. September 2027 | Jugendamt Landkreis Leer",
            ),
            |aspect| matches!(aspect, Aspect::Answers(_)),
        ),
        ("ni/kommunen/03452-aurich.md", (", abgesprochen am ", ", vom Land angeboten seit "), |aspect| {
            *aspect == Aspect::Feedback
        }),
        (
            "ni/kommunen/03452-aurich.md",
            ("\n## Was ist noch", "\n> **Von dort geht es nicht weiter:** Ein Weg fehlt.\n\n## Was ist noch"),
            |aspect| *aspect == Aspect::Arrival,
        ),
        (
            "ni/kommunen/03452-aurich.md",
            (
                "\n[Zur Übersicht]",
                "\n- [ ] Eine Stelle nennen, die für Fragen zum Support ansprechbar ist.\n\n[Zur Übersicht]",
            ),
            |aspect| matches!(aspect, Aspect::Steps(_)),
        ),
        (
            "ni/kommunen/03452-aurich.md",
            (
                "für beide: **Koordination Onlinedienste Niedersachsen (Beispiel)**",
                "für beide: **Zuständiges Ministerium (Beispiel)**",
            ),
            |aspect| *aspect == Aspect::LongTermContact,
        ),
        (
            "ni/kommunen/034520020020-norderney.md",
            ("zuständig: **Jugendamt Landkreis Aurich", "zuständig: **Jugendamt Landkreis Leer"),
            |aspect| *aspect == Aspect::Competent,
        ),
        ("ni/kommunen/03452-aurich-checkliste.md", ("4 von 22", "22 von 22"), |aspect| {
            *aspect == Aspect::Steps(None)
        }),
        ("ni/kommunen/03452-aurich-checkliste.md", ("- [x] Mit dem Land", "- [ ] Mit dem Land"), |aspect| {
            *aspect == Aspect::Steps(Some("feedback-agreed".to_owned()))
        }),
        ("ni/rollout-checkliste.md", ("- [x] Im Land benennen", "- [ ] Im Land benennen"), |aspect| {
            *aspect == Aspect::Steps(Some("knowledge-owner-named".to_owned()))
        }),
        (
            "ni/anschreiben/03462-wittmund.md",
            ("(Jugendamt Landkreis Wittmund", "(Jugendamt Landkreis Leer"),
            |aspect| *aspect == Aspect::Carries,
        ),
        (
            "ni/datenabfragen/03452-aurich.md",
            ("| Koordination Onlinedienste Niedersachsen (Beispiel), E-Mail |", "| – |"),
            |aspect| *aspect == Aspect::Feedback,
        ),
        ("ni/anrufliste.md", ("| Landkreis Wittmund |", "| Landkreis Leer |"), |aspect| {
            *aspect == Aspect::Asked(Output::CallList)
        }),
        (
            "hb/verteiler.md",
            (
                "Betriebskoordination Bremen | Koordination Onlinedienste Niedersachsen",
                "Betriebskoordination Bremen | Koordination Onlinedienste Schleswig-Holstein",
            ),
            |aspect| matches!(aspect, Aspect::Told(_)),
        ),
        ("ni/supportkonzept.md", ("An 3 Punkten", "An 2 Punkten"), |aspect| *aspect == Aspect::Missing),
        ("ni/supportkonzept.md", ("ankommt: **10 von 11**", "ankommt: **11 von 11**"), |aspect| {
            matches!(aspect, Aspect::Steps(_))
        }),
        ("ni/kommunikationswege.md", ("fehlende Stellen: 2", "fehlende Stellen: 1"), |aspect| {
            *aspect == Aspect::Missing
        }),
        (
            "ni/kommunikationswege.md",
            ("zum Onlinedienst | Dataport |", "zum Onlinedienst | ekom21 |"),
            |aspect| matches!(aspect, Aspect::Answers(_)),
        ),
        ("index.md", ("Hier fehlen 3 Stellen", "Hier fehlen 2 Stellen"), |aspect| *aspect == Aspect::Missing),
        ("check.json", ("NI hb/unterhaltsvorschuss 03462", "NI hb/unterhaltsvorschuss 03452"), |aspect| {
            *aspect == Aspect::Feedback
        }),
        ("plan.ics", ("6 von 78", "7 von 78"), |aspect| matches!(aspect, Aspect::Steps(_))),
        ("diff.json", ("\"files\": 0", "\"files\": 1"), |aspect| matches!(aspect, Aspect::Steps(_))),
        ("route.json", dataport, |aspect| matches!(aspect, Aspect::Answers(_))),
    ];
    for (path, (truth, lie), is_about) in lies {
        let one = shipped(path);
        assert!(one.text.contains(truth), "{path} does not say {truth:?}");
        let lying = Rendered {
            text: one.text.replacen(truth, lie, if path == "route.json" { 99 } else { 1 }),
            ..one.clone()
        };
        let about = |one: &Rendered| -> BTreeSet<Claim> {
            read(one, &SHIPPED.1).into_iter().filter(|claim| is_about(&claim.aspect)).collect()
        };
        assert_ne!(about(one), about(&lying), "{path}: {lie:?} is not seen");
    }
}

/// A lie in data: a field is changed, and the claims change. Guards the readers of the plan, the audit and the matrix.
#[test]
fn a_lie_in_data_is_seen() {
    let changed = |path: &str, lie: &dyn Fn(&str) -> String| {
        let one = shipped(path);
        let lying = Rendered { text: lie(&one.text), ..one.clone() };
        assert_ne!(claims(one), claims(&lying), "{path}");
    };
    changed("plan.json", &|text| text.replacen("\"code\": \"open\"", "\"code\": \"done\"", 1));
    changed("audit.json", &|text| text.replace("\"met\": 0,", "\"met\": 1,"));
    changed("audit.json", &|text| text.replacen("\"result\": \"nowhere\"", "\"result\": \"stops\"", 1));
    changed("audit.md", &|text| text.replace("0/0", "1/1"));
    changed("ni/aufgabenverteilung.md", &|text| {
        text.replace("| Wissensmanagement |  | I |  | V, D |", "| Wissensmanagement |  | I |  | B |")
    });
}

/// Guards against readers that pass over what they do not know.
#[test]
fn a_sentence_of_no_known_kind_stops_the_reader() {
    let strange = [
        ("ni/kommunen/03452-aurich.md", "ist **zuständig für", "kümmert sich um **"),
        ("ni/kommunen/03452-aurich.md", "Erledigt: ", "Getan: "),
        ("ni/kommunen/03452-aurich.md", "| Dataport |", "| Jemand |"),
        (
            "ni/kommunen/03452-aurich.md",
            "\nFeedback zu Unterhaltsvorschuss",
            "\nRückmeldungen zu Unterhaltsvorschuss",
        ),
        ("ni/rollout-checkliste.md", "Vertrag zur Mitnutzung schließen", "Vertrag machen"),
        ("ni/kommunikationswege.md", "**Hier fehlt eine Stelle ab", "**Niemand antwortet ab"),
        ("ni/anrufliste.md", "Mit dem Land absprechen, wohin", "Klären, wohin"),
        ("ni/supportkonzept.md", "An 3 Punkten ist noch keine Stelle genannt", "Drei Stellen fehlen"),
        ("ni/anschreiben/03462-wittmund.md", "ist zuständig für", "betreut"),
        ("index.md", "Hier fehlen 3 Stellen", "Drei Stellen fehlen"),
    ];
    for (path, known, unknown) in strange {
        let one = shipped(path);
        assert!(one.text.contains(known), "{path} does not say {known:?}");
        let strange = Rendered { text: one.text.replacen(known, unknown, 1), ..one.clone() };
        assert!(catch_unwind(|| read(&strange, &SHIPPED.1)).is_err(), "{path}: {unknown:?} is passed over");
    }
}
