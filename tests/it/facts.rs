//! No form of a document invents or drops anything. The facts come from the data behind it, not from one of the forms:
//! names, numbers, addresses, days. What a form shows of them, every other form shows; and what looks like a number, an
//! address or a day in a form stands in the data.

use std::collections::{BTreeMap, BTreeSet};

use lotse::render::form::Form;
use lotse::render::pages::Pages;
use lotse::render::tables::lines;
use lotse::render::template::Templates;
use lotse::render::tree::{self, Block};
use lotse::text::Language;
use lotse::time::{format_date, iso, parse_date, read_date};
use lotse::view::documents::Selection;
use lotse::view::scene::Scene;
use lotse::workspace::Workspace;

use crate::documents::{office_words, page_words, texts, words};

/// All texts of a view, in any depth.
fn leaves(value: &serde_json::Value, found: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::String(text) => {
            found.insert(text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| leaves(item, found)),
        serde_json::Value::Object(fields) => fields.values().for_each(|value| leaves(value, found)),
        _ => {}
    }
}

/// E-mail addresses, phone numbers and days in a text.
fn claims(text: &str, language: Language) -> BTreeSet<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '+').to_owned();
    let mut found = BTreeSet::new();
    for (at, word) in words.iter().enumerate() {
        if word.contains('@') {
            found.insert(bare(word));
        }
        if word.trim_start_matches('(').starts_with("+49") {
            let digits = words[at + 1..]
                .iter()
                // Numbers of the examples have four parts; the next cell may begin with a figure.
                .take(3)
                .take_while(|word| bare(word).bytes().all(|b| b.is_ascii_digit()) && !bare(word).is_empty());
            let mut number = vec![bare(word)];
            for part in digits {
                number.push(bare(part));
                if *part != bare(part) {
                    break;
                }
            }
            found.insert(number.join(" "));
        }
        if let Some(three) = words.get(at..at + 3) {
            let day =
                [three[0].trim_start_matches('(').to_owned(), three[1].to_owned(), bare(three[2])].join(" ");
            if read_date(&day, language).is_some() {
                found.insert(day);
            }
        }
    }
    found
}

/// Whether a text contains a fact as whole words.
fn has(text: &str, fact: &str) -> bool {
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(fact).any(|(at, _)| {
        !inside(text[..at].chars().next_back()) && !inside(text[at + fact.len()..].chars().next())
    })
}

/// The cells of all tables and the steps, as the tree has them, and their number.
fn cells(blocks: &[Block], found: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Table(_, rows) => found.extend(rows.iter().flatten().map(|cell| lines(cell))),
            Block::Quote(inner) => cells(inner, found),
            _ => {}
        }
    }
}

/// The cells of a CSV file, without its heading.
fn csv_cells(text: &str) -> Vec<String> {
    let (mut fields, mut field, mut quoted, mut first) = (Vec::new(), String::new(), false, 0);
    let mut letters = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                field.push('"');
            }
            '"' => quoted = !quoted,
            ';' if !quoted => fields.push(std::mem::take(&mut field)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                fields.push(std::mem::take(&mut field));
                if first == 0 {
                    first = fields.len();
                }
            }
            c => field.push(c),
        }
    }
    // An apostrophe keeps a spreadsheet from calculating.
    let bare = |field: String| field.strip_prefix('\'').map_or(field.clone(), ToOwned::to_owned);
    fields.into_iter().skip(first).map(bare).collect()
}

/// The texts between tags of one part of an office file.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut xml = String::new();
    std::io::Read::read_to_string(&mut archive.by_name(name).unwrap(), &mut xml).unwrap();
    let xml = xml.replace("</text:p><text:p>", "\n").replace("&#10;", "\n");
    let mut out = String::new();
    let mut rest = xml.as_str();
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        out.push('\u{1f}');
        rest = after.split_once('>').unwrap().1;
    }
    for (code, c) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")] {
        out = out.replace(code, c);
    }
    out
}

/// A cell as a spreadsheet writes it.
fn written(cell: &str, language: Language) -> String {
    read_date(cell, language).map_or_else(|| cell.to_owned(), iso)
}

#[cfg(feature = "office")]
#[test]
fn no_form_invents_or_drops_anything() {
    let mut total = BTreeMap::new();
    for (folder, on) in [("states", "2027-03-15"), ("states/examples/complete", "2027-03-01")] {
        for language in Language::ALL {
            check(folder, on, language, &mut total);
        }
    }
    // A test over nothing would hold too.
    for (what, least) in [("facts", 2_000), ("claims", 1_000), ("cells", 2_000)] {
        assert!(total[what] > least, "{total:?}");
    }
}

fn check(folder: &str, on: &str, language: Language, total: &mut BTreeMap<&'static str, usize>) {
    let workspace = Workspace::read_with(texts(folder), &lotse::work::Alone);
    let table = workspace.table();
    let on = parse_date(on).unwrap();
    let judgement = workspace.judge(&table, on);
    let scene = Scene::new(&workspace, &table, &judgement, on, language);
    let templates = Templates::new(&[]);
    let pages = Pages::new(&scene, &templates);
    let forms: BTreeSet<Form> = Form::ALL.into();
    for document in lotse::view::documents::documents(&scene, &Selection::default()) {
        let pictures = document.pictures(&scene);
        let mut facts = BTreeSet::new();
        leaves(&serde_json::to_value(pages.view(&document, &pictures)).unwrap(), &mut facts);
        facts.retain(|fact| fact.chars().count() > 3);
        let files = pages.files(&document, &forms).unwrap();
        let file = |ending: &str| {
            files
                .iter()
                .find(|(path, _)| *path == format!("{}.{ending}", document.stem))
                .map(|(_, bytes)| bytes)
        };
        let text = |ending: &str| String::from_utf8(file(ending).unwrap().clone()).unwrap();
        let tree = tree::parse(&text("md"));
        let said = [
            ("md", words(&tree).join(" ")),
            ("html", page_words(&text("html")).join(" ")),
            ("odt", office_words(file("odt").unwrap()).join(" ")),
        ];
        let stem = &document.stem;
        for fact in &facts {
            let shown: Vec<&str> =
                said.iter().filter(|(_, said)| has(said, fact)).map(|(form, _)| *form).collect();
            assert!(shown.is_empty() || shown.len() == 3, "{stem}: \"{fact}\" only in {shown:?}");
            *total.entry("facts").or_default() += usize::from(!shown.is_empty());
        }
        let today = format_date(on, language);
        for (form, said) in &said {
            for claim in claims(said, language) {
                let known = claim == today || facts.iter().any(|fact| has(fact, &claim));
                assert!(known, "{stem}.{form} invents \"{claim}\"");
                *total.entry("claims").or_default() += 1;
            }
        }
        tables(&tree, &files, (stem, language), total);
    }
}

/// The cells of the tables are those of the document, in every form that holds tables.
fn tables(
    tree: &[Block],
    files: &[(String, Vec<u8>)],
    (stem, language): (&str, Language),
    total: &mut BTreeMap<&'static str, usize>,
) {
    let mut wanted = Vec::new();
    cells(tree, &mut wanted);
    let wanted: Vec<String> =
        wanted.iter().filter(|cell| !cell.is_empty()).map(|cell| written(cell, language)).collect();
    *total.entry("cells").or_default() += wanted.len();
    let mut csv: Vec<String> = Vec::new();
    for (path, bytes) in files {
        if path.starts_with(&format!("{stem}/")) && path.rsplit('.').next() == Some("csv") {
            csv.extend(csv_cells(&String::from_utf8(bytes.clone()).unwrap()));
        }
    }
    let of = |ending: &str| files.iter().find(|(path, _)| *path == format!("{stem}.{ending}"));
    let ods = of("ods").map(|(_, bytes)| part(bytes, "content.xml")).unwrap_or_default();
    let xlsx = of("xlsx").map(|(_, bytes)| part(bytes, "xl/sharedStrings.xml")).unwrap_or_default();
    for cell in wanted {
        let at = csv.iter().position(|other| *other == cell);
        assert!(at.is_some(), "{stem}: \"{cell}\" is missing in CSV: {csv:?}");
        csv.swap_remove(at.unwrap());
        // Days and numbers are values there, not texts.
        let value = parse_date(&cell).is_some() || cell.bytes().all(|byte| byte.is_ascii_digit());
        let inside = |text: &str| text.split('\u{1f}').any(|part| part == cell.trim());
        assert!(value || inside(&ods), "{stem}: \"{cell}\" is missing in ODS");
        assert!(value || inside(&xlsx), "{stem}: \"{cell}\" is missing in XLSX");
    }
    // What is left are steps, ticks, and from which part a row comes: words of the document itself.
    let document = words(tree).join(" ");
    for cell in csv.iter().filter(|cell| !["☑", "☐", ""].contains(&cell.as_str())) {
        for line in cell.split(['\n', '·']) {
            let line = line.trim_start_matches("– ").split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(document.contains(&line), "{stem}: CSV invents \"{line}\"");
        }
    }
}
