//! Message files and operation files.

use super::about::about;
use super::envelope::{EnvelopeDescription, reply};
use super::example::{ExampleDescription, examples};
use super::field::fields;
use super::limit::CONSEQUENCES;
use super::members::{Members, Spanned, each};
use super::rule::{constructors, rules};
use super::types::ObjectDescription;
use crate::diagnostic::Diagnostics;
use crate::json::{Entry, Json, Node};
use crate::model::{Consequence, Method, Needed, RefusedMember};

#[derive(Clone, Debug)]
pub(crate) struct MessageDescription {
    /// The message as an object; its name is the msgtype.
    pub(crate) object: ObjectDescription,
    pub(crate) options: Vec<OptionUse>,
    pub(crate) responses: Vec<(Spanned<String>, ConditionDescription)>,
    pub(crate) needs: Vec<(Needed, i32, ConditionDescription)>,
    pub(crate) refuses: Vec<RefusedMember>,
    pub(crate) everyone: Option<Spanned<Consequence>>,
    pub(crate) sender_optional: bool,
    pub(crate) addressed_by: Vec<Spanned<String>>,
    pub(crate) split: Option<SplitDescription>,
    pub(crate) checked_in_runtime: bool,
    pub(crate) examples: Vec<ExampleDescription>,
}

/// An option of the channel that a message takes.
pub(crate) type OptionUse = Spanned<String>;

/// The field whose text can be split, and the fields that only the first part has.
#[derive(Clone, Debug)]
pub(crate) struct SplitDescription {
    pub(crate) field: Spanned<String>,
    pub(crate) markup: String,
    pub(crate) first_only: Vec<Spanned<String>>,
}

/// Holds if one of the paths is present, or if there are none.
#[derive(Clone, Debug)]
pub(crate) struct ConditionDescription {
    pub(crate) any_of: Vec<Spanned<String>>,
}

#[derive(Clone, Debug)]
pub(crate) struct OperationDescription {
    pub(crate) object: ObjectDescription,
    pub(crate) function: Option<Spanned<String>>,
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) profile: Option<Spanned<String>>,
    pub(crate) reply: EnvelopeDescription,
    pub(crate) pages: Option<PagesDescription>,
    pub(crate) examples: Vec<ExampleDescription>,
}

/// Members that lead from one page of a list to the next.
#[derive(Clone, Debug)]
pub(crate) struct PagesDescription {
    /// In the request.
    pub(crate) cursor: Spanned<String>,
    /// In the reply.
    pub(crate) next: Spanned<String>,
    /// In the reply.
    pub(crate) items: Spanned<String>,
}

pub(super) fn message(node: &Node, diagnostics: &mut Diagnostics) -> Option<MessageDescription> {
    let mut members = Members::open(node, "a message", diagnostics)?;
    let object = object("message", &mut members);
    let options = members.strings("options").unwrap_or_default();
    let responses = each(members.entries("response"), response, members.diagnostics);
    let needs = each(members.list("needs"), need, members.diagnostics);
    let refuses = each(members.entries("refuses"), refused, members.diagnostics);
    let everyone = members.read("everyone", everyone);
    let sender_optional = members.choice("sender", &[("optional", true)]).unwrap_or(false);
    let addressed_by = members.strings("addressed_by").unwrap_or_default();
    let split = members.read("split", split);
    let checked_in_runtime = members.boolean("checked_in_runtime");
    members.needed("examples");
    let examples = examples(&mut members);
    members.finish();
    Some(MessageDescription {
        object: object?,
        options,
        responses,
        needs,
        refuses,
        everyone,
        sender_optional,
        addressed_by,
        split,
        checked_in_runtime,
        examples,
    })
}

pub(super) fn operation(node: &Node, diagnostics: &mut Diagnostics) -> Option<OperationDescription> {
    let mut members = Members::open(node, "an operation", diagnostics)?;
    let object = object("operation", &mut members);
    let function = members.string("function");
    let path = members.needed_string("path");
    let method = members.choice("method", &[("get", Method::Get), ("post", Method::Post)]).unwrap_or_default();
    let profile = members.string("profile");
    let reply = members.read("reply", reply).unwrap_or_default();
    let pages = members.read("pages", pages);
    members.needed("examples");
    let examples = examples(&mut members);
    members.finish();
    Some(OperationDescription { object: object?, function, method, path: path?.value, profile, reply, pages, examples })
}

fn pages(node: &Node, diagnostics: &mut Diagnostics) -> Option<PagesDescription> {
    let mut members = Members::open(node, "`pages`", diagnostics)?;
    let cursor = members.needed_string("cursor");
    let next = members.needed_string("next");
    let items = members.needed_string("items");
    members.finish();
    Some(PagesDescription { cursor: cursor?, next: next?, items: items? })
}

pub(super) fn object(key: &'static str, members: &mut Members<'_, '_>) -> Option<ObjectDescription> {
    members.file_keys();
    let name = members.needed_string(key);
    let rust = members.string("rust");
    let about = about(members);
    let fields = fields(members.list("fields"), members.diagnostics);
    let rules = rules(members.list("rules"), members.diagnostics);
    let constructors = constructors(members.entries("constructors"), members.diagnostics);
    Some(ObjectDescription { name: name?, rust, about, fields, rules, constructors })
}

fn response(entry: &Entry, diagnostics: &mut Diagnostics) -> Option<(Spanned<String>, ConditionDescription)> {
    let name = Spanned { value: entry.key.clone(), span: entry.key_span };
    Some((name, condition(&entry.value, diagnostics)?))
}

fn condition(node: &Node, diagnostics: &mut Diagnostics) -> Option<ConditionDescription> {
    if let Json::Bool(true) = node.value {
        return Some(ConditionDescription { any_of: Vec::new() });
    }
    if !matches!(node.value, Json::Object(_)) {
        let message =
            format!("a condition is true, or an object as in {{ \"any_of\": [\"card\"] }}, not {}", node.kind());
        diagnostics.error(node.span, message);
        return None;
    }
    let mut members = Members::open(node, "a condition", diagnostics)?;
    members.needed("any_of");
    let any_of = members.strings("any_of");
    members.finish();
    Some(ConditionDescription { any_of: any_of? })
}

fn need(node: &Node, diagnostics: &mut Diagnostics) -> Option<(Needed, i32, ConditionDescription)> {
    let mut members = Members::open(node, "a need", diagnostics)?;
    members.needed("what");
    let what = members.choice("what", &[("callback_url", Needed::CallbackUrl)]);
    members.needed("errcode");
    let errcode = members.integer("errcode");
    let any_of = members.strings("any_of").unwrap_or_default();
    members.finish();
    Some((what?, errcode?, ConditionDescription { any_of }))
}

fn refused(entry: &Entry, diagnostics: &mut Diagnostics) -> Option<RefusedMember> {
    let mut members = Members::open(&entry.value, "a refused member", diagnostics)?;
    let allows = members.needed("allows").map(Node::to_value);
    let errcode = members.integer("errcode");
    let reason = members.needed_string("doc");
    members.finish();
    Some(RefusedMember { member: entry.key.clone(), allows: allows?, errcode, reason: reason?.value })
}

fn everyone(node: &Node, diagnostics: &mut Diagnostics) -> Option<Spanned<Consequence>> {
    let mut members = Members::open(node, "`everyone`", diagnostics)?;
    members.needed("beyond");
    let beyond = members.choice("beyond", &CONSEQUENCES);
    members.finish();
    beyond.map(|value| Spanned { value, span: node.span })
}

fn split(node: &Node, diagnostics: &mut Diagnostics) -> Option<SplitDescription> {
    let mut members = Members::open(node, "`split`", diagnostics)?;
    let field = members.needed_string("field");
    members.needed("markup");
    let markup =
        members.choice("markup", &[("text", "text"), ("markdown", "markdown"), ("markdown_v2", "markdown_v2")]);
    let first_only = members.strings("first_only").unwrap_or_default();
    members.finish();
    Some(SplitDescription { field: field?, markup: markup?.to_owned(), first_only })
}
