//! The members of a JSON object while it is read.

use serde_json::{Map, Value};

/// The members of a JSON object, and the names of those that are not read yet.
#[derive(Debug)]
pub(super) struct Members<'b> {
    map: Option<&'b Map<String, Value>>,
    /// The objects whose members are read as if they were beside the others.
    opened: Vec<&'b Map<String, Value>>,
    pub(super) untaken: Vec<&'b str>,
}

impl<'b> Members<'b> {
    /// The members of this object that are not null; `None` counts as an empty one.
    pub(super) fn new(map: Option<&'b Map<String, Value>>) -> Self {
        let present = map.into_iter().flatten().filter(|(_, value)| !value.is_null());
        let untaken = present.map(|(name, _)| name.as_str()).collect();
        Self { map, opened: Vec::new(), untaken }
    }

    /// A member that is not read yet.
    pub(super) fn peek(&self, name: &str) -> Option<&'b Value> {
        self.get(name).filter(|_| self.untaken.contains(&name))
    }

    /// Reads a member.
    pub(super) fn take(&mut self, name: &str) -> Option<&'b Value> {
        let at = self.untaken.iter().position(|untaken| *untaken == name)?;
        self.untaken.remove(at);
        self.get(name)
    }

    /// Reads the members of the object that the value of `name` names as if they were beside it. A member that is here already
    /// stays.
    pub(super) fn open(&mut self, name: &str) {
        let Some(named) = self.peek(name).and_then(Value::as_str) else { return };
        let Some(object) = self.peek(named).and_then(Value::as_object) else { return };
        self.take(named);
        self.untaken.extend(Self::new(Some(object)).untaken);
        self.opened.push(object);
    }

    fn get(&self, name: &str) -> Option<&'b Value> {
        self.map.iter().chain(&self.opened).find_map(|map| map.get(name).filter(|value| !value.is_null()))
    }
}
