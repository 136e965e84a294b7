//! How the channel is reached: its endpoint, what a request proves itself with, what its functions are on, whom its messages
//! go to.

use wecom_schema::model::{Channel, Credential, Everyone, Handle};

use super::change::{Breaks, ChangeKind, Changes, arrow, code, or_none};
use super::message::examples;
use super::sides::Sides;
use super::types;
use crate::context::Context;
use crate::emit::is_empty;

pub(super) fn compare(sides: &Sides<'_>, changes: &mut Changes) {
    let (old, new) = (sides.old.channel, sides.new.channel);
    path(old, new, changes);
    credential(sides, changes);
    handle(old, new, changes);
    for (at, both) in [
        ("recipients", (old.recipients, new.recipients)),
        ("sender", (old.sender, new.sender)),
        ("receipt", (old.receipt, new.receipt)),
    ] {
        types::compare(sides, at, both, changes);
    }
    filled(sides, changes);
    recipients(sides, changes);
    everyone(old, new, changes);
    examples("recipients", &old.recipient_examples, &new.recipient_examples, changes);
}

/// A channel without an endpoint of its own has no type that stands for it.
fn path(old: &Channel, new: &Channel, changes: &mut Changes) {
    match (&old.path, &new.path) {
        (Some(was), Some(is)) => {
            changes.changed("", (was, is), Breaks::AtRunTime, || format!("path {}", arrow(was, is)));
        }
        (Some(gone), None) => {
            changes.add("", ChangeKind::Removed, Breaks::AtCompileTime, format!("path {}", code(gone)));
        }
        (None, Some(added)) => changes.add("", ChangeKind::Added, Breaks::Nobody, format!("path {}", code(added))),
        (None, None) => {}
    }
}

/// A key is what a robot has, and where there is no handle its functions are on it.
fn credential(sides: &Sides<'_>, changes: &mut Changes) {
    let (old, new) = (sides.old, sides.new);
    let has_functions = !old.channel.messages.is_empty() || !old.channel.operations.is_empty();
    let breaks = match (has_functions, old.home() == new.home()) {
        (false, _) => Breaks::Nobody,
        (true, false) => Breaks::AtCompileTime,
        (true, true) => Breaks::AtRunTime,
    };
    let name = |context: Context<'_>| match context.channel.credential {
        Credential::AccessToken => "access_token",
        Credential::Key => "key",
    };
    changes.changed("", (&old.channel.credential, &new.channel.credential), breaks, || {
        format!("credential {}", arrow(name(old), name(new)))
    });
}

/// Operations are told each by itself: not all of them are on the handle.
fn handle(old: &Channel, new: &Channel, changes: &mut Changes) {
    let breaks = if old.handle.is_none() && old.messages.is_empty() { Breaks::Nobody } else { Breaks::AtCompileTime };
    let told = |channel: &Channel| match channel.handle {
        None => "no handle",
        Some(Handle::Recipients) => "a handle that holds the recipients",
        Some(Handle::Sender) => "a handle that holds the sender",
        Some(Handle::Nothing) => "a handle that holds nothing",
    };
    changes.changed("", (&old.handle, &new.handle), breaks, || format!("{} → {}", told(old), told(new)));
}

/// A part of the envelope that held nothing is a parameter from now on.
fn filled(sides: &Sides<'_>, changes: &mut Changes) {
    let (old, new) = (sides.old, sides.new);
    for (at, was, is) in [
        ("recipients", old.channel.recipients, new.channel.recipients),
        ("sender", old.channel.sender, new.channel.sender),
    ] {
        if is_empty(old, was) && !is_empty(new, is) && !old.channel.messages.is_empty() {
            changes.add(at, ChangeKind::Added, Breaks::AtCompileTime, "a message is sent with it");
        }
    }
}

/// Who has their type, and what is shown of them.
fn recipients(sides: &Sides<'_>, changes: &mut Changes) {
    let (old, new) = (sides.old, sides.new);
    let (was, is) = (old.channel.recipients_in_runtime, new.channel.recipients_in_runtime);
    changes.changed("recipients", (&was, &is), Breaks::AtCompileTime, || {
        format!("{} is {}", code("To"), if is { "now the runtime's" } else { "no longer the runtime's" })
    });
}

fn everyone(old: &Channel, new: &Channel, changes: &mut Changes) {
    if old.everyone == new.everyone {
        return;
    }
    let told = |channel: &Channel| {
        or_none(channel.everyone.as_ref().map(|Everyone { field, id }| match id {
            Some(id) => format!("{} in {}", code(id), code(field)),
            None => format!("the flag {}", code(field)),
        }))
    };
    let breaks = match (&old.everyone, &new.everyone) {
        // The runtime's recipients know everyone by themselves.
        (Some(_), None) if !old.recipients_in_runtime => Breaks::AtCompileTime,
        (None, _) => Breaks::Nobody,
        _ => Breaks::AtRunTime,
    };
    changes.add("everyone", ChangeKind::Changed, breaks, format!("{} → {}", told(old), told(new)));
}
