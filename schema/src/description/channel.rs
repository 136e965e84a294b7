//! A channel's file: its endpoint, its envelope, its answer.

use super::about::about;
use super::field::{FieldDescription, fields};
use super::members::{Members, Spanned};
use super::rule::{RuleDescription, rules};
use crate::diagnostic::Diagnostics;
use crate::json::{Entry, Json, Node};
use crate::model::{About, Everyone};

#[derive(Clone, Debug)]
pub(crate) struct ChannelDescription {
    pub(crate) name: Spanned<String>,
    pub(crate) about: About,
    pub(crate) path: String,
    pub(crate) profiles: Vec<ProfileDescription>,
    pub(crate) recipients: EnvelopeDescription,
    pub(crate) everyone: Option<Spanned<Everyone>>,
    pub(crate) sender: EnvelopeDescription,
    pub(crate) receipt: EnvelopeDescription,
    pub(crate) options: Vec<(Spanned<String>, Vec<FieldDescription>)>,
}

#[derive(Clone, Debug)]
pub(crate) struct ProfileDescription {
    pub(crate) name: Spanned<String>,
    pub(crate) about: About,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct EnvelopeDescription {
    pub(crate) fields: Vec<FieldDescription>,
    pub(crate) rules: Vec<RuleDescription>,
}

pub(super) fn channel(node: &Node, diagnostics: &mut Diagnostics) -> Option<ChannelDescription> {
    let mut members = Members::open(node, "a channel", diagnostics)?;
    members.string("$schema");
    let name = members.needed_string("channel");
    let about = about(&mut members);
    let path = members.needed_string("path");
    let profiles = members.entries("profiles").iter().filter_map(|entry| profile(entry, members.diagnostics)).collect();
    let recipients =
        members.take("recipients").and_then(|node| envelope(node, members.diagnostics)).unwrap_or_default();
    let everyone = members.take("everyone").and_then(|node| everyone(node, members.diagnostics));
    let sender = members.take("sender").and_then(|node| envelope(node, members.diagnostics)).unwrap_or_default();
    let receipt = members.take("receipt").and_then(|node| envelope(node, members.diagnostics)).unwrap_or_default();
    let mut options = Vec::new();
    for entry in members.entries("options") {
        let name = Spanned { value: entry.key.clone(), span: entry.key_span };
        match &entry.value.value {
            Json::List(items) => options.push((name, fields(items, members.diagnostics))),
            _ => members.diagnostics.error(entry.value.span, "an option is a list of fields"),
        }
    }
    members.finish();
    Some(ChannelDescription {
        name: name?,
        about,
        path: path?.value,
        profiles,
        recipients,
        everyone,
        sender,
        receipt,
        options,
    })
}

fn profile(entry: &Entry, diagnostics: &mut Diagnostics) -> Option<ProfileDescription> {
    let mut members = Members::open(&entry.value, "a profile", diagnostics)?;
    let about = about(&mut members);
    members.finish();
    Some(ProfileDescription { name: Spanned { value: entry.key.clone(), span: entry.key_span }, about })
}

fn everyone(node: &Node, diagnostics: &mut Diagnostics) -> Option<Spanned<Everyone>> {
    let mut members = Members::open(node, "`everyone`", diagnostics)?;
    let field = members.needed_string("field");
    let id = members.needed_string("id");
    members.finish();
    let (field, id) = (field?, id?);
    Some(Spanned { value: Everyone { field: field.value, id: id.value }, span: field.span })
}

/// The fields of a part of the envelope, or of an answer.
pub(super) fn envelope(node: &Node, diagnostics: &mut Diagnostics) -> Option<EnvelopeDescription> {
    let mut members = Members::open(node, "fields and rules", diagnostics)?;
    let fields = fields(members.list("fields"), members.diagnostics);
    let rules = rules(members.list("rules"), members.diagnostics);
    members.finish();
    Some(EnvelopeDescription { fields, rules })
}
