//! The glossary: the words of the field and the closed lists of the files, as a page of Markdown.

use std::fmt::Write as _;

use crate::vocabulary::terms::{TERMS, lists};

/// The page `docs/glossar.md`, German first.
pub fn markdown() -> String {
    let mut page = String::from(
        "# Glossar\n\nDie Wörter des Fachs, wie Lotse sie verwendet; dahinter das englische Wort, wie es in Dateien und Programm steht.\n\n\
         | Wort | englisch | in den Dateien | Bedeutung |\n| --- | --- | --- | --- |\n",
    );
    for term in TERMS {
        let key = if term.key.is_empty() { String::new() } else { format!("`{}`", term.key) };
        let _ = writeln!(
            page,
            "| {} | {} | {key} | {} *{}* |",
            term.word.de, term.word.en, term.meaning.de, term.meaning.en
        );
    }
    page.push_str("\n## Feste Listen\n\nDiese Wörter kennt das Format; wie sie eingesetzt werden, sagt [format.md](format.md).\n");
    for (title, words) in lists() {
        let _ = write!(
            page,
            "\n### {}\n\n*{}*\n\n| in den Dateien | deutsch | englisch |\n| --- | --- | --- |\n",
            title.de, title.en
        );
        for (word, label) in words {
            let _ = writeln!(page, "| `{word}` | {} | {} |", label.de, label.en);
        }
    }
    page
}
