//! Identifiers as types that cannot be wrong: a value that exists has been checked.
//!
//! Every type has `parse(&str) -> Result<Self, Problem>`, shows itself as `parse` reads it, and orders and hashes
//! like its text. The sources of the rules stand with each type.

mod ags;
mod area;
mod contact;
mod email;
mod exchange;
mod id;
mod person;
mod problem;
mod service;
mod slug;
mod state;
mod url;

pub use ags::Ags;
pub use area::{Area, AreaLevel};
pub use contact::Phone;
pub use email::Email;
pub use exchange::{DestinationId, DvdvKey, OeId};
pub use id::{GlobalId, LocalId, Reference};
pub use problem::Problem;
pub use service::{Leistungsschluessel, OzgId};
pub use slug::slug;
pub use state::StateCode;
pub use url::Url;

/// Gives a newtype over `String` its `Display` and `as_str`.
macro_rules! shown_as_text {
    ($name:ident) => {
        impl $name {
            /// The text, exactly as `parse` accepts it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}
use shown_as_text;
