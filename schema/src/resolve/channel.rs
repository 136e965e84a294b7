//! A channel: its envelope, its messages, its operations.

use std::collections::BTreeSet;

use super::library::Library;
use super::names::{Scope, type_name, value_name};
use super::profiles::Profiles;
use super::types::{Resolver, Use};
use crate::description::{
    ChannelDescription, ChannelFiles, ConditionDescription, ExampleDescription, FieldDescription, HandleDescription,
    MessageDescription, OperationDescription, Place, SharedTypes, Spanned, SplitDescription,
};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{
    About, Channel, DuplicateCheck, Everyone, Example, Handle, Kind, Message, Method, Need, Object, Operation, Path,
    Profile, Response, Role, Split, Text, Type, TypeId, pascal_case, snake_case,
};
use crate::source::Source;

/// Rust names in a channel's module that are not derived from a type file.
const RESERVED: [(&str, &str); 3] = [
    ("AnyMessage", "the enum of all messages"),
    ("SendRequest", "the body of a send"),
    ("Event", "the enum of what is received"),
];

pub(crate) fn channel(
    files: &ChannelFiles,
    shared: &SharedTypes,
    sources: &[&Source],
    used: &mut BTreeSet<String>,
    diagnostics: &mut Diagnostics,
) -> Option<Channel> {
    let description = files.channel.as_ref()?;
    let mut library = Library::new(shared, files, diagnostics);
    if !library.link(diagnostics) {
        return None;
    }
    let mut profiles: Vec<Profile> = Vec::new();
    for profile in &description.profiles {
        let name = value_name(&profile.name, None, None, diagnostics);
        if name == "rt" {
            let message = "`rt` would be the module of a profile, but generated files call the runtime so";
            diagnostics.add(Diagnostic::new(profile.name.span, message).help("give the profile another name"));
        }
        profiles.push(Profile { name, about: profile.about.clone() });
    }
    if profiles.is_empty() {
        profiles.push(Profile { name: "send".to_owned(), about: About::default() });
    }
    let names = Profiles(profiles.iter().map(|profile| profile.name.clone()).collect());
    let name = value_name(&description.name, None, None, diagnostics);
    let mut reserved = Scope::default();
    for (name, what) in RESERVED {
        reserved.reserve(name.to_owned(), what);
    }
    let rust_name = type_name(&description.name, description.rust.as_ref(), diagnostics);
    reserved.reserve(rust_name.clone(), "the channel");
    let handle = description.handle.as_ref().map(|HandleDescription { name, holds }| Handle {
        name: type_name(name, Some(name), diagnostics),
        holds: *holds,
    });
    if let Some(Handle { name, .. }) = &handle {
        reserved.reserve(name.clone(), "the handle");
    }
    if description.recipients.in_runtime {
        reserved.reserve("To".to_owned(), "the recipients");
    }
    let mut resolver = Resolver::new(&library, &names, sources, reserved, diagnostics);

    if let (None, Some(message)) = (&description.path, files.messages.first()) {
        let message = format!("the channel has messages, `{}` among them, and no `path`", message.object.name.value);
        let help = "say where they go: \"path\": \"cgi-bin/…\"";
        resolver.diagnostics.add(Diagnostic::new(description.name.span, message).help(help));
    }
    let everyone = description.everyone.as_ref().map(|everyone| everyone.value.clone());
    if let Some(Spanned { value: Everyone { field, .. }, span }) = &description.everyone {
        let names: Vec<&str> = description.recipients.fields.iter().map(|field| field.name.value.as_str()).collect();
        if !names.contains(&field.as_str()) {
            let message = format!("the recipients have no field `{field}`");
            resolver.diagnostics.add(Diagnostic::new(*span, message).allowed(field, names));
        }
    }
    let (recipients, sender, receipt) = resolver.envelope(description);
    let held = resolver.held(description, recipients, sender);
    let mut functions = Scope::default();
    let mut messages = Vec::new();
    for message in &files.messages {
        messages.push(resolver.message(message, description, receipt, &mut functions));
    }
    let mut operations = Vec::new();
    for operation in &files.operations {
        operations.push(resolver.operation(operation, held, &mut functions));
    }
    let passive_replies = files.passive_replies.iter().map(|reply| resolver.passive_reply(reply)).collect();
    resolver.in_camel_case = description.in_camel_case;
    let received_head = resolver.head(description, &files.received);
    let received = files.received.iter().map(|received| resolver.received(received, received_head)).collect();
    resolver.check_matches(&files.received);
    let opens = resolver.opens(description, received_head);
    for ty in &files.types {
        if !files.incomplete && resolver.library.get(&ty.name().value).is_some() && !resolver.was_used(&ty.name().value)
        {
            resolver.diagnostics.add(unused(ty.name()));
        }
    }
    used.extend(shared.types.iter().map(|ty| ty.name().value.clone()).filter(|name| resolver.was_used(name)));
    let recipient_examples = resolver.examples(&description.recipients.examples);
    let types = resolver.types.into_vec();
    Some(Channel {
        name,
        rust_name,
        about: description.about.clone(),
        path: description.path.as_ref().map(|path| path.value.clone()),
        credential: description.credential,
        handle,
        profiles,
        recipients,
        recipients_in_runtime: description.recipients.in_runtime,
        recipient_examples,
        everyone,
        duplicate_check: duplicate_check(description, diagnostics),
        sender,
        receipt,
        messages,
        operations,
        passive_replies,
        received,
        head: received_head,
        opens,
        types,
    })
}

const FUNCTION: &str = "an operation can have another name with the key `function`";

/// The mistake of a type that nothing refers to.
pub(crate) fn unused(name: &Spanned<String>) -> Diagnostic {
    Diagnostic::new(name.span, format!("nothing refers to `{}`", name.value))
        .help("use it in a message, an operation or what is received, or delete the file")
}

impl Resolver<'_, '_> {
    fn message(
        &mut self,
        description: &MessageDescription,
        channel: &ChannelDescription,
        receipt: TypeId,
        functions: &mut Scope,
    ) -> Message {
        let name = &description.object.name;
        let mut object = description.object.clone();
        for option in &description.options {
            let Some((_, fields)) = channel.options.iter().find(|(name, _)| name.value == option.value) else {
                let message = format!("the channel has no option `{}`", option.value);
                let names = channel.options.iter().map(|(name, _)| name.value.as_str());
                self.diagnostics.add(Diagnostic::new(option.span, message).allowed(&option.value, names));
                continue;
            };
            let beside = |field: &FieldDescription| FieldDescription { place: Place::Envelope, ..field.clone() };
            object.fields.extend(fields.iter().map(beside));
        }
        let rust = type_name(name, object.rust.as_ref(), self.diagnostics);
        self.reserve(&format!("{rust}Body"), "the body of a message", name.span);
        if let Some(given) = &object.rust
            && given.value.to_lowercase() != pascal_case(&name.value).to_lowercase()
        {
            let message =
                format!("a message is called like its msgtype, and `{}` is not `{}`", given.value, name.value);
            let help = "`rust` only says where its words begin: `TextCard` for `textcard`";
            self.diagnostics.add(Diagnostic::new(given.span, message).help(help));
        }
        let function = format!("send_{}", snake_case(&rust));
        functions.take(&function, "a send function", name.span, FUNCTION, self.diagnostics);
        let object = self.object(&object, rust, Use { profile: 0, role: Role::Message, narrow: None });
        let members: Vec<String> = match self.types.get(receipt) {
            Some(Type::Object(receipt)) => receipt.fields.iter().map(|field| field.wire.clone()).collect(),
            _ => Vec::new(),
        };
        let mut responses = Vec::new();
        for (member, condition) in &description.responses {
            if !members.contains(&member.value) {
                let message = format!("the receipt has no member `{}`", member.value);
                let names = members.iter().map(String::as_str);
                self.diagnostics.add(Diagnostic::new(member.span, message).allowed(&member.value, names));
            }
            responses.push(Response { member: member.value.clone(), any_of: self.condition(&object, condition) });
        }
        let needs = description.needs.iter().map(|(what, errcode, condition)| Need {
            what: *what,
            errcode: *errcode,
            any_of: self.condition(&object, condition),
        });
        let needs = needs.collect();
        if let (Some(everyone), None) = (&description.everyone, &channel.everyone) {
            let message = "the channel does not say how its recipients say everyone";
            let help = "for example \"everyone\": { \"field\": \"touser\", \"id\": \"@all\" } in channel.json";
            self.diagnostics.add(Diagnostic::new(everyone.span, message).help(help));
        }
        let addressed_by = self.paths(&object, &description.addressed_by);
        let split = description.split.as_ref().and_then(|split| self.split(&object, split));
        Message {
            msgtype: name.value.clone(),
            object: self.add(Type::Object(object), name.span),
            function,
            responses,
            needs,
            refuses: description.refuses.clone(),
            everyone: description.everyone.as_ref().map(|everyone| everyone.value),
            sender_optional: description.sender_optional,
            addressed_by,
            split,
            checked_in_runtime: description.checked_in_runtime,
            examples: self.examples(&description.examples),
        }
    }

    fn split(&mut self, object: &Object, description: &SplitDescription) -> Option<Split> {
        let SplitDescription { field: name, markup, first_only } = description;
        let first_only = first_only.iter().filter_map(|name| self.split_field(object, name)).collect();
        let field = self.split_field(object, name)?;
        if !object.fields.get(field).is_some_and(|field| field.kind == Kind::String) {
            self.diagnostics.error(name.span, format!("only a string can be split; `{}` is none", name.value));
        }
        Some(Split { field, markup: markup.clone(), first_only })
    }

    fn split_field(&mut self, object: &Object, name: &Spanned<String>) -> Option<usize> {
        let index = object.fields.iter().position(|field| field.wire == name.value);
        if index.is_none() && !self.types.is_unresolved(&object.rust, &name.value) {
            let message = format!("the message has no field `{}` to split", name.value);
            let names = object.fields.iter().map(|field| field.wire.as_str());
            self.diagnostics.add(Diagnostic::new(name.span, message).allowed(&name.value, names));
        }
        index
    }

    fn condition(&mut self, object: &Object, condition: &ConditionDescription) -> Vec<Path> {
        self.paths(object, &condition.any_of)
    }

    fn operation(
        &mut self,
        description: &OperationDescription,
        held: Option<TypeId>,
        functions: &mut Scope,
    ) -> Operation {
        let named = description.profile.as_ref();
        let profile = named.and_then(|name| self.profiles.index(name, self.diagnostics)).unwrap_or_default();
        let name = &description.object.name;
        let given = description.function.as_ref();
        let function = value_name(name, given, Some("function"), self.diagnostics);
        functions.take(&function, "the function of an operation", name.span, FUNCTION, self.diagnostics);
        let rust = type_name(name, description.object.rust.as_ref(), self.diagnostics);
        let reply = format!("{rust}Reply");
        let of = Use { profile, role: Role::Operation, narrow: None };
        let doc = Text { en: format!("WeCom's answer to `{rust}`."), zh: None };
        let object = self.object(&description.object, rust, of);
        self.check_supplied(&object, held);
        self.check_query(description, &object);
        let object = self.add(Type::Object(object), name.span);
        let about = About { doc: Some(doc), page: description.object.about.page.clone(), ..About::default() };
        let reply = self.part(name, &reply, about, &description.reply, Role::Reply);
        let pages = description.pages.as_ref().and_then(|pages| self.pages(pages, object, reply));
        if pages.is_some() {
            let function = format!("{function}_pages");
            functions.take(&function, "the function of an operation's pages", name.span, FUNCTION, self.diagnostics);
        }
        let examples = self.examples(&description.examples);
        let reply_examples = self.examples(&description.reply.examples);
        Operation {
            name: name.value.clone(),
            function,
            method: description.method,
            path: description.path.clone(),
            object,
            reply,
            pages,
            examples,
            reply_examples,
        }
    }

    /// Examples as the model holds them; their names become names of tests and must differ.
    pub(super) fn examples(&mut self, descriptions: &[ExampleDescription]) -> Vec<Example> {
        let mut names = BTreeSet::new();
        let example = |ExampleDescription { name, body }: &ExampleDescription| {
            if !names.insert(name.value.clone()) {
                let message = format!("another example is called \"{}\" already", name.value);
                let help = "each example of a file has a name of its own";
                self.diagnostics.add(Diagnostic::new(name.span, message).help(help));
            }
            let text =
                self.sources.get(body.span.file).and_then(|source| source.text.get(body.span.start..body.span.end));
            Example { name: name.value.clone(), body: body.to_value(), text: text.unwrap_or_default().to_owned() }
        };
        descriptions.iter().map(example).collect()
    }

    /// A query cannot hold objects and lists.
    fn check_query(&mut self, description: &OperationDescription, object: &Object) {
        let plain = |kind: &Kind| !matches!(kind, Kind::Object(_) | Kind::Union(_) | Kind::Inline(_) | Kind::List(_));
        if let (Method::Get, Some(field)) = (description.method, object.fields.iter().find(|it| !plain(&it.kind))) {
            let message = format!("`{}` cannot stand in a query, and the members of a GET do", field.wire);
            let help = "a query takes strings, numbers and switches; a request with more than those is a \"post\"";
            self.diagnostics.add(Diagnostic::new(field.span, message).help(help));
        }
    }
}

/// Both fields must be among the channel's options.
fn duplicate_check(channel: &ChannelDescription, diagnostics: &mut Diagnostics) -> Option<DuplicateCheck> {
    let (switch, interval) = channel.duplicate_check.as_ref()?;
    let fields: Vec<&FieldDescription> = channel.options.iter().flat_map(|(_, fields)| fields).collect();
    for (name, ty) in [(switch, "flag"), (interval, "seconds")] {
        if !fields.iter().any(|field| field.name.value == name.value && field.of.value == ty) {
            let message = format!("none of the channel's options has a field `{}` of the type {ty}", name.value);
            let names = fields.iter().map(|field| field.name.value.as_str());
            diagnostics.add(Diagnostic::new(name.span, message).allowed(&name.value, names));
        }
    }
    // The interval must be known for messages that do not state it.
    let without_default = |field: &&&FieldDescription| field.name.value == interval.value && field.default.is_none();
    if let Some(field) = fields.iter().find(without_default) {
        let message = format!("`{}` is the interval of the duplicate check and has no default", interval.value);
        let help = "say how many seconds WeCom takes when a message names none: \"default\": 1800";
        diagnostics.add(Diagnostic::new(field.name.span, message).help(help));
    }
    Some(DuplicateCheck { switch: switch.value.clone(), interval: interval.value.clone() })
}
