//! Frames: what the program sends, and what it gets.

use serde_json::{Map, Value, json};

/// A frame of the program: `{"cmd":…,"headers":{"req_id":…},"body":{…}}`.
#[derive(Debug)]
pub(crate) struct Frame {
    pub(crate) cmd: String,
    pub(crate) req_id: String,
    /// An empty object if the frame has none.
    pub(crate) body: Value,
}

impl Frame {
    /// Reads a frame; the error says what is wrong with it.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let mut frame: Map<String, Value> =
            serde_json::from_str(text).map_err(|error| format!("the frame is no JSON object: {error}"))?;
        let cmd = frame.get("cmd").and_then(Value::as_str).ok_or("the frame has no `cmd`")?.to_owned();
        let req_id = frame.get("headers").and_then(|headers| headers.get("req_id")?.as_str());
        let req_id = req_id.filter(|req_id| !req_id.is_empty()).ok_or("the frame has no `headers.req_id`")?.to_owned();
        let body = frame.remove("body").unwrap_or_else(|| json!({}));
        Ok(Self { cmd, req_id, body })
    }
}

/// A callback: what a member did, or what became of the connection.
pub(super) fn callback(cmd: &str, req_id: &str, body: &Value) -> String {
    json!({"cmd": cmd, "headers": {"req_id": req_id}, "body": body}).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_needs_a_command_and_a_req_id() {
        let table = [
            (r#"{"cmd":"ping","headers":{"req_id":"p-1"}}"#, Ok(("ping", "p-1", json!({})))),
            (r#"{"cmd":"x","headers":{"req_id":"1"},"body":{"a":2}}"#, Ok(("x", "1", json!({"a": 2})))),
            (r#"{"cmd":"ping","headers":{"req_id":""}}"#, Err("the frame has no `headers.req_id`")),
            (r#"{"headers":{"req_id":"1"}}"#, Err("the frame has no `cmd`")),
        ];
        for (text, expected) in table {
            let read = Frame::read(text);
            let read = read.as_ref().map(|frame| (frame.cmd.as_str(), frame.req_id.as_str(), frame.body.clone()));
            assert_eq!(read.map_err(String::as_str), expected, "{text}");
        }
        assert!(Frame::read("[").unwrap_err().contains("no JSON object"));
    }
}
