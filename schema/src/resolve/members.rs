//! The members of objects in JSON; no two may have the same name.

use std::collections::BTreeMap;

use super::types::{Resolver, Types};
use crate::diagnostic::Diagnostic;
use crate::model::{Case, Field, Kind, Object, Role, Tag, Type, Union};
use crate::source::Span;

impl Resolver<'_, '_> {
    /// The fields whose members differ from those of other fields; the others are reported.
    pub(super) fn distinct_fields<'o>(&mut self, object: &'o Object, name: &'o str) -> Vec<&'o Field> {
        let beside: &[&str] = if object.role == Role::Message { &["msgtype", name] } else { &[] };
        let mut distinct = self.distinct(object.body(), &[]);
        distinct.extend(self.distinct(object.options(), beside));
        distinct
    }

    /// The same for the fields of one object in JSON, which already has the reserved members.
    fn distinct<'o>(&mut self, fields: &'o [Field], reserved: &[&'o str]) -> Vec<&'o Field> {
        let mut taken: BTreeMap<&str, Option<Span>> = reserved.iter().map(|member| (*member, None)).collect();
        let mut distinct = Vec::new();
        for field in fields {
            let members = self.types.members_of(field);
            let twice = members.iter().find_map(|member| Some((member, taken.get(member)?)));
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
            taken.extend(members.into_iter().map(|member| (member, Some(field.span))));
        }
        distinct
    }
}

impl Types {
    /// The names of the members that an inline value adds to its owner.
    pub(super) fn members(&self, kind: &Kind) -> Vec<&str> {
        match kind.type_id().and_then(|id| self.get(id)) {
            Some(Type::Object(object)) => object.fields.iter().flat_map(|field| self.members_of(field)).collect(),
            Some(Type::Union(union)) => {
                let of_cases = union.cases.iter().flat_map(|case| self.members_of_case(union, case));
                of_cases.chain(union.tag.member()).collect()
            }
            _ => Vec::new(),
        }
    }

    fn members_of_case<'u>(&'u self, union: &'u Union, case: &'u Case) -> Vec<&'u str> {
        match (union.holder(case), &case.payload) {
            (Some(holder), payload) if payload.is_some() || union.tag == Tag::Keyed => vec![holder],
            (None, Some(payload)) => self.members(payload),
            _ => Vec::new(),
        }
    }

    fn members_of<'f>(&'f self, field: &'f Field) -> Vec<&'f str> {
        match &field.kind {
            Kind::Inline(_) => self.members(&field.kind),
            _ => vec![&field.wire],
        }
    }
}
