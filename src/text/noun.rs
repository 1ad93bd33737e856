//! What is counted, by number and case: "1 Kommune", "2 Kommunen", "mit 1.234 Kommunen", "beide Kommunen", "ein weiterer Kreis".

use std::fmt;

use super::{Language, Text, Words};

/// The case in which a German sentence takes a list: "betrifft 3 weitere", but "zu 3 weiteren". English has one form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Case {
    /// Who or what: "3 weitere fehlen", and where a list stands for itself: behind a colon, in brackets.
    Nominative,
    /// After "zu", "bei", "von", "mit", "in": "zu 3 weiteren".
    Dative,
    /// After "betrifft", "für", "an": "für 3 weitere".
    Accusative,
}

/// The gender of a German noun, named by its article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gender {
    /// Masculine.
    Der,
    /// Feminine.
    Die,
    /// Neuter.
    Das,
}

impl Gender {
    /// The article in a case.
    pub const fn article(self, case: Case) -> &'static str {
        match (self, case) {
            (Self::Der, Case::Accusative) => "den",
            (Self::Der | Self::Das, Case::Dative) => "dem",
            (Self::Der, Case::Nominative) | (Self::Die, Case::Dative) => "der",
            (Self::Die, _) => "die",
            (Self::Das, _) => "das",
        }
    }

    /// "ein weiterer", "eine weitere", "einem weiteren".
    const fn one_more(self, case: Case) -> &'static str {
        match (self, case) {
            (Self::Der, Case::Nominative) => "ein weiterer",
            (Self::Der, Case::Accusative) => "einen weiteren",
            (Self::Der | Self::Das, Case::Dative) => "einem weiteren",
            (Self::Die, Case::Dative) => "einer weiteren",
            (Self::Die, _) => "eine weitere",
            (Self::Das, _) => "ein weiteres",
        }
    }

    /// Whether an adjective behind the article ends with "e", not "en": "die große Stadt", but "der großen Stadt".
    pub(super) const fn has_short_ending(self, case: Case) -> bool {
        matches!((self, case), (_, Case::Nominative) | (Self::Die | Self::Das, Case::Accusative))
    }

    /// "der einzige", "die einzige", "dem einzigen".
    fn only(self, case: Case) -> String {
        let ending = if self.has_short_ending(case) { "e" } else { "en" };
        format!("{} einzig{ending}", self.article(case))
    }
}

/// A noun that is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noun {
    gender: Gender,
    /// "Kommune", "Befund".
    one: &'static str,
    /// The same in the dative, which differs only where one noun is two.
    one_dative: &'static str,
    /// "Kommunen".
    many: &'static str,
    /// "Kommunen", "Kreisen".
    dative: &'static str,
    /// "municipality", "municipalities".
    english: (&'static str, &'static str),
}

macro_rules! nouns {
    ($($(#[$meta:meta])* $name:ident = $gender:ident $one:literal $(/ $one_dative:literal)? $many:literal $dative:literal, $en:literal $ens:literal;)*) => {
        $($(#[$meta])* pub const $name: Noun =
            Noun {
                gender: Gender::$gender,
                one: $one,
                one_dative: nouns!(@dative $one $($one_dative)?),
                many: $many,
                dative: $dative,
                english: ($en, $ens),
            };)*

        /// All nouns, for the test that counts each.
        #[cfg(test)]
        const ALL: &[Noun] = &[$($name,)*];
    };
    (@dative $one:literal) => { $one };
    (@dative $one:literal $dative:literal) => { $dative };
}

nouns! {
    /// Kommunen: Gemeinden, Kreise and what else carries tasks.
    MUNICIPALITIES = Die "Kommune" "Kommunen" "Kommunen", "municipality" "municipalities";
    /// Kreise and kreisfreie Städte, as lists of places count them.
    DISTRICTS = Der "Kreis oder eine kreisfreie Stadt" / "Kreis oder einer kreisfreien Stadt" "Kreise und kreisfreie Städte" "Kreisen und kreisfreien Städten", "district" "districts";
    /// Online services.
    SERVICES = Der "Onlinedienst" "Onlinedienste" "Onlinediensten", "online service" "online services";
    /// Cells: a question that somebody has to answer.
    CELLS = Das "Feld" "Felder" "Feldern", "cell" "cells";
    /// Findings.
    FINDINGS = Der "Befund" "Befunde" "Befunden", "finding" "findings";
    /// Errors.
    ERRORS = Der "Fehler" "Fehler" "Fehlern", "error" "errors";
    /// Warnings.
    WARNINGS = Die "Warnung" "Warnungen" "Warnungen", "warning" "warnings";
    /// Notes.
    NOTES = Der "Hinweis" "Hinweise" "Hinweisen", "note" "notes";
    /// Circles of escalation.
    LOOPS = Die "Schleife" "Schleifen" "Schleifen", "loop" "loops";
    /// Components.
    COMPONENTS = Die "Komponente" "Komponenten" "Komponenten", "component" "components";
    /// Files.
    FILES = Die "Datei" "Dateien" "Dateien", "file" "files";
    /// Records.
    RECORDS = Der "Eintrag" "Einträge" "Einträgen", "record" "records";
}

impl Noun {
    /// A number with its noun: "1 Kommune", "0 Kommunen", "1.234 Kommunen".
    pub fn counted(self, count: usize, case: Case) -> Text {
        let word = self.word(count, case);
        Text::new(
            format!("{} {}", number(count, Language::De), word.de),
            format!("{} {}", number(count, Language::En), word.en),
        )
    }

    /// All of them, how many there may be: "die einzige Kommune", "beide Kommunen", "alle 1.234 Kommunen".
    pub fn all_of(self, count: usize, case: Case) -> Text {
        let both = if case == Case::Dative { "beiden" } else { "beide" };
        let all = if case == Case::Dative { "allen" } else { "alle" };
        let Words { de, en } = self.word(count, case);
        match count {
            1 => Text::new(format!("{} {de}", self.gender.only(case)), format!("the only {en}")),
            2 => Text::new(format!("{both} {de}"), format!("both {en}")),
            _ => Text::new(
                format!("{all} {} {de}", number(count, Language::De)),
                format!("all {} {en}", number(count, Language::En)),
            ),
        }
    }

    /// More of them: "ein weiterer Befund", "3 weitere Befunde", "in 3 weiteren Kreisen".
    pub fn more(self, count: usize, case: Case) -> Text {
        let Words { de, en } = self.word(count, case);
        if count == 1 {
            return Text::new(format!("{} {de}", self.gender.one_more(case)), format!("1 more {en}"));
        }
        let weak = if case == Case::Dative { "weiteren" } else { "weitere" };
        Text::new(
            format!("{} {weak} {de}", number(count, Language::De)),
            format!("{} more {en}", number(count, Language::En)),
        )
    }

    /// The noun alone, for a number that stands elsewhere.
    pub const fn word(self, count: usize, case: Case) -> Words {
        let german = match (count, case) {
            (1, Case::Dative) => self.one_dative,
            (1, Case::Nominative | Case::Accusative) => self.one,
            (_, Case::Dative) => self.dative,
            (_, Case::Nominative | Case::Accusative) => self.many,
        };
        Words::new(german, if count == 1 { self.english.0 } else { self.english.1 })
    }
}

/// A whole number as people read it: from 1.000 on with a mark for the thousands (German 1.234, English 1,234).
pub fn number(count: impl fmt::Display, language: Language) -> String {
    let mark = match language {
        Language::De => '.',
        Language::En => ',',
    };
    let digits = count.to_string();
    let mut shown = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push(mark);
        }
        shown.push(digit);
    }
    shown
}

/// A word at the beginning of a sentence.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const COUNTS: [usize; 6] = [0, 1, 2, 3, 11, 1234];

    #[test]
    fn each_noun_agrees_with_each_number_in_each_case() {
        for noun in ALL {
            for count in COUNTS {
                for case in [Case::Nominative, Case::Dative, Case::Accusative] {
                    let told = noun.counted(count, case);
                    let (german, english) = match (count, case) {
                        (1, _) => (noun.one, noun.english.0),
                        (_, Case::Dative) => (noun.dative, noun.english.1),
                        _ => (noun.many, noun.english.1),
                    };
                    let head = german.split_whitespace().next().unwrap_or_default();
                    assert!(told.de.contains(head), "{told:?} {case:?}");
                    assert!(told.en.ends_with(english), "{told:?}");
                    assert_eq!(told.de.starts_with("1.234 "), count == 1234);
                    assert_eq!(told.en.starts_with("1,234 "), count == 1234);
                }
            }
        }
    }

    #[test]
    fn german_plurals_in_the_dative_end_with_n_or_s() {
        for noun in ALL {
            assert!(noun.dative.ends_with(['n', 's']), "{}", noun.dative);
        }
    }

    #[test]
    fn sentences_over_each_count() {
        let told = |count| MUNICIPALITIES.all_of(count, Case::Nominative).de;
        assert_eq!(
            COUNTS.map(told),
            [
                "alle 0 Kommunen",
                "die einzige Kommune",
                "beide Kommunen",
                "alle 3 Kommunen",
                "alle 11 Kommunen",
                "alle 1.234 Kommunen"
            ]
        );
        assert_eq!(MUNICIPALITIES.all_of(2, Case::Dative).de, "beiden Kommunen");
        assert_eq!(RECORDS.counted(2, Case::Dative).de, "2 Einträgen");
        assert_eq!(RECORDS.counted(1, Case::Nominative).de, "1 Eintrag");
        assert_eq!(FINDINGS.more(1, Case::Nominative).de, "ein weiterer Befund");
        assert_eq!(FINDINGS.more(1, Case::Dative).de, "einem weiteren Befund");
        assert_eq!(MUNICIPALITIES.more(1, Case::Dative).de, "einer weiteren Kommune");
        assert_eq!(DISTRICTS.more(3, Case::Dative).de, "3 weiteren Kreisen und kreisfreien Städten");
        assert_eq!(number(1_161_324, Language::De), "1.161.324");
        assert_eq!(number(100, Language::En), "100");
    }
}
