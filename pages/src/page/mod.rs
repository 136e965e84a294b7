//! Pages, and their parts.

mod address;
mod column;
mod frame;
mod note;
mod part;
mod path;
mod reader;
mod rows;
mod sample;
mod structure;

use std::sync::Arc;

pub(crate) use address::Address;
pub(crate) use part::{Body, Part, Unread};
pub(crate) use sample::Sample;
pub(crate) use structure::Reference;

use crate::fact::Place;

/// A saved official page.
#[derive(Clone, Debug)]
pub struct Page {
    pub(crate) name: Arc<str>,
    pub(crate) text: String,
    /// The number in its address.
    pub(crate) id: Option<u64>,
    /// The day of its last change, and the place of that date.
    pub(crate) updated: Option<(String, Place)>,
    pub(crate) parts: Vec<Part>,
    /// The error codes on it.
    pub(crate) error_codes: Vec<(i32, Place)>,
}

impl Page {
    /// Reads a page in Markdown or HTML. `name` is the file's: reports show it, and its ending tells the two formats apart.
    pub fn read(name: &str, text: &str) -> Self {
        reader::read(name, text)
    }

    /// The number in the page's address, if its text or its name has it.
    pub fn id(&self) -> Option<u64> {
        self.id
    }

    /// Whether it has no table of members and no sample of a request or a callback.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The text as it was saved.
    pub fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn start(&self) -> Place {
        Place { file: self.name.clone(), start: 0, end: 0 }
    }

    /// The message types on it, in order.
    pub fn msgtypes(&self) -> Vec<&str> {
        let mut msgtypes: Vec<&str> = self.parts.iter().filter_map(Part::msgtype).collect();
        msgtypes.dedup();
        msgtypes
    }

    /// The names of the callbacks on it, and of replies to callbacks, in order.
    pub(crate) fn callbacks(&self) -> Vec<String> {
        let mut names: Vec<String> = self.parts.iter().filter_map(Part::callback).map(str::to_owned).collect();
        names.dedup();
        names
    }

    /// The name that it was read with.
    pub fn name(&self) -> &str {
        &self.name
    }
}
