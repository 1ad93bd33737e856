//! Every document of the example workspaces in every language and form; what people see of two of them; hostile names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use lotse::render::form::Form;
use lotse::render::pages::Pages;
use lotse::render::template::Templates;
use lotse::render::tree::{self, Block, Item};
use lotse::text::Language;
use lotse::time::parse_date;
use lotse::view::DOCUMENTS;
use lotse::view::document::{Document, Readership};
use lotse::view::documents::Selection;
use lotse::view::scene::Scene;
use lotse::workspace::{Texts, Workspace};
use sha2::Digest as _;

/// The files of an example workspace.
pub fn texts(folder: &str) -> Texts {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files = Vec::new();
    let mut waiting = vec![root.clone()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.join("lotse.toml").exists() {
                waiting.push(path);
            } else if path.extension().is_some_and(|ending| ending == "toml") && !path.ends_with("lotse.toml")
            {
                let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                files.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files.sort();
    let settings = fs::read_to_string(root.join("lotse.toml")).unwrap();
    Texts { settings: Some(("lotse.toml".to_owned(), settings)), files, ..Texts::default() }
}

/// Calls `check` with every document: its Markdown and its page.
fn every(
    texts: &Texts,
    on: &str,
    language: Language,
    mut check: impl FnMut(&Document, &str, &str, &[(String, Vec<u8>)]),
) {
    let workspace = Workspace::read_with(texts.clone(), &lotse::work::Alone);
    let table = workspace.table();
    let on = parse_date(on).unwrap();
    let judgement = workspace.judge(&table, on);
    let scene = Scene::new(&workspace, &table, &judgement, on, language);
    let templates = Templates::new(&[]);
    let pages = Pages::new(&scene, &templates);
    let forms: BTreeSet<Form> = Form::ALL.into();
    for document in lotse::view::documents::documents(&scene, &Selection::default()) {
        let files =
            pages.files(&document, &forms).unwrap_or_else(|problem| panic!("{}: {problem:?}", document.stem));
        let text = |ending: &str| {
            let (_, bytes) = files.iter().find(|(path, _)| path.ends_with(ending)).unwrap();
            String::from_utf8(bytes.clone()).unwrap()
        };
        check(&document, &text(".md"), &text(".html"), &files);
    }
}

/// The words of a tree, in order.
pub fn words(blocks: &[Block]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for block in blocks {
        match block {
            Block::Heading(_, _, content) | Block::Paragraph(content) => {
                out.extend(split(&tree::plain(content)));
            }
            Block::Table(head, rows) => {
                for cell in head.iter().chain(rows.iter().flatten()) {
                    out.extend(split(&tree::plain(cell)));
                }
            }
            Block::Code(text) => out.extend(split(text)),
            Block::List(_, items) => {
                for Item { blocks, .. } in items {
                    out.extend(words(blocks));
                }
            }
            Block::Quote(inner) => out.extend(words(inner)),
            Block::Rule => {}
        }
    }
    out
}

fn split(text: &str) -> Vec<String> {
    text.split_whitespace().map(ToOwned::to_owned).collect()
}

/// The words of a page's main part, without the search and what only screen readers hear of a tick.
pub fn page_words(page: &str) -> Vec<String> {
    let main = page.split("<main id=\"inhalt\">").nth(1).unwrap().split("</main>").next().unwrap();
    let mut text = String::new();
    let mut main = main.to_owned();
    if let Some((before, after)) = main.split_once("<form") {
        main = format!("{before}{}", after.split_once("</form>").unwrap().1);
    }
    while let Some((before, after)) = main.split_once("<div class=\"picture\"") {
        let alternative = after.split("aria-label=\"").nth(1).unwrap().split('"').next().unwrap();
        main = format!("{before}<p>{alternative}</p>{}", after.split_once("</div>").unwrap().1);
    }
    let mut rest = main.as_str();
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, following) = after.split_once('>').unwrap();
        rest = following;
        if tag.starts_with("span class=") {
            rest = rest.split_once("</span>").unwrap().1;
        } else if !["a ", "/a", "em", "/em", "strong", "/strong", "span", "/span"]
            .iter()
            .any(|inline| tag.starts_with(inline))
        {
            text.push(' ');
        }
    }
    text.push_str(rest);
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    split(&text.replace("&amp;", "&"))
}

/// The words of an OpenDocument text.
pub fn office_words(bytes: &[u8]) -> Vec<String> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    assert_eq!(archive.by_index(0).unwrap().name().unwrap(), "mimetype");
    let mut xml = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("content.xml").unwrap(), &mut xml).unwrap();
    let mut text = String::new();
    let mut rest = xml.split_once("<office:text>").unwrap().1;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, following) = after.split_once('>').unwrap();
        rest = following;
        if tag == "svg:desc" {
            rest = rest.split_once("</svg:desc>").unwrap().1;
        } else if !["text:span", "/text:span", "text:a ", "/text:a"]
            .iter()
            .any(|inline| tag.starts_with(inline))
        {
            text.push(' ');
        }
    }
    for (name, c) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
        text = text.replace(name, c);
    }
    split(&text.replace(['☑', '☐'], " "))
}

#[test]
fn every_document_says_the_same_in_every_form() {
    for (folder, on) in
        [("states", "2026-11-24"), ("states", "2028-03-01"), ("states/examples/complete", "2027-03-01")]
    {
        let texts = texts(folder);
        for language in Language::ALL {
            let mut kinds = BTreeSet::new();
            let mut stems = BTreeSet::new();
            every(&texts, on, language, |document, markdown, page, files| {
                let tree = tree::parse(markdown);
                assert_eq!(words(&tree), page_words(page), "{folder} {} {language}", document.stem);
                for (_, bytes) in files
                    .iter()
                    .filter(|(path, _)| Path::new(path).extension().is_some_and(|end| end == "odt"))
                {
                    assert_eq!(words(&tree), office_words(bytes), "{folder} {} {language}", document.stem);
                }
                assert!(page.contains(&format!("<html lang=\"{language}\">")));
                let example = if language == Language::De { "Beispiel" } else { "Example" };
                assert!(markdown.contains(&format!("*{example}:*")), "{}", document.stem);
                let levels: Vec<u8> = tree
                    .iter()
                    .filter_map(
                        |block| if let Block::Heading(level, ..) = block { Some(*level) } else { None },
                    )
                    .collect();
                assert_eq!(levels.first(), Some(&1), "{}", document.stem);
                assert!(levels.iter().skip(1).all(|level| *level > 1), "{}", document.stem);
                assert!(
                    levels.windows(2).all(|pair| pair[1] <= pair[0] + 1),
                    "{}: {levels:?}",
                    document.stem
                );
                kinds.insert(document.kind.id);
                assert!(stems.insert(document.stem.to_lowercase()), "twice: {}", document.stem);
            });
            // Where every Kommune has agreed where its feedback goes, nobody gets a letter.
            let complete = folder.ends_with("complete");
            let all = DOCUMENTS.into_iter().map(|kind| kind.id);
            let expected: BTreeSet<&str> = all.filter(|id| *id != "letter" || !complete).collect();
            assert_eq!(kinds, expected);
        }
    }
}

#[test]
fn every_link_between_documents_leads_somewhere() {
    let texts = texts("states");
    let (mut there, mut links) = (BTreeSet::new(), Vec::new());
    every(&texts, "2026-11-24", Language::De, |document, markdown, page, files| {
        there.extend(files.iter().map(|(path, _)| path.clone()));
        for (text, ending, mark) in [(markdown, "md", "]("), (page, "html", "href=\"")] {
            for after in text.split(mark).skip(1) {
                let address = after.split([')', '"']).next().unwrap();
                if !address.contains(':') && !address.starts_with('#') {
                    links.push((format!("{}.{ending}", document.stem), address.to_owned()));
                }
            }
        }
    });
    assert!(links.len() > 100);
    for (from, to) in links {
        let mut parts: Vec<&str> = from.split('/').collect();
        parts.pop();
        for part in to.split('/') {
            if part == ".." {
                parts.pop();
            } else {
                parts.push(part);
            }
        }
        assert!(there.contains(&parts.join("/")), "{from} links {to}");
    }
}

#[test]
fn the_page_of_juist() {
    every(&texts("states"), "2026-11-24", Language::De, |document, markdown, _, _| {
        if document.kind.id == "municipality" && document.stem.ends_with("-juist") {
            let mut lines = markdown.lines().filter(|line| !line.is_empty());
            lines.next();
            let first = lines.next().unwrap();
            assert!(first.contains("zuständig für Eheschließung"), "{first}");
            assert!(
                first.contains(
                    "Für **Unterhaltsvorschuss Online** ist zuständig: **Jugendamt Landkreis Aurich"
                )
            );
            insta::assert_snapshot!("juist", markdown);
        }
    });
}

#[test]
fn the_communication_paths_of_the_complete_example() {
    every(&texts("states/examples/complete"), "2027-03-01", Language::De, |document, markdown, _, _| {
        if document.stem == "sl/kommunikationswege" {
            insta::assert_snapshot!("communication_paths_complete", markdown);
        }
    });
}

#[test]
fn internal_mailboxes_never_reach_citizens() {
    let texts = texts("states");
    every(&texts, "2026-11-24", Language::De, |document, markdown, _, _| {
        if document.kind.id == "municipality" {
            let part = markdown.split("## Wen fragen Bürgerinnen und Bürger?").nth(1).unwrap();
            let part = part.split("\n## ").next().unwrap();
            assert!(!part.contains("support@servicecenter"), "{}", document.stem);
        }
    });
}

#[test]
fn hostile_names_come_out_harmless() {
    let hostile = [
        "<script>alert(1)</script>",
        "a | b | c",
        "=1+1",
        "`code` **fett** _kursiv_",
        "x](javascript:alert(1))",
        "![x](https://evil.example/p.png)",
        "# Titel",
        "1. Liste",
        "- [x] erledigt",
        "{{ frame.on }} {% raw %}",
        "&lt;b&gt; txt",
    ];
    for name in hostile {
        let mut texts = texts("states");
        for (_, text) in &mut texts.files {
            let quoted = serde_json::to_string(name).unwrap();
            *text = text
                .replace("\"Inselgemeinde Juist\"", &quoted)
                .replace("\"Standesamt Inselgemeinde Juist (Beispiel)\"", &quoted)
                .replace("\"Störung bestätigt\"", &quoted);
        }
        let mut seen = false;
        every(&texts, "2026-11-24", Language::De, |document, markdown, page, _| {
            // Our own script is on the overview alone; there the page's policy knows it by its hash.
            let own = format!("<script>{}</script>", lotse::render::html::SEARCH);
            assert_eq!(page.contains(&own), document.stem == "index");
            let others = page.replacen(&own, "", 1);
            assert!(!others.contains("<script") && !page.contains("<b>"), "{name}");
            assert!(!page.contains("href=\"javascript") && !page.contains("evil.example/p.png\""), "{name}");
            let tree = tree::parse(markdown);
            assert_eq!(words(&tree), page_words(page), "{name}");
            if document.stem.contains("034520013013") {
                assert!(
                    document.stem.is_ascii() && !document.stem.contains(['<', '|', ' ']),
                    "{}",
                    document.stem
                );
                let title = tree::title(&tree).unwrap();
                match document.kind.id {
                    "place-checklist" => return assert_eq!(title, format!("Checkliste: {name}")),
                    "collection" => return assert_eq!(title, format!("Datenabfrage: {name}")),
                    _ => {}
                }
                assert_eq!(title, format!("{name}: Wen fragen, wem melden?"));
                let cells = tree.iter().filter_map(|block| match block {
                    Block::Table(head, rows) => Some((head.len(), rows)),
                    _ => None,
                });
                for (columns, rows) in cells {
                    assert!(rows.iter().all(|row| row.len() == columns), "{name}");
                    seen |= rows.iter().flatten().any(|cell| tree::plain(cell).contains(name));
                }
            }
        });
        assert!(seen, "{name} stands in a table");
    }
}

#[test]
fn a_template_error_names_file_line_and_what_is_missing() {
    let own = |text: &str| Templates::new(&[("de/index.md".to_owned(), text.to_owned())]);
    let view = serde_json::json!({ "name": "x" });
    let fails = |text: &str| own(text).markdown("index", Language::De, &view).unwrap_err();
    let missing = fails("# {{ name }}\n\n{{ nmae }}\n");
    assert_eq!((missing.file.as_str(), missing.line), ("templates/de/index.md", Some(3)));
    assert!(missing.message.de.contains("nmae"), "{missing:?}");
    assert_eq!(fails("# x\n{% if %}\n").line, Some(2));
    assert!(
        fails("{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}")
            .message
            .de
            .contains("kein")
    );
    assert!(own("# {{ name }}\n").markdown("index", Language::De, &view).is_ok());
}

#[test]
fn the_policy_of_the_overview_knows_its_script() {
    let digest = sha2::Sha256::digest(lotse::render::html::SEARCH.as_bytes());
    let letters: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']).collect();
    let mut base64 = String::new();
    for three in digest.chunks(3) {
        let bits = three.iter().fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte))
            << (8 * (3 - three.len()));
        for place in 0..=three.len() {
            base64.extend(letters.get(bits >> (18 - 6 * place) & 63));
        }
        base64.extend(std::iter::repeat_n('=', 3 - three.len()));
    }
    assert_eq!(base64, lotse::render::html::SEARCH_HASH);
}

#[test]
fn the_support_concept_follows_the_founding_text_and_shows_gaps() {
    let mut seen = 0;
    every(&texts("states"), "2026-11-24", Language::De, |document, markdown, _, _| {
        if document.kind.id != "concept" {
            return;
        }
        seen += 1;
        let places: Vec<usize> = [
            "## First Level Support",
            "### Langfristige Lösung",
            "### Interimslösung",
            "## Second Level Support",
            "## Third Level Support",
            "## Wissensmanagement",
            "## Die nächsten Schritte des Landes",
            "## Die nächsten Schritte der Kommunen",
        ]
        .iter()
        .map(|heading| markdown.find(&format!("\n{heading}\n")).unwrap())
        .collect();
        assert!(places.is_sorted(), "{}: {places:?}", document.stem);
        if document.stem.starts_with("ni/") {
            assert!(markdown.contains("**Noch keine langfristige Lösung:** Eheschließung, Stadt Leer"));
            let third = markdown.split("## Third Level Support").nth(1).unwrap();
            assert!(third.contains(
                "Zahlungsplattform des Landes (Beispiel) | überall | ab dem Start | **Hier fehlt eine Stelle**"
            ));
            assert!(
                markdown.contains("Third Level für landesspezifische IT: besetzt: **43 von 52**\n"),
                "{markdown}"
            );
        }
    });
    assert_eq!(seen, 2);
}

#[test]
fn the_matrix_fits_a_page_and_tells_who_is_responsible() {
    every(&texts("states"), "2026-11-24", Language::De, |document, markdown, _, _| {
        if document.kind.id != "matrix" {
            return;
        }
        let tree = tree::parse(markdown);
        let tables = tree.iter().filter_map(|block| match block {
            Block::Table(head, rows) => Some((head, rows)),
            _ => None,
        });
        let mut letters = BTreeSet::new();
        for (head, rows) in tables {
            assert!((2..=8).contains(&head.len()), "{}", document.stem);
            for row in rows {
                assert_eq!(row.len(), head.len());
                letters.extend(row.iter().skip(1).map(|cell| tree::plain(cell)));
                let of = |name: &str| {
                    head.iter().position(|cell| tree::plain(cell) == name).map(|at| tree::plain(&row[at]))
                };
                // S3: the provider answers directly, the operating Land is responsible.
                if tree::plain(&row[0]) == "Second Level, technische Fragen zum Onlinedienst" {
                    assert!(of("Dataport").is_none_or(|letters| letters == "D"));
                    assert!(of("Betriebskoordination Bremen").is_none_or(|letters| letters == "V"));
                }
            }
        }
        if document.stem.starts_with("ni/") {
            let all = ["", "B", "D", "I", "V", "V, D"].map(ToOwned::to_owned);
            assert_eq!(letters, BTreeSet::from(all));
            assert!(markdown.contains("**Niemand genannt:** Third Level: Zahlungsplattform"));
        }
    });
}

#[test]
fn forms_are_prefilled_and_letters_go_to_those_without_feedback() {
    let (mut forms, mut letters) = (BTreeSet::new(), BTreeSet::new());
    every(&texts("states"), "2026-11-24", Language::De, |document, markdown, _, _| match document.kind.id {
        "collection" => {
            forms.insert(document.stem.clone());
            assert!(markdown.contains("**Zurück an:**"));
            if document.stem == "ni/datenabfragen/034020000000-emden" {
                assert!(markdown.contains("| Telefon | +49 30 23125 123 | |"));
                assert!(markdown.contains("vor dem 3. Mai 2027"));
            }
        }
        "letter" => {
            letters.insert(document.stem.clone());
            assert!(markdown.contains("keinen Weg für Ihr Feedback"));
            assert!(markdown.contains("(../datenabfragen/03462-wittmund.md)"));
        }
        _ => {}
    });
    assert_eq!(letters, BTreeSet::from(["ni/anschreiben/03462-wittmund".to_owned()]));
    assert!(forms.contains("sh/datenabfrage"), "a Land without any authority has the blank form: {forms:?}");
}

#[test]
fn a_hand_written_passage_stands_in_its_document_and_stays_harmless() {
    let mut texts = texts("states");
    let text = "Bitte **vor Ostern** antworten.\n\n- [ ] Anruf\n- [mehr](https://x.example/a)\n\n# Titel\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1)) ![b](https://evil.example/p.png) {{ frame.on }}";
    let note = |rest: &str| format!("\n[[note]]\n{rest}text = {}\n", serde_json::to_string(text).unwrap());
    let (_, file) = texts.files.iter_mut().find(|(path, _)| path == "ni/state.toml").unwrap();
    file.push_str(&note("document = \"concept\"\n"));
    file.push_str(&note("document = \"municipality\"\nmunicipality = \"03452\"\n"));
    file.push_str(&note("document = \"sheet\"\nservice = \"hb/eheschliessung\"\n"));
    file.push_str(&note("document = \"letter\"\n"));
    let mut seen = BTreeSet::new();
    every(&texts, "2026-11-24", Language::De, |document, markdown, page, _| {
        if document.kind.id != "index" {
            assert!(!page.contains("<script") && !page.contains("javascript:alert"), "{}", document.stem);
        }
        assert!(!page.contains("evil.example"), "{}", document.stem);
        assert_eq!(words(&tree::parse(markdown)), page_words(page), "{}", document.stem);
        if markdown.contains("> *Ergänzung:*") {
            seen.insert(document.stem.clone());
            assert!(markdown.contains("> Bitte **vor Ostern** antworten."), "{markdown}");
            assert!(markdown.contains("> **Titel**"));
            assert!(page.contains("{{ frame.on }}"), "a text is no template");
            assert!(page.contains("<a href=\"https://x.example/a\""));
        }
    });
    assert!(seen.contains("ni/supportkonzept") && seen.contains("ni/anschreiben/03462-wittmund"), "{seen:?}");
    assert!(
        seen.contains("ni/merkblatt-hb-eheschliessung")
            && !seen.contains("ni/merkblatt-hb-unterhaltsvorschuss")
    );
    assert!(seen.contains("ni/kommunen/034520013013-juist"), "inside the Kreis: {seen:?}");
    assert!(!seen.iter().any(|stem| stem.contains("03462") && stem.contains("kommunen")));
    assert!(!seen.contains("sh/supportkonzept"));
}

#[test]
fn a_passage_that_no_document_would_show_is_reported() {
    let head = "[state]\ncode = \"NI\"\n[[note]]\ntext = \"x\"\n";
    let findings = |rest: &str| {
        let files = vec![("ni.toml".to_owned(), format!("{head}{rest}"))];
        Workspace::read_with(Texts { files, ..Texts::default() }, &lotse::work::Alone).problems.len()
    };
    let base = findings("document = \"municipality\"\nmunicipality = \"03452\"\n");
    assert_eq!(findings("document = \"concept\"\nmunicipality = \"03452\"\n"), base + 1);
    assert_eq!(findings("document = \"conzept\"\n"), base + 1);
    assert_eq!(findings("document = \"concept\"\n"), base);
}

#[test]
fn the_call_list_tells_what_changed_within_a_week() {
    let changes = |on: &str| {
        let mut found = String::new();
        every(&texts("states"), on, Language::De, |document, markdown, _, _| {
            if document.stem == "ni/anrufliste" {
                let part = markdown.split("## Was hat sich seit letzter Woche geändert?").nth(1).unwrap();
                part.split("[Zur Übersicht]").next().unwrap().clone_into(&mut found);
            }
        });
        found
    };
    let line =
        "- **Kommunikationswege etabliert** (2. November 2026): Abstimmung, Ankündigung von Änderungen,";
    assert!(changes("2026-11-08").contains(line), "{}", changes("2026-11-08"));
    assert!(!changes("2026-11-09").contains(line));
    assert!(changes("2026-11-24").contains("ist nichts eingetragen"));
}

#[test]
fn documents_are_chosen_by_whom_they_are_for() {
    let workspace = Workspace::read_with(texts("states"), &lotse::work::Alone);
    let table = workspace.table();
    let on = parse_date("2026-11-24").unwrap();
    let judgement = workspace.judge(&table, on);
    let scene = Scene::new(&workspace, &table, &judgement, on, Language::De);
    let kinds = |addressees: Vec<Readership>| -> BTreeSet<&'static str> {
        let selection = Selection { addressees, ..Selection::default() };
        lotse::view::documents::documents(&scene, &selection)
            .into_iter()
            .map(|document| document.kind.id)
            .collect()
    };
    assert_eq!(kinds(vec![Readership::Operator]), BTreeSet::from(["couse", "distribution", "index"]));
    assert_eq!(kinds(vec![Readership::FirstLevel]), BTreeSet::from(["sheet", "index"]));
    let everybody =
        [Readership::State, Readership::Municipality, Readership::FirstLevel, Readership::Operator].to_vec();
    assert_eq!(kinds(everybody), kinds(Vec::new()));
}

/// Adds the names below a value: what it is, and whether it may be nothing.
fn names(at: &str, value: &serde_json::Value, found: &mut BTreeMap<String, (&'static str, bool)>) {
    use serde_json::Value;
    let mut leaf = |what: &'static str, nothing: bool| {
        let entry = found.entry(at.to_owned()).or_insert((what, nothing));
        if !what.is_empty() {
            entry.0 = what;
        }
        entry.1 |= nothing;
    };
    match value {
        Value::Null => leaf("", true),
        Value::Bool(_) => leaf("yes-no", false),
        Value::Number(_) => leaf("number", false),
        Value::String(_) => leaf("text", false),
        Value::Array(items) => {
            leaf("list", false);
            for item in items {
                if !item.is_string() {
                    names(&format!("{at}[]"), item, found);
                }
            }
        }
        Value::Object(fields) => {
            for (name, value) in fields {
                let below = if at.is_empty() { name.clone() } else { format!("{at}.{name}") };
                names(&below, value, found);
            }
        }
    }
}

#[test]
fn the_names_that_templates_see_are_listed() {
    let mut found: BTreeMap<&str, BTreeMap<String, (&str, bool)>> = BTreeMap::new();
    for (folder, on) in [
        ("states", "2026-11-24"),
        ("states", "2026-11-06"),
        ("states", "2028-03-01"),
        ("states/examples/complete", "2027-03-01"),
    ] {
        let workspace =
            Workspace::read_with(crate::persons::with_persons(texts(folder)), &lotse::work::Alone);
        let table = workspace.table();
        let on = parse_date(on).unwrap();
        let judgement = workspace.judge(&table, on);
        let scene = Scene::new(&workspace, &table, &judgement, on, Language::De).internal(true);
        let templates = Templates::new(&[]);
        let pages = Pages::new(&scene, &templates);
        for document in lotse::view::documents::documents(&scene, &Selection::default()) {
            let pictures = document.pictures(&scene);
            let view = serde_json::to_value(pages.view(&document, &pictures)).unwrap();
            names("", &view, found.entry(document.kind.id).or_default());
        }
    }
    let mut text = String::new();
    for kind in DOCUMENTS {
        let all = &found[kind.id];
        for (name, (what, nothing)) in all {
            // A list of things is told by the names of what is in them, a thing by its own.
            let inner = [format!("{name}[]"), format!("{name}.")];
            if all.keys().any(|other| inner.iter().any(|inner| other.starts_with(inner))) {
                continue;
            }
            let what = if what.is_empty() { "text" } else { what };
            let mark = if *nothing { "?" } else { "" };
            let line = [kind.id, "\t", name, "\t", what, mark, "\n"].concat();
            text.push_str(&line);
        }
    }
    crate::format::committed("templates/variables.txt", &text);
    crate::format::committed("docs/dokumente.md", &lotse::render::documents::reference(&text));
}
