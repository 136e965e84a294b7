//! Constructors: names, types of parameters, what they set.

use wecom_schema::model::{Constructor, Object, Parameter};

use super::change::{Breaks, ChangeKind, Changes, arrow, code, within};
use super::paired::pair;
use super::sides::{Sides, shown};
use crate::context::Context;
use crate::emit::argument_type;

pub(super) fn compare(sides: &Sides<'_>, at: &str, (old, new): (&Object, &Object), changes: &mut Changes) {
    let paired = pair(&old.constructors, &new.constructors, &[&|one, other| one.name == other.name]);
    for (was, is) in paired.both {
        let at = within(at, &format!("{}()", is.name));
        let signatures = || arrow(&signature(sides.old, old, was), &signature(sides.new, new, is));
        if !same_types(sides, (old, was), (new, is)) {
            changes.add(&at, ChangeKind::Changed, Breaks::AtCompileTime, signatures());
        } else if !same_paths(sides, (old, was), (new, is)) {
            changes.add(&at, ChangeKind::Changed, Breaks::AtRunTime, format!("sets {}", signatures()));
        }
    }
    for gone in paired.removed {
        let what = format!("constructor {}", code(&signature(sides.old, old, gone)));
        changes.add(&within(at, &format!("{}()", gone.name)), ChangeKind::Removed, Breaks::AtCompileTime, what);
    }
    for added in paired.added {
        let what = format!("constructor {}", code(&signature(sides.new, new, added)));
        changes.add(&within(at, &format!("{}()", added.name)), ChangeKind::Added, Breaks::Nobody, what);
    }
}

fn parameters(constructor: &Constructor) -> impl Iterator<Item = &Parameter> {
    let Constructor { name: _, parameters } = constructor;
    parameters.iter()
}

fn same_types(sides: &Sides<'_>, (old, was): (&Object, &Constructor), (new, is): (&Object, &Constructor)) -> bool {
    let same = |(was, is): (&Parameter, &Parameter)| {
        let Parameter { name: _, path } = was; // arguments have no names in Rust
        let was = sides.old.kind_at(old, path);
        let is = sides.new.kind_at(new, &is.path);
        was.zip(is)
            .is_some_and(|(was, is)| sides.same_kind(was, is) || argument(sides.old, was) == argument(sides.new, is))
    };
    was.parameters.len() == is.parameters.len() && parameters(was).zip(parameters(is)).all(same)
}

fn same_paths(sides: &Sides<'_>, (old, was): (&Object, &Constructor), (new, is): (&Object, &Constructor)) -> bool {
    parameters(was)
        .zip(parameters(is))
        .all(|(was, is)| sides.path(old, new, &was.path).is_some_and(|steps| steps == is.path.steps))
}

fn argument(context: Context<'_>, kind: &wecom_schema::model::Kind) -> String {
    shown(&argument_type(context, kind))
}

/// As a reader knows it: `new(title: String, action.link.url: String)`.
fn signature(context: Context<'_>, object: &Object, constructor: &Constructor) -> String {
    let parameters = parameters(constructor).map(|Parameter { name: _, path }| {
        let ty = context.kind_at(object, path).map(|kind| shown(&context.value_type(kind)));
        format!("{}: {}", path.spelled(&context.channel.types, object), ty.unwrap_or_default())
    });
    format!("{}({})", constructor.name, parameters.collect::<Vec<_>>().join(", "))
}
