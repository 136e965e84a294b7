//! Messages and events that an application receives.

use std::collections::BTreeMap;

use super::names::type_name;
use super::types::{Resolver, Use};
use crate::description::{ChannelDescription, ReceivedDescription};
use crate::diagnostic::Diagnostic;
use crate::model::{About, Kind, Received, Role, Text, Type, TypeId};
use crate::source::Span;

impl Resolver<'_, '_> {
    /// The members that every received message and event has; `None` if the channel has no `head`.
    pub(super) fn head(&mut self, channel: &ChannelDescription, received: &[ReceivedDescription]) -> Option<TypeId> {
        let Some(head) = &channel.head else {
            if let Some(first) = received.first() {
                let message = format!("`{}` is received, but the channel has no `head`", first.object.name.value);
                let help = "describe the members that all of them have in channel.json: \"head\": { \"fields\": […] }";
                self.diagnostics.add(Diagnostic::new(first.object.name.span, message).help(help));
            }
            return None;
        };
        let doc = Text { en: "The members of every message and event.".to_owned(), zh: None };
        let about = About { doc: Some(doc), page: channel.about.page.clone(), ..About::default() };
        Some(self.part(&channel.name, "Head", about, head, Role::Reply))
    }

    /// The strings of the head that name an object to be opened.
    pub(super) fn opens(&mut self, channel: &ChannelDescription, head: Option<TypeId>) -> Vec<String> {
        let Some(description) = &channel.head else { return Vec::new() };
        let strings = head.map(|head| self.strings(head)).unwrap_or_default();
        for opened in description.opens.iter().filter(|opened| !strings.contains(&opened.value)) {
            let message = format!("the head has no string `{}` that could name an object", opened.value);
            let diagnostic =
                Diagnostic::new(opened.span, message).allowed(&opened.value, strings.iter().map(|it| &**it));
            self.diagnostics.add(diagnostic);
        }
        description.opens.iter().map(|opened| opened.value.clone()).collect()
    }

    /// The strings of an object, by their names on the wire.
    fn strings(&self, id: TypeId) -> Vec<String> {
        let Some(Type::Object(object)) = self.types.get(id) else { return Vec::new() };
        let strings = object.fields.iter().filter(|field| field.kind == Kind::String);
        strings.map(|field| field.wire.clone()).collect()
    }

    pub(super) fn received(&mut self, description: &ReceivedDescription, head: Option<TypeId>) -> Received {
        let name = &description.object.name;
        let rust = type_name(name, description.object.rust.as_ref(), self.diagnostics);
        let object = self.object(&description.object, rust, Use { profile: 0, role: Role::Reply, narrow: None });
        let strings = head.map(|head| self.strings(head)).unwrap_or_default();
        if let Some(Type::Object(head)) = head.and_then(|id| self.types.get(id)) {
            let strings: Vec<&str> = strings.iter().map(|it| &**it).collect();
            for (member, _) in description.matches.iter().filter(|(it, _)| !strings.contains(&it.value.as_str())) {
                let message = format!("the head has no string `{}` to recognize this by", member.value);
                let diagnostic = Diagnostic::new(member.span, message).allowed(&member.value, strings.iter().copied());
                self.diagnostics.add(diagnostic);
            }
            let taken = |wire: &str| head.fields.iter().any(|field| field.wire == wire);
            for field in object.fields.iter().filter(|field| taken(&field.wire)) {
                let message = format!("the head has a member `{}` already", field.wire);
                let help = "members of the head are described once, in channel.json; remove this one";
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

    /// Reports two that are recognized by the same values.
    pub(super) fn check_matches(&mut self, received: &[ReceivedDescription]) {
        let mut known: BTreeMap<Vec<(&str, &str)>, Span> = BTreeMap::new();
        for ReceivedDescription { object, matches, .. } in received {
            let mut values: Vec<_> =
                matches.iter().map(|(name, it)| (name.value.as_str(), it.value.as_str())).collect();
            values.sort_unstable();
            if let Some(first) = known.insert(values, object.name.span) {
                let message = format!("`{}` is recognized by the same values as another", object.name.value);
                let help = "make the two differ in `match`, or describe both in one file";
                self.diagnostics.add(Diagnostic::new(object.name.span, message).first(first).help(help));
            }
        }
    }
}
