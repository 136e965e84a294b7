//! Which fields and cases a set of bodies uses.

use serde_json::Value;

use super::reading::Reader;
use super::tree::Node;
use crate::model::{Channel, Type, TypeId};

/// For each type the fields that are present, or the cases that are active, in the bodies seen so far.
#[derive(Clone, Debug)]
pub(crate) struct Coverage {
    used: Vec<Vec<bool>>,
}

impl Coverage {
    /// Nothing of a channel is used yet.
    pub(crate) fn new(channel: &Channel) -> Self {
        let mut used = Vec::with_capacity(channel.types.len());
        for ty in &channel.types {
            let parts = match ty {
                Type::Object(object) => object.fields.len(),
                Type::Union(union) => union.cases.len(),
                Type::Values(_) | Type::Newtype(_) => 0,
            };
            used.push(vec![false; parts]);
        }
        Self { used }
    }

    /// Whether the field of this index of an object was present, the case of this index of a union active.
    pub(crate) fn has(&self, id: TypeId, part: usize) -> bool {
        self.used.get(id.0).and_then(|parts| parts.get(part)).is_some_and(|used| *used)
    }

    fn insert(&mut self, id: TypeId, part: usize) {
        if let Some(used) = self.used.get_mut(id.0).and_then(|parts| parts.get_mut(part)) {
            *used = true;
        }
    }

    fn node(&mut self, node: &Node<'_, '_>) {
        match node {
            Node::Object(tree) => {
                for (index, field) in tree.fields.iter().enumerate() {
                    if let Some(field) = field {
                        self.insert(tree.id, index);
                        self.node(field);
                    }
                }
            }
            Node::Union(chosen) => {
                self.insert(chosen.id, chosen.case);
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
