//! The handle of a channel: it holds the recipients or the sender of all that is sent through it.

use proc_macro2::TokenStream;
use quote::quote;
use wecom_schema::model::{Handle, TypeId};

use super::{doc, envelope};
use crate::context::{Context, Home, ident};

/// The field of a handle: its name and its type.
pub(super) fn held(context: Context<'_>, handle: Handle) -> Option<(&'static str, TypeId, TokenStream)> {
    match handle {
        Handle::Recipients => Some(("to", context.channel.recipients, envelope::to(context))),
        Handle::Sender => Some(("sender", context.channel.sender, envelope::sender(context))),
        Handle::Nothing => None,
    }
}

/// The struct, with its getters.
pub(super) fn emit(context: Context<'_>, handle: Handle) -> TokenStream {
    let channel = &context.channel.name;
    let title = context.channel.about.title.as_ref();
    let what = title.map_or_else(|| format!("`{channel}`"), |title| doc::escaped(&title.en));
    let made_by = context.function_link(Home::Client, channel);
    let doc = doc::lines(&format!("{what} through a client; made by {made_by}."));
    let held = held(context, handle).map(|(name, _, ty)| (ident(name), ty));
    let field = held.as_ref().map(|(name, ty)| quote!(#name: #ty,));
    let getter = held.as_ref().map(|(name, ty)| {
        quote! {
            /// What it holds.
            #[inline]
            pub fn #name(&self) -> &#ty {
                &self.#name
            }
        }
    });
    quote! {
        #doc
        #[derive(Clone, Debug)]
        pub struct Handle {
            client: rt::Client,
            #field
        }

        impl Handle {
            /// The client that it sends through.
            #[inline]
            pub fn client(&self) -> &rt::Client {
                &self.client
            }

            #getter
        }
    }
}
