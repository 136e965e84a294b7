//! Rules over several fields.

use super::about::Evidence;
use super::consequence::Consequence;
use super::path::Path;

/// A rule over several fields.
#[derive(Clone, Debug)]
pub struct Rule {
    /// What it demands.
    pub kind: RuleKind,
    /// What happens otherwise.
    pub beyond: Consequence,
    /// What WeCom answers, where that is documented.
    pub errcode: Option<i32>,
    /// How well it is known.
    pub evidence: Evidence,
}

impl Rule {
    /// Every path that it speaks of.
    pub fn paths(&self) -> Vec<&Path> {
        match &self.kind {
            RuleKind::AnyOf(paths) | RuleKind::OneOf(paths) | RuleKind::NotBoth(paths) => paths.iter().collect(),
            RuleKind::Given(path, then) => std::iter::once(path).chain(then).collect(),
        }
    }
}

/// What a rule demands.
#[derive(Clone, Debug)]
pub enum RuleKind {
    /// At least one is there.
    AnyOf(Vec<Path>),
    /// Exactly one is there.
    OneOf(Vec<Path>),
    /// When the first is there, so are the others.
    Given(Path, Vec<Path>),
    /// No two of them are there.
    NotBoth(Vec<Path>),
}

impl RuleKind {
    /// Every two of these paths, in their order.
    pub fn pairs(paths: &[Path]) -> impl Iterator<Item = (&Path, &Path)> {
        let after = |index: usize| paths.iter().skip(index + 1);
        paths.iter().enumerate().flat_map(move |(index, one)| after(index).map(move |other| (one, other)))
    }
}
