//! Setters: one per field, to be chained.

use proc_macro2::TokenStream;
use quote::quote;
use wecom_schema::model::Field;

use super::{argument, doc};
use crate::context::{Context, field_ident, is_optional};

pub(super) fn emit(context: Context<'_>, field: &Field) -> TokenStream {
    let name = field_ident(field);
    let ty = argument::ty(context, &field.kind);
    let value = argument::value(&field.kind, &field.rust);
    let value = if is_optional(&field.kind) { quote!(::core::option::Option::Some(#value)) } else { value };
    let doc = doc::setter(context, field);
    let deprecated = doc::deprecated(&field.about);
    quote! {
        #doc
        #deprecated
        #[must_use]
        pub fn #name(mut self, #name: #ty) -> Self {
            self.#name = #value;
            self
        }
    }
}
