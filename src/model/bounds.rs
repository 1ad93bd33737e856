//! How far a record may hold of which a part is broken.

use super::{Scope, ServiceId};
use crate::key::Area;
use crate::time::Period;

/// What can be read of a broken record bounds where and when it may hold; a limit that cannot be read is open (semantics 36).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bounds {
    /// For which services it may hold.
    pub services: Scope<ServiceId>,
    /// Where it may hold.
    pub area: Scope<Area>,
    /// When it may hold.
    pub period: Period,
}
