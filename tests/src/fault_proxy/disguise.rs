//! The sandbox's tokens consist of hexadecimal digits. A token that passes the proxy gets a beginning and an end that
//! change under percent-encoding, so that every test also tests the encoding, and a token is easily found in a text.

use super::http::HttpMessage;

/// What every token begins with.
pub const TOKEN_HEAD: &str = "hush-token+/";

/// What every token ends with.
pub const TOKEN_TAIL: &str = "=&%号-token-hush";

/// Percent-encoded for a query, in capitals; written apart from the client's own on purpose.
pub fn encoded(text: &str) -> String {
    let unreserved = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes()
        .map(|byte| if unreserved(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// A token in an answer of `gettoken`.
pub(super) fn put_on(answer: HttpMessage) -> HttpMessage {
    const MEMBER: &str = "\"access_token\":\"";
    let text = String::from_utf8_lossy(&answer.body).into_owned();
    let Some((before, rest)) = text.split_once(MEMBER) else { return answer };
    let Some((token, after)) = rest.split_once('"') else { return answer };
    HttpMessage::json(format!("{before}{MEMBER}{TOKEN_HEAD}{token}{TOKEN_TAIL}\"{after}"))
}

/// The token in a request's line.
pub(super) fn take_off(request: &HttpMessage) -> HttpMessage {
    let head =
        String::from_utf8_lossy(&request.head).replace(&encoded(TOKEN_HEAD), "").replace(&encoded(TOKEN_TAIL), "");
    HttpMessage { head: head.into_bytes(), body: request.body.clone() }
}
