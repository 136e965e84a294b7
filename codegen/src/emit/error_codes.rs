//! `error_codes.rs`: the tables of the published error codes.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use wecom_schema::model::{ErrorCode, pascal_case};

use crate::context::ident;
use crate::file::{File, NotRust};

/// The meanings are one text: a reference to each would take more room in a program than the texts.
pub(crate) fn error_codes(codes: &[ErrorCode]) -> Result<File, NotRust> {
    let classes = codes.iter().map(|ErrorCode { code, class, .. }| {
        let (code, class) = (Literal::i32_unsuffixed(*code), ident(&pascal_case(class)));
        quote!((#code, ErrorClass::#class))
    });
    let meanings = codes.iter().map(|ErrorCode { meaning, .. }| meaning.replace('\n', " ").trim().to_owned() + "\n");
    let advice = codes.iter().filter_map(|ErrorCode { code, advice, .. }| {
        let (code, advice) = (Literal::i32_unsuffixed(*code), advice.as_ref()?);
        Some(quote!((#code, #advice)))
    });
    let allow: TokenStream = quote!(#[allow(clippy::unreadable_literal, reason = "codes as WeCom publishes them")]);
    let tables = quote! {
        /// Every published code in ascending order, and its class.
        #allow
        pub(super) const CLASSES: &[(i32, ErrorClass)] = &[#(#classes),*];

        /// What they mean, a line for each, in the same order.
        pub(super) const MEANINGS: &str = concat!(#(#meanings),*);

        /// What to do about some of them, in ascending order.
        #allow
        pub(super) const ADVICE: &[(i32, &str)] = &[#(#advice),*];
    };
    File::new("error_codes.rs".to_owned(), tables)
}
