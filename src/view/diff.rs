//! What a change to the files means, in words: what breaks, what is to be told, whom to inform.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use super::cell::Detail;
use super::diff_sides::Sides;
use super::diff_ways::{ChannelView, WayView};
use super::difference::{DifferenceView, ImpactView, differences};
use crate::compare::contacts::{ChannelChange, Way};
use crate::compare::{
    Changes, ContactChange, Difference, FeedbackChange, Grade, Impact, Kind, Told, WayChange,
};
use crate::routing::Places;
use crate::source::Sources;
use crate::time::ServiceHours;
use crate::vocabulary::{ChannelKind, Vocabulary as _};

/// What a change means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diff {
    /// Version of this form.
    pub version: u32,
    /// What is compared: the older side, as the person named it.
    pub before: String,
    /// The newer side.
    pub after: String,
    /// The day from which differences count.
    pub on: String,
    /// The same in words.
    pub day: String,
    /// Somebody loses an answer or a channel.
    pub breaking: Part,
    /// Somebody has to know.
    pub told: Part,
    /// What is different without any consequence is only counted.
    pub silent: Silent,
    /// Whom to inform.
    pub inform: Inform,
}

/// All changes of one grade.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// How far they reach.
    pub reach: ImpactView,
    /// Who answers, worst first.
    pub differences: Vec<DifferenceView>,
    /// How organizations are reached.
    pub contacts: Vec<ContactView>,
    /// Whom municipalities give their feedback.
    pub feedback: Vec<FeedbackView>,
    /// Agreed ways.
    pub ways: Vec<WayView>,
}

impl Part {
    /// Whether there is nothing of this grade.
    pub const fn is_empty(&self) -> bool {
        self.differences.is_empty()
            && self.contacts.is_empty()
            && self.feedback.is_empty()
            && self.ways.is_empty()
    }
}

/// How the same organization is reached otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ContactView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// By kind of channel.
    pub channels: Vec<ChannelView>,
    /// Where it matters.
    pub places: String,
    /// How many municipalities.
    pub count: usize,
    /// How many people; nothing without a register.
    pub inhabitants: Option<u64>,
}

/// A change in whom municipalities tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FeedbackView {
    /// The service's id.
    pub service: String,
    /// Its name.
    pub name: String,
    /// Whom they told.
    pub before: String,
    /// Whom they tell.
    pub after: String,
    /// Where.
    pub places: String,
    /// How many municipalities.
    pub count: usize,
    /// How many people; nothing without a register.
    pub inhabitants: Option<u64>,
}

/// What is only counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Silent {
    /// Files that are new, gone or changed; moved ones count once.
    pub files: usize,
}

/// Whom to inform.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Inform {
    /// The municipalities for which something changes, by key.
    pub municipalities: Vec<Place>,
    /// The organizations whose duties or data change, and the coordination of the states concerned, by id.
    pub organizations: Vec<Partner>,
}

/// A municipality.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Its regional key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Whether something breaks there.
    pub breaking: bool,
}

/// An organization that has to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Partner {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its first e-mail address.
    pub email: Option<String>,
    /// Why it has to know.
    pub why: Vec<&'static str>,
}

/// Puts a change into words; `names` are what the person called the two sides.
pub fn diff(sides: Sides<'_>, changes: &Changes, names: [&str; 2], detail: Detail) -> Diff {
    let [before, after] = names.map(ToOwned::to_owned);
    let Sides { old, new, on, .. } = sides;
    Diff {
        version: 1,
        before,
        after,
        on: crate::time::iso(on),
        day: new.day(on),
        breaking: sides.part(changes, Grade::Breaking, detail),
        told: sides.part(changes, Grade::ToBeTold, detail),
        silent: Silent { files: different_files(old.sources, new.sources) },
        inform: sides.inform(changes),
    }
}

/// How many files differ; line endings do not count, and a moved file counts once.
fn different_files(old: &Sources, new: &Sources) -> usize {
    let texts = |sources: &Sources| -> BTreeMap<String, String> {
        let files = sources.iter().map(|(_, source)| source);
        files.map(|source| (source.path().to_owned(), source.text().replace("\r\n", "\n"))).collect()
    };
    let (old, new) = (texts(old), texts(new));
    let gone = old.keys().filter(|path| !new.contains_key(*path)).count();
    let fresh = new.keys().filter(|path| !old.contains_key(*path)).count();
    let changed =
        old.iter().filter(|(path, text)| new.get(*path).is_some_and(|other| other != *text)).count();
    changed + gone.max(fresh)
}

impl Sides<'_> {
    fn part(&self, changes: &Changes, grade: Grade, detail: Detail) -> Part {
        let of_grade: Vec<&Difference> =
            changes.differences.iter().filter(|(own, _)| *own == grade).map(|(_, found)| found).collect();
        // Who answers stays the same where only the contact changes: that is told by organization.
        let by_contact = |kind| matches!(kind, Kind::ContactLost | Kind::ContactChanged);
        let told: Vec<Difference> =
            of_grade.iter().filter(|found| !by_contact(found.kind)).map(|found| (*found).clone()).collect();
        let contacts: Vec<ContactView> = changes
            .contacts
            .iter()
            .filter(|(own, ..)| *own == grade)
            .map(|(_, change, units)| self.contact(change, units))
            .collect();
        let feedback: Vec<&FeedbackChange> =
            changes.feedback.iter().filter(|(own, _)| *own == grade).map(|(_, change)| change).collect();
        let ways: Vec<&WayChange> =
            changes.ways.iter().filter(|(own, _)| *own == grade).map(|(_, change)| change).collect();
        let at_once = (!contacts.is_empty() || !feedback.is_empty() || !ways.is_empty()).then_some(self.on);
        let units = changes.affected(grade);
        let services = of_grade.iter().map(|found| found.service.clone());
        let impact = Impact {
            count: Places::count(&units),
            inhabitants: self.inhabitants(&units),
            services: services.chain(feedback.iter().map(|change| change.service.clone())).collect(),
            since: of_grade.iter().filter_map(|found| found.since(self.on)).chain(at_once).min(),
            units,
        };
        Part {
            reach: self.new.impact(&impact),
            differences: differences([self.old, self.new], self.places, &told, self.on, detail),
            contacts,
            feedback: feedback.into_iter().map(|change| self.feedback(change)).collect(),
            ways: ways.into_iter().map(|change| self.agreed_way(change)).collect(),
        }
    }

    fn contact(&self, change: &ContactChange, units: &[Range<usize>]) -> ContactView {
        let [_, number] = change.numbers;
        ContactView {
            id: change.id.to_string(),
            name: self.new.name(number),
            channels: change
                .channels
                .iter()
                .map(|channel| self.channel(channel))
                .chain(change.people.iter().map(|change| self.people(change)))
                .collect(),
            places: self.words(units),
            count: Places::count(units),
            inhabitants: self.inhabitants(units),
        }
    }

    fn channel(&self, change: &ChannelChange) -> ChannelView {
        let words = |ways: &[Way]| ways.iter().map(|way| self.way(way)).collect();
        ChannelView {
            kind: change.kind.label().get(self.new.language),
            before: words(&change.before),
            after: words(&change.after),
        }
    }

    fn way(&self, way: &Way) -> String {
        let audience = way.audience.map(|audience| {
            format!("{} {}", self.new.word("für", "for"), audience.label().get(self.new.language))
        });
        let hours = way.hours.as_ref().map(|text| {
            ServiceHours::parse(text).map_or_else(|_| text.clone(), |hours| hours.words(self.new.language))
        });
        let parts = [Some(way.address.clone()), hours, way.closed.clone(), audience];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    fn feedback(&self, change: &FeedbackChange) -> FeedbackView {
        FeedbackView {
            service: change.service.to_string(),
            name: self.service(&change.service),
            before: self.told(&change.before),
            after: self.told(&change.after),
            places: self.words(&change.units),
            count: Places::count(&change.units),
            inhabitants: self.inhabitants(&change.units),
        }
    }

    fn told(&self, told: &Told) -> String {
        let Some((id, channel)) = &told.target else {
            return self.new.word("niemand", "nobody").to_owned();
        };
        let channel = channel
            .map_or(String::new(), |kind: ChannelKind| format!(" ({})", kind.label().get(self.new.language)));
        let arrives = if told.arrives {
            ""
        } else {
            self.new.word(", kommt nicht beim betreibenden Land an", ", does not reach the operating state")
        };
        format!("{}{channel}{arrives}", self.name(id))
    }
}
