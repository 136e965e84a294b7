//! What WeCom would say to a JSON body, by the descriptions alone.
//!
//! First the body is [read](reading): a tree that follows the described types, or the mismatches that keep the body
//! from being such a thing. Then every described rule is [checked](rules) on the tree. Generated code does the same in
//! two steps of the same kind and must come to the same verdict.

mod codes;
mod coverage;
mod location;
mod members;
mod reading;
mod rules;
mod send;
#[cfg(test)]
mod tests;
mod tree;
mod verdict;

use serde_json::Value;

pub use codes::{BAD_MSGTYPE, BAD_PARAMETER};
pub(crate) use coverage::{Coverage, mark};
pub use verdict::{Finding, Mismatch, Problem, Verdict};

use self::reading::Reader;
use self::rules::Checker;
use self::tree::Node;
use crate::model::{Channel, Path, TypeId};

impl Channel {
    /// Judges a message at its own level: `{"msgtype":"text","text":{…},"safe":1}`.
    pub fn judge_message(&self, body: &Value) -> Verdict {
        let mut reader = Reader::new(self);
        let message = reader.any_message(body);
        judge(reader, message.as_slice())
    }

    /// Judges a whole request: recipients, message and sender in one object.
    pub fn judge_send(&self, body: &Value) -> Verdict {
        let mut reader = Reader::new(self);
        let parts = reader.send(body);
        judge(reader, &parts)
    }

    /// Whether any of the paths is there in the body of a message or an operation; without paths, nothing needs to be.
    ///
    /// Nothing is there in a body that is not of this type.
    pub fn has_any(&self, object: TypeId, body: &Value, paths: &[Path]) -> bool {
        let mut reader = Reader::new(self);
        let Some(Node::Object(tree)) = reader.root(object, body) else { return false };
        paths.is_empty() || paths.iter().any(|path| tree.has(path))
    }
}

/// Judges the body of an operation, or of a message where the object is one.
pub fn judge_object(channel: &Channel, object: TypeId, body: &Value) -> Verdict {
    let mut reader = Reader::new(channel);
    let root = reader.root(object, body);
    judge(reader, root.as_slice())
}

/// Judges what has been read.
fn judge(reader: Reader<'_>, nodes: &[Node<'_, '_>]) -> Verdict {
    let channel = reader.channel;
    let (mismatches, foreign, refused) = reader.finish();
    if !mismatches.is_empty() {
        // A body that is not such a thing has no members to say more about.
        return Verdict { mismatches, ..Verdict::default() };
    }
    let mut checker = Checker::new(channel);
    for node in nodes {
        checker.root(node);
    }
    let mut findings = refused;
    findings.extend(checker.finish());
    Verdict { mismatches, findings, foreign }
}
