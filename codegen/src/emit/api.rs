//! `api.rs`: the list of the channels' modules.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use wecom_schema::model::Channel;
use wecom_schema::{LANGUAGE, Schema};

use super::channel::has_something;
use super::doc;
use crate::context::{Context, ident, runtime};
use crate::file::{File, NotRust};
use crate::options::Options;

pub(crate) fn api(schema: &Schema, options: &Options) -> Result<File, NotRust> {
    let channels: Vec<&Channel> = schema.channels.iter().filter(|channel| has_something(channel, options)).collect();
    let modules = channels.iter().map(|channel| module(channel, options));
    let language = language(options);
    let operations = operations(&channels, options);
    File::new("api.rs".to_owned(), quote!(#(#modules)* #language #operations))
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
        quote!(#[allow(clippy::too_many_lines, clippy::unreadable_literal, reason = "generated")])
    } else {
        quote!(#[allow(unused, clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction, reason = "generated")])
    }
}

/// Code for another crate does not compile if the runtime was generated from another version of the language.
fn language(options: &Options) -> TokenStream {
    let language = Literal::u64_unsuffixed(LANGUAGE);
    if options.client {
        return quote! {
            /// The version of the description language that this crate was generated from.
            pub(crate) const LANGUAGE: u64 = #language;
        };
    }
    let rt = runtime(options);
    quote!(const _: () = #rt::generated_from_language(#language);)
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
        /// Every operation by its name, for programs that work on bodies of any kind.
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
