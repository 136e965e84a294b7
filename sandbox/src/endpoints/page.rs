//! Long lists, page by page: `limit` and `cursor` in the request, `next_cursor` in the answer.

use serde_json::Value;
use wecom_schema::judge::BAD_PARAMETER;

use crate::body::given;
use crate::reply::Reply;

/// How many entries a page may have.
pub(super) struct Limit {
    pub(super) most: usize,
    pub(super) default: usize,
}

const CURSOR: &str = "cursor-";

/// The page that the body asks for, and the cursor of the next one.
pub(super) fn page(entries: Vec<Value>, limit: &Limit, body: &Value) -> Result<(Vec<Value>, String), Reply> {
    let first: usize = match given(body, "cursor") {
        None => 0,
        Some(cursor) => cursor
            .strip_prefix(CURSOR)
            .and_then(|first| first.parse().ok())
            .ok_or_else(|| Reply::error(BAD_PARAMETER).because("cursor is unknown"))?,
    };
    let asked = body.get("limit").and_then(Value::as_u64).and_then(|limit| usize::try_from(limit).ok());
    let length = asked.filter(|length| (1..=limit.most).contains(length)).unwrap_or(limit.default);
    let next = first.saturating_add(length);
    let cursor = if next < entries.len() { format!("{CURSOR}{next}") } else { String::new() };
    Ok((entries.into_iter().skip(first).take(length).collect(), cursor))
}
