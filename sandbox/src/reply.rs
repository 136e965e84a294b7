//! What an endpoint answers in WeCom's form: JSON with `errcode`, `errmsg` and members of its own.

use serde_json::{Map, Value, json};
use wecom_schema::model::ErrorCode;

use crate::answer::Answer;

/// A success or an error of the API.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Reply {
    pub(crate) errcode: i32,
    /// What exactly is wrong. It contains no secret.
    detail: Option<String>,
    members: Map<String, Value>,
    is_of_wrong_json: bool,
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

    /// With a member, unless there is one of that name.
    pub(crate) fn or_with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.members.entry(name).or_insert_with(|| value.into());
        self
    }

    /// A member that is a string.
    pub(crate) fn member(&self, name: &str) -> Option<&str> {
        self.members.get(name).and_then(Value::as_str)
    }

    /// To a body that is JSON only to WeCom.
    pub(crate) fn of_wrong_json(self) -> Self {
        Self { is_of_wrong_json: true, ..self }
    }

    /// The response. The hint is what WeCom's support asks for; here it is the request's number.
    pub(crate) fn into_answer(self, codes: &[ErrorCode], hint: u64) -> Answer {
        let mut body = json!({ "errcode": self.errcode, "errmsg": self.errmsg(codes, hint) });
        if let Value::Object(body) = &mut body {
            body.extend(self.members);
        }
        Answer::json(200, &body)
    }

    /// The ack of a frame.
    #[cfg(feature = "callback")]
    pub(crate) fn into_ack(self, req_id: &str, codes: &[ErrorCode], hint: u64) -> Value {
        let errmsg = self.errmsg(codes, hint);
        let mut ack = Map::from_iter([
            ("headers".to_owned(), json!({"req_id": req_id})),
            ("errcode".to_owned(), self.errcode.into()),
            ("errmsg".to_owned(), errmsg.into()),
        ]);
        if !self.members.is_empty() {
            ack.insert("body".to_owned(), Value::Object(self.members));
        }
        Value::Object(ack)
    }

    fn errmsg(&self, codes: &[ErrorCode], hint: u64) -> String {
        let code = self.errcode;
        if code == 0 {
            let warning = if self.is_of_wrong_json { ". Warning: wrong json format. " } else { "" };
            return format!("ok{warning}");
        }
        let meaning = codes.iter().find(|known| known.code == code).map_or("error", |known| known.meaning.as_str());
        let detail = self.detail.as_ref().map_or(String::new(), |detail| format!(" ({detail})"));
        let more = format!("more info at https://open.work.weixin.qq.com/devtool/query?e={code}");
        format!("{meaning}{detail}, hint: [{hint:019}], from ip: 127.0.0.1, {more}")
    }
}
