//! Operations: requests that know where they go.

use proc_macro2::TokenStream;
use quote::quote;
use wecom_schema::model::{Method, Operation, Supplier};

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
    }
}
