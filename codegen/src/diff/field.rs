//! Fields.

use wecom_schema::model::{Field, Kind, Object, Role, Supplier};

use super::change::{Breaks, ChangeKind, code, or_none};
use super::demands::Demand;
use super::limits;
use super::names::{View, on_wire};
use super::outline::{Fact, Item, Outline};
use super::sides::field_keys;

pub(super) fn item(view: &View<'_>, object: &Object, field: &Field) -> Item {
    let ty = view.text(|names| names.field(field));
    let beside = if object.is_option(field) { " beside the body" } else { "" };
    let words = format!("field{beside} {}", code(&format!("{}: {ty}", field.rust)));
    let required = if field.required.is_some() { ", required" } else { "" };
    let is_sent = object.role != Role::Reply && (is_demanded(field) || is_written(field) || field.supplied.is_some());
    let breaks = if is_sent { Breaks::AtRunTime } else { Breaks::Nobody };
    Item::new(field_keys(object, field), &field.wire, &words)
        .gained(ChangeKind::Added, breaks, format!("{words}{required}"))
        .with(outline(view, object, field))
}

fn outline(view: &View<'_>, object: &Object, field: &Field) -> Outline {
    let Field {
        wire,
        rust,
        kind,
        about,
        required: _, // see `presence`
        default: _,  // see `presence`
        sensitive,
        translated,
        each,
        once,
        is_moment: _, // see the codes of the object
        supplied: _,  // see `presence`
        limits: _,    // see `limits`
        charset: _,   // see `limits`
        prefix: _,    // see `limits`
        unique: _,    // see `limits`
        unknown,
        item_errcode,
        span: _,
    } = field;
    let (breaks, used) = match kind {
        Kind::Inline(_) => (Breaks::Nobody, " in paths"),
        _ => (Breaks::AtRunTime, " on the wire"),
    };
    let place = if object.is_option(field) { "beside the body" } else { "in the body" };
    let unknown = unknown.map(|unknown| Demand::consequence("other values: ", unknown, None));
    let hides = ["hidden from `Debug`", "no longer hidden from `Debug`"];
    let translates = ["takes part in id translation", "no longer takes part in id translation"];
    Outline::default()
        .fact(Fact::name(breaks, wire, used))
        .fact(Fact::name(Breaks::AtCompileTime, rust, " in Rust"))
        .demands(unknown)
        .fact(Fact::value(Breaks::AtCompileTime, "type ", view.text(|names| code(&names.field(field)))))
        .fact(Fact::value(Breaks::AtRunTime, "", on_wire(kind)).minor())
        .fact(Fact::value(Breaks::AtRunTime, "", place))
        .fact(Fact::value(Breaks::AtRunTime, "items in it by the name ", or_none(each.as_deref().map(code))))
        .fact(Fact::value(Breaks::Nobody, "seconds for which it works: ", or_none(*once)))
        .and(presence(object.role, field))
        .demands(limits::demands(view, field, object.role != Role::Reply))
        .fact(Fact::error_code("an empty item", *item_errcode))
        .fact(Fact::property(Breaks::Nobody, *sensitive, hides))
        .fact(Fact::property(Breaks::Nobody, *translated, translates))
        .about(about)
}

/// Required, default, supplied by the client or the handle.
fn presence(role: Role, field: &Field) -> Outline {
    let at_run_time = |breaks| if breaks && role != Role::Reply { Breaks::AtRunTime } else { Breaks::Nobody };
    let required = Fact::property(Breaks::Nobody, field.required.is_some(), ["", ""])
        .gained(ChangeKind::Tightened, "required")
        .lost(ChangeKind::Loosened, "no longer required")
        .from(at_run_time(field.required.is_none() || is_written(field)))
        .to(at_run_time(field.required.is_none() || is_demanded(field) || is_written(field)));
    let errcode = field.required.map(|required| or_none(required.errcode).into());
    let errcode =
        Fact { before: "required: error code ".to_owned(), ..Fact::new(errcode, ChangeKind::Changed, Breaks::Nobody) };
    let default = or_none(field.default.as_ref().map(|default| code(&default.to_string())));
    let supplier = field.supplied.map(|supplier| match supplier {
        Supplier::Client => "the client",
        Supplier::Handle => "the handle",
    });
    let name = supplier.unwrap_or_default();
    let filled_in = Fact::new(supplier.map(Into::into), ChangeKind::Changed, at_run_time(true))
        .gained(ChangeKind::Loosened, format!("filled in by {name}"))
        .lost(ChangeKind::Tightened, format!("no longer filled in by {name}"))
        .from(at_run_time(!is_demanded(field)));
    Outline::default()
        .fact(required)
        .fact(errcode.minor())
        .fact(Fact::value(at_run_time(field.required.is_some()), "default ", default))
        .fact(Fact { before: "filled in by ".to_owned(), ..filled_in })
}

/// Whether the check fails for an object without it.
fn is_demanded(field: &Field) -> bool {
    field.required.is_some()
        && field.default.is_none()
        && field.supplied.is_none()
        && !matches!(field.kind, Kind::Inline(_))
}

/// Whether constructors set it by themselves.
fn is_written(field: &Field) -> bool {
    field.required.is_some() && field.default.is_some()
}
