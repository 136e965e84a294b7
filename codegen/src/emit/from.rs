//! What a type converts from: an object from its only parameter, a union from its payloads.

use proc_macro2::TokenStream;
use quote::quote;
use wecom_schema::model::{Kind, Object, TypeId, Union};

use super::constructor::kind_at;
use super::doc;
use crate::context::{Context, ident, payload_id};

/// An object that `new` makes from one value converts from that value.
pub(crate) fn only_parameter(context: Context<'_>, object: &Object) -> TokenStream {
    let new = object.constructors.iter().find(|constructor| constructor.name == "new");
    let Some([parameter]) = new.map(|new| new.parameters.as_slice()) else { return TokenStream::new() };
    let name = ident(&object.rust);
    let allow = doc::allow_deprecated(&object.about);
    let from = |source: TokenStream| {
        quote! {
            #allow
            impl rt::From<#source> for #name {
                #[inline]
                fn from(value: #source) -> Self {
                    Self::new(value)
                }
            }
        }
    };
    match kind_at(context, object, &parameter.path.steps) {
        Some(Kind::String) => {
            let (borrowed, owned) = (from(quote!(&str)), from(quote!(rt::String)));
            quote!(#borrowed #owned)
        }
        Some(Kind::Newtype(id)) => {
            let ty = context.ty(id);
            let sources = [quote!(&str), quote!(rt::String), quote!(&#ty), ty].map(from);
            sources.into_iter().collect()
        }
        Some(Kind::Object(id)) => from(context.ty(id)),
        Some(Kind::List(item)) => {
            let item = context.value_type(&item);
            let list = from(quote!(rt::Vec<#item>));
            quote! {
                #list
                #allow
                impl<const N: usize> rt::From<[#item; N]> for #name {
                    #[inline]
                    fn from(value: [#item; N]) -> Self {
                        Self::new(value)
                    }
                }
            }
        }
        Some(Kind::Union(id) | Kind::Inline(id)) => {
            let cases = convertible_payloads(context, id).into_iter().map(|id| from(context.ty(id)));
            let union = from(context.ty(id));
            quote!(#union #(#cases)*)
        }
        _ => TokenStream::new(),
    }
}

/// A payload says by itself which case it is, unless another case can hold it as well.
pub(crate) fn payloads(context: Context<'_>, id: TypeId, union: &Union) -> TokenStream {
    let name = ident(&union.rust);
    let convertible = convertible_payloads(context, id);
    let impls = union.cases.iter().flat_map(|case| {
        let variant = ident(&case.variant);
        let payload = payload_id(case);
        let own = payload.map(|id| (id, quote!(value)));
        let inner = payload.into_iter().flat_map(|id| convertible_payloads(context, id));
        let inner = inner.map(|id| (id, quote!(rt::Into::into(value))));
        let sources = own.into_iter().chain(inner).filter(|(id, _)| convertible.contains(id));
        let impls = sources.map(|(id, value)| {
            let source = context.ty(id);
            quote! {
                impl rt::From<#source> for #name {
                    #[inline]
                    fn from(value: #source) -> Self {
                        Self::#variant(#value)
                    }
                }
            }
        });
        impls.collect::<Vec<_>>()
    });
    impls.collect()
}

/// The payload types that say by themselves which case of a union they are, through unions inside unions.
pub(crate) fn convertible_payloads(context: Context<'_>, union: TypeId) -> Vec<TypeId> {
    let mut found: Vec<TypeId> = Vec::new();
    let Some(union) = context.union(union) else { return found };
    for id in union.cases.iter().filter_map(payload_id) {
        found.push(id);
        found.extend(convertible_payloads(context, id));
    }
    let once = |id: &TypeId| found.iter().filter(|other| *other == id).count() == 1;
    found.iter().copied().filter(once).collect()
}
