//! Fields.

use serde_json::Value;

use super::about::{about, doc};
use super::limit::{self, UniqueDescription};
use super::members::{Members, Spanned, each};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::json::{Entry, Json, Node};
use crate::model::{About, Charset, Consequence, Limit, Prefix, Supplier, Text};
use crate::source::Span;

#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "independent yes-or-no keys of the language, not a state")]
pub(crate) struct FieldDescription {
    pub(crate) span: Span,
    pub(crate) name: Spanned<String>,
    pub(crate) rust: Option<Spanned<String>>,
    pub(crate) about: About,
    /// The name of the type, or of the items' type for a list.
    pub(crate) of: Spanned<String>,
    pub(crate) list: bool,
    pub(crate) joined: Option<Spanned<String>>,
    /// The items of a list are the members of this name in an object.
    pub(crate) each: Option<Spanned<String>>,
    pub(crate) values: Vec<ValueDescription>,
    pub(crate) inline: bool,
    pub(crate) narrow: Option<NarrowDescription>,
    pub(crate) required: Option<RequiredDescription>,
    pub(crate) default: Option<Spanned<Value>>,
    pub(crate) sensitive: bool,
    pub(crate) translated: bool,
    pub(crate) supplied: Option<Supplier>,
    /// A code that works once, within so many seconds.
    pub(crate) once: Option<Spanned<u32>>,
    /// The codes in the object live from this moment on.
    pub(crate) moment: Option<Span>,
    pub(crate) place: Place,
    pub(crate) limits: Vec<Spanned<Limit>>,
    pub(crate) charset: Option<Spanned<Charset>>,
    pub(crate) prefix: Option<Spanned<Prefix>>,
    pub(crate) unique: Option<UniqueDescription>,
    pub(crate) unknown: Option<Consequence>,
    pub(crate) item_errcode: Option<i32>,
    pub(crate) profiles: Option<Vec<Spanned<String>>>,
}

/// Where a field of a message is in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// In the object named like the msgtype.
    Body,
    /// Beside that object.
    Envelope,
}

#[derive(Clone, Debug)]
pub(crate) struct ValueDescription {
    pub(crate) wire: Spanned<String>,
    pub(crate) name: Spanned<String>,
    pub(crate) doc: Option<Text>,
}

#[derive(Clone, Debug)]
pub(crate) struct RequiredDescription {
    pub(crate) errcode: Option<i32>,
    pub(crate) profiles: Option<Vec<Spanned<String>>>,
}

/// What one use of a type leaves out or limits differently.
#[derive(Clone, Debug)]
pub(crate) struct NarrowDescription {
    pub(crate) span: Span,
    pub(crate) rust: Spanned<String>,
    pub(crate) without: Vec<Spanned<String>>,
    pub(crate) cases: Option<Vec<Spanned<String>>>,
    /// For a union: the error code that WeCom answers to any other case.
    pub(crate) errcode: Option<i32>,
    pub(crate) limits: Vec<(Spanned<String>, Vec<Spanned<Limit>>)>,
}

impl NarrowDescription {
    /// Whether both result in the same type.
    pub(crate) fn says_the_same(&self, other: &Self) -> bool {
        self.without == other.without && self.cases == other.cases && self.limits == other.limits
    }
}

pub(super) fn fields(items: &[Node], diagnostics: &mut Diagnostics) -> Vec<FieldDescription> {
    each(items, field, diagnostics)
}

fn field(node: &Node, diagnostics: &mut Diagnostics) -> Option<FieldDescription> {
    let mut members = Members::open(node, "a field", diagnostics)?;
    let name = members.needed_string("name");
    let of = members.filled_string("type");
    let list = members.filled_string("list");
    let (has_type, has_list) = (members.take("type"), members.take("list"));
    if has_type.is_none() == has_list.is_none() {
        let message = match has_type {
            None => "a field needs one of the keys `type` and `list`",
            Some(_) => "a field has one of the keys `type` and `list`, not both",
        };
        let help = "`type` names a built-in type or a type file; `list` names the type of a list's items";
        let span = name.as_ref().map_or(Span { end: node.span.start + 1, ..node.span }, |name| name.span);
        members.diagnostics.add(Diagnostic::new(span, message).help(help));
    }
    let field = FieldDescription {
        span: name.as_ref().map_or(node.span, |name| name.span),
        rust: members.string("rust"),
        about: about(&mut members),
        list: list.is_some(),
        joined: members.string("joined"),
        each: members.filled_string("each"),
        values: each(members.entries("values"), value, members.diagnostics),
        inline: members.boolean("inline"),
        narrow: members.read("narrow", narrow),
        required: members.read("required", required),
        default: members.take("default").map(|node| Spanned { value: node.to_value(), span: node.span }),
        sensitive: members.boolean("sensitive"),
        translated: members.boolean("translated"),
        supplied: members.choice("supplied_by", &[("client", Supplier::Client), ("handle", Supplier::Handle)]),
        once: members.read("once", once),
        moment: members.boolean("moment").then_some(node.span),
        place: members.choice("place", &PLACES).unwrap_or(Place::Body),
        limits: limit::limits(members.list("limits"), members.diagnostics),
        charset: members.read("charset", limit::charset),
        prefix: members.read("starts_with", limit::prefix),
        unique: members.read("unique", limit::unique),
        unknown: members.choice("beyond", &limit::CONSEQUENCES),
        item_errcode: members.read("items", items),
        profiles: members.profiles(),
        name: name.unwrap_or(Spanned { value: String::new(), span: node.span }),
        of: of.or(list).unwrap_or(Spanned { value: String::new(), span: node.span }),
    };
    members.finish();
    (!field.name.value.is_empty() && !field.of.value.is_empty()).then_some(field)
}

const PLACES: [(&str, Place); 2] = [("body", Place::Body), ("envelope", Place::Envelope)];

/// `"gray"` is short for `{"name": "gray"}`.
fn value(entry: &Entry, diagnostics: &mut Diagnostics) -> Option<ValueDescription> {
    let wire = Spanned { value: entry.key.clone(), span: entry.key_span };
    if let Json::String(name) = &entry.value.value {
        let name = Spanned { value: name.clone(), span: entry.value.span };
        return Some(ValueDescription { wire, name, doc: None });
    }
    let mut members = Members::open(&entry.value, "a value", diagnostics)?;
    let name = members.needed_string("name");
    let doc = doc(&mut members);
    members.finish();
    Some(ValueDescription { wire, name: name?, doc })
}

/// `true`, or `{"errcode": …, "in": […]}`.
fn required(node: &Node, diagnostics: &mut Diagnostics) -> Option<RequiredDescription> {
    match node.value {
        Json::Bool(true) => return Some(RequiredDescription { errcode: None, profiles: None }),
        Json::Bool(false) => return None,
        Json::Object(_) => {}
        _ => {
            let message =
                format!("`required` wants true, or an object as in {{ \"errcode\": 40058 }}, not {}", node.kind());
            diagnostics.error(node.span, message);
            return None;
        }
    }
    let mut members = Members::open(node, "`required`", diagnostics)?;
    let read = RequiredDescription { errcode: members.integer("errcode"), profiles: members.profiles() };
    members.finish();
    Some(read)
}

fn once(node: &Node, diagnostics: &mut Diagnostics) -> Option<Spanned<u32>> {
    let seconds = match &node.value {
        Json::Number(number) => number.as_u64().and_then(|seconds| u32::try_from(seconds).ok()),
        _ => None,
    };
    if seconds.is_none_or(|seconds| seconds == 0) {
        diagnostics.error(node.span, "`once` wants the seconds within which the code works: a whole number above 0");
    }
    Some(Spanned { value: seconds?, span: node.span })
}

fn items(node: &Node, diagnostics: &mut Diagnostics) -> Option<i32> {
    let mut members = Members::open(node, "`items`", diagnostics)?;
    let errcode = members.integer("errcode");
    members.finish();
    errcode
}

fn narrow(node: &Node, diagnostics: &mut Diagnostics) -> Option<NarrowDescription> {
    let mut members = Members::open(node, "`narrow`", diagnostics)?;
    let rust = members.needed_string("rust");
    let without = members.strings("without").unwrap_or_default();
    let cases = members.strings("cases");
    let errcode = members.integer("errcode");
    let mut narrowed = Vec::new();
    for entry in members.entries("limits") {
        let field = Spanned { value: entry.key.clone(), span: entry.key_span };
        match &entry.value.value {
            Json::List(items) => narrowed.push((field, limit::limits(items, members.diagnostics))),
            _ => members.diagnostics.error(entry.value.span, "limits are a list"),
        }
    }
    members.finish();
    Some(NarrowDescription { span: node.span, rust: rust?, without, cases, errcode, limits: narrowed })
}
