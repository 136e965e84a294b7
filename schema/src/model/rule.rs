//! Rules over several fields.

use super::about::Evidence;
use super::consequence::Consequence;
use super::path::Path;

/// A rule over several fields.
#[derive(Clone, Debug)]
pub struct Rule {
    /// What it requires.
    pub kind: RuleKind,
    /// The consequence of breaking it.
    pub beyond: Consequence,
    /// The error code that WeCom answers, if documented.
    pub errcode: Option<i32>,
    /// How reliable this is.
    pub evidence: Evidence,
}

impl Rule {
    /// All paths in the rule.
    pub fn paths(&self) -> Vec<&Path> {
        match &self.kind {
            RuleKind::AnyOf(paths) | RuleKind::OneOf(paths) | RuleKind::NotBoth(paths) => paths.iter().collect(),
            RuleKind::Given(path, then) => std::iter::once(path).chain(then).collect(),
        }
    }
}

/// What a rule requires.
#[derive(Clone, Debug)]
pub enum RuleKind {
    /// At least one is present.
    AnyOf(Vec<Path>),
    /// Exactly one is present.
    OneOf(Vec<Path>),
    /// If the first is present, so are the others.
    Given(Path, Vec<Path>),
    /// At most one is present.
    NotBoth(Vec<Path>),
}

impl RuleKind {
    /// Every two of these paths, in their order.
    pub fn pairs(paths: &[Path]) -> impl Iterator<Item = (&Path, &Path)> {
        let after = |index: usize| paths.iter().skip(index + 1);
        paths.iter().enumerate().flat_map(move |(index, one)| after(index).map(move |other| (one, other)))
    }
}
