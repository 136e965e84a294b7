//! The members of objects on the wire, of which no two may have one name.

use std::collections::{BTreeSet, HashMap};

use super::types::Resolver;
use crate::diagnostic::Diagnostic;
use crate::model::{Field, Kind, Object, Place, Role, Tag, Type};
use crate::source::Span;

impl Resolver<'_, '_> {
    /// The fields whose members are theirs alone; the others are reported.
    pub(super) fn distinct_fields<'o>(&mut self, object: &'o Object, name: &str) -> Vec<&'o Field> {
        let mut taken: HashMap<(bool, String), Option<Span>> = HashMap::new();
        if object.role == Role::Message {
            taken.extend([((true, "msgtype".to_owned()), None), ((true, name.to_owned()), None)]);
        }
        let mut distinct = Vec::new();
        for field in &object.fields {
            let beside = field.place == Place::Envelope;
            let members = match &field.kind {
                Kind::Inline(_) => self.members(&field.kind),
                _ => BTreeSet::from([field.wire.clone()]),
            };
            let twice = members.iter().find_map(|member| Some((member, taken.get(&(beside, member.clone()))?)));
            if let Some((member, first)) = twice {
                let (message, help) = match &field.kind {
                    Kind::Inline(_) => (
                        format!(
                            "the inline union `{}` brings a member `{member}`, and there is one already",
                            field.wire
                        ),
                        "an object has one member of a name; let the union be an object of its own",
                    ),
                    _ => (
                        format!("there is a member `{member}` already"),
                        "an object has one member of a name; keep one of the two",
                    ),
                };
                let diagnostic = Diagnostic::new(field.span, message).help(help);
                self.diagnostics.add(match first {
                    Some(first) => diagnostic.first(*first),
                    None => diagnostic,
                });
            } else {
                distinct.push(field);
            }
            taken.extend(members.into_iter().map(|member| ((beside, member), Some(field.span))));
        }
        distinct
    }

    /// The names that stand on the wire for a value among the members of its owner.
    pub(super) fn members(&self, kind: &Kind) -> BTreeSet<String> {
        match kind.type_id().and_then(|id| self.types.get(id)) {
            Some(Type::Object(object)) => object.fields.iter().flat_map(|field| self.members_of(field)).collect(),
            Some(Type::Union(union)) if union.tag == Tag::Keyed => {
                union.cases.iter().map(|case| case.wire.clone()).collect()
            }
            Some(Type::Union(union)) if union.nested => {
                let holders = union.cases.iter().filter(|case| case.payload.is_some()).map(|case| case.wire.clone());
                holders.chain(union.tag.member().map(str::to_owned)).collect()
            }
            Some(Type::Union(union)) => {
                let payloads = union.cases.iter().filter_map(|case| case.payload.as_ref());
                let members = payloads.flat_map(|payload| self.members(payload));
                members.chain(union.tag.member().map(str::to_owned)).collect()
            }
            _ => BTreeSet::new(),
        }
    }

    fn members_of(&self, field: &Field) -> BTreeSet<String> {
        match &field.kind {
            Kind::Inline(_) => self.members(&field.kind),
            _ => BTreeSet::from([field.wire.clone()]),
        }
    }
}
