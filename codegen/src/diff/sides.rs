//! The two sides of a channel: which type, field, case and path of one is which of the other.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use wecom_schema::model::{Case, Channel, Field, Kind, Object, Path, Step, Type, TypeId, Union};

use super::paired::{Paired, pair};
use crate::context::Context;

/// A channel before and after.
pub(super) struct Sides<'a> {
    pub(super) old: Context<'a>,
    pub(super) new: Context<'a>,
    types: BTreeMap<TypeId, TypeId>,
}

impl<'a> Sides<'a> {
    pub(super) fn new(old: Context<'a>, new: Context<'a>) -> Self {
        let mut sides = Self { old, new, types: BTreeMap::new() };
        sides.pair_roots();
        let free = |sides: &Self, (_, new): &(TypeId, TypeId)| !sides.types.values().any(|taken| taken == new);
        for old_id in old.channel.ids().filter(|id| !sides.types.contains_key(id)).collect::<Vec<_>>() {
            let path = path_of(old.channel, old_id);
            let same = new.channel.ids().find(|new_id| path_of(new.channel, *new_id) == path);
            if let Some(both) = same.map(|new_id| (old_id, new_id)).filter(|both| free(&sides, both)) {
                sides.types.extend([both]);
            }
        }
        while let Some(both) = sides.renamed() {
            sides.types.extend([both]);
        }
        sides
    }

    /// What is called by something else than its Rust name.
    fn pair_roots(&mut self) {
        let (old, new) = (self.old.channel, self.new.channel);
        let roots = [(old.recipients, new.recipients), (old.sender, new.sender), (old.receipt, new.receipt)];
        self.types.extend(roots);
        let messages = pair(&old.messages, &new.messages, &[&|one, other| one.msgtype == other.msgtype]);
        self.types.extend(messages.both.iter().map(|(old, new)| (old.object, new.object)));
        let operations = pair(&old.operations, &new.operations, &[&|one, other| one.name == other.name]);
        for (old, new) in operations.both {
            self.types.extend([(old.object, new.object), (old.reply, new.reply)]);
        }
    }

    /// A type that has another name: neither name is there on the other side, and both stand in the same place and hold
    /// the same members.
    fn renamed(&self) -> Option<(TypeId, TypeId)> {
        let taken = |new: &TypeId| self.types.values().any(|other| other == new);
        let mut places = self.types.iter().flat_map(|(old, new)| self.places(*old, *new));
        places.find(|(old, new)| {
            let (one, other) = (self.old.channel.ty(*old), self.new.channel.ty(*new));
            !self.types.contains_key(old) && !taken(new) && members(one) == members(other)
        })
    }

    /// The types that two types have in the same place.
    fn places(&self, old: TypeId, new: TypeId) -> Vec<(TypeId, TypeId)> {
        let kinds: Vec<(&Kind, &Kind)> = match (self.old.channel.ty(old), self.new.channel.ty(new)) {
            (Type::Object(old), Type::Object(new)) => {
                fields(old, new).both.into_iter().map(|(old, new)| (&old.kind, &new.kind)).collect()
            }
            (Type::Union(old), Type::Union(new)) => {
                let both = cases(old, new).both.into_iter();
                both.filter_map(|(old, new)| old.payload.as_ref().zip(new.payload.as_ref())).collect()
            }
            _ => Vec::new(),
        };
        kinds.into_iter().filter_map(|(old, new)| old.type_id().zip(new.type_id())).collect()
    }

    /// What a type is on the new side.
    pub(super) fn ty(&self, old: TypeId) -> Option<TypeId> {
        self.types.get(&old).copied()
    }

    /// Every type that is on both sides.
    pub(super) fn types(&self) -> impl Iterator<Item = (TypeId, TypeId)> + '_ {
        self.types.iter().map(|(old, new)| (*old, *new))
    }

    /// Whether a type has come.
    pub(super) fn is_added(&self, new: TypeId) -> bool {
        !self.types.values().any(|other| *other == new)
    }

    /// Whether both are the same, but for the names of types that are told elsewhere.
    pub(super) fn same_kind(&self, old: &Kind, new: &Kind) -> bool {
        match (old, new) {
            (Kind::List(old), Kind::List(new)) => self.same_kind(old, new),
            (Kind::Newtype(old), Kind::Newtype(new))
            | (Kind::Values(old), Kind::Values(new))
            | (Kind::Object(old), Kind::Object(new))
            | (Kind::Union(old), Kind::Union(new))
            | (Kind::Inline(old), Kind::Inline(new)) => self.ty(*old) == Some(*new),
            (old, new) => old.type_id().is_none() && old == new,
        }
    }

    /// The same way on the new side, through fields and cases whatever their names are there; `None` where it ends.
    pub(super) fn path(&self, old: &Object, new: &Object, path: &Path) -> Option<Vec<Step>> {
        let mut at = At::Object(old, new);
        let mut steps = Vec::new();
        for step in &path.steps {
            let (step, kinds) = match (at, step) {
                (At::Object(old, new), Step::Field(index)) => {
                    let old_field = old.fields.get(*index)?;
                    let field = fields(old, new).partner(old_field)?;
                    let index = new.fields.iter().position(|it| std::ptr::eq(it, field))?;
                    (Step::Field(index), Some((&old_field.kind, &field.kind)))
                }
                (At::Union(old, new), Step::Case(index)) => {
                    let old_case = old.cases.get(*index)?;
                    let case = cases(old, new).partner(old_case)?;
                    let index = new.cases.iter().position(|it| std::ptr::eq(it, case))?;
                    (Step::Case(index), old_case.payload.as_ref().zip(case.payload.as_ref()))
                }
                _ => return None,
            };
            steps.push(step);
            let ids = kinds.and_then(|(old, new)| old.type_id().zip(new.type_id()));
            at = ids.map_or(At::End, |(old, new)| match (self.old.channel.ty(old), self.new.channel.ty(new)) {
                (Type::Object(old), Type::Object(new)) => At::Object(old, new),
                (Type::Union(old), Type::Union(new)) => At::Union(old, new),
                _ => At::End,
            });
        }
        Some(steps)
    }
}

/// Where a path has come to.
#[derive(Clone, Copy)]
enum At<'a> {
    Object(&'a Object, &'a Object),
    Union(&'a Union, &'a Union),
    End,
}

/// The fields of two objects: the same name in the same place, the same name, or the same name in Rust.
pub(super) fn fields<'a>(old: &'a Object, new: &'a Object) -> Paired<'a, Field> {
    pair(
        &old.fields,
        &new.fields,
        &[
            &|one, other| one.wire == other.wire && old.is_option(one) == new.is_option(other),
            &|one, other| one.wire == other.wire,
            &|one, other| one.rust == other.rust,
        ],
    )
}

/// The cases of two unions: the same on the wire, or the same name.
pub(super) fn cases<'a>(old: &'a Union, new: &'a Union) -> Paired<'a, Case> {
    pair(&old.cases, &new.cases, &[&|one, other| one.wire == other.wire, &|one, other| one.variant == other.variant])
}

/// What a type holds, by the names on the wire.
fn members(ty: &Type) -> (u8, Vec<&str>) {
    match ty {
        Type::Object(object) => (0, object.fields.iter().map(|field| field.wire.as_str()).collect()),
        Type::Union(union) => (1, union.cases.iter().map(|case| case.wire.as_str()).collect()),
        Type::Values(values) => (2, values.values.iter().map(|value| value.wire.as_str()).collect()),
        Type::Newtype(_) => (3, Vec::new()),
    }
}

/// A type's path in the channel's module: `replace::Card`.
pub(super) fn path_of(channel: &Channel, id: TypeId) -> String {
    let ty = channel.ty(id);
    ty.module().map_or_else(|| ty.rust().to_owned(), |module| format!("{module}::{}", ty.rust()))
}

/// A type as a reader of documentation sees it: without the path of the runtime.
pub(super) fn shown(tokens: &TokenStream) -> String {
    let mut text = tokens.to_string();
    for (spaced, tight) in
        [(" :: ", "::"), (":: ", "::"), (" <", "<"), ("< ", "<"), (" >", ">"), ("& ", "&"), (" ;", ";")]
    {
        text = text.replace(spaced, tight);
    }
    text.replace("rt::", "")
}
