//! A channel's file: its endpoint, its envelope, its answer.

use super::about::about;
use super::envelope::{EnvelopeDescription, answer, envelope, head, recipients};
use super::field::{FieldDescription, fields};
use super::members::{Members, Spanned, each};
use crate::diagnostic::Diagnostics;
use crate::json::{Entry, Json, Node};
use crate::model::{About, Credential, Everyone, Held};

#[derive(Clone, Debug)]
pub(crate) struct ChannelDescription {
    pub(crate) name: Spanned<String>,
    pub(crate) rust: Option<Spanned<String>>,
    pub(crate) about: About,
    pub(crate) path: Option<Spanned<String>>,
    pub(crate) credential: Credential,
    pub(crate) handle: Option<HandleDescription>,
    pub(crate) profiles: Vec<ProfileDescription>,
    pub(crate) recipients: EnvelopeDescription,
    pub(crate) everyone: Option<Spanned<Everyone>>,
    pub(crate) duplicate_check: Option<(Spanned<String>, Spanned<String>)>,
    pub(crate) sender: EnvelopeDescription,
    pub(crate) receipt: EnvelopeDescription,
    pub(crate) options: Vec<(Spanned<String>, Vec<FieldDescription>)>,
    pub(crate) head: Option<EnvelopeDescription>,
    /// The names on the wire are in `CamelCase`, those in Rust are made of them.
    pub(crate) in_camel_case: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct HandleDescription {
    pub(crate) name: Spanned<String>,
    pub(crate) holds: Held,
}

#[derive(Clone, Debug)]
pub(crate) struct ProfileDescription {
    pub(crate) name: Spanned<String>,
    pub(crate) about: About,
}

pub(super) fn channel(node: &Node, diagnostics: &mut Diagnostics) -> Option<ChannelDescription> {
    let mut members = Members::open(node, "a channel", diagnostics)?;
    members.file_keys();
    let name = members.needed_string("channel");
    let rust = members.string("rust");
    let about = about(&mut members);
    let path = members.string("path");
    let credentials = [("access_token", Credential::AccessToken), ("key", Credential::Key), ("bot", Credential::Bot)];
    let credential = members.choice("credential", &credentials).unwrap_or_default();
    let handle = members.read("handle", handle);
    let profiles = each(members.entries("profiles"), profile, members.diagnostics);
    let recipients = members.read("recipients", recipients).unwrap_or_default();
    let everyone = members.read("everyone", everyone);
    let duplicate_check = members.read("duplicate_check", duplicate_check);
    let sender = members.read("sender", envelope).unwrap_or_default();
    let receipt = members.read("receipt", answer).unwrap_or_default();
    let head = members.read("head", head);
    let in_camel_case = members.choice("names", &[("CamelCase", true), ("snake_case", false)]).unwrap_or(false);
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
        rust,
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
        head,
        in_camel_case,
    })
}

fn handle(node: &Node, diagnostics: &mut Diagnostics) -> Option<HandleDescription> {
    let mut members = Members::open(node, "`handle`", diagnostics)?;
    let name = members.needed_string("name");
    members.needed("holds");
    let held = [("recipients", Held::Recipients), ("sender", Held::Sender), ("nothing", Held::Nothing)];
    let holds = members.choice("holds", &held);
    members.finish();
    Some(HandleDescription { name: name?, holds: holds? })
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
