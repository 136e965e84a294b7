//! A channel: its envelope, its messages, its operations.

use super::library::Library;
use super::names::{Scope, pascal_case, snake_case, type_name, value_name};
use super::types::{Resolver, Use};
use super::Profiles;
use crate::description::{
    ChannelDescription, ConditionDescription, FieldDescription, MessageDescription, ObjectDescription,
    OperationDescription, RuleDescription, Spanned, TypeDescription,
};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{
    About, Channel, Example, Message, Need, Object, Operation, Path, Place, Profile, Response, Role, Split, Text, Type, TypeId,
};

/// The descriptions of one channel.
#[derive(Debug, Default)]
pub(crate) struct ChannelFiles {
    pub(crate) channel: Option<ChannelDescription>,
    pub(crate) messages: Vec<MessageDescription>,
    pub(crate) operations: Vec<OperationDescription>,
    pub(crate) types: Vec<TypeDescription>,
}

/// Rust names in a channel's module that are not derived from a type file.
const RESERVED: [(&str, &str); 3] = [
    ("AnyMessage", "the enum of all messages"),
    ("SendRequest", "the body of a send"),
    ("To", "the recipients"),
];

pub(crate) fn channel(files: &ChannelFiles, shared: &[TypeDescription], diagnostics: &mut Diagnostics) -> Option<Channel> {
    let description = files.channel.as_ref()?;
    let mut library = Library::new(shared, &files.types, diagnostics);
    if !library.link(diagnostics) {
        return None;
    }
    let mut profiles: Vec<Profile> = Vec::new();
    for profile in &description.profiles {
        let name = value_name(&profile.name, None, "profiles", diagnostics);
        profiles.push(Profile { name, about: profile.about.clone() });
    }
    if profiles.is_empty() {
        profiles.push(Profile { name: "send".to_owned(), about: About::default() });
    }
    let names = Profiles(profiles.iter().map(|profile| profile.name.clone()).collect());
    let name = value_name(&description.name, None, "channel", diagnostics);
    let marker = (pascal_case(&name), "the channel");
    let reserved = RESERVED.iter().map(|(name, what)| ((*name).to_owned(), *what)).chain([marker]).collect();
    let mut resolver = Resolver::new(&library, &names, reserved, diagnostics);

    let recipients = resolver.envelope(description, "Recipients", Role::Envelope);
    let sender = resolver.envelope(description, "Sender", Role::Envelope);
    let receipt = resolver.envelope(description, "Receipt", Role::Reply);
    let mut functions = Scope::default();
    let mut messages = Vec::new();
    for message in &files.messages {
        messages.extend(resolver.message(message, description, receipt, &mut functions));
    }
    let mut operations = Vec::new();
    for operation in &files.operations {
        operations.extend(resolver.operation(operation, &mut functions));
    }
    for ty in &files.types {
        if !resolver.was_used(&ty.name().value) {
            let message = format!("nothing refers to `{}`", ty.name().value);
            let help = "use it in a message or an operation, or delete the file";
            resolver.diagnostics.add(Diagnostic::new(ty.name().span, message).help(help));
        }
    }
    let types = resolver.types.into_vec();
    let (about, path) = (description.about.clone(), description.path.clone());
    Some(Channel { name, about, path, profiles, recipients, sender, receipt, messages, operations, types })
}

impl Resolver<'_, '_> {
    /// A part of the envelope, or the answer to a message.
    fn envelope(&mut self, channel: &ChannelDescription, rust: &str, role: Role) -> TypeId {
        let (part, doc) = match rust {
            "Recipients" => (&channel.recipients, "Whom a message goes to, as on the wire."),
            "Sender" => (&channel.sender, "Which application sends."),
            _ => (&channel.receipt, "What WeCom answers to a message."),
        };
        let about = About { doc: Some(Text { en: doc.to_owned(), zh: None }), page: channel.about.page.clone(), ..About::default() };
        self.part(&channel.name, rust, about, &part.fields, &part.rules, role)
    }

    fn part(
        &mut self,
        name: &Spanned<String>,
        rust: &str,
        about: About,
        fields: &[FieldDescription],
        rules: &[RuleDescription],
        role: Role,
    ) -> TypeId {
        let given = Spanned { value: rust.to_owned(), span: name.span };
        let description = ObjectDescription {
            name: name.clone(),
            rust: Some(given),
            about,
            fields: fields.to_vec(),
            rules: rules.to_vec(),
            constructors: Vec::new(),
        };
        let of = Use { profile: 0, role, narrow: None };
        let object = self.object(&description, rust.to_owned(), of).unwrap_or_else(|| Object {
            rust: rust.to_owned(),
            module: None,
            role,
            about: About::default(),
            fields: Vec::new(),
            rules: Vec::new(),
            constructors: Vec::new(),
            converts_from: None,
        });
        self.add(Type::Object(object), name.span)
    }

    fn message(
        &mut self,
        description: &MessageDescription,
        channel: &ChannelDescription,
        receipt: TypeId,
        functions: &mut Scope,
    ) -> Option<Message> {
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
        let function = format!("send_{}", snake_case(&rust));
        functions.take(&function, "a send function", name.span, self.diagnostics);
        let object = self.object(&object, rust, Use { profile: 0, role: Role::Message, narrow: None })?;
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
        let split = description.split.as_ref().and_then(|(field, markup)| {
            let path = self.path(&object, field)?;
            match path.steps.as_slice() {
                [crate::model::Step::Field(field)] => Some(Split { field: *field, markup: markup.clone() }),
                _ => None,
            }
        });
        Some(Message {
            msgtype: name.value.clone(),
            object: self.add(Type::Object(object), name.span),
            function,
            responses,
            needs,
            split,
            examples: examples(&description.examples),
        })
    }

    fn condition(&mut self, object: &Object, condition: &ConditionDescription) -> Vec<Path> {
        self.paths(object, &condition.any_of)
    }

    fn operation(&mut self, description: &OperationDescription, functions: &mut Scope) -> Option<Operation> {
        let profile = match &description.profile {
            Some(name) => self.profiles.index(name, self.diagnostics)?,
            None => 0,
        };
        let name = &description.object.name;
        let function = value_name(name, None, "operation", self.diagnostics);
        functions.take(&function, "the function of an operation", name.span, self.diagnostics);
        let rust = type_name(name, description.object.rust.as_ref(), self.diagnostics);
        let reply = format!("{rust}Reply");
        let of = Use { profile, role: Role::Operation, narrow: None };
        let object = self.object(&description.object, rust, of)?;
        let object = self.add(Type::Object(object), name.span);
        let doc = Text { en: format!("What WeCom answers to [`{}`].", pascal_case(&function)), zh: None };
        let about = About { doc: Some(doc), page: description.object.about.page.clone(), ..About::default() };
        let reply = self.part(name, &reply, about, &description.reply.fields, &description.reply.rules, Role::Reply);
        let examples = examples(&description.examples);
        Some(Operation { name: function, path: description.path.clone(), object, reply, examples })
    }
}

fn examples(descriptions: &[crate::description::ExampleDescription]) -> Vec<Example> {
    let example = |example: &crate::description::ExampleDescription| Example {
        name: example.name.value.clone(),
        body: example.body.value.clone(),
        span: example.body.span,
    };
    descriptions.iter().map(example).collect()
}
