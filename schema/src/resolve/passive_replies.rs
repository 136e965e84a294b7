//! Passive replies.

use super::names::type_name;
use super::types::{Resolver, Use};
use crate::description::{PassiveReplyDescription, WrappedDescription};
use crate::diagnostic::Diagnostic;
use crate::model::{Kind, PassiveReply, Role, Type, Wrapped};

impl Resolver<'_, '_> {
    pub(super) fn passive_reply(&mut self, description: &PassiveReplyDescription) -> PassiveReply {
        let named = description.profile.as_ref();
        let profile = named.and_then(|name| self.profiles.index(name, self.diagnostics)).unwrap_or_default();
        let name = &description.object.name;
        let rust = type_name(name, description.object.rust.as_ref(), self.diagnostics);
        let object = self.object(&description.object, rust, Use { profile, role: Role::Operation, narrow: None });
        let lists = object.fields.iter().filter(|field| matches!(field.kind, Kind::List(_)));
        let lists: Vec<&str> = lists.map(|field| field.wire.as_str()).collect();
        for WrappedDescription { field, .. } in &description.wrapped {
            if !lists.contains(&field.value.as_str()) {
                let message = format!("the passive reply has no list `{}`", field.value);
                let diagnostic = Diagnostic::new(field.span, message);
                self.diagnostics.add(diagnostic.allowed(&field.value, lists.iter().copied()));
            }
        }
        let wrapped = description.wrapped.iter().map(|WrappedDescription { field, each, count }| Wrapped {
            field: field.value.clone(),
            each: each.clone(),
            count: count.clone(),
        });
        PassiveReply {
            name: name.value.clone(),
            msgtype: description.msgtype.clone(),
            wrapped: wrapped.collect(),
            object: self.add(Type::Object(object), name.span),
            examples: self.examples(&description.examples),
        }
    }
}
