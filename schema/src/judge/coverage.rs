//! Which fields and cases a set of bodies uses.

use std::collections::BTreeSet;

use serde_json::Value;

use super::reading::Reader;
use super::tree::Node;
use crate::model::{Channel, TypeId};

/// The fields that are present and the cases that are active in the bodies seen so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Coverage {
    /// Fields and cases by their indices in their types.
    used: BTreeSet<(TypeId, usize)>,
}

impl Coverage {
    /// Whether the field or case at this index was used.
    pub(crate) fn has(&self, id: TypeId, part: usize) -> bool {
        self.used.contains(&(id, part))
    }

    pub(super) fn node(&mut self, node: &Node<'_, '_>) {
        match node {
            Node::Object(tree) => {
                for (index, field) in tree.fields.iter().enumerate() {
                    if let Some(field) = field {
                        self.used.insert((tree.id, index));
                        self.node(field);
                    }
                }
            }
            Node::Union(chosen) => {
                self.used.insert((chosen.id, chosen.case));
                if let Some(payload) = &chosen.payload {
                    self.node(payload);
                }
            }
            Node::List(items) => items.iter().for_each(|item| self.node(item)),
            Node::Text(_) | Node::Number(_) | Node::Switch(_) | Node::Named { .. } => {}
        }
    }
}

/// Marks the fields that the body of an operation or a whole message uses.
pub(crate) fn mark(channel: &Channel, id: TypeId, body: &Value, used: &mut Coverage) {
    if let Some(node) = Reader::new(channel).root(id, body) {
        used.node(&node);
    }
}
