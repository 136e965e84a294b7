//! Drafts descriptions.

mod channel;
mod drafting;
mod example;
mod field;
mod json;
mod rules;
mod score;
mod tree;
mod types;

use std::fmt;

use crate::described::Descriptions;
use crate::page::{Page, Part};

pub use score::{Score, score};

use channel::ChannelKeys;
use drafting::Drafting;

/// A file of a draft.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DraftFile {
    /// Its path in a folder of descriptions: `app/hologram.json`.
    pub path: String,
    /// Its content. Open decisions and missing texts are under the key `TODO`. `wecom-codegen check` reports each as an
    /// unknown key.
    pub text: String,
}

/// Why a page gives no draft.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoDraft {
    /// The name is not `<channel>/<message or operation>.json`.
    Name(String),
    /// The page has no request of this name.
    NoSuchRequest {
        /// The name.
        asked: String,
        /// The msgtypes on the page.
        on_page: Vec<String>,
    },
    /// The page has only callbacks and replies to them, with these names. Drafts are of requests.
    Callbacks(Vec<String>),
}

impl fmt::Display for NoDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NoDraft::Name(name) => {
                write!(
                    f,
                    "`{name}` names no description; a draft is called like `app/hologram.json`, by channel and msgtype"
                )
            }
            NoDraft::NoSuchRequest { asked, on_page } if on_page.is_empty() => {
                write!(f, "the page has no request that could be `{asked}`")
            }
            NoDraft::NoSuchRequest { asked, on_page } => {
                write!(f, "the page has no message `{asked}`; it has {}", on_page.join(", "))
            }
            NoDraft::Callbacks(names) => write!(
                f,
                "drafts are of messages and operations that are sent to WeCom; this page is about callbacks and replies to \
                 them ({}). Copy the description of a similar one, as callback/click.json or app/text_reply.json",
                names.join(", ")
            ),
        }
    }
}

impl std::error::Error for NoDraft {}

/// Drafts a message or an operation of a page: a file with this name, and one for each type that the channel does not have.
/// `today` is the day of reading, `2026-11-28`.
///
/// # Errors
///
/// If the name is not that of a description, or the page has no such request.
pub fn draft(page: &Page, descriptions: Descriptions<'_>, name: &str, today: &str) -> Result<Vec<DraftFile>, NoDraft> {
    let (channel, stem) = name
        .strip_suffix(".json")
        .and_then(|name| name.split_once('/'))
        .filter(|(_, stem)| !stem.contains('/'))
        .ok_or_else(|| NoDraft::Name(name.to_owned()))?;
    let of_msgtype: Vec<&Part> = page.parts.iter().filter(|part| part.msgtype() == Some(stem)).collect();
    let msgtypes = || page.msgtypes().into_iter().map(str::to_owned).collect();
    let nothing = || NoDraft::NoSuchRequest { asked: stem.to_owned(), on_page: msgtypes() };
    let keys = ChannelKeys::of(descriptions, channel);
    let drafting = Drafting { page, keys, channel, stem, today, files: Vec::new() };
    if !of_msgtype.is_empty() {
        return Ok(drafting.message(&of_msgtype));
    }
    if !page.msgtypes().is_empty() {
        return Err(nothing());
    }
    let callbacks = page.callbacks();
    let operation = page.parts.iter().find(|part| !part.is_callback() && !part.request.members.is_empty());
    if operation.is_none() && !callbacks.is_empty() {
        return Err(NoDraft::Callbacks(callbacks));
    }
    operation.map(|part| drafting.operation(part)).ok_or_else(nothing)
}
