//! One file per output form. Nothing here decides anything: what is shown stands in `view`.
//!
//! A document has one content, a Markdown template filled with a view; its other forms are made from the parsed tree.

pub mod absence;
pub mod audit;
pub mod bpmn;
pub mod columns;
pub mod coverage;
pub mod csv;
pub mod departures;
pub mod diff;
pub mod documents;
pub mod dot;
pub mod explain;
pub mod form;
pub mod gantt;
#[cfg(feature = "inside")]
pub mod glossary;
pub mod graph_text;
pub mod html;
pub mod ical;
pub mod json;
mod limits;
pub mod lines;
pub mod machine;
pub mod markdown;
pub mod mermaid;
pub mod mspdi;
#[cfg(feature = "office")]
mod odf;
#[cfg(feature = "office")]
pub mod odt;
pub mod pages;
#[cfg(any(feature = "office", feature = "pdf"))]
mod paper;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod plan_table;
pub mod plan_text;
#[cfg(feature = "png")]
pub mod png;
pub mod profile;
mod prose;
pub mod register;
pub mod route;
mod sections;
pub mod spreadsheet;
pub mod svg;
pub mod tables;
pub mod template;
#[cfg(feature = "cli")]
pub mod terminal;
pub mod tree;
pub mod what_if;
pub mod why;
pub(crate) mod wrap;
mod xml;
