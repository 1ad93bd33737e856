//! How a task list is written.

use crate::config::reader::record;
use crate::config::slot::List;
use crate::config::values::words;
use crate::key::{LocalId, StateCode};
use crate::vocabulary::{Purpose, Resource, Solution, vocabulary};

words!(Who, Dimension, Phase, Per, Relation, Due, Look, Fact, Condition);

vocabulary! {
    /// Who does a task.
    pub enum Who {
        State = "state", "Land", "state";
        Municipality = "municipality", "Kommune", "municipality";
        OperatingState = "operating-state", "betreibendes Land", "operating state";
        ItProvider = "it-provider", "IT-Dienstleister", "IT provider";
    }
}

vocabulary! {
    /// The four dimensions that the field uses (OZG-Leitfaden).
    pub enum Dimension {
        Organisation = "organisation", "Organisation", "organization";
        Recht = "recht", "Recht", "law";
        Finanzen = "finanzen", "Finanzen", "finances";
        Technik = "technik", "Technik", "technology";
    }
}

vocabulary! {
    /// The phases of a rollout, in order.
    pub enum Phase {
        Agreement = "agreement", "Vereinbaren", "agree";
        Structure = "structure", "Support aufbauen", "build up support";
        Preparation = "preparation", "Anbindung vorbereiten", "prepare the connection";
        Activation = "activation", "Einrichten und starten", "set up and go live";
        Announcement = "announcement", "Bekannt machen", "announce";
        Operation = "operation", "Betrieb", "operation";
        LongTerm = "long-term", "Langfristige Lösung", "long-term solution";
    }
}

vocabulary! {
    /// For what a task exists once.
    pub enum Per {
        State = "state", "einmal je Land", "once per state";
        Service = "service", "je Onlinedienst", "per service";
        Component = "component", "je landesspezifischer IT", "per component";
        Wave = "wave", "je Welle", "per wave";
        Municipality = "municipality", "je Kommune mit einer zuständigen Behörde", "per municipality with a competent authority";
        Authority = "authority", "je Onlinedienst und Kommune mit einer dafür zuständigen Behörde", "per service and municipality with an authority competent for it";
    }
}

vocabulary! {
    /// How a task hangs on another.
    pub enum Relation {
        FinishStart = "fs", "Ende – Anfang", "finish to start";
        StartStart = "ss", "Anfang – Anfang", "start to start";
        FinishFinish = "ff", "Ende – Ende", "finish to finish";
        StartFinish = "sf", "Anfang – Ende", "start to finish";
    }
}

vocabulary! {
    /// The date by which a task must be finished.
    pub enum Due {
        GoLive = "go-live", "vor dem Start", "before go-live";
        Notice = "notice", "vor Beginn der Vorlaufzeit oder Kündigungsfrist der Interimslösung", "before the lead time or notice period of the interim solution begins";
        InterimEnd = "interim-end", "vor dem Ende der Interimslösung", "before the interim solution ends";
    }
}

vocabulary! {
    /// On which day cells are looked at.
    pub enum Look {
        GoLive = "go-live", "am Tag des Starts, danach am Stichtag", "on the day of go-live, later on the day in question";
        Planned = "planned", "irgendwann ab dann", "at any time from then on";
        Today = "today", "am Stichtag", "on the day in question";
    }
}

vocabulary! {
    /// What can be read off the files without a rule.
    pub enum Fact {
        Coordination = "coordination", "Ansprechstelle des Landes", "contact of the state";
        SupportContacts = "support-contacts", "Ansprechstellen für die Supportlösung", "contacts for the support solution";
        GoLiveDate = "go-live-date", "Starttermin", "date of go-live";
        Live = "live", "in Betrieb", "in operation";
        InterimBounded = "interim-bounded", "Ende der Interimslösung", "end of the interim solution";
        Handouts = "handouts", "Handreichungen", "handouts";
        ContractSigned = "contract-signed", "Vertrag zur Mitnutzung", "contract for co-use";
        OperatorLevelsAgreed = "operator-levels-agreed", "Vereinbarung über Second und Third Level", "agreement on second and third level";
        ReactionTimes = "reaction-times", "vereinbarte Reaktionszeiten", "agreed reaction times";
        LegalBasis = "legal-basis", "Rechtsgrundlage", "legal basis";
        PaymentDecided = "payment-decided", "Angabe zur Zahlung", "statement about payment";
        Tier115Basic = "tier-115-basic", "115 mindestens mit Basisabdeckung", "115 with at least basic coverage";
        Tier115Full = "tier-115-full", "115 mindestens mit voller Auskunft", "115 with at least full answers";
        Tier115OnlineServices = "tier-115-online-services", "115 mit Auskunft zum Onlinedienst", "115 with answers on the online service";
        KnowledgeOwner115 = "knowledge-owner-115", "Wissenspflege für die 115", "keeper of the 115's knowledge";
        KnowledgeOwnSide = "knowledge-own-side", "Wissensmanagement im Land", "knowledge process in the state";
        KnowledgeOperatorSide = "knowledge-operator-side", "Wissensmanagement im betreibenden Land", "knowledge process in the operating state";
        KnowledgeCadence = "knowledge-cadence", "Turnus des Austauschs", "cadence of the exchange";
        KnowledgeSinks = "knowledge-sinks", "Auskunft und Weiterentwicklung", "answering and further development";
        MunicipalityContact = "municipality-contact", "Ansprechstelle der Kommune", "contact of the municipality";
        MunicipalityFeedback = "municipality-feedback", "abgesprochener Feedback-Weg", "agreed way of feedback";
        MunicipalitySupportContact = "municipality-support-contact", "bekannte Ansprechstellen im Land", "known contacts in the state";
        DeliveryAddress = "delivery-address", "Zustelladresse (DVDV oder FIT-Connect)", "delivery address (DVDV or FIT-Connect)";
        OeId = "oe-id", "Kennung im Redaktionssystem", "id in the editorial system";
        AuthorityMailbox = "authority-mailbox", "Postfach der Behörde", "mailbox of the authority";
    }
}

vocabulary! {
    /// Where a task does not apply to everybody.
    pub enum Condition {
        Payment = "payment", "wenn etwas bezahlt wird", "if something is paid";
        By115 = "by-115", "wenn die 115 langfristig antwortet", "if the 115 answers in the long run";
        ProcessingAgreement = "processing-agreement", "wenn ein Vertrag zur Auftragsverarbeitung als Rechtsgrundlage angegeben ist", "if a data-processing agreement is stated as legal basis";
        JointControl = "joint-control", "wenn gemeinsame Verantwortung als Rechtsgrundlage angegeben ist", "if joint control is stated as legal basis";
    }
}

record! {
    /// A task list.
    pub struct RawList = "plan", "eine Aufgabenliste", "a task list" {
        format: u32 = "format" (required), "Fassung des Formats: 1", "version of the format: 1";
        id: LocalId = "id" (required), "Kennung", "id";
        title: RawWords = "title" (required), "Titel", "title";
        states: List<StateCode> = "states", "nur für diese Länder; ohne Angabe für alle", "for these states only; left out: all";
        source: List<RawSource> = "source", "Quellen", "sources";
        task: List<RawTask> = "task", "die Aufgaben", "the tasks";
    }
}

record! {
    /// Text in both languages.
    pub struct RawWords = "text", "Text in beiden Sprachen", "text in both languages" {
        de: String = "de" (required), "deutsch", "German";
        en: String = "en" (required), "englisch", "English";
    }
}

record! {
    /// `[[source]]`
    pub struct RawSource = "source", "eine Quelle", "a source" {
        id: String = "id" (required), "Kürzel, mit dem Aufgaben sie nennen", "short name by which tasks name it";
        title: RawWords = "title" (required), "Titel", "title";
        url: String = "url", "Fundstelle", "place";
    }
}

record! {
    /// `[[task]]`
    pub struct RawTask = "task", "eine Aufgabe", "a task" {
        id: LocalId = "id" (required), "Kennung, für immer dieselbe", "id, the same for ever";
        title: RawWords = "title" (required), "Titel", "title";
        text: RawWords = "text" (required), "was zu tun ist", "what is to be done";
        who: Who = "who" (required), "wer sie erledigt", "who does it";
        dimension: Dimension = "dimension" (required), "Dimension", "dimension";
        phase: Phase = "phase" (required), "Phase", "phase";
        per: Per = "per" (required), "wofür es sie je einmal gibt", "for what it exists once";
        after: List<RawAfter> = "after", "wovon sie abhängt", "what it depends on";
        done_when: RawDoneWhen = "done-when", "woran man sieht, dass sie erledigt ist; ohne Angabe: ein Beleg unter [[done]]", "by what one sees that it is done; left out: evidence in [[done]]";
        due: Due = "due", "wann sie spätestens fertig ist", "by when it must be finished";
        needs: RawNeed = "needs", "was sie an Knappem braucht", "what scarce things it needs";
        gate: bool = "gate", "true: ohne sie kein Start", "true: no go-live without it";
        milestone: bool = "milestone", "true: ein Termin ohne Dauer", "true: a date without duration";
        optional: bool = "optional", "true: freigestellt", "true: optional";
        between_states: bool = "between-states", "true: nur zwischen zwei Ländern, nicht wenn ein Land den eigenen Dienst nutzt", "true: only between two states, not where a state uses its own service";
        only_if: Condition = "only-if", "nur unter dieser Bedingung", "only under this condition";
        law: RawWords = "law", "Rechtsvorschrift mit Fassung", "law with its version";
        source: List<String> = "source" (required), "Quellen, z. B. S9", "sources, e.g. S9";
    }
}

record! {
    /// `after = [{ … }]`
    pub struct RawAfter = "after", "eine Abhängigkeit", "a dependency" {
        task: LocalId = "task" (required), "von welcher Aufgabe", "on which task";
        kind: Relation = "kind", "Art; ohne Angabe Ende – Anfang", "kind; left out: finish to start";
        lag: String = "lag", "Abstand in Arbeitstagen, z. B. \"5 wd\" oder \"-2 wd\"", "lag in working days, e.g. \"5 wd\" or \"-2 wd\"";
    }
}

record! {
    /// `done-when = { … }`
    pub struct RawDoneWhen = "done-when", "woran man sieht, dass eine Aufgabe erledigt ist", "by what one sees that a task is done" {
        cells: List<String> = "cells", "Felder, in denen jemand antwortet, z. B. \"second/technical-state\"", "cells where somebody answers, e.g. \"second/technical-state\"";
        solution: Solution = "solution", "nur mit dieser Lösung im First Level", "only with this solution on first level";
        on: Look = "on", "an welchem Tag", "on which day";
        facts: List<Fact> = "facts", "Angaben, die da sind", "statements that are there";
        paths: List<Purpose> = "paths", "Wege, die festgelegt sind", "paths that are laid down";
        established: bool = "established", "true: die Wege werden auch gelebt", "true: the paths are lived, too";
        rules: List<String> = "rules", "Regeln, die dazu nichts melden", "rules that report nothing about it";
        or_recorded: bool = "or-recorded", "true: wo die Dateien nichts dazu sagen, genügt ein Beleg unter [[done]]", "true: where the files say nothing about it, evidence in [[done]] is enough";
    }
}

record! {
    /// `needs = { … }`
    pub struct RawNeed = "needs", "was eine Aufgabe an Knappem braucht", "what scarce things a task needs" {
        what: Resource = "what" (required), "was", "what";
        number: u32 = "number" (required), "wie viele", "how many";
    }
}
