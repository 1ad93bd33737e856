//! Numbers of things inside one [`super::Model`]; they cannot be mixed up and mean nothing outside it.

/// Declares one kind of number.
macro_rules! id {
    ($($(#[$meta:meta])* $name:ident;)+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// The number of the thing at an index of its list.
            pub fn new(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }
            /// The index in its list.
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }
    )+};
}

id! {
    /// An organization.
    OrganizationId;
    /// An online service.
    ServiceId;
    /// A service that another contains.
    PartId;
    /// A state-specific component.
    ComponentId;
    /// An agreement.
    AgreementId;
    /// A support record.
    SupportId;
    /// A communication path.
    PathId;
}

/// A reference that was resolved, or one that leads to nothing known: its name does not exist (reported), or its state
/// was not loaded (reported once per state). What depends on it is undecidable, not missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Link<T> {
    /// The thing.
    To(T),
    /// Not known.
    Undecidable,
}

impl<T: Copy> Link<T> {
    /// The thing, if known.
    pub const fn known(self) -> Option<T> {
        match self {
            Self::To(thing) => Some(thing),
            Self::Undecidable => None,
        }
    }
}

/// What a record is limited to; left out in the files means all.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope<T> {
    /// No limit.
    All,
    /// These only, sorted.
    Only(Vec<T>),
}

impl<T: PartialEq> Scope<T> {
    /// Whether the scope takes `thing` in.
    pub fn has(&self, thing: &T) -> bool {
        match self {
            Self::All => true,
            Self::Only(list) => list.contains(thing),
        }
    }

    /// Whether the scope names `thing`, which wins over taking it in as one of all.
    pub fn names(&self, thing: &T) -> bool {
        match self {
            Self::All => false,
            Self::Only(list) => list.contains(thing),
        }
    }

    /// Whether the scope takes in what is asked about: a thing, or all of them as one, which only a scope without limit does.
    pub fn takes(&self, asked: Option<T>) -> bool {
        match (self, asked) {
            (Self::All, _) => true,
            (Self::Only(list), Some(thing)) => list.contains(&thing),
            (Self::Only(_), None) => false,
        }
    }

    /// The same limit, or nothing at all where it was open: for records of which only the named part is certain.
    #[must_use]
    pub fn only_if_listed(self) -> Self {
        match self {
            Self::All => Self::Only(Vec::new()),
            listed @ Self::Only(_) => listed,
        }
    }

    /// The things named; empty for all.
    pub fn listed(&self) -> &[T] {
        match self {
            Self::All => &[],
            Self::Only(list) => list,
        }
    }
}
