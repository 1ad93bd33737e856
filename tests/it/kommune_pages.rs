//! The documents about a Kommune say what is the case, and never contradict each other: its steps, its offices by service, its
//! feedback, who answers, and who follows when a competence ends. Read from the rendered text.

use std::collections::{BTreeMap, BTreeSet};

use lotse::register::csv;
use lotse::render::form::Form;
use lotse::render::pages::Pages;
use lotse::render::template::Templates;
use lotse::text::Language;
use lotse::time::parse_date;
use lotse::view::documents::Selection;
use lotse::view::scene::Scene;
use lotse::workspace::{Texts, Workspace};

use Language::{De, En};

/// All documents as Markdown, by path.
fn docs_of(texts: Texts, on: &str, language: Language) -> BTreeMap<String, String> {
    let workspace = Workspace::read_with(texts, &lotse::work::Alone);
    let table = workspace.table();
    let on = parse_date(on).unwrap();
    let judgement = workspace.judge(&table, on);
    let scene = Scene::new(&workspace, &table, &judgement, on, language);
    let templates = Templates::new(&[]);
    let pages = Pages::new(&scene, &templates);
    let mut found = BTreeMap::new();
    for document in lotse::view::documents::documents(&scene, &Selection::default()) {
        for (path, bytes) in pages.files(&document, &BTreeSet::from([Form::Markdown])).unwrap() {
            if std::path::Path::new(&path).extension().is_some_and(|ending| ending == "md") {
                found.insert(path, String::from_utf8(bytes).unwrap());
            }
        }
    }
    found
}

fn docs(files: &[(&str, &str)], on: &str, language: Language) -> BTreeMap<String, String> {
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    docs_of(Texts { files, ..Texts::default() }, on, language)
}

/// "4 von 22", "4 of 22" after a word.
fn figures(text: &str, word: &str) -> Option<(usize, usize)> {
    let mut words = text.split(word).nth(1)?.split_whitespace();
    let done = words.next()?.parse().ok()?;
    Some((done, words.nth(1)?.parse().ok()?))
}

const OPERATOR: &str = r#"
[state]
code = "HB"
coordination = "koordination"
[[organization]]
id = "koordination"
name = "Koordination Bremen"
kind = "coordination"
channels = [{ kind = "email", address = "k@hb.example" }]
[[service]]
id = "a"
name = "Dienst A"
[[service]]
id = "b"
name = "Dienst B"
"#;

/// A Kreis with an office for each service, and what a test adds.
fn user(more: &str) -> String {
    format!(
        r#"
[state]
code = "NI"
coordination = "koordination"
support-contact = {{ interim = "koordination", long-term = "koordination" }}
[[organization]]
id = "koordination"
name = "Koordination NI"
kind = "coordination"
channels = [{{ kind = "email", address = "k@ni.example" }}]
[[use]]
service = "hb/a"
payment = "none"
[[use]]
service = "hb/b"
payment = "none"
[[organization]]
id = "amt-a"
name = "Jugendamt"
kind = "authority"
municipality = "03462"
competent = [{{ area = ["03462"], services = ["hb/a"] }}]
channels = [{{ kind = "email", address = "a@ni.example" }}]
[[municipality]]
key = "03452"
name = "Landkreis Aurich"
{more}
"#
    )
}

const OFFICE_B: &str = r#"
[[organization]]
id = "amt-b"
name = "Standesamt"
kind = "authority"
municipality = "03462"
competent = [{ area = ["03462"], services = ["hb/b"] }]
channels = [{ kind = "email", address = "b@ni.example" }]
"#;

const KREIS: &str = "[[municipality]]\nkey = \"03462\"\nname = \"Landkreis Wittmund\"\n";

fn page<'d>(documents: &'d BTreeMap<String, String>, key: &str) -> &'d str {
    let is_page = |path: &&String| {
        path.contains(&format!("/{key}"))
            && (path.contains("/kommunen/") || path.contains("/municipalities/"))
            && !path.ends_with("-checkliste.md")
            && !path.ends_with("-checklist.md")
    };
    let path =
        documents.keys().find(is_page).unwrap_or_else(|| panic!("no page of {key}: {:?}", documents.keys()));
    &documents[path]
}

/// Guards against: a page that says all is done, or counts otherwise, beside its checklist.
#[test]
fn page_and_checklist_count_the_same_steps() {
    for (language, word, done, end) in
        [(De, "Erledigt: ", "Alles erledigt", "-checkliste.md"), (En, "Done: ", "All done", "-checklist.md")]
    {
        for on in ["2026-12-01", "2027-06-01", "2028-07-01"] {
            let files = crate::documents::texts("states").files;
            let documents = docs_of(Texts { files, ..Texts::default() }, on, language);
            let mut pairs = 0;
            for (path, checklist) in
                documents.iter().filter(|(path, _)| path.ends_with(end) && path.matches('/').count() == 2)
            {
                let page = &documents[&path.replace(end, ".md")];
                let (have, of) = figures(checklist, word).unwrap();
                if page.contains(word) {
                    pairs += 1;
                    assert_eq!(figures(page, word), Some((have, of)), "{path} on {on}");
                }
                assert!(
                    have == of || !page.contains(done),
                    "{path} on {on}: {have} of {of}, and all is done"
                );
            }
            assert!(pairs > 5, "{pairs} pages on {on}");
        }
    }
}

/// Guards against: one office of a Kommune that is asked for the services of another.
#[test]
fn each_service_has_its_own_office() {
    let feedback_a = "feedback = { to = \"koordination\", channel = \"email\", agreed = 2026-01-01, services = [\"hb/a\"] }\n";
    let path = "[[path]]\npurpose = \"outage\"\nfrom = \"koordination\"\nto = \"municipality\"\nservices = [\"hb/b\"]\nchannel = \"email\"\n";
    let documents = docs(
        &[("hb.toml", OPERATOR), ("ni.toml", &user(&format!("{OFFICE_B}{KREIS}{feedback_a}{path}")))],
        "2027-01-01",
        De,
    );
    // Feedback is missing on service B only.
    let letter = &documents["ni/anschreiben/03462-wittmund.md"];
    assert!(letter.contains("Standesamt") && !letter.contains("Jugendamt"), "{letter}");
    let calls = &documents["ni/anrufliste.md"];
    let row = calls.lines().find(|line| line.contains("Landkreis Wittmund")).unwrap();
    assert!(row.contains("b@ni.example") && !row.contains("a@ni.example"), "{row}");
    let list = &documents["ni/verteiler.md"];
    assert!(list.contains("b@ni.example") && !list.contains("a@ni.example"), "{list}");
    let form = &documents["ni/datenabfragen/03462-wittmund.md"];
    for (office, service) in [("Jugendamt", "Dienst A"), ("Standesamt", "Dienst B")] {
        let part = form.split(&format!("| Name der Behörde | {office} |")).nth(1).unwrap();
        let row = part.lines().find(|line| line.starts_with("| Zuständig für")).unwrap();
        assert!(row.contains(&format!("| {service} |")), "{row}");
    }
}

/// Guards against: an office of the Land that stands in no list because no Kommune carries it.
#[test]
fn the_lands_own_office_stands_in_the_lists() {
    let office = OFFICE_B.replace("municipality = \"03462\"", "carrier = \"land\"");
    let path =
        "[[path]]\npurpose = \"outage\"\nfrom = \"koordination\"\nto = \"@competent\"\nchannel = \"email\"\n";
    let files = user(&format!("{office}{KREIS}{path}"));
    let documents = docs(&[("hb.toml", OPERATOR), ("ni.toml", &files)], "2027-01-01", De);
    let others =
        documents["ni/anrufliste.md"].split("## Wen rufe ich außerdem an?").nth(1).unwrap().to_owned();
    let row = others.lines().find(|line| line.contains("Standesamt")).unwrap();
    assert!(row.contains("Dienst B") && row.contains("b@ni.example"), "{row}");
    assert!(documents["ni/verteiler.md"].contains("b@ni.example"));
    // A path from the competent authority is its own, too.
    let told =
        format!("{files}[[path]]\npurpose = \"feedback\"\nfrom = \"@competent\"\nto = \"koordination\"\n");
    let documents = docs(&[("hb.toml", OPERATOR), ("ni.toml", &told)], "2027-01-01", De);
    assert!(!documents["ni/anrufliste.md"].contains("Wen rufe ich außerdem an?"));
}

/// Guards against: a page that is silent, or content, after the last day of a competence or before its first.
#[test]
fn competences_end_and_begin_with_a_successor() {
    let ended =
        user(KREIS).replace("services = [\"hb/a\"] }]", "services = [\"hb/a\"], until = 2026-06-30 }]");
    let documents = docs(&[("hb.toml", OPERATOR), ("ni.toml", &ended)], "2027-01-01", De);
    let text = page(&documents, "03462");
    assert!(
        text.contains("Bis 30. Juni 2026 war der Landkreis Wittmund zuständig für **Dienst A**"),
        "{text}"
    );
    assert!(text.contains("Seitdem ist **niemand** zuständig") && !text.contains("Alles erledigt"), "{text}");
    let next = format!(
        "{ended}[[organization]]\nid = \"neu\"\nname = \"Amt Aurich\"\nkind = \"authority\"\nmunicipality = \"03452\"\n\
         competent = [{{ area = [\"03462\"], services = [\"hb/a\"], from = 2026-07-01 }}]\n"
    );
    let files = [("hb.toml", OPERATOR), ("ni.toml", next.as_str())];
    let documents = docs(&files, "2027-01-01", En);
    assert!(page(&documents, "03462").contains("Since then the competent authority is: **Amt Aurich**"));
    // On a day before: it ends, and the other begins.
    let documents = docs(&files, "2026-06-01", De);
    let text = page(&documents, "03462");
    assert!(text.contains("Am 30. Juni 2026 endet die Zuständigkeit für **Dienst A**"), "{text}");
    assert!(text.contains("Danach ist zuständig: **Amt Aurich**"), "{text}");
    let text = page(&documents, "03452");
    assert!(text.contains("Ab 1. Juli 2026 ist der Landkreis Aurich zuständig für **Dienst A**"), "{text}");
    assert!(!text.contains("ist **zuständig für"), "{text}");
    assert!(documents.keys().any(|path| path.starts_with("ni/datenabfragen/03452")), "it is asked before");
}

/// Guards against: a broken contact that is told as missing, and a declined way that is told as nothing.
#[test]
fn declined_and_unreadable_are_said() {
    let more = format!(
        "{KREIS}support-contact = {{ interim = \"nirgends\" }}\nfeedback = \"none\"\nfeedback-reason = \"Wir melden nichts.\"\n"
    );
    let documents = docs(&[("hb.toml", OPERATOR), ("ni.toml", &user(&more))], "2027-01-01", De);
    let text = page(&documents, "03462");
    assert!(text.contains("**Kein Weg gewünscht:**") && text.contains("Wir melden nichts."), "{text}");
    assert!(text.contains("Interimslösung: **nicht zu entscheiden"), "{text}");
    assert!(text.contains("langfristige Lösung: **Koordination NI**"), "{text}");
    assert!(!text.contains("wer für die Interimslösung ansprechbar ist"), "{text}");
    // Declined counts as none: it is asked for again.
    assert!(documents.contains_key("ni/anschreiben/03462-wittmund.md"));
}

/// Guards against: an offered way that is asked for, or taken for an agreed one; and a way back that is not told.
#[test]
fn an_offered_way_is_no_debt() {
    let more = format!(
        "{KREIS}contact = \"amt-a\"\n[[path]]\npurpose = \"feedback\"\nfrom = \"municipality\"\nto = \"koordination\"\nchannel = \"email\"\nestablished = 2026-02-01\n\
         [[path]]\npurpose = \"feedback\"\nfrom = \"koordination\"\nto = \"hb/koordination\"\n\
         [[path]]\npurpose = \"knowledge\"\nfrom = \"hb/koordination\"\nto = \"koordination\"\n\
         [[path]]\npurpose = \"coordination\"\nfrom = \"koordination\"\nto = \"municipality\"\n"
    );
    let user = user(&more);
    let files = [("hb.toml", OPERATOR), ("ni.toml", user.as_str())];
    for (language, offered, back) in [
        (
            De,
            "vom Land angeboten seit 1. Februar 2026",
            "zurück über: Koordination Bremen und Koordination NI.",
        ),
        (
            En,
            "offered by the state since 1 February 2026",
            "back through: Koordination Bremen and Koordination NI.",
        ),
    ] {
        let documents = docs(&files, "2027-01-01", language);
        let text = page(&documents, "03462");
        assert!(text.contains(offered) && text.contains(back), "{text}");
        assert!(!documents.keys().any(|path| path.contains("anschreiben") || path.contains("letters")));
    }
    let documents = docs(&files, "2026-01-01", De);
    assert!(page(&documents, "03462").contains("noch nicht gelebt (ab 1. Februar 2026)"));
}

/// Guards against: a Kommune without a record that has no page, though its office is asked or its citizens are served.
#[test]
fn every_kommune_concerned_has_a_page() {
    let register = csv::read(
        "ars;ags;name;kind;kreis;land;population\n03;;Niedersachsen;Land;;;\n03452;;Aurich;Landkreis;;;\n034520001001;03452001;Aurich;Stadt;;;\n\
         03462;;Wittmund;Landkreis;;;\n034620019019;03462019;Wittmund;Stadt;;;\n",
    )
    .unwrap();
    let files = [("hb.toml", OPERATOR), ("ni.toml", &user(""))];
    let files = files.map(|(path, text)| (path.to_owned(), text.to_owned())).to_vec();
    let documents = docs_of(Texts { files, register: Some(register), ..Texts::default() }, "2027-01-01", De);
    let index = &documents["index.md"];
    for key in ["034520001001", "034620019019", "03462", "03452"] {
        page(&documents, key);
        assert!(index.contains(&format!("({key})")), "{key} is not in the index");
    }
    // The office of the Kreis answers in its town; without a competent authority nobody is accused of one.
    assert!(page(&documents, "034620019019").contains("ist zuständig: **Jugendamt**"));
    assert!(page(&documents, "034520001001").contains("antwortet hier noch niemand"));
}

/// Guards against: an office that the files do not assign, and that is told as if they did.
#[test]
fn an_assumed_carrier_is_marked() {
    let user = user(KREIS).replace("municipality = \"03462\"\n", "");
    let documents = docs(&[("hb.toml", OPERATOR), ("ni.toml", &user)], "2027-01-01", De);
    assert!(
        page(&documents, "03462").contains("> **Angenommen:** Die Angaben sagen nicht, wer Jugendamt trägt.")
    );
    assert!(documents["ni/datenabfragen/03462-wittmund.md"].contains("Landkreis Wittmund (angenommen"));
}
