//! Help, manual pages and refusals are wholly in the language asked for, with an example, and fit 80 columns.

use crate::run::lotse;

/// Words of the argument library, or of the other language, that must not slip into German text.
const ENGLISH: &[&str] = &[
    "Usage",
    "USAGE",
    "OPTIONS",
    "Options",
    "options",
    "COMMAND",
    "Command",
    "Commands",
    "commands",
    "SUBCOMMANDS",
    "subcommands",
    "Arguments",
    "ARGS",
    "default",
    "possible",
    "values",
    "Possible",
    "Print",
    "Example",
    "example",
    "SYNOPSIS",
    "DESCRIPTION",
    "NAME",
    "VERSION",
    "EXTRA",
    "aliases",
    "PATHS",
    "FILE",
    "FOLDER",
    "DATE",
    "the",
    "folder",
];
/// The other way round.
const GERMAN: &[&str] = &[
    "Aufruf",
    "Optionen",
    "Befehle",
    "BEFEHL",
    "Angaben",
    "Vorgabe",
    "möglich",
    "Beispiel",
    "DATEI",
    "ORDNER",
    "LAND",
    "PFAD",
    "DATUM",
    "diese",
    "ohne",
    "und",
    "BEZEICHNUNG",
    "OPTIONEN",
];
const LANGUAGES: [(&str, &[&str], &str); 2] = [("de", ENGLISH, "Beispiel:"), ("en", GERMAN, "Example:")];

/// The paths of all commands, `lotse` itself first.
fn commands() -> Vec<Vec<String>> {
    fn below(command: &clap::Command, path: &[String], all: &mut Vec<Vec<String>>) {
        all.push(path.to_vec());
        for sub in command.get_subcommands() {
            let path = [path, &[sub.get_name().to_owned()]].concat();
            below(sub, &path, all);
        }
    }
    let mut all = Vec::new();
    below(&lotse::cli::command(lotse::text::Language::De), &[], &mut all);
    assert!(all.len() > 15, "{all:?}");
    all
}

fn run(arguments: &[&str]) -> crate::run::Outcome {
    lotse(std::path::Path::new(env!("CARGO_MANIFEST_DIR")), arguments)
}

/// The words of a text that stand on a list; names of options are no words.
fn foreign<'a>(text: &str, list: &[&'a str]) -> Vec<&'a str> {
    let words: Vec<&str> = text
        .split(|letter: char| !letter.is_alphanumeric() && letter != '-')
        .filter(|word| !word.is_empty())
        .collect();
    list.iter().copied().filter(|word| words.contains(word)).collect()
}

#[test]
fn help_is_in_one_language_with_an_example_and_fits() {
    for path in commands() {
        for (language, list, example) in LANGUAGES {
            let mut arguments: Vec<&str> = path.iter().map(String::as_str).collect();
            arguments.extend(["--lang", language, "--help"]);
            let help = run(&arguments).stdout;
            assert_eq!(foreign(&help, list), [""; 0], "{arguments:?}:\n{help}");
            assert!(help.contains(&format!("\n{example}\n  lotse")), "{arguments:?}:\n{help}");
            let long = help.lines().find(|line| line.chars().count() > 80);
            assert_eq!(long, None, "{arguments:?}");
            // A wrapped example could not be copied.
            let examples = help.split_once(&format!("\n{example}\n")).unwrap().1;
            assert!(examples.lines().all(|line| line.starts_with("  lotse ")), "{arguments:?}:\n{help}");
        }
    }
}

#[test]
fn german_is_spoken_where_nobody_asks_for_a_language() {
    for arguments in
        [&["--help"][..], &["check", "--help"], &["check", "-h"], &["register", "import", "--help"]]
    {
        let [german, plain] =
            [&["--lang", "de"][..], &[]].map(|more| run(&[arguments, more].concat()).stdout);
        assert!(plain.contains("Aufruf: lotse"), "{plain}");
        assert_eq!(german, plain);
    }
}

#[test]
fn manual_pages_are_in_one_language() {
    for path in commands() {
        for (language, list, _) in LANGUAGES {
            let mut arguments = vec!["man"];
            arguments.extend(path.iter().map(String::as_str));
            arguments.extend(["--lang", language]);
            let page = run(&arguments).stdout;
            assert!(page.contains(".TH lotse"), "{arguments:?}:\n{page}");
            assert_eq!(foreign(&page, list), [""; 0], "{arguments:?}:\n{page}");
        }
    }
}

#[test]
fn completions_explain_in_german_and_in_english() {
    for shell in ["zsh", "fish", "powershell", "elvish"] {
        let german = run(&["completions", shell]).stdout;
        let english = run(&["completions", shell, "--lang", "en"]).stdout;
        assert!(german.contains("Alle Befunde, mit Fundstelle"), "{shell}");
        assert!(english.contains("All findings, with place"), "{shell}");
        for english in [" commands'", "Print help", "possible values", "[default:"] {
            assert!(!german.contains(english), "{shell}: {english}");
        }
    }
    assert!(run(&["completions", "bash"]).stdout.contains("complete -F _lotse"));
}

#[test]
fn refusals_say_what_is_wrong_and_where_to_read_on() {
    let cases: &[(&[&str], &str, &str)] = &[
        (&["chek"], "den Befehl „chek“ gibt es nicht", "meinten Sie „check“?"),
        (
            &["register", "foo"],
            "den Befehl „foo“ gibt es nicht",
            "`lotse register --help` zeigt alle Angaben",
        ),
        (&["check", "--strikt"], "die Option „--strikt“ gibt es hier nicht", "meinten Sie „--strict“?"),
        (&["explain", "a", "b"], "die Angabe „b“ ist eine zu viel", "`lotse explain --help`"),
        (&["check", "--format", "xml"], "„xml“ passt nicht zu „--format <FORM>“", "möglich: text, json"),
        (&["check", "--on", "bald"], "„bald“ passt nicht zu „--on <DATUM>“", "so geschrieben: 2027-03-01"),
        (&["check", "--on"], "zu „--on <DATUM>“ fehlt ein Wert", "`lotse check --help`"),
        (&["check", "--strict=3"], "zu „--strict“ passt kein Wert „3“", "`lotse check --help`"),
        (&["check", "--lang", "fr"], "„fr“ passt nicht zu „--lang <de|en>“", "möglich: de, en"),
        (&["import"], "es fehlt: --state <LAND>, <TABELLE>", "`lotse import --help`"),
        (&["check", "--dry-run"], "es fehlt: --fix", "`lotse check --help`"),
        (
            &["init", "--inventory", "--go-live", "2027-01-01"],
            "„--inventory“ und „--go-live <DATUM>“ gehen nicht zusammen",
            "`lotse init --help`",
        ),
        (
            &["check", "--on", "2027-01-01", "--on", "2027-01-02"],
            "„--on <DATUM>“ darf nur einmal stehen",
            "`lotse check --help`",
        ),
        (
            &["init", "--state", "Niedersaksen"],
            "passt nicht zu „--state <LAND>“",
            "„Niedersaksen“ ist kein Länderkürzel.",
        ),
    ];
    for (arguments, sentence, hint) in cases {
        let said = run(arguments);
        assert_eq!(said.code, 2, "{arguments:?}");
        assert_eq!(said.stdout, "", "{arguments:?}");
        assert!(said.stderr.starts_with("Fehler: ") && said.stderr.contains(sentence), "{}", said.stderr);
        assert!(said.stderr.contains(hint), "{arguments:?}: {}", said.stderr);
        let english = run(&[&["--lang", "en"], *arguments].concat()).stderr;
        assert!(english.starts_with("error: "), "{english}");
        assert_eq!(foreign(&english, GERMAN), [""; 0], "{english}");
    }
}
