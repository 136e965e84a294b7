//! Options that several messages share.

use std::collections::BTreeMap;

use wecom_schema::model::{Field, Object};

use super::scope::Scope;
use super::{fields, links};

/// Options that several messages take in the same form. They are described once.
pub(super) struct Options {
    pub(super) shared: Vec<(String, Vec<String>)>,
}

impl Options {
    pub(super) fn new(scope: Scope<'_>) -> Self {
        let objects = scope.channel.messages.iter().filter_map(|message| scope.channel.object(message.object));
        let beside = objects.flat_map(Object::options);
        let mut counted: Vec<(String, Vec<String>, usize)> = Vec::new();
        for field in beside {
            let row = fields::row(scope, field);
            match counted.iter_mut().find(|(_, known, _)| *known == row) {
                Some((_, _, count)) => *count += 1,
                None => counted.push((field.wire.clone(), row, 1)),
            }
        }
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        let shared = counted.into_iter().filter(|(.., count)| *count > 1).map(|(name, row, _)| {
            let number = numbers.entry(name.clone()).or_default();
            *number += 1;
            (links::option(scope.channel, *number - 1, &name), row)
        });
        Self { shared: shared.collect() }
    }

    /// The anchor of a shared option.
    pub(super) fn anchor(&self, scope: Scope<'_>, field: &Field) -> Option<&str> {
        let row = fields::row(scope, field);
        self.shared.iter().find(|(_, known)| *known == row).map(|(anchor, _)| anchor.as_str())
    }
}
