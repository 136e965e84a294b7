//! Arguments of constructors and setters: what they may be, and how they become a field's value.

use proc_macro2::TokenStream;
use quote::quote;
use wecom_schema::model::Kind;

use crate::context::{Context, ident};

/// The type of an argument that becomes a value of this kind.
pub(super) fn ty(context: Context<'_>, kind: &Kind) -> TokenStream {
    match kind {
        Kind::Boolean | Kind::Flag => quote!(bool),
        Kind::Seconds => quote!(u32),
        Kind::List(item) => {
            let item = context.value_type(item);
            quote!(impl ::core::iter::IntoIterator<Item = impl ::core::convert::Into<#item>>)
        }
        Kind::Joined(_) => {
            quote!(impl ::core::iter::IntoIterator<Item = impl ::core::convert::Into<::std::string::String>>)
        }
        kind => {
            let ty = context.value_type(kind);
            quote!(impl ::core::convert::Into<#ty>)
        }
    }
}

/// An argument as a value of this kind.
pub(super) fn value(kind: &Kind, name: &str) -> TokenStream {
    let name = ident(name);
    match kind {
        Kind::Boolean | Kind::Flag | Kind::Seconds => quote!(#name),
        Kind::List(_) | Kind::Joined(_) => {
            quote!(#name.into_iter().map(::core::convert::Into::into).collect())
        }
        _ => quote!(#name.into()),
    }
}
