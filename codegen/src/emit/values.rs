//! Named values: an enum with a variant for what is not documented.

use wecom_schema::model::Values;

use super::{doc, literal};
use crate::code::{Code, List, ToCode};
use crate::context::ident;
use crate::quote::quote;

pub(super) fn emit(values: &Values) -> Code {
    let name = ident(&values.rust);
    let doc = doc::named(&values.about, &values.rust);
    let docs: List = values.values.iter().map(doc::value).collect();
    let variants: List = values.values.iter().map(|value| ident(&value.variant)).collect();
    let wire = |wire: &String| if values.integer { literal::integer(wire) } else { wire.to_code() };
    let wires: List = values.values.iter().map(|value| wire(&value.wire)).collect();
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
            /// A value that is not documented, as it stands on the wire.
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

fn value(variants: &List, wires: &List) -> Code {
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

fn as_str(variants: &List, wires: &List) -> Code {
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

fn integer(values: &Values, variants: &List, wires: &List) -> Code {
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

fn string(values: &Values, variants: &List, wires: &List) -> Code {
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
