//! Importing a contact list: what is taken, what is doubtful, and that a second run keeps what a person wrote.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Output};

use lotse::import::toml::{Change, merge};
use lotse::import::{Columns, Effect, Imported, Knowledge, Sheet, rows};
use lotse::key::StateCode;
use lotse::register::{Entry, Kind, Register};
use lotse::source::Sources;

/// A few rows of the register, as facts.
fn register() -> Register {
    Register::new(
        "2025-11-30",
        vec![
            Entry::new("03", "Niedersachsen", Kind::Land),
            Entry::new("03251", "Diepholz", Kind::RuralDistrict),
            Entry::new("032515406028", "Neuenkirchen", Kind::Municipality),
            Entry::new("03359", "Stade", Kind::RuralDistrict),
            Entry::new("033595406033", "Neuenkirchen", Kind::Municipality),
            Entry::new("03403", "Oldenburg (Oldb), Stadt", Kind::IndependentCity),
            Entry::new("034030000000", "Oldenburg (Oldb), Stadt", Kind::IndependentCity),
            Entry::new("03458", "Oldenburg", Kind::RuralDistrict),
            Entry::new("03452", "Aurich", Kind::RuralDistrict),
            Entry::new("034520001001", "Aurich, Stadt", Kind::Town),
            Entry::new("034520002002", "Baltrum", Kind::Municipality),
            Entry::new("034525403", "Brookmerland", Kind::Samtgemeinde),
            Entry::new("13", "Mecklenburg-Vorpommern", Kind::Land),
            Entry::new("13075", "Vorpommern-Greifswald", Kind::RuralDistrict),
            Entry::new("130755553101", "Neuenkirchen", Kind::Municipality),
            Entry::new("130755555102", "Neuenkirchen", Kind::Municipality),
        ],
    )
}

fn import(table: &str, register: Option<&Register>, services: &[&str]) -> Imported {
    let sheet = Sheet::csv(table);
    let columns = Columns::find(&sheet, &[]).unwrap();
    let knowledge = Knowledge {
        state: StateCode::NI,
        register,
        services: services.iter().map(|service| (*service).to_owned()).collect(),
        known_services: BTreeMap::from([("hb/eheschliessung".to_owned(), "Eheschließung".to_owned())]),
        taken: BTreeSet::new(),
    };
    rows::read(&sheet, &columns, &knowledge)
}

/// The text of the file after an import; it must be valid for the reader.
fn written(existing: Option<&str>, imported: &Imported) -> (String, Vec<(String, Change)>) {
    let merged = merge(existing, StateCode::NI, "liste.csv", imported).unwrap();
    let sources = Sources::new([("ni.toml".to_owned(), merged.text.clone())]);
    for (id, source) in sources.iter() {
        let (file, problems) = lotse::config::read_file(id, source);
        assert!(problems.is_empty(), "{problems:?}\n{}", merged.text);
        assert!(!file.tainted);
    }
    (merged.text, merged.changes)
}

fn areas(imported: &Imported) -> Vec<String> {
    imported
        .records
        .iter()
        .map(|record| record.area.map_or("-".to_owned(), lotse::key::Area::digits))
        .collect()
}

fn reasons(imported: &Imported) -> Vec<(usize, Effect, String)> {
    imported.doubts.iter().map(|doubt| (doubt.row, doubt.effect, doubt.reason.de.clone())).collect()
}

const LIST: &str = "\
Kontaktliste Standesämter
Behörde;Gemeinde;Landkreis;E-Mail;Telefon;Sprechzeiten;Farbe
Standesamt Aurich;Aurich;Landkreis Aurich;standesamt@aurich.example;030 23125 042;Mo-Fr 8-12 Uhr;rot
Standesamt;Neuenkirchen;Diepholz;standesamt@neuenkirchen.example;;;
Standesamt;Neuenkirchen;Stade;;;;
Standesamt Baltrum;Baltrum;;amt(at)baltrum.example;030 23125 043;;
";

#[test]
fn a_list_becomes_records() {
    let register = register();
    let imported = import(LIST, Some(&register), &["hb/eheschliessung"]);
    assert_eq!(reasons(&imported), []);
    assert_eq!(areas(&imported), ["034520001001", "032515406028", "033595406033", "034520002002"]);
    let (text, _) = written(None, &imported);
    insta::assert_snapshot!("import_list", text);
}

#[test]
fn an_ambiguous_name_gets_no_key() {
    let register = register();
    let imported = import(
        "Behörde;Gemeinde\nStandesamt;Neuenkirchen\nMeldeamt;Oldenburg",
        Some(&register),
        &["hb/eheschliessung"],
    );
    assert_eq!(areas(&imported), ["-", "034030000000"]);
    let reasons = reasons(&imported);
    assert!(
        reasons[1].2.contains("2-mal") && reasons[1].2.contains("032515406028 (Diepholz)"),
        "{reasons:?}"
    );
    assert_eq!(reasons[0].1, Effect::CellLeftOut, "no competence in the whole Land by accident");
    let (text, _) = written(None, &imported);
    assert!(text.contains("# Ort laut Tabelle: Neuenkirchen\n"), "{text}");
    assert_eq!(text.matches("competent").count(), 1, "{text}");
    // Two in one Kreis: not even the Kreis helps.
    let sheet = Sheet::csv("Behörde;Gemeinde;Kreis\nStandesamt;Neuenkirchen;Vorpommern-Greifswald");
    let knowledge = Knowledge {
        state: StateCode::MV,
        register: Some(&register),
        services: Vec::new(),
        known_services: BTreeMap::new(),
        taken: BTreeSet::new(),
    };
    let imported = rows::read(&sheet, &Columns::find(&sheet, &[]).unwrap(), &knowledge);
    assert_eq!(areas(&imported), ["-"]);
    assert!(imported.doubts[0].reason.de.contains("2-mal"), "{:?}", imported.doubts);
}

#[test]
fn kreise_and_associations() {
    let register = register();
    let table = "Behörde;Kommune;Kreis\nJugendamt;;Landkreis Oldenburg\nJugendamt;;Stadt Oldenburg\nJugendamt;;Oldenburg\n\
                 Amt;Samtgemeinde Brookmerland;Aurich\nJugendamt Landkreis Aurich;Aurich;\nAmt;Aurich;Stade\nAmt;Aurich;Nirgends";
    let imported = import(table, Some(&register), &[]);
    assert_eq!(areas(&imported), ["03458", "034030000000", "-", "034525403", "-", "-", "-"]);
    let rows: Vec<usize> = imported.doubts.iter().map(|doubt| doubt.row).collect();
    assert_eq!(rows.iter().collect::<BTreeSet<_>>(), [4, 6, 7, 8].iter().collect());
}

#[test]
fn keys_are_repaired_only_where_certain() {
    let register = register();
    let table = "Behörde;ARS;AGS\na;34520001001;\nb;;3452001\nc;03452001;\nd;130755553101;\ne;034529999999;\nf;=\"03452\";\ng;3452;";
    let keys = ["034520001001", "034520001001", "034520001001", "-", "-", "03452", "03452"];
    let imported = import(table, Some(&register), &[]);
    assert_eq!(areas(&imported), keys);
    let reasons = reasons(&imported);
    assert!(reasons[0].0 == 4 && reasons[0].2.contains("AGS"), "{reasons:?}");
    assert!(reasons[1].2.contains("nicht in Niedersachsen"), "{reasons:?}");
    assert!(reasons[2].2.contains("nicht im Gemeindeverzeichnis"), "{reasons:?}");
    assert_eq!(reasons.len(), 3);
    // Without a register an AGS cannot become an ARS, save that of a town that is its own Kreis.
    let imported = import("Behörde;ARS;AGS\na;;03452001\nb;;3403000\nc;34520001001;", None, &[]);
    assert_eq!(areas(&imported), ["-", "034030000000", "034520001001"]);
    assert_eq!(imported.doubts.len(), 1);
}

#[test]
fn hostile_cells_stay_text() {
    let table = "Behörde;E-Mail;Telefon;Web;Anschrift;Leistung\n\
        =HYPERLINK(\"http://x.example\");a@x.example;;;;\n\
        \"Amt \"\"für\"\" \\ '''\n[[organization]]\nid = \"\"x\"\"\";kein-at;030 23125 001 oder 002;javascript:alert(1);\"Platz 1\n12345 Ort\";Tanzen\n\
        ../../etc/passwd\u{202e};a@x.example, b@x.example;\"030 23125 003\n030 23125 004\";www.x.example;@SUM(A1);hb/eheschliessung\n\
        \u{0}\u{7};;;;;\n\
        none;anna.meier@amt.example;#REF!;;;";
    let imported = import(table, None, &[]);
    let (text, _) = written(None, &imported);
    assert_eq!(imported.records.len(), 3, "{text}");
    assert_eq!(text.matches("[[organization]]").count(), 4, "one stands within a string\n{text}");
    let ids: Vec<&str> = imported.records.iter().map(|record| record.id.as_str()).collect();
    assert_eq!(ids, ["amt-fuer-organization-id-x", "etc-passwd", "none-2"]);
    assert!(!text.contains("javascript") && !text.contains("HYPERLINK") && !text.contains("SUM("), "{text}");
    assert!(!text.contains('\u{202e}') && !text.contains('\u{7}'));
    let channels: Vec<usize> = imported.records.iter().map(|record| record.channels.len()).collect();
    assert_eq!(channels, [1, 4 + usize::from(text.contains("https://www.x.example")), 1]);
    let rows: BTreeSet<usize> = imported.doubts.iter().map(|doubt| doubt.row).collect();
    assert_eq!(rows, BTreeSet::from([2, 3, 4, 5, 6]));
    let out: Vec<usize> = imported
        .doubts
        .iter()
        .filter(|doubt| doubt.effect == Effect::RowLeftOut)
        .map(|doubt| doubt.row)
        .collect();
    assert_eq!(out, [2, 5]);
}

#[test]
fn a_second_run_updates_and_keeps_what_a_person_wrote() {
    let register = register();
    let first = import(LIST, Some(&register), &["hb/eheschliessung"]);
    let (text, _) = written(None, &first);
    let (again, changes) = written(Some(&text), &first);
    assert_eq!(again, text, "nothing changes by itself");
    assert!(changes.iter().all(|(_, change)| *change == Change::Same));

    // A person works on it: comments, an id, a deputy, a remark beside a value, another order.
    let by_hand = text
        .replace("id = \"standesamt-baltrum\"", "id = \"baltrum\" # kürzer")
        .replace("name = \"Standesamt Baltrum\"", "name = \"Standesamt Baltrum\"\ndeputy = \"internal\"")
        .replace(
            "# Aus der Tabelle „liste.csv“, Zeile 3.",
            "# Erreichbar auch über die Pforte.\n# Aus der Tabelle „liste.csv“, Zeile 3.",
        )
        .replace("address = \"030 23125 042\"", "address = \"030 23125 042\", audience = \"authorities\"")
        + "\n# Ende der Liste.\n";
    assert_ne!(by_hand, text);
    let changed = LIST
        .replace("030 23125 042", "030 23125 099")
        .replace("Farbe\n", "Farbe\nBürgeramt Aurich;Aurich;Aurich;;;;\n")
        .replace("Standesamt;Neuenkirchen;Stade;;;;\n", "");
    let imported = import(&changed, Some(&register), &["hb/eheschliessung"]);
    let merged = merge(Some(&by_hand), StateCode::NI, "liste.csv", &imported).unwrap();
    let (text, changes) = written(Some(&by_hand), &imported);
    assert_eq!(merged.absent, ["standesamt-neuenkirchen-033595406033"], "it stays, and is told");
    let by_id: BTreeMap<&str, &Change> = changes.iter().map(|(id, change)| (id.as_str(), change)).collect();
    assert_eq!(by_id["buergeramt-aurich"], &Change::New);
    assert_eq!(by_id["standesamt-aurich"], &Change::Updated(vec!["channels"]));
    assert_eq!(by_id["baltrum"], &Change::Same);
    for kept in [
        "id = \"baltrum\" # kürzer",
        "deputy = \"internal\"",
        "# Erreichbar auch über die Pforte.\n# Aus der Tabelle „liste.csv“, Zeile 4.\n",
        "address = \"030 23125 099\", audience = \"authorities\"",
        "# Ende der Liste.",
        "033595406033",
    ] {
        assert!(text.contains(kept), "{kept}\n{text}");
    }
    let place = |word: &str| text.find(word).unwrap();
    assert!(
        place("\"standesamt-aurich\"") < place("\"baltrum\"")
            && place("\"baltrum\"") < place("\"buergeramt-aurich\"")
    );
    assert_eq!(written(Some(&text), &imported).0, text);
}

#[test]
fn both_forms_of_lists_are_brought_up_to_date() {
    let file = "[state]\ncode = \"NI\"\n\n[[organization]]\nid = \"a\"\nname = \"Amt A\"\nkind = \"authority\"\nmunicipality = \"034520001001\"\n\
        competent = [{ services = [\"hb/x\"] }] # überall\n\n  [[organization.channels]]\n  kind = \"phone\" # Zentrale\n  address = \"030 23125 001\"\n\n\
        [[organization]]\nid = \"b\"\nname = \"Amt B\"\nkind = \"authority\"\nchannels = [\n  { kind = \"phone\", address = \"030 23125 001\" }, # Zentrale\n]\n\n\
        [[path]]\npurpose = \"outage\"\nfrom = \"a\"\nto = \"b\"\n";
    let register = register();
    let table = "Behörde;Gemeinde;Telefon;E-Mail\nAmt A;Aurich;030 23125 002;a@a.example\nAmt B;Aurich;030 23125 002;b@b.example\nAmt C;;;";
    let imported = import(table, Some(&register), &["hb/eheschliessung"]);
    let (text, _) = written(Some(file), &imported);
    insta::assert_snapshot!("import_both_forms", text);
}

#[test]
fn a_file_of_another_state_is_refused() {
    let imported = import(LIST, None, &[]);
    for file in
        ["[state]\ncode = \"SH\"\n", "organization = 1\n[state]\ncode = \"NI\"\n", "[state\n", "[state]\n"]
    {
        assert!(merge(Some(file), StateCode::NI, "liste.csv", &imported).is_err(), "{file}");
    }
    assert!(
        merge(Some("# leer\n"), StateCode::NI, "liste.csv", &imported)
            .unwrap()
            .text
            .contains("code = \"NI\"")
    );
}

#[test]
fn rows_of_the_same_organization_become_one() {
    let register = register();
    let table = "Stelle;Ort;Zuständig für;E-Mail\nAmt;Aurich;Eheschließung;a@a.example\nAmt;Aurich;hb/eheschliessung;b@a.example\nAmt;Baltrum;Fischen;";
    let imported = import(table, Some(&register), &[]);
    assert_eq!(imported.records.len(), 2);
    assert_eq!(
        (imported.records[0].rows.as_slice(), imported.records[0].channels.len()),
        ([2, 3].as_slice(), 2)
    );
    assert_eq!(imported.records[0].services, ["hb/eheschliessung"]);
    assert!(written(None, &imported).0.contains("Zeilen 2, 3."));
}

fn lotse(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lotse")).current_dir(folder).args(arguments).output().unwrap()
}

#[test]
fn the_command_shows_first_and_writes_when_told() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    std::fs::write(root.join("lotse.toml"), "").unwrap();
    std::fs::write(root.join("register.csv"), lotse::register::csv::write(&register())).unwrap();
    // Windows-1252, as spreadsheets on Windows save CSV.
    let bytes: Vec<u8> = LIST.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    std::fs::write(root.join("liste.csv"), bytes).unwrap();
    let arguments =
        ["import", "liste.csv", "--state", "NI", "--service", "hb/eheschliessung", "--map", "Farbe=ignore"];
    let shown = lotse(root, &arguments);
    let text = String::from_utf8(shown.stdout).unwrap();
    assert_eq!(shown.status.code(), Some(0), "{}", String::from_utf8_lossy(&shown.stderr));
    assert!(text.lines().all(|line| line.chars().count() <= 80 || line.contains("--write")), "{text}");
    assert!(
        text.contains("4 neu") && text.contains("Standesamt Aurich") && !root.join("ni").exists(),
        "{text}"
    );
    let preview = text.lines().filter(|line| !line.contains("--write nach")).collect::<Vec<_>>().join("\n");
    insta::assert_snapshot!("import_preview", preview);
    let wrote = lotse(root, &[&arguments[..], &["--write"]].concat());
    assert_eq!(wrote.status.code(), Some(0));
    assert!(std::fs::read_to_string(root.join("ni/authorities.toml")).unwrap().contains("034520002002"));
    let again = String::from_utf8(lotse(root, &arguments).stdout).unwrap();
    assert!(again.contains("\n4 unverändert."), "{again}");
    for wrong in
        [&["--map", "Farbe=bunt"][..], &["--map", "Ding=name"], &["--out", "lotse.toml/x.toml", "--write"]]
    {
        assert_eq!(lotse(root, &[&arguments[..6], wrong].concat()).status.code(), Some(2), "{wrong:?}");
    }
}

/// A zip file of these entries.
#[cfg(feature = "office")]
fn zip(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in entries {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut archive, text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A workbook with one sheet of these rows.
#[cfg(feature = "office")]
fn workbook(rows: &str) -> Vec<u8> {
    let sheet = format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    );
    zip(&[
        (
            "[Content_Types].xml",
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#,
        ),
        (
            "_rels/.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Liste" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
        ("xl/worksheets/sheet1.xml", &sheet),
    ])
}

#[cfg(feature = "office")]
#[test]
fn a_stray_cell_at_the_far_corner_takes_no_memory() {
    let rows =
        r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    let refused = Sheet::office(&workbook(rows)).unwrap_err();
    assert!(refused.de.contains("Zeile 1048576 und Spalte 16384"), "{refused:?}");
}

#[cfg(feature = "office")]
#[test]
fn spreadsheets_say_the_same_as_csv() {
    let xlsx = workbook(
        r#"<row r="3"><c r="B3" t="inlineStr"><is><t>Behörde</t></is></c><c r="C3" t="inlineStr"><is><t>ARS</t></is></c></row><row r="4"><c r="B4" t="inlineStr"><is><t>Standesamt Aurich</t></is></c><c r="C4"><v>34520001001</v></c></row>"#,
    );
    let ods = zip(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        (
            "META-INF/manifest.xml",
            r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"#,
        ),
        (
            "content.xml",
            r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="Liste"><table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row><table:table-row><table:table-cell/><table:table-cell office:value-type="string"><text:p>Behörde</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>ARS</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell/><table:table-cell office:value-type="string"><text:p>Standesamt Aurich</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="34520001001"><text:p>34520001001</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"#,
        ),
    ]);
    let register = register();
    for bytes in [xlsx, ods] {
        let sheet = Sheet::office(&bytes).unwrap();
        let columns = Columns::find(&sheet, &[]).unwrap();
        let knowledge = Knowledge {
            state: StateCode::NI,
            register: Some(&register),
            services: Vec::new(),
            known_services: BTreeMap::new(),
            taken: BTreeSet::new(),
        };
        let imported = rows::read(&sheet, &columns, &knowledge);
        assert_eq!((columns.row, areas(&imported)), (3, vec!["034520001001".to_owned()]), "{sheet:?}");
        assert_eq!(imported.records[0].rows, [4]);
    }
}
