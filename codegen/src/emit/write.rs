//! Writing: `Fields`, and serde's traits on top of it.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use wecom_schema::model::{Field, Kind, Object};

use crate::context::{field_ident, ident};

pub(super) fn object(object: &Object) -> TokenStream {
    let name = ident(&object.rust);
    let fields = fields(&object.fields, &quote!(self));
    let serde = serde(&name);
    quote! {
        impl rt::Fields for #name { #fields }

        #serde
    }
}

/// The method that writes these fields; `this` holds them.
pub(super) fn fields(fields: &[Field], this: &TokenStream) -> TokenStream {
    let statements = statements(fields, this);
    let map = if statements.is_empty() { quote!(_) } else { quote!(map) };
    quote! {
        fn fields<M: rt::SerializeMap>(&self, #map: &mut M) -> rt::Result<(), M::Error> {
            #statements
            rt::Ok(())
        }
    }
}

/// A statement for each of these fields; `this` holds them.
pub(super) fn statements(fields: &[Field], this: &TokenStream) -> TokenStream {
    fields.iter().map(|field| write(field, this)).collect()
}

fn write(field: &Field, this: &TokenStream) -> TokenStream {
    let (name, wire) = (field_ident(field), &field.wire);
    match &field.kind {
        Kind::String => quote!(rt::write::string(map, #wire, &#this.#name)?;),
        Kind::Newtype(_) => {
            let given = quote!(#this.#name.as_ref().filter(|it| !it.as_str().is_empty()));
            quote!(rt::write::optional(map, #wire, #given)?;)
        }
        Kind::Flag => quote!(rt::write::flag(map, #wire, #this.#name)?;),
        Kind::Number => quote!(rt::write::number(map, #wire, #this.#name)?;),
        Kind::Inline(_) => quote!(rt::Fields::fields(&#this.#name, map)?;),
        Kind::List(_) if field.each.is_some() => {
            let each = &field.each;
            quote!(rt::write::each(map, #wire, #each, &#this.#name)?;)
        }
        Kind::List(_) => quote!(rt::write::list(map, #wire, &#this.#name)?;),
        Kind::Joined(separator) => quote!(rt::write::joined(map, #wire, &#this.#name, #separator)?;),
        Kind::Integer | Kind::Boolean | Kind::Seconds | Kind::Values(_) | Kind::Object(_) | Kind::Union(_) => {
            quote!(rt::write::optional(map, #wire, #this.#name.as_ref())?;)
        }
    }
}

/// serde's traits, by way of `Fields` and `FromMembers`.
pub(super) fn serde(name: &Ident) -> TokenStream {
    quote! {
        impl rt::Serialize for #name {
            fn serialize<S: rt::Serializer>(&self, serializer: S) -> rt::Result<S::Ok, S::Error> {
                rt::serialize(self, serializer)
            }
        }
        impl<'de> rt::Deserialize<'de> for #name {
            fn deserialize<D: rt::Deserializer<'de>>(deserializer: D) -> rt::Result<Self, D::Error> {
                rt::deserialize(deserializer)
            }
        }
    }
}
