//! Received messages and events: the members of the head and their own in one object.

use serde_json::Value;

use super::coverage::Coverage;
use super::members::Members;
use super::reading::Reader;
use super::tree::Node;
use super::verdict::Verdict;
use crate::model::{Channel, Received};

/// Judges an example of a received message or event, and marks the fields that it uses.
pub(crate) fn judge_received(channel: &Channel, received: &Received, body: &Value, used: &mut Coverage) -> Verdict {
    let mut reader = Reader::new(channel);
    let nodes = reader.received(received, body);
    for node in &nodes {
        used.node(node);
    }
    super::judge(reader, &nodes)
}

/// The text of a member, by which a received message or event is recognized.
pub(crate) fn received_text<'b>(channel: &Channel, body: &'b Value, member: &str) -> Option<&'b str> {
    let mut members = Members::new(body.as_object());
    open(channel, &mut members);
    members.peek(member)?.as_str()
}

fn open(channel: &Channel, members: &mut Members<'_>) {
    for name in &channel.opens {
        members.open(name);
    }
}

impl<'c> Reader<'c> {
    fn received<'b>(&mut self, received: &Received, body: &'b Value) -> Vec<Node<'c, 'b>> {
        let Some(mut members) = self.members(body) else { return Vec::new() };
        open(self.channel, &mut members);
        let head = self.channel.head.and_then(|head| self.plain_object(head, &mut members));
        let own = self.plain_object(received.object, &mut members);
        self.leftover(&members);
        head.into_iter().chain(own).collect()
    }
}
