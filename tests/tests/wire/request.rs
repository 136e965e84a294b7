//! A request as it arrived.

use serde_json::{Deserializer, Serializer, Value};
use wecom_tests::fault_proxy::Seen;

pub(crate) struct Request {
    path: String,
    /// The members of the query but the credential.
    query: Vec<String>,
    /// The body, byte for byte; empty where the query holds the members.
    pub(crate) body: String,
}

impl Request {
    pub(crate) fn of(seen: Seen) -> Self {
        let is_credential = |member: &&str| member.starts_with("access_token=") || member.starts_with("key=");
        Self {
            path: seen.path,
            query: seen.query.split('&').filter(|member| !is_credential(member)).map(str::to_owned).collect(),
            body: String::from_utf8(seen.body.unwrap_or_default()).unwrap(),
        }
    }

    /// The body of a frame.
    pub(crate) fn of_frame(cmd: String, body: &str) -> Self {
        Self { path: cmd, query: Vec::new(), body: body.to_owned() }
    }

    /// Where it went: `cgi-bin/appchat/get?chatid=release2026`.
    pub(crate) fn endpoint(&self) -> String {
        [&self.path, "?", &self.query.join("&")].concat().trim_end_matches('?').to_owned()
    }

    /// The members in no order.
    pub(crate) fn members(&self) -> Value {
        if self.body.is_empty() {
            let members = self.query.iter().filter_map(|member| member.split_once('='));
            return members.map(|(name, value)| (name.to_owned(), Value::from(value))).collect();
        }
        serde_json::from_str(&self.body).unwrap()
    }

    /// The body in lines, its members in the order in which they were sent.
    pub(crate) fn pretty(&self) -> String {
        let mut text = Vec::new();
        self.write_body(&mut Serializer::pretty(&mut text));
        String::from_utf8(text).unwrap()
    }

    /// The body without white space, its members in the order in which they were sent.
    pub(crate) fn compact(&self) -> String {
        let mut text = Vec::new();
        self.write_body(&mut Serializer::new(&mut text));
        String::from_utf8(text).unwrap()
    }

    fn write_body<F: serde_json::ser::Formatter>(&self, serializer: &mut Serializer<&mut Vec<u8>, F>) {
        if !self.body.is_empty() {
            serde_transcode::transcode(&mut Deserializer::from_str(&self.body), serializer).unwrap();
        }
    }
}
