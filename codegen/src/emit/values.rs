//! Named values: an enum with a variant for undocumented values.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use wecom_schema::model::Values;

use super::{doc, literal};
use crate::context::ident;

pub(super) fn emit(values: &Values) -> TokenStream {
    let name = ident(&values.rust);
    let doc = doc::named(&values.about, &values.rust);
    let docs = values.values.iter().map(doc::value);
    let variants: Vec<_> = values.values.iter().map(|value| ident(&value.variant)).collect();
    let wires: Vec<TokenStream> = values
        .values
        .iter()
        .map(|value| {
            let wire = &value.wire;
            if values.integer { literal::integer(wire).into_token_stream() } else { quote!(#wire) }
        })
        .collect();
    let (accessor, conversions) = if values.integer {
        (value(&variants, &wires), integer(values, &variants, &wires))
    } else {
        (as_str(&variants, &wires), string(values, &variants, &wires))
    };
    let copy = values.integer.then(|| quote!(Copy,));
    let other = if values.integer { quote!(i64) } else { quote!(rt::String) };
    quote! {
        #doc
        #[derive(Clone, #copy Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#docs #variants,)*
            /// A value that is not documented, as on the wire.
            Other(#other),
        }

        impl #name {
            /// Whether it is one of the documented values.
            #[inline]
            pub fn is_known(&self) -> bool {
                !matches!(self, Self::Other(_))
            }

            #accessor
        }

        #conversions

        impl rt::Check for #name {
            #[inline]
            fn check(&self, _: &mut rt::Report) {}
        }
    }
}

fn value(variants: &[Ident], wires: &[TokenStream]) -> TokenStream {
    quote! {
        /// The value on the wire.
        #[inline]
        pub fn value(self) -> i64 {
            match self {
                #(Self::#variants => #wires,)*
                Self::Other(value) => value,
            }
        }
    }
}

fn as_str(variants: &[Ident], wires: &[TokenStream]) -> TokenStream {
    quote! {
        /// The value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                #(Self::#variants => #wires,)*
                Self::Other(value) => value,
            }
        }
    }
}

fn integer(values: &Values, variants: &[Ident], wires: &[TokenStream]) -> TokenStream {
    let name = ident(&values.rust);
    quote! {
        impl rt::From<i64> for #name {
            #[inline]
            fn from(value: i64) -> Self {
                match value {
                    #(#wires => Self::#variants,)*
                    value => Self::Other(value),
                }
            }
        }

        impl rt::Serialize for #name {
            fn serialize<S: rt::Serializer>(&self, serializer: S) -> rt::Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.value())
            }
        }

        impl rt::FromJson for #name {
            #[inline]
            fn from_json(value: rt::Value, reader: &mut rt::Reader) -> rt::Option<Self> {
                <i64 as rt::FromJson>::from_json(value, reader).map(Self::from)
            }
        }
    }
}

fn string(values: &Values, variants: &[Ident], wires: &[TokenStream]) -> TokenStream {
    let name = ident(&values.rust);
    quote! {
        impl rt::From<&str> for #name {
            #[inline]
            fn from(value: &str) -> Self {
                match value {
                    #(#wires => Self::#variants,)*
                    value => Self::Other(value.into()),
                }
            }
        }

        impl rt::Serialize for #name {
            fn serialize<S: rt::Serializer>(&self, serializer: S) -> rt::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl rt::FromJson for #name {
            #[inline]
            fn from_json(value: rt::Value, reader: &mut rt::Reader) -> rt::Option<Self> {
                <rt::String as rt::FromJson>::from_json(value, reader).map(|value| Self::from(value.as_str()))
            }
        }
    }
}
