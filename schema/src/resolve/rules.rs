//! Rules of an object, once its fields are known.

use super::paths;
use super::profiles::holds_in;
use super::types::Resolver;
use crate::description::{RuleDescription, RuleKindDescription, Spanned};
use crate::model::{Object, Path, Rule, RuleKind};

impl Resolver<'_, '_> {
    pub(super) fn rules(&mut self, object: &Object, rules: &[RuleDescription], profile: usize) -> Vec<Rule> {
        let mut resolved = Vec::new();
        for rule in rules {
            if !holds_in(rule.profiles.as_deref(), profile, self.profiles, self.diagnostics) {
                continue;
            }
            let kind = match &rule.kind {
                RuleKindDescription::AnyOf(paths) => RuleKind::AnyOf(self.paths(object, paths)),
                RuleKindDescription::OneOf(paths) => RuleKind::OneOf(self.paths(object, paths)),
                RuleKindDescription::Given(path, then) => {
                    let then = self.paths(object, then);
                    match self.path(object, path) {
                        Some(path) => RuleKind::Given(path, then),
                        None => continue,
                    }
                }
                RuleKindDescription::NotBoth(paths) => RuleKind::NotBoth(self.paths(object, paths)),
            };
            resolved.push(Rule { kind, beyond: rule.beyond, errcode: rule.errcode, evidence: rule.evidence });
        }
        resolved
    }

    pub(super) fn paths(&mut self, object: &Object, paths: &[Spanned<String>]) -> Vec<Path> {
        paths.iter().filter_map(|path| self.path(object, path)).collect()
    }

    pub(super) fn path(&mut self, object: &Object, path: &Spanned<String>) -> Option<Path> {
        paths::resolve(&self.types, object, path, self.diagnostics)
    }
}
