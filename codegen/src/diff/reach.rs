//! Which messages and operations hold a type.

use std::collections::{BTreeMap, BTreeSet};

use wecom_schema::model::{Channel, Kind, Type, TypeId};

/// The names of what holds each type: messages, operations, parts of the envelope.
pub(super) fn of(channel: &Channel) -> BTreeMap<TypeId, BTreeSet<String>> {
    let mut reach: BTreeMap<TypeId, BTreeSet<String>> = BTreeMap::new();
    let envelope =
        [("recipients", channel.recipients), ("sender", channel.sender), ("receipt", channel.receipt)].into_iter();
    let messages = channel.messages.iter().map(|message| (message.msgtype.as_str(), message.object));
    let operations =
        channel.operations.iter().flat_map(|it| [(it.name.as_str(), it.object), (it.name.as_str(), it.reply)]);
    for (name, root) in envelope.chain(messages).chain(operations) {
        let mut found = BTreeSet::new();
        collect(channel, root, &mut found);
        for id in found {
            reach.entry(id).or_default().insert(name.to_owned());
        }
    }
    reach
}

fn collect(channel: &Channel, id: TypeId, found: &mut BTreeSet<TypeId>) {
    if !found.insert(id) {
        return;
    }
    let kinds: Vec<&Kind> = match channel.ty(id) {
        Type::Object(object) => object.fields.iter().map(|field| &field.kind).collect(),
        Type::Union(union) => union.cases.iter().filter_map(|case| case.payload.as_ref()).collect(),
        Type::Values(_) | Type::Newtype(_) => Vec::new(),
    };
    for id in kinds.into_iter().filter_map(Kind::type_id) {
        collect(channel, id, found);
    }
}
