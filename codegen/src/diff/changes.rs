//! The changes found in one subject.

use super::change::{Breaks, Change, ChangeKind};

/// The changes found so far, and the current place in the subject.
#[derive(Default)]
pub(super) struct Changes {
    at: String,
    pub(super) found: Vec<Change>,
}

impl Changes {
    pub(super) fn add(&mut self, kind: ChangeKind, breaks: Breaks, what: impl Into<String>) {
        self.found.push(Change { at: self.at.clone(), kind, breaks, what: what.into() });
    }

    /// Compares a part of the current place.
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
