//! Compares two sets of descriptions: what changed, and what it breaks in programs that use the generated API.
//!
//! [`compare`] works on the resolved model, not on the files. An edit without effect is no change, and a change of a shared
//! object is reported once, with the messages that contain it. A change breaks programs, at the default strictness of checks:
//!
//! - **at compile time** if a public item is gone or its signature changed;
//! - **at run time** if a message now fails the check before sending, the same code sends a different body, or a reply is read
//!   from a different member;
//! - **not at all** otherwise. Structs and enums are `#[non_exhaustive]`, so new fields, cases and values are compatible.
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

mod change;
mod changes;
mod channel;
mod comparison;
mod demands;
mod field;
mod json;
mod limits;
mod markdown;
mod message;
mod names;
mod object;
mod outline;
mod paired;
mod passive_reply;
mod received;
mod rules;
mod sides;
mod text;
mod types;
mod union;

pub use self::change::{Breaks, Change, ChangeKind, Diff, Release, Section, Subject};

use wecom_schema::Schema;
use wecom_schema::model::{Channel, ErrorCode};

use self::change::code;
use self::outline::{Fact, Item, Outline};
use self::paired::pair;
use crate::options::Options;

/// Compares two sets of descriptions.
pub fn compare(old: &Schema, new: &Schema) -> Diff {
    let options = Options::default();
    let paired = pair(&old.channels, &new.channels, &[&|one, other| one.name == other.name]);
    let mut sections: Vec<Section> =
        paired.both.iter().flat_map(|channels| channel::compare(*channels, &options)).collect();
    let alone = |channel: &Channel, changes| Section {
        channel: Some(channel.name.clone()),
        ..Section::new(Subject::Channel, changes)
    };
    let gone = Item::subject("the channel and all that is in it", Outline::default());
    let new_one = Item::subject("a channel", Outline::default());
    sections.extend(paired.removed.iter().map(|it| alone(it, comparison::changes(Some(&gone), None))));
    sections.extend(paired.added.iter().map(|it| alone(it, comparison::changes(None, Some(&new_one)))));
    sections.sort_by(|one, other| one.channel.cmp(&other.channel));
    let [old, new] = [old, new].map(error_codes);
    sections.push(Section::new(Subject::ErrorCodes, comparison::changes(Some(&old), Some(&new))));
    sections.retain(|section| !section.changes.is_empty());
    Diff { sections }
}

fn error_codes(schema: &Schema) -> Item {
    Item::subject("", Outline::default().items(schema.error_codes.iter().map(error_code)))
}

/// Programs see the class of a code. The number is available whether it is known or not.
fn error_code(error_code: &ErrorCode) -> Item {
    let ErrorCode { code: number, meaning, class, advice } = error_code;
    let class = code(class);
    let outline = Outline::default()
        .fact(Fact::value(Breaks::AtRunTime, "class ", &class))
        .documented("meaning", meaning)
        .documented("advice", advice);
    Item::new([number.to_string()], &number.to_string(), format!("of the class {class}"))
        .lost(ChangeKind::Removed, Breaks::AtRunTime, format!("of the class {class}, now of none"))
        .with(outline)
}
