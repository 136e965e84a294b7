//! One description file. One of its keys names the kind of description.

use super::channel::{self, ChannelDescription};
use super::members;
use super::message::{self, MessageDescription, OperationDescription};
use super::passive_reply::{self, PassiveReplyDescription};
use super::received::{self, ReceivedDescription};
use super::types::{self, TypeDescription};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::json::{Json, Node};
use crate::source::Span;

/// One description file.
#[derive(Clone, Debug)]
pub(super) enum Description {
    Channel(Box<ChannelDescription>),
    Message(MessageDescription),
    Operation(OperationDescription),
    PassiveReply(PassiveReplyDescription),
    Received(ReceivedDescription),
    Type(TypeDescription),
}

const KINDS: [&str; 8] = ["channel", "message", "operation", "passive_reply", "received", "object", "union", "string"];

/// Reads a file of a channel or of the shared types; `stem` is its name without `.json`.
pub(super) fn description(
    node: &Node,
    stem: &str,
    in_types: bool,
    diagnostics: &mut Diagnostics,
) -> Option<Description> {
    let Json::Object(entries) = &node.value else {
        diagnostics.error(node.span, format!("a description is an object, not {}", node.kind()));
        return None;
    };
    let allowed: &[&str] = if in_types {
        &["object", "union", "string"]
    } else {
        &["channel", "message", "operation", "passive_reply", "received"]
    };
    let Some(entry) = entries.iter().find(|entry| KINDS.contains(&entry.key.as_str())) else {
        let message = "this file does not say what it describes: one of its keys names the thing";
        let first = entries.iter().find(|entry| !members::FILE_KEYS.contains(&entry.key.as_str()));
        let span = first.map_or(Span { end: node.span.start + 1, ..node.span }, |entry| entry.key_span);
        let found = first.map_or("", |entry| entry.key.as_str());
        diagnostics.add(Diagnostic::new(span, message).allowed(found, allowed.iter().copied()));
        return None;
    };
    if !allowed.contains(&entry.key.as_str()) {
        let place = if in_types { "a `types` folder" } else { "a channel's folder" };
        let other = if in_types { "the channel's folder" } else { "a `types` folder" };
        let message = format!("a description with the key `{}` does not belong in {place}", entry.key);
        let diagnostic = Diagnostic::new(entry.key_span, message).help(format!("move it to {other}"));
        diagnostics.add(diagnostic.allowed("", allowed.iter().copied()));
        return None;
    }
    if let Json::String(name) = &entry.value.value {
        if entry.key == "channel" && stem != "channel" {
            let message = format!("a channel is described in its folder's channel.json, not in {stem}.json");
            let help = "a channel is a folder of its own; elsewhere in it, messages, operations and what is received are described";
            diagnostics.add(Diagnostic::new(entry.key_span, message).help(help));
            return None;
        }
        if entry.key != "channel" && name != stem {
            let message = format!("the file is called {stem}.json, but describes `{name}`");
            let help = format!("rename one of the two: the file to {name}.json, or what it describes to `{stem}`");
            diagnostics.add(Diagnostic::new(entry.value.span, message).help(help));
        }
    }
    match entry.key.as_str() {
        "channel" => channel::channel(node, diagnostics).map(|channel| Description::Channel(Box::new(channel))),
        "message" => message::message(node, diagnostics).map(Description::Message),
        "operation" => message::operation(node, diagnostics).map(Description::Operation),
        "passive_reply" => passive_reply::passive_reply(node, diagnostics).map(Description::PassiveReply),
        "received" => received::received(node, diagnostics).map(Description::Received),
        "object" => types::object(node, diagnostics).map(TypeDescription::Object).map(Description::Type),
        "union" => types::union(node, diagnostics).map(TypeDescription::Union).map(Description::Type),
        _ => types::string(node, diagnostics).map(TypeDescription::String).map(Description::Type),
    }
}
