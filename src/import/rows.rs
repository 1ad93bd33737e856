//! What each row says, and what is doubtful about it.

use super::cells::{self, Cell, clean, parts, short};
use super::places::{Place, Places, Told};
use super::{Channel, Columns, Doubt, Effect, Field, Imported, Knowledge, Line, Record, Sheet, hours, names};
use crate::key::{Area, Email, LocalId, Phone, Problem, Reference, Url, slug};
use crate::text::{Text, text};
use crate::time::Date;
use crate::vocabulary::{ChannelKind, OrganizationKind, Vocabulary as _};

/// Reads all rows below the headings.
pub fn read(sheet: &Sheet, columns: &Columns, knowledge: &Knowledge<'_>) -> Imported {
    let places = Places::new(knowledge.state, knowledge.register);
    let mut records = Vec::new();
    let mut doubts = Vec::new();
    for line in sheet.lines.iter().filter(|line| line.row > columns.row) {
        let mut row = Row { line, columns, knowledge, doubts: Vec::new() };
        records.extend(row.record(&places));
        doubts.append(&mut row.doubts);
    }
    let mut records = names::merged(records, &mut doubts);
    names::give_ids(&mut records, knowledge, &mut doubts);
    doubts.sort();
    doubts.dedup();
    Imported { records, doubts }
}

/// One row while it is read.
struct Row<'a> {
    line: &'a Line,
    columns: &'a Columns,
    knowledge: &'a Knowledge<'a>,
    doubts: Vec<Doubt>,
}

impl Row<'_> {
    fn doubt(&mut self, effect: Effect, reason: Text) {
        self.doubts.push(Doubt { row: self.line.row, effect, reason });
    }

    fn raw(&self, field: Field) -> &str {
        self.columns.cell(self.line, field)
    }

    /// A cell as one line; empty, with a doubt, where it holds no text that a person wrote.
    fn text(&mut self, field: Field) -> String {
        let Cell { text, hidden, formula } = clean(self.raw(field));
        let Text { de, en } = field.label().into();
        if formula {
            self.doubt(
                Effect::CellLeftOut,
                text!(
                    "{de}: die Zelle ist eine Formel oder ein Formelfehler",
                    "{en}: the cell is a formula or its error"
                ),
            );
            return String::new();
        }
        if text.chars().count() > cells::LONGEST {
            let longest = cells::LONGEST;
            self.doubt(
                Effect::CellLeftOut,
                text!("{de}: mehr als {longest} Zeichen", "{en}: more than {longest} characters"),
            );
            return String::new();
        }
        if hidden {
            self.doubt(
                Effect::PleaseCheck,
                text!("{de}: unsichtbare Zeichen entfernt", "{en}: invisible characters were taken out"),
            );
        }
        text
    }

    fn record(&mut self, places: &Places<'_>) -> Option<Record> {
        let name = self.text(Field::Name);
        if !name.chars().any(char::is_alphanumeric) {
            self.doubt(
                Effect::RowLeftOut,
                text!("die Stelle hat keinen Namen", "the organization has no name"),
            );
            return None;
        }
        let mut remarks = Vec::new();
        let place = self.place(&name, places, &mut remarks);
        let services = self.services(place.area, &mut remarks);
        let optional = |text: String| Some(text).filter(|text| !text.is_empty());
        Some(Record {
            rows: vec![self.line.row],
            id: self.id(),
            kind: self.kind(),
            role: optional(self.text(Field::Role)),
            area: place.area,
            place: place.name,
            services,
            channels: self.channels(&mut remarks),
            confirmed: self.confirmed(),
            name,
            remarks,
        })
    }

    /// The id that the table gives; empty where it gives none.
    fn id(&mut self) -> String {
        let id = self.text(Field::Id);
        match LocalId::parse(&id) {
            _ if id.is_empty() => id,
            Ok(id) => id.to_string(),
            Err(problem) => {
                self.reject(Field::Id, problem);
                String::new()
            }
        }
    }

    fn reject(&mut self, field: Field, problem: Problem) {
        let Text { de, en } = field.label().into();
        let sentence = |text: String| text.trim_end_matches('.').to_owned();
        let (why, why_en) = (sentence(problem.message.de), sentence(problem.message.en));
        self.doubt(Effect::CellLeftOut, text!("{de}: {why}", "{en}: {why_en}"));
    }

    fn kind(&mut self) -> Option<OrganizationKind> {
        let written = self.text(Field::Kind);
        if written.is_empty() {
            return None;
        }
        let said = slug(&written);
        let found = OrganizationKind::all().iter().copied().find(|kind| {
            let label = kind.label();
            [kind.word(), label.de, label.en].iter().any(|word| slug(word) == said)
        });
        if found.is_none() {
            let known = matches!(
                said.as_str(),
                "kommune" | "gemeinde" | "stadt" | "samtgemeinde" | "landkreis" | "kreis"
            );
            if known {
                return Some(OrganizationKind::MunicipalAdministration);
            }
            if said.ends_with("amt") || said.ends_with("behoerde") || said.starts_with("amt-") {
                return Some(OrganizationKind::Authority);
            }
            let shown = short(&written, 40);
            self.doubt(
                Effect::PleaseCheck,
                text!(
                    "Art „{shown}“ ist unbekannt; eingetragen wird „authority“",
                    "kind \"{shown}\" is unknown; taken as \"authority\""
                ),
            );
        }
        found
    }

    fn place(&mut self, name: &str, places: &Places<'_>, remarks: &mut Vec<String>) -> Place {
        let cells =
            [Field::Ars, Field::Ags, Field::Municipality, Field::District].map(|field| self.text(field));
        let [ars, ags, municipality, district] = &cells;
        let told = Told { keys: [ars, ags], municipality, district };
        let mut place = places.find(told);
        let keyed = !ars.is_empty() || !ags.is_empty();
        // A city that is told as a Kreis is one.
        if !keyed && !municipality.is_empty() && place.area.is_some() && is_of_district(name) {
            let said = place.name.clone().unwrap_or_default();
            place.area = None;
            place.doubt = Some(text!(
                "dem Namen nach eine Kreisbehörde, die Kommune ist aber „{said}“: Sitz oder Zuständigkeit?",
                "by its name an authority of the Kreis, but the municipality is \"{said}\": seat or competence?"
            ));
        }
        if let Some(doubt) = place.doubt.clone() {
            let effect = if place.area.is_some() { Effect::PleaseCheck } else { Effect::CellLeftOut };
            self.doubt(effect, doubt);
        }
        if place.area.is_none() {
            let words: Vec<&str> = cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
            if !words.is_empty() {
                remarks.push(format!("Ort laut Tabelle: {}", short(&words.join(", "), 80)));
            }
        }
        // Nobody knows keys by heart.
        if let (Some(area), Some(name)) = (place.area, &place.name) {
            let name = match places.district(area) {
                Some(district) if district != name => format!("{name} ({district})"),
                _ => name.clone(),
            };
            remarks.push(format!("Ort laut Verzeichnis: {}", short(&clean(&name).text, 80)));
        }
        place
    }

    /// For which services it is competent; none where nobody can say in which area.
    fn services(&mut self, area: Option<Area>, remarks: &mut Vec<String>) -> Vec<String> {
        let written = self.text(Field::Services);
        let mut services = Vec::new();
        if written.is_empty() {
            services.clone_from(&self.knowledge.services);
        } else {
            let raw = self.raw(Field::Services).to_owned();
            for part in parts(&raw).flat_map(|line| line.split(',')) {
                let part = clean(part).text;
                match self.service(&part) {
                    Some(service) => services.push(service),
                    None if part.is_empty() => {}
                    None => {
                        let shown = short(&part, 60);
                        remarks.push(format!("Zuständig laut Tabelle: {shown}"));
                        self.doubt(
                            Effect::CellLeftOut,
                            text!(
                                "kein bekannter Onlinedienst: „{shown}“",
                                "no known online service: \"{shown}\""
                            ),
                        );
                    }
                }
            }
        }
        services.sort();
        services.dedup();
        if area.is_none() && !services.is_empty() {
            self.doubt(
                Effect::CellLeftOut,
                text!(
                    "Zuständigkeit: ohne Kommune oder Kreis gälte sie im ganzen Land",
                    "competence: without municipality or Kreis it would hold in the whole Land"
                ),
            );
            services.clear();
        }
        services
    }

    /// The service that a text names: by its id, the last part of it, its name.
    fn service(&self, written: &str) -> Option<String> {
        let known = &self.knowledge.known_services;
        if known.contains_key(written) || self.knowledge.services.iter().any(|id| id == written) {
            return Some(written.to_owned());
        }
        let said = slug(written);
        let local = |id: &str| id.rsplit('/').next().unwrap_or(id).to_owned();
        let named = known.iter().map(|(id, name)| (id, slug(name)));
        let given = self.knowledge.services.iter().map(|id| (id, local(id)));
        let mut ids: Vec<&String> = named
            .chain(given)
            .filter(|(id, name)| *name == said || local(id) == said)
            .map(|(id, _)| id)
            .collect();
        ids.sort();
        ids.dedup();
        match ids.as_slice() {
            [only] => Some((*only).clone()),
            // Nothing is known yet: an id with its state is taken at its word.
            [] if known.is_empty() && written.contains('/') => {
                Reference::parse(written).ok().map(|_| written.to_owned())
            }
            _ => None,
        }
    }

    fn channels(&mut self, remarks: &mut Vec<String>) -> Vec<Channel> {
        let mut channels = Vec::new();
        self.addresses(&mut channels, Field::Phone, ChannelKind::Phone, |text| {
            Phone::parse(text).map(|phone| phone.as_str().to_owned())
        });
        self.addresses(&mut channels, Field::Email, ChannelKind::Email, |text| {
            Email::parse(text).map(|email| email.to_string())
        });
        let url = |text: &str| Url::parse(text).map(|url| url.to_string());
        self.addresses(&mut channels, Field::Form, ChannelKind::ContactForm, url);
        self.addresses(&mut channels, Field::Web, ChannelKind::Portal, url);
        self.addresses(&mut channels, Field::Fax, ChannelKind::Fax, |text| {
            Phone::parse(text).map(|phone| phone.as_str().to_owned())
        });
        let post = self.text(Field::Post);
        if !post.is_empty() {
            channels.push(Channel { kind: ChannelKind::Post, address: post, hours: None, closed: None });
        }
        self.hours(&mut channels, remarks);
        channels
    }

    /// The addresses of a cell, each checked; a certain repair is taken.
    fn addresses(
        &mut self,
        channels: &mut Vec<Channel>,
        field: Field,
        kind: ChannelKind,
        check: impl Fn(&str) -> Result<String, Problem>,
    ) {
        if self.text(field).is_empty() {
            return;
        }
        let raw = self.raw(field).to_owned();
        // Two numbers in one cell must not become one; an e-mail address holds neither blank nor comma.
        let split_more = kind == ChannelKind::Email;
        let several = parts(&raw).flat_map(|part| {
            part.split(move |letter: char| letter == ',' || (split_more && letter.is_whitespace()))
        });
        for part in several {
            let part = clean(part).text;
            if part.is_empty() {
                continue;
            }
            let checked = check(&part).or_else(|problem| match &problem.replacement {
                Some(right) => check(right),
                None => Err(problem),
            });
            match checked {
                Ok(address) => {
                    if let Ok(email) = Email::parse(&address)
                        && kind == ChannelKind::Email
                        && email.looks_personal()
                    {
                        self.doubt(
                            Effect::PleaseCheck,
                            text!(
                                "E-Mail „{address}“: Adresse einer Person? Besser ein Funktionspostfach",
                                "e-mail \"{address}\": a person's address? Better a functional mailbox"
                            ),
                        );
                    }
                    channels.push(Channel { kind, address, hours: None, closed: None });
                }
                Err(problem) => self.reject(field, problem),
            }
        }
    }

    /// Service hours belong to the telephone, else to the first channel.
    fn hours(&mut self, channels: &mut [Channel], remarks: &mut Vec<String>) {
        let (written, closed) = (self.text(Field::Hours), self.text(Field::Closed));
        let raw = self.raw(Field::Hours).replace(['\n', '\r'], ", ");
        let understood = hours::understood(&written).or_else(|| hours::understood(&clean(&raw).text));
        if !written.is_empty() && (understood.is_none() || channels.is_empty()) {
            let shown = short(&written, 60);
            remarks.push(format!("Servicezeiten laut Tabelle: {shown}"));
            self.doubt(
                Effect::CellLeftOut,
                text!(
                    "Servicezeiten nicht verstanden: „{shown}“",
                    "service hours not understood: \"{shown}\""
                ),
            );
        }
        if let Some(channel) = channels.first_mut() {
            channel.hours = understood;
            channel.closed = Some(closed).filter(|closed| !closed.is_empty());
        }
    }

    fn confirmed(&mut self) -> Option<Date> {
        let written = self.text(Field::Confirmed);
        if written.is_empty() {
            return None;
        }
        let date = day(&written);
        if date.is_none() {
            let shown = short(&written, 40);
            self.doubt(
                Effect::CellLeftOut,
                text!("bestätigt am „{shown}“: kein Datum", "confirmed on \"{shown}\": no date"),
            );
        }
        date
    }
}

/// `2026-10-12` or `12.10.2026`.
fn day(text: &str) -> Option<Date> {
    if let Some(date) = crate::time::parse_date(text) {
        return Some(date);
    }
    let parts: Vec<&str> = text.split('.').collect();
    let [day, month, year] = parts.as_slice() else { return None };
    let year: i16 = year.parse().ok().filter(|year| (2000..=2100).contains(year))?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Whether a name is that of an authority of a Kreis.
fn is_of_district(name: &str) -> bool {
    let slug = slug(name);
    let mut words = slug.split('-');
    words.any(|word| {
        matches!(
            word,
            "landkreis"
                | "landkreises"
                | "kreis"
                | "kreises"
                | "kreisverwaltung"
                | "landratsamt"
                | "kreisjugendamt"
        )
    })
}
