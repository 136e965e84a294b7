//! The types of a channel: on both sides, or on one.

use wecom_schema::model::{NamedValue, Newtype, Type, TypeId, Values};

use super::change::{Breaks, ChangeKind, Changes, arrow, code};
use super::paired::pair;
use super::sides::{Sides, path_of};
use super::{about, conversions, object, union};

/// Compares a type with what it became, at this place of the subject.
pub(super) fn compare(sides: &Sides<'_>, at: &str, (old, new): (TypeId, TypeId), changes: &mut Changes) {
    let (was, is) = (path_of(sides.old.channel, old), path_of(sides.new.channel, new));
    if was != is {
        let what = format!("{} in Rust", arrow(&was, &is));
        changes.add(at, ChangeKind::Renamed, Breaks::AtCompileTime, what);
    }
    match (sides.old.channel.ty(old), sides.new.channel.ty(new)) {
        (Type::Object(old), Type::Object(new)) => object::compare(sides, at, old, new, changes),
        (Type::Union(old), Type::Union(new)) => union::compare(sides, at, old, new, changes),
        (Type::Values(old), Type::Values(new)) => values(at, old, new, changes),
        (Type::Newtype(old), Type::Newtype(new)) => newtype(at, old, new, changes),
        (old, new) => {
            let what = format!("{} → {}", kind_name(old), kind_name(new));
            changes.add(at, ChangeKind::Changed, Breaks::AtCompileTime, what);
        }
    }
    conversions::compare(sides, old, new, changes);
}

/// The documentation of named values is that of their field.
fn values(at: &str, old: &Values, new: &Values, changes: &mut Changes) {
    let Values { rust: _, module: _, about: _, integer, values } = old;
    changes.changed(at, (integer, &new.integer), Breaks::AtCompileTime, || {
        let name = |integer| if integer { "integers" } else { "strings" };
        format!("{} → {}", name(*integer), name(new.integer))
    });
    let paired =
        pair(values, &new.values, &[&|one, other| one.wire == other.wire, &|one, other| one.variant == other.variant]);
    let at = |value: &NamedValue| if at.is_empty() { value.name.clone() } else { format!("{at}.{}", value.name) };
    for (old, new) in paired.both {
        let NamedValue { wire, name, variant, doc } = old;
        let at = at(new);
        changes
            .changed(&at, (wire, &new.wire), Breaks::AtRunTime, || format!("{} on the wire", arrow(wire, &new.wire)));
        if *variant != new.variant {
            let what = format!("{} in Rust", arrow(variant, &new.variant));
            changes.add(&at, ChangeKind::Renamed, Breaks::AtCompileTime, what);
        } else if *name != new.name {
            changes.add(&at, ChangeKind::Renamed, Breaks::Nobody, arrow(name, &new.name));
        }
        if *doc != new.doc {
            changes.add(&at, ChangeKind::Documented, Breaks::Nobody, "doc");
        }
    }
    for gone in paired.removed {
        changes.add(&at(gone), ChangeKind::Removed, Breaks::AtCompileTime, format!("value {}", code(&gone.wire)));
    }
    for added in paired.added {
        changes.add(&at(added), ChangeKind::Added, Breaks::Nobody, format!("value {}", code(&added.wire)));
    }
}

fn newtype(at: &str, old: &Newtype, new: &Newtype, changes: &mut Changes) {
    let Newtype { rust: _, about, sensitive, in_runtime } = old;
    let hides = if new.sensitive { Breaks::AtCompileTime } else { Breaks::Nobody };
    changes.changed(at, (sensitive, &new.sensitive), hides, || {
        let what = if new.sensitive { "hidden from `Debug`, no `Display`" } else { "shown by `Debug` and `Display`" };
        what.to_owned()
    });
    changes.changed(at, (in_runtime, &new.in_runtime), Breaks::AtCompileTime, || {
        let what = if new.in_runtime { "now the runtime's type of this name" } else { "no longer the runtime's type" };
        what.to_owned()
    });
    about::compare(at, about, &new.about, changes);
}

/// A type that is on one side only.
pub(super) fn alone(ty: &Type, kind: ChangeKind, breaks: Breaks, changes: &mut Changes) {
    // The runtime's types stay where they are.
    let breaks = if matches!(ty, Type::Newtype(Newtype { in_runtime: true, .. })) { Breaks::Nobody } else { breaks };
    changes.add("", kind, breaks, kind_name(ty));
}

fn kind_name(ty: &Type) -> &'static str {
    match ty {
        Type::Object(_) => "an object",
        Type::Union(_) => "a union",
        Type::Values(_) => "named values",
        Type::Newtype(_) => "a string of a type of its own",
    }
}
