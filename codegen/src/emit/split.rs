//! Messages whose text can be split: the limit, the markup, the field.

use proc_macro2::TokenStream;
use quote::quote;
use wecom_schema::model::{Field, Message, Unit, pascal_case};

use super::constructor::blank;
use super::{doc, literal};
use crate::context::{Context, field_ident, ident};

pub(super) fn emit(context: Context<'_>) -> TokenStream {
    let messages = context.messages().filter_map(|message| split(context, message));
    messages.collect()
}

/// The most bytes of a part; a field without a limit in bytes is never split.
pub(crate) fn limit(field: &Field) -> Option<f64> {
    field.limits.iter().filter(|limit| limit.unit == Unit::Bytes).filter_map(|limit| limit.max).reduce(f64::min)
}

fn split(context: Context<'_>, message: &Message) -> Option<TokenStream> {
    let split = message.split.as_ref()?;
    let field = context.object(message.object)?.fields.get(split.field)?;
    let limit = limit(field)?;
    let fields = &context.object(message.object)?.fields;
    let first_only = split.first_only.iter().filter_map(|index| fields.get(*index));
    let (first_only, blanks): (Vec<_>, Vec<_>) =
        first_only.map(|field| (field_ident(field), blank(context, &field.kind))).unzip();
    let following = (!first_only.is_empty()).then(|| {
        quote! {
            #[inline]
            fn following(mut self) -> Self {
                #(self.#first_only = #blanks;)*
                self
            }
        }
    });
    let (name, field) = (context.ty(message.object), field_ident(field));
    let markup = ident(&pascal_case(&split.markup));
    let names: Vec<_> = first_only.iter().map(|field| format!("[`{field}`](field@Self::{field})")).collect();
    let only =
        if names.is_empty() { String::new() } else { format!(" Only the first part has {}.", names.join(" and ")) };
    let places = if split.markup == "text" { "lines" } else { "blocks, then between lines" };
    let doc = doc::lines(&format!(
        "Splits [`{field}`](field@Self::{field}) into messages of at most {limit} bytes each, in order and with the same \
         options. A message within the limit is not changed.\n\nThe text is split between {places} if possible, then between \
         words, then between characters, but not inside a link or other markup that fits into one message. Marks around a \
         split are closed before it and opened again after it. Only blanks and line breaks at the splits are \
         lost.{only} [`Split`](rt::Split::split) describes this in full.",
    ));
    let limit = literal::integer(&limit.to_string());
    Some(quote! {
        impl #name {
            #doc
            #[must_use]
            #[inline]
            pub fn split(&self) -> rt::Vec<Self> {
                rt::Split::split(self)
            }
        }

        impl rt::Split for #name {
            const LIMIT: usize = #limit;
            const MARKUP: rt::Markup = rt::Markup::#markup;

            #[inline]
            fn text(&self) -> &str {
                &self.#field
            }

            #[inline]
            fn with_text(&self, text: rt::String) -> Self {
                let mut part = rt::Clone::clone(self);
                part.#field = text;
                part
            }

            #following
        }
    })
}
