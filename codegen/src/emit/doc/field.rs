//! Documentation of fields: their text, then the limits and rules of their values.

use proc_macro2::TokenStream;
use serde_json::Value;
use wecom_schema::model::{Field, Kind};

use super::lines;
use crate::context::{Context, named};
use crate::wording::{self, Language, escaped};

/// A field.
pub(in crate::emit) fn field(context: Context<'_>, field: &Field) -> TokenStream {
    let text = field.about.doc.as_ref().map_or_else(|| format!("`{}`.", field.wire), |doc| escaped(&doc.en));
    let zh = field.about.doc.as_ref().and_then(|doc| doc.zh.as_ref()).map(|zh| escaped(zh));
    lines(&paragraphs(text, zh.into_iter().chain(notes(context, field))))
}

/// A setter: the field that it sets or adds to, then the same.
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
    let default = field.default.as_ref().map(|default| as_rust(context, &field.kind, default));
    let presence = wording::presence(Language::English, field.required, default.as_deref());
    presence.into_iter().chain(wording::notes(Language::English, field)).collect()
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
