//! What WeCom answered: `errcode` decides, whatever the HTTP status says.

use std::mem;

use serde_json::Value;

use crate::api_error::ApiError;
use crate::base_url;
use crate::check::{Consequence, Problem, Violation};
use crate::error::{Error, Unreadable};
use crate::read::{Object, Read, read_object};
use crate::secret::Secret;
use crate::transport::HttpResponse;

/// An answer with `errcode` 0.
#[derive(Debug)]
pub(crate) struct Answer<'a> {
    endpoint: &'static str,
    object: Object<'a>,
    response: &'a HttpResponse,
    secrets: &'a [Secret],
    /// WeCom's remark that it did not understand part of the body.
    pub(crate) remark: Option<Violation>,
}

impl<'a> Answer<'a> {
    /// # Errors
    ///
    /// The API error where `errcode` is not 0; an unreadable answer where there is no `errcode`.
    pub(crate) fn decode(
        endpoint: &'static str,
        response: &'a HttpResponse,
        secrets: &'a [Secret],
    ) -> Result<Self, Error> {
        let unreadable = |reason: String| Error::unreadable(endpoint, Unreadable::new(response, reason, secrets));
        if (300..400).contains(&response.head.status) {
            return Err(unreadable("it is a redirect, and redirects are not followed".to_owned()));
        }
        let text =
            std::str::from_utf8(&response.body).map_err(|error| unreadable(format!("it is not JSON: {error}")))?;
        let object: Object<'a> = serde_json::from_str(text).map_err(|error| {
            let is_json = error.is_data();
            unreadable(if is_json { "it is not a JSON object".to_owned() } else { format!("it is not JSON: {error}") })
        })?;
        let code = object.get("errcode").and_then(Value::as_i64).and_then(|code| i32::try_from(code).ok());
        let Some(code) = code else {
            return Err(unreadable("it has no integer errcode".to_owned()));
        };
        let message = object.get("errmsg").and_then(Value::as_str).unwrap_or_default();
        if code != 0 {
            let message = scrub(message.to_owned(), secrets);
            let mut answer = Value::from(object);
            scrub_value(&mut answer, secrets);
            return Err(Error::answered(endpoint, ApiError::new(code, message, answer)));
        }
        let remark = remark(message, secrets);
        Ok(Self { endpoint, object, response, secrets, remark })
    }

    /// A string of the answer.
    pub(crate) fn string(&self, name: &str) -> Option<&str> {
        self.object.get(name)?.as_str()
    }

    /// A whole number of the answer.
    pub(crate) fn number(&self, name: &str) -> Option<u64> {
        self.object.get(name)?.as_u64()
    }

    /// An answer that says it succeeded, without what should come with success.
    pub(crate) fn lacks(self, reason: String) -> Error {
        Error::unreadable(self.endpoint, Unreadable::new(self.response, reason, self.secrets))
    }

    /// The typed answer.
    pub(crate) fn read<T: Read>(self) -> Result<T, Error> {
        let Self { endpoint, object, response, secrets, .. } = self;
        read_object(object).map_err(|error| {
            let reason = format!("errcode is 0, but the rest does not fit: {error}");
            Error::unreadable(endpoint, Unreadable::new(response, reason, secrets))
        })
    }
}

fn remark(message: &str, secrets: &[Secret]) -> Option<Violation> {
    message.contains("Warning: wrong json format").then(|| Violation {
        path: "errmsg".to_owned(),
        problem: Problem::Other(format!(
            "WeCom answered \"{}\": some value of the request had the wrong JSON type and may have been ignored",
            scrub(message.to_owned(), secrets)
        )),
        consequence: Consequence::Unstated,
        errcode: None,
    })
}

fn scrub_value(value: &mut Value, secrets: &[Secret]) {
    match value {
        Value::String(text) => *text = scrub(mem::take(text), secrets),
        Value::Array(items) => {
            for item in items {
                scrub_value(item, secrets);
            }
        }
        Value::Object(members) => {
            for (name, mut value) in mem::take(members) {
                scrub_value(&mut value, secrets);
                members.insert(scrub(name, secrets), value);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

impl Unreadable {
    fn new(response: &HttpResponse, reason: String, secrets: &[Secret]) -> Self {
        const EXCERPT: usize = 200;
        let text = scrub(String::from_utf8_lossy(&response.body).into_owned(), secrets);
        let printable = |character: char| if character.is_control() { ' ' } else { character };
        let mut excerpt: String = text.chars().take(EXCERPT).map(printable).collect();
        if text.chars().nth(EXCERPT).is_some() {
            excerpt.push('…');
        }
        let content_type = response.head.content_type().map(|content_type| scrub(content_type.to_owned(), secrets));
        Self { status: response.head.status, content_type, excerpt, reason }
    }
}

/// Takes out every secret, as it is and as it stands in a URL, also one within another, and whatever follows a name that announces one.
/// `key` is an everyday word, and announces one in a query only.
fn scrub(mut text: String, secrets: &[Secret]) -> String {
    for secret in secrets {
        // Encoding only adds to it.
        if secret.is_empty() || secret.expose().len() > text.len() {
            continue;
        }
        // A page to log in on has the URL as a parameter of its own URL: encoded twice.
        let twice = base_url::encode(secret.encoded());
        for form in [secret.expose(), secret.encoded(), &twice] {
            if text.contains(form) {
                text = text.replace(form, "…");
            }
        }
    }
    for name in ["access_token", "corpsecret", "?key=", "&key="] {
        if text.contains(name) {
            text = hide_after(&text, name);
        }
    }
    text
}

/// `access_token=abc&x` becomes `access_token=…&x`, `"access_token":"abc&x"` becomes `"access_token":"…"`.
fn hide_after(text: &str, name: &str) -> String {
    let mut pieces = text.split(name);
    let mut clean = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let value = if name.ends_with('=') { Some(piece) } else { announced(piece) }.unwrap_or_default();
        let (before, value) = piece.split_at(piece.len() - value.len());
        let quote = opening_quote(value);
        let value = value.strip_prefix(quote).unwrap_or(value);
        let (hidden, after) = value.split_at(end_of_value(value, quote));
        clean.extend([name, before, quote, if hidden.is_empty() { "" } else { "…" }, after]);
    }
    clean
}

/// What follows `":` or `=` after a name.
fn announced(after_name: &str) -> Option<&str> {
    let separator = after_name.trim_start_matches(|it: char| "\"'\\".contains(it) || it.is_whitespace());
    separator.strip_prefix([':', '=']).map(str::trim_start)
}

/// `"`, or `\"` in JSON within JSON; empty where there is none.
fn opening_quote(value: &str) -> &str {
    let length = value.bytes().take_while(|byte| *byte == b'\\').count();
    let is_quote = matches!(value.as_bytes().get(length), Some(b'"' | b'\''));
    if is_quote { value.get(..=length).unwrap_or_default() } else { "" }
}

/// A quoted value ends with the quote that it began with, whatever is between; another one before what cannot be part of it.
fn end_of_value(value: &str, quote: &str) -> usize {
    let end = match quote {
        "" => value.find(|it: char| "\"'\\&<>,}".contains(it) || it.is_whitespace()),
        "\"" | "'" => {
            let mut is_escaped = false;
            value.find(|it: char| {
                let closes = quote.contains(it) && !is_escaped;
                is_escaped = it == '\\' && !is_escaped;
                closes
            })
        }
        escaped => value.find(escaped),
    };
    end.unwrap_or(value.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_value_after_a_name_is_hidden_and_nothing_else() {
        let table = [
            ("?access_token=a&type=b", "?access_token=…&type=b"),
            (r#"<a href="/?access_token=a">x</a>"#, r#"<a href="/?access_token=…">x</a>"#),
            (r#"{"access_token":"a&b<c, d}e","x":"y"}"#, r#"{"access_token":"…","x":"y"}"#),
            (r#"{"access_token" : "a\"b\\","x":"y"}"#, r#"{"access_token" : "…","x":"y"}"#),
            (r#"{\"access_token\":\"a,b\",\"x\":\"y\"}"#, r#"{\"access_token\":\"…\",\"x\":\"y\"}"#),
            ("{'access_token': 'a&b', 'x': 'y'}", "{'access_token': '…', 'x': 'y'}"),
            (r#"{"access_token":"","x":"y"}"#, r#"{"access_token":"","x":"y"}"#),
            (r#"{"access_token":"a, and it breaks"#, r#"{"access_token":"…"#),
            ("access_token: a b", "access_token: … b"),
            ("no access_token is given, nor access_token", "no access_token is given, nor access_token"),
            ("corpsecret=a&access_token=b", "corpsecret=…&access_token=…"),
            ("send?key=a&key=b, monkey=c, key=d", "send?key=…&key=…, monkey=c, key=d"),
        ];
        for (text, clean) in table {
            assert_eq!(scrub(text.to_owned(), &[]), clean);
        }
    }
}
