//! Answers that a test prepares.

use std::collections::VecDeque;

use super::routes::same_path;
use crate::answer::Answer;

/// The prepared answers that have not been given yet.
#[derive(Debug, Default)]
pub(super) struct Script(VecDeque<Prepared>);

#[derive(Debug)]
struct Prepared {
    /// The path of the request; `None` is any.
    path: Option<String>,
    answer: Answer,
}

impl Script {
    pub(super) fn add(&mut self, path: Option<&str>, answer: Answer) {
        self.0.push_back(Prepared { path: path.map(str::to_owned), answer });
    }

    /// The answer to this request, if one was prepared.
    pub(super) fn take(&mut self, path: &str) -> Option<Answer> {
        let fits = |prepared: &Prepared| prepared.path.as_deref().is_none_or(|wanted| same_path(wanted, path));
        let index = self.0.iter().position(fits)?;
        self.0.remove(index).map(|prepared| prepared.answer)
    }
}
