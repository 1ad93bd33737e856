//! Identifiers as types that cannot be wrong: a value that exists has been checked.
//!
//! Every type has `parse(&str) -> Result<Self, Problem>`, shows itself as `parse` reads it, and orders and hashes
//! like its text. The sources of the rules stand with each type.

mod ags;
mod area;
mod area_parse;
mod body;
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
pub use body::{Body, Reading};
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
            #[allow(dead_code, reason = "the same is declared for every key, and not every one is asked")]
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repairs_of_repairs_come_to_an_end() {
        for part in
            ["<", "mailto:", "tel:", "+49 0", "0", "{", "(at)", "a/", "-", "\u{200b}", "DE-", "https://"]
        {
            for length in [40, 20_000] {
                let text = format!("{}{}", part.repeat(length), ">".repeat(length));
                assert!(Area::parse(&text).is_err() && Ags::parse(&text).is_err());
                assert!(
                    Email::parse(&text).is_err()
                        && Phone::parse(&text).is_err()
                        && Url::parse(&text).is_err()
                );
                assert!(StateCode::parse(&text).is_err() && Reference::parse(&text).is_err());
                assert!(DvdvKey::parse(&text).is_err() && DestinationId::parse(&text).is_err());
                assert!(OeId::parse(&text).is_err() && Leistungsschluessel::parse(&text).is_err());
                assert!(OzgId::parse(&text).is_err() && LocalId::parse(&text).is_err());
            }
        }
    }
}
