//! Loads description files into the model.

use std::collections::BTreeSet;

use crate::description::{self, Members};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::json::{Json, Node};
use crate::model::Schema;
use crate::source::{Source, Sources, Span};
use crate::{examples, json, resolve};

/// The version of the description language that this crate reads.
pub const LANGUAGE: u64 = 1;

impl Schema {
    /// Loads descriptions.
    ///
    /// # Errors
    ///
    /// All mistakes in all files.
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
    let described = description::files(&files, diagnostics);
    let mut schema = Schema {
        files: files.iter().filter_map(|source| source.file.clone()).collect(),
        error_codes: described.error_codes,
        channels: Vec::new(),
    };
    let mut used = BTreeSet::new();
    let incomplete = described.channels.values().any(|files| files.incomplete || files.channel.is_none());
    for (name, channel) in &described.channels {
        let path = format!("{name}/channel.json");
        if !files.iter().any(|source| source.path == path) {
            let message = format!("the channel `{name}` has no file {path}");
            diagnostics.add(Diagnostic::new(NOWHERE, message).help("it says where messages go and what WeCom answers"));
        }
        schema.channels.extend(resolve::channel(channel, &described.shared, &files, &mut used, diagnostics));
    }
    if !incomplete && schema.channels.len() == described.channels.len() {
        // Otherwise it is unknown which types the unread files use.
        for ty in described.shared.types.iter().filter(|ty| !used.contains(ty.name().value.as_str())) {
            diagnostics.add(resolve::unused(ty.name()));
        }
    }
    if diagnostics.is_empty() {
        for (channel, files) in schema.channels.iter().zip(described.channels.values()) {
            examples::check(channel, files, diagnostics);
        }
    }
    Some(schema)
}

/// A span in no file.
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
