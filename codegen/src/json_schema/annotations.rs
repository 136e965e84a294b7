//! Annotations: title, description, deprecation.

use wecom_schema::model::{About, Page, Text};

use super::json::Json;
use crate::wording::{Language, standing};

/// The title in both languages.
pub(super) fn title(about: &About) -> Option<String> {
    about.title.as_ref().map(|Text { en, zh }| match zh {
        Some(zh) => format!("{en} ({zh})"),
        None => en.clone(),
    })
}

/// Title, description and deprecation, which precede all other keywords.
pub(super) fn annotations(about: &About, notes: Vec<String>) -> Vec<(String, Json)> {
    let About { title: _, doc, page, since: _, deprecated, evidence: _ } = about;
    let mut description: Vec<String> = Vec::new();
    if let Some(Text { en, zh }) = doc {
        description.push(en.clone());
        description.extend(zh.clone());
    }
    description.extend(notes);
    description.extend(page.as_ref().map(Page::url));
    let mut annotations: Vec<(String, Json)> = Vec::new();
    annotations.extend(title(about).map(|title| ("title".to_owned(), title.into())));
    if !description.is_empty() {
        annotations.push(("description".to_owned(), description.join(" ").into()));
    }
    if deprecated.is_some() {
        annotations.push(("deprecated".to_owned(), true.into()));
    }
    annotations
}

/// The annotations of a type.
pub(super) fn of_type(about: &About) -> Vec<(String, Json)> {
    annotations(about, standing(Language::English, about))
}
