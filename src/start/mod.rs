//! A new workspace, or a new state in one: commented files in which every required record stands ready. Text in, text out.

use minijinja::{Environment, context};

use crate::key::{GlobalId, StateCode};
use crate::text::Language;
use crate::time::{Date, iso};

/// What the new files are about.
#[derive(Debug, Clone)]
pub struct Start {
    /// The state.
    pub state: StateCode,
    /// The services that it uses, or will use.
    pub services: Vec<GlobalId>,
    /// Planned go-live, where one was given.
    pub go_live: Option<Date>,
    /// Whether the services have been in operation for long: unknown dates stay unknown.
    pub inventory: bool,
    /// The day on which the files are written; stands as a placeholder where a date is to be filled in.
    pub on: Date,
    /// The language of comments and of the names to fill in.
    pub language: Language,
}

/// A service that the public record knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownService {
    /// Its id.
    pub id: GlobalId,
    /// Its name.
    pub name: String,
}

/// The services that the example describes from public sources, by id: what a new workspace may name without knowing more.
pub fn known() -> Vec<KnownService> {
    let table: toml::Table = include_str!("../../states/hb/services.toml").parse().unwrap_or_default();
    let text = |table: &toml::Value, key: &str| table.get(key).and_then(toml::Value::as_str).map(str::to_owned);
    let state = table.get("state").and_then(|state| text(state, "code"));
    let services = table.get("service").and_then(toml::Value::as_array).into_iter().flatten();
    let known = |service: &toml::Value| {
        let id = format!("{}/{}", state.as_deref()?.to_lowercase(), text(service, "id")?);
        Some(KnownService { id: GlobalId::parse(&id).ok()?, name: text(service, "name")? })
    };
    services.filter_map(known).collect()
}

/// The templates of a language: (file name, text). Files of a state stand in the order in which they are filled in.
struct Templates {
    settings: &'static str,
    files: [(&'static str, &'static str); 4],
    /// What the operating state has besides.
    operator: (&'static str, &'static str),
}

const GERMAN: Templates = Templates {
    settings: include_str!("../../templates/start/de/lotse.toml"),
    files: [
        ("land.toml", include_str!("../../templates/start/de/land.toml")),
        ("support.toml", include_str!("../../templates/start/de/support.toml")),
        ("wege.toml", include_str!("../../templates/start/de/wege.toml")),
        ("kommunen.toml", include_str!("../../templates/start/de/kommunen.toml")),
    ],
    operator: ("onlinedienste.toml", include_str!("../../templates/start/de/onlinedienste.toml")),
};

const ENGLISH: Templates = Templates {
    settings: include_str!("../../templates/start/en/lotse.toml"),
    files: [
        ("state.toml", include_str!("../../templates/start/en/state.toml")),
        ("support.toml", include_str!("../../templates/start/en/support.toml")),
        ("paths.toml", include_str!("../../templates/start/en/paths.toml")),
        ("municipalities.toml", include_str!("../../templates/start/en/municipalities.toml")),
    ],
    operator: ("services.toml", include_str!("../../templates/start/en/services.toml")),
};

const fn templates(language: Language) -> &'static Templates {
    match language {
        Language::De => &GERMAN,
        Language::En => &ENGLISH,
    }
}

/// The text of `lotse.toml`, as (path, text).
pub fn settings(language: Language) -> (String, String) {
    ("lotse.toml".to_owned(), templates(language).settings.to_owned())
}

/// The files of the state, as (path in the workspace, text). A template that fails would be a defect; it is told as a text.
///
/// # Errors
///
/// What the template engine says.
pub fn files(start: &Start) -> Result<Vec<(String, String)>, String> {
    let own: Vec<String> = start
        .services
        .iter()
        .filter(|service| service.state == start.state)
        .map(|service| service.local.to_string())
        .collect();
    let used: Vec<String> = start.services.iter().map(ToString::to_string).collect();
    let mut operators: Vec<&str> = start
        .services
        .iter()
        .map(|service| service.state.slug())
        .filter(|slug| *slug != start.state.slug())
        .collect();
    operators.sort_unstable();
    operators.dedup();
    let placeholder = ["hb/unterhaltsvorschuss".to_owned()];
    let context = context! {
        name => start.state.name().get(start.language),
        code => start.state.code(),
        slug => start.state.slug(),
        digits => start.state.digits().unwrap_or_default(),
        services => list(if used.is_empty() { &placeholder } else { &used }),
        own_services => list(&used.iter().filter(|id| id.starts_with(&format!("{}/", start.state.slug()))).cloned().collect::<Vec<_>>()),
        operator_states => operators,
        used => used,
        own => own.clone(),
        go_live => start.go_live.map(iso),
        inventory => start.inventory,
        on => iso(start.on),
        review => iso(next_year(start.on)),
    };
    let environment = Environment::new();
    let templates = templates(start.language);
    let operator = (!own.is_empty()).then_some(templates.operator);
    templates
        .files
        .into_iter()
        .chain(operator)
        .map(|(name, template)| {
            let text = environment.render_str(template, &context).map_err(|error| error.to_string())?;
            Ok((format!("{}/{name}", start.state.slug()), format!("{}\n", text.trim_end())))
        })
        .collect()
}

/// All texts of both languages, by name.
#[cfg(test)]
pub fn all_texts() -> impl Iterator<Item = (&'static str, &'static str)> {
    [&GERMAN, &ENGLISH].into_iter().flat_map(|templates| templates.files.into_iter().chain([templates.operator]))
}

fn list(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    format!("[{}]", names.join(", "))
}

/// The same day a year later; where there is none, the day before.
fn next_year(day: Date) -> Date {
    day.checked_add(jiff::Span::new().years(1)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn all_prepared_records_are_good_toml_together() {
        let all =
            StateCode::ALL.into_iter().flat_map(|state| Language::ALL.map(|language| (state, language)));
        for (state, language) in all {
            for services in [vec![], vec!["hb/unterhaltsvorschuss", "he/eheschliessung"]] {
                let start = Start {
                    state,
                    services: services.iter().map(|id| GlobalId::parse(id).unwrap()).collect(),
                    go_live: None,
                    inventory: false,
                    on: jiff::civil::date(2028, 2, 29),
                    language,
                };
                for (path, text) in files(&start).unwrap() {
                    assert!(!text.contains("{{") && text.ends_with('\n'), "{path}");
                    let bare: String = text
                        .lines()
                        .map(|line| match line.strip_prefix('#') {
                            Some(rest) if !rest.starts_with(' ') || rest.starts_with("  {") => rest,
                            _ => line,
                        })
                        .fold(String::new(), |text, line| text + line + "\n");
                    let (_, errors) = toml::de::DeTable::parse_recoverable(&bare);
                    assert!(errors.is_empty(), "{path}: {errors:?}\n{bare}");
                }
            }
        }
    }
}
