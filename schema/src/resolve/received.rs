//! What comes in.

use std::collections::BTreeMap;

use super::names::type_name;
use super::types::{Resolver, Use};
use crate::description::{ChannelDescription, ReceivedDescription};
use crate::diagnostic::Diagnostic;
use crate::model::{About, Kind, Received, Role, Text, Type, TypeId};
use crate::source::Span;

impl Resolver<'_, '_> {
    /// What everything that comes in has; `None` if the channel describes nothing of the kind.
    pub(super) fn head(&mut self, channel: &ChannelDescription, received: &[ReceivedDescription]) -> Option<TypeId> {
        let Some(head) = &channel.head else {
            if let Some(first) = received.first() {
                let message = format!("`{}` comes in, and the channel has no `head`", first.object.name.value);
                let help = "say in channel.json what everything that comes in has: \"head\": { \"fields\": […] }";
                self.diagnostics.add(Diagnostic::new(first.object.name.span, message).help(help));
            }
            return None;
        };
        let doc = Text { en: "What everything that comes in has.".to_owned(), zh: None };
        let about = About { doc: Some(doc), page: channel.about.page.clone(), ..About::default() };
        Some(self.part(&channel.name, "Head", about, head, Role::Reply))
    }

    pub(super) fn received(&mut self, description: &ReceivedDescription, head: Option<TypeId>) -> Received {
        let name = &description.object.name;
        let rust = type_name(name, description.object.rust.as_ref(), self.diagnostics);
        let object = self.object(&description.object, rust, Use { profile: 0, role: Role::Reply, narrow: None });
        if let Some(Type::Object(head)) = head.and_then(|id| self.types.get(id)) {
            let strings = head.fields.iter().filter(|field| field.kind == Kind::String);
            let strings: Vec<&str> = strings.map(|field| field.wire.as_str()).collect();
            for (member, _) in description.matches.iter().filter(|(it, _)| !strings.contains(&it.value.as_str())) {
                let message = format!("the head has no string `{}` to know this by", member.value);
                let diagnostic = Diagnostic::new(member.span, message).allowed(&member.value, strings.iter().copied());
                self.diagnostics.add(diagnostic);
            }
            let taken = |wire: &str| head.fields.iter().any(|field| field.wire == wire);
            for field in object.fields.iter().filter(|field| taken(&field.wire)) {
                let message = format!("the head has a member `{}` already", field.wire);
                let help = "what everything that comes in has is described once, in channel.json; take this one out";
                self.diagnostics.add(Diagnostic::new(field.span, message).help(help));
            }
        }
        let matches =
            description.matches.iter().map(|(member, value)| (member.value.clone(), value.value.clone())).collect();
        Received {
            name: name.value.clone(),
            object: self.add(Type::Object(object), name.span),
            matches,
            takes_reply: description.takes_reply,
            precondition: description.precondition.clone(),
            examples: self.examples(&description.examples),
        }
    }

    /// No two of them are known by the same.
    pub(super) fn check_matches(&mut self, received: &[ReceivedDescription]) {
        let mut known: BTreeMap<Vec<(&str, &str)>, Span> = BTreeMap::new();
        for ReceivedDescription { object, matches, .. } in received {
            let mut values: Vec<_> =
                matches.iter().map(|(name, it)| (name.value.as_str(), it.value.as_str())).collect();
            values.sort_unstable();
            if let Some(first) = known.insert(values, object.name.span) {
                let message = format!("`{}` is known by the same as another", object.name.value);
                let help = "let `match` tell the two apart, or make one description of both";
                self.diagnostics.add(Diagnostic::new(object.name.span, message).first(first).help(help));
            }
        }
    }
}
