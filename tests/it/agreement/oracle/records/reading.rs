//! How the files are read into records.

use std::collections::BTreeMap;

use toml::{Table, Value};

use super::super::keys::body;
use super::{
    Competence, End, Feedback, Knowledge, Kommune, Limit, Organization, Owner, Path, Period, Records,
    Service, Support, Use, Wave, Who, Written,
};
use crate::agreement::workspaces::Workspace;

fn text(record: &Table, key: &str) -> Option<String> {
    record.get(key).and_then(Value::as_str).map(str::to_owned)
}

fn list(record: &Table, key: &str) -> Option<Vec<String>> {
    let values = record.get(key)?.as_array()?;
    Some(values.iter().map(|value| value.as_str().unwrap().to_owned()).collect())
}

fn day(record: &Table, key: &str) -> Written {
    match record.get(key) {
        None => Written::Absent,
        Some(Value::Datetime(day)) => Written::Day(day.to_string().parse().unwrap()),
        Some(_) => Written::Broken,
    }
}

fn period(record: &Table, from: &str, until: &str) -> Period {
    Period { from: day(record, from), until: day(record, until) }
}

fn tables<'t>(file: &'t Table, key: &str) -> impl Iterator<Item = &'t Table> + use<'t> {
    file.get(key).and_then(Value::as_array).into_iter().flatten().map(|value| value.as_table().unwrap())
}

/// `ni/amt` for `amt` in a file of Niedersachsen.
fn global(state: &str, name: &str) -> String {
    if name.contains('/') { name.to_owned() } else { format!("{}/{name}", state.to_lowercase()) }
}

impl Records {
    pub fn of(workspace: &Workspace) -> Self {
        let mut records = Self {
            on: workspace.on.parse().unwrap(),
            states: BTreeMap::new(),
            organizations: BTreeMap::new(),
            competences: Vec::new(),
            services: BTreeMap::new(),
            uses: Vec::new(),
            waves: Vec::new(),
            supports: Vec::new(),
            paths: Vec::new(),
            kommunen: BTreeMap::new(),
            knowledge: Vec::new(),
            register: workspace
                .register
                .as_ref()
                .map(|text| text.lines().skip(1).map(|line| body(line.split(';').next().unwrap())).collect()),
        };
        let files: Vec<(String, Table)> = workspace
            .files()
            .iter()
            .map(|(_, text)| text.parse::<Table>().unwrap())
            .map(|file| (file["state"]["code"].as_str().unwrap().to_owned(), file))
            .collect();
        // A name may lead to a file that comes later.
        for (state, file) in &files {
            for record in tables(file, "organization") {
                records.organization(state, record);
            }
        }
        for (state, file) in &files {
            records.file(state, file);
        }
        records
    }

    fn organization(&mut self, state: &str, record: &Table) {
        let id = global(state, record["id"].as_str().unwrap());
        let found = Organization {
            state: state.to_owned(),
            name: text(record, "name").unwrap(),
            kind: text(record, "kind").unwrap(),
            municipality: text(record, "municipality").map(|key| body(&key)),
            carrier: text(record, "carrier"),
        };
        self.organizations.insert(id.clone(), found);
        for entry in tables(record, "competent") {
            let period = period(entry, "from", "until");
            self.competences.push(Competence {
                state: state.to_owned(),
                who: id.clone(),
                limit: limit(state, entry),
                period,
            });
        }
    }

    fn who(&self, state: &str, name: &str) -> Who {
        let id = global(state, name);
        if self.organizations.contains_key(&id) { Who::One(id) } else { Who::Broken }
    }

    fn named(&self, state: &str, record: &Table, key: &str) -> Option<Who> {
        text(record, key).map(|name| self.who(state, &name))
    }

    fn end(&self, state: &str, name: &str) -> End {
        match name {
            "municipality" => End::Municipality,
            "@competent" => End::Competent,
            name => End::Named(self.who(state, name)),
        }
    }

    fn kommune(&self, state: &str, record: &Table) -> Kommune {
        let feedback = record.get("feedback").map(|value| match value.as_table() {
            None => Feedback::Declined,
            Some(found) => Feedback::To {
                who: self.named(state, found, "to").unwrap_or(Who::Broken),
                limit: limit(state, found),
                agreed: day(found, "agreed"),
            },
        });
        let support = record.get("support-contact").and_then(Value::as_table).cloned().unwrap_or_default();
        Kommune {
            contact: self.named(state, record, "contact"),
            feedback,
            interim: self.named(state, &support, "interim"),
            long_term: self.named(state, &support, "long-term"),
        }
    }

    fn file(&mut self, state: &str, file: &Table) {
        let own = state.to_owned();
        self.states.insert(own.clone(), self.kommune(state, file["state"].as_table().unwrap()));
        for record in tables(file, "service") {
            let operator = text(record, "operating-state").unwrap_or_else(|| own.clone());
            let responsible = text(record, "responsible-state").unwrap_or_else(|| own.clone());
            let provider = self.named(state, record, "it-provider");
            let id = global(state, record["id"].as_str().unwrap());
            self.services.insert(id, Service { operator, responsible, provider });
        }
        for record in tables(file, "use") {
            let service = global(state, record["service"].as_str().unwrap());
            self.uses.push(Use { state: own.clone(), service, go_live: day(record, "go-live") });
        }
        for record in tables(file, "wave") {
            let service = global(state, record["service"].as_str().unwrap());
            let area = list(record, "area").unwrap().iter().map(|key| body(key)).collect();
            self.waves.push(Wave { state: own.clone(), service, area, go_live: day(record, "go-live") });
        }
        for record in tables(file, "support") {
            let cell = [text(record, "level"), text(record, "track")]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join("/");
            let owner = match record["owner"].as_str().unwrap() {
                "@competent" => Owner::Competent,
                "none" => Owner::Nobody,
                name => Owner::Named(self.who(state, name)),
            };
            let (limit, period) = (limit(state, record), period(record, "from", "until"));
            let long_term = text(record, "solution").as_deref() == Some("long-term");
            self.supports.push(Support { state: own.clone(), cell, long_term, owner, limit, period });
        }
        for record in tables(file, "path") {
            let [from, to] = ["from", "to"].map(|key| self.end(state, record[key].as_str().unwrap()));
            self.paths.push(Path {
                state: own.clone(),
                purpose: text(record, "purpose").unwrap(),
                from,
                to,
                limit: limit(state, record),
                period: period(record, "since", "until"),
                established: day(record, "established"),
            });
        }
        for record in tables(file, "municipality") {
            let found = self.kommune(state, record);
            self.kommunen.insert(body(record["key"].as_str().unwrap()), found);
        }
        for record in tables(file, "knowledge") {
            let who = self.named(state, record, "owner").unwrap_or(Who::Broken);
            let (limit, period) = (limit(state, record), period(record, "since", "until"));
            self.knowledge.push(Knowledge { state: own.clone(), who, limit, period });
        }
    }

    /// The name of an organization.
    pub fn name(&self, id: &str) -> String {
        self.organizations[id].name.clone()
    }
}

fn limit(state: &str, record: &Table) -> Limit {
    let services =
        list(record, "services").map(|names| names.iter().map(|name| global(state, name)).collect());
    let area = list(record, "area").map(|keys| keys.iter().map(|key| body(key)).collect());
    Limit { services, area }
}
