//! Plain, serialisable data for documents and tables: everything sorted, dates as text, no spans.

pub mod answers;
pub mod calls;
pub mod checklist;
pub mod communication;
pub mod concerned;
pub mod contact;
pub mod couse;
pub mod coverage;
pub mod departures;
pub mod diff;
pub mod difference;
pub mod documents;
mod duties;
pub mod feedback;
pub mod graph;
pub mod municipality;
pub mod place;
pub mod plan;
pub mod route;
pub mod saying;
pub mod scene;
pub mod service_table;
pub mod sheet;
pub mod start;
pub mod ways;
pub mod what_if;
pub mod why;
