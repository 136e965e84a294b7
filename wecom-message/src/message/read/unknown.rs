//! What no description knows.

use std::fmt;
use std::mem;

use serde_json::{Map, Value};

use super::reader::{FromMembers, Members};

/// Members that no description knows, by their names on the wire: texts as strings, repeated XML elements as lists.
///
/// They can hold codes that allow something, so `Debug` shows the names alone.
#[derive(Clone, Default, PartialEq)]
pub struct Unknown(pub(crate) Map<String, Value>);

impl Unknown {
    /// A member; `None` if there is none of this name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// Whether there are no members.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All members.
    pub fn members(&self) -> &Map<String, Value> {
        &self.0
    }

    /// All members, to be read as something of the program's own.
    pub fn into_members(self) -> Map<String, Value> {
        self.0
    }
}

/// Takes all that is left.
impl FromMembers for Unknown {
    fn from_members(members: &mut Members<'_>) -> Option<Self> {
        Some(Self(mem::take(&mut members.object)))
    }
}

impl fmt::Debug for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}
