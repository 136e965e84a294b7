//! Syntax errors in JSON, explained to the author of the file.

use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// Characters that Chinese input methods write in place of those in JSON's syntax.
const FULL_WIDTH: [(char, char); 12] = [
    ('，', ','),
    ('：', ':'),
    ('“', '"'),
    ('”', '"'),
    ('＂', '"'),
    ('｛', '{'),
    ('｝', '}'),
    ('［', '['),
    ('］', ']'),
    ('【', '['),
    ('】', ']'),
    ('、', ','),
];

const REST: &str = "the rest of this file is read when that is mended";

/// Explains why a parser stopped at this position with this reason.
pub(crate) fn mistake(file: usize, text: &str, at: usize, reason: &str) -> Diagnostic {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let (before, after) = text.split_at(at);
    let (before, found) = (before.trim_end(), after.trim_start().chars().next());
    let last = before.chars().next_back();
    let end = |length: usize| Span { file, start: before.len() - length, end: before.len() };
    if let Some((wrong, right)) = FULL_WIDTH.iter().find(|(wrong, _)| found == Some(*wrong)) {
        let start = text.len() - after.trim_start().len();
        let span = Span { file, start, end: start + wrong.len_utf8() };
        let message = format!("this is not JSON: `{wrong}` is a full-width character");
        return Diagnostic::new(span, message).help(format!("write `{right}` in its place; {REST}"));
    }
    match (last, found) {
        (Some(','), Some(']' | '}')) => {
            let message = "this is not JSON: nothing follows this comma";
            Diagnostic::new(end(1), message).help(format!("take the comma out, or write what is to follow; {REST}"))
        }
        (Some('"' | '}' | ']' | '0'..='9' | 'e' | 'l'), Some('"' | '{' | '[' | '-' | '0'..='9'))
            if reason.contains("`,`") =>
        {
            let message = "this is not JSON: a comma is missing after this";
            Diagnostic::new(end(1), message).help(format!("write it here; {REST}"))
        }
        _ => {
            let span = Span { file, start: at, end: at };
            let help = format!("look here or just before for a comma, quote or bracket too many or too few; {REST}");
            Diagnostic::new(span, format!("this is not JSON: {reason}")).help(help)
        }
    }
}
