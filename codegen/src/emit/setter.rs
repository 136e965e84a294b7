//! Setters: one per field, to be chained.

use proc_macro2::TokenStream;
use quote::quote;
use wecom_schema::model::{Field, Role, setter_name};

use super::{argument, doc};
use crate::context::{Context, field_ident, ident, is_optional};

pub(super) fn emit(context: Context<'_>, role: Role, field: &Field) -> TokenStream {
    let (name, setter) = (field_ident(field), ident(&setter_name(role, field)));
    let ty = argument::ty(context, &field.kind);
    let value = argument::value(&field.kind, &field.rust);
    let adds = setter != name;
    let value = if is_optional(&field.kind) { quote!(rt::Some(#value)) } else { value };
    let doc = doc::setter(context, field, adds);
    let set = if adds {
        let items = argument::items(&field.kind, &field.rust);
        quote!(self.#name.extend(#items))
    } else {
        quote!(self.#name = #value)
    };
    let deprecated = doc::deprecated(&field.about);
    quote! {
        #doc
        #deprecated
        #[must_use]
        #[inline]
        pub fn #setter(mut self, #name: #ty) -> Self {
            #set;
            self
        }
    }
}
