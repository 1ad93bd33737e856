//! The records one by one, for those who list what is written: each with its place in the model's list.

use super::Situation;
use super::force::{Asked, Limited};
use crate::model::{Competence, Knowledge, Municipality, Path, Service115};

impl Situation {
    /// The competences that are in force, whatever the place.
    pub fn competences(&self, asked: Asked) -> impl Iterator<Item = (usize, &Competence)> {
        in_force(&self.model.competences, asked)
    }

    /// The knowledge records that are in force.
    pub fn knowledge_records(&self, asked: Asked) -> impl Iterator<Item = (usize, &Knowledge)> {
        in_force(&self.model.knowledge, asked)
    }

    /// What is said of the 115 and is in force.
    pub fn capabilities(&self, asked: Asked) -> impl Iterator<Item = (usize, &Service115)> {
        in_force(&self.model.services_115, asked)
    }

    /// All paths that can be read, whenever they hold, in order of the files.
    pub fn readable_paths(&self) -> impl Iterator<Item = &Path> {
        self.model.paths.iter().filter(|path| !path.is_broken())
    }

    /// All records about Kommunen in order of the files, also those that say nothing because another comes first.
    pub fn municipality_records(&self) -> impl Iterator<Item = (usize, &Municipality)> {
        self.model.municipalities.iter().enumerate()
    }
}

fn in_force<T: Limited>(records: &[T], asked: Asked) -> impl Iterator<Item = (usize, &T)> {
    records.iter().enumerate().filter(move |(_, record)| record.force(asked).holds())
}
