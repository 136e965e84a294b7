//! The file of the published error codes.

use super::members::Members;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::json::Node;
use crate::model::ErrorCode;

/// The classes of error codes, as the descriptions write them.
const CLASSES: [&str; 14] = [
    "success",
    "retry",
    "auth",
    "permission",
    "param",
    "not_found",
    "state",
    "quota",
    "rate",
    "media",
    "config",
    "content",
    "license",
    "payment",
];

pub(super) fn error_codes(node: &Node, diagnostics: &mut Diagnostics) -> Vec<ErrorCode> {
    let Some(mut members) = Members::open(node, "the error codes", diagnostics) else { return Vec::new() };
    members.file_keys();
    members.needed("error_codes");
    let classes = CLASSES.map(|class| (class, class));
    let mut codes: Vec<ErrorCode> = Vec::new();
    for item in members.list("error_codes") {
        let Some(read) = error_code(item, &classes, members.diagnostics) else { continue };
        match codes.last() {
            Some(last) if last.code >= read.code => {
                let (message, help) = if last.code == read.code {
                    (format!("{} stands here twice", read.code), "keep one of the two")
                } else {
                    (format!("{} comes after {}", read.code, last.code), "codes stand in ascending order: move it up")
                };
                members.diagnostics.add(Diagnostic::new(item.span, message).help(help));
            }
            _ => codes.push(read),
        }
    }
    members.finish();
    codes
}

fn error_code(
    node: &Node,
    classes: &[(&'static str, &'static str)],
    diagnostics: &mut Diagnostics,
) -> Option<ErrorCode> {
    let mut members = Members::open(node, "an error code", diagnostics)?;
    members.needed("code");
    let code = members.integer("code");
    members.needed("class");
    let class = members.choice("class", classes);
    let meaning = members.needed_string("meaning");
    let advice = members.string("advice").map(|advice| advice.value);
    members.finish();
    Some(ErrorCode { code: code?, class: class?.to_owned(), meaning: meaning?.value, advice })
}
