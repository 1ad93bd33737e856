//! Templates of the user's: they read no file, come to an end, stay within bounds, and their errors name file and line.

use lotse::render::template::{TemplateProblem, Templates};
use lotse::text::Language;

fn fails(files: &[(&str, &str)]) -> TemplateProblem {
    let own: Vec<(String, String)> =
        files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let view = serde_json::json!({ "name": "x", "names": ["a", "b"] });
    Templates::new(&own).markdown("letter", Language::De, &view).unwrap_err()
}

/// The problem of a template of its own.
fn of(text: &str) -> TemplateProblem {
    fails(&[("de/letter.md", text)])
}

#[test]
fn a_loop_without_end_ends() {
    for text in [
        "{% for a in range(100000) %}{% for b in range(100000) %}{{ a }}{% endfor %}{% endfor %}",
        "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
    ] {
        let found = of(text);
        assert_eq!(found.file, "templates/de/letter.md", "{text}");
    }
    let found = of("x\n\n{% for a in range(1000000000) %}{% endfor %}");
    assert_eq!(found.line, Some(3), "{found:?}");
    assert!(found.message.de.contains("range"), "{found:?}");
}

#[test]
fn an_inclusion_of_itself_ends() {
    assert!(!of("{% include \"de/letter.md\" %}").message.de.is_empty());
    let found = fails(&[
        ("de/letter.md", "{% include \"de/_head.md\" %}"),
        ("de/_head.md", "{% include \"de/letter.md\" %}"),
    ]);
    assert!(found.file.starts_with("templates/de/"), "{found:?}");
}

#[test]
fn a_short_text_does_not_become_one_of_any_length() {
    for (text, line) in [
        ("\n{{ \"a\" * 1000000000 }}", 2),
        ("{% set a = \"aaaa\" %}\n{% set a = a ~ a %}", 2),
        ("{% set a = \"aaaa\" %}\n\n{% set a = a + a %}", 3),
        ("\n\n\n{{ \"a\" | indent(1000000000) }}", 4),
        ("{{ \"a\" | replace(\"\", name) }}", 1),
        ("{{ \"%1000000000d\" | format(1) }}", 1),
    ] {
        let found = of(text);
        assert_eq!(
            (found.file.as_str(), found.line),
            ("templates/de/letter.md", Some(line)),
            "{text}: {found:?}"
        );
    }
    let long = "a".repeat(1000);
    let printing = format!("{{% for a in range(100000) %}}{long}{{% endfor %}}");
    assert!(of(&printing).message.de.contains("kein Ende nimmt"), "{:?}", of(&printing));
    let gathered = format!(
        "{{% macro m() %}}{{% for a in range(100000) %}}{{{{ \"{long}\" }}}}{{% endfor %}}{{% endmacro %}}{{% set b = m() %}}"
    );
    assert!(of(&gathered).message.de.contains("kein Ende nimmt"), "{:?}", of(&gathered));
    let joined =
        "{% set a = range(100000) | join(\"aaaaaaaaaaaaaaaaaaaa\") %}\n{% set b = range(1000) | join(a) %}";
    assert_eq!(of(joined).line, Some(2));
    assert!(of(&"a".repeat(300 * 1024)).message.de.contains("256"));
}

#[test]
fn no_file_is_read() {
    for name in ["../../etc/passwd", "/etc/passwd", "de/../../lotse.toml", "file:///etc/passwd", "lotse.toml"]
    {
        let found = of(&format!("x\n{{% include \"{name}\" %}}"));
        assert_eq!(found.line, Some(2), "{found:?}");
        assert!(found.message.de.contains("gibt es nicht"), "{found:?}");
    }
    assert!(of("{{ debug() }}").message.de.contains("debug"));
}

#[test]
fn what_is_missing_is_named_with_file_and_line() {
    let found = of("# x\n\n{{ nmae }}");
    assert_eq!(found.line, Some(3));
    assert!(found.message.de.contains("nmae"), "{found:?}");
    let found = fails(&[("de/letter.md", "{% include \"de/_head.md\" %}"), ("de/_head.md", "a\n{{ naem }}")]);
    assert_eq!((found.file.as_str(), found.line), ("templates/de/_head.md", Some(2)));
    assert_eq!(of("a\n\n{% if %}").line, Some(3));
    assert_eq!(of("a\n{{ name | nofilter }}").line, Some(2));
}
