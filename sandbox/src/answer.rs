//! An HTTP response.

use std::borrow::Cow;

use serde_json::Value;

/// An HTTP response as plain data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status. WeCom answers 200 for errors of the API as well.
    pub status: u16,
    /// The media type of the body.
    pub content_type: Cow<'static, str>,
    /// Headers beside `content-type`; their names are in lower case.
    pub headers: Vec<(&'static str, String)>,
    /// The body's bytes.
    pub body: Vec<u8>,
}

impl Answer {
    /// A JSON body with this status.
    pub fn json(status: u16, body: &Value) -> Self {
        Self::new(status, "application/json; charset=UTF-8", body.to_string())
    }

    pub(crate) fn text(status: u16, body: impl Into<String>) -> Self {
        Self::new(status, "text/plain; charset=UTF-8", body.into())
    }

    /// A body of this media type with this status.
    pub fn new(status: u16, content_type: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { status, content_type: content_type.into(), headers: Vec::new(), body: body.into() }
    }

    /// The `errcode` in the body, if it has one.
    pub fn errcode(&self) -> Option<i32> {
        let body: Value = serde_json::from_slice(&self.body).ok()?;
        body.get("errcode")?.as_i64()?.try_into().ok()
    }
}
