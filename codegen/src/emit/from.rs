//! What a type converts from: an object from its only parameter, a union from its payloads.

use wecom_schema::model::{Case, Kind, Object, TypeId, Union};

use super::constructor::kind_at;
use super::doc;
use crate::code::Code;
use crate::context::{Context, ident, payload_id};
use crate::quote::quote;

/// An object that `new` makes from one value converts from that value.
pub(crate) fn only_parameter(context: Context<'_>, object: &Object) -> Code {
    let new = object.constructors.iter().find(|constructor| constructor.name == "new");
    let Some([parameter]) = new.map(|new| new.parameters.as_slice()) else { return Code::new() };
    let name = ident(&object.rust);
    let allow = doc::allow_deprecated(&object.about);
    let from = |source: Code| {
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
            let cases: Code = convertible_payloads(context, id).into_iter().map(|id| from(context.ty(id))).collect();
            let union = from(context.ty(id));
            quote!(#union #cases)
        }
        _ => Code::new(),
    }
}

/// A payload says by itself which case it is, unless another case can hold it as well.
pub(crate) fn payloads(context: Context<'_>, id: TypeId, union: &Union) -> Code {
    let name = ident(&union.rust);
    let convertible = convertible_payloads(context, id);
    let from = |source: TypeId, case: &Case, value: Code| {
        if !convertible.contains(&source) {
            return Code::new();
        }
        let (source, variant) = (context.ty(source), ident(&case.variant));
        quote! {
            impl rt::From<#source> for #name {
                #[inline]
                fn from(value: #source) -> Self {
                    Self::#variant(#value)
                }
            }
        }
    };
    let mut impls = Code::new();
    for case in &union.cases {
        let Some(payload) = payload_id(case) else { continue };
        impls.push(from(payload, case, quote!(value)).as_str());
        for inner in convertible_payloads(context, payload) {
            impls.push(from(inner, case, quote!(rt::Into::into(value))).as_str());
        }
    }
    impls
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
