//! Documentation and its sources.

/// Documentation and its sources.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct About {
    /// The title.
    pub title: Option<Text>,
    /// The documentation.
    pub doc: Option<Text>,
    /// The official page.
    pub page: Option<Page>,
    /// Since when it exists: a date or a client version.
    pub since: Option<String>,
    /// What to use instead, if it is deprecated.
    pub deprecated: Option<String>,
    /// How reliable this is.
    pub evidence: Evidence,
}

/// A text in one or two languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// English.
    pub en: String,
    /// Chinese.
    pub zh: Option<String>,
}

/// An official page and the date when it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The number at the end of its URL.
    pub id: u64,
    /// The date, `2026-11-23`.
    pub read: String,
}

impl Page {
    /// The page's URL.
    pub fn url(&self) -> String {
        format!("https://developer.work.weixin.qq.com/document/path/{}", self.id)
    }
}

/// How reliable a statement is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Evidence {
    /// Stated on the official page.
    #[default]
    Official,
    /// Several independent clients agree.
    Multi,
    /// Found in one client or article.
    Peer,
    /// Our own conclusion.
    Inferred,
}
