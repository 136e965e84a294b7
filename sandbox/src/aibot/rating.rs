//! What a member thinks of an answer.

use serde_json::{Map, Value};

/// What a member thinks of an answer of the bot.
///
/// ```
/// use wecom_sandbox::Rating;
///
/// let wrong = Rating::inaccurate("too short", [2]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rating {
    kind: u8,
    content: String,
    reasons: Vec<i64>,
}

impl Rating {
    /// It helped.
    pub fn accurate() -> Self {
        Self { kind: 1, content: String::new(), reasons: Vec::new() }
    }

    /// It did not help: in the member's words, and by the numbers of reasons: 1 beside the question, 2 incomplete,
    /// 3 wrong, 4 data analysed wrongly.
    pub fn inaccurate(content: impl Into<String>, reasons: impl IntoIterator<Item = i64>) -> Self {
        Self { kind: 2, content: content.into(), reasons: reasons.into_iter().collect() }
    }

    /// The member takes an earlier rating back.
    pub fn withdrawn() -> Self {
        Self { kind: 3, content: String::new(), reasons: Vec::new() }
    }

    pub(super) fn to_json(&self, id: &str) -> Value {
        let mut event = Map::from_iter([("id".to_owned(), id.into()), ("type".to_owned(), self.kind.into())]);
        if !self.content.is_empty() {
            event.insert("content".to_owned(), self.content.as_str().into());
        }
        if !self.reasons.is_empty() {
            event.insert("inaccurate_reason_list".to_owned(), self.reasons.clone().into());
        }
        Value::Object(event)
    }
}
