//! Files as a house: no circle among them.

use std::collections::{BTreeMap, BTreeSet};

use crate::tidy::{code, is_test, sources};

/// A module path and the file that holds it: `view::plan` → `view/plan/mod.rs`.
fn modules() -> BTreeMap<String, String> {
    let named = |path: &str| path.trim_end_matches(".rs").trim_end_matches("/mod").replace('/', "::");
    let files =
        sources().into_iter().filter(|(path, _)| !is_test(path) && path != "lib.rs" && path != "main.rs");
    files.map(|(path, text)| (named(&path), code(&text))).collect()
}

/// The paths that one `use` tree names.
fn paths_of(tree: &str) -> Vec<String> {
    let tree = tree.trim();
    let Some(open) = tree.find('{') else {
        return vec![tree.split(" as ").next().unwrap().trim().to_owned()];
    };
    let (front, inner) = (&tree[..open], &tree[open + 1..tree.rfind('}').unwrap()]);
    let (mut found, mut depth, mut begin) = (Vec::new(), 0, 0);
    for (at, letter) in inner.char_indices().chain([(inner.len(), ',')]) {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                let part = &inner[begin..at];
                if !part.trim().is_empty() {
                    found.extend(paths_of(part).into_iter().map(|rest| format!("{front}{rest}")));
                }
                begin = at + 1;
            }
            _ => {}
        }
    }
    found
}

/// The `use` declarations of a file: whether each passes on what it names, and the paths that it names.
fn uses(code: &str) -> Vec<(bool, Vec<String>)> {
    let mut found = Vec::new();
    let mut open: Option<(bool, String)> = None;
    for line in code.lines() {
        let line = line.trim();
        if open.is_none() {
            let (visibility, rest) = match line.strip_prefix("pub") {
                Some(rest) => (true, rest.split_once("use ").filter(|(before, _)| is_visibility(before))),
                None => (false, line.split_once("use ").filter(|(before, _)| before.is_empty())),
            };
            open = rest.map(|(_, tree)| (visibility, tree.to_owned()));
        } else if let Some((_, tree)) = &mut open {
            tree.push_str(line);
        }
        if let Some((is_public, tree)) = open.take_if(|(_, tree)| tree.ends_with(';')) {
            found.push((is_public, paths_of(tree.trim_end_matches(';'))));
        }
    }
    found
}

/// What stands between `pub` and `use`: nothing, or how far.
fn is_visibility(text: &str) -> bool {
    let text = text.trim();
    text.is_empty() || (text.starts_with('(') && text.ends_with(')'))
}

/// Paths in the midst of code: `super::words::day(…)`.
fn inline_paths(code: &str) -> Vec<String> {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':';
    let tokens = code.split(|letter: char| !is_part(letter));
    let begins = |token: &&str| ["crate::", "super::", "self::"].iter().any(|front| token.starts_with(front));
    tokens.filter(begins).map(ToOwned::to_owned).collect()
}

/// The whole of a path as modules and a name, from the root of the crate.
fn absolute(path: &str, from: &str, is_folder: bool, known: &BTreeMap<String, String>) -> Option<String> {
    let mut parts: Vec<&str> = path.split("::").collect();
    let mut base: Vec<&str> = from.split("::").collect();
    match parts.first().copied()? {
        "crate" => {
            parts.remove(0);
            base.clear();
        }
        "self" => {
            parts.remove(0);
        }
        "super" => {
            while parts.first() == Some(&"super") {
                parts.remove(0);
                base.pop();
            }
        }
        first if is_folder && known.contains_key(&format!("{from}::{first}")) => {}
        _ => return None,
    }
    base.extend(parts);
    Some(base.join("::"))
}

/// Which files use which, by the module paths: what a file passes on is charged to the file that it comes from. A file may ask
/// the `mod.rs` of its own folder, whose part it is.
fn edges(known: &BTreeMap<String, String>, folders: &BTreeSet<String>) -> BTreeMap<String, BTreeSet<String>> {
    let deepest = |path: &str| {
        let mut at = path;
        loop {
            if known.contains_key(at) {
                return Some(at.to_owned());
            }
            at = at.rsplit_once("::")?.0;
        }
    };
    let mut passed: BTreeMap<(String, String), String> = BTreeMap::new();
    for (module, code) in known {
        for path in uses(code).into_iter().filter(|(is_public, _)| *is_public).flat_map(|(_, paths)| paths) {
            let name = path.rsplit("::").next().unwrap().to_owned();
            let from = absolute(&path, module, folders.contains(module), known);
            if let Some(home) = from.and_then(|path| deepest(&path)) {
                passed.insert((module.clone(), name), home);
            }
        }
    }
    let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (module, code) in known {
        let of_module = edges.entry(module.clone()).or_default();
        let named = uses(code).into_iter().flat_map(|(_, paths)| paths).chain(inline_paths(code));
        for path in named.filter_map(|path| absolute(&path, module, folders.contains(module), known)) {
            let Some(mut home) = deepest(&path) else { continue };
            let rest = path.strip_prefix(&home).unwrap().trim_start_matches("::");
            let name = rest.split("::").next().unwrap().to_owned();
            if let Some(origin) = passed.get(&(home.clone(), name)) {
                home.clone_from(origin);
            }
            let is_own_folder = module.starts_with(&format!("{home}::"));
            if home != *module && !is_own_folder {
                of_module.insert(home);
            }
        }
    }
    edges
}

/// Circles: files each of which uses, over others, all the others.
fn circles(edges: &BTreeMap<String, BTreeSet<String>>) -> Vec<BTreeSet<String>> {
    let reach = |from: &String| {
        let mut found: BTreeSet<&String> = BTreeSet::new();
        let mut waiting: Vec<&String> = edges[from].iter().collect();
        while let Some(next) = waiting.pop() {
            if found.insert(next) {
                waiting.extend(edges.get(next).into_iter().flatten());
            }
        }
        found
    };
    let reaches: BTreeMap<&String, BTreeSet<&String>> =
        edges.keys().map(|from| (from, reach(from))).collect();
    let circle = |from: &String| -> BTreeSet<String> {
        let there =
            reaches[from].iter().filter(|to| reaches.get(**to).is_some_and(|back| back.contains(from)));
        there.map(|to| (*to).clone()).collect()
    };
    let all: BTreeSet<BTreeSet<String>> =
        edges.keys().map(circle).filter(|circle| !circle.is_empty()).collect();
    all.into_iter().collect()
}

/// The fault: two files that need each other are one file in two pieces; neither can be read, tested or moved alone.
#[test]
fn no_files_use_each_other_in_a_circle() {
    let known = modules();
    let is_folder = |(path, _): &(String, String)| path.ends_with("/mod.rs");
    let folders: BTreeSet<String> = sources()
        .into_iter()
        .filter(is_folder)
        .map(|(path, _)| path.trim_end_matches("/mod.rs").replace('/', "::"))
        .collect();
    let edges = edges(&known, &folders);
    assert!(
        edges.values().map(BTreeSet::len).sum::<usize>() > 1_000,
        "the test no longer sees who uses whom"
    );
    let found = circles(&edges);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_circle_is_seen_through_what_a_folder_passes_on() {
    let file = |name: &str, code: &str| (name.to_owned(), code.to_owned());
    let known = BTreeMap::from([
        file("a", "mod one;\nmod two;\npub use self::one::{\nFirst,\nOther};"),
        file("a::one", "use super::two::{self, Second};"),
        file("a::two", "use super::First;"),
        file("b", "use crate::a::First; fn f() { super::a::two::g() }"),
    ]);
    let edges = edges(&known, &BTreeSet::from(["a".to_owned()]));
    assert_eq!(edges["b"], BTreeSet::from(["a::one".to_owned(), "a::two".to_owned()]));
    assert_eq!(circles(&edges), [BTreeSet::from(["a::one".to_owned(), "a::two".to_owned()])]);
}

/// What the library exports, by name. Each is a promise; a longer list needs a reason.
const EXPORTED: [&str; 10] =
    ["Alone", "Date", "Day", "Form", "Kept", "Language", "Opened", "Workers", "main as run", "parse_date"];

/// The fault: a room is opened for one test or one caller, and from then on the compiler cannot say what nobody uses.
#[test]
fn the_library_exports_the_facade_alone() {
    let (_, library) = sources().into_iter().find(|(path, _)| path == "lib.rs").unwrap();
    let code = code(&library);
    assert!(!code.contains("\npub mod "), "a room is private");
    let mut exported: Vec<String> = Vec::new();
    for statement in code.split("pub use ").skip(1) {
        let tree = statement.split(';').next().unwrap();
        let front = tree.rfind("::").map_or(tree, |at| &tree[at + 2..]);
        match tree.split_once('{') {
            Some((_, names)) => {
                exported.extend(names.trim_end_matches('}').split(',').map(|name| name.trim().to_owned()));
            }
            None => exported.push(front.to_owned()),
        }
    }
    exported.sort();
    assert_eq!(exported, EXPORTED);
}

/// The fault: a recipe names fewer files than one has to touch. Each place that a document is named by hand is counted.
#[test]
fn a_document_is_made_of_four_files() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let recipe = std::fs::read_to_string(root.join("docs/architecture.md")).unwrap();
    assert!(recipe.contains("By hand, 4 files:"));
    // `couse` is named nowhere else: not in the list of notes' words, which is told beside.
    let mut files: Vec<String> = Vec::new();
    for (path, text) in sources() {
        let code = code(&text);
        let names = ["couse::DOCUMENT", "\"couse\"", "mod couse;", "couse.md"];
        if names.iter().any(|name| code.contains(name)) && !is_test(&path) {
            files.push(path);
        }
    }
    // The start page links it because somebody wants to find it there, not because it would not exist.
    assert_eq!(files, ["view/couse.rs", "view/mod.rs", "view/start.rs", "vocabulary/support.rs"]);
    assert!(["de", "en"].iter().all(|language| root.join(format!("templates/{language}/couse.md")).exists()));
}

/// The same of a rule: its file, the list, the profile line that asks for it, its planted defect; its page is generated.
#[test]
fn a_rule_is_made_of_four_files() {
    let rule = "l313_level_without_accessibility_path";
    let named: Vec<String> = sources()
        .into_iter()
        .filter(|(path, text)| {
            !is_test(path)
                && (path.contains(rule) || code(text).contains(rule) || code(text).contains("\"L313\""))
        })
        .map(|(path, _)| path)
        .collect();
    assert_eq!(named, ["rules/l313_level_without_accessibility_path.rs", "rules/mod.rs"]);
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for (file, word) in [
        ("tests/it/planted/defects.toml", "code = \"L313\""),
        ("templates/profiles/barrierefreiheit.toml", "L313"),
    ] {
        assert!(std::fs::read_to_string(root.join(file)).unwrap().contains(word), "{file}");
    }
}
