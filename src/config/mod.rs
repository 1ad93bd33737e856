//! TOML text becomes raw records: every problem of every file, each at its own place; L001 to L016.
//!
//! A record with a broken part is kept, with the part marked [`slot::Slot::Broken`]: later stages know that something
//! stood there and report nothing twice (semantics 17).

pub mod durations;
pub mod feedback;
mod kept;
pub mod persons;
pub mod problems;
pub(crate) mod reader;
pub mod records;
#[cfg(feature = "inside")]
pub mod reference;
mod register_keys;
pub mod schema;
pub mod settings;
pub mod shape;
pub mod slot;
mod syntax;
pub mod values;

pub use self::kept::Kept;
pub use self::register_keys::offer_keys;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use self::reader::{FromToml, Reader};
use self::records as raw;
use self::slot::Slot;
use crate::diagnostic::Diagnostic;
use crate::key::Area;
use crate::nearest::nearest;
use crate::source::{Located, Source, SourceId, Sources, Span};
use crate::text::text;
use crate::work::Workers;

/// The raw records of one file of a state.
#[derive(Debug, Clone)]
pub struct RawFile {
    /// The file.
    pub source: SourceId,
    /// Whether its structure could not be trusted: what depends on its state is undecidable.
    pub tainted: bool,
    /// Every regional key in it, as written, in the order in which it was read; none of a file that is tainted.
    pub keys: Vec<Located<Area>>,
    /// Whose file it is.
    pub state: Slot<raw::RawState>,
    /// `[[organization]]`
    pub organizations: Vec<raw::RawOrganization>,
    /// `[[service-115]]`
    pub services_115: Vec<raw::RawService115>,
    /// `[[component]]`
    pub components: Vec<raw::RawComponent>,
    /// `[[service]]`
    pub services: Vec<raw::RawService>,
    /// `[[use]]`
    pub uses: Vec<raw::RawUse>,
    /// `[[agreement]]`
    pub agreements: Vec<raw::RawAgreement>,
    /// `[[support]]`
    pub supports: Vec<raw::RawSupport>,
    /// `[[path]]`
    pub paths: Vec<raw::RawPath>,
    /// `[[municipality]]`
    pub municipalities: Vec<raw::RawMunicipality>,
    /// `[[knowledge]]`
    pub knowledge: Vec<raw::RawKnowledge>,
    /// `[[wave]]`
    pub waves: Vec<raw::RawWave>,
    /// `[[done]]`
    pub done: Vec<raw::RawDone>,
    /// `[durations]`
    pub durations: Slot<durations::RawDurations>,
    /// `[[capacity]]`
    pub capacities: Vec<raw::RawCapacity>,
    /// `[[exception]]`
    pub exceptions: Vec<raw::RawException>,
    /// `[[note]]`
    pub notes: Vec<raw::RawNote>,
}

/// The tables of a state's file, in the order in which the reference lists them.
pub const TABLES: &[(&str, shape::RecordInfo)] = &[
    ("state", raw::RawState::INFO),
    ("organization", raw::RawOrganization::INFO),
    ("agreement", raw::RawAgreement::INFO),
    ("service", raw::RawService::INFO),
    ("use", raw::RawUse::INFO),
    ("component", raw::RawComponent::INFO),
    ("support", raw::RawSupport::INFO),
    ("service-115", raw::RawService115::INFO),
    ("path", raw::RawPath::INFO),
    ("municipality", raw::RawMunicipality::INFO),
    ("knowledge", raw::RawKnowledge::INFO),
    ("wave", raw::RawWave::INFO),
    ("done", raw::RawDone::INFO),
    ("durations", durations::RawDurations::INFO),
    ("capacity", raw::RawCapacity::INFO),
    ("exception", raw::RawException::INFO),
    ("note", raw::RawNote::INFO),
];

impl RawFile {
    fn empty(source: SourceId) -> Self {
        Self {
            source,
            tainted: false,
            keys: Vec::new(),
            state: Slot::Absent,
            organizations: Vec::new(),
            services_115: Vec::new(),
            components: Vec::new(),
            services: Vec::new(),
            uses: Vec::new(),
            agreements: Vec::new(),
            supports: Vec::new(),
            paths: Vec::new(),
            municipalities: Vec::new(),
            knowledge: Vec::new(),
            waves: Vec::new(),
            done: Vec::new(),
            durations: Slot::Absent,
            capacities: Vec::new(),
            exceptions: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// A file that could not be read at all.
    pub fn unreadable(source: SourceId) -> Self {
        Self { tainted: true, ..Self::empty(source) }
    }

    /// Whether there is any record that would need to know its state.
    pub fn has_records(&self) -> bool {
        let counts = [
            self.organizations.len(),
            self.services_115.len(),
            self.components.len(),
            self.services.len(),
            self.uses.len(),
            self.agreements.len(),
            self.supports.len(),
            self.paths.len(),
            self.municipalities.len(),
            self.knowledge.len(),
            self.waves.len(),
            self.done.len(),
            usize::from(!self.durations.is_absent()),
            self.capacities.len(),
            self.exceptions.len(),
            self.notes.len(),
        ];
        counts.iter().any(|count| *count > 0)
    }

    /// Whether the file holds nothing at all.
    fn is_blank(&self, source: &Source) -> bool {
        !self.tainted
            && source.text().lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
    }
}

/// Reads the files of states; the files are shared out among workers.
pub fn read(
    sources: &Sources,
    files: &[SourceId],
    workers: &impl Workers,
) -> (Vec<RawFile>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let read = workers
        .map(files, |id| read_file(*id, sources.get(*id)))
        .into_iter()
        .map(|(file, found)| {
            diagnostics.extend(found);
            file
        })
        .collect();
    (read, diagnostics)
}

/// Reads one file of a state. Pure, so that files can be read on several threads and kept between runs.
pub fn read_file(id: SourceId, source: &Source) -> (RawFile, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let (document, errors) = DeTable::parse_recoverable(source.text());
    let syntax = syntax::report(&errors, id, source, &mut diagnostics);
    let mut file = RawFile::empty(id);
    file.tainted = syntax.tainted;
    let mut found = Vec::new();
    let mut reader = Reader { source: id, diagnostics: &mut found, broken: &syntax.broken, keys: Vec::new() };
    for (key, value) in document.get_ref() {
        read_table(&mut file, key.get_ref(), reader.span(key.span()), value, &mut reader);
    }
    let keys = reader.keys;
    if !syntax.tainted {
        file.keys = keys;
        // With a broken structure the recovered records are partial; their problems would be noise.
        diagnostics.append(&mut found);
        if file.state.is_absent() && !file.is_blank(source) {
            diagnostics.push(
                problems::STATE_NOT_NAMED
                    .report(
                        Span::new(id, 0..0),
                        text!(
                            "die Datei sagt nicht, welchem Land sie gehört",
                            "the file does not say which state it belongs to"
                        ),
                    )
                    .help(text!(
                        "schreiben Sie an den Anfang: [state] und darunter code = \"NI\"",
                        "write at the top: [state] and below it code = \"NI\""
                    )),
            );
        }
    }
    (file, diagnostics)
}

fn read_table(
    file: &mut RawFile,
    name: &str,
    key: Span,
    value: &Spanned<DeValue<'_>>,
    reader: &mut Reader<'_>,
) {
    let complete = match name {
        "state" => {
            file.state = reader::slot(value, reader);
            true
        }
        "organization" => records(&mut file.organizations, name, value, reader),
        "service-115" => records(&mut file.services_115, name, value, reader),
        "component" => records(&mut file.components, name, value, reader),
        "service" => records(&mut file.services, name, value, reader),
        "use" => records(&mut file.uses, name, value, reader),
        "agreement" => records(&mut file.agreements, name, value, reader),
        "support" => records(&mut file.supports, name, value, reader),
        "path" => records(&mut file.paths, name, value, reader),
        "municipality" => records(&mut file.municipalities, name, value, reader),
        "knowledge" => records(&mut file.knowledge, name, value, reader),
        "wave" => records(&mut file.waves, name, value, reader),
        "done" => records(&mut file.done, name, value, reader),
        "durations" => {
            file.durations = reader::slot(value, reader);
            true
        }
        "capacity" => records(&mut file.capacities, name, value, reader),
        "exception" => records(&mut file.exceptions, name, value, reader),
        "note" => records(&mut file.notes, name, value, reader),
        _ => {
            unknown_table(name, key, reader);
            false
        }
    };
    // A lost record may have answered for anything: nothing of this state may be called a gap.
    file.tainted |= !complete;
}

/// Reads `[[name]]` records; false if one of them could not even be kept.
fn records<T: FromToml>(
    into: &mut Vec<T>,
    name: &str,
    value: &Spanned<DeValue<'_>>,
    reader: &mut Reader<'_>,
) -> bool {
    let Some(array) = value.get_ref().as_array() else {
        let span = reader.span(value.span());
        reader.diagnostics.push(
            problems::WRONG_TYPE
                .report(
                    span,
                    text!("„{name}“ steht in doppelten Klammern", "\"{name}\" stands in double brackets"),
                )
                .help(text!("schreiben Sie [[{name}]]", "write [[{name}]]")),
        );
        return T::read(value, reader).map(|record| into.push(record)).is_some();
    };
    let before = into.len();
    into.extend(array.iter().filter_map(|item| T::read(item, reader)));
    into.len() == before + array.len()
}

fn unknown_table(name: &str, span: Span, reader: &mut Reader<'_>) {
    if reader.is_broken(span) {
        return;
    }
    let known = TABLES.iter().map(|(known, _)| *known);
    let mut finding = problems::UNKNOWN_KEY
        .report(span, text!("eine Tabelle „{name}“ gibt es nicht", "there is no table \"{name}\""));
    if let Some(close) = nearest(name, known.clone()) {
        finding = finding
            .help(text!("meinten Sie „{close}“?", "did you mean \"{close}\"?"))
            .edit(span, close.to_owned());
    } else {
        let list = known.collect::<Vec<_>>().join(", ");
        finding = finding.help(text!("bekannt sind: {list}", "known are: {list}"));
    }
    reader.diagnostics.push(finding);
}

/// Reads `lotse.toml`.
pub fn read_settings(id: SourceId, source: &Source) -> (Option<settings::RawSettings>, Vec<Diagnostic>) {
    read_whole(id, source)
}

/// Reads `persons.toml`.
pub fn read_persons(id: SourceId, source: &Source) -> (Option<persons::RawPersons>, Vec<Diagnostic>) {
    read_whole(id, source)
}

/// Reads a file that is one table as a whole: settings, a profile. `None` if its structure is broken.
pub(crate) fn read_whole<T: FromToml>(id: SourceId, source: &Source) -> (Option<T>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let (document, errors) = DeTable::parse_recoverable(source.text());
    let syntax = syntax::report(&errors, id, source, &mut diagnostics);
    if syntax.tainted {
        return (None, diagnostics);
    }
    let mut reader =
        Reader { source: id, diagnostics: &mut diagnostics, broken: &syntax.broken, keys: Vec::new() };
    // What is missing is missing at the top of the file.
    let document = Spanned::new(0..0, DeValue::Table(document.into_inner()));
    let record = T::read(&document, &mut reader);
    (record, diagnostics)
}
