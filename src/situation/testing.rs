//! Small workspaces for the tests of the graph.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::Arc;

use crate::model::Model;
use crate::profile::{BUILT_IN, DEFAULT, Requirements, combine_named, read};
use crate::routing::{Places, Table};
use crate::situation::Situation;
use crate::source::Sources;
use crate::time::Date;

/// An operating state with one service, `hb/x`, its coordination and its IT provider.
pub const HB: &str = r#"[state]
code = "HB"
[[organization]]
id = "kk"
name = "Koordination"
kind = "coordination"
[[organization]]
id = "it"
name = "IT"
kind = "it-provider"
[[service]]
id = "x"
name = "Dienst X"
it-provider = "it"
[[support]]
level = "second"
track = "technical-service"
owner = "it"
services = ["x"]
[[support]]
level = "third"
track = "technical-service"
owner = "it"
services = ["x"]
"#;

/// A day.
pub fn day(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).unwrap()
}

/// Files, read and resolved.
#[derive(Debug)]
pub struct Workspace {
    pub model: Arc<Model>,
    requirements: Requirements,
}

impl Workspace {
    /// A workspace of files as (name, TOML).
    pub fn new(files: &[(&str, &str)]) -> Self {
        let texts = files.iter().map(|(name, text)| (format!("{name}.toml"), (*text).to_owned()));
        let sources = Sources::new(texts);
        let ids: Vec<_> = sources.iter().map(|(id, _)| id).collect();
        let (raw, problems) = crate::config::read(&sources, &ids, &crate::work::Alone);
        assert!(problems.is_empty(), "{problems:?}");
        let (model, _) = crate::resolve::resolve_with(&raw, crate::key::Reading::default(), &crate::work::Alone);
        let built_in = Sources::new(BUILT_IN.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())));
        let profiles: Vec<_> = built_in.iter().filter_map(|(id, _)| read(id, &built_in).0).collect();
        Self { model: Arc::new(model), requirements: combine_named(&[DEFAULT], &profiles) }
    }

    /// What is the case on a day, without a register.
    pub fn on(&self, day: Date) -> Situation {
        let table = Table::new(&self.model, &self.requirements, Places::new(&self.model, None));
        Situation::new(&Arc::new(table), day)
    }
}
