//! `persons.toml`: names of persons, apart from everything that leaves the house.

use super::reader::record;
use super::slot::List;
use crate::key::{Email, Phone, Reference};

record! {
    /// `persons.toml`
    pub struct RawPersons = "persons.toml", "Namen von Personen; sie stehen nur in Dokumenten, die mit --internal geschrieben werden", "names of persons; they stand only in documents written with --internal" {
        person: List<RawPerson> = "person", "je Person ein Eintrag", "one entry per person";
    }
}

record! {
    /// `[[person]]`
    pub struct RawPerson = "person", "eine Ansprechperson einer Stelle", "a contact person of an organization" {
        organization: Reference = "organization" (required), "ihre Stelle mit Land, z. B. \"ni/koordination\"", "its organization with the state, e.g. \"ni/koordination\"";
        name: String = "name" (required), "Name der Person", "name of the person";
        function: String = "function", "was sie dort tut", "what she does there";
        email: Email = "email", "persönliche E-Mail-Adresse", "personal e-mail address";
        phone: Phone = "phone", "persönliche Telefonnummer", "personal phone number";
    }
}
