//! The changes of one subject, as they are found.

use super::change::{Breaks, Change, ChangeKind};

/// What was found so far, and where in the subject the comparison is.
#[derive(Default)]
pub(super) struct Changes {
    at: String,
    pub(super) found: Vec<Change>,
}

impl Changes {
    pub(super) fn add(&mut self, kind: ChangeKind, breaks: Breaks, what: impl Into<String>) {
        self.found.push(Change { at: self.at.clone(), kind, breaks, what: what.into() });
    }

    /// Compares something inside.
    pub(super) fn inside(&mut self, name: &str, compare: impl FnOnce(&mut Self)) {
        let outer = self.at.clone();
        if !self.at.is_empty() && !name.is_empty() {
            self.at.push('.');
        }
        self.at.push_str(name);
        compare(self);
        self.at = outer;
    }
}
