//! The two sides of a channel: pairs their types, and gives everything on the old side today's name.

use std::collections::{BTreeMap, BTreeSet};
use std::mem::discriminant;

use wecom_schema::model::{Case, Channel, Field, Kind, NamedValue, Object, Type, TypeId};

use super::names::View;
use super::paired::{Keyed, pair, pair_by_keys};
use crate::context::Context;

/// A channel before and after.
pub(super) struct Sides<'a> {
    pub(super) old: View<'a>,
    pub(super) new: View<'a>,
    /// The types that exist on both sides.
    types: BTreeMap<TypeId, TypeId>,
}

impl<'a> Sides<'a> {
    pub(super) fn new(contexts: [Context<'a>; 2]) -> Self {
        let [old, new] = contexts.map(View::new);
        let mut sides = Self { old, new, types: BTreeMap::new() };
        sides.pair_types();
        sides.name_as_today();
        sides
    }

    fn pair_types(&mut self) {
        let [old, new] = [&self.old, &self.new].map(|view| view.context.channel);
        let [old_roots, new_roots] = [old, new].map(roots);
        let paired = pair(&old_roots, &new_roots, &[&|one, other| (one.part, one.name) == (other.part, other.name)]);
        self.types = paired.both.iter().map(|[old, new]| (old.id, new.id)).collect();
        for old_id in old.ids() {
            let same = new.ids().find(|new_id| self.new.own().ty(*new_id) == self.old.own().ty(old_id));
            self.types.extend(same.map(|new_id| (old_id, new_id)).filter(|both| self.are_free(*both)));
        }
        while let Some(both) = self.renamed() {
            self.types.extend([both]);
        }
    }

    fn are_free(&self, (old, new): (TypeId, TypeId)) -> bool {
        self.today(old).is_none() && self.before(new).is_none()
    }

    /// A renamed type: neither name exists on the other side, and both types are in the same place and have the same members.
    fn renamed(&self) -> Option<(TypeId, TypeId)> {
        let places = self.types.iter().flat_map(|(old, new)| {
            let (old, new) = (members(self.old.ty(*old)), members(self.new.ty(*new)));
            let types = |[old, new]: [&Member; 2]| old.ty.zip(new.ty);
            pair_by_keys(&old, &new).both.into_iter().filter_map(types).collect::<Vec<_>>()
        });
        let keys = |ty| members(ty).into_iter().map(|member| member.keys.into_iter().next()).collect::<Vec<_>>();
        places.into_iter().find(|both| {
            let (old, new) = (self.old.ty(both.0), self.new.ty(both.1));
            self.are_free(*both) && discriminant(old) == discriminant(new) && keys(old) == keys(new)
        })
    }

    fn name_as_today(&mut self) {
        for old in self.old.context.channel.ids() {
            match self.today(old) {
                Some(new) => self.old.types.extend([(old, self.new.own().ty(new))]),
                None => self.old.gone.extend([old]),
            }
        }
        for (id, new) in &self.types {
            let (old, new) = (members(self.old.ty(*id)), members(self.new.ty(*new)));
            let names = pair_by_keys(&old, &new).both.into_iter().map(|both| both.map(|member| member.name.clone()));
            self.old.members.extend(names.map(|[old, new]| ((*id, old), new)));
        }
    }

    /// The type on the new side.
    pub(super) fn today(&self, old: TypeId) -> Option<TypeId> {
        self.types.get(&old).copied()
    }

    /// The type on the old side.
    pub(super) fn before(&self, new: TypeId) -> Option<TypeId> {
        self.types.iter().find(|(_, it)| **it == new).map(|(old, _)| *old)
    }
}

/// A type that is reported with its message, operation or channel.
pub(super) struct Root<'c> {
    part: &'static str,
    /// The message, the operation, or the part of the envelope.
    pub(super) name: &'c str,
    pub(super) id: TypeId,
    /// The type and every type inside it.
    pub(super) types: BTreeSet<TypeId>,
}

/// The envelope, the messages, the requests and replies of operations, the passive replies, what comes in and its head.
pub(super) fn roots(channel: &Channel) -> Vec<Root<'_>> {
    let root = |part, name, id| Root { part, name, id, types: channel.reachable([id]) };
    let Channel { recipients, sender, receipt, messages, operations, passive_replies, received, head, .. } = channel;
    let envelope = [("recipients", *recipients), ("sender", *sender), ("receipt", *receipt)];
    let envelope = envelope.into_iter().map(|(name, id)| root("envelope", name, id));
    let messages = messages.iter().map(|it| root("message", &it.msgtype, it.object));
    let operations =
        operations.iter().flat_map(|it| [root("request", &it.name, it.object), root("reply", &it.name, it.reply)]);
    let replies = passive_replies.iter().map(|it| root("passive reply", &it.name, it.object));
    let received = received.iter().map(|it| root("received", &it.name, it.object));
    let head = head.map(|head| root("envelope", "head", head));
    envelope.chain(messages).chain(operations).chain(replies).chain(received).chain(head).collect()
}

/// A field, a case or a value.
struct Member {
    keys: Vec<String>,
    name: String,
    ty: Option<TypeId>,
}

impl Keyed for Member {
    fn keys(&self) -> &[String] {
        &self.keys
    }
}

fn members(ty: &Type) -> Vec<Member> {
    match ty {
        Type::Object(object) => {
            let member = |it: &Field| Member {
                keys: field_keys(object, it).into(),
                name: it.wire.clone(),
                ty: it.kind.type_id(),
            };
            object.fields.iter().map(member).collect()
        }
        Type::Union(union) => {
            let ty = |it: &Case| it.payload.as_ref().and_then(Kind::type_id);
            let member = |it: &Case| Member { keys: case_keys(it).into(), name: it.name.clone(), ty: ty(it) };
            union.cases.iter().map(member).collect()
        }
        Type::Values(values) => {
            let member = |it: &NamedValue| Member { keys: value_keys(it).into(), name: it.name.clone(), ty: None };
            values.values.iter().map(member).collect()
        }
        Type::Newtype(_) => Vec::new(),
    }
}

/// The name and its place, the name, the name in Rust.
pub(super) fn field_keys(object: &Object, field: &Field) -> [String; 3] {
    [format!("{} {}", field.wire, object.is_option(field)), field.wire.clone(), field.rust.clone()]
}

/// The tag or member on the wire, the name in Rust.
pub(super) fn case_keys(case: &Case) -> [String; 2] {
    [case.wire.clone(), case.variant.clone()]
}

pub(super) fn value_keys(value: &NamedValue) -> [String; 2] {
    [value.wire.clone(), value.variant.clone()]
}
