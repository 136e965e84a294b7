//! A channel's file: its endpoint, its envelope, its answer.

use super::about::about;
use super::field::{FieldDescription, fields};
use super::members::{Members, Spanned, each};
use super::message::{ExampleDescription, examples};
use super::rule::{ConstructorDescription, RuleDescription, constructors, rules};
use crate::diagnostic::Diagnostics;
use crate::json::{Entry, Json, Node};
use crate::model::{About, Credential, Everyone, Handle};

#[derive(Clone, Debug)]
pub(crate) struct ChannelDescription {
    pub(crate) name: Spanned<String>,
    pub(crate) about: About,
    pub(crate) path: Option<Spanned<String>>,
    pub(crate) credential: Credential,
    pub(crate) handle: Option<Spanned<Handle>>,
    pub(crate) profiles: Vec<ProfileDescription>,
    pub(crate) recipients: EnvelopeDescription,
    pub(crate) everyone: Option<Spanned<Everyone>>,
    pub(crate) duplicate_check: Option<(Spanned<String>, Spanned<String>)>,
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
    pub(crate) constructors: Vec<ConstructorDescription>,
    /// Of recipients: the runtime has their type.
    pub(crate) in_runtime: bool,
    /// Of recipients.
    pub(crate) examples: Vec<ExampleDescription>,
}

pub(super) fn channel(node: &Node, diagnostics: &mut Diagnostics) -> Option<ChannelDescription> {
    let mut members = Members::open(node, "a channel", diagnostics)?;
    members.file_keys();
    let name = members.needed_string("channel");
    let about = about(&mut members);
    let path = members.string("path");
    let credentials = [("access_token", Credential::AccessToken), ("key", Credential::Key)];
    let credential = members.choice("credential", &credentials).unwrap_or_default();
    let handle = handle(&mut members);
    let profiles = each(members.entries("profiles"), profile, members.diagnostics);
    let recipients = members.read("recipients", recipients).unwrap_or_default();
    let everyone = members.read("everyone", everyone);
    let duplicate_check = members.read("duplicate_check", duplicate_check);
    let sender = members.read("sender", envelope).unwrap_or_default();
    let receipt = members.read("receipt", answer).unwrap_or_default();
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
        path,
        credential,
        handle,
        profiles,
        recipients,
        everyone,
        duplicate_check,
        sender,
        receipt,
        options,
    })
}

fn handle(members: &mut Members<'_, '_>) -> Option<Spanned<Handle>> {
    let span = members.take("handle")?.span;
    let held = [("recipients", Handle::Recipients), ("sender", Handle::Sender), ("nothing", Handle::Nothing)];
    let value = members.choice("handle", &held)?;
    Some(Spanned { value, span })
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
    let id = members.string("id").map(|id| id.value);
    members.finish();
    let field = field?;
    Some(Spanned { value: Everyone { field: field.value, id }, span: field.span })
}

fn duplicate_check(node: &Node, diagnostics: &mut Diagnostics) -> Option<(Spanned<String>, Spanned<String>)> {
    let mut members = Members::open(node, "`duplicate_check`", diagnostics)?;
    let switch = members.needed_string("switch");
    let interval = members.needed_string("interval");
    members.finish();
    switch.zip(interval)
}

/// Whom a message goes to.
fn recipients(node: &Node, diagnostics: &mut Diagnostics) -> Option<EnvelopeDescription> {
    let mut members = Members::open(node, "the recipients", diagnostics)?;
    let in_runtime = members.boolean("in_runtime");
    let examples = examples(&mut members);
    Some(EnvelopeDescription { in_runtime, examples, ..envelope_of(members) })
}

/// The fields of a part of the envelope.
fn envelope(node: &Node, diagnostics: &mut Diagnostics) -> Option<EnvelopeDescription> {
    Members::open(node, "a part of the envelope", diagnostics).map(envelope_of)
}

fn envelope_of(mut members: Members<'_, '_>) -> EnvelopeDescription {
    let constructors = constructors(members.entries("constructors"), members.diagnostics);
    EnvelopeDescription { constructors, ..answer_of(members) }
}

/// The fields of an answer.
pub(super) fn answer(node: &Node, diagnostics: &mut Diagnostics) -> Option<EnvelopeDescription> {
    Members::open(node, "an answer", diagnostics).map(answer_of)
}

fn answer_of(mut members: Members<'_, '_>) -> EnvelopeDescription {
    let fields = fields(members.list("fields"), members.diagnostics);
    let rules = rules(members.list("rules"), members.diagnostics);
    members.finish();
    EnvelopeDescription { fields, rules, ..EnvelopeDescription::default() }
}
