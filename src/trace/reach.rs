//! How somebody is reached: over which channels, and whether they answer there now.

use crate::model::{Model, OrganizationId};
use crate::time::{Calendar, Date, Moment, ServiceHours};
use crate::vocabulary::{Audience, ChannelKind};

/// Whether a channel is answered at a moment.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Opening {
    /// Open, and until which minute of the day (up to 1440).
    Open(u16),
    /// Closed, and when it opens next, if that is within two months.
    Closed(Option<Moment>),
    /// Asked about a whole day: its open stretches in minutes; none: closed all day.
    Day(Vec<(u16, u16)>),
    /// The files name no service hours.
    Unknown,
    /// The files name service hours that cannot be read.
    Unreadable,
}

/// One channel of an organization.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reached {
    /// Its kind.
    pub kind: ChannelKind,
    /// Address, number, link.
    pub address: String,
    /// Whether it is answered.
    pub opening: Opening,
    /// What to do outside the hours.
    pub closed: Option<String>,
}

/// The working days and holidays of an organization: those of its seat, with the closing days given there.
pub(super) fn calendar(model: &Model, organization: OrganizationId) -> Calendar {
    model.calendar(model.organization(organization).seat)
}

/// The channels of an organization of the wanted kinds: those for citizens, or those among authorities.
pub(super) fn reached(
    model: &Model,
    organization: OrganizationId,
    citizens: bool,
    at: Moment,
    wanted: impl Fn(ChannelKind) -> bool,
) -> Vec<Reached> {
    let calendar = calendar(model, organization);
    let not_for = if citizens { Audience::Authorities } else { Audience::Citizens };
    model
        .organization(organization)
        .channels
        .iter()
        .filter(|channel| channel.audience != Some(not_for) && wanted(channel.kind))
        .map(|channel| Reached {
            kind: channel.kind,
            address: channel.address.value.clone(),
            opening: match channel.hours.as_ref().map(|hours| ServiceHours::parse(&hours.value)) {
                None => Opening::Unknown,
                Some(Err(_)) => Opening::Unreadable,
                Some(Ok(hours)) => opening(&hours, &calendar, at),
            },
            closed: channel.closed.clone(),
        })
        .collect()
}

/// A closing day is a public holiday as far as service hours go: what holds on holidays holds then.
fn opening(hours: &ServiceHours, calendar: &Calendar, at: Moment) -> Opening {
    let holiday = |day: Date| calendar.is_holiday(day) || calendar.is_closed(day);
    let today = hours.day(at.date, holiday);
    let Some(minute) = at.minute else { return Opening::Day(today) };
    if let Some((_, until)) = today.iter().find(|(from, until)| (*from..*until).contains(&minute)) {
        return Opening::Open(*until);
    }
    let next = hours.next_open(at.date, minute, holiday);
    Opening::Closed(next.map(|(date, minute)| Moment { date, minute: Some(minute) }))
}

/// The first readable service hours of an organization, for deadlines that count them.
pub(super) fn service_hours(model: &Model, organization: OrganizationId) -> Option<ServiceHours> {
    let channels = &model.organization(organization).channels;
    channels.iter().find_map(|channel| ServiceHours::parse(&channel.hours.as_ref()?.value).ok())
}
