//! What the compiler cannot see inside one package: layers, doors, sizes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Files that may be longer than [`LONGEST`] lines, each with its reason.
const LONG: &[(&str, &str)] = &[
    ("cli/input/mod.rs", "the one door to reading, with its rules on which files count"),
    ("config/values.rs", "the readers of all single values, one after another"),
    ("time/hours/parse.rs", "the grammar of service hours with its messages"),
];
const LONGEST: usize = 400;

/// Rooms with the doors to files, clock, environment and terminal.
const DOORS: &[&str] = &["cli/input/", "cli/output/", "cli/progress.rs", "main.rs"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All source files as (path below src, text), by path.
pub fn sources() -> Vec<(String, String)> {
    let src = root().join("src");
    let mut found = Vec::new();
    let mut waiting = vec![src.clone()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(&src).unwrap().to_string_lossy().replace('\\', "/");
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// The module a file belongs to: the first part of its path.
fn module(path: &str) -> &str {
    path.split('/').next().unwrap().trim_end_matches(".rs")
}

/// A file without its unit tests and comments.
pub fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

pub fn is_test(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.ends_with("/testing.rs")
}

/// The modules named after `crate::` in a text.
fn used(code: &str) -> BTreeSet<String> {
    let mut modules = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let before = code[..at].chars().next_back();
        if before == Some('$') || before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        let names = match rest.strip_prefix('{') {
            Some(group) => group.split('}').next().unwrap().split(',').map(str::trim).collect(),
            None => vec![rest],
        };
        for name in names {
            let name: String =
                name.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
            if !name.is_empty() {
                modules.insert(name);
            }
        }
    }
    modules
}

/// The table "who may use whom" of the architecture.
fn allowed() -> BTreeMap<String, BTreeSet<String>> {
    let page = fs::read_to_string(root().join("docs/architecture.md")).unwrap();
    let table = page.split("| module | may use |").nth(1).unwrap();
    table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            let mut cells = line.trim_matches('|').split('|').map(str::trim);
            let (name, uses) = (cells.next().unwrap(), cells.next().unwrap());
            (name.to_owned(), uses.split(',').map(|name| name.trim().to_owned()).collect())
        })
        .collect()
}

#[test]
fn modules_use_only_what_the_architecture_allows() {
    let allowed = allowed();
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let own = module(&path);
        if matches!(own, "lib" | "main" | "cli") || is_test(&path) {
            continue;
        }
        let Some(may) = allowed.get(own) else {
            wrong.push(format!("{own} is not in the table"));
            continue;
        };
        for name in used(&code(&text)) {
            if name != own && !may.contains(&name) {
                wrong.push(format!("{path} uses {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The table "what a room never does" of the architecture: room and word.
fn never() -> Vec<(String, String)> {
    let page = fs::read_to_string(root().join("docs/architecture.md")).unwrap();
    let table = page.split("| room | never | because |").nth(1).unwrap();
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    rows.flat_map(|line| {
        let mut cells = line.trim_matches('|').split('|').map(str::trim);
        let (rooms, words) = (cells.next().unwrap(), cells.next().unwrap());
        let words: Vec<&str> = words.split(',').map(|word| word.trim().trim_matches('`')).collect();
        rooms
            .split(',')
            .flat_map(|room| words.iter().map(move |word| (room.trim().to_owned(), (*word).to_owned())))
            .collect::<Vec<_>>()
    })
    .collect()
}

/// Whether a word stands in code, and is not part of another.
fn says(code: &str, word: &str) -> bool {
    let part = |one: char| one.is_alphanumeric() || one == '_';
    code.match_indices(word)
        .any(|(at, _)| !code[..at].ends_with(part) && !code[at + word.len()..].starts_with(part))
}

#[test]
fn no_room_does_what_it_never_does() {
    let never = never();
    assert!(never.len() > 30, "{}", never.len());
    let all = sources();
    for (room, word) in &never {
        let mut files = all.iter().filter(|(path, _)| module(path) == room && !is_test(path)).peekable();
        assert!(files.peek().is_some(), "there is no room {room}");
        for (path, text) in files {
            // What stands below the tests of a file is theirs.
            let code = code(text.split("#[cfg(test)]\nmod ").next().unwrap());
            assert!(!says(&code, word), "{path} says {word}: {room} never does");
        }
    }
    assert!(says("use crate::model::Model;", "Model") && !says("let remodel = Models;", "Model"));
}

/// Files that may go through the records that `situation` answers for, each with its reason.
const LISTS_OF_RECORDS: &[(&str, &str)] = &[
    ("cli/commands/select.rs", "finds the one record that a person names by its id or its line"),
    ("compare/edit.rs", "changes the records of a copy of the model"),
    ("resolve/", "makes the records"),
    ("routing/", "makes the table of them, on which the situation stands"),
    ("situation/", "answers for them"),
    ("workspace/place.rs", "finds a place by the name that a record gives it"),
];

/// How often code looks into the lists of paths, competences, knowledge or municipalities of a model.
fn lists_of_records(code: &str) -> usize {
    let code: String = code.split_whitespace().collect();
    let fields = ["paths", "competences", "knowledge", "municipalities"];
    let lists = fields.iter().flat_map(|field| [format!("model.{field}"), format!("model().{field}")]);
    let ends =
        |after: &str| !after.starts_with(|one: char| one.is_alphanumeric() || one == '_' || one == '(');
    let fields: usize = lists
        .map(|list| code.match_indices(&list).filter(|(at, _)| ends(&code[at + list.len()..])).count())
        .sum();
    fields + code.matches("path_ids()").count()
}

/// The fault: a room looks through paths, competences, knowledge or municipalities itself, with an idea of its own of what is in
/// force, and outputs of one run contradict each other.
#[test]
fn what_is_the_case_is_derived_in_one_room() {
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    let mut needed = BTreeSet::new();
    for (path, text) in sources().into_iter().filter(|(path, _)| !is_test(path)) {
        let count = lists_of_records(&code(&text));
        match LISTS_OF_RECORDS.iter().find(|(place, _)| path.starts_with(place)) {
            Some((place, _)) if count > 0 => drop(needed.insert(*place)),
            None if count > 0 => drop(found.insert(path, count)),
            _ => {}
        }
    }
    assert!(found.is_empty(), "ask the situation: {found:?}");
    let idle: Vec<_> = LISTS_OF_RECORDS.iter().filter(|(place, _)| !needed.contains(place)).collect();
    assert!(idle.is_empty(), "no exception is needed for {idle:?}");
    assert_eq!(
        lists_of_records("for one in model\n    .paths.iter() {} model.paths() situation.paths(x)"),
        1
    );
}

/// Files that may read when a record holds, or that it is broken, without asking whether it is in force; each with its reason.
const PERIODS_OF_RECORDS: &[(&str, &str)] = &[
    ("compare/edit.rs", "changes the records of a copy of the model"),
    ("departures/duties.rs", "the phases of a service's operation are no record of their own"),
    ("model/people.rs", "says of itself whether its area could be read"),
    ("model/services.rs", "the phases of a service's operation are no records of their own"),
    ("plan/dates.rs", "a capacity is a number for each day, not something in force"),
    ("plan/waves.rs", "a capacity is a number for each day, not something in force"),
    ("resolve/", "makes the records"),
    ("routing/", "makes the table of them, on which the situation stands"),
    ("situation/", "answers for them"),
];

/// What parts of the table, and differences of two tables, are called: their days follow from the records.
const PARTS_OF_TABLES: &[&str] = &["before", "difference", "last", "new", "old", "part", "segment", "self"];

/// How often code reads the period of a record, or whether it is broken.
fn periods_of_records(code: &str) -> usize {
    // A field on a line of its own belongs to the name before it.
    let words: Vec<&str> = code.split_whitespace().collect();
    let code = words.join(" ").replace(" .", ".");
    let is_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    let reads = [".period", ".shadow"].into_iter().flat_map(|field| {
        code.match_indices(field)
            .filter(|(at, _)| !code[at + field.len()..].starts_with(|one| is_name(one) || one == '('))
    });
    reads
        .filter(|(at, field)| {
            let name: String = code[..*at].chars().rev().take_while(|one| is_name(*one)).collect();
            let name: String = name.chars().rev().collect();
            *field == ".shadow" || !PARTS_OF_TABLES.contains(&name.as_str())
        })
        .count()
}

/// The fault: a rule or a document decides for itself whether a record is in force, and forgets that it is broken, or over.
#[test]
fn whether_a_record_is_in_force_is_asked_of_the_situation() {
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    let mut needed = BTreeSet::new();
    for (path, text) in sources().into_iter().filter(|(path, _)| !is_test(path)) {
        let count = periods_of_records(&code(&text));
        match PERIODS_OF_RECORDS.iter().find(|(place, _)| path.starts_with(place)) {
            Some((place, _)) if count > 0 => drop(needed.insert(*place)),
            None if count > 0 => drop(found.insert(path, count)),
            _ => {}
        }
    }
    assert!(found.is_empty(), "ask `force`, or `limits` where the days themselves are told: {found:?}");
    let idle: Vec<_> = PERIODS_OF_RECORDS.iter().filter(|(place, _)| !needed.contains(place)).collect();
    assert!(idle.is_empty(), "no exception is needed for {idle:?}");
    let planted =
        "record.period.is_over(on) segment\n    .period self.period() x.shadow segment.shadow path.periods";
    assert_eq!(periods_of_records(planted), 3);
}

#[test]
fn files_clock_environment_and_terminal_have_few_doors() {
    let doors = [
        "std::fs",
        "std::env",
        "io::stdout",
        "io::stderr",
        "io::stdin",
        "SystemTime",
        "Instant::now",
        "ZonedDateTime::now",
    ];
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        if DOORS.iter().any(|door| path.starts_with(door)) || is_test(&path) {
            continue;
        }
        let code = code(&text);
        wrong.extend(doors.iter().filter(|door| code.contains(**door)).map(|door| format!("{path}: {door}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn petgraph_stays_in_the_graph() {
    for (path, text) in sources() {
        assert!(path.starts_with("graph/") || !code(&text).contains("petgraph::"), "{path}");
    }
}

#[test]
fn nothing_depends_on_a_hash_seed() {
    for (path, text) in sources() {
        let code = code(&text);
        assert!(!code.contains("HashMap") && !code.contains("HashSet"), "{path}: use BTreeMap or BTreeSet");
    }
}

#[test]
fn every_file_says_what_it_is_for_and_stays_small() {
    for (path, text) in sources() {
        assert!(text.starts_with("//! "), "{path} does not begin with what it is for");
        let lines = text.lines().count();
        let excused = LONG.iter().any(|(long, _)| *long == path);
        assert!(lines <= LONGEST || excused || is_test(&path), "{path} has {lines} lines");
        assert!(!excused || lines > LONGEST, "{path} needs no excuse any more");
    }
}

#[test]
fn names_of_folders_say_what_lives_in_them() {
    for (path, _) in sources() {
        for part in path.split('/') {
            let name = part.trim_end_matches(".rs");
            assert!(
                !matches!(name, "utils" | "util" | "helpers" | "helper" | "common" | "manager"),
                "{path}"
            );
        }
    }
}

/// "zu 3 weiteren", but "betrifft 3 weitere": written beside a number by hand, the word is wrong in half of all sentences.
#[test]
fn what_is_counted_beyond_a_list_is_put_into_its_case_in_one_place() {
    for (path, text) in sources() {
        let by_hand = code(&text).contains("} weitere");
        assert!(!by_hand || path.ends_with("text/list.rs"), "{path}: use text::list, which knows the case");
    }
}

#[test]
fn nothing_is_left_open() {
    let words =
        [concat!("todo", "!("), concat!("unimplemented", "!("), concat!("FIX", "ME"), concat!("TO", "DO")];
    for (path, text) in sources() {
        // What the calendar format calls a task.
        let text = text.replace(concat!("VTO", "DO"), "");
        for word in words {
            assert!(!text.contains(word), "{path}: {word}");
        }
    }
}

#[test]
fn every_link_in_the_documentation_leads_somewhere() {
    let mut pages = vec![root().join("README.md"), root().join("CHANGELOG.md")];
    let mut waiting = vec![root().join("docs")];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                pages.push(path);
            }
        }
    }
    let mut broken = Vec::new();
    for page in pages {
        let text = fs::read_to_string(&page).unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let target = link.split('#').next().unwrap();
            if target.is_empty()
                || target.contains("://")
                || target.starts_with("mailto:")
                || target.contains(' ')
            {
                continue;
            }
            if !page.parent().unwrap_or(Path::new(".")).join(target).exists() {
                broken.push(format!("{}: {link}", page.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}
