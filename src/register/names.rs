//! Names as people type them: without capitals, umlauts either way ("Koeln", "Koln"), without accents.

/// The name without what follows the first comma.
pub(super) fn plain(name: &str) -> &str {
    name.split(',').next().unwrap_or(name).trim()
}

/// Whether a unit or a Kommune of this name is meant by what somebody typed: case does not count, ä may be "ae" or "a",
/// suffix and river may be missing.
pub fn is_called(name: &str, typed: &str) -> bool {
    Folded::new(typed).rank(name) == Some(Match::Exact)
}

/// A name in the two forms in which it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Folded {
    /// ä as "ae".
    long: String,
    /// ä as "a".
    short: String,
}

/// How well a name answers a query; the lesser, the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Match {
    /// The name itself or one of its short forms.
    Exact,
    /// The name begins so.
    Prefix,
    /// It occurs in the name.
    Contains,
}

impl Folded {
    /// Both forms of a name.
    pub(super) fn new(name: &str) -> Self {
        let mut folded =
            Self { long: String::with_capacity(name.len() + 4), short: String::with_capacity(name.len()) };
        for letter in name.trim().chars().flat_map(char::to_lowercase) {
            folded.push(letter);
        }
        folded
    }

    fn push(&mut self, letter: char) {
        match letter {
            'ä' | 'ö' | 'ü' => {
                let base = base(letter);
                self.long.extend([base, 'e']);
                self.short.push(base);
            }
            // A decomposed umlaut: its vowel is there already.
            '\u{308}' if self.long.ends_with(['a', 'o', 'u']) => self.long.push('e'),
            '\u{300}'..='\u{36f}' => {}
            'ß' => {
                self.long.push_str("ss");
                self.short.push_str("ss");
            }
            _ => {
                self.long.push(base(letter));
                self.short.push(base(letter));
            }
        }
    }

    /// How well `name` answers this query; none if not at all. An empty query matches nothing.
    pub(super) fn rank(&self, name: &str) -> Option<Match> {
        if self.long.is_empty() {
            return None;
        }
        let whole = Self::new(name);
        if self.same(&whole) || short_forms(name).any(|form| self.same(&Self::new(form))) {
            return Some(Match::Exact);
        }
        let test =
            |part: fn(&str, &str) -> bool| part(&whole.long, &self.long) || part(&whole.short, &self.short);
        if test(|name, query| name.starts_with(query)) {
            Some(Match::Prefix)
        } else if test(|name, query| name.contains(query)) {
            Some(Match::Contains)
        } else {
            None
        }
    }

    /// Whether two names are the same in either form.
    pub(super) fn same(&self, other: &Self) -> bool {
        self.long == other.long || self.short == other.short
    }
}

/// What people call a unit for short: without the suffix, without the river ("Schwedt" of "Schwedt/Oder, Stadt"), or by
/// its Sorbian name. "Oder" is none: what follows a slash is a name of the same place only if it is Sorbian, which its
/// letters tell.
fn short_forms(name: &str) -> impl Iterator<Item = &str> {
    let (first, second) = name.split_once('/').unwrap_or((name, ""));
    let second = plain(second);
    let sorbian = second.chars().any(|letter| !letter.is_ascii() && !"äöüßÄÖÜ".contains(letter));
    [Some(plain(name)), Some(plain(first)), sorbian.then_some(second)].into_iter().flatten()
}

/// The letter without its accent, for the accents that German place names bear (Sorbian, French, Danish).
fn base(letter: char) -> char {
    match letter {
        'ä' | 'à' | 'á' | 'â' | 'ã' | 'å' | 'ā' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è' | 'é' | 'ê' | 'ë' | 'ě' | 'ę' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ö' | 'ò' | 'ó' | 'ô' | 'õ' | 'ø' | 'ő' => 'o',
        'ŕ' | 'ř' => 'r',
        'ś' | 'š' => 's',
        'ü' | 'ù' | 'ú' | 'û' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn umlauts_may_be_typed_in_three_ways() {
        for query in ["Köln", "koeln", "KOLN", "Ko\u{308}ln"] {
            assert_eq!(Folded::new(query).rank("Köln, Stadt"), Some(Match::Exact), "{query}");
        }
        assert_eq!(Folded::new("gross").rank("Großenkneten"), Some(Match::Prefix));
        assert_eq!(Folded::new("kneten").rank("Großenkneten"), Some(Match::Contains));
        assert_eq!(Folded::new("").rank("Kiel"), None);
        assert_eq!(
            Folded::new("Bela Gora-Belin").rank("Byhleguhre-Byhlen/Beła Góra-Bělin"),
            Some(Match::Exact)
        );
        assert_eq!(Folded::new("Schwedt").rank("Schwedt/Oder, Stadt"), Some(Match::Exact));
        assert_eq!(Folded::new("Oder").rank("Schwedt/Oder, Stadt"), Some(Match::Contains));
    }
}
