//! `api.rs`: the list of the channels' modules.

use proc_macro2::TokenStream;
use quote::quote;
use wecom_schema::Schema;
use wecom_schema::model::Channel;

use super::channel::has_something;
use super::doc;
use crate::context::{Context, ident, runtime};
use crate::file::{File, NotRust};
use crate::options::Options;

pub(crate) fn api(schema: &Schema, options: &Options) -> Result<File, NotRust> {
    let channels: Vec<&Channel> = schema.channels.iter().filter(|channel| has_something(channel, options)).collect();
    let modules = channels.iter().map(|channel| module(channel, options));
    let generator = generator(options);
    let operations = operations(&channels, options);
    File::new("api.rs".to_owned(), quote!(#(#modules)* #generator #operations))
}

fn module(channel: &Channel, options: &Options) -> TokenStream {
    let name = ident(&channel.name);
    let file = format!("/{}.rs", channel.name);
    let doc = doc::named(&channel.about, &channel.name);
    let feature = feature(&channel.name, options);
    let lints = lints(options);
    quote! {
        #doc
        #feature
        #lints
        pub mod #name {
            include!(concat!(env!("OUT_DIR"), #file));
        }
    }
}

/// In another crate, any lint may be on, and any part of the channels unused.
fn lints(options: &Options) -> TokenStream {
    if options.client {
        quote!(#[allow(clippy::too_many_lines, clippy::unreadable_literal, unreachable_pub, reason = "generated")])
    } else {
        quote!(#[allow(unused, clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction, reason = "generated")])
    }
}

/// Generated code does not compile with a runtime of another version than the generator's.
fn generator(options: &Options) -> TokenStream {
    let rt = runtime(options);
    let version = env!("CARGO_PKG_VERSION");
    quote!(const _: () = #rt::generated_by(#version);)
}

/// Channels of the built-in crate are behind features of the crate; those of other crates are not.
fn feature(channel: &str, options: &Options) -> Option<TokenStream> {
    options.client.then(|| quote!(#[cfg(feature = #channel)]))
}

/// Access to the request types by the operation's name.
fn operations(channels: &[&Channel], options: &Options) -> TokenStream {
    let runtime = runtime(options);
    let operations = channels.iter().flat_map(|channel| {
        let context = Context { channel, options, module: None };
        let has_send = !channel.messages.is_empty() && !context.extends();
        let send = has_send.then_some(("send", "SendRequest"));
        let calls = context.operations().map(|it| (it.name.as_str(), channel.ty(it.object).rust()));
        send.into_iter().chain(calls).map(|(operation, request)| {
            let (module, feature) = (ident(&channel.name), feature(&channel.name, options));
            let (name, request) = (format!("{}.{operation}", channel.name), ident(request));
            (quote!(#feature #name), quote!(#feature #name => Some(visitor.visit::<super::#module::#request>())))
        })
    });
    let (names, arms): (Vec<_>, Vec<_>) = operations.unzip();
    let lints = lints(options);
    quote! {
        /// Every operation by its name, for tests that work on bodies of any kind. No public API.
        #[doc(hidden)]
        #lints
        pub mod operations {
            /// The names, as in `channel.send`.
            pub const NAMES: &[&str] = &[#(#names),*];

            /// Calls the visitor with the request type of an operation; `None` if there is no operation of this name.
            #[allow(unused_variables, clippy::needless_pass_by_value, reason = "every channel can be switched off")]
            pub fn visit<V: #runtime::Visit>(name: &str, visitor: V) -> Option<V::Output> {
                match name {
                    #(#arms,)*
                    _ => None,
                }
            }
        }
    }
}
