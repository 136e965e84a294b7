//! Conversions: an object from its only parameter, a union from its payloads.

use proc_macro2::TokenStream;
use quote::quote;
use wecom_schema::model::{Object, TypeId, Union};

use super::doc;
use crate::context::{Context, ident};
use crate::conversion::{self, Payload, Source};

pub(super) fn only_parameter(context: Context<'_>, object: &Object) -> TokenStream {
    let name = ident(&object.rust);
    let allow = doc::allow_deprecated(&object.about);
    let impls = conversion::only_parameter(context, object).into_iter().map(|source| {
        let size = matches!(source, Source::Array(_)).then(|| quote!(<const N: usize>));
        let source = self::source(context, &source);
        quote! {
            #allow
            impl #size rt::From<#source> for #name {
                #[inline]
                fn from(value: #source) -> Self {
                    Self::new(value)
                }
            }
        }
    });
    impls.collect()
}

fn source(context: Context<'_>, source: &Source) -> TokenStream {
    match source {
        Source::Str => quote!(&str),
        Source::String => quote!(rt::String),
        Source::Type(id) => context.ty(*id),
        Source::Reference(id) => {
            let ty = context.ty(*id);
            quote!(&#ty)
        }
        Source::List(item) => {
            let item = context.value_type(item);
            quote!(rt::Vec<#item>)
        }
        Source::Array(item) => {
            let item = context.value_type(item);
            quote!([#item; N])
        }
    }
}

pub(super) fn payloads(context: Context<'_>, id: TypeId, union: &Union) -> TokenStream {
    let name = ident(&union.rust);
    let impls = conversion::payloads(context, id, union).into_iter().map(|Payload { case, ty, is_nested }| {
        let (source, variant) = (context.ty(ty), ident(&case.variant));
        let value = if is_nested { quote!(rt::Into::into(value)) } else { quote!(value) };
        quote! {
            impl rt::From<#source> for #name {
                #[inline]
                fn from(value: #source) -> Self {
                    Self::#variant(#value)
                }
            }
        }
    });
    impls.collect()
}
