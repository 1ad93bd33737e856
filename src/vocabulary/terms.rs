//! The words of the field as Lotse uses them, for the glossary: what each means, in both languages, and the closed lists.

use super::{
    Audience, Carrier, ChannelKind, ComponentKind, ComponentSide, EscalationKind, KnowledgeSink,
    KnowledgeSource, LegalBasis, Level, NotedDocument, OrganizationKind, Participation, Purpose, Resource,
    SeverityClass, Solution, Tier, Track, Vocabulary,
};
use crate::text::Words;

/// A word of the field.
#[derive(Debug, Clone, Copy)]
pub struct Term {
    /// The word.
    pub word: Words,
    /// The table or key of the files that states it; empty: nothing in the files is called so.
    pub key: &'static str,
    /// What it means.
    pub meaning: Words,
}

macro_rules! terms {
    ($($de:literal, $en:literal, $key:literal: $mde:literal, $men:literal;)*) => {
        /// The terms, by their German word.
        pub static TERMS: &[Term] = &[$(Term {
            word: Words::new($de, $en),
            key: $key,
            meaning: Words::new($mde, $men),
        },)*];
    };
}

terms! {
    "Ausnahme", "exception", "[[exception]]": "Ein Befund, der mit Grund und Enddatum hingenommen wird.", "A finding that is accepted, with a reason and an end.";
    "Befund", "finding", "": "Was `check` meldet: mit Code, Fundstelle, Ursache und Ausweg.", "What `check` reports: with code, place, cause and way out.";
    "betreibendes Land", "operating state", "[[service]]": "Das Land, das einen Onlinedienst für alle betreibt („Einer für Alle“).", "The state that operates an online service for all.";
    "Eskalation", "escalation", "[[path]] purpose": "Die Weitergabe einer Frage an den, der mehr weiß (funktional) oder mehr entscheiden darf (hierarchisch).", "Handing a question on to whoever knows more (functional) or may decide more (hierarchical).";
    "Feld", "cell", "": "Ein Onlinedienst, eine Kommune, ein Level und eine Art von Fragen: dort antwortet genau eine Stelle, oder es fehlt eine.", "One service, one municipality, one level and one track: exactly one body answers there, or one is missing.";
    "First Level", "first level", "level": "Wer Fragen zuerst annimmt und die einfachen selbst beantwortet.", "Whoever takes questions first and answers the simple ones.";
    "Fundstelle", "place in a file", "": "Datei, Zeile und Spalte, an der etwas steht.", "File, line and column where something stands.";
    "Interim", "interim", "solution": "Eine Lösung mit Enddatum, bis die dauerhafte beginnt.", "A solution with an end, until the long-term one begins.";
    "Kanal", "channel", "channels": "Worauf eine Stelle erreichbar ist: Telefon, E-Mail, Ticketsystem.", "On what a body can be reached: telephone, mail, tickets.";
    "Kommune", "municipality", "[[municipality]]": "Gemeinde, Stadt, Kreis oder Verband, der Aufgaben trägt. Ein Körper hat einen Schlüssel.", "Municipality, city, district or association that carries tasks. One body has one key.";
    "Koordination", "coordination", "coordination": "Die Stelle eines Landes, an der sonst niemandes Fragen hängen bleiben.", "The body of a state to which falls what belongs to nobody else.";
    "Level", "level", "level": "Die Stufen des Supports: First, Second, Third. Männlich: der First Level.", "The stages of support: first, second, third.";
    "mitnutzendes Land", "co-using state", "[[use]]": "Ein Land, das den Onlinedienst eines anderen nutzt.", "A state that uses the service of another.";
    "Mitnutzung", "use", "[[use]]": "Dass ein Land einen Onlinedienst nutzt, von wann an, auf welcher Vereinbarung.", "That a state uses a service, from when, on which agreement.";
    "Schlüssel", "key", "key, area": "Amtlicher Regionalschlüssel (ARS), zwölf Ziffern; sein Anfang meint alles, was darin liegt.", "The official regional key (ARS), twelve digits; its beginning means all that lies in it.";
    "Stelle", "organization", "[[organization]]": "Wer antwortet oder etwas wissen muss: Behörde, Helpdesk, IT-Dienstleister. Personen nennt Lotse nicht.", "Whoever answers or has to know: authority, help desk, IT provider. Lotse names no persons.";
    "Stichtag", "the day", "--on": "Der Tag, für den beurteilt wird.", "The day for which is judged.";
    "Vereinbarung", "agreement", "[[agreement]]": "Was zwei Seiten unterschrieben haben, mit Zeitraum und Frist.", "What two sides have signed, with period and notice.";
    "Weg", "path", "[[path]]": "Wer wem was sagt, auf welchem Kanal und bis wann.", "Who tells whom what, on which channel and by when.";
    "Welle", "wave", "[[wave]]": "Kommunen, die zusammen beginnen.", "Municipalities that start together.";
    "Wissensmanagement", "knowledge management", "[[knowledge]]": "Dass aus Fragen gelernt wird: wer auswertet, wie oft, und wohin das Ergebnis geht.", "That something is learnt from questions: who evaluates, how often, and where the result goes.";
    "zuständige Behörde", "competent authority", "competent": "Die Behörde, die für einen Onlinedienst an einem Ort entscheidet.", "The authority that decides for a service in a place.";
}

/// One closed list of words: how it is called, and each word with how people say it.
pub type List = (Words, Vec<(&'static str, Words)>);

/// All closed lists, as the files use them.
pub fn lists() -> Vec<List> {
    fn of<V: Vocabulary>(de: &'static str, en: &'static str) -> List {
        (Words::new(de, en), V::all().iter().map(|entry| (entry.word(), entry.label())).collect())
    }
    vec![
        of::<Level>("Level", "Levels"),
        of::<Track>("Arten von Fragen (`track`)", "Tracks"),
        of::<Solution>("Lösungen (`solution`)", "Solutions"),
        of::<Purpose>("Zwecke von Wegen (`purpose`)", "Purposes of paths"),
        of::<EscalationKind>("Arten der Eskalation", "Kinds of escalation"),
        of::<SeverityClass>("Dringlichkeiten", "Classes of severity"),
        of::<OrganizationKind>("Arten von Stellen (`kind`)", "Kinds of organizations"),
        of::<Carrier>("Träger, die keine Kommune sind (`carrier`)", "Carriers that are no municipality"),
        of::<ChannelKind>("Kanäle", "Channels"),
        of::<Audience>("Für wen ein Kanal ist", "Whom a channel is for"),
        of::<Tier>("Leistungen der 115 (`tier`)", "What the 115 offers"),
        of::<Participation>("Teilnahme an der 115", "Taking part in the 115"),
        of::<ComponentKind>("Arten von Komponenten", "Kinds of components"),
        of::<ComponentSide>("Seiten von Komponenten", "Sides of components"),
        of::<KnowledgeSource>("Was ausgewertet wird", "What is evaluated"),
        of::<KnowledgeSink>("Wohin das Ergebnis geht", "Where the result goes"),
        of::<NotedDocument>("Dokumente für Ergänzungen (`document`)", "Documents for notes"),
        of::<LegalBasis>("Rechtliche Grundlagen", "Legal bases"),
        of::<Resource>("Wer für Fristen der Planung steht", "Whose time a plan counts"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_stand_in_order_and_say_something() {
        let words: Vec<String> = TERMS.iter().map(|term| term.word.de.to_lowercase()).collect();
        let mut sorted = words.clone();
        sorted.sort();
        assert_eq!(words, sorted);
        for term in TERMS {
            assert!(term.meaning.de.ends_with('.') && term.meaning.en.ends_with('.'), "{}", term.word.de);
        }
    }

    #[test]
    fn no_list_is_empty_and_no_word_stands_twice_in_one() {
        for (title, words) in lists() {
            let mut seen: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            seen.sort_unstable();
            let count = seen.len();
            seen.dedup();
            assert!(count > 0 && seen.len() == count, "{}", title.de);
        }
    }
}
