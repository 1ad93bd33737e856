//! What makes findings alike: the same cause and the same way out for many organizations, records or services. A rule
//! reports each of them, so that exceptions and the plan know each; people are told once, with how many there are.

use super::bundle::Bundle;
use crate::text::Text;
use crate::text::list::Case;

/// What a finding has in common with others, and how all of them are told.
#[derive(Debug, Clone)]
pub(super) struct Alike {
    /// The message about all, with a gap for the number, or for the names of the services.
    pub(super) many: Text,
    /// What is counted or named.
    pub(super) by: By,
    /// The cause where several are told at once.
    pub(super) cause: Option<Text>,
    /// The way out where several are told at once.
    pub(super) help: Option<Text>,
}

/// What stands for a finding where many are told at once.
#[derive(Debug, Clone)]
pub(super) enum By {
    /// Organizations or records are counted; this one's name.
    Number(Text),
    /// Services are named, in a case; this one's services and places.
    Services(Bundle, Case),
}
