//! Words about questions and answers: levels, tracks, solutions, purposes.

use super::vocabulary;

vocabulary! {
    /// The level of support (founding text, "First/Second/Third Level Support").
    pub enum Level {
        First = "first", "First Level", "first level";
        Second = "second", "Second Level", "second level";
        Third = "third", "Third Level", "third level";
    }
}

vocabulary! {
    /// What a question is about; given on second and third level (S3–S7).
    pub enum Track {
        SubjectMatter = "subject-matter", "fachliche Fragen", "questions on the subject matter";
        TechnicalService = "technical-service", "technische Fragen zum Onlinedienst", "technical questions about the online service";
        TechnicalState = "technical-state", "technische Fragen zur landesspezifischen IT", "technical questions about state-specific IT";
    }
}

vocabulary! {
    /// First level only: until the long-term solution is there, or for good (S1, S2).
    pub enum Solution {
        Interim = "interim", "Interimslösung", "interim solution";
        LongTerm = "long-term", "langfristige Lösung", "long-term solution";
    }
}

vocabulary! {
    /// What a communication path is for.
    pub enum Purpose {
        Escalation = "escalation", "Weitergabe von Fragen", "handing questions on";
        Feedback = "feedback", "Feedback der Kommunen", "feedback of municipalities";
        UserFeedback = "user-feedback", "Rückmeldungen der Nutzenden", "feedback of users";
        Knowledge = "knowledge", "Wissensmanagement", "knowledge management";
        Outage = "outage", "Störungsmeldung", "outage notice";
        Release = "release", "Ankündigung von Änderungen", "notice of releases and changes";
        Security = "security", "Sicherheitsvorfall", "security incident";
        Accessibility = "accessibility", "Meldung von Barrieren", "accessibility feedback";
        Privacy = "privacy", "Datenschutz", "data protection";
        Coordination = "coordination", "Abstimmung", "coordination";
    }
}

vocabulary! {
    /// The two kinds of escalation (ITIL): to more expertise, or to more authority.
    pub enum EscalationKind {
        Functional = "functional", "fachliche Eskalation (an mehr Sachkunde)", "functional escalation (to more expertise)";
        Hierarchical = "hierarchical", "hierarchische Eskalation (an mehr Entscheidungsbefugnis)", "hierarchical escalation (to more authority)";
    }
}

vocabulary! {
    /// How severe a fault is; reaction times are agreed per class (R15). Most severe first.
    pub enum SeverityClass {
        Critical = "critical", "kritisch", "critical";
        High = "high", "hoch", "high";
        Medium = "medium", "mittel", "medium";
        Low = "low", "niedrig", "low";
    }
}

vocabulary! {
    /// Where the knowledge process takes its information from (S8).
    pub enum KnowledgeSource {
        Tickets = "tickets", "ausgewertete Anfragen", "evaluated tickets";
        Feedback = "feedback", "ausgewertetes Feedback", "evaluated feedback";
    }
}

vocabulary! {
    /// What the knowledge process feeds (S8 asks for both).
    pub enum KnowledgeSink {
        Answering = "answering", "Auskünfte", "answering";
        Development = "development", "Weiterentwicklung", "further development";
    }
}

vocabulary! {
    /// A kind of document that a hand-written passage may stand in; the words are the names of the templates.
    pub enum NotedDocument {
        Concept = "concept", "Supportkonzept", "support concept";
        Communication = "communication", "Kommunikationswege", "communication paths";
        Matrix = "matrix", "Aufgabenverteilung", "responsibility matrix";
        Checklist = "checklist", "Rollout-Checkliste", "rollout checklist";
        Calls = "calls", "Anrufliste", "call list";
        Sheet = "sheet", "Merkblatt", "information sheet";
        CoUse = "couse", "Mitnutzung", "co-use overview";
        Distribution = "distribution", "Verteiler", "distribution lists";
        Municipality = "municipality", "Seite der Kommune", "page of the municipality";
        PlaceChecklist = "place-checklist", "Checkliste der Kommune", "checklist of the municipality";
        Collection = "collection", "Datenabfrage", "data-collection form";
        Letter = "letter", "Anschreiben", "letter";
    }
}

impl NotedDocument {
    /// Whether there is one of it per municipality.
    pub const fn is_of_a_place(self) -> bool {
        matches!(self, Self::Municipality | Self::PlaceChecklist | Self::Collection | Self::Letter)
    }
}

vocabulary! {
    /// On what legal basis personal data are processed in the online service (R47, R48).
    pub enum LegalBasis {
        Ozg8a = "ozg-8a", "§ 8a OZG", "§ 8a OZG";
        ProcessingAgreement = "avv", "Vertrag zur Auftragsverarbeitung (AVV)", "data-processing agreement";
        JointControllers = "art-26", "gemeinsame Verantwortung nach Art. 26 DSGVO", "joint controllers (Art. 26 GDPR)";
    }
}
