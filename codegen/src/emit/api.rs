//! `api.rs`: the list of the channels' modules.

use proc_macro2::TokenStream;
use quote::quote;
use wecom_schema::Schema;

use super::doc;
use crate::context::ident;
use crate::file::{File, GenerateError};

pub(crate) fn api(schema: &Schema) -> Result<File, GenerateError> {
    let channels = schema.channels.iter().map(|channel| {
        let name = ident(&channel.name);
        let feature = &channel.name;
        let file = format!("/{feature}.rs");
        let doc = doc::about(&channel.about);
        quote! {
            #doc
            #[cfg(feature = #feature)]
            pub mod #name {
                include!(concat!(env!("OUT_DIR"), #file));
            }
        }
    });
    let operations = operations(schema);
    File::new("api.rs".to_owned(), quote!(#(#channels)* #operations))
}

/// Every operation by name, for programs that work on bodies of any kind.
fn operations(schema: &Schema) -> TokenStream {
    let mut names = Vec::new();
    let mut arms = Vec::new();
    for channel in &schema.channels {
        let (module, feature) = (ident(&channel.name), &channel.name);
        let send = [("send", ident("SendRequest"))].into_iter().filter(|_| !channel.messages.is_empty());
        let calls = channel.operations.iter().map(|it| (it.name.as_str(), ident(channel.ty(it.object).rust())));
        for (operation, request) in send.chain(calls) {
            let name = format!("{feature}.{operation}");
            names.push(quote!(#[cfg(feature = #feature)] #name));
            arms.push(quote!(#[cfg(feature = #feature)] #name => Some(visitor.visit::<crate::#module::#request>())));
        }
    }
    quote! {
        /// Every operation by its name, for programs that work on bodies of any kind.
        pub mod operations {
            /// The names: `app.send`.
            pub const NAMES: &[&str] = &[#(#names),*];

            /// Calls the visitor with the request type of an operation; `None` where there is none of this name.
            pub fn visit<V: crate::rt::Visit>(name: &str, visitor: V) -> Option<V::Output> {
                match name {
                    #(#arms,)*
                    _ => None,
                }
            }
        }
    }
}
