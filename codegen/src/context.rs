//! The context of every emitter: the channel, the module that it writes into, the crate of the runtime.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use serde_json::Value;
use wecom_schema::model::{
    Case, Channel, Credential, Field, Held, Kind, Message, Object, Operation, PassiveReply, Path, Received, Role,
    Supplier, Type, TypeId, Union,
};

use crate::options::Options;

/// The crate of the runtime, for other crates.
const RUNTIME: &str = "wecom_message";

/// The place that code is emitted for.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) channel: &'a Channel,
    pub(crate) options: &'a Options,
    /// The profile's module; `None` in the channel's own.
    pub(crate) module: Option<&'a str>,
}

impl<'a> Context<'a> {
    pub(crate) fn within(self, module: Option<&'a str>) -> Self {
        Self { module, ..self }
    }

    /// Whether the channel is built in, and these descriptions add to it.
    pub(crate) fn extends(self) -> bool {
        self.options.built_in.has_channel(&self.channel.name)
    }

    /// The messages that are not built in.
    pub(crate) fn messages(self) -> impl Iterator<Item = &'a Message> {
        let (channel, built_in) = (self.channel, &self.options.built_in);
        channel.messages.iter().filter(move |message| !built_in.has_message(&channel.name, &message.msgtype))
    }

    /// The operations that are not built in.
    pub(crate) fn operations(self) -> impl Iterator<Item = &'a Operation> {
        let (channel, built_in) = (self.channel, &self.options.built_in);
        channel.operations.iter().filter(move |operation| !built_in.has_operation(&channel.name, &operation.name))
    }

    /// The passive replies that are not built in.
    pub(crate) fn passive_replies(self) -> impl Iterator<Item = &'a PassiveReply> {
        let (channel, built_in) = (self.channel, &self.options.built_in);
        channel.passive_replies.iter().filter(move |reply| !built_in.has_passive_reply(&channel.name, &reply.name))
    }

    /// The received messages and events that are not built in.
    pub(crate) fn received(self) -> impl Iterator<Item = &'a Received> {
        let (channel, built_in) = (self.channel, &self.options.built_in);
        channel.received.iter().filter(move |received| !built_in.has_received(&channel.name, &received.name))
    }

    /// The types of a module that are not built in, in the model's order.
    pub(crate) fn types(self) -> impl Iterator<Item = (TypeId, &'a Type)> {
        let (channel, built_in) = (self.channel, &self.options.built_in);
        let types = channel.ids().map(move |id| (id, channel.ty(id)));
        types.filter(move |(_, ty)| ty.module() == self.module && !built_in.has_type(&channel.name, ty))
    }

    /// The built-in channel's module.
    pub(crate) fn built_in_module(self) -> TokenStream {
        let (root, channel) = (root(self.options), ident(&self.channel.name));
        quote!(#root::#channel)
    }

    /// The type that stands for the channel.
    pub(crate) fn marker(self) -> TokenStream {
        let name = ident(&self.channel.rust_name);
        if self.extends() {
            let module = self.built_in_module();
            return quote!(#module::#name);
        }
        quote!(#name)
    }

    /// The name of the channel's handle.
    pub(crate) fn handle_name(self) -> &'a str {
        self.channel.handle.as_ref().map_or("", |handle| &handle.name)
    }

    /// Whether the handle is the type that stands for the channel as well.
    pub(crate) fn handle_is_marker(self) -> bool {
        self.handle_name() == self.channel.rust_name
    }

    /// The type that has the channel's functions.
    pub(crate) fn home(self) -> Home {
        match (self.channel.credential, &self.channel.handle) {
            (_, Some(_)) => Home::Handle,
            (Credential::Key, None) => Home::Robot,
            (Credential::AccessToken, None) => Home::Client,
            (Credential::Bot, None) => Home::Bot,
        }
    }

    /// The type that has an operation's function: the handle only if it supplies something to it.
    pub(crate) fn home_of(self, operation: &Operation) -> Home {
        let fields = self.fields(operation.object);
        let is_supplied = fields.iter().any(|field| field.supplied == Some(Supplier::Handle));
        let holds_something = matches!(self.channel.held(), Some(Held::Recipients | Held::Sender));
        if holds_something && !is_supplied { Home::Client } else { self.home() }
    }

    /// A link to a function in documentation.
    pub(crate) fn function_link(self, home: Home, function: &str) -> String {
        let (root, channel, handle) = (self.link_root(), &self.channel.name, self.handle_name());
        match (home, self.options.client) {
            (Home::Client, true) => format!("[`Client::{function}`]({root}::Client::{function})"),
            (Home::Bot, true) => format!("[`Aibot::{function}`]({root}::Aibot::{function})"),
            (Home::Robot, true) => format!("[`Robot::{function}`]({root}::Robot::{function})"),
            (Home::Handle, true) => format!("[`{handle}::{function}`]({root}::{channel}::{handle}::{function})"),
            (Home::Handle, false) if !self.extends() => format!("[`{handle}::{function}`]"),
            (Home::Client, false) => format!("[`ClientExt::{function}`]"),
            (Home::Bot, false) => format!("[`AibotExt::{function}`]"),
            (Home::Robot, false) => format!("[`RobotExt::{function}`]"),
            (Home::Handle, false) => format!("[`{handle}Ext::{function}`]"),
        }
    }

    /// The crate that has the runtime, as links in documentation name it.
    pub(crate) fn link_root(self) -> &'static str {
        if self.options.client { "crate" } else { RUNTIME }
    }

    /// The path of a type from here.
    pub(crate) fn ty(self, id: TypeId) -> TokenStream {
        let segments = self.path(id).into_iter().map(|segment| (!segment.is_empty()).then(|| ident(segment)));
        quote!(#(#segments)::*)
    }

    /// The path of a type from here, as links in documentation name it.
    pub(crate) fn path_text(self, id: TypeId) -> String {
        self.path(id).join("::")
    }

    /// The segments of a path; an absolute one begins with an empty segment.
    fn path(self, id: TypeId) -> Vec<&'a str> {
        let ty = self.channel.ty(id);
        if matches!(ty, Type::Newtype(newtype) if newtype.in_runtime) {
            return vec!["rt", ty.rust()];
        }
        let mut path = if self.options.built_in.has_type(&self.channel.name, ty) {
            vec!["", RUNTIME, &self.channel.name]
        } else if self.module.is_some() && self.module != ty.module() {
            vec!["super"]
        } else {
            Vec::new()
        };
        let is_module_named = !path.is_empty() || self.module.is_none();
        path.extend(ty.module().filter(|_| is_module_named));
        path.push(ty.rust());
        path
    }

    pub(crate) fn object(self, id: TypeId) -> Option<&'a Object> {
        self.channel.object(id)
    }

    /// The kind of the value at the end of a path.
    pub(crate) fn kind_at(self, object: &'a Object, path: &Path) -> Option<&'a Kind> {
        path.walk(&self.channel.types, object).last()?.kind()
    }

    /// The fields of an object.
    pub(crate) fn fields(self, id: TypeId) -> &'a [Field] {
        self.object(id).map_or(&[], |object| &object.fields)
    }

    /// Whether the object is a whole request, or its recipients: such an object keeps the remarks of its reader.
    pub(crate) fn keeps_remarks(self, id: TypeId) -> bool {
        let role = self.object(id).map(|object| object.role);
        matches!(role, Some(Role::Message | Role::Operation)) || id == self.channel.recipients
    }

    /// Whether the object is a whole answer, which takes the warnings of its request.
    pub(crate) fn is_answer(self, id: TypeId) -> bool {
        id == self.channel.receipt || self.operations().any(|operation| operation.reply == id)
    }

    pub(crate) fn union(self, id: TypeId) -> Option<&'a Union> {
        self.channel.union(id)
    }

    /// The type of a value of this kind, without `Option`.
    pub(crate) fn value_type(self, kind: &Kind) -> TokenStream {
        match kind {
            Kind::String => quote!(rt::String),
            Kind::Integer => quote!(i64),
            Kind::Number => quote!(f64),
            Kind::Boolean | Kind::Flag => quote!(bool),
            Kind::Seconds => quote!(u32),
            Kind::Newtype(id) | Kind::Values(id) | Kind::Object(id) | Kind::Union(id) | Kind::Inline(id) => {
                self.ty(*id)
            }
            Kind::List(item) => {
                let item = self.value_type(item);
                quote!(rt::Vec<#item>)
            }
            Kind::Joined(_) => quote!(rt::Vec<rt::String>),
        }
    }

    /// The type of a field: absent strings and lists are empty, everything else is optional.
    pub(crate) fn field_type(self, field: &Field) -> TokenStream {
        if field.once.is_some() {
            return quote!(rt::Option<rt::OneTimeCode>);
        }
        let value = self.value_type(&field.kind);
        if is_optional(&field.kind) { quote!(rt::Option<#value>) } else { value }
    }
}

/// The type that has the functions of a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Home {
    Client,
    Robot,
    /// A smart bot.
    Bot,
    /// The channel's own handle.
    Handle,
}

/// The crate that has the runtime.
fn root(options: &Options) -> TokenStream {
    if options.client {
        quote!(crate)
    } else {
        let runtime = ident(RUNTIME);
        quote!(::#runtime)
    }
}

/// The runtime's module.
pub(crate) fn runtime(options: &Options) -> TokenStream {
    let root = root(options);
    quote!(#root::rt)
}

/// Whether a field of this kind is an `Option`.
pub(crate) fn is_optional(kind: &Kind) -> bool {
    !matches!(kind, Kind::String | Kind::Inline(_) | Kind::List(_) | Kind::Joined(_))
}

/// An identifier from the model, which has checked it.
pub(crate) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// A field's identifier.
pub(crate) fn field_ident(field: &Field) -> Ident {
    ident(&field.rust)
}

/// The variant of a named value on the wire.
pub(crate) fn named(context: Context<'_>, id: TypeId, value: &Value) -> Option<Ident> {
    let Type::Values(values) = context.channel.ty(id) else { return None };
    let wire = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    values.values.iter().find(|value| value.wire == wire).map(|value| ident(&value.variant))
}

/// The type of a case's payload.
pub(crate) fn payload_id(case: &Case) -> Option<TypeId> {
    case.payload.as_ref().and_then(Kind::type_id)
}
