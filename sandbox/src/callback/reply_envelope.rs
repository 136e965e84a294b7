//! The envelope of a passive reply: its signature is checked, then its content is decrypted.

use serde_json::{Map, Value};

use super::address::CallbackAddress;
use super::signature::signature;
use super::{cipher, xml};

/// The elements of the reply in an answer's body; the error says what is wrong with it.
pub(super) fn open(address: &CallbackAddress, receive_id: &str, body: &[u8]) -> Result<Map<String, Value>, String> {
    let body = str::from_utf8(body).map_err(|_| "the answer is not UTF-8")?;
    let envelope = xml::read(body).map_err(|reason| format!("the answer is no envelope of a reply: {reason}"))?;
    let element = |name: &str| match envelope.get(name).and_then(Value::as_str).map(str::trim) {
        Some(text) if !text.is_empty() => Ok(text),
        _ => Err(format!("the answer's envelope has no `{name}`")),
    };
    let (encrypted, signed) = (element("Encrypt")?, element("MsgSignature")?);
    if signature(&address.token, element("TimeStamp")?, element("Nonce")?, encrypted) != signed {
        return Err("the answer's `MsgSignature` does not match: another token, or signed wrongly".to_owned());
    }
    let (text, found) = cipher::decrypt(&address.key, encrypted)?;
    if found != receive_id {
        return Err(format!("the answer is meant for `{found}`, not `{receive_id}`"));
    }
    xml::read(&text).map_err(|reason| format!("the answer's reply cannot be read: {reason}"))
}
