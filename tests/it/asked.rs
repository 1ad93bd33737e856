//! A small workspace that is asked who answers.

use lotse::model::{Model, ServiceId};
use lotse::profile::Cell;
use lotse::routing::{Answerer, GoLive, Places, Row, Table};
use lotse::vocabulary::{Level, Track, Vocabulary};

use crate::support::{area, codes, day, load, requirements};

/// The operating state: two services, a provider that answers all technical questions about them.
pub const HB: &str = r#"
[state]
code = "HB"
[[service]]
id = "a"
name = "A"
[[service]]
id = "b"
name = "B"
[[organization]]
id = "it"
name = "IT"
kind = "it-provider"
"#;

/// The co-using state: three authorities, one use.
pub const NI: &str = r#"
[state]
code = "NI"
[[organization]]
id = "x"
name = "X"
kind = "authority"
[[organization]]
id = "y"
name = "Y"
kind = "authority"
[[organization]]
id = "z"
name = "Z"
kind = "authority"
[[use]]
service = "hb/a"
"#;

pub const INTERIM: &str = "[[support]]\nlevel = \"first\"\nsolution = \"interim\"\n";
pub const LONG_TERM: &str = "[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\n";
pub const TECHNICAL_STATE: &str = "[[support]]\nlevel = \"second\"\ntrack = \"technical-state\"\n";
pub const TECHNICAL_SERVICE: &str = "[[support]]\nlevel = \"second\"\ntrack = \"technical-service\"\n";
pub const FIRST: &str = "first";
pub const STATE_IT: &str = "second/technical-state";
pub const SERVICE_IT: &str = "second/technical-service";
pub const TODAY: &str = "2027-01-01";

/// A loaded workspace that is asked.
pub struct Asked {
    /// What was understood.
    pub model: Model,
    /// What was found to be wrong.
    pub codes: Vec<&'static str>,
}

/// The two states with further records each.
pub fn with(hb: &str, ni: &str) -> Asked {
    files(&[("hb.toml", &format!("{HB}{hb}")), ("ni.toml", &format!("{NI}{ni}"))])
}

pub fn files(files: &[(&str, &str)]) -> Asked {
    let (model, findings) = load(files);
    Asked { model, codes: codes(&findings) }
}

pub fn cell(path: &str) -> Cell {
    let (level, track) = path.split_once('/').map_or((path, None), |(level, track)| (level, Some(track)));
    Cell { level: Level::parse(level).unwrap(), track: track.map(|track| Track::parse(track).unwrap()) }
}

impl Asked {
    pub fn service(&self, id: &str) -> ServiceId {
        self.model.service_ids().find(|service| self.model.service(*service).id.to_string() == id).unwrap()
    }

    /// Keys (and districts) of a state's units.
    pub fn units(&self, state: &str) -> Vec<String> {
        let places = Places::new(&self.model, None);
        let range = places.of_state(area(state).state());
        let shown = |district: &Option<String>| district.as_ref().map_or(String::new(), |d| format!(" {d}"));
        places
            .slice(&range)
            .iter()
            .map(|unit| format!("{}{}", unit.key.digits(), shown(&unit.district)))
            .collect()
    }

    pub fn row<T>(&self, service: &str, place: &str, seen: impl Fn(&Row) -> T) -> T {
        let table = Table::new(
            &std::sync::Arc::new(self.model.clone()),
            &requirements(),
            Places::new(&self.model, None),
        );
        let (key, district) = place.split_once(' ').map_or((place, None), |(key, name)| (key, Some(name)));
        let (units, body) = (table.places().units(), self.model.reading.read(area(key)));
        let unit = units
            .iter()
            .position(|unit| unit.key.contains(body) && unit.district.as_deref() == district)
            .unwrap();
        seen(table.row_at(area(key).state(), self.service(service), unit).unwrap())
    }

    /// Who answers at a place: per component `verdict channel=owner …`, `*` being all other channels.
    pub fn at(&self, service: &str, place: &str, path: &str, on: &str) -> String {
        self.row(service, place, |row| {
            let timelines = row.of(cell(path)).filter_map(|timeline| {
                let segment = timeline.at(day(on))?;
                let mut words: Vec<String> = timeline
                    .component
                    .map(|id| format!("{}:", self.model.component(id).id.local))
                    .into_iter()
                    .collect();
                words.push(format!("{:?}", segment.verdict));
                words.extend(segment.answers.iter().map(|answer| {
                    let who = match answer.answerer {
                        Answerer::Organization(id) => self.model.organization(id).id.to_string(),
                        other => format!("{other:?}"),
                    };
                    format!("{}={who}", answer.channel.map_or("*", Vocabulary::word))
                }));
                Some(words.join(" "))
            });
            timelines.collect::<Vec<_>>().join("; ")
        })
    }

    /// First level of hb/a in Niedersachsen.
    pub fn first(&self, place: &str, on: &str) -> String {
        self.at("hb/a", place, FIRST, on)
    }

    pub fn go_live(&self, place: &str) -> GoLive {
        self.row("hb/a", place, |row| row.go_live)
    }
}
