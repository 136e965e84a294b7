//! Literals, and optional values.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use serde_json::Value;

/// An integer without a suffix, from its decimal text.
pub(crate) fn integer(decimal: &str) -> Option<Literal> {
    decimal.parse().ok().map(Literal::i64_unsuffixed)
}

/// A boolean, number or string of JSON.
pub(crate) fn scalar(value: &Value) -> Option<TokenStream> {
    match value {
        Value::Bool(value) => Some(quote!(#value)),
        Value::String(text) => Some(quote!(#text)),
        Value::Number(number) => {
            let integer = number.as_i64().map(Literal::i64_unsuffixed);
            integer.or_else(|| number.as_f64().map(Literal::f64_unsuffixed)).map(ToTokens::into_token_stream)
        }
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// WeCom's error code, if it is documented.
pub(crate) fn errcode(code: Option<i32>) -> TokenStream {
    option(code.map(Literal::i32_unsuffixed))
}

pub(crate) fn option(value: Option<impl ToTokens>) -> TokenStream {
    if let Some(value) = value { quote!(rt::Some(#value)) } else { quote!(rt::None) }
}
