//! Operations: requests that know where they go, and functions on the client.

use proc_macro2::TokenStream;
use quote::quote;
use wecom_schema::model::Operation;

use super::doc;
use crate::context::{Context, field_ident, ident};

pub(super) fn emit(context: Context<'_>) -> TokenStream {
    let calls = context.channel.operations.iter().map(|operation| call(context, operation));
    let functions = context.options.client.then(|| functions(context));
    quote!(#(#calls)* #functions)
}

fn call(context: Context<'_>, operation: &Operation) -> TokenStream {
    let rt = context.rt();
    let (request, reply, path) = (context.ty(operation.object), context.ty(operation.reply), &operation.path);
    let object = context.object(operation.object);
    let supplied: Vec<_> =
        object.into_iter().flat_map(|object| &object.fields).filter(|field| field.supplied).collect();
    let names = supplied.iter().map(|field| field_ident(field));
    let agent_id = if supplied.is_empty() { quote!(_) } else { quote!(agent_id) };
    quote! {
        impl #rt::Call for #request {
            const PATH: &'static str = #path;
            type Reply = #reply;

            fn supply(&mut self, #agent_id: i64) {
                #(self.#names.get_or_insert(agent_id);)*
            }
        }
    }
}

fn functions(context: Context<'_>) -> Option<TokenStream> {
    if context.channel.operations.is_empty() {
        return None;
    }
    let functions = context.channel.operations.iter().map(|operation| {
        let name = ident(&operation.name);
        let (request, reply) = (context.ty(operation.object), context.ty(operation.reply));
        let about = context.object(operation.object).map(|object| object.about.clone()).unwrap_or_default();
        let text = about.doc.as_ref().map_or_else(String::new, |doc| doc::escaped(&doc.en));
        let rust = context.channel.ty(operation.object).rust();
        let doc = doc::lines(&format!(
            "{text}\n\nSee [`{rust}`] for what it takes.\n\n# Errors\n\nWhen the request breaks a rule that WeCom refuses, when \
             WeCom answers with an error, or when it could not be reached; see [`Error`](crate::Error)."
        ));
        let deprecated = about.deprecated.as_ref().map(|note| quote!(#[deprecated(note = #note)]));
        quote! {
            #doc
            #deprecated
            pub fn #name(
                &self,
                request: impl ::core::convert::Into<#request>,
            ) -> ::core::result::Result<#reply, crate::Error> {
                self.call(request.into())
            }
        }
    });
    Some(quote!(impl crate::Client { #(#functions)* }))
}
