//! WeCom's answers. `errcode` decides, not the HTTP status.

use std::borrow::Cow;

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
    remark: Option<Violation>,
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
        let code = object.get("errcode").and_then(integer).and_then(|code| i32::try_from(code).ok());
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

    /// The string with this name, unless it is empty. A number is read as the text that it stands for.
    pub(crate) fn string(&self, name: &str) -> Option<Cow<'_, str>> {
        let value = self.object.get(name)?;
        let number = || Some(Cow::Owned(value.as_number()?.to_string()));
        value.as_str().map(Cow::Borrowed).or_else(number).filter(|text| !text.is_empty())
    }

    /// The whole number with this name, also in a string.
    pub(crate) fn number(&self, name: &str) -> Option<u64> {
        let value = self.object.get(name)?;
        value.as_u64().or_else(|| integer(value).and_then(|number| u64::try_from(number).ok()))
    }

    /// The error for an answer that reports success but lacks a member.
    pub(crate) fn lacks(self, reason: &str) -> Error {
        Error::unreadable(self.endpoint, Unreadable::new(self.response, reason, self.secrets))
    }

    /// The typed answer, and WeCom's remark on the request.
    pub(crate) fn read_with_remark<T: FromMembers>(mut self) -> Result<(T, Option<Violation>), Error> {
        let remark = self.remark.take();
        Ok((self.read()?, remark))
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

/// Some gateways put a byte order mark before what they pass on.
fn without_bom(body: &[u8]) -> &[u8] {
    body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body)
}

/// A whole number; gateways that read and write JSON make `0.0` or `"0"` of it.
fn integer(value: &Value) -> Option<i64> {
    let from_float = || value.as_f64().and_then(|number| number.to_string().parse().ok());
    value.as_i64().or_else(from_float).or_else(|| value.as_str()?.trim().parse().ok())
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
