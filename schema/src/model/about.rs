//! Titles, documentation and where they come from.

/// Titles, documentation and where they come from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct About {
    /// The title.
    pub title: Option<Text>,
    /// The documentation.
    pub doc: Option<Text>,
    /// The official page.
    pub page: Option<Page>,
    /// Since when: a date or a client version.
    pub since: Option<String>,
    /// What to use instead, where WeCom has given the thing up.
    pub deprecated: Option<String>,
    /// How well it is known.
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

/// An official page and the date it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The number at the end of its address.
    pub id: u64,
    /// The date, `2026-11-23`.
    pub read: String,
}

impl Page {
    /// The page's address.
    pub fn url(&self) -> String {
        format!("https://developer.work.weixin.qq.com/document/path/{}", self.id)
    }
}

/// How well something is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Evidence {
    /// It stands on the official page.
    #[default]
    Official,
    /// Several independent clients agree.
    Multi,
    /// One client or article says so.
    Peer,
    /// A reading of our own.
    Inferred,
}
