//! What goes out: WeCom's JSON, always with `errcode` and `errmsg`.

use std::borrow::Cow;

use serde_json::{Map, Value, json};
use wecom_schema::model::ErrorCode;

/// An HTTP answer as plain data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status; 200 for errors of the API, too.
    pub status: u16,
    /// The media type of the body.
    pub content_type: Cow<'static, str>,
    /// Further headers, their names in lower case.
    pub headers: Vec<(&'static str, String)>,
    /// The body's bytes.
    pub body: Vec<u8>,
}

impl Answer {
    /// JSON with this status.
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

    /// The answer's `errcode`, where it has one.
    pub fn errcode(&self) -> Option<i32> {
        let body: Value = serde_json::from_slice(&self.body).ok()?;
        body.get("errcode")?.as_i64()?.try_into().ok()
    }
}

/// What an endpoint answers, before it is put into words.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Reply {
    pub(crate) errcode: i32,
    /// What exactly is wrong; without anything secret.
    detail: Option<String>,
    members: Map<String, Value>,
}

impl Reply {
    pub(crate) fn ok() -> Self {
        Self::default()
    }

    pub(crate) fn error(errcode: i32) -> Self {
        Self { errcode, ..Self::default() }
    }

    pub(crate) fn because(self, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..self }
    }

    pub(crate) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.members.insert(name.to_owned(), value.into());
        self
    }

    /// With a member, where it has none of that name.
    pub(crate) fn or_with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.members.entry(name).or_insert_with(|| value.into());
        self
    }

    /// Into WeCom's form. The hint is what its support asks for; here it is the request's number.
    pub(crate) fn into_answer(self, codes: &[ErrorCode], hint: u64) -> Answer {
        let mut body = json!({ "errcode": self.errcode, "errmsg": self.errmsg(codes, hint) });
        if let Value::Object(body) = &mut body {
            body.extend(self.members);
        }
        Answer::json(200, &body)
    }

    fn errmsg(&self, codes: &[ErrorCode], hint: u64) -> String {
        let code = self.errcode;
        if code == 0 {
            return "ok".to_owned();
        }
        let meaning = codes.iter().find(|known| known.code == code).map_or("error", |known| known.meaning.as_str());
        let detail = self.detail.as_ref().map_or(String::new(), |detail| format!(" ({detail})"));
        let more = format!("more info at https://open.work.weixin.qq.com/devtool/query?e={code}");
        format!("{meaning}{detail}, hint: [{hint:019}], from ip: 127.0.0.1, {more}")
    }
}
