//! A union: what decides, its cases.

use wecom_schema::model::{Case, Tag, Union};

use super::about;
use super::change::{Breaks, ChangeKind, Changes, arrow, code, or_none, within};
use super::limits::footnotes;
use super::sides::{Sides, cases, shown};
use crate::context::Context;

pub(super) fn compare(sides: &Sides<'_>, at: &str, old: &Union, new: &Union, changes: &mut Changes) {
    let Union {
        rust: _,   // part of the type's path
        module: _, // part of the type's path
        about,
        tag,
        nested,
        errcode,
        cases: _,
        absent: _,
        converts_from: _, // seen in what it gives: see `conversions`
    } = old;
    changes.changed(at, (tag, &new.tag), Breaks::AtRunTime, || {
        format!("decided by {} → {}", tag_name(tag), tag_name(&new.tag))
    });
    changes.changed(at, (nested, &new.nested), Breaks::AtRunTime, || {
        let place = if new.nested { "in an object of its own" } else { "beside what decides" };
        format!("what a case holds is {place}")
    });
    footnotes(at, "no case", (*errcode, new.errcode), false, changes);
    let paired = cases(old, new);
    for (old, new) in &paired.both {
        case(sides, &within(at, &new.name), old, new, changes);
    }
    for gone in &paired.removed {
        let what = format!("case {}", code(&variant(sides.old, gone)));
        changes.add(&within(at, &gone.name), ChangeKind::Removed, Breaks::AtCompileTime, what);
    }
    for added in &paired.added {
        let what = format!("case {}", code(&variant(sides.new, added)));
        changes.add(&within(at, &added.name), ChangeKind::Added, Breaks::Nobody, what);
    }
    let absent = |union: &Union| union.absent.and_then(|index| union.cases.get(index)).map(|case| case.name.clone());
    let was = old.absent.and_then(|index| old.cases.get(index));
    let is = new.absent.and_then(|index| new.cases.get(index));
    let same = match (was, is) {
        (None, None) => true,
        (Some(was), Some(is)) => paired.partner(was).is_some_and(|partner| std::ptr::eq(partner, is)),
        _ => false,
    };
    if !same {
        // The case that absence means is written without the tag, and is the default unless it holds something.
        let has_default = |case: Option<&Case>| case.is_some_and(|case| case.payload.is_none());
        let breaks = if has_default(was) && !has_default(is) { Breaks::AtCompileTime } else { Breaks::AtRunTime };
        let [was, is] = [old, new].map(|union| or_none(absent(union).map(|name| code(&name))));
        changes.add(at, ChangeKind::Changed, breaks, format!("absence means {was} → {is}"));
    }
    about::compare(at, about, &new.about, changes);
}

fn case(sides: &Sides<'_>, at: &str, old: &Case, new: &Case, changes: &mut Changes) {
    let Case { wire, name, variant: was, about, payload, ignores, span: _ } = old;
    changes.changed(at, (wire, &new.wire), Breaks::AtRunTime, || format!("{} on the wire", arrow(wire, &new.wire)));
    if *was != new.variant {
        let what = format!("{} in Rust", arrow(was, &new.variant));
        changes.add(at, ChangeKind::Renamed, Breaks::AtCompileTime, what);
    } else if *name != new.name {
        let has_function = |context, case| constructor(context, case).is_some();
        let lost = has_function(sides.old, old) && constructor(sides.new, new) != constructor(sides.old, old);
        let breaks = if lost { Breaks::AtCompileTime } else { Breaks::Nobody };
        changes.add(at, ChangeKind::Renamed, breaks, format!("{} in paths", arrow(name, &new.name)));
    }
    let same = match (payload, &new.payload) {
        (Some(old), Some(new)) => sides.same_kind(old, new),
        (None, None) => true,
        _ => false,
    };
    if !same {
        let what = format!("holds {}", arrow(&variant(sides.old, old), &variant(sides.new, new)));
        changes.add(at, ChangeKind::Changed, Breaks::AtCompileTime, what);
    }
    for gone in ignores.iter().filter(|member| !new.ignores.contains(member)) {
        let what = format!("no longer ignores {}: reading such a message refuses it", code(gone));
        changes.add(at, ChangeKind::Tightened, Breaks::AtRunTime, what);
    }
    for added in new.ignores.iter().filter(|member| !ignores.contains(member)) {
        changes.add(at, ChangeKind::Loosened, Breaks::Nobody, format!("ignores {}", code(added)));
    }
    // A case that states its members is told as their object.
    let object = |context: Context<'_>, case: &Case| {
        let id = case.payload.as_ref()?.type_id()?;
        context.object(id).map(|object| object.about.clone())
    };
    let is_told = object(sides.old, old).as_ref() == Some(about) && object(sides.new, new).as_ref() == Some(&new.about);
    if !is_told {
        about::compare(at, about, &new.about, changes);
    }
}

/// The function that makes the case, where there is one.
fn constructor<'c>(context: Context<'_>, case: &'c Case) -> Option<&'c str> {
    let object = context.object(case.payload.as_ref()?.type_id()?)?;
    object.constructors.iter().any(|it| it.name == "new").then_some(case.name.as_str())
}

fn variant(context: Context<'_>, case: &Case) -> String {
    match &case.payload {
        Some(kind) => format!("{}({})", case.variant, shown(&context.value_type(kind))),
        None => case.variant.clone(),
    }
}

fn tag_name(tag: &Tag) -> String {
    match tag {
        Tag::Integer(member) => format!("the integer {}", code(member)),
        Tag::String(member) => format!("the string {}", code(member)),
        Tag::Keyed => "the member that is there".to_owned(),
    }
}
