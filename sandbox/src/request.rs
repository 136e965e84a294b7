//! What comes in, as plain data.

use std::fmt;

/// A request to WeCom.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `POST`.
    pub method: String,
    /// The path, decoded: `/cgi-bin/gettoken`.
    pub path: String,
    /// The query's names and values, decoded, in their order.
    pub query: Vec<(String, String)>,
    /// The headers, their names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body's bytes.
    pub body: Vec<u8>,
}

impl Request {
    /// A request for `/path?name=value`.
    pub fn new(method: &str, target: &str, body: impl Into<Vec<u8>>) -> Self {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let pair = |pair: &str| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(&name.replace('+', " ")), decode(&value.replace('+', " ")))
        };
        Self {
            method: method.to_owned(),
            path: decode(path),
            query: query.split('&').filter(|pair| !pair.is_empty()).map(pair).collect(),
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

    /// A parameter of the query; the empty one is as good as none.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let mut found = self.query.iter().filter(|(found, _)| found == name);
        found.next().map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }
}

/// Without the query, which carries secrets and tokens.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request").field("method", &self.method).field("path", &self.path).finish_non_exhaustive()
    }
}

/// Percent-decoding; what is no valid escape stays as it is.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let escaped = match after {
            [high, low, remaining @ ..] if byte == b'%' => hex(*high).zip(hex(*low)).map(|digits| (digits, remaining)),
            _ => None,
        };
        let (byte, after) = escaped.map_or((byte, after), |((high, low), remaining)| (high << 4 | low, remaining));
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
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
