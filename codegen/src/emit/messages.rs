//! What holds the messages of a channel together: the channel, any message, a whole request, the send functions.

use proc_macro2::TokenStream;
use quote::quote;
use wecom_schema::judge::BAD_MSGTYPE;
use wecom_schema::model::{Everyone, Kind, Message};

use super::{check, doc, literal};
use crate::context::{Context, field_ident, ident};

pub(super) fn emit(context: Context<'_>) -> TokenStream {
    let channel = channel(context);
    let request = request(context);
    let any_message = any_message(context);
    let messages = context.channel.messages.iter().map(|message| {
        let rt = context.rt();
        let (name, marker) = (context.ty(message.object), marker(context));
        let check_to = check_to(context, message);
        let needs_sender = message.sender_optional.then(|| {
            quote! {
                fn needs_sender(&self) -> bool {
                    false
                }
            }
        });
        quote! {
            impl #rt::Message<#marker> for #name {
                fn msgtype(&self) -> &str {
                    Self::MSGTYPE
                }
                #check_to
                #needs_sender
            }
        }
    });
    let functions = functions(context);
    quote! {
        #channel
        #request
        #any_message
        #(#messages)*
        #functions
    }
}

fn marker(context: Context<'_>) -> proc_macro2::Ident {
    ident(&wecom_schema::model::pascal_case(&context.channel.name))
}

/// Not every message can go to everyone.
fn check_to(context: Context<'_>, message: &Message) -> Option<TokenStream> {
    let rt = context.rt();
    let field = &context.channel.everyone.as_ref()?.field;
    let beyond = check::consequence(context, message.everyone?);
    Some(quote! {
        fn check_to(&self, to: &To, report: &mut #rt::Report) {
            if to.is_everyone() {
                report.add(#field, #rt::Problem::Everyone, #beyond, ::core::option::Option::None);
            }
        }
    })
}

/// In the crate of the client the recipients written by hand know it.
fn is_everyone(context: Context<'_>, recipients: &TokenStream) -> Option<TokenStream> {
    let Everyone { field, id } = context.channel.everyone.as_ref()?;
    let object = context.object(context.channel.recipients)?;
    let field = object.fields.iter().find(|it| it.wire == *field)?;
    let name = field_ident(field);
    let only = if field.kind == Kind::String {
        quote!(self.#name == #id)
    } else {
        quote!(matches!(self.#name.as_slice(), [only] if only == #id))
    };
    Some(quote! {
        impl #recipients {
            /// Whether this is everyone.
            pub fn is_everyone(&self) -> bool {
                #only
            }
        }
    })
}

fn channel(context: Context<'_>) -> TokenStream {
    let rt = context.rt();
    let channel = context.channel;
    let marker = marker(context);
    let path = &channel.path;
    let (recipients, sender, receipt) =
        (context.ty(channel.recipients), context.ty(channel.sender), context.ty(channel.receipt));
    let to = if context.options.client {
        let name = ident(&channel.name);
        quote!(pub use crate::to::#name::To;)
    } else {
        let doc = doc::lines("Whom a message goes to.");
        let is_everyone = is_everyone(context, &recipients);
        quote!(#doc pub type To = #recipients; #is_everyone)
    };
    // The recipients written by hand know everyone from members.
    let members = (context.options.client && channel.everyone.is_some()).then(|| {
        quote! {
            fn members(to: &To) -> ::std::vec::Vec<&str> {
                to.members()
            }
        }
    });
    let doc = doc::lines(&format!("The channel of `{path}`."));
    quote! {
        #to

        #doc
        #[derive(Clone, Copy, Debug)]
        pub enum #marker {}

        impl #rt::Channel for #marker {
            const PATH: &'static str = #path;
            type To = To;
            type Sender = #sender;
            type Receipt = #receipt;

            #members
        }

        impl #rt::Receipt for #receipt {
            fn warn(&mut self, warnings: ::std::vec::Vec<#rt::Violation>) {
                self.warnings.extend(warnings);
            }
        }
    }
}

/// The body of a send as a whole, for programs that read bodies.
fn request(context: Context<'_>) -> TokenStream {
    let rt = context.rt();
    let sender = context.ty(context.channel.sender);
    let name = ident("SendRequest");
    let serde = super::write::serde(context, &name);
    quote! {
        /// A whole request: whom the message goes to, the message, which application sends it.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub struct SendRequest {
            /// Whom the message goes to.
            pub to: To,
            /// The message.
            pub message: AnyMessage,
            /// Which application sends it.
            pub sender: #sender,
        }

        impl SendRequest {
            /// Puts the three together.
            pub fn new(
                to: impl ::core::convert::Into<To>,
                message: impl ::core::convert::Into<AnyMessage>,
                sender: #sender,
            ) -> Self {
                Self { to: to.into(), message: message.into(), sender }
            }
        }

        impl #rt::Fields for SendRequest {
            fn fields<M: #rt::SerializeMap>(&self, map: &mut M) -> ::core::result::Result<(), M::Error> {
                let whole = #rt::Joined { to: &self.to, sender: &self.sender, message: &self.message };
                #rt::Fields::fields(&whole, map)
            }
        }

        impl #rt::Check for SendRequest {
            fn check(&self, report: &mut #rt::Report) {
                #rt::Check::check(&self.to, report);
                #rt::Check::check(&self.message, report);
                #rt::Message::check_to(&self.message, &self.to, report);
                if #rt::Message::needs_sender(&self.message) {
                    #rt::Check::check(&self.sender, report);
                }
            }
        }

        impl #rt::Read for SendRequest {
            fn read(members: &mut #rt::Members<'_>) -> ::core::option::Option<Self> {
                ::core::option::Option::Some(Self {
                    to: #rt::Read::read(members)?,
                    message: #rt::Read::read(members)?,
                    sender: #rt::Read::read(members)?,
                })
            }
        }

        #serde
    }
}

fn any_message(context: Context<'_>) -> TokenStream {
    let rt = context.rt();
    let marker = marker(context);
    let messages = &context.channel.messages;
    if messages.is_empty() {
        return TokenStream::new();
    }
    let names: Vec<_> = messages.iter().map(|message| ident(context.channel.ty(message.object).rust())).collect();
    let msgtypes: Vec<_> = messages.iter().map(|message| message.msgtype.as_str()).collect();
    let known = msgtypes.join(", ");
    let errcode = literal::errcode(Some(BAD_MSGTYPE));
    let docs = messages.iter().map(|message| {
        let title = context.object(message.object).and_then(|object| object.about.title.as_ref());
        doc::lines(
            &title.map_or_else(|| format!("`{}`.", message.msgtype), |title| format!("{}.", doc::escaped(&title.en))),
        )
    });
    quote! {
        /// Any message of the channel, read by its `msgtype`.
        ///
        /// Reading one refuses members that are no part of it, since they would be lost.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        #[allow(clippy::large_enum_variant, reason = "it is made once and sent; a box would only be in the way")]
        pub enum AnyMessage {
            #(#docs #names(#names),)*
        }

        #(impl ::core::convert::From<#names> for AnyMessage {
            fn from(message: #names) -> Self {
                Self::#names(message)
            }
        })*

        impl #rt::Fields for AnyMessage {
            fn fields<M: #rt::SerializeMap>(&self, map: &mut M) -> ::core::result::Result<(), M::Error> {
                match self { #(Self::#names(message) => #rt::Fields::fields(message, map),)* }
            }
        }

        impl #rt::Check for AnyMessage {
            fn check(&self, report: &mut #rt::Report) {
                match self { #(Self::#names(message) => { #rt::Check::check(message, report); })* }
            }
        }

        impl #rt::Message<#marker> for AnyMessage {
            fn msgtype(&self) -> &str {
                match self { #(Self::#names(_) => #names::MSGTYPE,)* }
            }

            fn check_to(&self, to: &To, report: &mut #rt::Report) {
                match self { #(Self::#names(message) => { #rt::Message::check_to(message, to, report); })* }
            }

            fn needs_sender(&self) -> bool {
                match self { #(Self::#names(message) => #rt::Message::needs_sender(message),)* }
            }
        }

        impl #rt::Read for AnyMessage {
            fn read(members: &mut #rt::Members<'_>) -> ::core::option::Option<Self> {
                match members.msgtype(#known, #errcode)?.as_str() {
                    #(#msgtypes => #rt::Read::read(members).map(Self::#names),)*
                    unknown => members.unknown_case("msgtype", unknown, #known, #errcode),
                }
            }
        }

        impl #rt::Serialize for AnyMessage {
            fn serialize<S: #rt::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                #rt::serialize(self, serializer)
            }
        }

        impl<'de> #rt::Deserialize<'de> for AnyMessage {
            fn deserialize<D: #rt::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                #rt::deserialize_all(deserializer)
            }
        }
    }
}

fn functions(context: Context<'_>) -> Option<TokenStream> {
    if !context.options.client || context.channel.messages.is_empty() {
        return None;
    }
    let receipt = context.ty(context.channel.receipt);
    let functions = context.channel.messages.iter().map(|message| function(context, message, &receipt));
    Some(quote!(impl crate::Client { #(#functions)* }))
}

fn function(context: Context<'_>, message: &Message, receipt: &TokenStream) -> TokenStream {
    let name = ident(&message.function);
    let ty = context.ty(message.object);
    let rust = context.channel.ty(message.object).rust();
    let title = context.object(message.object).and_then(|object| object.about.title.as_ref());
    let title = title.map_or_else(String::new, |title| match &title.zh {
        Some(zh) => format!(" ({}, {})", doc::escaped(&title.en.to_lowercase()), doc::escaped(zh)),
        None => format!(" ({})", doc::escaped(&title.en.to_lowercase())),
    });
    let doc = doc::lines(&format!(
        "Sends a [`{rust}`]{title}.\n\n# Errors\n\nWhen the message breaks a rule that WeCom refuses, when WeCom answers with \
         an error, or when it could not be reached; see [`Error`](crate::Error)."
    ));
    let deprecated = context
        .object(message.object)
        .and_then(|object| object.about.deprecated.as_ref())
        .map(|note| quote!(#[deprecated(note = #note)]));
    quote! {
        #doc
        #deprecated
        pub fn #name(
            &self,
            to: impl ::core::convert::Into<To>,
            message: impl ::core::convert::Into<#ty>,
        ) -> ::core::result::Result<#receipt, crate::Error> {
            self.send(to, &message.into())
        }
    }
}
