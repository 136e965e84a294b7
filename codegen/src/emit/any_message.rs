//! Any message of a channel, read by its `msgtype`.

use proc_macro2::TokenStream;
use quote::quote;
use wecom_schema::judge::BAD_MSGTYPE;

use super::{doc, envelope, literal};
use crate::context::{Context, ident};

pub(super) fn emit(context: Context<'_>) -> TokenStream {
    let (marker, to) = (context.marker(), envelope::to(context));
    let messages = &context.channel.messages;
    if messages.is_empty() || context.extends() {
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
        /// Reading fails if a member is not part of the message, since it would be lost. What WeCom ignores in it, and values
        /// that are sent in another form than they were read in, are warnings on the receipt.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        #[allow(clippy::large_enum_variant, reason = "a value is built once and sent; a box would only complicate its use")]
        pub enum AnyMessage {
            #(#docs #names(#names),)*
        }

        #(impl rt::From<#names> for AnyMessage {
            #[inline]
            fn from(message: #names) -> Self {
                Self::#names(message)
            }
        })*

        impl rt::Fields for AnyMessage {
            fn fields<M: rt::SerializeMap>(&self, map: &mut M) -> rt::Result<(), M::Error> {
                match self { #(Self::#names(message) => rt::Fields::fields(message, map),)* }
            }
        }

        impl rt::Check for AnyMessage {
            #[inline]
            fn check(&self, report: &mut rt::Report) {
                match self { #(Self::#names(message) => { rt::Check::check(message, report); })* }
            }
        }

        impl rt::Message<#marker> for AnyMessage {
            #[inline]
            fn msgtype(&self) -> &str {
                match self { #(Self::#names(_) => #names::MSGTYPE,)* }
            }

            #[inline]
            fn check_to(&self, to: &#to, report: &mut rt::Report) {
                match self { #(Self::#names(message) => { rt::Message::check_to(message, to, report); })* }
            }

            #[inline]
            fn is_addressed(&self) -> bool {
                match self { #(Self::#names(message) => rt::Message::is_addressed(message),)* }
            }

            #[inline]
            fn needs_sender(&self) -> bool {
                match self { #(Self::#names(message) => rt::Message::needs_sender(message),)* }
            }

            #[inline]
            fn duplicate_check(&self) -> rt::Option<rt::Duration> {
                match self { #(Self::#names(message) => rt::Message::duplicate_check(message),)* }
            }

            #[inline]
            fn duplicate_checked(&self, interval: rt::Duration) -> rt::Option<Self> {
                match self {
                    #(Self::#names(message) => rt::Message::duplicate_checked(message, interval).map(Self::#names),)*
                }
            }
        }

        impl rt::FromMembers for AnyMessage {
            #[inline]
            fn from_members(members: &mut rt::Members<'_>) -> rt::Option<Self> {
                match members.msgtype(#known, #errcode)?.as_str() {
                    #(#msgtypes => rt::FromMembers::from_members(members).map(Self::#names),)*
                    unknown => members.unknown_case("msgtype", unknown, #known, #errcode),
                }
            }

            #[inline]
            fn remember(&mut self, remarks: rt::Remarks) {
                match self { #(Self::#names(message) => { rt::FromMembers::remember(message, remarks); })* }
            }
        }

        impl rt::Serialize for AnyMessage {
            fn serialize<S: rt::Serializer>(&self, serializer: S) -> rt::Result<S::Ok, S::Error> {
                rt::serialize(self, serializer)
            }
        }

        impl<'de> rt::Deserialize<'de> for AnyMessage {
            fn deserialize<D: rt::Deserializer<'de>>(deserializer: D) -> rt::Result<Self, D::Error> {
                rt::deserialize_all(deserializer)
            }
        }
    }
}
