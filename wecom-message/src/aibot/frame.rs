//! Frames: what a text on the WebSocket says, and how one is written.

use serde_json::{Map, Value};
use tungstenite::Bytes;

use crate::error::Error;
use crate::error::api_error::ApiError;
use crate::http::scrub::{scrub, scrub_value};
use crate::http::secret::Secret;
use crate::message::read::read_object;
use crate::message::read::reader::FromMembers;

/// A frame of the program: `{"cmd":…,"headers":{"req_id":…},"body":…}`.
pub(super) fn frame(cmd: &str, req_id: &str, body: Option<&[u8]>) -> Bytes {
    let mut frame = Vec::with_capacity(64 + cmd.len() + req_id.len() + body.map_or(0, <[u8]>::len));
    frame.extend_from_slice(br#"{"cmd":""#);
    frame.extend_from_slice(cmd.as_bytes());
    frame.extend_from_slice(br#"","headers":{"req_id":"#);
    frame.extend_from_slice(Value::from(req_id).to_string().as_bytes());
    frame.push(b'}');
    if let Some(body) = body {
        frame.extend_from_slice(br#","body":"#);
        frame.extend_from_slice(body);
    }
    frame.push(b'}');
    frame.into()
}

/// A frame of WeCom.
#[derive(Debug)]
pub(super) enum Arrived {
    Ack(Ack),
    Callback(Callback),
    /// JSON that is neither.
    Other,
}

/// The answer to a frame. It has nothing but the `req_id` to tell which.
#[derive(Debug)]
pub(super) struct Ack {
    pub(super) req_id: String,
    object: Map<String, Value>,
}

/// A message or an event.
#[derive(Debug)]
pub(super) struct Callback {
    pub(super) req_id: String,
    pub(super) body: Map<String, Value>,
    /// Of the whole frame, in bytes.
    pub(super) length: usize,
}

/// Reads a frame; `None` if the text is not a JSON object.
pub(super) fn read(text: &str) -> Option<Arrived> {
    let mut object: Map<String, Value> = serde_json::from_str(text).ok()?;
    let req_id = object.get("headers").and_then(|headers| headers.get("req_id")).and_then(Value::as_str);
    let Some(req_id) = req_id.map(str::to_owned) else { return Some(Arrived::Other) };
    let cmd = object.get("cmd").and_then(Value::as_str);
    if matches!(cmd, Some("aibot_msg_callback" | "aibot_event_callback"))
        && let Some(Value::Object(body)) = object.remove("body")
    {
        return Some(Arrived::Callback(Callback { req_id, body, length: text.len() }));
    }
    Some(if object.contains_key("errcode") { Arrived::Ack(Ack { req_id, object }) } else { Arrived::Other })
}

impl Callback {
    /// Whether another connection of the bot took the place of this one.
    pub(super) fn says_replaced(&self) -> bool {
        let event = self.body.get("event").and_then(|event| event.get("eventtype"));
        event.and_then(Value::as_str) == Some("disconnected_event")
    }
}

impl Ack {
    /// `errcode`; `None` if it is not a number.
    pub(super) fn code(&self) -> Option<i32> {
        let code = self.object.get("errcode")?;
        let code = code.as_i64().or_else(|| code.as_str()?.trim().parse().ok())?;
        i32::try_from(code).ok()
    }

    /// What it says of a request: WeCom's error, or the reply.
    pub(super) fn into_reply<R: FromMembers>(mut self, cmd: &'static str, secrets: &[Secret]) -> Result<R, Error> {
        if self.code() != Some(0) {
            return Err(self.into_error(cmd, secrets));
        }
        let body = match self.object.remove("body") {
            Some(Value::Object(body)) => body,
            _ => Map::new(),
        };
        read_object(body).map_err(|error| {
            let message = format!("errcode is 0, but the rest does not fit: {error}");
            Error::answered(cmd, ApiError::new(NOT_A_CODE, message, Value::Object(self.object)))
        })
    }

    /// WeCom's error.
    pub(super) fn into_error(self, cmd: &'static str, secrets: &[Secret]) -> Error {
        let code = self.code().unwrap_or(NOT_A_CODE);
        let message = self.object.get("errmsg").and_then(Value::as_str).unwrap_or_default();
        let message = scrub(message.to_owned(), secrets);
        let mut answer = Value::Object(self.object);
        scrub_value(&mut answer, secrets);
        Error::answered(cmd, ApiError::new(code, message, answer))
    }
}

/// WeCom's "system busy", for an ack without a code of its own.
const NOT_A_CODE: i32 = -1;

#[cfg(test)]
pub(super) mod tests {
    use serde_json::json;

    use super::*;
    use crate::error::error_code::ErrorCode;

    /// The ack of a request.
    pub(in crate::aibot) fn ack(req_id: &str, code: i32) -> Ack {
        match read(&json!({"headers": {"req_id": req_id}, "errcode": code, "errmsg": "said"}).to_string()) {
            Some(Arrived::Ack(ack)) => ack,
            other => panic!("no ack: {other:?}"),
        }
    }

    #[test]
    fn a_frame_is_written_as_the_pages_show_it() {
        for (cmd, req_id, body, expected) in [
            ("ping", "ping-7", None, r#"{"cmd":"ping","headers":{"req_id":"ping-7"}}"#),
            (
                "aibot_subscribe",
                "sub-1",
                Some(r#"{"bot_id":"aibK7","secret":"s3cr3t"}"#),
                r#"{"cmd":"aibot_subscribe","headers":{"req_id":"sub-1"},"body":{"bot_id":"aibK7","secret":"s3cr3t"}}"#,
            ),
            ("ping", "a\"b", None, r#"{"cmd":"ping","headers":{"req_id":"a\"b"}}"#),
        ] {
            assert_eq!(frame(cmd, req_id, body.map(str::as_bytes)), expected.as_bytes());
        }
    }

    #[test]
    fn acks_and_callbacks_are_told_apart() {
        let text = r#"{"headers":{"req_id":"up-1"},"errcode":0,"errmsg":"ok","body":{"upload_id":"UP7"}}"#;
        assert!(matches!(read(text), Some(Arrived::Ack(Ack { req_id, .. })) if req_id == "up-1"));
        let text = r#"{"cmd":"aibot_msg_callback","headers":{"req_id":"R-1"},"body":{"msgtype":"text"}}"#;
        assert!(matches!(read(text), Some(Arrived::Callback(it)) if it.req_id == "R-1" && !it.says_replaced()));
        let text = r#"{"cmd":"aibot_event_callback","headers":{"req_id":"R-9"},"body":{"msgtype":"event","event":{"eventtype":"disconnected_event"}}}"#;
        assert!(matches!(read(text), Some(Arrived::Callback(it)) if it.says_replaced()));
        for text in
            ["{}", r#"{"headers":{"req_id":7},"errcode":0}"#, r#"{"cmd":"new","headers":{"req_id":"a"},"body":{}}"#]
        {
            assert!(matches!(read(text), Some(Arrived::Other)), "{text}");
        }
        for text in ["", "[]", "7", "{", "garbage"] {
            assert!(read(text).is_none(), "{text}");
        }
    }

    #[test]
    fn an_ack_is_a_reply_or_an_error_of_wecom() {
        struct Nothing;
        impl FromMembers for Nothing {
            fn from_members(_: &mut crate::message::read::reader::Members<'_>) -> Option<Self> {
                Some(Self)
            }
        }
        assert!(ack("a", 0).into_reply::<Nothing>("ping", &[]).is_ok());
        let error = ack("a", 846_607).into_reply::<Nothing>("aibot_send_msg", &[]).map(|_| ()).unwrap_err();
        assert_eq!(error.errcode().map(ErrorCode::value), Some(846_607));
        assert!(!error.may_have_been_delivered());
        let secret = Secret::from("said");
        assert!(!ack("a", 853_000).into_error("aibot_subscribe", &[secret]).to_string().contains("said"));
    }
}
