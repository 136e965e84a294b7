//! From what is sent to what replaces it: `From` between the profiles of a type.

use proc_macro2::TokenStream;
use quote::quote;
use wecom_schema::model::{Field, Kind, Object, Union};

use super::object::blank;
use crate::context::{Context, field_ident, ident};

pub(super) fn object(context: Context<'_>, object: &Object) -> TokenStream {
    let Some(from) = object.converts_from else { return TokenStream::new() };
    let Some(sent) = context.object(from) else { return TokenStream::new() };
    let (name, source) = (ident(&object.rust), context.ty(from));
    let fields = object.fields.iter().map(|field| {
        let name = field_ident(field);
        let value = match sent.fields.iter().find(|other| other.wire == field.wire) {
            Some(other) => converted(other, field),
            None => blank(context, &field.kind),
        };
        quote!(#name: #value)
    });
    quote! {
        impl ::core::convert::From<#source> for #name {
            /// What does not exist here is left out.
            fn from(sent: #source) -> Self {
                Self { #(#fields),* }
            }
        }
    }
}

fn converted(from: &Field, to: &Field) -> TokenStream {
    let name = field_ident(from);
    match (&from.kind, &to.kind) {
        (one, other) if one == other => quote!(sent.#name),
        (_, Kind::Inline(_)) => quote!(sent.#name.into()),
        (_, Kind::List(_)) => quote!(sent.#name.into_iter().map(::core::convert::Into::into).collect()),
        _ => quote!(sent.#name.map(::core::convert::Into::into)),
    }
}

pub(super) fn union(context: Context<'_>, union: &Union) -> TokenStream {
    let Some(from) = union.converts_from else { return TokenStream::new() };
    let Some(sent) = context.union(from) else { return TokenStream::new() };
    let (name, source) = (ident(&union.rust), context.ty(from));
    // A case that does not exist here would have nothing to become.
    if sent.cases.iter().any(|case| !union.cases.iter().any(|other| other.wire == case.wire)) {
        return TokenStream::new();
    }
    let cases = sent.cases.iter().map(|case| {
        let variant = ident(&case.variant);
        let other = union.cases.iter().find(|other| other.wire == case.wire);
        match &case.payload {
            None => quote!(#source::#variant => Self::#variant,),
            Some(payload) if other.and_then(|other| other.payload.as_ref()) == Some(payload) => {
                quote!(#source::#variant(value) => Self::#variant(value),)
            }
            Some(_) => quote!(#source::#variant(value) => Self::#variant(value.into()),),
        }
    });
    quote! {
        impl ::core::convert::From<#source> for #name {
            fn from(sent: #source) -> Self {
                match sent { #(#cases)* }
            }
        }
    }
}
