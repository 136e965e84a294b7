//! The members of a JSON object while it is read.

use serde_json::{Map, Value};

/// The members of a JSON object, and which of them nobody has taken yet.
#[derive(Debug)]
pub(super) struct Members<'b> {
    map: Option<&'b Map<String, Value>>,
    pub(super) untaken: Vec<&'b str>,
}

impl<'b> Members<'b> {
    /// Without an object there are none.
    pub(super) fn new(map: Option<&'b Map<String, Value>>) -> Self {
        let untaken = map.into_iter().flatten().map(|(name, _)| name.as_str()).collect();
        Self { map, untaken }
    }

    /// A member that nobody has taken yet.
    pub(super) fn peek(&self, name: &str) -> Option<&'b Value> {
        self.map?.get(name).filter(|_| self.untaken.contains(&name))
    }

    /// The same, taken.
    pub(super) fn take(&mut self, name: &str) -> Option<&'b Value> {
        let at = self.untaken.iter().position(|untaken| *untaken == name)?;
        self.untaken.remove(at);
        self.map?.get(name)
    }
}
