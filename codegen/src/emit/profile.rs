//! `From` between the profiles of a type: from the form that is sent to the form that replaces it.

use proc_macro2::TokenStream;
use quote::quote;
use wecom_schema::model::{Field, Kind, Object, TypeId, Union};

use super::constructor::blank;
use super::remarks;
use crate::context::{Context, field_ident, ident};
use crate::conversion::{first_profile, same_case, same_field};

pub(super) fn object(context: Context<'_>, id: TypeId, object: &Object) -> TokenStream {
    let Some((from, sent)) = first_profile(context, id).and_then(|from| Some((from, context.object(from)?))) else {
        return TokenStream::new();
    };
    let (name, source) = (ident(&object.rust), context.ty(from));
    let fields = object.fields.iter().map(|field| {
        let name = field_ident(field);
        let value = match same_field(sent, field) {
            Some(other) => converted(other, field),
            None => blank(context, &field.kind),
        };
        quote!(#name: #value)
    });
    let remarks = remarks::none(context, id);
    let sent =
        if object.fields.iter().any(|field| same_field(sent, field).is_some()) { quote!(sent) } else { quote!(_) };
    quote! {
        impl rt::From<#source> for #name {
            /// Fields that do not exist here are dropped.
            #[inline]
            fn from(#sent: #source) -> Self {
                Self { #(#fields,)* #remarks }
            }
        }
    }
}

fn converted(from: &Field, to: &Field) -> TokenStream {
    let name = field_ident(from);
    match (&from.kind, &to.kind) {
        (one, other) if one == other => quote!(sent.#name),
        (_, Kind::Inline(_)) => quote!(rt::Into::into(sent.#name)),
        (_, Kind::List(_)) => quote!(sent.#name.into_iter().map(rt::Into::into).collect()),
        _ => quote!(sent.#name.map(rt::Into::into)),
    }
}

pub(super) fn union(context: Context<'_>, id: TypeId, union: &Union) -> TokenStream {
    let Some((from, sent)) = first_profile(context, id).and_then(|from| Some((from, context.union(from)?))) else {
        return TokenStream::new();
    };
    let (name, source) = (ident(&union.rust), context.ty(from));
    let cases = sent.cases.iter().map(|case| {
        let variant = ident(&case.variant);
        let same = same_case(union, case).is_some_and(|other| other.payload == case.payload);
        match &case.payload {
            None => quote!(#source::#variant => Self::#variant,),
            Some(_) if same => quote!(#source::#variant(value) => Self::#variant(value),),
            Some(_) => quote!(#source::#variant(value) => Self::#variant(rt::Into::into(value)),),
        }
    });
    quote! {
        impl rt::From<#source> for #name {
            #[inline]
            fn from(sent: #source) -> Self {
                match sent { #(#cases)* }
            }
        }
    }
}
