//! Arguments of constructors and setters: their types, and how they become a field's value.

use proc_macro2::TokenStream;
use quote::quote;
use wecom_schema::model::Kind;

use crate::context::{Context, ident};

/// The type of an argument that becomes a value of this kind.
pub(crate) fn ty(context: Context<'_>, kind: &Kind) -> TokenStream {
    match kind {
        kind if is_taken_as_is(kind) => context.value_type(kind),
        Kind::List(item) => {
            let item = ty(context, item);
            quote!(impl rt::IntoIterator<Item = #item>)
        }
        Kind::Joined(_) => {
            quote!(impl rt::IntoIterator<Item = impl rt::Into<rt::String>>)
        }
        kind => {
            let ty = context.value_type(kind);
            quote!(impl rt::Into<#ty>)
        }
    }
}

/// For these, `impl Into<…>` would leave the type of a literal open, and nothing else converts.
fn is_taken_as_is(kind: &Kind) -> bool {
    matches!(kind, Kind::Boolean | Kind::Flag | Kind::Seconds)
}

/// An argument as a value of this kind.
pub(super) fn value(kind: &Kind, name: &str) -> TokenStream {
    match kind {
        Kind::List(_) | Kind::Joined(_) => {
            let items = items(kind, name);
            quote!(#items.collect())
        }
        kind => {
            let name = ident(name);
            if is_taken_as_is(kind) { quote!(#name) } else { quote!(#name.into()) }
        }
    }
}

/// An argument as the items of a list of this kind.
pub(super) fn items(kind: &Kind, name: &str) -> TokenStream {
    let name = ident(name);
    match kind {
        Kind::List(item) if is_taken_as_is(item) => quote!(#name.into_iter()),
        _ => quote!(#name.into_iter().map(rt::Into::into)),
    }
}
