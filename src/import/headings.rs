//! The headings that mean a field.

use crate::key::slug;
use crate::text::Words;

/// What a column may say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The name of the organization.
    Name,
    /// Its local id.
    Id,
    /// Its kind.
    Kind,
    /// Who inside answers; a role, no person.
    Role,
    /// Its municipality by name.
    Municipality,
    /// Its Kreis by name.
    District,
    /// Its municipality by Regionalschlüssel.
    Ars,
    /// Its municipality by Gemeindeschlüssel.
    Ags,
    /// For which services it is competent.
    Services,
    /// Telephone number.
    Phone,
    /// E-mail address.
    Email,
    /// Web page.
    Web,
    /// Contact form.
    Form,
    /// Fax number.
    Fax,
    /// Postal address.
    Post,
    /// Service hours.
    Hours,
    /// What to do outside them.
    Closed,
    /// When the data were last confirmed.
    Confirmed,
    /// Nothing of interest.
    Ignore,
}

impl Field {
    /// All fields.
    pub fn all() -> impl Iterator<Item = Self> {
        FIELDS.iter().map(|(field, ..)| *field)
    }

    fn entry(self) -> Option<&'static Entry> {
        FIELDS.iter().find(|(field, ..)| *field == self)
    }

    /// The word for `--map`: `email`.
    pub fn word(self) -> &'static str {
        self.entry().map_or("", |(_, word, ..)| word)
    }

    /// The name for people.
    pub fn label(self) -> Words {
        self.entry().map_or(Words::new("", ""), |(_, _, label, _)| *label)
    }

    /// The field of a word for `--map`.
    pub fn parse(word: &str) -> Option<Self> {
        Self::all().find(|field| field.word() == word)
    }

    /// The field that a heading means, with its place among the headings of that field: the lesser, the surer.
    pub(super) fn of_heading(heading: &str) -> Option<(Self, usize)> {
        // "E-Mail (Funktionspostfach)": what stands in brackets explains.
        let bare = heading.split(['(', '[']).next().unwrap_or(heading);
        [slug(heading), slug(bare)].into_iter().find_map(|heading| {
            FIELDS.iter().find_map(|(field, _, _, words)| {
                Some((*field, words.iter().position(|word| *word == heading)?))
            })
        })
    }
}

/// A field, its word for `--map`, its name for people, and the headings that mean it, the surest first. Headings are
/// written as [`crate::key::slug`] makes them.
pub(super) type Entry = (Field, &'static str, Words, &'static [&'static str]);

/// All fields.
pub(super) const FIELDS: &[Entry] = &[
    (
        Field::Name,
        "name",
        Words::new("Name der Stelle", "name"),
        &[
            "behoerde",
            "behoerdenname",
            "name-der-behoerde",
            "stelle",
            "name-der-stelle",
            "zustaendige-stelle",
            "zustaendige-behoerde",
            "organisation",
            "organisationseinheit",
            "dienststelle",
            "einrichtung",
            "amt",
            "authority",
            "organization",
            "office",
            "competent-authority",
            "bezeichnung",
            "name",
        ],
    ),
    (Field::Id, "id", Words::new("Kennung", "id"), &["kennung", "id", "kuerzel"]),
    (
        Field::Kind,
        "kind",
        Words::new("Art", "kind"),
        &["art", "art-der-stelle", "art-der-behoerde", "behoerdenart", "typ", "kind", "type"],
    ),
    (
        Field::Role,
        "role",
        Words::new("Funktion", "role"),
        &["funktion", "rolle", "sachgebiet", "fachbereich", "abteilung", "role", "department", "unit"],
    ),
    (
        Field::Municipality,
        "municipality",
        Words::new("Kommune", "municipality"),
        &[
            "gemeinde",
            "kommune",
            "stadt-gemeinde",
            "gemeinde-stadt",
            "gemeindename",
            "municipality",
            "stadt",
            "ort",
            "town",
            "city",
        ],
    ),
    (
        Field::District,
        "district",
        Words::new("Kreis", "district"),
        &[
            "kreis",
            "landkreis",
            "landkreis-kreisfreie-stadt",
            "kreis-kreisfreie-stadt",
            "kreisname",
            "district",
            "county",
        ],
    ),
    (
        Field::Ars,
        "ars",
        Words::new("Regionalschlüssel", "regional key"),
        &[
            "ars",
            "regionalschluessel",
            "amtlicher-regionalschluessel",
            "regionalschluessel-ars",
            "rs",
            "regional-key",
            "schluessel",
        ],
    ),
    (
        Field::Ags,
        "ags",
        Words::new("Gemeindeschlüssel", "municipality key"),
        &[
            "ags",
            "gemeindeschluessel",
            "amtlicher-gemeindeschluessel",
            "gkz",
            "gemeindekennziffer",
            "municipality-key",
        ],
    ),
    (
        Field::Services,
        "services",
        Words::new("Zuständig für", "competent for"),
        &[
            "zustaendig-fuer",
            "zustaendigkeit",
            "zustaendigkeiten",
            "leistung",
            "leistungen",
            "onlinedienst",
            "onlinedienste",
            "competent-for",
            "service",
            "services",
            "online-service",
            "online-services",
        ],
    ),
    (
        Field::Phone,
        "phone",
        Words::new("Telefon", "phone"),
        &[
            "telefon",
            "telefonnummer",
            "tel",
            "telefon-nr",
            "tel-nr",
            "rufnummer",
            "phone",
            "telephone",
            "phone-number",
        ],
    ),
    (
        Field::Email,
        "email",
        Words::new("E-Mail", "e-mail"),
        &[
            "e-mail",
            "email",
            "mail",
            "e-mail-adresse",
            "emailadresse",
            "mailadresse",
            "funktionspostfach",
            "postfach",
            "e-mail-address",
            "email-address",
        ],
    ),
    (
        Field::Web,
        "web",
        Words::new("Webseite", "web page"),
        &[
            "web",
            "url",
            "webseite",
            "website",
            "internet",
            "internetseite",
            "internetadresse",
            "homepage",
            "link",
            "webadresse",
        ],
    ),
    (
        Field::Form,
        "form",
        Words::new("Kontaktformular", "contact form"),
        &["kontaktformular", "contact-form"],
    ),
    (Field::Fax, "fax", Words::new("Fax", "fax"), &["fax", "telefax", "faxnummer", "fax-nr", "fax-number"]),
    (
        Field::Post,
        "address",
        Words::new("Anschrift", "postal address"),
        &["anschrift", "postanschrift", "hausanschrift", "adresse", "address", "postal-address"],
    ),
    (
        Field::Hours,
        "hours",
        Words::new("Servicezeiten", "service hours"),
        &[
            "servicezeiten",
            "servicezeit",
            "sprechzeiten",
            "erreichbarkeit",
            "oeffnungszeiten",
            "service-hours",
            "opening-hours",
            "hours",
        ],
    ),
    (
        Field::Closed,
        "closed",
        Words::new("außerhalb der Servicezeiten", "outside service hours"),
        &["ausserhalb-der-servicezeiten", "outside-service-hours", "closed"],
    ),
    (
        Field::Confirmed,
        "confirmed",
        Words::new("bestätigt am", "confirmed on"),
        &["bestaetigt-am", "bestaetigt", "geprueft-am", "zuletzt-bestaetigt", "confirmed", "confirmed-on"],
    ),
    (Field::Ignore, "ignore", Words::new("nicht übernehmen", "not taken"), &[]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_slugs_and_mean_one_thing() {
        let mut seen = std::collections::BTreeSet::new();
        for (_, _, _, words) in FIELDS {
            for word in *words {
                assert_eq!(slug(word), *word);
                assert!(seen.insert(*word), "{word}");
            }
        }
    }
}
