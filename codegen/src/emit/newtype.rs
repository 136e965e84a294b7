//! Strings with a type of their own.

use proc_macro2::TokenStream;
use quote::quote;
use wecom_schema::model::Newtype;

use super::doc;
use crate::context::ident;

pub(super) fn emit(newtype: &Newtype) -> TokenStream {
    let name = ident(&newtype.rust);
    let label = &newtype.rust;
    let doc = doc::named(&newtype.about, &newtype.rust);
    let shown = if newtype.sensitive {
        quote! {
            impl rt::fmt::Debug for #name {
                #[inline]
                fn fmt(&self, f: &mut rt::fmt::Formatter<'_>) -> rt::fmt::Result {
                    f.debug_tuple(#label).field(&"…").finish()
                }
            }
        }
    } else {
        quote! {
            impl rt::fmt::Debug for #name {
                #[inline]
                fn fmt(&self, f: &mut rt::fmt::Formatter<'_>) -> rt::fmt::Result {
                    f.debug_tuple(#label).field(&self.0).finish()
                }
            }
            impl rt::fmt::Display for #name {
                #[inline]
                fn fmt(&self, f: &mut rt::fmt::Formatter<'_>) -> rt::fmt::Result {
                    f.write_str(&self.0)
                }
            }
        }
    };
    quote! {
        #doc
        #[derive(Clone, PartialEq, Eq, Hash)]
        pub struct #name(rt::String);

        impl #name {
            /// Creates it from the value that WeCom returned.
            pub fn new(value: impl rt::Into<rt::String>) -> Self {
                Self(value.into())
            }

            /// The value that WeCom returned, to store or send.
            #[inline]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        #shown

        impl rt::From<&str> for #name {
            #[inline]
            fn from(value: &str) -> Self {
                Self::new(value)
            }
        }

        impl rt::From<rt::String> for #name {
            #[inline]
            fn from(value: rt::String) -> Self {
                Self::new(value)
            }
        }

        impl rt::From<&#name> for #name {
            #[inline]
            fn from(value: &#name) -> Self {
                value.clone()
            }
        }

        impl rt::Serialize for #name {
            fn serialize<S: rt::Serializer>(&self, serializer: S) -> rt::Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl rt::FromJson for #name {
            #[inline]
            fn from_json(value: rt::Value, reader: &mut rt::Reader) -> rt::Option<Self> {
                <rt::String as rt::FromJson>::from_json(value, reader).map(Self)
            }
        }

        impl rt::Check for #name {
            #[inline]
            fn check(&self, _: &mut rt::Report) {}
        }
    }
}
