//! The knowledge loop between operating and co-using state: evaluated support information goes into answers and into
//! further development (S8, semantics 22).

use crate::key::StateCode;
use crate::model::{End, Knowledge, Link, Model, OrganizationId, PathId, ServiceId};
use crate::source::Span;
use crate::time::Date;
use crate::vocabulary::{KnowledgeSink, Purpose};

/// What keeps the loop open, each told once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// The operating state names no owner.
    OperatorOwner,
    /// The co-using state names no owner.
    CoUserOwner,
    /// Neither side says what is evaluated (tickets, feedback).
    Source,
    /// Neither side lets it flow into answers.
    Answering,
    /// Neither side lets it flow into further development.
    Development,
    /// A side names a partner that is not the other side's owner; the place is that record.
    Partner(Span),
}

/// Whether the loop is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closure {
    /// The state operates the service itself and owes itself no loop (semantics 12 f).
    Own,
    /// Nothing is missing.
    Closed,
    /// Something is missing.
    Open,
    /// Something it depends on is broken or was not loaded.
    Undecidable,
}

/// The knowledge process of a service between its operator and one co-using state on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnowledgeLoop {
    /// Whether it is closed.
    pub closure: Closure,
    /// What is missing, in order; empty unless open.
    pub missing: Vec<Missing>,
    /// The records of the operating state.
    pub operator: Vec<Span>,
    /// The records of the co-using state.
    pub co_user: Vec<Span>,
    /// Who owns it at the operator.
    pub operator_owner: Option<OrganizationId>,
    /// Who owns it in the co-using state.
    pub co_user_owner: Option<OrganizationId>,
    /// A path on which knowledge goes from the co-using state to the operator's side.
    pub there: Option<PathId>,
    /// A path on which it comes back.
    pub back: Option<PathId>,
}

/// Judges the knowledge process of a service for a co-using state on a day.
pub fn knowledge_loop(model: &Model, state: StateCode, service: ServiceId, on: Date) -> KnowledgeLoop {
    let operator = model.service(service).operating_state(on);
    let of = |wanted: StateCode| -> Vec<&Knowledge> {
        model
            .knowledge
            .iter()
            .filter(|side| side.state == wanted && side.services.has(&service) && side.period.contains(on))
            .collect()
    };
    let (theirs, ours) = (of(operator), of(state));
    let mut result = KnowledgeLoop {
        closure: Closure::Own,
        missing: Vec::new(),
        operator: theirs.iter().map(|side| side.span).collect(),
        co_user: ours.iter().map(|side| side.span).collect(),
        operator_owner: owner(&theirs),
        co_user_owner: owner(&ours),
        there: way(model, state, operator, service, on),
        back: way(model, operator, state, service, on),
    };
    if operator == state {
        return result;
    }
    let missing = missing(model, &theirs, &ours, state);
    let uncertain = !model.is_complete(operator)
        || !model.is_complete(state)
        || theirs.iter().chain(&ours).any(|side| side.shadow || side.owner == Link::Undecidable)
        || model.knowledge.iter().any(|side| side.shadow && [operator, state].contains(&side.state));
    result.closure = match (missing.is_empty(), uncertain) {
        (true, _) => Closure::Closed,
        (false, true) => Closure::Undecidable,
        (false, false) => Closure::Open,
    };
    if result.closure == Closure::Open {
        result.missing = missing;
    }
    result
}

fn owner(sides: &[&Knowledge]) -> Option<OrganizationId> {
    sides.iter().find_map(|side| side.owner.known())
}

fn missing(model: &Model, theirs: &[&Knowledge], ours: &[&Knowledge], state: StateCode) -> Vec<Missing> {
    let both = || theirs.iter().chain(ours);
    let mut missing = Vec::new();
    if theirs.is_empty() {
        missing.push(Missing::OperatorOwner);
    }
    if ours.is_empty() {
        missing.push(Missing::CoUserOwner);
    }
    if !missing.is_empty() {
        // A side that is not there explains all the rest.
        return missing;
    }
    if both().all(|side| side.sources.is_empty()) {
        missing.push(Missing::Source);
    }
    for (sink, what) in
        [(KnowledgeSink::Answering, Missing::Answering), (KnowledgeSink::Development, Missing::Development)]
    {
        if !both().any(|side| side.sinks.contains(&sink)) {
            missing.push(what);
        }
    }
    for (sides, others) in [(theirs, ours), (ours, theirs)] {
        let owners: Vec<OrganizationId> = others.iter().filter_map(|other| other.owner.known()).collect();
        for side in sides {
            let Some(Link::To(partner)) = side.partner else { continue };
            // The operator has a partner in every co-using state: one elsewhere is none of this loop's.
            let is_elsewhere = side.state != state && model.organization(partner).id.state != state;
            if !owners.is_empty() && !owners.contains(&partner) && !is_elsewhere {
                missing.push(Missing::Partner(side.span));
            }
        }
    }
    missing
}

/// A knowledge path between organizations of two states.
fn way(model: &Model, from: StateCode, to: StateCode, service: ServiceId, on: Date) -> Option<PathId> {
    let home = |end: End| match end {
        End::Organization(id) => Some(model.organization(id).id.state),
        _ => None,
    };
    model.path_ids().find(|id| {
        let path = model.path(*id);
        path.purpose == Some(Purpose::Knowledge)
            && path.services.has(&service)
            && path.period.contains(on)
            && home(path.from.value) == Some(from)
            && home(path.to.value) == Some(to)
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{HB, Workspace, day};
    use super::*;

    const SIDES: &str = "[[knowledge]]\nowner = \"kk\"\nsources = [\"tickets\"]\nsinks = [\"answering\"]\n";

    fn judge(hb: &str, ni: &str) -> KnowledgeLoop {
        let workspace = Workspace::new(&[("hb", &format!("{HB}{hb}")), ("ni", ni)]);
        knowledge_loop(&workspace.model, StateCode::NI, ServiceId::new(0), day(2027, 3, 1))
    }

    const NI: &str = "[state]\ncode = \"NI\"\n[[organization]]\nid = \"kk\"\nname = \"K\"\nkind = \"coordination\"\n[[use]]\nservice = \"hb/x\"\n";

    #[test]
    fn both_sides_and_both_sinks_close_the_loop() {
        let development = SIDES.replace("answering", "development");
        let found = judge(SIDES, &format!("{NI}{development}"));
        assert_eq!((found.closure, found.missing), (Closure::Closed, vec![]));
    }

    #[test]
    fn a_sink_that_nobody_feeds_and_a_side_that_is_not_there_are_told() {
        assert_eq!(judge(SIDES, &format!("{NI}{SIDES}")).missing, [Missing::Development]);
        assert_eq!(judge(SIDES, NI).missing, [Missing::CoUserOwner]);
        assert_eq!(judge("", NI).missing, [Missing::OperatorOwner, Missing::CoUserOwner]);
    }

    #[test]
    fn the_operating_state_owes_itself_nothing() {
        let workspace = Workspace::new(&[("hb", HB)]);
        let found = knowledge_loop(&workspace.model, StateCode::HB, ServiceId::new(0), day(2027, 3, 1));
        assert_eq!(found.closure, Closure::Own);
    }
}
