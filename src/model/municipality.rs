//! What municipalities say of themselves: contacts, feedback, districts.

use super::ids::{Link, OrganizationId, Scope, ServiceId};
use super::people::SupportContact;
use crate::key::{Area, StateCode};
use crate::source::{Located, Span};
use crate::time::Date;
use crate::vocabulary::ChannelKind;

/// A municipality as a body.
#[derive(Debug, Clone)]
pub struct Municipality {
    /// Whose files say so.
    pub state: StateCode,
    /// The record.
    pub span: Span,
    /// Its key.
    pub key: Located<Area>,
    /// Its name, if given.
    pub name: Option<String>,
    /// Its own contact.
    pub contact: Option<Located<Link<OrganizationId>>>,
    /// Contacts in the state.
    pub support_contact: SupportContact,
    /// What it says of its feedback, at the place of the value. Ask [`Municipality::feedback_on`].
    pub feedback: Option<Located<FeedbackSaid>>,
    /// Its districts, complete, in file order.
    pub districts: Vec<String>,
}

/// What a record says of a municipality's feedback (S10, semantics 28).
#[derive(Debug, Clone)]
pub enum FeedbackSaid {
    /// It goes somewhere.
    Told(Feedback),
    /// `feedback = "none"`: a way declined, for all services. It counts as none.
    Declined {
        /// Why; `None` only where it is missing or broken, which was reported.
        reason: Option<Located<String>>,
    },
    /// Something stands there that could not be read at all.
    Undecidable,
}

/// Where a municipality gives feedback (S10).
#[derive(Debug, Clone)]
pub struct Feedback {
    /// The entry.
    pub span: Span,
    /// To whom.
    pub to: Link<OrganizationId>,
    /// Over which channel.
    pub channel: Option<ChannelKind>,
    /// Agreed on.
    pub agreed: Option<Date>,
    /// For which services.
    pub services: Scope<ServiceId>,
    /// A part of it could not be read: what it does not name is not missing.
    pub broken: bool,
    /// The broken part may be the name of a service: it may hold for more than it names.
    pub services_broken: bool,
}

/// What a record says of the feedback on one service.
#[derive(Debug, Clone, Copy)]
pub enum FeedbackOn<'m> {
    /// It goes somewhere.
    Told(&'m Feedback),
    /// It is declined.
    Declined {
        /// Why; `None` only where that is broken or missing, which was reported.
        reason: Option<&'m Located<String>>,
    },
    /// A broken statement that may be about this service.
    Undecidable,
}

impl Municipality {
    /// What this record says of the feedback on a service, as one fact; `None`: nothing, so that the next record around it
    /// is asked (semantics 30). A broken or declined statement is an answer and does not fall through.
    pub fn feedback_on(&self, service: ServiceId) -> Option<FeedbackOn<'_>> {
        match &self.feedback.as_ref()?.value {
            FeedbackSaid::Told(feedback) if feedback.services.has(&service) => {
                Some(FeedbackOn::Told(feedback))
            }
            // The broken part may be the name of this service; where the names can be read, it is about others (semantics 36).
            FeedbackSaid::Told(feedback) if feedback.services_broken => Some(FeedbackOn::Undecidable),
            FeedbackSaid::Told(_) => None,
            FeedbackSaid::Declined { reason } => Some(FeedbackOn::Declined { reason: reason.as_ref() }),
            FeedbackSaid::Undecidable => Some(FeedbackOn::Undecidable),
        }
    }

    /// Where it says that its feedback goes, for whichever services: for those who list what is written.
    pub fn feedback_told(&self) -> Option<&Feedback> {
        match &self.feedback.as_ref()?.value {
            FeedbackSaid::Told(feedback) => Some(feedback),
            FeedbackSaid::Declined { .. } | FeedbackSaid::Undecidable => None,
        }
    }
}
