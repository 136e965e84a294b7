//! WeCom's answers. `errcode` decides, not the HTTP status.

use serde_json::{Map, Value};

use crate::error::Error;
use crate::error::api_error::ApiError;
use crate::error::unreadable::Unreadable;
use crate::http::response::HttpResponse;
use crate::http::scrub::{scrub, scrub_value};
use crate::http::secret::Secret;
use crate::message::check::violation::{Consequence, Problem, Violation};
use crate::message::read::read_object;
use crate::message::read::reader::FromMembers;

/// An answer with `errcode` 0.
#[derive(Debug)]
pub(crate) struct Answer<'a> {
    endpoint: &'static str,
    object: Map<String, Value>,
    response: &'a HttpResponse,
    secrets: &'a [Secret],
    /// WeCom's remark that it did not understand part of the body.
    pub(crate) remark: Option<Violation>,
}

impl<'a> Answer<'a> {
    /// Fails with the API error if `errcode` is not 0, and as an unreadable answer if there is no `errcode`.
    pub(crate) fn decode(
        endpoint: &'static str,
        response: &'a HttpResponse,
        secrets: &'a [Secret],
    ) -> Result<Self, Error> {
        let unreadable = |reason: String| Error::unreadable(endpoint, Unreadable::new(response, &reason, secrets));
        if (300..400).contains(&response.head.status) {
            return Err(unreadable("it is a redirect, and redirects are not followed".to_owned()));
        }
        let object: Map<String, Value> = serde_json::from_slice(without_bom(&response.body)).map_err(|error| {
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
            let mut answer = Value::Object(object);
            scrub_value(&mut answer, secrets);
            return Err(Error::answered(endpoint, ApiError::new(code, message, answer)));
        }
        let remark = remark(message, secrets);
        Ok(Self { endpoint, object, response, secrets, remark })
    }

    /// The string with this name.
    pub(crate) fn string(&self, name: &str) -> Option<&str> {
        self.object.get(name)?.as_str()
    }

    /// The whole number with this name, as a number or in a string.
    pub(crate) fn number(&self, name: &str) -> Option<u64> {
        let number = self.object.get(name)?;
        number.as_u64().or_else(|| number.as_str()?.trim().parse().ok())
    }

    /// The error for an answer that reports success but lacks a member.
    pub(crate) fn lacks(self, reason: &str) -> Error {
        Error::unreadable(self.endpoint, Unreadable::new(self.response, reason, self.secrets))
    }

    /// The typed answer.
    pub(crate) fn read<T: FromMembers>(self) -> Result<T, Error> {
        let Self { endpoint, object, response, secrets, .. } = self;
        read_object(object).map_err(|error| {
            let reason = format!("errcode is 0, but the rest does not fit: {error}");
            Error::unreadable(endpoint, Unreadable::new(response, &reason, secrets))
        })
    }
}

/// Without the byte order mark that some gateways put before a text.
fn without_bom(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)
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
