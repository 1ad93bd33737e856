//! The register as text: what was imported, what a search found, what changed.

use std::fmt::Write as _;

use super::columns::Columns;
use crate::key::StateCode;
use crate::register::diff::{Change, diff};
use crate::register::{Entry, Level, Register};
use crate::text::list::{Case, more};
use crate::text::{Language, Words};

/// Told when an older edition than the present one was imported.
pub const OLDER: Words = Words::new(
    "Die Ausgabe ist älter als register.csv; sie liegt als register-previous.csv daneben (für Nachfolger aufgelöster Schlüssel).\n",
    "The edition is older than register.csv; it lies beside it as register-previous.csv (for successors of abolished keys).\n",
);
/// Told when the edition before was kept.
pub const KEPT: Words = Words::new(
    "Die vorige Ausgabe liegt als register-previous.csv daneben (für Nachfolger aufgelöster Schlüssel).\n",
    "The edition before lies beside it as register-previous.csv (for successors of abolished keys).\n",
);

/// What an import brought: the edition, counts by level, the Länder.
pub fn summary(register: &Register, written: &str, language: Language) -> String {
    let word = |de: &'static str, en: &'static str| Words::new(de, en).get(language);
    let totals = register.totals();
    let edition = if register.edition.is_empty() {
        word("unbekannt", "unknown").to_owned()
    } else {
        crate::time::parse_date(&register.edition)
            .map_or_else(|| register.edition.clone(), |date| crate::time::format_date(date, language))
    };
    let mut text = format!("{}: {edition} -> {written}\n", word("Gebietsstand", "territorial state"));
    let mut levels = Columns::new(&[true, false]);
    let names = [
        (Level::Land, word("Länder", "Länder")),
        (Level::District, word("Kreise und kreisfreie Städte", "districts and independent cities")),
        (Level::Association, word("Gemeindeverbände", "associations of municipalities")),
        (
            Level::Municipality,
            word("Gemeinden und gemeindefreie Gebiete", "municipalities and unincorporated areas"),
        ),
    ];
    for (level, name) in names {
        let count = totals.records.get(&level).copied().unwrap_or(0);
        levels.line([number(count, language), name.to_owned()]);
    }
    levels.line([
        number(totals.municipalities, language),
        word(
            "davon bewohnt: so viele zählen als Kommunen",
            "of these inhabited: so many count as municipalities",
        )
        .to_owned(),
    ]);
    text.push_str(&levels.render(80));
    let mut lands = Columns::new(&[false, true, true, true]);
    lands.line([
        word("Land", "state").to_owned(),
        word("Kreise", "districts").to_owned(),
        word("Gemeinden", "municipalities").to_owned(),
        word("Einwohner", "inhabitants").to_owned(),
    ]);
    for (digits, land) in &totals.lands {
        let name = StateCode::from_digits(digits)
            .map_or_else(|| digits.clone(), |state| state.name().get(language).to_owned());
        lands.line([
            name,
            number(land.districts, language),
            number(land.incorporated, language),
            number(land.population, language),
        ]);
    }
    lands.line([
        word("zusammen", "together").to_owned(),
        number(totals.lands.values().map(|land| land.districts).sum::<usize>(), language),
        number(totals.lands.values().map(|land| land.incorporated).sum::<usize>(), language),
        number(totals.population, language),
    ]);
    let _ = write!(
        text,
        "\n{}\nSHA-256 {}\n{}\n",
        lands.render(80),
        register.source_sha256,
        register.attribution()
    );
    text
}

/// One unit with all that is known of it, or several as a list.
pub fn units(register: &Register, found: &[&Entry], language: Language, width: usize) -> String {
    const MOST: usize = 40;
    if let [unit] = found {
        return one(register, unit, language, width);
    }
    let mut list = Columns::new(&[false, false, false, false]);
    for unit in found.iter().take(MOST) {
        list.line([
            unit.key.clone(),
            unit.name.clone(),
            unit.kind.words().get(language).to_owned(),
            above(register, unit, Level::District),
        ]);
    }
    let mut text = list.render(width);
    let more_units = found.len().saturating_sub(MOST);
    if more_units > 0 {
        let more = more(more_units, Case::Nominative);
        let _ = match language {
            Language::De => writeln!(text, "… und {}; suchen Sie mit mehr Zeichen", more.de),
            Language::En => writeln!(text, "… and {}; search with more characters", more.en),
        };
    }
    text
}

/// The name of the unit above on a level, empty if there is none.
fn above(register: &Register, unit: &Entry, level: Level) -> String {
    let above = register.ancestors(&unit.key);
    above.iter().find(|unit| unit.level() == Some(level)).map(|unit| unit.name.clone()).unwrap_or_default()
}

fn one(register: &Register, unit: &Entry, language: Language, width: usize) -> String {
    let word = |de: &'static str, en: &'static str| Words::new(de, en).get(language).to_owned();
    let mut text = format!("{}\n", unit.name);
    let mut facts = Columns::new(&[false, false]);
    facts.line([word("  Art", "  kind"), unit.kind.words().get(language).to_owned()]);
    facts.line([word("  Schlüssel (ARS)", "  key (ARS)"), unit.key.clone()]);
    let mut fact = |name: String, value: Option<String>| {
        if let Some(value) = value {
            facts.line([name, value]);
        }
    };
    fact("  AGS".to_owned(), unit.ags.clone());
    fact(word("  Sitz", "  seat"), unit.seat.clone());
    fact(word("  Einwohner", "  inhabitants"), unit.population.map(|count| number(count, language)));
    for wide in register.ancestors(&unit.key).into_iter().rev() {
        fact(word("  liegt in", "  lies in"), Some(format!("{} {}", wide.key, wide.name)));
    }
    if unit.level() != Some(Level::Municipality) {
        let below = register.within(&unit.key);
        let municipalities = below.iter().filter(|unit| unit.is_municipality());
        let people: u64 = municipalities.clone().filter_map(|unit| unit.population).map(u64::from).sum();
        let count = municipalities.count();
        fact(word("  Gemeinden", "  municipalities"), Some(number(count, language)));
        fact(word("  Einwohner", "  inhabitants"), (people > 0).then(|| number(people, language)));
    }
    text.push_str(&facts.render(width));
    let _ = writeln!(text, "\narea = [\"{}\"]", unit.key);
    text
}

/// What changed from one edition to another.
pub fn changes(old: &Register, new: &Register, language: Language, width: usize) -> String {
    let word = |de: &'static str, en: &'static str| Words::new(de, en).get(language).to_owned();
    let changes = diff(old, new);
    let mut list = Columns::new(&[false, false, false, false]);
    for change in &changes {
        list.line(match change {
            Change::Renumbered { old, new, name } => {
                [word("umgeschlüsselt", "renumbered"), old.clone(), name.clone(), format!("-> {new}")]
            }
            Change::Renamed { key, old, new } => {
                [word("umbenannt", "renamed"), key.clone(), old.clone(), format!("-> {new}")]
            }
            Change::Abolished { key, name, successor } => [
                word("aufgelöst", "abolished"),
                key.clone(),
                name.clone(),
                successor.as_ref().map_or_else(
                    || word("Nachfolger: bitte nachschlagen", "successor: please look up"),
                    |key| format!("-> {key}"),
                ),
            ],
            Change::New { key, name } => [word("neu", "new"), key.clone(), name.clone(), String::new()],
        });
    }
    let day = |register: &Register| match register.edition.as_str() {
        "" => word("unbekanntem Stand", "unknown state"),
        edition => edition.to_owned(),
    };
    let (from, to, count) = (day(old), day(new), changes.len());
    let closing = match language {
        Language::De => format!("{count} Änderungen von {from} bis {to}\n"),
        Language::En => format!("{count} changes from {from} to {to}\n"),
    };
    format!("{}{closing}", list.render(width))
}

/// A count with its thousands apart.
fn number(count: impl Into<Count>, language: Language) -> String {
    crate::text::noun::number(count.into().0, language)
}

/// A count of any width.
struct Count(u64);

impl From<usize> for Count {
    fn from(count: usize) -> Self {
        Self(count as u64)
    }
}

impl From<u64> for Count {
    fn from(count: u64) -> Self {
        Self(count)
    }
}

impl From<u32> for Count {
    fn from(count: u32) -> Self {
        Self(u64::from(count))
    }
}
