//! `lotse check --fix`: safe repairs are written into the files, or shown.

use std::fmt::Write as _;
use std::path::Path;

use super::Args;
use crate::cli::failure::{Failure, Kind};
use crate::cli::{Session, input, output};
use crate::fix::{self, Mended};
use crate::source::Sources;
use crate::text::noun::{Case, FILES};
use crate::text::{Language, text};

/// How often repairs may uncover further ones (a key that could be read only after its table was).
const ROUNDS: usize = 8;

/// Repairs what is safe, until nothing more is; tells what it did.
pub(super) fn run(args: &Args, session: Session) -> Result<String, Failure> {
    let mut told = String::new();
    let (mut places, mut files) = (0, std::collections::BTreeSet::new());
    let mut language = session.language.unwrap_or_default();
    for _ in 0..ROUNDS {
        let (workspace, root) = session.load(&args.paths)?;
        language = session.speaks(&workspace);
        let table = workspace.table();
        let judgement = workspace.judge(&table, session.on);
        let mended = fix::apply(&judgement.findings, &workspace.sources);
        if mended.is_empty() {
            break;
        }
        for file in &mended {
            if args.dry_run {
                told.push_str(&fix::diff(file, workspace.sources.get(file.source)));
            } else {
                write(&root, file, &workspace.sources)?;
                told.push_str(&lines(file, &workspace.sources));
            }
            places += file.edits.len();
            files.insert(file.path.clone());
        }
        if args.dry_run {
            break;
        }
    }
    let closing = closing(places, files.len(), args.dry_run, language);
    let _ = writeln!(told, "{closing}\n");
    Ok(told)
}

fn closing(places: usize, files: usize, dry_run: bool, language: Language) -> String {
    if places == 0 {
        let nothing =
            text!("nichts, was sicher berichtigt werden kann", "nothing that can be repaired safely");
        return nothing.get(language).to_owned();
    }
    let (place_de, place_en) = if places == 1 { ("Stelle", "place") } else { ("Stellen", "places") };
    let file = FILES.word(files, Case::Dative);
    let (de, en) = (
        format!("{places} {place_de} in {files} {}", file.de),
        format!("{places} {place_en} in {files} {}", file.en),
    );
    let told = match (dry_run, places) {
        (true, 1) => {
            text!(
                "{de} würde berichtigt; geschrieben wurde nichts",
                "{en} would be repaired; nothing was written"
            )
        }
        (true, _) => {
            text!(
                "{de} würden berichtigt; geschrieben wurde nichts",
                "{en} would be repaired; nothing was written"
            )
        }
        (false, _) => text!("{de} berichtigt", "repaired {en}"),
    };
    told.get(language).to_owned()
}

/// What was repaired in a file, one line each.
fn lines(file: &Mended, sources: &Sources) -> String {
    let mut text = String::new();
    for edit in &file.edits {
        let (start, _) = sources.positions(edit.span);
        let (path, before) = (&file.path, sources.snippet(edit.span));
        let _ = writeln!(text, "{path}:{start}: {before} -> {}", edit.replacement);
    }
    text
}

/// Writes a file if it still is what was read.
fn write(root: &Path, file: &Mended, sources: &Sources) -> Result<(), Failure> {
    let path = root.join(&file.path);
    let present = input::read_text(&path)?;
    let (mark, body) = match present.strip_prefix('\u{feff}') {
        Some(body) => ("\u{feff}", body),
        None => ("", present.as_str()),
    };
    if body != sources.get(file.source).text() {
        let shown = &file.path;
        return Err(Failure::new(
            Kind::Output,
            text!(
                "„{shown}“ wurde währenddessen geändert und bleibt, wie es ist",
                "“{shown}” was changed meanwhile and stays as it is"
            ),
        ));
    }
    // A link is followed: the file it leads to is what was read.
    output::write_named(&input::real(&path)?, format!("{mark}{}", file.text).as_bytes())
}
