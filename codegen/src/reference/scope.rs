//! The channel and language being written, and the parts of every section: title, text, official page.

use wecom_schema::model::{About, Channel, Text};

use super::links::Links;
use super::markdown::Page;
use crate::wording::{Language, escaped, standing};

/// The channel that is being written, and the language.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub(super) language: Language,
    pub(super) channel: &'a Channel,
    pub(super) links: &'a Links,
}

/// The title in the reader's language, followed by the other one.
pub(super) fn title(language: Language, about: &About, name: &str) -> String {
    match (&about.title, language) {
        (None, _) => format!("`{name}`"),
        (Some(Text { en, zh: Some(zh) }), Language::English) => format!("{} ({})", escaped(en), escaped(zh)),
        (Some(Text { en, zh: Some(zh) }), Language::Chinese) => format!("{}（{}）", escaped(zh), escaped(en)),
        (Some(Text { en, zh: None }), _) => escaped(en),
    }
}

/// A text in the reader's language, or in English.
pub(super) fn text(language: Language, text: &Text) -> String {
    match (language, &text.zh) {
        (Language::Chinese, Some(zh)) => escaped(zh),
        _ => escaped(&text.en),
    }
}

/// The text below a heading: documentation, deprecation, official page.
pub(super) fn about(page: &mut Page, language: Language, about: &About) {
    let About { title: _, doc, page: official, since: _, deprecated: _, evidence: _ } = about;
    if let Some(doc) = doc {
        page.paragraph(&text(language, doc));
    }
    for note in standing(language, about) {
        page.paragraph(&note);
    }
    if let Some(official) = official {
        let (url, read) = (official.url(), &official.read);
        page.paragraph(&match language {
            Language::English => format!("[Official page]({url}), read on {read}."),
            Language::Chinese => format!("[官方文档]({url})，阅于 {read}。"),
        });
    }
}
