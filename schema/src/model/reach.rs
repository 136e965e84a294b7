//! Types inside other types.

use std::collections::BTreeSet;

use super::channel::Channel;
use super::field::Kind;
use super::ty::Type;
use super::type_id::TypeId;

impl Channel {
    /// These types and every type inside them.
    pub fn reachable(&self, roots: impl IntoIterator<Item = TypeId>) -> BTreeSet<TypeId> {
        let mut open: Vec<TypeId> = roots.into_iter().collect();
        let mut reached = BTreeSet::new();
        while let Some(id) = open.pop() {
            if reached.insert(id) {
                match self.ty(id) {
                    Type::Object(object) => open.extend(object.fields.iter().filter_map(|field| field.kind.type_id())),
                    Type::Union(union) => {
                        let payloads = union.cases.iter().filter_map(|case| case.payload.as_ref());
                        open.extend(payloads.filter_map(Kind::type_id));
                    }
                    Type::Values(_) | Type::Newtype(_) => {}
                }
            }
        }
        reached
    }
}
