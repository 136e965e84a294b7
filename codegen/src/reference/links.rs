//! Anchors and links.

use std::collections::BTreeMap;

use wecom_schema::model::{Channel, Kind, Message, Operation, PassiveReply, Received, Role, Tag, Type, TypeId, Union};

/// The anchors of a channel's types, and which of them have a section of their own.
pub(super) struct Links {
    uses: BTreeMap<TypeId, usize>,
    cases: BTreeMap<TypeId, usize>,
}

impl Links {
    pub(super) fn new(channel: &Channel) -> Self {
        let mut links = Self { uses: BTreeMap::new(), cases: BTreeMap::new() };
        for id in channel.ids() {
            match channel.ty(id) {
                Type::Object(object) => {
                    for used in object.fields.iter().filter_map(|field| field.kind.type_id()) {
                        *links.uses.entry(used).or_default() += 1;
                    }
                }
                Type::Union(union) => {
                    for used in payloads(union) {
                        *links.uses.entry(used).or_default() += 1;
                        *links.cases.entry(used).or_default() += 1;
                    }
                }
                Type::Values(_) | Type::Newtype(_) => {}
            }
        }
        links
    }

    /// Whether the object is only the payload of one case, and therefore described with it.
    pub(super) fn is_only_a_case(&self, id: TypeId) -> bool {
        self.uses.get(&id) == Some(&1) && self.cases.contains_key(&id)
    }

    /// Whether the type has a section among the channel's types.
    pub(super) fn is_listed(&self, channel: &Channel, id: TypeId) -> bool {
        match channel.ty(id) {
            Type::Object(object) => match object.role {
                Role::Message | Role::Operation | Role::Envelope => false,
                Role::Request | Role::Reply => self.uses.contains_key(&id) && !self.is_only_a_case(id),
            },
            Type::Union(_) | Type::Newtype(_) => true,
            Type::Values(_) => false,
        }
    }
}

fn payloads(union: &Union) -> impl Iterator<Item = TypeId> + '_ {
    match union.tag {
        Tag::Integer(_) | Tag::String(_) | Tag::Keyed => {}
    }
    union.cases.iter().filter_map(|case| case.payload.as_ref().and_then(Kind::type_id))
}

pub(super) fn channel(channel: &Channel) -> String {
    format!("channel.{}", channel.name)
}

pub(super) fn message(channel: &Channel, message: &Message) -> String {
    format!("{}.{}", channel.name, message.msgtype)
}

pub(super) fn operation(channel: &Channel, operation: &Operation) -> String {
    format!("{}.{}", channel.name, operation.name)
}

pub(super) fn passive_reply(channel: &Channel, reply: &PassiveReply) -> String {
    format!("{}.{}", channel.name, reply.name)
}

pub(super) fn received(channel: &Channel, received: &Received) -> String {
    format!("{}.{}", channel.name, received.name)
}

pub(super) fn option(channel: &Channel, number: usize, name: &str) -> String {
    match number {
        0 => format!("{}.options.{name}", channel.name),
        _ => format!("{}.options.{name}-{}", channel.name, number + 1),
    }
}

/// `app.type.card-action`, or `app.replace.button-card` in a profile's module.
pub(super) fn ty(channel: &Channel, id: TypeId) -> String {
    let ty = channel.ty(id);
    let mut name = String::new();
    for letter in ty.rust().chars() {
        if letter.is_uppercase() && !name.is_empty() {
            name.push('-');
        }
        name.extend(letter.to_lowercase());
    }
    format!("{}.{}.{name}", channel.name, ty.module().unwrap_or("type"))
}
