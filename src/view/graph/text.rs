//! The text equivalent: what the picture shows, as a list by level.

use super::{Draft, PictureEdge, PictureNode, TextBlock, TextEntry};
use crate::text::Text;
use crate::text::list::{Case, short_list};

/// So many members of a stack are named below the picture; the text equivalent names all.
const NAMED: usize = 8;

impl Draft<'_> {
    pub(super) fn text(&self, nodes: &[PictureNode], edges: &[PictureEdge]) -> Vec<TextBlock> {
        self.levels(nodes)
            .into_iter()
            .map(|level| TextBlock {
                heading: level.label,
                entries: nodes
                    .iter()
                    .filter(|node| node.level == level.number)
                    .map(|node| TextEntry {
                        text: self.entry(node),
                        ways: edges
                            .iter()
                            .filter(|edge| edge.from == node.id)
                            .flat_map(|edge| edge.sentences.clone())
                            .collect(),
                    })
                    .collect(),
            })
            .collect()
    }

    fn entry(&self, node: &PictureNode) -> String {
        let mut text = node.title.clone();
        if !node.lines.is_empty() {
            text = format!("{text}: {}", node.lines.join("; "));
        }
        if !node.members.is_empty() {
            let members = node.members.join(", ");
            text = self.say(format!("{text}. Das sind: {members}"), format!("{text}. These are: {members}"));
        }
        text
    }

    pub(super) fn folded_sentences(&self, nodes: &[PictureNode]) -> Vec<String> {
        let mut sentences: Vec<String> = nodes
            .iter()
            .filter(|node| !node.members.is_empty())
            .map(|node| {
                let (title, members) = (&node.title, &node.members);
                let list = if members.len() <= NAMED {
                    Text::same(members.join(", "))
                } else {
                    short_list(members, NAMED, Case::Nominative)
                };
                self.say(format!("{title}: {}", list.de), format!("{title}: {}", list.en))
            })
            .collect();
        if self.folded.coarse {
            sentences.push(self.say(
                "Das Bild fasst auch Stellen zusammen, die sich in Onlinediensten und Terminen unterscheiden.",
                "The picture also folds bodies that differ in services and dates.",
            ));
        }
        sentences
    }
}
