//! `error_codes.rs`: the table of the published error codes.

use proc_macro2::Literal;
use quote::quote;
use wecom_schema::model::{ErrorCode, pascal_case};

use crate::context::ident;
use crate::file::{File, NotRust};

pub(crate) fn error_codes(codes: &[ErrorCode]) -> Result<File, NotRust> {
    let rows = codes.iter().map(|ErrorCode { code, class, meaning, advice, .. }| {
        let (code, class) = (Literal::i32_unsuffixed(*code), ident(&pascal_case(class)));
        let advice = advice.as_ref().map_or_else(|| quote!(None), |advice| quote!(Some(#advice)));
        quote!((#code, ErrorClass::#class, #meaning, #advice))
    });
    let table = quote! {
        /// Every published code, in ascending order.
        #[allow(clippy::unreadable_literal, reason = "codes as WeCom publishes them")]
        static PUBLISHED: &[Published] = &[#(#rows),*];
    };
    File::new("error_codes.rs".to_owned(), table)
}
