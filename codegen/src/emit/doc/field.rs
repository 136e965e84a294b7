//! Documentation of fields: what they are, then everything that is known of their values.

use proc_macro2::TokenStream;
use serde_json::Value;
use wecom_schema::model::{Consequence, Field, Kind, Limit, Supplier, Unit};

use super::lines;
use super::text::{escaped, sentence};
use crate::context::{Context, named};

/// A field with everything that is known of it.
pub(in crate::emit) fn field(context: Context<'_>, field: &Field) -> TokenStream {
    let text = field.about.doc.as_ref().map_or_else(|| format!("`{}`.", field.wire), |doc| escaped(&doc.en));
    let zh = field.about.doc.as_ref().and_then(|doc| doc.zh.as_ref()).map(|zh| escaped(zh));
    lines(&paragraphs(text, zh.into_iter().chain(notes(context, field))))
}

/// A setter says what it sets or adds to, then the same.
pub(in crate::emit) fn setter(context: Context<'_>, field: &Field, adds: bool) -> TokenStream {
    let text = field.about.doc.as_ref().map(|doc| escaped(&doc.en));
    let sets = if adds { "Adds to" } else { "Sets" };
    let head = format!("{sets} [`{0}`](field@Self::{0}).", field.rust);
    lines(&paragraphs(head, text.into_iter().chain(notes(context, field))))
}

fn paragraphs(head: String, more: impl Iterator<Item = String>) -> String {
    more.fold(head, |text, paragraph| text + "\n\n" + &paragraph)
}

fn notes(context: Context<'_>, field: &Field) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    let default = field.default.as_ref().map(|default| as_rust(context, &field.kind, default));
    match (&field.required, default) {
        (Some(_), Some(default)) => notes.push(format!("Always sent; constructors set {default}.")),
        (Some(required), None) => notes.push(format!("Required{}.", super::code(required.errcode))),
        (None, Some(default)) => notes.push(format!("WeCom takes {default} when it is left out.")),
        (None, None) => {}
    }
    match field.supplied {
        Some(Supplier::Client) => notes.push("The client fills it in when it is left out.".to_owned()),
        Some(Supplier::Handle) => notes.push("The handle fills it in when it is left out.".to_owned()),
        None => {}
    }
    notes.extend(field.limits.iter().map(|limit| limit_text(&field.kind, limit)));
    if let Some(charset) = &field.charset {
        let otherwise = otherwise(charset.beyond, charset.errcode);
        notes.push(format!("Only the characters `{}`; {otherwise}.", charset.allowed));
    }
    if let Some(prefix) = &field.prefix {
        let prefixes: Vec<String> = prefix.any_of.iter().map(|prefix| format!("`{prefix}`")).collect();
        let otherwise = otherwise(prefix.beyond, prefix.errcode);
        notes.push(format!("Begins with {}; {otherwise}.", prefixes.join(" or ")));
    }
    if let Some(unique) = &field.unique {
        let what = match unique.by.wire.as_str() {
            "" => "No two items may be the same".to_owned(),
            path => format!("No two items may have the same `{path}`"),
        };
        let otherwise = otherwise(unique.beyond, unique.errcode);
        notes.push(with_evidence(format!("{what}; {otherwise}."), unique.evidence));
    }
    if field.translated {
        notes.push("Takes part in id translation.".to_owned());
    }
    if matches!(field.kind, Kind::Values(_)) {
        notes.push(format!("Only documented values; {}.", otherwise(field.unknown, None)));
    }
    if let Some(note) = &field.about.deprecated {
        notes.push(format!("**Deprecated:** {}", sentence(note)));
    }
    if let Some(since) = &field.about.since {
        notes.push(format!("Since {}", sentence(since)));
    }
    notes.extend(super::evidence(field.about.evidence).map(str::to_owned));
    notes
}

/// A value on the wire as it is written in Rust.
fn as_rust(context: Context<'_>, kind: &Kind, value: &Value) -> String {
    match kind {
        Kind::Flag => format!("`{}`", value.as_i64() == Some(1)),
        Kind::Values(id) => match named(context, *id, value) {
            Some(variant) => format!("`{}::{variant}`", context.channel.ty(*id).rust()),
            None => format!("`{value}`"),
        },
        _ => format!("`{value}`"),
    }
}

fn limit_text(kind: &Kind, limit: &Limit) -> String {
    let unit = match (limit.unit, limit.max.or(limit.min) == Some(1.0)) {
        (Unit::Bytes, false) => " bytes of UTF-8",
        (Unit::Bytes, true) => " byte of UTF-8",
        (Unit::Chars, false) => " characters",
        (Unit::Chars, true) => " character",
        (Unit::Items, false) => " items",
        (Unit::Items, true) => " item",
        (Unit::Range, _) => "",
    };
    let amount = match (limit.min, limit.max) {
        (Some(min), Some(max)) if min.total_cmp(&max).is_eq() => format!("exactly {max}{unit}"),
        (Some(min), Some(max)) => format!("{min} to {max}{unit}"),
        (Some(min), None) => format!("at least {min}{unit}"),
        (None, max) => format!("at most {}{unit}", max.unwrap_or_default()),
    };
    let amount = if limit.cases.is_empty() { amount } else { format!("{amount} of {}", limit.cases.join(", ")) };
    let of_each = matches!(kind, Kind::List(_) | Kind::Joined(_)) && limit.unit != Unit::Items;
    let amount = if of_each { format!("each item {amount}") } else { amount };
    let mut letters = amount.chars();
    let amount = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>();
    with_evidence(format!("{amount}; {}.", otherwise(limit.beyond, limit.errcode)), limit.evidence)
}

fn with_evidence(text: String, evidence: wecom_schema::model::Evidence) -> String {
    super::evidence(evidence).map(|evidence| format!("{text} {evidence}")).unwrap_or(text)
}

/// What happens to a message that breaks the rule.
pub(super) fn otherwise(consequence: Consequence, errcode: Option<i32>) -> String {
    let text = match consequence {
        Consequence::Refused => "WeCom refuses the message otherwise",
        Consequence::Truncated => "WeCom cuts the rest without an error",
        Consequence::Advised => "otherwise it is sent, but may be displayed badly",
        Consequence::Unstated => "what WeCom does otherwise is not documented",
    };
    text.to_owned() + &super::code(errcode)
}
