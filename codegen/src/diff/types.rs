//! The types of a channel, and the sections of those that are not part of a single message, operation or envelope.

use std::collections::BTreeSet;

use wecom_schema::model::{NamedValue, Newtype, Type, TypeId, Values};

use super::change::{Breaks, Change, ChangeKind, Section, Subject, code};
use super::names::View;
use super::outline::{Fact, Item, Outline};
use super::sides::{Root, Sides, roots, value_keys};
use super::{comparison, object, union};
use crate::conversion::{Source, sources};

/// The outline of a type as a subject, with its documentation.
pub(super) fn subject(view: &View<'_>, id: TypeId) -> Outline {
    match view.ty(id) {
        Type::Object(object) => outline(view, id).about(&object.about),
        _ => outline(view, id),
    }
}

pub(super) fn outline(view: &View<'_>, id: TypeId) -> Outline {
    let outline = Outline::default()
        .fact(Fact::name(Breaks::AtCompileTime, &view.own().ty(id), " in Rust"))
        .fact(Fact::value(Breaks::AtCompileTime, "", kind_name(view.ty(id))).decisive());
    let conversions = sources(view.context, id);
    // Conversions from a type that is gone are implied by its removal.
    let is_gone = |source: &Source| source.type_id().is_some_and(|id| view.gone.contains(&id));
    let conversions = conversions.iter().filter(|source| !is_gone(source)).map(|source| {
        let text = view.text(|names| code(&names.source(source)));
        Item::new([text.today], "", format!("conversion from {}", text.shown))
    });
    outline
        .and(match view.ty(id) {
            Type::Object(it) => object::outline(view, id, it),
            Type::Union(it) => union::outline(view, id, it),
            Type::Values(it) => values(it),
            Type::Newtype(it) => newtype(it),
        })
        .items(conversions)
}

/// The documentation of named values belongs to their field.
fn values(values: &Values) -> Outline {
    let wire = if values.integer { "integers" } else { "strings" };
    let value = |it: &NamedValue| {
        let outline = Outline::default()
            .fact(Fact::on_wire(&it.wire))
            .fact(Fact::name(Breaks::AtCompileTime, &it.variant, " in Rust"))
            .fact(Fact::name(Breaks::Nobody, &it.name, "").minor())
            .documented("doc", &it.doc);
        Item::new(value_keys(it), &it.name, format!("value {}", code(&it.wire))).with(outline)
    };
    Outline::default().fact(Fact::value(Breaks::AtCompileTime, "", wire)).items(values.values.iter().map(value))
}

fn newtype(newtype: &Newtype) -> Outline {
    let hides = if newtype.sensitive { Breaks::AtCompileTime } else { Breaks::Nobody };
    let hidden = ["hidden from `Debug`, no `Display`", "shown by `Debug` and `Display`"];
    let in_runtime = ["now the runtime's type of this name", "no longer the runtime's type"];
    Outline::default()
        .fact(Fact::property(Breaks::AtCompileTime, newtype.sensitive, hidden).to(hides))
        .fact(Fact::property(Breaks::AtCompileTime, newtype.in_runtime, in_runtime))
        .about(&newtype.about)
}

fn kind_name(ty: &Type) -> &'static str {
    match ty {
        Type::Object(_) => "an object",
        Type::Union(_) => "a union",
        Type::Values(_) => "named values",
        Type::Newtype(_) => "a string of a type of its own",
    }
}

fn item(view: &View<'_>, id: TypeId) -> Item {
    let ty = view.ty(id);
    let item = Item::subject(kind_name(ty), subject(view, id));
    match ty {
        // A type of the runtime stays available.
        Type::Newtype(Newtype { in_runtime: true, .. }) => {
            item.lost(ChangeKind::Removed, Breaks::Nobody, kind_name(ty))
        }
        _ => item,
    }
}

/// A section for each type that is not a message, operation or part of the envelope. A type that came or went together with
/// everything that contains it is not reported.
pub(super) fn sections(sides: &Sides<'_>) -> Vec<Section> {
    let [old, new] = [&sides.old, &sides.new].map(|view| view.context.channel);
    let [old_roots, new_roots] = [old, new].map(roots);
    let is_kept = |name: &&str| {
        old_roots.iter().any(|root| root.name == *name) && new_roots.iter().any(|root| root.name == *name)
    };
    let is_root = |roots: &[Root<'_>], id| roots.iter().any(|root| root.id == id);
    let today = new.ids().filter(|id| !is_root(&new_roots, *id)).map(|id| (sides.before(id), Some(id)));
    let gone =
        old.ids().filter(|id| !is_root(&old_roots, *id) && sides.today(*id).is_none()).map(|id| (Some(id), None));
    let mut sections = Vec::new();
    for (was, is) in today.chain(gone) {
        let mut holders: BTreeSet<&str> = was.map(|id| holders(&old_roots, id)).unwrap_or_default();
        holders.extend(is.map(|id| self::holders(&new_roots, id)).unwrap_or_default());
        let is_told = was.is_some() && is.is_some() || holders.iter().any(is_kept);
        let before = was.filter(|_| is_told).map(|id| item(&sides.old, id));
        let after = is.filter(|_| is_told).map(|id| item(&sides.new, id));
        let name = is.map(|id| sides.new.own().ty(id)).or_else(|| was.map(|id| sides.old.own().ty(id)));
        add(&mut sections, name.unwrap_or_default(), &holders, comparison::changes(before.as_ref(), after.as_ref()));
    }
    sections
}

/// Narrowed uses and other profiles of a type change with it and share its section.
fn add(sections: &mut Vec<Section>, path: String, holders: &BTreeSet<&str>, found: Vec<Change>) {
    let holders: Vec<String> = holders.iter().map(|&name| name.to_owned()).collect();
    let name = |path: &str| path.rsplit("::").next().map(str::to_owned);
    for Section { subject, reaches, changes, .. } in &mut *sections {
        if let Subject::Types(paths) = subject
            && *changes == found
            && (*reaches == holders || paths.iter().all(|other| name(other) == name(&path)))
        {
            paths.push(path);
            reaches.extend(holders);
            reaches.sort();
            reaches.dedup();
            return;
        }
    }
    sections.push(Section { reaches: holders, ..Section::new(Subject::Types(vec![path]), found) });
}

/// The messages, operations and parts of the envelope that contain a type.
fn holders<'c>(roots: &[Root<'c>], id: TypeId) -> BTreeSet<&'c str> {
    roots.iter().filter(|root| root.types.contains(&id)).map(|root| root.name).collect()
}
