//! How a regional key is read, and why a text is none: names, lost zeros, the AGS in place of the ARS.

use super::problem::{Problem, compact, digit_count, is_digits, no_blanks, quoted};
use super::{Ags, Area, AreaLevel, StateCode};
use crate::text::{Text, Words, text};

const WHAT: Words = Words::new("Der Regionalschlüssel", "The regional key");

impl Area {
    /// Reads a key of 2, 3, 5, 9 or 12 digits.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        no_blanks(WHAT, text, compact, Self::parse)?;
        if !is_digits(text) {
            return Err(not_only_digits(text));
        }
        let Some(level) = AreaLevel::from_digits(text.len()) else {
            return Err(wrong_length(text));
        };
        if text.get(..2).and_then(StateCode::from_digits).is_none() {
            return Err(no_such_land(text));
        }
        match text.parse::<u64>() {
            Ok(number) => Ok(Self::from_number(number, level)),
            // Cannot happen: at most 12 digits.
            Err(_) => Err(wrong_length(text)),
        }
    }
}

/// A name, or a key with something between the digits.
fn not_only_digits(text: &str) -> Problem {
    let shown = quoted(text);
    let bare: String = text.chars().filter(|c| !matches!(c, '-' | '.' | '/' | '_')).collect();
    Problem::new(text!(
        "Der Regionalschlüssel „{shown}“ enthält andere Zeichen als Ziffern.",
        "The regional key “{shown}” contains characters other than digits."
    ))
    .help(text!(
        "Gebiete stehen als Regionalschlüssel (ARS), zum Beispiel 053150000000 für Köln, nicht als Name.",
        "Areas are given as regional keys (ARS), for example 053150000000 for Köln, not by name."
    ))
    .repair(text, bare, Area::parse)
}

/// Digits of no Land in front.
fn no_such_land(text: &str) -> Problem {
    let land: String = text.chars().take(2).collect();
    let shown = quoted(text);
    if text.bytes().all(|byte| byte == b'0') {
        return Problem::new(text!("„{shown}“ ist der Bund, kein Gebiet.", "“{shown}” is the federation, no area."))
            .help(text!(
                "Gebiete liegen immer in einem Land (01 bis 16); was für den Bund im Ganzen gilt, hat kein Gebiet.",
                "Areas always lie in a Land (01 to 16); what holds for the federation as a whole has no area."
            ));
    }
    let problem = Problem::new(text!(
        "Der Regionalschlüssel „{shown}“ beginnt mit {land}; kein Land hat diese Ziffern.",
        "The regional key “{shown}” begins with {land}; no Land has these digits."
    ));
    problem.help(if land == "00" {
        text!(
            "00 steht in Daten des PVOG für den Bund. Gebiete liegen hier immer in einem Land (01 bis 16).",
            "In PVOG data 00 stands for the federation. Areas here always lie in a Land (01 to 16)."
        )
    } else {
        text!(
            "Die Länder haben 01 (Schleswig-Holstein) bis 16 (Thüringen). Fehlt eine führende Null?",
            "The Länder have 01 (Schleswig-Holstein) to 16 (Thuringia). Is a leading zero missing?"
        )
    })
}

/// Why a key of digits alone has the wrong number of them.
fn wrong_length(text: &str) -> Problem {
    let Text { de: count, en: count_en } = digit_count(text.len());
    let shown = quoted(text);
    let problem = Problem::new(text!(
        "Der Regionalschlüssel „{shown}“ hat {count}; möglich sind 2 (Land), 3 (Regierungsbezirk), 5 (Kreis), 9 (Gemeindeverband) und 12 (Gemeinde).",
        "The regional key “{shown}” has {count_en}; possible are 2 (Land), 3 (region), 5 (district), 9 (association) and 12 (municipality)."
    ));
    if text.len() == 8 && Ags::parse(text).is_ok() {
        return ags_instead(text, problem);
    }
    if AreaLevel::from_digits(text.len() + 1).is_some() {
        return lost_zero(text, problem);
    }
    problem.help(if text.len() > 12 {
        text!(
            "Ein Regionalschlüssel hat höchstens 12 Ziffern. Ein Leistungsschlüssel (14 Ziffern) gehört in ein anderes Feld.",
            "A regional key has at most 12 digits. A service key (14 digits) belongs in another field."
        )
    } else {
        text!(
            "Vermutlich fehlen Ziffern. Die Schlüssel stehen im Gemeindeverzeichnis des Statistischen Bundesamts.",
            "Digits are probably missing. The keys are listed in the municipality register of the Federal Statistical Office."
        )
    })
}

/// Eight digits under a Land: a Gemeindeschlüssel.
fn ags_instead(text: &str, problem: Problem) -> Problem {
    let message = text!(
        "„{text}“ ist ein Gemeindeschlüssel (AGS, 8 Ziffern), kein Regionalschlüssel (ARS, 12 Ziffern).",
        "“{text}” is a municipality key (AGS, 8 digits), no regional key (ARS, 12 digits)."
    );
    let problem = Problem { message, ..problem }.help(text!(
        "Dem AGS fehlen die vier Ziffern des Gemeindeverbands; sie lassen sich nicht errechnen und stehen im Gemeindeverzeichnis des Statistischen Bundesamts.",
        "The AGS lacks the four digits of the association; they cannot be computed and are listed in the municipality register of the Federal Statistical Office."
    ));
    // Towns that are their own Kreis end in 000 and belong to no Gemeindeverband: nothing is missing there.
    // Without a zero in front it may as well be a key of 9 digits that lost its zero.
    match text.strip_suffix("000") {
        Some(district) if text.starts_with('0') => {
            problem.repair(text, format!("{district}0000000"), Area::parse)
        }
        _ => problem,
    }
}

/// One digit less than a possible length: programs for tables drop the leading zero.
fn lost_zero(text: &str, problem: Problem) -> Problem {
    let longer = format!("0{text}");
    let Ok(area) = Area::parse(&longer) else { return problem };
    let Text { de, en } = area.state().name();
    let problem = problem.help(text!(
        "Vermutlich ging die führende Null verloren, wie es Tabellenprogramme tun: „{longer}“ liegt im Land {de}. Schlüssel bitte in Anführungszeichen schreiben.",
        "The leading zero was probably lost, as spreadsheet programs do: “{longer}” lies in {en}. Please write keys in quotation marks."
    ));
    // With 10 to 16 in front the missing digit may be any other.
    if text.get(..2).and_then(StateCode::from_digits).is_some() {
        problem
    } else {
        problem.repair(text, longer, Area::parse)
    }
}
