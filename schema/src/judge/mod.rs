//! What WeCom would answer to a JSON body, derived from the descriptions alone.
//!
//! First the body is [read](reading) into a tree that follows the described types, or into mismatches. Like WeCom, reading takes
//! a number as a string, a string as a number, and null for an absent value; [`Verdict::exact`] does not. Then every described
//! rule is [checked](rules) on the tree. Generated code takes the same two steps and must come to the same verdict. The two
//! are independent so that each tests the other.

mod codes;
mod coverage;
mod location;
mod meant;
mod members;
mod reading;
mod received;
mod repeated;
mod rules;
mod send;
#[cfg(test)]
mod tests;
mod tolerance;
mod tree;
mod verdict;

use serde_json::Value;

pub use codes::{BAD_MSGTYPE, BAD_PARAMETER};
pub(crate) use coverage::{Coverage, mark};
pub(crate) use received::{judge_received, received_text};
pub use repeated::repeated_members;
pub use verdict::{Finding, Ignored, Mismatch, Problem, Straightened, Verdict};

use self::reading::{Found, Reader};
use self::rules::Checker;
use self::tree::Node;
use crate::model::{Channel, Path, TypeId};

impl Channel {
    /// Judges a message without recipients and sender: `{"msgtype":"text","text":{…},"safe":1}`.
    pub fn judge_message(&self, body: &Value) -> Verdict {
        let mut reader = Reader::new(self);
        let message = reader.any_message(body);
        judge(reader, message.as_slice())
    }

    /// Judges the whole request of a send: recipients, message and sender in one object.
    pub fn judge_send(&self, body: &Value) -> Verdict {
        let mut reader = Reader::new(self);
        let parts = reader.send(body);
        judge(reader, &parts)
    }

    /// Whether any of the paths is present in a message or in the body of an operation. `true` without paths.
    ///
    /// `false` if the body has mismatches with the type.
    pub fn has_any(&self, object: TypeId, body: &Value, paths: &[Path]) -> bool {
        let mut reader = Reader::new(self);
        let Some(Node::Object(tree)) = reader.root(object, body) else { return false };
        paths.is_empty() || paths.iter().any(|path| tree.has(path))
    }
}

/// Judges the body of an operation, or a message if the object is one.
pub fn judge_object(channel: &Channel, object: TypeId, body: &Value) -> Verdict {
    let mut reader = Reader::new(channel);
    let root = reader.root(object, body);
    judge(reader, root.as_slice())
}

/// Checks the rules on the values that were read.
fn judge(reader: Reader<'_>, nodes: &[Node<'_, '_>]) -> Verdict {
    let channel = reader.channel;
    let Found { mismatches, unknown_members, ignored, straightened, refused } = reader.found;
    if !mismatches.is_empty() {
        // Rules are about members of the right kinds.
        return Verdict { mismatches, straightened, ..Verdict::default() };
    }
    let mut checker = Checker::new(channel);
    for node in nodes {
        checker.root(node);
    }
    let mut findings = refused;
    findings.extend(checker.finish());
    Verdict { mismatches, straightened, ignored, findings, unknown_members }
}
