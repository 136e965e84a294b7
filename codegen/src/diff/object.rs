//! An object: its fields, rules, constructors.

use wecom_schema::model::{Field, Object, Role};

use super::change::{Breaks, ChangeKind, Changes, within};
use super::sides::{Sides, fields};
use super::{about, constructors, field, rules};

/// Compares two objects, at this place of the subject.
pub(super) fn compare(sides: &Sides<'_>, at: &str, old: &Object, new: &Object, changes: &mut Changes) {
    let Object {
        rust: _,   // part of the type's path
        module: _, // part of the type's path
        role,
        about,
        fields: _,
        body_len: _,
        rules: _,
        constructors: _,
        converts_from: _, // seen in what it gives: see `conversions`
    } = old;
    changes.changed(at, (role, &new.role), lost_with_role(*role, new.role), || {
        format!("{} → {}", role_name(*role), role_name(new.role))
    });
    let paired = fields(old, new);
    for (old_field, new_field) in &paired.both {
        let at = within(at, &new_field.wire);
        field::compare(sides, &at, new.role, old_field, new_field, changes);
        changes.changed(&at, (&old.is_option(old_field), &new.is_option(new_field)), Breaks::AtRunTime, || {
            format!("{} → {}", place(old, old_field), place(new, new_field))
        });
    }
    for gone in &paired.removed {
        field::removed(sides, &within(at, &gone.wire), old, gone, changes);
    }
    for added in &paired.added {
        field::added(sides, &within(at, &added.wire), new, added, changes);
    }
    // Only where nothing makes it does an empty one make sense.
    let had_default = old.role == Role::Envelope && !old.fields.is_empty() && old.constructors.is_empty();
    if had_default && !new.constructors.is_empty() {
        changes.add(at, ChangeKind::Removed, Breaks::AtCompileTime, "`Default`: constructors make it");
    }
    rules::compare(sides, at, (old, new), changes);
    constructors::compare(sides, at, (old, new), changes);
    // What is told of parts of the channel and of replies is taken from elsewhere, and compared there.
    if at.is_empty() {
        about::compare(at, about, &new.about, changes);
    }
}

/// What is sent can be made, what is answered has a default, what is a message or an operation has traits.
fn lost_with_role(old: Role, new: Role) -> Breaks {
    match (old, new) {
        (Role::Request, Role::Request | Role::Message | Role::Operation) => Breaks::Nobody,
        _ => Breaks::AtCompileTime,
    }
}

fn place(object: &Object, field: &Field) -> &'static str {
    if object.is_option(field) { "beside the body" } else { "in the body" }
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::Request => "part of what is sent",
        Role::Message => "a message",
        Role::Operation => "the request of an operation",
        Role::Envelope => "part of the envelope",
        Role::Reply => "part of an answer",
    }
}
