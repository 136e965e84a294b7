//! Which fields and cases a set of bodies uses.

use std::collections::BTreeSet;

use serde_json::Value;

use super::reading::Reader;
use super::tree::Node;
use crate::model::{Channel, TypeId};

/// The fields that are present and the cases that are active in the bodies seen so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Coverage {
    fields: BTreeSet<(TypeId, usize)>,
    cases: BTreeSet<(TypeId, usize)>,
}

impl Coverage {
    /// Whether the field of this index of the object was present.
    pub(crate) fn has_field(&self, object: TypeId, field: usize) -> bool {
        self.fields.contains(&(object, field))
    }

    /// Whether the case of this index of the union was active.
    pub(crate) fn has_case(&self, union: TypeId, case: usize) -> bool {
        self.cases.contains(&(union, case))
    }

    fn node(&mut self, node: &Node<'_, '_>) {
        match node {
            Node::Object(tree) => {
                for (index, field) in tree.fields.iter().enumerate() {
                    if let Some(field) = field {
                        self.fields.insert((tree.id, index));
                        self.node(field);
                    }
                }
            }
            Node::Union(chosen) => {
                self.cases.insert((chosen.id, chosen.case));
                if let Some(payload) = &chosen.payload {
                    self.node(payload);
                }
            }
            Node::List(items) => items.iter().for_each(|item| self.node(item)),
            Node::Text(_) | Node::Number(_) | Node::Switch(_) | Node::Named { .. } => {}
        }
    }
}

/// Adds what a body of this type uses; a message stands at its own level.
pub(crate) fn mark(channel: &Channel, id: TypeId, body: &Value, used: &mut Coverage) {
    if let Some(node) = Reader::new(channel).root(id, body) {
        used.node(&node);
    }
}
