//! What WeCom answered: `errcode` decides, whatever the HTTP status says.

use serde_json::Value;

use crate::api_error::ApiError;
use crate::base_url;
use crate::check::{Consequence, Problem, Violation};
use crate::error::{Error, Unreadable};
use crate::read::{FromJson, read_value};
use crate::secret::Secret;
use crate::transport::HttpResponse;

/// An answer with `errcode` 0.
#[derive(Debug)]
pub(crate) struct Answer {
    endpoint: &'static str,
    value: Value,
    response: HttpResponse,
    secrets: [Secret; 2],
    /// WeCom's remark that it did not understand part of the body.
    pub(crate) remark: Option<Violation>,
}

impl Answer {
    /// # Errors
    ///
    /// The API error where `errcode` is not 0; an unreadable answer where there is no `errcode`.
    pub(crate) fn decode(endpoint: &'static str, response: HttpResponse, secrets: [Secret; 2]) -> Result<Self, Error> {
        let unreadable = |reason: String| Error::unreadable(endpoint, Unreadable::new(&response, reason, &secrets));
        if (300..400).contains(&response.status) {
            return Err(unreadable("it is a redirect, and redirects are not followed".to_owned()));
        }
        let value =
            serde_json::from_slice(&response.body).map_err(|error| unreadable(format!("it is not JSON: {error}")))?;
        let Value::Object(members) = value else {
            return Err(unreadable("it is not a JSON object".to_owned()));
        };
        let code = members.get("errcode").and_then(Value::as_i64).and_then(|code| i32::try_from(code).ok());
        let Some(code) = code else {
            return Err(unreadable("it has no integer errcode".to_owned()));
        };
        let message = members.get("errmsg").and_then(Value::as_str).unwrap_or_default();
        let message = scrub(message.to_owned(), &secrets);
        if code != 0 {
            return Err(Error::answered(
                endpoint,
                ApiError::new(code, message, scrub_value(Value::Object(members), &secrets)),
            ));
        }
        Ok(Self { endpoint, value: Value::Object(members), response, secrets, remark: remark(&message) })
    }

    /// A string of the answer.
    pub(crate) fn string(&self, name: &str) -> Option<&str> {
        self.value.get(name)?.as_str()
    }

    /// A whole number of the answer.
    pub(crate) fn number(&self, name: &str) -> Option<u64> {
        self.value.get(name)?.as_u64()
    }

    /// An answer that says it succeeded, without what should come with success.
    pub(crate) fn lacks(self, reason: String) -> Error {
        Error::unreadable(self.endpoint, Unreadable::new(&self.response, reason, &self.secrets))
    }

    /// The typed answer.
    pub(crate) fn read<T: FromJson>(self) -> Result<T, Error> {
        let Self { endpoint, value, response, secrets, .. } = self;
        read_value(value).map(|reading| reading.value).map_err(|error| {
            let reason = format!("errcode is 0, but the rest does not fit: {error}");
            Error::unreadable(endpoint, Unreadable::new(&response, reason, &secrets))
        })
    }
}

fn remark(message: &str) -> Option<Violation> {
    message.contains("Warning: wrong json format").then(|| Violation {
        path: "errmsg".to_owned(),
        problem: Problem::Other(format!(
            "WeCom answered \"{message}\": some value of the request had the wrong JSON type and may have been ignored"
        )),
        consequence: Consequence::Unstated,
        errcode: None,
    })
}

fn scrub_value(value: Value, secrets: &[Secret]) -> Value {
    match value {
        Value::String(text) => Value::String(scrub(text, secrets)),
        Value::Array(items) => items.into_iter().map(|item| scrub_value(item, secrets)).collect(),
        Value::Object(members) => {
            members.into_iter().map(|(name, value)| (scrub(name, secrets), scrub_value(value, secrets))).collect()
        }
        plain => plain,
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
        Self { status: response.status, content_type: response.content_type.clone(), excerpt, reason }
    }
}

/// Takes out every secret, as it is and as it stands in a URL, and whatever follows a name that announces one.
/// `key` is an everyday word, and announces one in a query only.
fn scrub(mut text: String, secrets: &[Secret]) -> String {
    for secret in secrets.iter().map(Secret::expose) {
        // Encoding only adds to it.
        if secret.is_empty() || secret.len() > text.len() {
            continue;
        }
        for form in [secret, &base_url::encode(secret)] {
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

/// `access_token=abc&x` becomes `access_token=…&x`, `"access_token":"abc"` becomes `"access_token":"…"`.
fn hide_after(text: &str, name: &str) -> String {
    let mut pieces = text.split(name);
    let mut clean = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let value =
            piece.trim_start_matches(|character: char| "\"'\\:=".contains(character) || character.is_whitespace());
        let (between, _) = piece.split_at(piece.len() - value.len());
        let end = value.find(|character: char| "\"'\\&<>,}".contains(character) || character.is_whitespace());
        let (hidden, rest) = value.split_at(end.unwrap_or(value.len()));
        let announced = (name.ends_with('=') || between.contains([':', '='])) && !hidden.is_empty();
        clean.push_str(name);
        clean.push_str(between);
        clean.push_str(if announced { "…" } else { hidden });
        clean.push_str(rest);
    }
    clean
}
