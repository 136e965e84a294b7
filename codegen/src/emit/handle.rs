//! The handle of a channel: it holds the recipients or the sender of all that is sent through it.

use proc_macro2::TokenStream;
use quote::quote;
use wecom_schema::model::{Handle, Held, TypeId};

use super::{doc, envelope};
use crate::context::{Context, Home, ident};

/// The field of a handle: its name and its type.
pub(super) fn held(context: Context<'_>, held: Held) -> Option<(&'static str, TypeId, TokenStream)> {
    match held {
        Held::Recipients => Some(("to", context.channel.recipients, envelope::to(context))),
        Held::Sender => Some(("sender", context.channel.sender, envelope::sender(context))),
        Held::Nothing => None,
    }
}

/// The struct, with its getters.
pub(super) fn emit(context: Context<'_>, handle: &Handle) -> TokenStream {
    let channel = &context.channel.name;
    let title = context.channel.about.title.as_ref();
    let what = title.map_or_else(|| format!("`{channel}`"), |title| doc::escaped(&title.en));
    let made_by = context.function_link(Home::Client, channel);
    let doc = doc::lines(&format!("{what}, through a client. {made_by} creates it."));
    let name = ident(&handle.name);
    let held = held(context, handle.holds).map(|(member, _, ty)| (ident(member), ty));
    let field = held.as_ref().map(|(member, ty)| quote!(#member: #ty,));
    let keep = held.as_ref().map(|(member, _)| quote!(#member: rt::Clone::clone(&self.#member),));
    let getter = held.as_ref().map(|(member, ty)| {
        quote! {
            /// The value that it holds.
            #[inline]
            pub fn #member(&self) -> &#ty {
                &self.#member
            }
        }
    });
    quote! {
        #doc
        #[derive(Clone, Debug)]
        pub struct #name {
            client: rt::Client,
            #field
        }

        impl #name {
            /// The client that it sends through.
            #[inline]
            pub fn client(&self) -> &rt::Client {
                &self.client
            }

            /// The same with other settings for a single call, or for a few; see [`Client::with`](rt::Client::with).
            #[must_use]
            pub fn with(&self, options: rt::CallOptions) -> Self {
                Self { client: self.client.with(options), #keep }
            }

            #getter
        }
    }
}
