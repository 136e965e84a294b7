//! A field on both sides, or on one.

use serde_json::Value;
use wecom_schema::model::{Field, Kind, Limit, Object, Role, Supplier};

use super::change::{Breaks, ChangeKind, Changes, arrow, code, or_none};
use super::moved::{self, Moved};
use super::sides::{Sides, cases, shown};
use super::{about, limits};
use crate::context::Context;

/// Compares a field of an object of this role.
pub(super) fn compare(sides: &Sides<'_>, at: &str, role: Role, old: &Field, new: &Field, changes: &mut Changes) {
    let Field {
        wire,
        rust,
        kind: _,
        about,
        required: _,
        default: _,
        sensitive,
        translated,
        supplied: _,
        limits,
        charset,
        prefix,
        unique,
        unknown: _,
        item_errcode,
        span: _,
    } = old;
    if *wire != new.wire {
        let is_in_paths_only = matches!((&old.kind, &new.kind), (Kind::Inline(_), Kind::Inline(_)));
        let (breaks, where_) =
            if is_in_paths_only { (Breaks::Nobody, "in paths") } else { (Breaks::AtRunTime, "on the wire") };
        changes.add(at, ChangeKind::Renamed, breaks, format!("{} {where_}", arrow(wire, &new.wire)));
    }
    if *rust != new.rust {
        let what = format!("{} in Rust", arrow(rust, &new.rust));
        changes.add(at, ChangeKind::Renamed, Breaks::AtCompileTime, what);
    }
    kind(sides, at, old, new, changes);
    presence(at, role, old, new, changes);
    let checked = role != Role::Reply;
    limits::limits(at, &with_todays_cases(sides, old, new, limits), &new.limits, checked, changes);
    limits::charset(at, charset.as_ref(), new.charset.as_ref(), checked, changes);
    limits::prefix(at, prefix.as_ref(), new.prefix.as_ref(), checked, changes);
    limits::unique(at, unique.as_ref(), new.unique.as_ref(), checked, changes);
    limits::footnotes(at, "an empty item", (*item_errcode, new.item_errcode), false, changes);
    let switches = [
        ("hidden from `Debug`", *sensitive, new.sensitive),
        ("takes part in id translation", *translated, new.translated),
    ];
    for (what, was, is) in switches {
        changes.changed(at, (&was, &is), Breaks::Nobody, || {
            if is { what.to_owned() } else { format!("no longer {what}") }
        });
    }
    about::compare(at, about, &new.about, changes);
}

fn kind(sides: &Sides<'_>, at: &str, old: &Field, new: &Field, changes: &mut Changes) {
    if let (Kind::Values(_), Kind::Values(_)) = (&old.kind, &new.kind) {
        let moved = Moved { old: old.unknown, new: new.unknown, narrower: false, wider: false, checked: true };
        if moved.old != moved.new {
            let what = format!("other values: {} → {}", moved::name(moved.old), moved::name(moved.new));
            changes.add(at, moved.kind(), moved.breaks(), what);
        }
    }
    if sides.same_kind(&old.kind, &new.kind) {
        return;
    }
    let (was, is) = (rust_type(sides.old, &old.kind), rust_type(sides.new, &new.kind));
    if was == is {
        let what = format!("{} → {}", wire_kind(&old.kind), wire_kind(&new.kind));
        changes.add(at, ChangeKind::Changed, Breaks::AtRunTime, what);
    } else {
        changes.add(at, ChangeKind::Changed, Breaks::AtCompileTime, format!("type {}", arrow(&was, &is)));
    }
}

/// Required, default, filled in by somebody else.
fn presence(at: &str, role: Role, old: &Field, new: &Field, changes: &mut Changes) {
    let is_sent = role != Role::Reply;
    let at_run_time = |breaks: bool| if breaks && is_sent { Breaks::AtRunTime } else { Breaks::Nobody };
    match (old.required, new.required) {
        (None, None) => {}
        (None, Some(_)) => {
            let breaks = at_run_time(is_demanded(new) || written(new).is_some());
            changes.add(at, ChangeKind::Tightened, breaks, "required");
        }
        (Some(_), None) => {
            let breaks = at_run_time(written(old).is_some());
            changes.add(at, ChangeKind::Loosened, breaks, "no longer required");
        }
        (Some(old), Some(new)) => limits::footnotes(at, "required", (old.errcode, new.errcode), false, changes),
    }
    let both_required = old.required.is_some() && new.required.is_some();
    changes.changed(at, (&old.default, &new.default), at_run_time(both_required), || {
        let [was, is] =
            [&old.default, &new.default].map(|value| or_none(value.as_ref().map(|it| code(&it.to_string()))));
        format!("default {was} → {is}")
    });
    match (old.supplied, new.supplied) {
        (None, Some(new)) => {
            let breaks = at_run_time(!is_demanded(old));
            changes.add(at, ChangeKind::Loosened, breaks, format!("filled in by {}", supplier_name(new)));
        }
        (Some(old), None) => {
            let what = format!("no longer filled in by {}", supplier_name(old));
            changes.add(at, ChangeKind::Tightened, at_run_time(true), what);
        }
        (old, new) => changes.changed(at, (&old, &new), at_run_time(true), || {
            format!("filled in by {} → {}", or_none(old.map(supplier_name)), or_none(new.map(supplier_name)))
        }),
    }
}

fn supplier_name(supplier: Supplier) -> &'static str {
    match supplier {
        Supplier::Client => "the client",
        Supplier::Handle => "the handle",
    }
}

/// The earlier limits, with the cases that they count under the names that these have now.
fn with_todays_cases(sides: &Sides<'_>, old: &Field, new: &Field, limits: &[Limit]) -> Vec<Limit> {
    let unions = old.kind.type_id().zip(new.kind.type_id());
    let unions = unions.and_then(|(old, new)| sides.old.union(old).zip(sides.new.union(new)));
    let paired = unions.map(|(old, new)| cases(old, new).both).unwrap_or_default();
    let today = |name: &String| {
        let renamed = paired.iter().find(|(old, _)| old.name == *name);
        renamed.map_or_else(|| name.clone(), |(_, new)| new.name.clone())
    };
    let limits = limits.iter().cloned();
    limits.map(|limit| Limit { cases: limit.cases.iter().map(today).collect(), ..limit }).collect()
}

/// Whether the check stops an object without it.
fn is_demanded(field: &Field) -> bool {
    field.required.is_some()
        && field.default.is_none()
        && field.supplied.is_none()
        && !matches!(field.kind, Kind::Inline(_))
}

/// What constructors write without being asked.
fn written(field: &Field) -> Option<&Value> {
    field.required.and(field.default.as_ref())
}

/// A field that was not there.
pub(super) fn added(sides: &Sides<'_>, at: &str, to: &Object, field: &Field, changes: &mut Changes) {
    let breaks =
        if to.role != Role::Reply && (is_demanded(field) || written(field).is_some() || field.supplied.is_some()) {
            Breaks::AtRunTime
        } else {
            Breaks::Nobody
        };
    let required = if field.required.is_some() { ", required" } else { "" };
    changes.add(at, ChangeKind::Added, breaks, format!("{}{required}", described(sides.new, to, field)));
}

/// A field that is gone.
pub(super) fn removed(sides: &Sides<'_>, at: &str, from: &Object, field: &Field, changes: &mut Changes) {
    changes.add(at, ChangeKind::Removed, Breaks::AtCompileTime, described(sides.old, from, field));
}

fn described(context: Context<'_>, of: &Object, field: &Field) -> String {
    let beside = if of.is_option(field) { " beside the body" } else { "" };
    format!("field{beside} {}", code(&format!("{}: {}", field.rust, rust_type(context, &field.kind))))
}

fn rust_type(context: Context<'_>, kind: &Kind) -> String {
    shown(&context.field_type(kind))
}

/// What is on the wire, for kinds that are one type in Rust.
fn wire_kind(kind: &Kind) -> String {
    match kind {
        Kind::String => "a string".to_owned(),
        Kind::Integer => "an integer".to_owned(),
        Kind::Number => "a number".to_owned(),
        Kind::Boolean => "`true` or `false`".to_owned(),
        Kind::Flag => "`0` or `1`".to_owned(),
        Kind::Seconds => "seconds".to_owned(),
        Kind::Newtype(_) => "a string of a type of its own".to_owned(),
        Kind::Values(_) => "a named value".to_owned(),
        Kind::Object(_) => "an object".to_owned(),
        Kind::Union(_) => "a union".to_owned(),
        Kind::Inline(_) => "members among the others".to_owned(),
        Kind::List(item) => format!("a list of {}", wire_kind(item).trim_start_matches("a ").trim_start_matches("an ")),
        Kind::Joined(separator) => format!("strings joined by {}", code(separator)),
    }
}
