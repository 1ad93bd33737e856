//! The tables of a state's files, field by field. This list is the format: reader, schema and reference come from it.

use super::feedback::FeedbackName;
use super::reader::record;
use super::slot::List;
use super::values::{DeputyName, EndName, OwnerName, PaymentName, Until};
use crate::key::{
    Area, DestinationId, DvdvKey, Leistungsschluessel, LocalId, OeId, OzgId, Reference, StateCode, Url,
};
use crate::time::{Date, Duration};
use crate::vocabulary::{
    Audience, Carrier, ChannelKind, ComponentKind, ComponentSide, EscalationKind, KnowledgeSink,
    KnowledgeSource, LegalBasis, Level, NotedDocument, OrganizationKind, Participation, Purpose, Resource,
    Solution, Tier, Track,
};

record! {
    /// `[state]`
    pub struct RawState = "state", "wessen Datei das ist; die übrigen Angaben stehen je Land nur einmal", "whose file this is; everything else is given once per state" {
        code: StateCode = "code" (required), "Kürzel des Landes", "code of the Land";
        coordination: Reference = "coordination", "Stelle, die für die Supportstruktur im Land Auskunft gibt", "organization that answers for the support structure of the state";
        last_resort: Reference = "last-resort", "Stelle, an die verwaiste Aufgaben fallen", "organization to which orphaned duties fall";
        support_contact: RawSupportContact = "support-contact", "an wen sich Kommunen wegen der Supportlösung wenden (gilt für alle)", "whom municipalities turn to about the support solution (for all)";
        closing_days: List<Date> = "closing-days", "zusätzliche Schließtage", "additional closing days";
        accessibility_deadline: Duration = "accessibility-deadline", "gesetzliche Antwortfrist auf gemeldete Barrieren in diesem Land", "legal deadline of this state to answer accessibility feedback";
        accessibility_law: String = "accessibility-law", "Rechtsgrundlage dieser Frist", "law that sets this deadline";
        example: bool = "example", "true: alle Dokumente tragen sichtbar „Beispiel“", "true: every document visibly says \"example\"";
    }
}

record! {
    /// `support-contact = { … }`
    pub struct RawSupportContact = "support-contact", "Ansprechstellen im Land für die Supportlösung (S10)", "contacts in the state for the support solution (S10)" {
        interim: Reference = "interim", "für die Interimslösung", "for the interim solution";
        long_term: Reference = "long-term", "für die langfristige Lösung", "for the long-term solution";
    }
}

record! {
    /// `[[organization]]`
    pub struct RawOrganization = "organization", "eine Stelle: Behörde, Fachstelle, Dienstleister …", "an organization: authority, unit, provider …" {
        id: LocalId = "id" (required), "Kennung; anderswo „ni/kennung“", "id; elsewhere \"ni/id\"";
        name: String = "name" (required), "Name, wie er in Dokumenten steht", "name as it stands in documents";
        kind: OrganizationKind = "kind" (required), "Art der Stelle", "kind of organization";
        role: String = "role", "wer in der Stelle antwortet (Funktion, kein Personenname)", "who inside answers (a role, no person's name)";
        deputy: DeputyName = "deputy", "Vertretung", "deputy";
        superior: Reference = "superior", "übergeordnete Stelle (hierarchische Eskalation)", "superior organization (hierarchical escalation)";
        channels: List<RawChannel> = "channels", "wie die Stelle erreichbar ist", "how it is reached";
        municipality: Area = "municipality", "Kommune, zu der die Stelle gehört und die sie trägt", "municipality it belongs to and that carries it";
        carrier: Carrier = "carrier", "wer die Stelle trägt, wenn es keine Kommune ist", "who carries it, where that is no municipality";
        same_as: Reference = "same-as", "andere Kennung derselben Stelle, z. B. \"hb/dienstleister\"", "other id of the same body, e.g. \"hb/provider\"";
        competent: List<RawCompetence> = "competent", "wofür und wo die Stelle zuständig ist", "for what and where it is competent";
        uses: List<Reference> = "uses", "eigene Komponenten, z. B. ein Fachverfahren", "its own components, e.g. a specialist procedure";
        seat: StateCode = "seat", "Land, dessen Feiertage gelten", "Land whose holidays it keeps";
        confirmed: Date = "confirmed", "Kontaktdaten zuletzt bestätigt am", "contact data last confirmed on";
        oe_id: OeId = "oe-id", "Kennung im Landesredaktionssystem", "id in the editorial system of the state";
        dvdv: DvdvKey = "dvdv", "Organisationsschlüssel im DVDV", "organization key in the DVDV";
        destination_id: DestinationId = "destination-id", "Zustellpunkt in FIT-Connect", "FIT-Connect destination";
    }
}

record! {
    /// `channels = [{ … }]`
    pub struct RawChannel = "channel", "ein Kanal einer Stelle", "a channel of an organization" {
        kind: ChannelKind = "kind" (required), "Art des Kanals", "kind of channel";
        address: String = "address" (required), "Adresse, Nummer oder Verweis", "address, number or link";
        hours: String = "hours", "Servicezeiten in der Schreibweise von OpenStreetMap, z. B. \"Mo-Fr 08:00-16:00; PH off\"", "service hours in the OpenStreetMap syntax, e.g. \"Mo-Fr 08:00-16:00; PH off\"";
        closed: String = "closed", "was außerhalb der Servicezeiten gilt", "what to do outside service hours";
        audience: Audience = "audience", "für wen; ohne Angabe für alle", "for whom; left out: everybody";
    }
}

record! {
    /// `competent = [{ … }]`
    pub struct RawCompetence = "competent", "eine Zuständigkeit", "a competence" {
        services: List<Reference> = "services", "für welche Onlinedienste; ohne Angabe für alle", "for which services; left out: all";
        parts: List<LocalId> = "parts", "für welche der enthaltenen Leistungen; ohne Angabe für alle", "for which of the services contained; left out: all";
        area: List<Area> = "area", "in welchem Gebiet; ohne Angabe im ganzen Land", "in which area; left out: the whole Land";
        district: String = "district", "Bezirk einer Stadt, die ihre Bezirke nennt", "district of a city that names its districts";
        from: Date = "from", "ab", "from";
        until: Date = "until", "bis einschließlich", "until, inclusive";
    }
}

record! {
    /// `[[service-115]]`
    pub struct RawService115 = "service-115", "was die 115 wo und wann kann", "what the 115 can do where and when" {
        tier: Tier = "tier" (required), "Stufe", "tier";
        participation: Participation = "participation", "Art der Teilnahme", "way of taking part";
        center: Reference = "center", "Servicecenter", "service centre";
        knowledge_owner: Reference = "knowledge-owner", "wer das Wissen für die 115 pflegt", "who keeps the knowledge for the 115";
        services: List<Reference> = "services", "für welche Onlinedienste; ohne Angabe für alle", "for which services; left out: all";
        area: List<Area> = "area", "in welchem Gebiet; ohne Angabe im ganzen Land", "in which area; left out: the whole Land";
        from: Date = "from", "ab", "from";
        until: Date = "until", "bis einschließlich", "until, inclusive";
    }
}

record! {
    /// `[[component]]`
    pub struct RawComponent = "component", "landesspezifische IT: Zahlung, Fachverfahren, …", "state-specific IT: payment, specialist procedure, …" {
        id: LocalId = "id" (required), "Kennung", "id";
        kind: ComponentKind = "kind" (required), "Art", "kind";
        name: String = "name" (required), "Name", "name";
        services: List<Reference> = "services", "für welche Onlinedienste; ohne Angabe für alle", "for which services; left out: all";
        parts: List<LocalId> = "parts", "für welche der enthaltenen Leistungen; ohne Angabe für alle", "for which of the services contained; left out: all";
        area: List<Area> = "area", "in welchem Gebiet; ohne Angabe im ganzen Land", "in which area; left out: the whole Land";
        side: ComponentSide = "side", "wer sie bereitstellt; ohne Angabe das Land", "who provides it; left out: the state";
        from: Date = "from", "in Gebrauch ab", "in use from";
        until: Date = "until", "in Gebrauch bis einschließlich", "in use until, inclusive";
    }
}

record! {
    /// `[[service]]`
    pub struct RawService = "service", "ein Onlinedienst, den dieses Land betreibt", "an online service that this state operates" {
        id: LocalId = "id" (required), "Kennung", "id";
        name: String = "name" (required), "Name", "name";
        description: String = "description", "wofür der Onlinedienst da ist, ein Satz", "what it is for, one sentence";
        service_keys: List<Leistungsschluessel> = "service-keys", "Leistungsschlüssel (LeiKa)", "service keys (LeiKa)";
        parts: List<RawPart> = "parts", "enthaltene Leistungen, wenn der Onlinedienst mehrere bündelt", "services contained, where it bundles several";
        ozg_id: OzgId = "ozg-id", "Kennung im OZG-Katalog", "id in the OZG catalogue";
        responsible_state: StateCode = "responsible-state", "federführendes Land, wenn ein anderes", "responsible Land, where another";
        operating_state: StateCode = "operating-state", "betreibendes Land; ohne Angabe dieses", "operating Land; left out: this one";
        it_provider: Reference = "it-provider", "IT-Dienstleister", "IT provider";
        operation: List<RawOperation> = "operation", "Betrieb nach Zeiträumen, wenn er wechselt", "operation by periods, where it changes";
        contact_form: Url = "contact-form", "Kontaktformular", "contact form";
        entry_points: List<RawEntryPoint> = "entry-points", "Einstiege für Bürgerinnen und Bürger", "entry points for citizens";
        handouts: List<RawHandout> = "handouts", "Handreichungen für den First Level (R27)", "handouts for first level (R27)";
        profiles: List<String> = "profiles", "zusätzliche Anforderungsprofile", "additional profiles";
        source: String = "source", "öffentliche Quelle dieser Angaben", "public source of these facts";
    }
}

record! {
    /// `parts = [{ … }]`
    pub struct RawPart = "part", "eine enthaltene Leistung", "a service contained" {
        id: LocalId = "id" (required), "Kennung, einmalig in diesem Onlinedienst", "id, unique in this service";
        name: String = "name" (required), "Name", "name";
        leika: Leistungsschluessel = "leika", "eigener Leistungsschlüssel (LeiKa)", "service key of its own (LeiKa)";
        side: ComponentSide = "side", "wer sie erbringt; ohne Angabe das Land", "who provides it; left out: the state";
    }
}

record! {
    /// `operation = [{ … }]`
    pub struct RawOperation = "operation", "ein Zeitraum des Betriebs", "a period of operation" {
        operating_state: StateCode = "operating-state", "betreibendes Land", "operating Land";
        it_provider: Reference = "it-provider", "IT-Dienstleister", "IT provider";
        from: Date = "from", "ab", "from";
        until: Date = "until", "bis einschließlich", "until, inclusive";
    }
}

record! {
    /// `entry-points = [{ … }]`
    pub struct RawEntryPoint = "entry-point", "ein Einstieg für Bürgerinnen und Bürger", "an entry point for citizens" {
        name: String = "name" (required), "Name", "name";
        url: Url = "url" (required), "Adresse", "address";
        notice: Reference = "notice", "wer dort auf einen Ausfall hinweist", "who puts an outage notice there";
    }
}

record! {
    /// `handouts = [{ … }]`
    pub struct RawHandout = "handout", "eine Handreichung", "a handout" {
        title: String = "title" (required), "Titel", "title";
        url: Url = "url", "Adresse", "address";
        version: String = "version", "Fassung", "version";
        date: Date = "date", "Stand", "date";
    }
}

record! {
    /// `[[use]]`
    pub struct RawUse = "use", "dieses Land nutzt einen Onlinedienst", "this state uses a service" {
        service: Reference = "service" (required), "Onlinedienst, z. B. \"hb/eheschliessung\"", "service, e.g. \"hb/eheschliessung\"";
        parts: List<LocalId> = "parts", "welche der enthaltenen Leistungen; ohne Angabe alle", "which of the services contained; left out: all";
        go_live: Date = "go-live", "in Betrieb ab; ohne Angabe: in Betrieb, seit wann ist unbekannt", "in operation from; left out: in operation, nobody knows since when";
        until: Date = "until", "Nutzung endet am (letzter Tag)", "use ends on (last day)";
        agreement: Reference = "agreement", "Vereinbarung", "agreement";
        payment: PaymentName = "payment", "womit bezahlt wird", "what is paid with";
        legal_basis: LegalBasis = "legal-basis", "Rechtsgrundlage der Datenverarbeitung", "legal basis of data processing";
        profiles: List<String> = "profiles", "zusätzliche Anforderungsprofile", "additional profiles";
    }
}

record! {
    /// `[[agreement]]`
    pub struct RawAgreement = "agreement", "eine Vereinbarung", "an agreement" {
        id: LocalId = "id" (required), "Kennung", "id";
        parties: List<Reference> = "parties", "Beteiligte", "parties";
        reference: String = "reference", "Aktenzeichen oder Fundstelle", "file number or place";
        date: Date = "date", "geschlossen am", "concluded on";
        from: Date = "from", "gilt ab", "valid from";
        until: Date = "until", "gilt bis einschließlich", "valid until, inclusive";
        notice: Duration = "notice", "Kündigungsfrist", "notice period";
        confirmed: Date = "confirmed", "zuletzt bestätigt am", "last confirmed on";
    }
}

record! {
    /// `[[support]]`
    pub struct RawSupport = "support", "wer antwortet", "who answers" {
        id: LocalId = "id", "Kennung, um sich darauf zu beziehen", "id to refer to it";
        level: Level = "level" (required), "Level", "level";
        track: Track = "track", "Art der Frage (Second und Third Level)", "track (second and third level)";
        solution: Solution = "solution", "Interims- oder langfristige Lösung (nur First Level)", "interim or long-term (first level only)";
        owner: OwnerName = "owner" (required), "wer antwortet", "who answers";
        role: String = "role", "Funktion, die antwortet", "role that answers";
        services: List<Reference> = "services", "für welche Onlinedienste; ohne Angabe für alle", "for which services; left out: all";
        parts: List<LocalId> = "parts", "für welche der enthaltenen Leistungen; ohne Angabe für alle", "for which of the services contained; left out: all";
        components: List<Reference> = "components", "für welche Komponenten; ohne Angabe für alle", "for which components; left out: all";
        area: List<Area> = "area", "in welchem Gebiet; ohne Angabe überall", "in which area; left out: everywhere";
        district: String = "district", "Bezirk einer Stadt, die ihre Bezirke nennt", "district of a city that names its districts";
        channels: List<ChannelKind> = "channels", "auf welchen Kanälen; ohne Angabe auf allen", "on which channels; left out: all";
        from: Date = "from", "ab", "from";
        until: Until = "until", "bis einschließlich, oder \"open\"", "until, inclusive, or \"open\"";
        review: Date = "review", "bei until = \"open\": wann wieder geprüft wird", "with until = \"open\": when it is reviewed";
        lead_time: Duration = "lead-time", "Vorlauf, den der Nachfolger braucht", "lead time that the successor needs";
        agreement: Reference = "agreement", "Vereinbarung", "agreement";
        reaction: RawTimes = "reaction", "vereinbarte Reaktionszeiten", "agreed reaction times";
        recovery: RawTimes = "recovery", "vereinbarte Wiederherstellungszeiten", "agreed recovery times";
        tested: Date = "tested", "zuletzt erprobt am", "last tested on";
        confirmed: Date = "confirmed", "zuletzt bestätigt am", "last confirmed on";
        reason: String = "reason", "bei owner = \"none\": warum", "with owner = \"none\": why";
        approved_by: String = "approved-by", "bei owner = \"none\": wer das gebilligt hat", "with owner = \"none\": who approved";
    }
}

record! {
    /// `reaction = { … }`
    pub struct RawTimes = "times", "Zeiten nach Schwere; nur was vereinbart ist", "times by severity; only what was agreed" {
        critical: Duration = "critical", "kritisch", "critical";
        high: Duration = "high", "hoch", "high";
        medium: Duration = "medium", "mittel", "medium";
        low: Duration = "low", "niedrig", "low";
    }
}

record! {
    /// `[[path]]`
    pub struct RawPath = "path", "ein Kommunikationsweg", "a communication path" {
        id: LocalId = "id", "Kennung", "id";
        purpose: Purpose = "purpose" (required), "Zweck", "purpose";
        from: EndName = "from" (required), "von wem", "from whom";
        to: EndName = "to" (required), "an wen", "to whom";
        kind: EscalationKind = "kind", "Art der Eskalation", "kind of escalation";
        track: Track = "track", "für welche Art von Fragen", "for which track";
        services: List<Reference> = "services", "für welche Onlinedienste; ohne Angabe für alle", "for which services; left out: all";
        area: List<Area> = "area", "in welchem Gebiet; ohne Angabe überall", "in which area; left out: everywhere";
        channel: ChannelKind = "channel", "Kanal", "channel";
        trigger: String = "trigger", "Auslöser", "trigger";
        within: Duration = "within", "Frist", "deadline";
        established: Date = "established", "wird gelebt seit", "lived since";
        agreement: Reference = "agreement", "Vereinbarung", "agreement";
        since: Date = "since", "gilt ab", "valid from";
        until: Date = "until", "gilt bis einschließlich", "valid until, inclusive";
    }
}

record! {
    /// `[[municipality]]`
    pub struct RawMunicipality = "municipality", "eine Kommune als Körperschaft", "a municipality as a body" {
        key: Area = "key" (required), "Regionalschlüssel (ARS)", "regional key (ARS)";
        name: String = "name", "Name", "name";
        contact: Reference = "contact", "eigene Ansprechstelle der Kommune", "the municipality's own contact";
        support_contact: RawSupportContact = "support-contact", "Ansprechstellen im Land für die Supportlösung", "contacts in the state for the support solution";
        feedback: FeedbackName = "feedback", "wohin die Kommune Feedback gibt", "where the municipality gives feedback";
        feedback_reason: String = "feedback-reason", "bei feedback = \"none\": warum", "with feedback = \"none\": why";
        districts: List<String> = "districts", "Bezirke, vollständig", "districts, complete";
    }
}

record! {
    /// `[[knowledge]]`
    pub struct RawKnowledge = "knowledge", "die eigene Seite des Wissensmanagements (S8)", "one's own side of the knowledge process (S8)" {
        services: List<Reference> = "services", "für welche Onlinedienste; ohne Angabe für alle", "for which services; left out: all";
        owner: Reference = "owner" (required), "wer es auf dieser Seite verantwortet", "who owns it on this side";
        partner: Reference = "partner", "Gegenüber auf der anderen Seite", "counterpart on the other side";
        sources: List<KnowledgeSource> = "sources", "was ausgewertet wird", "what is evaluated";
        sinks: List<KnowledgeSink> = "sinks", "wohin die Auswertung fließt", "what it feeds";
        cadence: Duration = "cadence", "wie oft", "how often";
        since: Date = "since", "seit", "since";
        until: Date = "until", "bis einschließlich", "until, inclusive";
    }
}

record! {
    /// `[[wave]]`
    pub struct RawWave = "wave", "eine Welle des Rollouts", "a rollout wave" {
        id: LocalId = "id", "Kennung", "id";
        service: Reference = "service" (required), "Onlinedienst", "service";
        parts: List<LocalId> = "parts", "für welche der enthaltenen Leistungen; ohne Angabe für alle", "for which of the services contained; left out: all";
        name: String = "name", "Name", "name";
        area: List<Area> = "area" (required), "Gebiet", "area";
        district: String = "district", "Bezirk einer Stadt, die ihre Bezirke nennt", "district of a city that names its districts";
        go_live: Date = "go-live" (required), "in Betrieb ab", "in operation from";
    }
}

record! {
    /// `[[done]]`
    pub struct RawDone = "done", "ein erledigter Schritt, den keine Regel selbst sieht", "a step done that no rule sees for itself" {
        task: String = "task" (required), "Schritt", "task";
        service: Reference = "service", "Onlinedienst", "service";
        component: Reference = "component", "Komponente", "component";
        wave: String = "wave", "Welle", "wave";
        municipality: Area = "municipality", "Kommune", "municipality";
        on: Date = "on" (required), "erledigt am", "done on";
        evidence: String = "evidence", "Beleg: Vereinbarung oder Fundstelle", "evidence: agreement or place";
    }
}

record! {
    /// `[[exception]]`
    pub struct RawException = "exception", "eine hingenommene Abweichung, für Prüfende", "an accepted deviation, for auditors" {
        rule: String = "rule" (required), "Regel, z. B. \"L202\"", "rule, e.g. \"L202\"";
        subject: String = "subject", "worum es geht, wie beim Befund angegeben", "what it is about, as the finding says";
        service: Reference = "service", "Onlinedienst", "service";
        area: List<Area> = "area", "Gebiet", "area";
        level: Level = "level", "Level", "level";
        track: Track = "track", "Art der Frage", "track";
        component: Reference = "component", "Komponente", "component";
        reason: String = "reason" (required), "Begründung", "reason";
        approved_by: String = "approved-by" (required), "gebilligt von", "approved by";
        until: Date = "until" (required), "gilt bis einschließlich", "valid until, inclusive";
    }
}

record! {
    /// `[[capacity]]`
    pub struct RawCapacity = "capacity", "wie viele zugleich betreut, geschult oder angebunden werden können", "how many can be looked after, trained or connected at a time" {
        what: Resource = "what" (required), "was", "what";
        number: u32 = "number" (required), "wie viele", "how many";
        from: Date = "from" (required), "ab", "from";
        until: Date = "until" (required), "bis einschließlich", "until, inclusive";
    }
}

record! {
    /// `[[note]]`
    pub struct RawNote = "note", "ein von Hand geschriebener Absatz, der in einem Dokument steht und bei jedem Lauf erhalten bleibt", "a passage written by hand that stands in a document and survives every run" {
        document: NotedDocument = "document" (required), "in welchem Dokument", "in which document";
        municipality: Area = "municipality", "nur bei dieser Kommune und denen in ihr; ohne Angabe bei allen", "only for this municipality and those inside it; left out: for all";
        service: Reference = "service", "nur auf dem Merkblatt dieses Onlinedienstes; ohne Angabe auf allen", "only on the information sheet of this service; left out: on all";
        text: String = "text" (required), "der Text, in Markdown; HTML und Bilder fallen weg", "the text, in Markdown; HTML and pictures are left out";
    }
}
