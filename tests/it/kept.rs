//! However a workspace is read, by whom and how often: the outcome is the same.

use lotse::cli::threads::Threads;
use lotse::config::Kept;
use lotse::time::Date;
use lotse::work::Alone;
use lotse::workspace::{Texts, Workspace};

const ON: Date = Date::constant(2027, 1, 1);

fn file(state: &str, id: &str, more: &str) -> String {
    format!(
        "[state]\ncode = \"{state}\"\n\n[[organization]]\nid = \"{id}\"\nname = \"Amt {id}\"\nkind = \"authority\"\n{more}"
    )
}

fn country() -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = (0..40)
        .map(|at| (format!("ni/{at:02}.toml"), file("NI", &format!("amt-{at}"), "deputi = \"internal\"\n")))
        .collect();
    files.push((
        "hb/state.toml".to_owned(),
        file("HB", "it", "\n[[service]]\nid = \"ehe\"\nname = \"Ehe\"\nit-provider = \"weg\"\n"),
    ));
    files.push((
        "ni/use.toml".to_owned(),
        file("NI", "amt-7", "\n[[use]]\nservice = \"hb/ehe\"\ngo-live = 2026-06-01\n"),
    ));
    files.push(("ni/zerrissen.toml".to_owned(), file("NI", "letzte", "\n[[support]\n")));
    files
}

fn texts(files: &[(String, String)]) -> Texts {
    Texts {
        settings: Some(("lotse.toml".to_owned(), "format = 1\n".to_owned())),
        files: files.to_vec(),
        ..Texts::default()
    }
}

/// All that a workspace comes to.
fn outcome(workspace: &Workspace) -> String {
    let table = workspace.table();
    let judgement = workspace.judge(&table, ON);
    let threads = Threads::of(3);
    let shared = workspace.table_with(&threads);
    let same = workspace.judge_with(&shared, ON, &threads);
    assert_eq!(format!("{:?}", table.rows()), format!("{:?}", shared.rows()), "routing on threads");
    assert_eq!(judgement.findings, same.findings, "rules on threads");
    format!("{:#?}\n{:#?}\n{:#?}", workspace.model, workspace.problems, judgement.findings)
}

#[test]
fn threads_change_nothing() {
    let alone = Workspace::read_with(texts(&country()), &Alone);
    assert!(alone.problems.len() > 40, "the files have mistakes: {}", alone.problems.len());
    let threads = Workspace::read_with(texts(&country()), &Threads::of(4));
    assert_eq!(outcome(&threads), outcome(&alone));
}

#[test]
fn what_is_kept_is_what_would_be_read() {
    let mut kept = Kept::default();
    let mut files = country();
    let mut check = |files: &[(String, String)], what: &str| {
        let again = Workspace::read_keeping(texts(files), &mut kept, &Alone);
        assert_eq!(outcome(&again), outcome(&Workspace::read_with(texts(files), &Alone)), "{what}");
        outcome(&again)
    };
    let first = check(&files, "first");
    assert_eq!(check(&files, "nothing changed"), first);
    for (path, text) in &mut files {
        if path == "ni/20.toml" {
            *text = file("NI", "amt-neu", "");
        }
    }
    let second = check(&files, "one file changed");
    assert_ne!(second, first);
    files.insert(3, ("a.toml".to_owned(), file("NI", "ganz-vorn", "")));
    let third = check(&files, "a file before all others");
    assert_ne!(third, second);
    files.retain(|(path, _)| path != "a.toml" && path != "ni/05.toml");
    let fourth = check(&files, "two files fewer");
    assert_ne!(fourth, third);
}
