//! Lists as people write them: "Aurich, Leer und Wittmund", "„A“, „B“, „C“ und 3 weitere", "5 Onlinediensten".

pub use super::noun::Case;
use super::noun::number;
use super::{Language, Text};

/// "3 weitere", "3 weiteren".
pub fn more(count: usize, case: Case) -> Text {
    let word = if case == Case::Dative { "weiteren" } else { "weitere" };
    Text::new(
        format!("{} {word}", number(count, Language::De)),
        format!("{} more", number(count, Language::En)),
    )
}

/// A list as people write it: "Aurich, Leer und Wittmund".
pub fn and_list(names: &[String]) -> Text {
    let join = |word: &str| match names.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} {word} {last}", rest.join(", ")),
    };
    Text::new(join("und"), join("and"))
}

/// The same of names that differ by language.
pub fn and_texts(names: impl Iterator<Item = Text>) -> Text {
    let (german, english): (Vec<String>, Vec<String>) = names.map(|name| (name.de, name.en)).unzip();
    Text::new(and_list(&german).de, and_list(&english).en)
}

/// A list that fits one line: so many names, more are counted. One more than that is shorter to name than to count.
pub fn short_list(names: &[String], most: usize, case: Case) -> Text {
    if names.len() <= most + 1 {
        return and_list(names);
    }
    let shown = names.iter().take(most).cloned().collect::<Vec<_>>().join(", ");
    let more = more(names.len() - most, case);
    Text::new(format!("{shown} und {}", more.de), format!("{shown} and {}", more.en))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(count: usize) -> Vec<String> {
        (0..count).map(|at| format!("N{at}")).collect()
    }

    #[test]
    fn what_is_counted_stands_in_the_case_of_the_sentence() {
        let list = |case| short_list(&names(6), 3, case).de;
        assert_eq!(list(Case::Nominative), "N0, N1, N2 und 3 weitere");
        assert_eq!(list(Case::Accusative), "N0, N1, N2 und 3 weitere");
        assert_eq!(list(Case::Dative), "N0, N1, N2 und 3 weiteren");
        assert_eq!(short_list(&names(6), 3, Case::Dative).en, "N0, N1, N2 and 3 more");
    }

    #[test]
    fn nobody_is_counted_alone() {
        assert_eq!(short_list(&names(4), 3, Case::Dative).de, "N0, N1, N2 und N3");
        assert_eq!(short_list(&names(5), 3, Case::Dative).de, "N0, N1, N2 und 2 weiteren");
        assert_eq!(short_list(&[], 3, Case::Dative).de, "");
    }
}
