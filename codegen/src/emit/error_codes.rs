//! `error_codes.rs`: what is known of every published error code.

use std::fmt::Write as _;

use wecom_schema::model::{ErrorCode, pascal_case};

use super::literal::grouped;
use crate::file::File;

/// A table is text already: more than a thousand rows as tokens would be a good part of the generator's time.
pub(crate) fn error_codes(codes: &[ErrorCode]) -> File {
    let mut text = String::from(
        "/// Every published code in ascending order: its class, its meaning, what to do about it.\n\
         pub(super) const PUBLISHED: &[(i32, ErrorClass, &str, Option<&str>)] = &[\n",
    );
    for ErrorCode { code, meaning, class, advice } in codes {
        let (code, class) = (grouped(&code.to_string()), pascal_case(class));
        let _ = writeln!(text, "    ({code}, ErrorClass::{class}, {meaning:?}, {advice:?}),");
    }
    text.push_str("];\n");
    File::of_text("error_codes.rs".to_owned(), &text)
}
