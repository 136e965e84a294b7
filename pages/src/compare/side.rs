//! The page's side of a comparison.

use crate::difference::{Class, Difference, Kind};
use crate::fact::{Member, Place};
use crate::page::{Body, Page, Part};

/// The role of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A request, or a reply to a callback.
    Sent,
    /// The answer to a request.
    Answer,
    /// An item of a list in an answer.
    Item,
    /// A callback.
    Received,
}

/// A body in a part of a page.
pub(super) struct Side<'p> {
    pub(super) page: &'p Page,
    pub(super) part: &'p Part,
    pub(super) subjects: Vec<String>,
    pub(super) role: Role,
    pub(super) body: &'p Body,
    /// Bodies in other parts of the page that describe the same request, answer or callback.
    pub(super) inherited: Vec<&'p Body>,
}

impl Side<'_> {
    /// Whether WeCom reads the body. Only such a body has demands.
    pub(super) fn is_sent(&self) -> bool {
        self.role == Role::Sent
    }

    pub(super) fn row(&self, path: &str) -> Option<&Member> {
        self.body.member(path).or_else(|| self.inherited.iter().find_map(|body| body.member(path)))
    }

    pub(super) fn sample_place(&self, path: &str) -> Option<Place> {
        let (start, end) = self.body.sample.as_ref()?.member(path)?.at;
        Some(Place { file: self.page.name.clone(), start, end })
    }

    pub(super) fn difference(&self, kind: Kind, class: Class, page_says: &str, description_says: &str) -> Difference {
        let subjects = self.subjects.clone();
        let in_answer = matches!(self.role, Role::Answer | Role::Item);
        let parts = vec![self.part.title.clone()];
        Difference { subjects, in_answer, parts, ..Difference::of(kind, class, page_says, description_says) }
    }
}

/// The class of a difference, by which side is silent.
pub(super) fn class(page_is_silent: bool, description_is_silent: bool) -> Class {
    match (page_is_silent, description_is_silent) {
        (true, false) => Class::MissingThere,
        (false, true) => Class::MissingHere,
        _ => Class::Contradiction,
    }
}
