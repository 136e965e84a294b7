//! The whole request of a send: recipients, message and sender in one object, and rules about their combination.

use serde_json::Value;

use super::reading::Reader;
use super::tolerance;
use super::tree::Node;
use super::verdict::{Finding, Problem};
use crate::model::{Consequence, Kind, Message};

impl<'c> Reader<'c> {
    /// Recipients, message and sender in one object.
    pub(super) fn send<'b>(&mut self, body: &'b Value) -> Vec<Node<'c, 'b>> {
        let Some(mut members) = self.members(body) else { return Vec::new() };
        let recipients = self.plain_object(self.channel.recipients, &mut members);
        let message = self.message_by_type(&mut members);
        let described = self.described(message.as_ref());
        self.everyone_among_others(body);
        if let (Some(beyond), true) = (described.and_then(|message| message.everyone), self.is_to_everyone(body)) {
            let path = self.channel.everyone.as_ref().map_or_else(String::new, |everyone| everyone.field.clone());
            self.found.refused.push(Finding { path, problem: Problem::Everyone, consequence: beyond, errcode: None });
        }
        let is_addressed = described.is_some_and(|described| is_addressed(described, message.as_ref()));
        let recipients = recipients.filter(|recipients| !is_addressed || names_somebody(recipients));
        let sender = self.plain_object(self.channel.sender, &mut members);
        let sender = sender.filter(|_| !described.is_some_and(|message| message.sender_optional));
        self.leftover(&members);
        [recipients, message, sender].into_iter().flatten().collect()
    }

    fn described(&self, node: Option<&Node<'_, '_>>) -> Option<&'c Message> {
        let Some(Node::Object(tree)) = node else { return None };
        self.channel.messages.iter().find(|message| message.object == tree.id)
    }

    /// The id that means everyone is a mistake among other ids.
    fn everyone_among_others(&mut self, body: &Value) {
        let Some(everyone) = &self.channel.everyone else { return };
        let Some(recipients) = self.channel.object(self.channel.recipients) else { return };
        let field = recipients.fields.iter().find(|field| field.wire == everyone.field);
        let text = body.get(&everyone.field).and_then(Value::as_str).unwrap_or_default();
        let Some(Kind::Joined(separator)) = field.map(|field| &field.kind) else { return };
        let Some(all) = everyone.id.as_deref().filter(|all| text != *all) else { return };
        if let Some(index) = text.split(separator.as_str()).position(|id| id == all) {
            let path = format!("{}[{index}]", everyone.field);
            let problem = Problem::EveryoneAmongOthers;
            self.found.refused.push(Finding { path, problem, consequence: Consequence::Refused, errcode: None });
        }
    }

    fn is_to_everyone(&self, body: &Value) -> bool {
        let Some(everyone) = &self.channel.everyone else { return false };
        let found = body.get(&everyone.field);
        match &everyone.id {
            Some(id) => found.and_then(Value::as_str) == Some(id),
            None => found.and_then(tolerance::switch) == Some(true),
        }
    }
}

/// Whether the message contains its own recipients.
fn is_addressed(described: &Message, message: Option<&Node<'_, '_>>) -> bool {
    let Some(Node::Object(tree)) = message else { return false };
    described.addressed_by.iter().any(|path| tree.has(path))
}

fn names_somebody(recipients: &Node<'_, '_>) -> bool {
    matches!(recipients, Node::Object(tree) if tree.fields.iter().any(Option::is_some))
}
