//! `api.rs`: the list of the channels' modules.

use proc_macro2::TokenStream;
use quote::quote;
use wecom_schema::Schema;

use super::doc;
use crate::Options;
use crate::context::{ident, runtime};
use crate::file::{File, GenerateError};

pub(crate) fn api(schema: &Schema, options: &Options) -> Result<File, GenerateError> {
    let channels = schema.channels.iter().map(|channel| {
        let name = ident(&channel.name);
        let file = format!("/{}.rs", channel.name);
        let (doc, feature) = (doc::named(&channel.about, &channel.name), feature(&channel.name, options));
        quote! {
            #doc
            #feature
            pub mod #name {
                include!(concat!(env!("OUT_DIR"), #file));
            }
        }
    });
    let operations = operations(schema, options);
    File::new("api.rs".to_owned(), quote!(#(#channels)* #operations))
}

/// The crate of the client builds a channel when its feature is on; any other crate has the channels that it describes.
fn feature(channel: &str, options: &Options) -> Option<TokenStream> {
    options.client.then(|| quote!(#[cfg(feature = #channel)]))
}

/// Every operation by name, for programs that work on bodies of any kind.
fn operations(schema: &Schema, options: &Options) -> TokenStream {
    let runtime = runtime(options);
    let mut names = Vec::new();
    let mut arms = Vec::new();
    for channel in &schema.channels {
        let (module, feature) = (ident(&channel.name), feature(&channel.name, options));
        let send = [("send", ident("SendRequest"))].into_iter().filter(|_| !channel.messages.is_empty());
        let calls = channel.operations.iter().map(|it| (it.name.as_str(), ident(channel.ty(it.object).rust())));
        for (operation, request) in send.chain(calls) {
            let name = format!("{}.{operation}", channel.name);
            names.push(quote!(#feature #name));
            arms.push(quote!(#feature #name => Some(visitor.visit::<super::#module::#request>())));
        }
    }
    quote! {
        /// Every operation by its name, for programs that work on bodies of any kind.
        pub mod operations {
            /// The names, as in `channel.send`.
            pub const NAMES: &[&str] = &[#(#names),*];

            /// Calls the visitor with the request type of an operation; `None` where there is none of this name.
            #[allow(unused_variables, reason = "every channel can be switched off")]
            pub fn visit<V: #runtime::Visit>(name: &str, visitor: V) -> Option<V::Output> {
                match name {
                    #(#arms,)*
                    _ => None,
                }
            }
        }
    }
}
