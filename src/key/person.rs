//! Whether a mailbox is named after a person. Careful: a wrong yes would annoy, a wrong no costs little.

/// Common first names in Germany. Left out are names that mailboxes carry for other reasons: Florian (radio name of
/// fire brigades), Mark and August (a region, a month), Max, Kai, Rosa.
const FIRST_NAMES: &[&str] = &[
    "alexander",
    "alexandra",
    "andrea",
    "andreas",
    "angelika",
    "anja",
    "anke",
    "anna",
    "anne",
    "annette",
    "antje",
    "barbara",
    "beate",
    "bernd",
    "bernhard",
    "bettina",
    "birgit",
    "birte",
    "brigitte",
    "carsten",
    "christian",
    "christiane",
    "christina",
    "christine",
    "christoph",
    "claudia",
    "cornelia",
    "daniel",
    "daniela",
    "detlef",
    "dieter",
    "dirk",
    "dorothea",
    "elisabeth",
    "elke",
    "erik",
    "erika",
    "eva",
    "felix",
    "frank",
    "franziska",
    "gabriele",
    "georg",
    "gerhard",
    "gisela",
    "hannah",
    "hans",
    "heike",
    "heiko",
    "heinz",
    "helga",
    "helmut",
    "holger",
    "ines",
    "ingrid",
    "jan",
    "jana",
    "janina",
    "jens",
    "joachim",
    "jochen",
    "johanna",
    "johannes",
    "julia",
    "karin",
    "karsten",
    "katharina",
    "kathrin",
    "katja",
    "katrin",
    "kerstin",
    "klaus",
    "kristina",
    "lars",
    "laura",
    "lena",
    "lisa",
    "lukas",
    "maike",
    "manfred",
    "manuela",
    "marcel",
    "marcus",
    "maren",
    "maria",
    "marion",
    "markus",
    "martin",
    "martina",
    "matthias",
    "melanie",
    "michael",
    "michaela",
    "monika",
    "nadine",
    "nicole",
    "nils",
    "nina",
    "olaf",
    "oliver",
    "patrick",
    "peter",
    "petra",
    "philipp",
    "rainer",
    "ralf",
    "regina",
    "renate",
    "sabine",
    "sabrina",
    "sandra",
    "sarah",
    "sebastian",
    "silke",
    "simone",
    "sonja",
    "stefan",
    "stefanie",
    "stephan",
    "stephanie",
    "susanne",
    "sven",
    "svenja",
    "tanja",
    "thomas",
    "thorsten",
    "tobias",
    "torsten",
    "ulrich",
    "ulrike",
    "ursula",
    "ute",
    "uwe",
    "vanessa",
    "volker",
    "werner",
    "wolfgang",
];

/// Parts of words that name a task, a house or a place: what contains one is no surname.
const NO_SURNAME: &[&str] = &[
    "abteilung",
    "akte",
    "amt",
    "anfrage",
    "antrag",
    "aemter",
    "beratung",
    "betrieb",
    "buero",
    "center",
    "datenschutz",
    "dienst",
    "digital",
    "elterngeld",
    "familie",
    "fax",
    "gemeinde",
    "geld",
    "gov",
    "haus",
    "heim",
    "hilf",
    "hotline",
    "info",
    "kasse",
    "kita",
    "kontakt",
    "kreis",
    "land",
    "leitung",
    "mail",
    "office",
    "online",
    "portal",
    "post",
    "presse",
    "rathaus",
    "rechnung",
    "redaktion",
    "referat",
    "sachgebiet",
    "schule",
    "sekretariat",
    "service",
    "signatur",
    "stadt",
    "stelle",
    "stift",
    "support",
    "team",
    "technik",
    "test",
    "ticket",
    "vergabe",
    "verwaltung",
    "vorschuss",
    "wesen",
    "zentral",
    "zentrum",
];

/// Whether the part before the `@` is a first name and a surname, or an initial and a surname.
pub(super) fn is_personal(local: &str) -> bool {
    let lower = local.to_ascii_lowercase();
    let Some((first, last)) = lower.split_once(['.', '_']) else { return false };
    if !is_surname(last) {
        return false;
    }
    // `e.` stands for "electronic" more often than for Eva.
    let initial = first.len() == 1 && first.bytes().all(|b| b.is_ascii_lowercase() && b != b'e');
    let named = first.split('-').all(|name| FIRST_NAMES.contains(&name));
    named || (initial && last.len() >= 4)
}

/// One word of letters, perhaps two with a hyphen, perhaps with a number where the name is taken; no task.
fn is_surname(word: &str) -> bool {
    let bare = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let letters = bare.split('-').all(|part| part.len() >= 2 && part.bytes().all(|b| b.is_ascii_lowercase()));
    word.len() - bare.len() <= 2
        && bare.len() >= 3
        && letters
        && !NO_SURNAME.iter().any(|part| bare.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_recognised() {
        for local in [
            "anna.meier",
            "Anna.Meier",
            "a.meier",
            "hans-peter.mueller",
            "anna_meier",
            "anna.meier2",
            "u.schulz-lange",
        ] {
            assert!(is_personal(local), "{local}");
        }
    }

    #[test]
    fn roles_are_not_taken_for_people() {
        for local in [
            "support.ni",
            "info",
            "jugendamt.aurich",
            "e.rechnung",
            "e.akte",
            "e.vergabe",
            "florian.aurich",
            "mark.brandenburg",
            "maria.hilf",
            "anna.seghers.schule",
            "u.vorschuss",
            "k.amt",
            "standesamt",
            "stadt.jever",
            "peter.schule",
            "post.stelle",
            "fb.51",
            "a.51",
            "team.anna",
            "anna",
            "kita.anna",
            "s.h",
            "n.n",
            "",
            ".",
            "a.",
            ".meier",
            "efa.support",
            "ozg.koordination",
        ] {
            assert!(!is_personal(local), "{local}");
        }
    }

    #[test]
    fn the_lists_are_sorted_enough_to_read() {
        assert!(FIRST_NAMES.is_sorted());
        assert!(FIRST_NAMES.iter().all(|name| name.bytes().all(|b| b.is_ascii_lowercase())));
    }
}
