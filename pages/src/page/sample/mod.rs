//! The samples of a page: bodies in JSON, and callbacks in XML.

mod json;
mod xml;

use crate::fact::Shape;
use crate::text::Tracked;

/// A sample body.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sample {
    /// In their order, each once. The items of a list are read as one.
    pub(crate) members: Vec<SampleMember>,
    pub(crate) is_xml: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct SampleMember {
    pub(crate) path: String,
    /// `None` in XML, where every value is text.
    pub(crate) shape: Option<Shape>,
    /// A string, number or boolean.
    pub(crate) value: Option<String>,
    /// Where its name is on the page, from and to.
    pub(crate) at: (usize, usize),
}

impl Sample {
    /// The body in a block of code; `None` if the block has something else.
    ///
    /// # Errors
    ///
    /// If the block begins like a body and cannot be read as one.
    pub(super) fn read(code: &Tracked) -> Option<Result<Self, String>> {
        match code.as_str().trim_start() {
            text if text.starts_with('{') => Some(json::read(code)),
            text if text.starts_with("<xml>") => Some(xml::read(code)),
            _ => None,
        }
    }

    pub(crate) fn member(&self, path: &str) -> Option<&SampleMember> {
        self.members.iter().find(|member| member.path == path)
    }

    /// Whether it is a callback or a reply to one: those of applications are in XML, those of smart bots name the bot.
    pub(crate) fn is_callback(&self) -> bool {
        self.is_xml || ["aibotid", "body.aibotid"].iter().any(|path| self.member(path).is_some())
    }

    fn add(&mut self, member: SampleMember) {
        if self.member(&member.path).is_none() {
            self.members.push(member);
        }
    }
}
