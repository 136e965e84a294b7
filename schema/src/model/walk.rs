//! Following a path through the types.

use super::field::{Field, Kind};
use super::object::Object;
use super::path::{Path, Step};
use super::ty::Type;
use super::union::{Case, Union};

/// What a step of a path leads to.
#[derive(Clone, Copy, Debug)]
pub enum Stop<'t> {
    /// A field of the current object.
    Field(&'t Field),
    /// A case of the current union.
    Case(&'t Union, &'t Case),
}

impl<'t> Stop<'t> {
    /// Its name in descriptions: a field's name in JSON, or the name of a case.
    pub fn name(self) -> &'t str {
        match self {
            Stop::Field(field) => &field.wire,
            Stop::Case(_, case) => &case.name,
        }
    }

    /// The kind of its value; `None` for a case without members.
    pub fn kind(self) -> Option<&'t Kind> {
        match self {
            Stop::Field(field) => Some(&field.kind),
            Stop::Case(_, case) => case.payload.as_ref(),
        }
    }
}

impl Path {
    /// The path as descriptions write it, with its cases and inline unions: `card_action.link.url`.
    pub fn spelled(&self, types: &[Type], root: &Object) -> String {
        self.walk(types, root).map(Stop::name).collect::<Vec<_>>().join(".")
    }

    /// Follows the path from an object whose fields refer to these types. The iterator ends early at a step that does not
    /// exist.
    pub fn walk<'t>(&self, types: &'t [Type], root: &'t Object) -> impl Iterator<Item = Stop<'t>> {
        let inside = move |kind: &Kind| types.get(kind.type_id()?.0);
        let mut at = At::Object(root);
        self.steps.iter().map_while(move |step| {
            let stop = match (step, at) {
                (Step::Field(index), At::Object(object)) => Stop::Field(object.fields.get(*index)?),
                (Step::Case(index), At::Union(union)) => Stop::Case(union, union.cases.get(*index)?),
                _ => return None,
            };
            at = match stop.kind().and_then(inside) {
                Some(Type::Object(object)) => At::Object(object),
                Some(Type::Union(union)) => At::Union(union),
                _ => At::Value,
            };
            Some(stop)
        })
    }
}

/// Where the next step begins.
#[derive(Clone, Copy)]
enum At<'t> {
    Object(&'t Object),
    Union(&'t Union),
    /// A value without fields or cases.
    Value,
}
