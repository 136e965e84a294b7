//! An HTTP request.

use std::fmt;

use percent_encoding::percent_decode_str;

/// An HTTP request as plain data.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `POST`.
    pub method: String,
    /// The path, decoded: `/cgi-bin/gettoken`.
    pub path: String,
    /// The query's names and values, decoded, in their order.
    pub query: Vec<(String, String)>,
    /// The headers; their names are in lower case.
    pub headers: Vec<(String, String)>,
    /// The body's bytes.
    pub body: Vec<u8>,
}

impl Request {
    /// A request for a target like `/path?name=value`.
    pub fn new(method: &str, target: &str, body: impl Into<Vec<u8>>) -> Self {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        Self {
            method: method.to_owned(),
            path: percent_decode_str(path).decode_utf8_lossy().into_owned(),
            query: form_urlencoded::parse(query.as_bytes()).into_owned().collect(),
            headers: Vec::new(),
            body: body.into(),
        }
    }

    /// A `GET` of a target.
    pub fn get(target: &str) -> Self {
        Self::new("GET", target, Vec::new())
    }

    /// A `POST` of a body to a target.
    pub fn post(target: &str, body: impl Into<Vec<u8>>) -> Self {
        Self::new("POST", target, body)
    }

    /// With one more header.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_lowercase(), value.to_owned()));
        self
    }

    /// The value of a header, by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// The first parameter of that name in the query, unless it is empty.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let (_, value) = self.query.iter().find(|(found, _)| found == name)?;
        Some(value.as_str()).filter(|value| !value.is_empty())
    }
}

/// Leaves out the query, which carries secrets and tokens.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request").field("method", &self.method).field("path", &self.path).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_taken_apart_and_decoded() {
        let table = [
            ("/cgi-bin/gettoken", "/cgi-bin/gettoken", vec![]),
            ("/a?corpid=ww1&corpsecret=a%2Bb", "/a", vec![("corpid", "ww1"), ("corpsecret", "a+b")]),
            ("/a?x=1+2&&y", "/a", vec![("x", "1 2"), ("y", "")]),
            ("/%E4%BD%A0?bad=%zz%4", "/你", vec![("bad", "%zz%4")]),
        ];
        for (target, path, query) in table {
            let request = Request::get(target);
            let found: Vec<_> = request.query.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            assert_eq!((request.path.as_str(), found), (path, query), "{target}");
        }
    }

    #[test]
    fn debug_shows_no_secret() {
        let request = Request::get("/cgi-bin/gettoken?corpsecret=hush");
        assert!(!format!("{request:?}").contains("hush"));
    }
}
