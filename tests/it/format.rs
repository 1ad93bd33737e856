//! What is generated from the field list (schemas, reference) is committed as it is, and the examples fit the schemas.
//!
//! `UPDATE=1 cargo test` writes the generated files again.

use std::path::{Path, PathBuf};

use lotse::config::persons::RawPersons;
use lotse::config::{reference, schema};
use lotse::profile::RawProfile;
use lotse::text::Language;
use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub fn committed(path: &str, generated: &str) {
    let file = root().join(path);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, generated).unwrap();
    }
    let found = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(found == generated, "{path} is out of date: UPDATE=1 cargo test --test it format");
}

#[test]
fn the_reference_is_generated() {
    committed("docs/format.md", &reference::markdown(&RawProfile::INFO, Language::De));
}

#[test]
fn the_glossary_is_generated_and_has_every_list_of_words() {
    committed("docs/glossar.md", &lotse::render::glossary::markdown());
    // Kind of fault: a new closed list that the glossary forgets.
    let sources = ["people", "support"]
        .map(|name| std::fs::read_to_string(root().join(format!("src/vocabulary/{name}.rs"))).unwrap());
    let declared: usize = sources.iter().map(|text| text.matches("pub enum ").count()).sum();
    assert_eq!(lotse::vocabulary::terms::lists().len(), declared);
}

#[test]
fn the_schemas_are_generated() {
    let schemas = [
        ("state", schema::state(Language::De)),
        ("settings", schema::settings(Language::De)),
        ("persons", schema::whole(&RawPersons::INFO, Language::De)),
        ("profile", schema::whole(&RawProfile::INFO, Language::De)),
    ];
    for (name, schema) in schemas {
        committed(&format!("docs/schema/lotse-{name}.schema.json"), &format!("{schema:#}\n"));
    }
}

#[test]
fn no_schema_uses_one_of_and_every_property_is_described() {
    for language in Language::ALL {
        for schema in [
            schema::state(language),
            schema::settings(language),
            schema::whole(&RawPersons::INFO, language),
            schema::whole(&RawProfile::INFO, language),
        ] {
            assert!(!schema.to_string().contains("\"oneOf\""));
            described(&schema, "");
        }
    }
}

fn described(schema: &Value, place: &str) {
    for (key, value) in schema["properties"].as_object().into_iter().flatten() {
        let place = format!("{place}/{key}");
        assert!(value["description"].as_str().is_some_and(|text| !text.is_empty()), "{place}");
        described(value, &place);
    }
    if let Some(words) = schema["enum"].as_array() {
        assert_eq!(schema["markdownEnumDescriptions"].as_array().map(Vec::len), Some(words.len()), "{place}");
    }
    if schema["items"].is_object() {
        described(&schema["items"], place);
    }
}

/// A small validator: types, required and unknown keys, closed lists.
fn problems(schema: &Value, value: &toml::Value, place: &str, found: &mut Vec<String>) {
    if let Some(alternatives) = schema["anyOf"].as_array() {
        let fits = alternatives.iter().any(|alternative| {
            let mut inner = Vec::new();
            problems(alternative, value, place, &mut inner);
            inner.is_empty()
        });
        if !fits {
            found.push(format!("{place}: no alternative"));
        }
        return;
    }
    let fits = match schema["type"].as_str().unwrap() {
        "string" if schema["format"] == "date" => value.is_datetime(),
        "string" => value.as_str().is_some_and(|text| {
            schema["enum"].as_array().is_none_or(|words| words.iter().any(|word| word == text))
        }),
        "integer" => value.is_integer(),
        "boolean" => value.is_bool(),
        "array" => value.is_array(),
        "object" => value.is_table(),
        other => panic!("{place}: unexpected type {other}"),
    };
    if !fits {
        found.push(format!("{place}: {value}"));
        return;
    }
    for item in value.as_array().into_iter().flatten() {
        problems(&schema["items"], item, place, found);
    }
    let Some(table) = value.as_table() else { return };
    for key in schema["required"].as_array().into_iter().flatten() {
        if !table.contains_key(key.as_str().unwrap()) {
            found.push(format!("{place}: {key} is missing"));
        }
    }
    for (key, inner) in table {
        let known = &schema["properties"][key];
        let schema = if known.is_object() { known } else { &schema["additionalProperties"] };
        if schema.is_object() {
            problems(schema, inner, &format!("{place}/{key}"), found);
        } else {
            found.push(format!("{place}: {key} is unknown"));
        }
    }
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            found.push(path);
        }
    }
    found.sort();
}

#[test]
fn every_example_points_to_its_schema_and_fits_it() {
    let mut examples = Vec::new();
    files(&root().join("states"), &mut examples);
    assert!(examples.len() > 10);
    for path in examples {
        let text = std::fs::read_to_string(&path).unwrap();
        let first = text.lines().next().unwrap();
        let target = first.strip_prefix("#:schema ").unwrap_or_else(|| panic!("{}: {first}", path.display()));
        let file = path.parent().unwrap().join(target).canonicalize().unwrap();
        let name = if path.file_name().unwrap() == "lotse.toml" { "settings" } else { "state" };
        assert!(file.ends_with(format!("docs/schema/lotse-{name}.schema.json")), "{}", path.display());
        let schema: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        let mut found = Vec::new();
        problems(&schema, &toml::from_str(&text).unwrap(), "", &mut found);
        assert!(found.is_empty(), "{}: {found:?}", path.display());
    }
}

#[test]
fn the_schema_tells_what_does_not_fit() {
    let text = "[[organization]]\nid = \"a\"\nkind = \"club\"\nnmae = \"A\"\n";
    let mut found = Vec::new();
    problems(&schema::state(Language::De), &toml::from_str(text).unwrap(), "", &mut found);
    found.sort();
    assert_eq!(
        found,
        [
            "/organization/kind: \"club\"",
            "/organization: \"name\" is missing",
            "/organization: nmae is unknown",
            ": \"state\" is missing",
        ]
    );
}

#[test]
fn a_table_or_a_word_fits_the_schema_and_nothing_else_does() {
    let fits = |value: &str| {
        let text = format!("[state]\ncode = \"NI\"\n[[municipality]]\nkey = \"03452\"\nfeedback = {value}\n");
        let mut found = Vec::new();
        problems(&schema::state(Language::De), &toml::from_str(&text).unwrap(), "", &mut found);
        found.is_empty()
    };
    assert!(fits("\"none\"") && fits("{ to = \"k\" }"));
    assert!(!fits("\"k\"") && !fits("{ too = \"k\" }") && !fits("1"));
}

#[test]
fn the_built_in_profiles_fit_their_schema() {
    let schema = schema::whole(&RawProfile::INFO, Language::De);
    for (name, text) in lotse::profile::BUILT_IN {
        let mut found = Vec::new();
        problems(&schema, &toml::from_str(text).unwrap(), "", &mut found);
        assert!(found.is_empty(), "{name}: {found:?}");
    }
}
