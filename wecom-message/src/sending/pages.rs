//! Lists in pages.

use std::collections::HashSet;
use std::fmt;
use std::iter::FusedIterator;

use crate::error::Error;
use crate::message::Paged;

/// The pages of a list. The iterator requests each page when it reaches it.
///
/// It ends after the last page, and after the first error. WeCom names the next page in each answer; if an answer names a
/// page that was read before, the list would never end, and the iterator ends with an
/// [error](Error::is_unreadable_answer) instead.
///
/// [`items`](Self::items) iterates over the entries instead of the pages.
#[must_use = "nothing is asked for before the first page is taken"]
pub struct Pages<C: Paged> {
    ask: Box<dyn Fn(C) -> Result<C::Reply, Error> + Send + Sync>,
    /// The request for the next page; `None` at the end.
    next: Option<C>,
    /// The cursors that WeCom returned.
    seen: HashSet<String>,
}

impl<C: Paged> Pages<C> {
    pub(crate) fn new(first: C, ask: impl Fn(C) -> Result<C::Reply, Error> + Send + Sync + 'static) -> Self {
        Self { ask: Box::new(ask), next: Some(first), seen: HashSet::new() }
    }

    /// The entries of all pages.
    pub fn items(self) -> impl Iterator<Item = Result<C::Item, Error>> {
        self.flat_map(|page| match page {
            Ok(reply) => C::into_items(reply).into_iter().map(Ok).collect(),
            Err(error) => vec![Err(error)],
        })
    }
}

impl<C: Paged> Iterator for Pages<C> {
    type Item = Result<C::Reply, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut request = self.next.take()?;
        let reply = (self.ask)(request.clone());
        if let Ok(reply) = &reply {
            let cursor = C::next_cursor(reply);
            if !cursor.is_empty() {
                if !self.seen.insert(cursor.to_owned()) {
                    return Some(Err(Error::repeated_page(C::PATH)));
                }
                request.set_cursor(cursor.to_owned());
                self.next = Some(request);
            }
        }
        Some(reply)
    }
}

impl<C: Paged> FusedIterator for Pages<C> {}

impl<C: Paged + fmt::Debug> fmt::Debug for Pages<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("next", &self.next).finish_non_exhaustive()
    }
}
