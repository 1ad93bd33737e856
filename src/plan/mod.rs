//! The rollout plan that ticks itself.

pub mod lists;
mod raw;
mod task;

pub use lists::Catalog;
pub use raw::{
    Condition, Dimension, Due, Fact, Look, Per, Phase, RawList, Relation, Resource, Who,
};
pub use task::{After, Document, DoneWhen, Need, Task, TaskList};
