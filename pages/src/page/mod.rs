//! A page: what it is about, and what it says part by part.

mod address;
mod column;
mod note;
mod part;
mod path;
mod reader;
mod rows;
mod sample;

use std::sync::Arc;

pub(crate) use address::Address;
pub(crate) use part::{Body, Part, Unread};
pub(crate) use sample::Sample;

use crate::fact::Place;

/// An official page as somebody has saved it.
#[derive(Clone, Debug)]
pub struct Page {
    pub(crate) name: Arc<str>,
    pub(crate) text: String,
    /// The number in its address.
    pub(crate) id: Option<u64>,
    /// When it was changed last, and where it says so.
    pub(crate) updated: Option<(String, Place)>,
    pub(crate) parts: Vec<Part>,
    /// The error codes that it names.
    pub(crate) error_codes: Vec<(i32, Place)>,
}

impl Page {
    /// Reads a page from Markdown or HTML. The name is shown where the page is meant; its ending says what it holds.
    pub fn read(name: &str, text: &str) -> Self {
        reader::read(name, text)
    }

    /// The number in the page's address, where the page or its name says it.
    pub fn id(&self) -> Option<u64> {
        self.id
    }

    /// Whether it has no table of members and no sample of a request or a callback.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// As it was saved.
    pub fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn start(&self) -> Place {
        Place { file: self.name.clone(), start: 0, end: 0 }
    }

    /// The message types that it has, in their order.
    pub fn msgtypes(&self) -> Vec<&str> {
        let mut msgtypes: Vec<&str> = self.parts.iter().filter_map(Part::msgtype).collect();
        msgtypes.dedup();
        msgtypes
    }

    /// The names of the callbacks and of the replies to them that it has, in their order.
    pub(crate) fn callbacks(&self) -> Vec<String> {
        let mut names: Vec<String> = self.parts.iter().filter_map(Part::callback).map(str::to_owned).collect();
        names.dedup();
        names
    }

    /// The name it was read under.
    pub fn name(&self) -> &str {
        &self.name
    }
}
