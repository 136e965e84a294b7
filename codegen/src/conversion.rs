//! What a type converts from: an object from the only parameter of its `new`, a union from the payloads of its cases, both
//! from their form in the first profile.

use wecom_schema::model::{Case, Field, Kind, Object, Type, TypeId, Union};

use crate::context::{Context, payload_id};

/// The `T` of an `impl From<T>`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Source {
    /// `&str`.
    Str,
    /// `String`.
    String,
    Type(TypeId),
    Reference(TypeId),
    /// A `Vec` of such items.
    List(Kind),
    /// An array of such items.
    Array(Kind),
}

#[cfg(feature = "cli")]
impl Source {
    /// The type that it refers to.
    pub(crate) fn type_id(&self) -> Option<TypeId> {
        match self {
            Source::Str | Source::String => None,
            Source::Type(id) | Source::Reference(id) => Some(*id),
            Source::List(item) | Source::Array(item) => item.type_id(),
        }
    }
}

/// The types that an object or a union converts from.
#[cfg(feature = "cli")]
pub(crate) fn sources(context: Context<'_>, id: TypeId) -> Vec<Source> {
    let own = match context.channel.ty(id) {
        Type::Object(object) if object.role != wecom_schema::model::Role::Reply => only_parameter(context, object),
        Type::Union(union) => payloads(context, id, union).into_iter().map(|it| Source::Type(it.ty)).collect(),
        _ => return Vec::new(),
    };
    own.into_iter().chain(first_profile(context, id).map(Source::Type)).collect()
}

/// An object that `new` makes from one value converts from that value.
pub(crate) fn only_parameter(context: Context<'_>, object: &Object) -> Vec<Source> {
    let new = object.constructors.iter().find(|constructor| constructor.name == "new");
    let Some([parameter]) = new.map(|new| new.parameters.as_slice()) else { return Vec::new() };
    match context.kind_at(object, &parameter.path).cloned() {
        Some(Kind::String) => vec![Source::Str, Source::String],
        Some(Kind::Newtype(id)) => vec![Source::Str, Source::String, Source::Reference(id), Source::Type(id)],
        Some(Kind::Object(id)) => vec![Source::Type(id)],
        Some(Kind::List(item)) => vec![Source::List((*item).clone()), Source::Array(*item)],
        Some(Kind::Union(id) | Kind::Inline(id)) => {
            [id].into_iter().chain(convertible_payloads(context, id)).map(Source::Type).collect()
        }
        _ => Vec::new(),
    }
}

/// A payload that belongs to only one case of a union.
pub(crate) struct Payload<'u> {
    pub(crate) case: &'u Case,
    pub(crate) ty: TypeId,
    /// Whether it is the payload of a union that the case holds.
    pub(crate) is_nested: bool,
}

/// The payloads that a union converts from: those that no other case can hold.
pub(crate) fn payloads<'u>(context: Context<'_>, id: TypeId, union: &'u Union) -> Vec<Payload<'u>> {
    let convertible = convertible_payloads(context, id);
    let cases = union.cases.iter().filter_map(|case| Some((case, payload_id(case)?)));
    let payloads = cases.flat_map(|(case, payload)| {
        let nested = convertible_payloads(context, payload).into_iter();
        let nested = nested.map(move |ty| Payload { case, ty, is_nested: true });
        [Payload { case, ty: payload, is_nested: false }].into_iter().chain(nested)
    });
    payloads.filter(|it| convertible.contains(&it.ty)).collect()
}

/// The payload types that belong to only one case of a union, including those of unions inside it.
pub(crate) fn convertible_payloads(context: Context<'_>, union: TypeId) -> Vec<TypeId> {
    let Some(union) = context.union(union) else { return Vec::new() };
    let held = union.cases.iter().filter_map(payload_id);
    let found: Vec<TypeId> = held.flat_map(|id| [id].into_iter().chain(convertible_payloads(context, id))).collect();
    let once = |id: &&TypeId| found.iter().filter(|other| other == id).count() == 1;
    found.iter().filter(once).copied().collect()
}

/// The form of a type in the first profile, if every value of that form can be converted.
pub(crate) fn first_profile(context: Context<'_>, id: TypeId) -> Option<TypeId> {
    let from = match context.channel.ty(id) {
        Type::Object(object) => object.converts_from,
        Type::Union(union) => union.converts_from,
        Type::Values(_) | Type::Newtype(_) => None,
    };
    from.filter(|from| is_convertible(context, *from, id))
}

/// The field of the same name on the wire.
pub(crate) fn same_field<'o>(object: &'o Object, field: &Field) -> Option<&'o Field> {
    object.fields.iter().find(|other| other.wire == field.wire)
}

/// The case of the same name on the wire.
pub(crate) fn same_case<'u>(union: &'u Union, case: &Case) -> Option<&'u Case> {
    union.cases.iter().find(|other| other.wire == case.wire)
}

/// Whether every value can be converted: not if it has, or holds, a case that the other type does not have.
fn is_convertible(context: Context<'_>, from: TypeId, to: TypeId) -> bool {
    match (context.channel.ty(from), context.channel.ty(to)) {
        (Type::Object(sent), Type::Object(object)) => {
            let convertible = |field| match same_field(sent, field) {
                Some(other) => kind_is_convertible(context, &other.kind, &field.kind),
                None => can_be_left_out(context, field),
            };
            object.converts_from == Some(from) && object.fields.iter().all(convertible)
        }
        (Type::Union(sent), Type::Union(union)) => {
            let convertible = |case| match (case, same_case(union, case)) {
                (Case { payload: Some(one), .. }, Some(Case { payload: Some(other), .. })) => {
                    kind_is_convertible(context, one, other)
                }
                (Case { payload: None, .. }, Some(Case { payload: None, .. })) => true,
                _ => false,
            };
            union.converts_from == Some(from) && sent.cases.iter().all(convertible)
        }
        _ => false,
    }
}

fn can_be_left_out(context: Context<'_>, field: &Field) -> bool {
    match field.kind {
        Kind::Inline(id) => context.union(id).is_some_and(|union| union.absent.is_some()),
        _ => true,
    }
}

fn kind_is_convertible(context: Context<'_>, from: &Kind, to: &Kind) -> bool {
    let types = || from.type_id().zip(to.type_id());
    from == to || types().is_some_and(|(from, to)| is_convertible(context, from, to))
}
