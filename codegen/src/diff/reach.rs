//! Which messages and operations hold a type.

use std::collections::{BTreeMap, BTreeSet};

use wecom_schema::model::{Channel, TypeId};

/// The names of what holds each type: messages, operations, parts of the envelope.
pub(super) fn of(channel: &Channel) -> BTreeMap<TypeId, BTreeSet<String>> {
    let mut reach: BTreeMap<TypeId, BTreeSet<String>> = BTreeMap::new();
    let envelope =
        [("recipients", channel.recipients), ("sender", channel.sender), ("receipt", channel.receipt)].into_iter();
    let messages = channel.messages.iter().map(|message| (message.msgtype.as_str(), message.object));
    let operations =
        channel.operations.iter().flat_map(|it| [(it.name.as_str(), it.object), (it.name.as_str(), it.reply)]);
    for (name, root) in envelope.chain(messages).chain(operations) {
        for id in channel.reachable([root]) {
            reach.entry(id).or_default().insert(name.to_owned());
        }
    }
    reach
}
