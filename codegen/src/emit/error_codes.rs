//! `error_codes.rs`: what is known of every published error code.

use quote::quote;
use wecom_schema::model::{ErrorCode, pascal_case};

use super::literal;
use crate::context::ident;
use crate::file::File;

pub(crate) fn error_codes(codes: &[ErrorCode]) -> File {
    let rows = codes.iter().map(|ErrorCode { code, meaning, class, advice }| {
        let class = ident(&pascal_case(class));
        let advice = if let Some(advice) = advice { quote!(Some(#advice)) } else { quote!(None) };
        let code = literal::integer(&code.to_string());
        quote!((#code, ErrorClass::#class, #meaning, #advice))
    });
    let tokens = quote! {
        /// Every published code in ascending order: its class, its meaning, what to do about it.
        pub(super) const PUBLISHED: &[(i32, ErrorClass, &str, Option<&str>)] = &[#(#rows),*];
    };
    File::new("error_codes.rs".to_owned(), tokens)
}
