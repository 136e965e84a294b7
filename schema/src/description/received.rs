//! Files of received messages and events.

use super::about::text;
use super::example::{ExampleDescription, examples};
use super::members::{Members, Spanned, each};
use super::message::object;
use super::types::ObjectDescription;
use crate::diagnostic::Diagnostics;
use crate::json::{Entry, Json, Node};
use crate::model::Text;

#[derive(Clone, Debug)]
pub(crate) struct ReceivedDescription {
    /// Its members, without those of the head.
    pub(crate) object: ObjectDescription,
    /// Members of the head and their values by which it is known.
    pub(crate) matches: Vec<(Spanned<String>, Spanned<String>)>,
    pub(crate) takes_reply: bool,
    pub(crate) precondition: Option<Text>,
    pub(crate) examples: Vec<ExampleDescription>,
}

pub(super) fn received(node: &Node, diagnostics: &mut Diagnostics) -> Option<ReceivedDescription> {
    let mut members = Members::open(node, "what is received", diagnostics)?;
    let object = object("received", &mut members);
    members.needed("match");
    let matches = each(members.entries("match"), value, members.diagnostics);
    let takes_reply = members.boolean("takes_reply");
    let precondition = members.read("precondition", text);
    members.needed("examples");
    let examples = examples(&mut members);
    members.finish();
    Some(ReceivedDescription { object: object?, matches, takes_reply, precondition, examples })
}

fn value(entry: &Entry, diagnostics: &mut Diagnostics) -> Option<(Spanned<String>, Spanned<String>)> {
    let Json::String(value) = &entry.value.value else {
        let message = format!("`match` wants strings, not {}", entry.value.kind());
        diagnostics.error(entry.value.span, message);
        return None;
    };
    let name = Spanned { value: entry.key.clone(), span: entry.key_span };
    Some((name, Spanned { value: value.clone(), span: entry.value.span }))
}
