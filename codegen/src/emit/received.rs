//! What comes in: an enum over it, read by what the head says.

use std::cmp::Reverse;

use proc_macro2::TokenStream;
use quote::quote;
use wecom_schema::model::Received;

use super::{doc, object};
use crate::context::{Context, field_ident, ident};

pub(super) fn emit(context: Context<'_>) -> TokenStream {
    let received: Vec<&Received> = context.received().collect();
    let Some(head) = context.channel.head.filter(|_| !received.is_empty()) else { return TokenStream::new() };
    let names: Vec<_> = received.iter().map(|it| ident(context.channel.ty(it.object).rust())).collect();
    let docs = received.iter().map(|it| {
        let title = context.object(it.object).and_then(|object| object.about.title.as_ref());
        doc::lines(&title.map_or_else(|| format!("`{}`.", it.name), |title| format!("{}.", doc::escaped(&title.en))))
    });
    let clone = received.iter().all(|it| object::is_clone(context, it.object)).then(|| quote!(Clone,));

    // Members of the head, and the values of each that something is known by; what is known by more comes first.
    let mut members: Vec<&str> = received.iter().flat_map(|it| &it.matches).map(|(member, _)| &**member).collect();
    members.sort_unstable();
    members.dedup();
    let decisive = members.iter().filter_map(|member| {
        let field = context.fields(head).iter().find(|field| field.wire == *member)?;
        let name = field_ident(field);
        Some(quote!(head.#name.trim()))
    });
    let decisive: Vec<_> = decisive.collect();
    let mut by_detail = received.clone();
    by_detail.sort_by_key(|it| Reverse(it.matches.len()));
    let arms = by_detail.into_iter().map(|it| {
        let name = ident(context.channel.ty(it.object).rust());
        let values = members.iter().map(|member| {
            let value = it.matches.iter().find(|(it, _)| it == member).map(|(_, value)| value);
            value.map_or_else(|| quote!(_), |value| quote!(#value))
        });
        quote!((#(#values,)*) => rt::FromMembers::from_members(members).map(Self::#name),)
    });
    let head = context.ty(head);
    quote! {
        /// What comes in, by what its head says it is.
        #[derive(#clone Debug, PartialEq)]
        #[non_exhaustive]
        #[allow(clippy::large_enum_variant, reason = "it is read once and taken apart; a box would only be in the way")]
        pub enum Event {
            #(#docs #names(#names),)*
            /// What no description knows, with everything that it holds beside the head.
            Other(rt::Unknown),
        }

        impl rt::FromMembersAfter<#head> for Event {
            fn from_members_after(head: &#head, members: &mut rt::Members<'_>) -> rt::Option<Self> {
                match (#(#decisive,)*) {
                    #(#arms)*
                    _ => rt::FromMembers::from_members(members).map(Self::Other),
                }
            }
        }
    }
}
