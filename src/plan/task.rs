//! What a task is: definitions as the lists give them, read and checked.

use super::raw::{Condition, Dimension, Due, Fact, Look, Per, Phase, Relation, Who};
use crate::key::StateCode;
use crate::profile::Cell;
use crate::source::Span;
use crate::text::Text;
use crate::vocabulary::{Purpose, Resource, Solution};

/// A task list: tasks that belong together, with the documents they come from.
#[derive(Debug, Clone)]
pub struct TaskList {
    /// Its id; a user's list replaces the built-in one of the same id.
    pub id: String,
    /// Documents that its tasks name as sources.
    pub sources: Vec<Document>,
    /// Its tasks, in order.
    pub tasks: Vec<Task>,
    /// Whether it comes with Lotse: then the spans inside belong to no file of the user.
    pub built_in: bool,
}

/// A document that tasks name as their source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its short name.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// Where it is found.
    pub url: Option<String>,
}

/// A task as it is written in a list; what it exists for is an [`super::Instance`].
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "four independent marks that a list gives or leaves out")]
pub struct Task {
    /// Its id, the same for ever: ticks hang on it.
    pub id: String,
    /// The record.
    pub span: Span,
    /// The list it stands in.
    pub list: String,
    /// Its title.
    pub title: Text,
    /// What is to be done.
    pub text: Text,
    /// Who does it.
    pub who: Who,
    /// Its dimension.
    pub dimension: Dimension,
    /// Its phase.
    pub phase: Phase,
    /// For what it exists once.
    pub per: Per,
    /// What it depends on.
    pub after: Vec<After>,
    /// By what one sees that it is done; `None`: a `[[done]]` record says so.
    pub done_when: Option<DoneWhen>,
    /// By when it must be finished.
    pub due: Option<Due>,
    /// What scarce things it needs.
    pub needs: Option<Need>,
    /// No go-live without it.
    pub gate: bool,
    /// A date without duration.
    pub milestone: bool,
    /// May be left out.
    pub optional: bool,
    /// Exists only between two states (semantics 12 f).
    pub between_states: bool,
    /// Applies only under a condition.
    pub only_if: Option<Condition>,
    /// The law with its version (R47, R48).
    pub law: Option<Text>,
    /// Its sources: `S9`, `R47`, a document of its list, `own`.
    pub sources: Vec<String>,
    /// For these states only; empty: all.
    pub states: Vec<StateCode>,
}

impl Task {
    /// Whether the table and the files tell by themselves that it is done; it cannot be ticked by hand then.
    pub fn is_observable(&self) -> bool {
        self.done_when.as_ref().is_some_and(|what| !what.or_recorded)
    }
}

/// A dependency on another task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct After {
    /// On which task.
    pub task: String,
    /// Where that stands.
    pub span: Span,
    /// How.
    pub relation: Relation,
    /// Lag in working days of whoever does the later task; negative: overlap.
    pub lag: i32,
}

/// By what one sees that a task is done: all of it must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoneWhen {
    /// Cells where somebody answers.
    pub cells: Vec<Cell>,
    /// With this solution only.
    pub solution: Option<Solution>,
    /// On which day cells are looked at.
    pub look: Look,
    /// Statements that are there.
    pub facts: Vec<Fact>,
    /// Paths that are laid down.
    pub paths: Vec<Purpose>,
    /// The paths are lived, too.
    pub established: bool,
    /// Rules that report nothing about it.
    pub rules: Vec<String>,
    /// Where the files say nothing either way, a `[[done]]` record tells.
    pub or_recorded: bool,
}

/// What scarce things a task needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Need {
    /// What.
    pub what: Resource,
    /// How many.
    pub number: u32,
}
