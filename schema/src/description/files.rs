//! The description files of a schema, sorted by their paths.

use std::collections::{BTreeMap, BTreeSet};

use super::channel::ChannelDescription;
use super::error_codes::error_codes;
use super::file::{Description, description};
use super::message::{MessageDescription, OperationDescription};
use super::passive_reply::PassiveReplyDescription;
use super::received::ReceivedDescription;
use super::types::TypeDescription;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::json;
use crate::model::ErrorCode;
use crate::source::{Source, Span};

/// All files except `schema.json`.
#[derive(Debug, Default)]
pub(crate) struct Files {
    pub(crate) error_codes: Vec<ErrorCode>,
    pub(crate) shared: SharedTypes,
    /// By the name of the folder.
    pub(crate) channels: BTreeMap<String, ChannelFiles>,
}

/// The types that all channels share.
#[derive(Debug, Default)]
pub(crate) struct SharedTypes {
    pub(crate) types: Vec<TypeDescription>,
    /// The names of type files that failed to parse.
    pub(crate) unread: BTreeSet<String>,
}

/// The descriptions of one channel.
#[derive(Debug, Default)]
pub(crate) struct ChannelFiles {
    pub(crate) channel: Option<ChannelDescription>,
    pub(crate) messages: Vec<MessageDescription>,
    pub(crate) operations: Vec<OperationDescription>,
    pub(crate) passive_replies: Vec<PassiveReplyDescription>,
    pub(crate) received: Vec<ReceivedDescription>,
    pub(crate) types: Vec<TypeDescription>,
    /// The names of type files that failed to parse.
    pub(crate) unread_types: BTreeSet<String>,
    /// Whether another file failed to parse.
    pub(crate) incomplete: bool,
}

/// Reads all files except `schema.json`; the index of a source is its file number in spans.
pub(crate) fn files(sources: &[&Source], diagnostics: &mut Diagnostics) -> Files {
    let mut read = Files::default();
    for (index, source) in sources.iter().enumerate().filter(|(_, source)| source.path != "schema.json") {
        let path: Vec<&str> = source.path.strip_suffix(".json").unwrap_or(&source.path).split('/').collect();
        let node = json::parse(index, source, diagnostics);
        let mut described = |stem: &str, in_types| description(node.as_ref()?, stem, in_types, diagnostics);
        match path.as_slice() {
            ["error_codes"] => {
                read.error_codes = node.map(|node| error_codes(&node, diagnostics)).unwrap_or_default();
            }
            ["types", stem] => match described(stem, true) {
                Some(Description::Type(ty)) => read.shared.types.push(ty),
                _ => _ = read.shared.unread.insert((*stem).to_owned()),
            },
            [channel, "types", stem] | [channel, stem] => {
                let files = read.channels.entry((*channel).to_owned()).or_default();
                let in_types = path.len() > 2;
                match described(stem, in_types) {
                    Some(Description::Channel(description)) => {
                        check_folder(channel, &description, diagnostics);
                        files.channel = Some(*description);
                    }
                    Some(Description::Message(message)) => files.messages.push(message),
                    Some(Description::Operation(operation)) => files.operations.push(operation),
                    Some(Description::PassiveReply(reply)) => files.passive_replies.push(reply),
                    Some(Description::Received(received)) => files.received.push(received),
                    Some(Description::Type(ty)) => files.types.push(ty),
                    None if in_types => _ = files.unread_types.insert((*stem).to_owned()),
                    None => files.incomplete = true,
                }
            }
            _ => {
                let message = format!("{} is not where a description can be", source.path);
                let help = "descriptions are error_codes.json, <channel>/<name>.json, <channel>/types/<name>.json and types/<name>.json";
                diagnostics.add(Diagnostic::new(Span { file: index, start: 0, end: 0 }, message).help(help));
            }
        }
    }
    read
}

fn check_folder(folder: &str, description: &ChannelDescription, diagnostics: &mut Diagnostics) {
    let name = &description.name;
    if name.value != folder {
        let message = format!("the folder is called {folder}, but its channel `{}`", name.value);
        diagnostics.add(Diagnostic::new(name.span, message).help("rename one of the two"));
    }
}
