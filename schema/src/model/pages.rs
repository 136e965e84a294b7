//! Lists in pages.

/// How the pages of a list follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pages {
    /// The index of the request's field that asks for a page.
    pub cursor: usize,
    /// The index of the reply's field that names the next page; it is empty on the last one.
    pub next: usize,
    /// The index of the reply's field with the items of the page.
    pub items: usize,
}
