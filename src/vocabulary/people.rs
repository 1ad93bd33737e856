//! Words about who answers and how to reach them: organizations, channels, the 115, components.

use super::vocabulary;

vocabulary! {
    /// What kind of body an organization is. A mailbox is a channel, never an organization (R40).
    pub enum OrganizationKind {
        Authority = "authority", "Behörde", "authority";
        SpecialistUnit = "specialist-unit", "Fachstelle", "specialist unit";
        Coordination = "coordination", "Koordinationsstelle", "coordination office";
        ItProvider = "it-provider", "IT-Dienstleister", "IT provider";
        ServiceCenter115 = "service-center-115", "Servicecenter der 115", "115 service centre";
        StateHelpdesk = "state-helpdesk", "Supportstelle des Landes", "state help desk";
        SteeringBody = "steering-body", "Steuerungskreis", "steering body";
        Ministry = "ministry", "Ministerium", "ministry";
        MunicipalAdministration = "municipal-administration", "Kommunalverwaltung", "municipal administration";
        Intermediary = "intermediary", "Landesintermediär (Kopfstelle)", "state intermediary";
        SecurityOffice = "security-office", "Stelle für Informationssicherheit", "information security office";
        DataProtectionOffice = "data-protection-office", "Datenschutzstelle", "data protection office";
        Other = "other", "sonstige Stelle", "other body";
    }
}

vocabulary! {
    /// Who carries an office that belongs to no municipality (semantics 29).
    pub enum Carrier {
        Land = "land", "Land", "state";
        Federal = "federal", "Bund", "federation";
        Association = "association", "Verband, z. B. ein Zweckverband", "association, e.g. a special-purpose association";
    }
}

vocabulary! {
    /// How an organization is reached.
    pub enum ChannelKind {
        Phone = "phone", "Telefon", "phone";
        Email = "email", "E-Mail", "e-mail";
        ContactForm = "contact-form", "Kontaktformular", "contact form";
        Ticket = "ticket", "Ticketsystem", "ticket system";
        Chat = "chat", "Chat", "chat";
        InPerson = "in-person", "vor Ort", "in person";
        Post = "post", "Post", "post";
        Fax = "fax", "Fax", "fax";
        Portal = "portal", "Portal", "portal";
        Meeting = "meeting", "Besprechung", "meeting";
    }
}

vocabulary! {
    /// For whom a channel is; an internal mailbox never reaches a citizen's document.
    pub enum Audience {
        Citizens = "citizens", "Bürgerinnen und Bürger", "citizens";
        Authorities = "authorities", "Behörden", "authorities";
    }
}

vocabulary! {
    /// What the 115 can answer in an area (R14; only the last answers questions about an online service).
    pub enum Tier {
        None = "none", "keine Teilnahme an der 115", "no participation in the 115";
        Basic = "basic", "Basisabdeckung: nur Zuständigkeiten und Kontaktdaten", "basic: responsibilities and contacts only";
        Full = "full", "voller Service", "full service";
        OnlineServices = "online-services", "voller Service mit Auskunft zu Onlinediensten", "full service with answers on online services";
    }
}

vocabulary! {
    /// In which way an area takes part in the 115.
    pub enum Participation {
        OwnCenter = "own-center", "eigenes Servicecenter", "own service centre";
        InformationProvider = "information-provider", "Informationsbereitsteller", "information provider";
        Served = "served", "mitversorgt", "served by another centre";
    }
}

vocabulary! {
    /// What a state-specific component does.
    pub enum ComponentKind {
        Payment = "payment", "Zahlung", "payment";
        SpecialistProcedure = "specialist-procedure", "Fachverfahren", "specialist procedure";
        Identity = "identity", "Nutzerkonto", "identity";
        Mailbox = "mailbox", "Postfach", "mailbox";
        Transport = "transport", "Datentransport", "transport";
        Other = "other", "sonstige IT-Dienstleistung", "other";
    }
}

vocabulary! {
    /// Who provides a component.
    pub enum ComponentSide {
        State = "state", "Land", "state";
        Federal = "federal", "Bund", "federal";
    }
}

vocabulary! {
    /// What a rollout has only so much of.
    pub enum Resource {
        People = "people", "Mitarbeitende", "people";
        Trainers = "trainers", "Schulungsteams", "trainers";
        RollInTeam = "roll-in-team", "Roll-In-Teams", "roll-in teams";
    }
}
