//! Objects: fields, rules, constructors.

use wecom_schema::model::{Constructor, Object, Parameter, Role, TypeId};

use super::change::{Breaks, ChangeKind, code};
use super::names::{Names, Text, View};
use super::outline::{Fact, Item, Outline};
use super::{field, rules};

pub(super) fn outline(view: &View<'_>, id: TypeId, object: &Object) -> Outline {
    let constructors = object.constructors.iter().map(|it| constructor(view, id, object, it));
    // Only objects without constructors have `Default`, and it matters only if there are fields.
    let has_default = object.role == Role::Envelope && object.constructors.is_empty();
    let missed = if object.fields.is_empty() { "" } else { "`Default`: constructors make it" };
    let default = Fact::property(Breaks::AtCompileTime, has_default, ["", missed]).lost(ChangeKind::Removed, missed);
    Outline::default()
        .fact(role(object.role))
        .items(object.fields.iter().map(|it| field::item(view, object, it)))
        .fact(default)
        .demands(rules::demands(view, id, object, object.role != Role::Reply))
        .items(constructors)
}

/// The role decides about constructors, `Default` and traits.
fn role(role: Role) -> Fact {
    let (name, to) = match role {
        Role::Request => ("part of what is sent", Breaks::AtCompileTime),
        Role::Message => ("a message", Breaks::Nobody),
        Role::Operation => ("the request of an operation", Breaks::Nobody),
        Role::Envelope => ("part of the envelope", Breaks::AtCompileTime),
        Role::Reply => ("part of an answer", Breaks::AtCompileTime),
    };
    Fact::value(Breaks::AtCompileTime, "", name).to(to)
}

fn constructor(view: &View<'_>, id: TypeId, object: &Object, constructor: &Constructor) -> Item {
    let types = |names: &Names<'_, '_>| -> Vec<String> {
        let kind = |it: &Parameter| view.context.kind_at(object, &it.path);
        constructor.parameters.iter().filter_map(kind).map(|kind| names.value(kind)).collect()
    };
    // As in `new(title: String, action.link.url: String)`.
    let signature = view.text(|names| {
        let parameters = constructor.parameters.iter().zip(types(names));
        let parameters = parameters.map(|(it, ty)| format!("{}: {ty}", names.path(id, &it.path)));
        code(&format!("{}({})", constructor.name, parameters.collect::<Vec<_>>().join(", ")))
    });
    let name = format!("{}()", constructor.name);
    let words = format!("constructor {signature}");
    // Callers do not write the names of parameters.
    let taken = Text { shown: signature.shown.clone(), today: types(&view.today()).join(", ") };
    Item::new([&name], &name, words).with(
        Outline::default()
            .fact(Fact::value(Breaks::AtCompileTime, "", taken))
            .fact(Fact::value(Breaks::AtRunTime, "sets ", signature).minor()),
    )
}
