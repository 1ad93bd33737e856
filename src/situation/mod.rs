//! What is the case on a day: asked once, by all.
//!
//! The routing table says who answers. What follows from it and from the other records is derived here, and nowhere else: is a
//! record in force ([`Force`]), who stands on the operator's side, who is competent and which Kommune carries that office, what
//! is recorded of a Kommune, where feedback goes and whether an answer comes back, who evaluates. Rules judge it, the plan ticks
//! by it, `compare` holds two of them against each other, views only say it.
//!
//! A situation shares model and table, so that it can be kept; what is asked for is worked out when it is first asked for, and
//! kept. Places that match the same records are answered as one: the work grows with the records, not with the places.

mod agreements;
mod carriers;
mod centres;
mod concerned;
mod ends;
pub mod feedback;
pub mod figures;
mod force;
pub mod knowledge;
mod kommune;
mod land;
pub mod missing;
mod named;
mod office_feedback;
mod offices;
mod operators;
mod paths;
mod payment;
mod recorded;
mod succession;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod uses;
mod ways;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock};

pub use self::agreements::{Contract, Evidence};
pub use self::carriers::{Authority, Carried, Duty, Seat};
pub use self::centres::Reached;
pub use self::ends::{Here, Party};
use self::feedback::{Judged, Reaches};
pub use self::force::{Asked, Force, Limited};
use self::kommune::Records;
pub use self::kommune::Said;
pub use self::land::Land;
use self::missing::Missing;
pub use self::named::NamedAt;
pub use self::offices::{Carrier, Office};
use self::paths::ByPurpose;
pub use self::succession::Successors;
pub use self::uses::Used;
pub use self::ways::Hop;
use crate::key::StateCode;
use crate::model::{Model, OrganizationId, ServiceId};
use crate::routing::Table;
use crate::time::Date;

/// The operator's side of services on days, as asked for so far.
type Operators = BTreeMap<(ServiceId, Date), Arc<BTreeSet<OrganizationId>>>;

/// What is the case on a day.
#[derive(Debug)]
pub struct Situation {
    model: Arc<Model>,
    table: Arc<Table>,
    on: Date,
    records: Records,
    paths: ByPurpose,
    offices: OnceLock<Vec<Office>>,
    uses: OnceLock<Vec<Used>>,
    missing: OnceLock<Vec<Missing>>,
    carried: BTreeMap<StateCode, OnceLock<Carried>>,
    judged: BTreeMap<StateCode, OnceLock<BTreeMap<ServiceId, Vec<Judged>>>>,
    operators: Mutex<Operators>,
    reaches: Reaches,
}

impl Situation {
    /// What is the case on a day, by a table.
    pub fn new(table: &Arc<Table>, on: Date) -> Self {
        let model = table.shared_model();
        let states: BTreeSet<StateCode> = model.uses.iter().map(|usage| usage.state).collect();
        Self {
            records: Records::new(&model),
            paths: ByPurpose::new(&model),
            model,
            table: Arc::clone(table),
            on,
            offices: OnceLock::new(),
            uses: OnceLock::new(),
            missing: OnceLock::new(),
            judged: states.iter().map(|state| (*state, OnceLock::new())).collect(),
            carried: states.into_iter().map(|state| (state, OnceLock::new())).collect(),
            operators: Mutex::default(),
            reaches: Reaches::default(),
        }
    }

    /// What the files say.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Who answers.
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// The day.
    pub const fn on(&self) -> Date {
        self.on
    }

    /// The offices, by number of their organization.
    fn offices(&self) -> &[Office] {
        self.offices.get_or_init(|| offices::offices(&self.model))
    }
}
