//! All stages in a row: the texts of a workspace become its model, its table and its findings. Pure; the command line
//! brings the texts and the day.

mod choice;
mod place;

pub use self::place::Named;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use crate::config::persons::RawPersons;
use crate::config::problems;
use crate::config::settings::RawSettings;
use crate::config::{self, Kept, RawFile};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Model, OrganizationId, Person};
use crate::plan::{self, Catalog, FiredRule, Plan, Schedule};
use crate::profile::{self, Profile, Requirements};
use crate::register::Register;
use crate::resolve;
use crate::routing::{self, Gap, Places, Table};
use crate::rules::{self, Context, Found, Review};
use crate::situation::Situation;
use crate::source::{SourceId, Sources, Span};
use crate::text::{Language, Text, text};
use crate::time::Date;
use crate::work::{Alone, Workers};

/// The texts of a workspace.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    /// Path and text of `lotse.toml`.
    pub settings: Option<(String, String)>,
    /// Path and text of the files of states.
    pub files: Vec<(String, String)>,
    /// Path and text of the user's own profiles.
    pub profiles: Vec<(String, String)>,
    /// Path and text of the user's own task lists.
    pub plans: Vec<(String, String)>,
    /// Path and text of `persons.toml`.
    pub persons: Option<(String, String)>,
    /// The official register, read.
    pub register: Option<Register>,
    /// Where keys of earlier editions have gone.
    pub successors: BTreeMap<String, Option<String>>,
    /// Path and cause of files that could not be read.
    pub unreadable: Vec<(String, Text)>,
}

/// What `lotse.toml` says, with defaults.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Name of the undertaking.
    pub name: Option<String>,
    /// Language of messages.
    pub language: Option<Language>,
    /// Severities of single rules; `None` switches a rule off.
    pub severities: BTreeMap<String, Option<Severity>>,
    /// Review intervals.
    pub review: Review,
}

/// A workspace, read.
#[derive(Debug, Clone)]
pub struct Workspace {
    /// All files.
    pub sources: Sources,
    /// Its settings.
    pub settings: Settings,
    /// What it says.
    pub model: Arc<Model>,
    /// What is asked of it.
    pub requirements: Requirements,
    /// All profiles that can be chosen.
    pub profiles: Vec<Profile>,
    /// The tasks of the rollout: those that come with Lotse, with the user's own.
    pub catalog: Catalog,
    /// The official register.
    pub register: Option<Register>,
    /// Where keys of earlier editions have gone.
    pub successors: BTreeMap<String, Option<String>>,
    /// Persons by name; nothing but documents for internal use shows them.
    pub persons: Vec<Person>,
    /// What is wrong with the files themselves.
    pub problems: Vec<Diagnostic>,
    /// The records as they were read. Nobody looks at them any more: a command that ends with its workspace need not give
    /// them back one by one, which takes a good part of the time that reading them took.
    #[expect(dead_code, reason = "held, not used")]
    records: Vec<RawFile>,
}

/// What a workspace comes to on a day.
#[derive(Debug, Clone)]
pub struct Judgement {
    /// What is the case on that day, asked by all who say something of it.
    pub situation: Arc<Situation>,
    /// The stretches without owner.
    pub gaps: Vec<Gap>,
    /// What the rules found, each for itself.
    pub found: Vec<Found>,
    /// What exceptions accept, each with the index of the exception.
    pub accepted: Vec<(Found, usize)>,
    /// Problems of the files and findings of the rules as people are told them, those that are alike at once; sorted by
    /// place.
    pub findings: Vec<Diagnostic>,
}

impl Judgement {
    /// How many findings have a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}

impl Workspace {
    /// Reads and resolves everything; the files are shared out among workers.
    pub fn read_with(texts: Texts, workers: &impl Workers) -> Self {
        let opened = Opened::new(texts);
        let (files, reported) = config::read(&opened.sources, &opened.of_states, workers);
        let workspace = opened.resolve(files.iter().collect(), reported, workers);
        Self { records: files, ..workspace }
    }

    /// The same; files of states whose text is what it was last time are not read again.
    pub fn read_keeping(texts: Texts, kept: &mut Kept, workers: &impl Workers) -> Self {
        let opened = Opened::new(texts);
        let reported = kept.read(&opened.sources, &opened.of_states, workers);
        opened.resolve(kept.files().collect(), reported, workers)
    }

    /// The routing table.
    pub fn table(&self) -> Arc<Table> {
        self.table_with(&Alone)
    }

    /// The routing table, the places shared out among workers.
    pub fn table_with(&self, workers: &impl Workers) -> Arc<Table> {
        let places = Places::new(&self.model, self.register.as_ref());
        Arc::new(Table::with(&self.model, &self.requirements, places, workers))
    }

    /// The findings on a day.
    pub fn judge<'w>(&'w self, table: &'w Arc<Table>, on: Date) -> Judgement {
        self.judge_with(table, on, &Alone)
    }

    /// The findings on a day, the rules shared out among workers.
    pub fn judge_with<'w>(&'w self, table: &'w Arc<Table>, on: Date, workers: &impl Workers) -> Judgement {
        let gaps = routing::gaps::gaps(table, on);
        let situation = Arc::new(Situation::new(table, on));
        let context = Context {
            model: &self.model,
            table,
            situation: &situation,
            gaps: &gaps,
            ladders: rules::Ladders::default(),
            requirements: &self.requirements,
            catalog: &self.catalog,
            rollout: OnceLock::new(),
            register: self.register.as_ref(),
            successors: Some(&self.successors),
            review: self.settings.review,
            severities: &self.settings.severities,
            on,
        };
        let outcome = rules::check_with(&context, workers);
        let mut findings: Vec<Diagnostic> = self.problems.clone();
        findings.extend(rules::told(&context, &outcome.findings));
        crate::diagnostic::sort(&mut findings);
        Judgement { situation, gaps, found: outcome.findings, accepted: outcome.accepted, findings }
    }
}

/// A workspace of which all is read but the files of states.
struct Opened {
    sources: Sources,
    of_states: Vec<SourceId>,
    unreadable: Vec<RawFile>,
    settings: Option<RawSettings>,
    profiles: Vec<Profile>,
    plans: Vec<SourceId>,
    persons: Option<RawPersons>,
    register: Option<Register>,
    successors: BTreeMap<String, Option<String>>,
    problems: Vec<Diagnostic>,
}

impl Opened {
    fn new(texts: Texts) -> Self {
        let settings_path = texts.settings.as_ref().map(|(path, _)| path.clone());
        let persons_path = texts.persons.as_ref().map(|(path, _)| path.clone());
        let profile_paths: BTreeSet<String> = texts.profiles.iter().map(|(path, _)| path.clone()).collect();
        let plan_paths: BTreeSet<String> = texts.plans.iter().map(|(path, _)| path.clone()).collect();
        let unreadable: BTreeMap<String, Text> = texts.unreadable.into_iter().collect();
        let built_in = profile::BUILT_IN.iter().map(|(id, text)| (built_in_path(id), (*text).to_owned()));
        let sources = Sources::new(
            texts
                .files
                .into_iter()
                .chain(texts.settings)
                .chain(texts.profiles)
                .chain(texts.plans)
                .chain(texts.persons)
                .chain(built_in)
                .chain(unreadable.keys().map(|path| (path.clone(), String::new()))),
        );
        let mut opened = Self {
            sources: Sources::default(),
            of_states: Vec::new(),
            unreadable: Vec::new(),
            settings: None,
            profiles: Vec::new(),
            plans: Vec::new(),
            persons: None,
            register: texts.register,
            successors: texts.successors,
            problems: Vec::new(),
        };
        for (id, source) in sources.iter() {
            let path = source.path();
            if let Some(cause) = unreadable.get(path) {
                opened.problems.push(
                    problems::UNREADABLE_FILE
                        .report(
                            Span::new(id, 0..0),
                            text!("die Datei kann nicht gelesen werden", "the file cannot be read"),
                        )
                        .cause(cause.clone()),
                );
                opened.unreadable.push(RawFile::unreadable(id));
            } else if Some(path) == settings_path.as_deref() {
                let (found, reported) = config::read_settings(id, source);
                opened.settings = found;
                opened.problems.extend(reported);
            } else if profile_paths.contains(path) || is_built_in(path) {
                let (found, reported) = profile::read(id, &sources);
                let own = |profile| Profile { built_in: is_built_in(path), ..profile };
                opened.profiles.extend(found.map(own));
                opened.problems.extend(reported);
            } else if Some(path) == persons_path.as_deref() {
                let (found, reported) = config::read_persons(id, source);
                opened.persons = found;
                opened.problems.extend(reported);
            } else if plan_paths.contains(path) {
                opened.plans.push(id);
            } else {
                opened.of_states.push(id);
            }
        }
        opened.sources = sources;
        opened
    }

    /// The whole, with the files of states and what is wrong with them.
    fn resolve(self, files: Vec<&RawFile>, reported: Vec<Diagnostic>, workers: &impl Workers) -> Workspace {
        let Self { sources, unreadable, plans, mut profiles, mut problems, .. } = self;
        problems.extend(reported);
        // A user's profile may take the name of a built-in one: hers holds.
        profiles.sort_by_key(|profile: &Profile| (profile.id.clone(), profile.built_in));
        profiles.dedup_by(|a, b| a.id == b.id);
        let mut files: Vec<&RawFile> = files;
        files.extend(&unreadable);
        files.sort_by_key(|file| file.source);
        let reading = self.register.as_ref().map(Register::reading).unwrap_or_default();
        let (model, reported) = resolve::resolve_with(files, reading, workers);
        problems.extend(reported);
        if let Some(register) = &self.register {
            config::offer_keys(&mut problems, &sources, register);
        }
        let (settings, requirements) =
            choice::choose(self.settings.as_ref(), &model, &profiles, &mut problems);
        let (persons, reported) =
            self.persons.as_ref().map_or_else(Default::default, |raw| resolve::persons::persons(raw, &model));
        problems.extend(reported);
        let (catalog, reported) = plan::lists::catalog_with(&sources, &plans);
        problems.extend(reported);
        crate::diagnostic::sort(&mut problems);
        Workspace {
            sources,
            settings,
            model: Arc::new(model),
            requirements,
            profiles,
            catalog,
            persons,
            register: self.register,
            successors: self.successors,
            problems,
            records: Vec::new(),
        }
    }
}

impl Workspace {
    /// The rollout on a day: every task with its status, and the dates.
    pub fn plan<'w>(&'w self, judgement: &'w Judgement) -> Rollout<'w> {
        self.plan_with(judgement, &Alone)
    }

    /// The same with several hands.
    pub fn plan_with<'w>(&'w self, judgement: &'w Judgement, workers: &impl Workers) -> Rollout<'w> {
        let fired: Vec<FiredRule> = judgement.found.iter().map(|found| fired(&self.model, found)).collect();
        let input = plan::Input { situation: &judgement.situation, catalog: &self.catalog, fired: &[] };
        let plan = plan::tasks_with(&plan::Input { fired: &fired, ..input }, workers);
        let schedule = plan::schedule_with(&input, &plan, workers);
        Rollout { input, plan, schedule }
    }
}

/// The rollout on a day.
#[derive(Debug)]
pub struct Rollout<'w> {
    /// What it was made from; the findings went into the plan already.
    pub input: plan::Input<'w>,
    /// Every task with its status.
    pub plan: Plan,
    /// The dates.
    pub schedule: Schedule,
}

/// A finding as the plan sees it.
fn fired(model: &Model, found: &Found) -> FiredRule {
    let about = &found.about;
    let is_it = |id: &OrganizationId| {
        let known = &model.organization(*id).id;
        Some(known.state) == about.state && about.record.as_deref() == Some(known.local.as_str())
    };
    FiredRule {
        code: found.diagnostic.code.0.to_owned(),
        state: about.state,
        service: about.service,
        component: about.component,
        areas: about.areas.clone(),
        body: about.record.as_ref().and_then(|_| model.organization_ids().find(is_it)),
        message: found.diagnostic.message.clone(),
        span: found.diagnostic.span,
    }
}

/// Where a built-in profile stands; no file of a user can have this path.
fn built_in_path(id: &str) -> String {
    format!("<lotse>/{id}.toml")
}

fn is_built_in(path: &str) -> bool {
    path.starts_with("<lotse>/")
}
