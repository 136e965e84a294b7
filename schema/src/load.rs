//! From files to the model, with every mistake in every file.

use std::collections::{BTreeMap, BTreeSet};

use crate::description::{self, ChannelDescription, Description, Members, TypeDescription};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::json::{Json, Node};
use crate::model::Schema;
use crate::resolve::{self, ChannelFiles};
use crate::source::{Source, Sources, Span};
use crate::{examples, json};

/// The version of the description language that this crate reads.
pub const LANGUAGE: u64 = 1;

impl Schema {
    /// Reads descriptions.
    ///
    /// # Errors
    ///
    /// Every mistake in every file.
    pub fn load(sources: &Sources) -> Result<Self, Diagnostics> {
        let mut diagnostics = Diagnostics::default();
        let schema = load(sources, &mut diagnostics);
        match schema {
            Some(schema) if diagnostics.is_empty() => Ok(schema),
            _ => Err(diagnostics.with_sources(sources)),
        }
    }
}

fn load(sources: &Sources, diagnostics: &mut Diagnostics) -> Option<Schema> {
    let files: Vec<&Source> = sources.iter().collect();
    let Some((index, source)) = files.iter().enumerate().find(|(_, source)| source.path == "schema.json") else {
        let help = format!("write {{ \"language\": {LANGUAGE} }} into schema.json");
        diagnostics.add(Diagnostic::new(NOWHERE, "the file schema.json is missing").help(help));
        return None;
    };
    check_language(&json::parse(index, source, diagnostics)?, diagnostics)?;
    let mut schema =
        Schema { files: files.iter().filter_map(|source| source.file.clone()).collect(), ..Schema::default() };
    let mut shared: Vec<TypeDescription> = Vec::new();
    let mut unread_shared = BTreeSet::new();
    let mut channels: BTreeMap<&str, ChannelFiles> = BTreeMap::new();
    for (index, source) in files.iter().enumerate().filter(|(_, source)| source.path != "schema.json") {
        let segments: Vec<&str> = source.path.strip_suffix(".json").unwrap_or(&source.path).split('/').collect();
        let node = json::parse(index, source, diagnostics);
        let mut read = |stem: &str, in_types| description::description(node.as_ref()?, stem, in_types, diagnostics);
        match segments.as_slice() {
            ["error_codes"] => {
                schema.error_codes = node.map(|node| description::error_codes(&node, diagnostics)).unwrap_or_default();
            }
            ["types", stem] => match read(stem, true) {
                Some(Description::Type(ty)) => shared.push(ty),
                _ => _ = unread_shared.insert((*stem).to_owned()),
            },
            [channel, "types", stem] | [channel, stem] => {
                let files = channels.entry(channel).or_default();
                let in_types = segments.len() > 2;
                match read(stem, in_types) {
                    Some(Description::Channel(description)) => {
                        check_folder(channel, &description, diagnostics);
                        files.channel = Some(*description);
                    }
                    Some(Description::Message(message)) => files.messages.push(message),
                    Some(Description::Operation(operation)) => files.operations.push(operation),
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
    let mut used = BTreeSet::new();
    let incomplete = channels.values().any(|files| files.incomplete || files.channel.is_none());
    for (name, channel) in &channels {
        let path = format!("{name}/channel.json");
        if !files.iter().any(|source| source.path == path) {
            let message = format!("the channel `{name}` has no file {path}");
            diagnostics.add(Diagnostic::new(NOWHERE, message).help("it says where messages go and what WeCom answers"));
        }
        schema.channels.extend(resolve::channel(channel, &shared, &unread_shared, &files, &mut used, diagnostics));
    }
    if !incomplete && schema.channels.len() == channels.len() {
        // Otherwise nobody knows what the rest would have used.
        for ty in shared.iter().filter(|ty| !used.contains(ty.name().value.as_str())) {
            diagnostics.add(resolve::unused(ty.name()));
        }
    }
    if diagnostics.is_empty() {
        for (channel, files) in schema.channels.iter().zip(channels.values()) {
            examples::check(channel, files, diagnostics);
        }
    }
    Some(schema)
}

fn check_folder(folder: &str, description: &ChannelDescription, diagnostics: &mut Diagnostics) {
    let name = &description.name;
    if name.value != folder {
        let message = format!("the folder is called {folder}, but its channel `{}`", name.value);
        diagnostics.add(Diagnostic::new(name.span, message).help("rename one of the two"));
    }
}

/// Names no file.
const NOWHERE: Span = Span { file: usize::MAX, start: 0, end: 0 };

fn check_language(node: &Node, diagnostics: &mut Diagnostics) -> Option<()> {
    let mut members = Members::open(node, "the schema's file", diagnostics)?;
    members.file_keys();
    let language = members.needed("language")?;
    let version = match &language.value {
        Json::Number(number) => number.as_u64(),
        _ => None,
    };
    match version {
        Some(version) if version == LANGUAGE => {}
        Some(version) if version > LANGUAGE => {
            let message =
                format!("these descriptions are written in language {version}; this crate reads language {LANGUAGE}");
            let help = format!("update wecom-message and wecom-codegen, or use descriptions in language {LANGUAGE}");
            members.diagnostics.add(Diagnostic::new(language.span, message).help(help));
            return None;
        }
        _ => {
            let message = format!("`language` wants the number {LANGUAGE}");
            members.diagnostics.error(language.span, message);
            return None;
        }
    }
    members.finish();
    Some(())
}
