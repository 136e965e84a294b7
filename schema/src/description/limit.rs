//! Limits, charsets, prefixes and uniqueness, each with its consequence.

use super::about::evidence;
use super::members::{Members, Spanned, each};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::json::{Json, Node};
use crate::model::{Charset, Consequence, Evidence, Limit, Prefix, Unit, ranges};
use crate::source::Span;

pub(super) const CONSEQUENCES: [(&str, Consequence); 4] = [
    (Consequence::Refused.name(), Consequence::Refused),
    (Consequence::Truncated.name(), Consequence::Truncated),
    (Consequence::Advised.name(), Consequence::Advised),
    (Consequence::Unstated.name(), Consequence::Unstated),
];

const UNITS: [(&str, Unit); 4] =
    [("bytes", Unit::Bytes), ("chars", Unit::Chars), ("items", Unit::Items), ("range", Unit::Range)];

#[derive(Clone, Debug)]
pub(crate) struct UniqueDescription {
    pub(crate) span: Span,
    pub(crate) evidence: Evidence,
    /// The path in each item; `None` for a list of strings.
    pub(crate) by: Option<Spanned<String>>,
    pub(crate) beyond: Consequence,
    pub(crate) errcode: Option<i32>,
}

pub(super) fn limits(items: &[Node], diagnostics: &mut Diagnostics) -> Vec<Spanned<Limit>> {
    each(items, limit, diagnostics)
}

fn limit(node: &Node, diagnostics: &mut Diagnostics) -> Option<Spanned<Limit>> {
    let mut members = Members::open(node, "a limit", diagnostics)?;
    let min = members.read("min", size);
    let max = members.read("max", size);
    members.needed("unit");
    let unit = members.choice("unit", &UNITS);
    let cases = Spanned::values(members.strings("cases").unwrap_or_default());
    let beyond = needed_consequence(&mut members);
    let errcode = members.integer("errcode");
    let evidence = evidence(&mut members);
    if members.take("min").is_none() && members.take("max").is_none() {
        let span = Span { end: node.span.start + 1, ..node.span };
        members.diagnostics.error(span, "a limit needs one of the keys `min` and `max`, or both");
    }
    members.finish();
    if min.zip(max).is_some_and(|(min, max)| min > max) {
        diagnostics.error(node.span, "`min` is greater than `max`");
    }
    let unit = unit?;
    let counts = |size: Option<f64>| size.is_none_or(|size| size >= 0.0 && size.fract() == 0.0 && size < 1e15);
    if unit != Unit::Range && !(counts(min) && counts(max)) {
        diagnostics.error(node.span, "bytes, chars and items are counted: `min` and `max` are whole numbers from 0");
    }
    Some(Spanned {
        value: Limit { min, max, unit, cases, beyond: beyond?.on(evidence), errcode, evidence },
        span: node.span,
    })
}

/// A limit is useless without its consequence, so there is no default.
fn needed_consequence(members: &mut Members<'_, '_>) -> Option<Consequence> {
    if members.take("beyond").is_none() {
        let message = format!("{} needs the key `beyond`: what happens to a message that breaks it", members.what);
        let names = CONSEQUENCES.iter().map(|(name, _)| *name);
        members.diagnostics.add(Diagnostic::new(members.span, message).allowed("", names));
        return None;
    }
    members.choice("beyond", &CONSEQUENCES)
}

/// A number, or a number of kilobytes: `"666K"` is 666 × 1024.
fn size(node: &Node, diagnostics: &mut Diagnostics) -> Option<f64> {
    let size = match &node.value {
        Json::Number(number) => number.as_f64(),
        Json::String(text) => text
            .strip_suffix('K')
            .and_then(|kilobytes| kilobytes.parse::<u32>().ok())
            .map(|size| f64::from(size) * 1024.0),
        _ => None,
    };
    if size.is_none() {
        diagnostics.error(node.span, "a size is a number, or a number of kilobytes as in \"666K\"");
    }
    size
}

pub(super) fn charset(node: &Node, diagnostics: &mut Diagnostics) -> Option<Spanned<Charset>> {
    let mut members = Members::open(node, "a charset", diagnostics)?;
    let allowed = members.needed_string("allowed");
    let first = members.string("first");
    let or = members.strings("or").unwrap_or_default();
    let beyond = needed_consequence(&mut members);
    let errcode = members.integer("errcode");
    members.finish();
    let allowed = allowed?;
    for Spanned { value, span } in first.iter().chain([&allowed]) {
        if let Some((first, last)) = ranges(value).find(|(first, last)| first > last) {
            diagnostics.error(*span, format!("the range {first}-{last} runs backwards"));
        }
    }
    let first = first.map(|first| first.value);
    let charset = Charset { allowed: allowed.value, first, or: Spanned::values(or), beyond: beyond?, errcode };
    Some(Spanned { value: charset, span: node.span })
}

pub(super) fn prefix(node: &Node, diagnostics: &mut Diagnostics) -> Option<Spanned<Prefix>> {
    let mut members = Members::open(node, "`starts_with`", diagnostics)?;
    members.needed("any_of");
    let any_of = members.strings("any_of");
    let beyond = needed_consequence(&mut members);
    let errcode = members.integer("errcode");
    members.finish();
    Some(Spanned { value: Prefix { any_of: Spanned::values(any_of?), beyond: beyond?, errcode }, span: node.span })
}

/// `true`, or `{"by": "key", "errcode": …}`.
pub(super) fn unique(node: &Node, diagnostics: &mut Diagnostics) -> Option<UniqueDescription> {
    if let Json::Bool(true) = node.value {
        return Some(UniqueDescription {
            span: node.span,
            by: None,
            beyond: Consequence::Refused,
            errcode: None,
            evidence: Evidence::Official,
        });
    }
    if !matches!(node.value, Json::Object(_)) {
        let message = format!("`unique` wants true, or an object as in {{ \"by\": \"key\" }}, not {}", node.kind());
        diagnostics.error(node.span, message);
        return None;
    }
    let mut members = Members::open(node, "`unique`", diagnostics)?;
    let by = members.string("by");
    let beyond = members.choice("beyond", &CONSEQUENCES).unwrap_or(Consequence::Refused);
    let errcode = members.integer("errcode");
    let evidence = evidence(&mut members);
    let unique = UniqueDescription { span: node.span, by, beyond: beyond.on(evidence), errcode, evidence };
    members.finish();
    Some(unique)
}
