//! `error_codes.rs`: what is known of every published error code.

use proc_macro2::TokenStream;
use quote::quote;
use wecom_schema::model::{ErrorCode, pascal_case};

use crate::context::ident;
use crate::file::{File, GenerateError};

pub(crate) fn error_codes(codes: &[ErrorCode]) -> Result<File, GenerateError> {
    let rows = codes.iter().map(|ErrorCode { code, meaning, class, advice }| {
        let class = ident(&pascal_case(class));
        let advice = match advice {
            Some(advice) => quote!(Some(#advice)),
            None => quote!(None),
        };
        let code: TokenStream = code.to_string().parse().unwrap_or_default();
        quote!((#code, ErrorClass::#class, #meaning, #advice))
    });
    let tokens = quote! {
        /// Every published code in ascending order: its class, its meaning, what to do about it.
        pub(super) const PUBLISHED: &[(i32, ErrorClass, &str, Option<&str>)] = &[#(#rows),*];
    };
    File::new("error_codes.rs".to_owned(), tokens)
}
