//! Plain, serialisable data for documents and tables: everything sorted, dates as text, no spans.

pub mod answers;
pub mod asking;
pub mod asking_offices;
pub mod audit;
pub mod calls;
pub mod cell;
pub mod changes;
pub mod checklist;
pub mod collection;
pub mod communication;
pub mod competence;
pub mod concept;
pub mod concerned;
pub mod contact;
pub mod couse;
pub mod coverage;
pub mod departures;
pub mod diff;
pub mod diff_sides;
pub mod diff_ways;
pub mod difference;
pub mod distribution;
pub mod document;
pub mod documents;
mod duties;
pub mod feedback;
pub mod figures;
mod found_once;
pub mod graph;
mod informed;
mod knowledge;
pub mod letter;
mod longest;
pub mod matrix;
mod matrix_duty;
mod matrix_feedback;
pub mod missing;
pub mod municipality;
mod offices;
pub mod place;
pub mod place_checklist;
pub mod plan;
pub mod route;
pub mod saying;
pub mod scene;
pub mod service_table;
pub mod sheet;
mod sheet_offices;
pub mod start;
pub mod summary;
pub mod together;
pub mod ways;
pub mod what_if;
pub mod why;
pub mod word;

/// All kinds of documents, in the order in which they are written.
pub static DOCUMENTS: [&document::Kind; 13] = [
    &concept::DOCUMENT,
    &communication::DOCUMENT,
    &matrix::DOCUMENT,
    &checklist::DOCUMENT,
    &calls::DOCUMENT,
    &sheet::DOCUMENT,
    &couse::DOCUMENT,
    &distribution::DOCUMENT,
    &municipality::DOCUMENT,
    &place_checklist::DOCUMENT,
    &collection::DOCUMENT,
    &letter::DOCUMENT,
    &start::DOCUMENT,
];
