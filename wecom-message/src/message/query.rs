//! The members of a request as a query, for operations with GET.

use serde::ser::Error as _;
use serde_json::{Error, Value};

use super::fields::{Fields, Object};
use crate::http::percent::encode;

/// `&chatid=CHATID`: every member, percent-encoded. Fails for lists and objects.
pub(crate) fn parameters(request: &impl Fields) -> Result<String, Error> {
    encoded(&serde_json::to_value(Object(request))?)
}

fn encoded(whole: &Value) -> Result<String, Error> {
    let mut query = String::new();
    for (name, value) in whole.as_object().into_iter().flatten() {
        let text = match value {
            Value::Null => continue,
            Value::Bool(value) => value.to_string(),
            Value::Number(number) => number.to_string(),
            Value::String(text) => text.clone(),
            Value::Array(_) | Value::Object(_) => {
                return Err(Error::custom(format_args!("`{name}` is no plain value and does not fit into a query")));
            }
        };
        query.extend(["&", &encode(name), "=", &encode(&text)]);
    }
    Ok(query)
}
