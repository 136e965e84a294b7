//! Unions: tag and cases.

use wecom_schema::model::{Case, Tag, TypeId, Union};

use super::change::{Breaks, ChangeKind, code, or_none};
use super::names::{Names, Text, View, on_wire};
use super::outline::{Fact, Item, Outline};
use super::sides::case_keys;
use crate::context::payload_id;

pub(super) fn outline(view: &View<'_>, id: TypeId, union: &Union) -> Outline {
    let tag = match &union.tag {
        Tag::Integer(member) => format!("the integer {}", code(member)),
        Tag::String(member) => format!("the string {}", code(member)),
        Tag::Keyed => "the member that is there".to_owned(),
    };
    let nested = ["what a case holds is in an object of its own", "what a case holds is beside what decides"];
    Outline::default()
        .fact(Fact::value(Breaks::AtRunTime, "decided by ", tag))
        .fact(Fact::property(Breaks::AtRunTime, union.nested, nested))
        .fact(Fact::error_code("no case", union.errcode))
        .items(union.cases.iter().map(|it| case(view, it)))
        .fact(absent(view, id, union))
        .about(&union.about)
}

/// The case that an absent tag means. It is written without the tag, and is the `Default` unless it has a payload.
fn absent(view: &View<'_>, id: TypeId, union: &Union) -> Fact {
    let case = union.absent.and_then(|index| union.cases.get(index));
    let has_default = case.is_some_and(|case| case.payload.is_none());
    let from = if has_default { Breaks::AtCompileTime } else { Breaks::AtRunTime };
    let to = if has_default { Breaks::AtRunTime } else { Breaks::AtCompileTime };
    let name = view.text(|names| or_none(case.map(|case| code(&names.member(id, &case.name)))));
    Fact::value(Breaks::AtRunTime, "absence means ", name).from(from).to(to)
}

fn case(view: &View<'_>, case: &Case) -> Item {
    let object = payload_id(case).and_then(|id| view.context.object(id));
    let is_made_by_its_name = object.is_some_and(|object| object.constructors.iter().any(|it| it.name == "new"));
    let lost_name = if is_made_by_its_name { Breaks::AtCompileTime } else { Breaks::Nobody };
    let payload = |names: &Names<'_, '_>| case.payload.as_ref().map_or_else(String::new, |kind| names.value(kind));
    let variant = match &case.payload {
        Some(_) => code(&format!("{}({})", case.variant, payload(&view.own()))),
        None => code(&case.variant),
    };
    let ignores = case.ignores.iter().map(|member| {
        let refused = format!("no longer ignores {}: reading such a message refuses it", code(member));
        let ignored = format!("ignores {}", code(member));
        Item::new([member], "", "").lost(ChangeKind::Tightened, Breaks::AtRunTime, refused).gained(
            ChangeKind::Loosened,
            Breaks::Nobody,
            ignored,
        )
    });
    let words = format!("case {variant}");
    let outline = Outline::default()
        .fact(Fact::on_wire(&case.wire))
        .fact(Fact::name(Breaks::AtCompileTime, &case.variant, " in Rust"))
        .fact(Fact::name(Breaks::AtCompileTime, &case.name, " in paths").from(lost_name).minor())
        .fact(Fact::value(Breaks::AtCompileTime, "holds ", Text { shown: variant, today: payload(&view.today()) }))
        .fact(Fact::value(Breaks::AtRunTime, "", case.payload.as_ref().map_or_else(String::new, on_wire)).minor())
        .items(ignores);
    // The documentation of a case that states its members belongs to their object.
    let is_told = object.is_some_and(|object| object.about == case.about);
    let outline = if is_told { outline } else { outline.about(&case.about) };
    Item::new(case_keys(case), &case.name, words).with(outline)
}
