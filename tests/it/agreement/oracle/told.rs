//! Whom a state tells of outages and changes, service by service (semantics 12 a, 44).

use std::collections::BTreeSet;

use super::carriers::Carriers;
use super::records::{End, Holds, Path, Records, Who};

impl Records {
    /// The services about which a state tells somebody: those that it operates or uses.
    pub fn told_about(&self, state: &str) -> BTreeSet<String> {
        let operated =
            self.services.iter().filter(|(_, service)| service.operator == state).map(|(id, _)| id.clone());
        operated
            .chain(self.uses.iter().filter(|usage| usage.state == state).map(|usage| usage.service.clone()))
            .collect()
    }

    /// Names of all who are told; nothing where it cannot be decided. Only the state's own paths make its lists.
    pub fn told(
        &self,
        state: &str,
        carriers: &Carriers,
        purpose: &str,
        service: &str,
    ) -> Option<BTreeSet<String>> {
        let mut names = BTreeSet::new();
        let paths = self
            .paths
            .iter()
            .filter(|path| path.state == state && path.purpose == purpose && path.limit.has_service(service));
        for path in paths {
            match path.period.holds(self.on) {
                Holds::No => continue,
                Holds::Maybe => return None,
                Holds::Yes => {}
            }
            if !matches!(path.to, End::Named(_)) && carriers.unsure.contains(service) {
                return None;
            }
            match &path.to {
                End::Named(Who::Broken) => return None,
                End::Named(Who::One(id)) if self.concerns(path, id, service) => {
                    names.insert(self.name(id));
                }
                End::Named(_) => {}
                End::Municipality => names.extend(self.told_kommunen(carriers, path, service)),
                End::Competent => names.extend(self.told_offices(carriers, path, service)),
            }
        }
        Some(names)
    }

    /// A path that names no services reaches a body only for what its Land uses or runs.
    fn concerns(&self, path: &Path, id: &str, service: &str) -> bool {
        let home = &self.organizations[id].state;
        let of = &self.services[service];
        path.limit.services.is_some()
            || self.usage(home, service).is_some()
            || [&of.operator, &of.responsible].contains(&home)
            || of.provider == Some(Who::One(id.to_owned()))
    }

    /// Of every Kommune that carries an office for the service: that office, and its contact if it names one.
    fn told_kommunen(&self, carriers: &Carriers, path: &Path, service: &str) -> BTreeSet<String> {
        let inside = carriers
            .now
            .iter()
            .filter(|((kommune, of), _)| of == service && path.limit.reach(kommune).is_some());
        inside
            .flat_map(|((kommune, _), offices)| {
                let contact = self.kommunen.get(kommune).and_then(|record| match &record.contact {
                    Some(Who::One(id)) => Some(id),
                    _ => None,
                });
                offices.iter().chain(contact).map(|id| self.name(id)).collect::<Vec<_>>()
            })
            .collect()
    }

    /// The competent offices of all places in the area of the path, whoever carries them; of an area that lies inside a place, those
    /// of that place.
    fn told_offices(&self, carriers: &Carriers, path: &Path, service: &str) -> BTreeSet<String> {
        let of_service = || carriers.competent.iter().filter(|((of, _), _)| of == service);
        let inside = of_service().filter(|((_, place), _)| path.limit.reach(place).is_some());
        let around = path.limit.area.iter().flatten().filter_map(|area| {
            let places = of_service().filter(|((_, place), _)| area.starts_with(place.as_str()));
            places.max_by_key(|((_, place), _)| place.len())
        });
        inside.chain(around).map(|(_, id)| self.name(id)).collect()
    }
}
