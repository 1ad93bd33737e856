//! Places as people say them: "die Freie und Hansestadt Hamburg", "im Märkischen Kreis", "in den Landkreisen Aurich und Leer".
//!
//! Official lists write the kind behind the name ("Borkum, Stadt"), before it ("Landkreis Aurich"), inside it ("Rhein-Kreis
//! Neuss"), or as a letter ("Aham, M"). Here the kind comes first and has its article; what is no kind but part of a name stays
//! ("Markt Schwaben", "Neustadt am Rübenberge").

use super::list::and_list;
use super::noun::{self, Case, Gender};

/// Kinds of places with their gender; a word that ends with one is of that kind ("Samtgemeinde", "Klosterflecken").
const KINDS: &[(&str, Gender)] = &[
    ("stadt", Gender::Die),
    ("gemeinde", Gender::Die),
    ("kreis", Gender::Der),
    ("markt", Gender::Der),
    ("flecken", Gender::Der),
    ("amt", Gender::Das),
    ("gemeinschaft", Gender::Die),
    ("verband", Gender::Der),
    ("region", Gender::Die),
    ("bezirk", Gender::Der),
    ("insel", Gender::Die),
    ("bad", Gender::Das),
];
/// Words that end like a kind and are names, or begin one, where nothing else says that they are kinds.
const NAMES: [&str; 5] = ["Neustadt", "Altstadt", "Markt", "Bad", "Wildbad"];
/// Kinds as the Bavarian list shortens them.
const SHORT: [(&str, &str); 4] =
    [("M", "Markt"), ("St", "Stadt"), ("GKSt", "Große Kreisstadt"), ("krfr. St", "kreisfreie Stadt")];
/// Words after which a place is told from others of its name: "Neustadt am Rübenberge".
const BESIDE: [&str; 12] = ["a.", "am", "an", "auf", "bei", "im", "in", "ob", "unter", "vor", "vorm", "zu"];
/// Plurals of the kinds: nominative and accusative, dative.
const PLURALS: &[(&str, &str, &str)] = &[
    ("stadt", "städte", "städten"),
    ("gemeinde", "gemeinden", "gemeinden"),
    ("kreis", "kreise", "kreisen"),
    ("markt", "märkte", "märkten"),
    ("flecken", "flecken", "flecken"),
    ("amt", "ämter", "ämtern"),
    ("gemeinschaft", "gemeinschaften", "gemeinschaften"),
    ("verband", "verbände", "verbänden"),
    ("region", "regionen", "regionen"),
    ("bezirk", "bezirke", "bezirken"),
    ("insel", "inseln", "inseln"),
    ("bad", "bäder", "bädern"),
];

/// A place with its kind, where that is known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// The words of the kind, in the nominative after an article: "Große Kreisstadt"; empty: the name stands alone.
    kind: String,
    /// The bare name: "Riesa"; empty where the kind is the name ("Ennepe-Ruhr-Kreis").
    name: String,
    gender: Option<Gender>,
}

impl Named {
    /// A place by the name that a list or a file gives it, and by the kind that a register knows of it.
    pub fn new(given: &str, kind: Option<&str>) -> Self {
        let given = given.trim();
        if let Some((name, suffix)) = given.rsplit_once(", ") {
            let suffix = SHORT.iter().find(|(short, _)| *short == suffix).map_or(suffix, |(_, long)| long);
            if let Some(gender) = suffix.split_whitespace().last().and_then(gender) {
                return Self::of(suffix, name, gender);
            }
        }
        if let Some(found) = Self::leading(given) {
            return found;
        }
        // "kreisangehörige Gemeinde": the legal status is no part of how people call it.
        let is_status = |word: &&str| word.chars().next().is_some_and(char::is_lowercase);
        let kind: Vec<&str> = kind.unwrap_or_default().split_whitespace().skip_while(is_status).collect();
        let known = kind.last().and_then(|word| gender(word));
        match known.filter(|_| !given.is_empty()) {
            Some(gender) => Self::of(&kind.join(" "), given, gender),
            None => Self::bare(given),
        }
    }

    /// A name that has no kind and no article.
    pub fn bare(name: &str) -> Self {
        Self { kind: String::new(), name: name.to_owned(), gender: None }
    }

    /// A name behind a kind that is known for certain: "Kreis 03452".
    pub fn with_kind(kind: &str, name: &str) -> Self {
        match kind.split_whitespace().last().and_then(gender) {
            Some(gender) => Self::of(kind, name, gender),
            None => Self::bare(&format!("{kind} {name}")),
        }
    }

    fn of(kind: &str, name: &str, gender: Gender) -> Self {
        Self { kind: weak(kind), name: name.to_owned(), gender: Some(gender) }
    }

    /// A name that begins with its kind, or is one: "Große Kreisstadt Riesa", "Märkischer Kreis".
    fn leading(given: &str) -> Option<Self> {
        let words: Vec<&str> = given.split_whitespace().collect();
        let before = words.iter().take_while(|word| is_qualifier(word)).count();
        let kind = words.get(before)?;
        let found = gender(kind)?;
        let (head, rest) = (words.get(..=before)?.join(" "), words.get(before + 1..)?);
        if rest.is_empty() {
            // Only a Kreis is called by its kind alone; "Darmstadt" is a name.
            let whole = kind.to_lowercase().ends_with("kreis") && head.to_lowercase() != "kreis";
            return whole.then(|| Self::of(&head, "", found));
        }
        let next = rest.first().copied().unwrap_or_default();
        let is_name = NAMES.contains(kind) || next.starts_with('(') || BESIDE.contains(&next);
        (!is_name).then(|| Self::of(&head, &rest.join(" "), found))
    }

    /// With the kind, without an article: "Stadt Borkum", "Märkischer Kreis".
    pub fn plain(&self) -> String {
        self.joined(&self.strong())
    }

    /// The bare name: "Borkum".
    pub fn short(&self) -> String {
        if self.name.is_empty() { self.strong() } else { self.name.clone() }
    }

    /// With its article, in a case: "die Stadt Borkum", "dem Märkischen Kreis"; a name without a kind has none.
    pub fn with_article(&self, case: Case) -> String {
        let Some(gender) = self.gender else { return self.name.clone() };
        let kind = if gender.has_short_ending(case) { self.kind.clone() } else { inflected(&self.kind) };
        format!("{} {}", gender.article(case), self.joined(&kind))
    }

    /// Where: "in der Stadt Borkum", "im Landkreis Aurich", "in Moormerland".
    pub fn within(&self) -> String {
        let preposition = if self.kind.ends_with("Insel") { "auf" } else { "in" };
        contracted(preposition, &self.with_article(Case::Dative))
    }

    fn joined(&self, kind: &str) -> String {
        match (kind.is_empty(), self.name.is_empty()) {
            (true, _) => self.name.clone(),
            (_, true) => kind.to_owned(),
            _ => format!("{kind} {}", self.name),
        }
    }

    /// The kind without an article: adjectives end with the gender then, "Märkischer Kreis".
    fn strong(&self) -> String {
        let ending = match self.gender {
            Some(Gender::Der) => "r",
            Some(Gender::Das) => "s",
            Some(Gender::Die) | None => "",
        };
        each_adjective(&self.kind, |word| format!("{word}{ending}"))
    }
}

/// Places together, each kind drawn together and with its own preposition: "in den Städten Emden und Leer, im Landkreis Aurich
/// und in 7 weiteren Kreisen und kreisfreien Städten".
pub fn within_all(places: &[Named], more: usize) -> String {
    let mut kinds: Vec<&str> = Vec::new();
    for place in places {
        if !kinds.contains(&place.kind.as_str()) {
            kinds.push(&place.kind);
        }
    }
    let mut parts: Vec<String> = Vec::new();
    for kind in kinds {
        let alike: Vec<&Named> = places.iter().filter(|place| place.kind == kind).collect();
        parts.push(match (&alike[..], plural(kind)) {
            ([one], _) => one.within(),
            (many, _) if kind.is_empty() => {
                format!("in {}", and_list(&many.iter().map(|place| place.short()).collect::<Vec<_>>()).de)
            }
            (many, Some(plural)) if many.iter().all(|place| !place.name.is_empty()) && kind != "Insel" => {
                let names: Vec<String> = many.iter().map(|place| place.name.clone()).collect();
                format!("in den {plural} {}", and_list(&names).de)
            }
            (many, _) => and_list(&many.iter().map(|place| place.within()).collect::<Vec<_>>()).de,
        });
    }
    if more > 0 {
        parts.push(format!("in {}", noun::DISTRICTS.more(more, Case::Dative).de));
    }
    and_list(&parts).de
}

/// "in dem" is "im", "von dem" "vom", "zu der" "zur", "bei dem" "beim", "an dem" "am", "zu dem" "zum".
pub fn contracted(preposition: &str, rest: &str) -> String {
    const PAIRS: [(&str, &str, &str); 7] = [
        ("in", "dem ", "im "),
        ("von", "dem ", "vom "),
        ("bei", "dem ", "beim "),
        ("an", "dem ", "am "),
        ("zu", "dem ", "zum "),
        ("zu", "der ", "zur "),
        ("in", "das ", "ins "),
    ];
    PAIRS
        .iter()
        .filter(|(before, ..)| *before == preposition)
        .find_map(|(_, article, short)| Some(format!("{short}{}", rest.strip_prefix(article)?)))
        .unwrap_or_else(|| format!("{preposition} {rest}"))
}

/// The gender of a kind: exactly, or as its last part.
fn gender(word: &str) -> Option<Gender> {
    let lower = word.to_lowercase();
    KINDS.iter().find(|(kind, _)| lower.ends_with(kind)).map(|(_, gender)| *gender)
}

/// Whether a word stands before a kind and belongs to it: "Große", "Märkischer", "Hanse-", "und".
fn is_qualifier(word: &str) -> bool {
    word == "und" || word.ends_with('-') || is_adjective(word)
}

/// "Große", "Freie", "kreisfreie", "Märkischer", "Rheinisch-Bergischer".
fn is_adjective(word: &str) -> bool {
    const PLAIN: [&str; 4] = ["große", "freie", "kreisfreie", "kreisangehörige"];
    let lower = word.to_lowercase();
    let stem = lower.strip_suffix('r').unwrap_or(&lower);
    PLAIN.contains(&stem) || stem.ends_with("ische")
}

/// The kind as it stands after an article: "Märkischer Kreis" becomes "Märkische Kreis", "Kreisfreie Stadt" "kreisfreie Stadt".
fn weak(kind: &str) -> String {
    let words = kind.split_whitespace().map(|word| {
        if !is_adjective(word) {
            return word.to_owned();
        }
        let word = word.strip_suffix('r').unwrap_or(word);
        if word.starts_with("Kreis") { word.to_lowercase() } else { word.to_owned() }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The kind in the other cases: "Großen Kreisstadt", "Freien und Hansestadt".
fn inflected(kind: &str) -> String {
    each_adjective(kind, |word| format!("{word}n"))
}

fn each_adjective(kind: &str, change: impl Fn(&str) -> String) -> String {
    let words =
        kind.split_whitespace().map(|word| if is_adjective(word) { change(word) } else { word.to_owned() });
    words.collect::<Vec<_>>().join(" ")
}

/// The dative plural of a kind: "Landkreisen", "Großen Kreisstädten".
fn plural(kind: &str) -> Option<String> {
    let last = kind.split_whitespace().last()?;
    let lower = last.to_lowercase();
    let (ending, _, dative) = PLURALS.iter().find(|(ending, ..)| lower.ends_with(ending))?;
    let stem = last.get(..last.len() - ending.len())?;
    let word = if stem.is_empty() { noun::capital(dative) } else { format!("{stem}{dative}") };
    let head = inflected(kind.strip_suffix(last)?);
    Some(if head.is_empty() { word } else { format!("{head} {word}") })
}

#[cfg(test)]
mod tests;
