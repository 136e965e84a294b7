//! Messages and operations.

use wecom_schema::model::{
    Consequence, Example, Message, Method, Need, Needed, Operation, Pages, Path, RefusedMember, Response, Split,
};

use super::change::{Breaks, ChangeKind, Changes, arrow, code, or_none};
use super::moved::{self, Moved};
use super::paired::pair;
use super::sides::Sides;
use super::types;
use crate::context::{Context, Home};
use crate::emit::{duplicate_check_fields, split_limit, takes_request};

pub(super) fn message(sides: &Sides<'_>, old: &Message, new: &Message, changes: &mut Changes) {
    let Message {
        msgtype: _,
        object,
        function,
        responses: _,
        needs: _,
        refuses: _,
        everyone,
        sender_optional,
        split: _,
        examples,
    } = old;
    types::compare(sides, "", (*object, new.object), changes);
    function_name(function, &new.function, changes);
    conditions(sides, old, new, changes);
    refuses(old, new, changes);
    self::everyone(*everyone, new.everyone, changes);
    if *sender_optional != new.sender_optional {
        let (kind, breaks, what) = if new.sender_optional {
            (ChangeKind::Loosened, Breaks::Nobody, "the sender may be left out")
        } else {
            (ChangeKind::Tightened, Breaks::AtRunTime, "the sender may no longer be left out")
        };
        changes.add("", kind, breaks, what);
    }
    split(sides, old, new, changes);
    duplicate_check(sides, old, new, changes);
    self::examples("", examples, &new.examples, changes);
}

fn function_name(old: &str, new: &str, changes: &mut Changes) {
    if old != new {
        let what = arrow(&format!("{old}()"), &format!("{new}()"));
        changes.add("", ChangeKind::Renamed, Breaks::AtCompileTime, what);
    }
}

pub(super) fn operation(sides: &Sides<'_>, old: &Operation, new: &Operation, changes: &mut Changes) {
    let Operation { name: _, function, method, path, object, reply, pages, examples } = old;
    function_name(function, &new.function, changes);
    call(sides, old, new, changes);
    changes.changed("", (path, &new.path), Breaks::AtRunTime, || format!("path {}", arrow(path, &new.path)));
    changes.changed("", (method, &new.method), Breaks::Nobody, || {
        format!("method {}", arrow(method_name(*method), method_name(new.method)))
    });
    types::compare(sides, "", (*object, new.object), changes);
    types::compare(sides, "reply", (*reply, new.reply), changes);
    self::pages(pages.as_ref(), new, changes);
    self::examples("", examples, &new.examples, changes);
}

/// Whether there is a function for the pages, and what leads from one to the next.
fn pages(old: Option<&Pages>, new: &Operation, changes: &mut Changes) {
    let function = format!("{}_pages()", new.function);
    match (old, &new.pages) {
        (Some(_), None) => {
            changes.add(
                "",
                ChangeKind::Removed,
                Breaks::AtCompileTime,
                format!("no longer in pages: {function} is gone"),
            );
        }
        (None, Some(_)) => changes.add("", ChangeKind::Added, Breaks::Nobody, format!("in pages: {function}")),
        _ => {}
    }
}

/// What an operation's function is on, and whether it takes anything.
fn call(sides: &Sides<'_>, old: &Operation, new: &Operation, changes: &mut Changes) {
    let home = |context: Context<'_>, operation| match context.home_of(operation) {
        Home::Client => "the client",
        Home::Robot => "the robot",
        Home::Handle => "the handle",
    };
    let (was, is) = (home(sides.old, old), home(sides.new, new));
    changes.changed("", (was, is), Breaks::AtCompileTime, || format!("the function is on {was} → {is}"));
    let (was, is) = (takes_request(sides.old, old), takes_request(sides.new, new));
    changes.changed("", (&was, &is), Breaks::AtCompileTime, || {
        format!("the function takes {}", if is { "a request" } else { "nothing" })
    });
}

fn method_name(method: Method) -> &'static str {
    match method {
        Method::Get => "get",
        Method::Post => "post",
    }
}

/// What WeCom answers only sometimes, and what the application must have: facts about WeCom that are not checked.
fn conditions(sides: &Sides<'_>, old: &Message, new: &Message, changes: &mut Changes) {
    let (was, is) = (told_conditions(sides.old, old), told_conditions(sides.new, new));
    for gone in was.iter().filter(|told| !is.contains(told)) {
        changes.add("", ChangeKind::Changed, Breaks::Nobody, format!("no longer: {gone}"));
    }
    for added in is.into_iter().filter(|told| !was.contains(told)) {
        changes.add("", ChangeKind::Changed, Breaks::Nobody, added);
    }
}

fn told_conditions(context: Context<'_>, message: &Message) -> Vec<String> {
    let when = |any_of: &[Path]| match context.object(message.object) {
        Some(object) if !any_of.is_empty() => {
            let paths: Vec<String> =
                any_of.iter().map(|path| code(&path.spelled(&context.channel.types, object))).collect();
            format!("with any of {}", paths.join(", "))
        }
        _ => "always".to_owned(),
    };
    let answered = |Response { member, any_of }: &Response| format!("answers {} {}", code(member), when(any_of));
    let needed = |Need { what, errcode, any_of }: &Need| {
        let what = match what {
            Needed::CallbackUrl => "a callback URL",
        };
        format!("needs {what} {}, error code {errcode} without", when(any_of))
    };
    message.responses.iter().map(answered).chain(message.needs.iter().map(needed)).collect()
}

fn refuses(old: &Message, new: &Message, changes: &mut Changes) {
    let paired = pair(&old.refuses, &new.refuses, &[&|one, other| one.member == other.member]);
    let told = |refused: &RefusedMember| format!("WeCom refuses it unless it is {}", code(&refused.allows.to_string()));
    for (old, new) in paired.both {
        let RefusedMember { member, allows, errcode, reason } = old;
        changes.changed(member, (allows, &new.allows), Breaks::AtRunTime, || told(new));
        changes.changed(member, (errcode, &new.errcode), Breaks::Nobody, || {
            format!("refused: error code {} → {}", or_none(*errcode), or_none(new.errcode))
        });
        if *reason != new.reason {
            changes.add(member, ChangeKind::Documented, Breaks::Nobody, "reason");
        }
    }
    for gone in paired.removed {
        changes.add(&gone.member, ChangeKind::Loosened, Breaks::Nobody, "no longer refused");
    }
    for added in paired.added {
        changes.add(&added.member, ChangeKind::Tightened, Breaks::AtRunTime, told(added));
    }
}

fn everyone(old: Option<Consequence>, new: Option<Consequence>, changes: &mut Changes) {
    let told = |beyond| format!("to everyone: {}", moved::name(beyond));
    match (old, new) {
        (Some(old), Some(new)) if old != new => {
            let moved = Moved { old, new, narrower: false, wider: false, checked: true };
            changes.add("", moved.kind(), moved.breaks(), format!("{} → {}", told(old), moved::name(new)));
        }
        (Some(_), None) => changes.add("", ChangeKind::Loosened, Breaks::Nobody, "to everyone like to anybody"),
        (None, Some(new)) => changes.add("", ChangeKind::Tightened, moved::added(new, true), told(new)),
        _ => {}
    }
}

/// How the runtime divides the message, where it does.
fn split(sides: &Sides<'_>, old: &Message, new: &Message, changes: &mut Changes) {
    let divided = |context: Context<'_>, message: &Message| {
        let Split { field, markup } = message.split.as_ref()?;
        let field = context.object(message.object)?.fields.get(*field)?;
        let limit = split_limit(field)?;
        Some(format!("{} as {markup}, {limit} bytes each", code(&field.rust)))
    };
    match (divided(sides.old, old), divided(sides.new, new)) {
        (Some(_), None) => changes.add("split()", ChangeKind::Removed, Breaks::AtCompileTime, "not divided any more"),
        (None, Some(new)) => changes.add("split()", ChangeKind::Added, Breaks::Nobody, format!("divides {new}")),
        (Some(old), Some(new)) => {
            changes.changed("split()", (&old, &new), Breaks::AtRunTime, || format!("divides {old} → {new}"));
        }
        (None, None) => {}
    }
}

/// By which members the message asks not to be delivered twice, where it can.
fn duplicate_check(sides: &Sides<'_>, old: &Message, new: &Message, changes: &mut Changes) {
    let asked = |context: Context<'_>, message: &Message| {
        let (switch, interval) = duplicate_check_fields(context, message)?;
        let default = interval.default.as_ref()?;
        Some(format!("{} and {} ({default} seconds)", code(&switch.wire), code(&interval.wire)))
    };
    let at = "retry_safely()";
    match (asked(sides.old, old), asked(sides.new, new)) {
        (Some(_), None) => changes.add(at, ChangeKind::Removed, Breaks::AtCompileTime, "no duplicate check any more"),
        (None, Some(new)) => changes.add(at, ChangeKind::Added, Breaks::Nobody, format!("by {new}")),
        (Some(old), Some(new)) => {
            changes.changed(at, (&old, &new), Breaks::AtRunTime, || format!("by {old} → {new}"));
        }
        (None, None) => {}
    }
}

pub(super) fn examples(at: &str, old: &[Example], new: &[Example], changes: &mut Changes) {
    let same = |(old, new): (&Example, &Example)| old.name == new.name && old.body == new.body;
    if old.len() != new.len() || !old.iter().zip(new).all(same) {
        changes.add(at, ChangeKind::Documented, Breaks::Nobody, "examples");
    }
}
