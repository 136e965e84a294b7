//! Files of passive replies.

use super::example::{ExampleDescription, examples};
use super::members::{Members, Spanned, each};
use super::message::object;
use super::types::ObjectDescription;
use crate::diagnostic::Diagnostics;
use crate::json::{Entry, Node};

#[derive(Clone, Debug)]
pub(crate) struct PassiveReplyDescription {
    pub(crate) object: ObjectDescription,
    pub(crate) msgtype: String,
    pub(crate) profile: Option<Spanned<String>>,
    pub(crate) wrapped: Vec<WrappedDescription>,
    pub(crate) examples: Vec<ExampleDescription>,
}

/// A list whose items are members of an object.
#[derive(Clone, Debug)]
pub(crate) struct WrappedDescription {
    pub(crate) field: Spanned<String>,
    /// The name of each item in the object.
    pub(crate) each: String,
    /// The member with their number.
    pub(crate) count: Option<String>,
}

pub(super) fn passive_reply(node: &Node, diagnostics: &mut Diagnostics) -> Option<PassiveReplyDescription> {
    let mut members = Members::open(node, "a passive reply", diagnostics)?;
    let object = object("passive_reply", &mut members);
    let msgtype = members.needed_string("msgtype");
    let profile = members.string("profile");
    let wrapped = each(members.entries("wrapped"), wrapped, members.diagnostics);
    members.needed("examples");
    let examples = examples(&mut members);
    members.finish();
    Some(PassiveReplyDescription { object: object?, msgtype: msgtype?.value, profile, wrapped, examples })
}

fn wrapped(entry: &Entry, diagnostics: &mut Diagnostics) -> Option<WrappedDescription> {
    let mut members = Members::open(&entry.value, "a wrapped list", diagnostics)?;
    let each = members.needed_string("each");
    let count = members.filled_string("count").map(|count| count.value);
    members.finish();
    let field = Spanned { value: entry.key.clone(), span: entry.key_span };
    Some(WrappedDescription { field, each: each?.value, count })
}
