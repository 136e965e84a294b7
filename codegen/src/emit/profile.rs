//! From what is sent to what replaces it: `From` between the profiles of a type.

use proc_macro2::TokenStream;
use quote::quote;
use wecom_schema::model::{Case, Field, Kind, Object, Type, TypeId, Union};

use super::constructor::blank;
use crate::context::{Context, field_ident, ident};

pub(crate) fn object(context: Context<'_>, id: TypeId, object: &Object) -> TokenStream {
    let Some(from) = object.converts_from.filter(|from| is_convertible(context, *from, id)) else {
        return TokenStream::new();
    };
    let Some(sent) = context.object(from) else { return TokenStream::new() };
    let (name, source) = (ident(&object.rust), context.ty(from));
    let fields = object.fields.iter().map(|field| {
        let name = field_ident(field);
        let value = match same_field(sent, field) {
            Some(other) => converted(other, field),
            None => blank(context, &field.kind),
        };
        quote!(#name: #value)
    });
    let sent =
        if object.fields.iter().any(|field| same_field(sent, field).is_some()) { quote!(sent) } else { quote!(_) };
    quote! {
        impl rt::From<#source> for #name {
            /// What does not exist here is left out.
            #[inline]
            fn from(#sent: #source) -> Self {
                Self { #(#fields),* }
            }
        }
    }
}

fn same_field<'o>(object: &'o Object, field: &Field) -> Option<&'o Field> {
    object.fields.iter().find(|other| other.wire == field.wire)
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

pub(crate) fn union(context: Context<'_>, id: TypeId, union: &Union) -> TokenStream {
    let Some(from) = union.converts_from.filter(|from| is_convertible(context, *from, id)) else {
        return TokenStream::new();
    };
    let Some(sent) = context.union(from) else { return TokenStream::new() };
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

fn same_case<'u>(union: &'u Union, case: &Case) -> Option<&'u Case> {
    union.cases.iter().find(|other| other.wire == case.wire)
}

/// Whether every value has something to become: a case that does not exist there has not, nor has what holds it.
fn is_convertible(context: Context<'_>, from: TypeId, to: TypeId) -> bool {
    match (context.channel.ty(from), context.channel.ty(to)) {
        (Type::Object(sent), Type::Object(object)) => {
            let convertible = |field| match same_field(sent, field) {
                Some(other) => kind_is_convertible(context, &other.kind, &field.kind),
                None => can_be_left_out(context, field),
            };
            object.converts_from == Some(from) && object.fields.iter().all(convertible)
        }
        (Type::Union(sent), Type::Union(union)) => {
            let convertible = |case| match (case, same_case(union, case)) {
                (Case { payload: Some(one), .. }, Some(Case { payload: Some(other), .. })) => {
                    kind_is_convertible(context, one, other)
                }
                (Case { payload: None, .. }, Some(Case { payload: None, .. })) => true,
                _ => false,
            };
            union.converts_from == Some(from) && sent.cases.iter().all(convertible)
        }
        _ => false,
    }
}

fn can_be_left_out(context: Context<'_>, field: &Field) -> bool {
    match field.kind {
        Kind::Inline(id) => context.union(id).is_some_and(|union| union.absent.is_some()),
        _ => true,
    }
}

fn kind_is_convertible(context: Context<'_>, from: &Kind, to: &Kind) -> bool {
    let types = || from.type_id().zip(to.type_id());
    from == to || types().is_some_and(|(from, to)| is_convertible(context, from, to))
}
