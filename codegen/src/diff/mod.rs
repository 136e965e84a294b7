//! What changed between two sets of descriptions, and what it means for programs that use the generated API.
//!
//! [`compare`] works on the resolved model, not on the files: an edit that changes nothing is no change, and an edit of a
//! shared object is told once, with the messages it reaches. Every verdict is about programs that call the generated
//! API with the default strictness of checks:
//!
//! - **at compile time**: a public item is gone, or has another signature;
//! - **at run time**: what was sent is now refused by the check before sending, another body goes out for the same code,
//!   or an answer is read from another member;
//! - **nobody**: everything else. Structs and enums are `#[non_exhaustive]`, so a new field, case or value breaks nobody.
//!
//! ```
//! use wecom_codegen::diff::compare;
//! use wecom_schema::{Schema, Sources};
//!
//! let sources = Sources::from_dir(wecom_schema::DIR.as_ref())?;
//! let schema = Schema::load(&sources).map_err(|mistakes| mistakes.to_string())?;
//! assert!(compare(&schema, &schema).is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod about;
mod change;
mod channel;
mod constructors;
mod conversions;
mod envelope;
mod error_codes;
mod field;
mod json;
mod limits;
mod markdown;
mod message;
mod moved;
mod object;
mod paired;
mod reach;
mod rules;
mod sides;
mod text;
mod types;
mod union;

pub use self::change::{Breaks, Change, ChangeKind, Diff, Release, Section, Subject};

use wecom_schema::Schema;

use self::change::Changes;
use self::paired::pair;
use crate::Options;

/// Compares two sets of descriptions.
pub fn compare(old: &Schema, new: &Schema) -> Diff {
    let Schema { channels, error_codes, files: _ } = old;
    let options = Options::default();
    let mut sections = Vec::new();
    let paired = pair(channels, &new.channels, &[&|one, other| one.name == other.name]);
    for (old, new) in paired.both {
        sections.extend(channel::compare(old, new, &options));
    }
    for gone in paired.removed {
        sections.push(whole(
            &gone.name,
            ChangeKind::Removed,
            Breaks::AtCompileTime,
            "the channel and all that is in it",
        ));
    }
    for added in paired.added {
        sections.push(whole(&added.name, ChangeKind::Added, Breaks::Nobody, "a channel"));
    }
    sections.sort_by(|one, other| one.channel.cmp(&other.channel));
    let mut changes = Changes::default();
    error_codes::compare(error_codes, &new.error_codes, &mut changes);
    sections.push(Section::new(None, Subject::ErrorCodes, changes));
    sections.retain(|section| !section.changes.is_empty());
    Diff { sections }
}

fn whole(channel: &str, kind: ChangeKind, breaks: Breaks, what: &str) -> Section {
    let mut changes = Changes::default();
    changes.add("", kind, breaks, what);
    Section::new(Some(channel), Subject::Channel, changes)
}
