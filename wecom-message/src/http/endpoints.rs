//! The URLs of the endpoints: each is put together and parsed once.

use std::sync::{PoisonError, RwLock};

use ureq::http::Uri;

use super::base_url::BaseUrl;

pub(super) struct Endpoints {
    base_url: BaseUrl,
    /// A program knows few paths, and they are a part of it.
    known: RwLock<Vec<(&'static str, Uri)>>,
}

impl Endpoints {
    pub(super) fn of(base_url: BaseUrl) -> Self {
        Self { base_url, known: RwLock::default() }
    }

    /// `None` where that is no valid URL path.
    pub(super) fn uri(&self, path: &'static str) -> Option<Uri> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, uri)) = known.iter().find(|(known, _)| *known == path) {
            return Some(uri.clone());
        }
        drop(known);
        let uri: Uri = self.base_url.join(path).parse().ok()?;
        self.known.write().unwrap_or_else(PoisonError::into_inner).push((path, uri.clone()));
        Some(uri)
    }
}
