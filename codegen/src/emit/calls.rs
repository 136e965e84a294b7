//! `Call` for the requests of operations: endpoint, method and reply.

use proc_macro2::TokenStream;
use quote::quote;
use wecom_schema::model::{Field, Kind, Method, Operation, Pages, Supplier};

use super::envelope;
use crate::context::{Context, field_ident};

pub(super) fn emit(context: Context<'_>) -> TokenStream {
    let calls = context.operations().map(|operation| call(context, operation));
    calls.collect()
}

fn call(context: Context<'_>, operation: &Operation) -> TokenStream {
    let (request, reply, path) = (context.ty(operation.object), context.ty(operation.reply), &operation.path);
    let method = match operation.method {
        Method::Get => quote!(
            const METHOD: rt::Method = rt::Method::Get;
        ),
        Method::Post => TokenStream::new(),
    };
    let fields = context.fields(operation.object).iter();
    let supplied: Vec<_> = fields.filter(|field| field.supplied == Some(Supplier::Client)).map(field_ident).collect();
    let agent_id = if supplied.is_empty() { quote!(_) } else { quote!(agent_id) };
    let paged = operation.pages.as_ref().and_then(|pages| paged(context, operation, pages));
    let acknowledgement = envelope::acknowledgement(context, operation.reply);
    quote! {
        impl rt::Call for #request {
            const PATH: &'static str = #path;
            #method
            type Reply = #reply;

            #[inline]
            fn supply(&mut self, #agent_id: i64) {
                #(self.#supplied.get_or_insert(agent_id);)*
            }
        }
        #acknowledgement
        #paged
    }
}

/// How the pages of a list follow each other.
fn paged(context: Context<'_>, operation: &Operation, pages: &Pages) -> Option<TokenStream> {
    let request = context.ty(operation.object);
    let reply = context.fields(operation.reply);
    let cursor = field_ident(context.fields(operation.object).get(pages.cursor)?);
    let next = field_ident(reply.get(pages.next)?);
    let items: &Field = reply.get(pages.items)?;
    let Kind::List(item) = &items.kind else { return None };
    let (items, item) = (field_ident(items), context.value_type(item));
    Some(quote! {
        impl rt::Paged for #request {
            type Item = #item;

            #[inline]
            fn set_cursor(&mut self, cursor: rt::String) {
                self.#cursor = cursor;
            }

            #[inline]
            fn next_cursor(reply: &Self::Reply) -> &str {
                &reply.#next
            }

            #[inline]
            fn into_items(reply: Self::Reply) -> rt::Vec<Self::Item> {
                reply.#items
            }
        }
    })
}
