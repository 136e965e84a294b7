//! From files to the model, with every mistake in every file.

use std::collections::BTreeMap;

use crate::description::{self, Description, Members, TypeDescription};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::json::{Json, Node};
use crate::model::Schema;
use crate::resolve::{self, ChannelFiles};
use crate::source::{Source, Sources, Span};
use crate::{LANGUAGE, examples, json};

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
            _ => Err(diagnostics.with_sources(sources.iter().cloned())),
        }
    }
}

fn load(sources: &Sources, diagnostics: &mut Diagnostics) -> Option<Schema> {
    let files: Vec<&Source> = sources.iter().collect();
    match files.iter().position(|source| source.path == "schema.json") {
        Some(index) => check_language(&json::parse(index, files.get(index)?, diagnostics)?, diagnostics)?,
        None => {
            let help = format!("write {{ \"language\": {LANGUAGE} }} into schema.json");
            diagnostics.add(Diagnostic::new(NOWHERE, "the file schema.json is missing").help(help));
            return None;
        }
    }
    let mut schema = Schema { files: files.iter().filter_map(|source| source.file.clone()).collect(), ..Schema::default() };
    let mut shared: Vec<TypeDescription> = Vec::new();
    let mut channels: BTreeMap<&str, ChannelFiles> = BTreeMap::new();
    for (index, source) in files.iter().enumerate() {
        let segments: Vec<&str> = source.path.trim_end_matches(".json").split('/').collect();
        if source.path == "schema.json" {
            continue;
        }
        let Some(node) = json::parse(index, source, diagnostics) else { continue };
        match segments.as_slice() {
            ["error_codes"] => schema.error_codes = description::error_codes(&node, diagnostics),
            ["types", stem] => match description::description(&node, stem, true, diagnostics) {
                Some(Description::Type(ty)) => shared.push(ty),
                _ => {}
            },
            [channel, "types", stem] => match description::description(&node, stem, true, diagnostics) {
                Some(Description::Type(ty)) => channels.entry(channel).or_default().types.push(ty),
                _ => {}
            },
            [channel, stem] => {
                let files = channels.entry(channel).or_default();
                match description::description(&node, stem, false, diagnostics) {
                    Some(Description::Channel(channel)) => files.channel = Some(channel),
                    Some(Description::Message(message)) => files.messages.push(message),
                    Some(Description::Operation(operation)) => files.operations.push(operation),
                    Some(Description::Type(_)) | None => {}
                }
            }
            _ => {
                let message = format!("{} is not where a description can be", source.path);
                let help = "descriptions are <channel>/<name>.json, <channel>/types/<name>.json and types/<name>.json";
                diagnostics.add(Diagnostic::new(Span { file: index, start: 0, end: 0 }, message).help(help));
            }
        }
    }
    let readable = diagnostics.is_empty();
    for (name, files) in &channels {
        if files.channel.is_none() && readable {
            let message = format!("the channel `{name}` has no file {name}/channel.json");
            diagnostics.add(Diagnostic::new(NOWHERE, message).help("it says where messages go and what WeCom answers"));
        }
        schema.channels.extend(resolve::channel(files, &shared, diagnostics));
    }
    if diagnostics.is_empty() {
        for channel in &schema.channels {
            examples::check(channel, diagnostics);
        }
    }
    Some(schema)
}

/// Names no file.
const NOWHERE: Span = Span { file: usize::MAX, start: 0, end: 0 };

fn check_language(node: &Node, diagnostics: &mut Diagnostics) -> Option<()> {
    let mut members = Members::open(node, "the schema's file", diagnostics)?;
    members.string("$schema");
    let language = members.needed("language")?;
    let version = match &language.value {
        Json::Number(number) => number.as_u64(),
        _ => None,
    };
    match version {
        Some(version) if version == LANGUAGE => {}
        Some(version) if version > LANGUAGE => {
            let message = format!("these descriptions are written in language {version}; this crate reads language {LANGUAGE}");
            let help = "update wecom-message (and wecom-codegen), or take descriptions of its own version";
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
