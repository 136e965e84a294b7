//! Writing: `Fields`, and serde's traits on top of it.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use wecom_schema::model::{Field, Kind, Object, Place};

use crate::context::{Context, field_ident, ident};

pub(super) fn object(context: Context<'_>, object: &Object) -> TokenStream {
    let rt = context.rt();
    let name = ident(&object.rust);
    let fields = fields(context, object, Place::Body, &quote!(self));
    let serde = serde(context, &name);
    quote! {
        impl #rt::Fields for #name { #fields }

        #serde
    }
}

/// The method that writes the fields at this place; `this` holds them.
pub(super) fn fields(context: Context<'_>, object: &Object, place: Place, this: &TokenStream) -> TokenStream {
    let rt = context.rt();
    let statements = statements(context, object, place, this);
    let map = if statements.is_empty() { quote!(_) } else { quote!(map) };
    quote! {
        fn fields<M: #rt::SerializeMap>(&self, #map: &mut M) -> ::core::result::Result<(), M::Error> {
            #statements
            ::core::result::Result::Ok(())
        }
    }
}

/// A statement for each field at this place; `this` holds the fields.
pub(super) fn statements(context: Context<'_>, object: &Object, place: Place, this: &TokenStream) -> TokenStream {
    let fields = object.fields.iter().filter(|field| field.place == place);
    let writes = fields.map(|field| write(context, field, this));
    quote!(#(#writes)*)
}

fn write(context: Context<'_>, field: &Field, this: &TokenStream) -> TokenStream {
    let rt = context.rt();
    let (name, wire) = (field_ident(field), &field.wire);
    match &field.kind {
        Kind::String => quote!(#rt::write::string(map, #wire, &#this.#name)?;),
        Kind::Newtype(_) => {
            let given = quote!(#this.#name.as_ref().filter(|it| !it.as_str().is_empty()));
            quote!(#rt::write::optional(map, #wire, #given)?;)
        }
        Kind::Flag => quote!(#rt::write::flag(map, #wire, #this.#name)?;),
        Kind::Number => quote!(#rt::write::number(map, #wire, #this.#name)?;),
        Kind::Inline(_) => quote!(#rt::Fields::fields(&#this.#name, map)?;),
        Kind::List(_) => quote!(#rt::write::list(map, #wire, &#this.#name)?;),
        Kind::Joined(separator) => quote!(#rt::write::joined(map, #wire, &#this.#name, #separator)?;),
        Kind::Integer | Kind::Boolean | Kind::Seconds | Kind::Values(_) | Kind::Object(_) | Kind::Union(_) => {
            quote!(#rt::write::optional(map, #wire, #this.#name.as_ref())?;)
        }
    }
}

/// serde's traits, by way of `Fields` and `Read`.
pub(super) fn serde(context: Context<'_>, name: &Ident) -> TokenStream {
    let rt = context.rt();
    quote! {
        impl #rt::Serialize for #name {
            fn serialize<S: #rt::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                #rt::serialize(self, serializer)
            }
        }
        impl<'de> #rt::Deserialize<'de> for #name {
            fn deserialize<D: #rt::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                #rt::deserialize(deserializer)
            }
        }
    }
}
