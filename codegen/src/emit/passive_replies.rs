//! The trait `PassiveReply` of each passive reply.

use proc_macro2::TokenStream;
use quote::quote;
use wecom_schema::model::{PassiveReply, Wrapped};

use super::literal;
use crate::context::Context;

pub(super) fn emit(context: Context<'_>) -> TokenStream {
    context.passive_replies().map(|reply| passive_reply(context, reply)).collect()
}

fn passive_reply(context: Context<'_>, reply: &PassiveReply) -> TokenStream {
    let (name, msgtype) = (context.ty(reply.object), &reply.msgtype);
    let wrapped = reply.wrapped.iter().map(|Wrapped { field, each, count }| {
        let count = literal::option(count.as_ref().map(|count| quote!(#count)));
        quote!(rt::Wrapped { list: #field, each: #each, count: #count })
    });
    let wrapped: Vec<_> = wrapped.collect();
    let wrapped = (!wrapped.is_empty()).then(|| {
        quote! {
            const WRAPPED: &'static [rt::Wrapped] = &[#(#wrapped),*];
        }
    });
    quote! {
        impl rt::PassiveReply for #name {
            const MSG_TYPE: &'static str = #msgtype;
            #wrapped
        }
    }
}
