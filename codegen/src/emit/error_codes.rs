//! `error_codes.rs`: what is known of every published error code.

use std::fmt::Write as _;

use wecom_schema::model::{ErrorCode, pascal_case};

use super::literal::grouped;
use crate::file::File;

/// Tables are laid out already: more than a thousand rows would keep the printer as long as a channel does. And all
/// meanings are one text, since a reference to each would take more room in every program than the meanings themselves.
pub(crate) fn error_codes(codes: &[ErrorCode]) -> File {
    let mut text = String::from(
        "/// Every published code in ascending order, and its class.\npub(super) const CLASSES: &[(i32, ErrorClass)] = &[\n",
    );
    for ErrorCode { code, class, .. } in codes {
        let _ = writeln!(text, "    ({}, ErrorClass::{}),", grouped(&code.to_string()), pascal_case(class));
    }
    text.push_str(
        "];\n\n/// What they mean, a line for each, in the same order.\npub(super) const MEANINGS: &str = \"\\\n",
    );
    for ErrorCode { meaning, .. } in codes {
        let _ = writeln!(text, "    {}\\n\\", meaning.replace('\n', " ").trim().escape_debug());
    }
    text.push_str(
        "\";\n\n/// What to do about some of them, in ascending order.\npub(super) const ADVICE: &[(i32, &str)] = &[\n",
    );
    for (code, advice) in codes.iter().filter_map(|code| Some((code.code, code.advice.as_ref()?))) {
        let _ = writeln!(text, "    ({}, {advice:?}),", grouped(&code.to_string()));
    }
    text.push_str("];\n");
    File::of_text("error_codes.rs".to_owned(), &text)
}
