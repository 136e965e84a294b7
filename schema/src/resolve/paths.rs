//! Paths of rules and constructors: from an object to something inside it.

use super::types::Types;
use crate::description::Spanned;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Kind, Object, Path, Step, Type, TypeId, Union, snake_case};

/// The current place on a path.
enum At<'t> {
    Object(&'t Object),
    Union(&'t Union),
    /// A value without members.
    Value,
    List,
}

/// Resolves a path from an object that is not in the list of types yet.
pub(crate) fn resolve(
    types: &Types,
    root: &Object,
    path: &Spanned<String>,
    diagnostics: &mut Diagnostics,
) -> Option<Path> {
    let mut at = At::Object(root);
    let mut steps = Vec::new();
    let mut wire: Vec<&str> = Vec::new();
    for segment in path.value.split('.') {
        if is_unresolved(types, &at, segment) {
            return None; // reported with its type
        }
        at = match at {
            At::Object(object) => {
                let Some(index) = object.fields.iter().position(|field| field.wire == segment) else {
                    let message = format!("`{}` has no field `{segment}`", snake_case(&object.rust));
                    let names = object.fields.iter().map(|field| field.wire.as_str());
                    diagnostics.add(Diagnostic::new(path.span, message).allowed(segment, names));
                    return None;
                };
                steps.push(Step::Field(index));
                let field = object.fields.get(index)?;
                if !matches!(field.kind, Kind::Inline(_)) {
                    wire.push(&field.wire);
                }
                inside(types, &field.kind)
            }
            At::Union(union) => {
                let Some(index) = union.cases.iter().position(|case| case.name == segment) else {
                    let message = format!("`{}` has no case `{segment}`", snake_case(&union.rust));
                    let names = union.cases.iter().map(|case| case.name.as_str());
                    diagnostics.add(Diagnostic::new(path.span, message).allowed(segment, names));
                    return None;
                };
                steps.push(Step::Case(index));
                let case = union.cases.get(index)?;
                wire.extend(union.holder(case));
                case.payload.as_ref().map_or(At::Value, |payload| inside(types, payload))
            }
            At::Value => {
                let message = format!("there is nothing inside `{}`", wire.join("."));
                diagnostics.add(Diagnostic::new(path.span, message).help(format!("end the path before `.{segment}`")));
                return None;
            }
            At::List => {
                let message = format!("`{}` is a list; a path cannot go into it", wire.join("."));
                diagnostics
                    .add(Diagnostic::new(path.span, message).help("put the rule on the type of the list's items"));
                return None;
            }
        };
    }
    Some(Path { wire: wire.join("."), steps })
}

fn is_unresolved(types: &Types, at: &At<'_>, segment: &str) -> bool {
    match at {
        At::Object(object) => types.is_unresolved(&object.rust, segment),
        At::Union(union) => types.is_unresolved(&union.rust, segment),
        At::Value | At::List => false,
    }
}

fn inside<'t>(types: &'t Types, kind: &Kind) -> At<'t> {
    let of = |id: TypeId| match types.get(id) {
        Some(Type::Object(object)) => At::Object(object),
        Some(Type::Union(union)) => At::Union(union),
        _ => At::Value,
    };
    match kind {
        Kind::Object(id) | Kind::Union(id) | Kind::Inline(id) => of(*id),
        Kind::List(_) | Kind::Joined(_) => At::List,
        _ => At::Value,
    }
}
