//! Lists as people write them: "Aurich, Leer und Wittmund", "„A“, „B“, „C“ und 3 weitere", "5 Onlinediensten".

use super::{Text, Words};

/// The case in which a German sentence takes a list: "betrifft 3 weitere", but "zu 3 weiteren". English has one form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Who or what: "3 weitere fehlen", and where a list stands for itself: behind a colon, in brackets.
    Nominative,
    /// After "zu", "bei", "von", "mit", "in": "zu 3 weiteren".
    Dative,
    /// After "betrifft", "für", "an": "für 3 weitere".
    Accusative,
}

/// What is counted, more than one of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noun {
    /// "Kreise", "districts".
    pub plain: Words,
    /// "Kreisen".
    pub dative: &'static str,
}

impl Noun {
    /// A noun from its plural, its German dative and its English plural.
    pub const fn new(plural: &'static str, dative: &'static str, english: &'static str) -> Self {
        Self { plain: Words::new(plural, english), dative }
    }

    /// The word in a case.
    pub const fn get(self, case: Case) -> Words {
        match case {
            Case::Nominative | Case::Accusative => self.plain,
            Case::Dative => Words::new(self.dative, self.plain.en),
        }
    }
}

/// Kreise and kreisfreie Städte, as lists of places count them.
pub const DISTRICTS: Noun = Noun::new("Kreise", "Kreisen", "districts");

/// "3 weitere", "3 weiteren".
pub fn more(count: usize, case: Case) -> Text {
    let word = Noun::new("weitere", "weiteren", "more").get(case);
    Text::new(format!("{count} {}", word.de), format!("{count} {}", word.en))
}

/// "3 weitere Kreise", "3 weiteren Kreisen".
pub fn more_of(count: usize, noun: Noun, case: Case) -> Text {
    let (more, word) = (more(count, case), noun.get(case));
    Text::new(format!("{} {}", more.de, word.de), format!("{} {}", more.en, word.en))
}

/// "5 Onlinedienste", "5 Onlinediensten".
pub fn counted(count: usize, noun: Noun, case: Case) -> Text {
    let word = noun.get(case);
    Text::new(format!("{count} {}", word.de), format!("{count} {}", word.en))
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
        assert_eq!(counted(5, DISTRICTS, Case::Dative).de, "5 Kreisen");
        assert_eq!(more_of(5, DISTRICTS, Case::Dative), Text::new("5 weiteren Kreisen", "5 more districts"));
    }

    #[test]
    fn nobody_is_counted_alone() {
        assert_eq!(short_list(&names(4), 3, Case::Dative).de, "N0, N1, N2 und N3");
        assert_eq!(short_list(&names(5), 3, Case::Dative).de, "N0, N1, N2 und 2 weiteren");
        assert_eq!(short_list(&[], 3, Case::Dative).de, "");
    }
}
