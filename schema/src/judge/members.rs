//! The members of a JSON object while it is read.

use serde_json::{Map, Value};

/// The members of a JSON object, and the names of those that are not read yet.
#[derive(Debug)]
pub(super) struct Members<'b> {
    map: Option<&'b Map<String, Value>>,
    pub(super) untaken: Vec<&'b str>,
}

impl<'b> Members<'b> {
    /// The members of this object that are not null; `None` counts as an empty one.
    pub(super) fn new(map: Option<&'b Map<String, Value>>) -> Self {
        let present = map.into_iter().flatten().filter(|(_, value)| !value.is_null());
        let untaken = present.map(|(name, _)| name.as_str()).collect();
        Self { map, untaken }
    }

    /// A member that is not read yet.
    pub(super) fn peek(&self, name: &str) -> Option<&'b Value> {
        self.map?.get(name).filter(|_| self.untaken.contains(&name))
    }

    /// Reads a member.
    pub(super) fn take(&mut self, name: &str) -> Option<&'b Value> {
        let at = self.untaken.iter().position(|untaken| *untaken == name)?;
        self.untaken.remove(at);
        self.map?.get(name)
    }
}
