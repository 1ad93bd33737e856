//! What the reader leaves of a field: nothing, something broken, or a value with its place.

use crate::source::{Located, Span};

/// One field of a raw record.
///
/// `Broken` means that a problem was reported for it already. Later stages keep the record and never report it again:
/// one defect, one finding (semantics 17).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot<T> {
    /// The key is not there.
    Absent,
    /// The key is there, or was meant to be, and what is wrong with it has been reported.
    Broken(Span),
    /// A value in the right form.
    Given(Located<T>),
}

impl<T> Slot<T> {
    /// The value with its place, if there is one.
    pub const fn given(&self) -> Option<&Located<T>> {
        match self {
            Self::Given(value) => Some(value),
            Self::Absent | Self::Broken(_) => None,
        }
    }

    /// The bare value, if there is one.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Given(located) => Some(&located.value),
            Self::Absent | Self::Broken(_) => None,
        }
    }

    /// Whether something was written that could not be read.
    pub const fn is_broken(&self) -> bool {
        matches!(self, Self::Broken(_))
    }

    /// Whether nothing was written.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// The place of the value or of the broken part.
    pub const fn span(&self) -> Option<Span> {
        match self {
            Self::Absent => None,
            Self::Broken(span) => Some(*span),
            Self::Given(located) => Some(located.span),
        }
    }
}

/// A list whose broken entries are kept in place.
pub type List<T> = Vec<Slot<T>>;

impl<T> Slot<List<T>> {
    /// The good entries, in file order.
    pub fn items(&self) -> impl Iterator<Item = &Located<T>> {
        self.value().into_iter().flatten().filter_map(Slot::given)
    }

    /// Whether the list or one of its entries could not be read.
    pub fn any_broken(&self) -> bool {
        self.is_broken() || self.value().is_some_and(|list| list.iter().any(Slot::is_broken))
    }
}
