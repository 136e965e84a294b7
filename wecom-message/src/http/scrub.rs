//! Removes secrets from answers.

use std::mem;

use serde_json::Value;

use super::percent::encode;
use super::secret::Secret;

/// Scrubs every string of a JSON value, names included, and the members whose name says that they hold a secret.
pub(crate) fn scrub_value(value: &mut Value, secrets: &[Secret]) {
    match value {
        Value::String(text) => *text = scrub(mem::take(text), secrets),
        Value::Array(items) => {
            for item in items {
                scrub_value(item, secrets);
            }
        }
        Value::Object(members) => {
            for (name, mut value) in mem::take(members) {
                if is_secret(&name) {
                    value = Value::from("…");
                } else {
                    scrub_value(&mut value, secrets);
                }
                members.insert(scrub(name, secrets), value);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// `access_token`, `corpSecret` and their like.
fn is_secret(name: &str) -> bool {
    const ENDS: [&str; 6] = ["token", "secret", "ticket", "aeskey", "responsecode", "welcomecode"];
    let name = name.replace(['_', '-'], "").to_ascii_lowercase();
    ENDS.iter().any(|end| name.ends_with(end))
}

/// Replaces every secret, plain or encoded, and the value after a name that announces one.
pub(crate) fn scrub(mut text: String, secrets: &[Secret]) -> String {
    /// `key` is an everyday word, and announces a secret in a query only.
    const ANNOUNCE: [&str; 6] = ["access_token", "corpsecret", "response_code", "welcome_code", "?key=", "&key="];
    for secret in secrets.iter().filter(|secret| !secret.is_empty()) {
        let encoded = secret.encoded();
        // A login page has the URL as a parameter of its own URL.
        let encoded_twice = encode(&encoded);
        for form in [secret.expose(), &encoded, &encoded_twice] {
            text = text.replace(form, "…");
        }
    }
    ANNOUNCE.iter().fold(text, |text, name| hide_after(&text, name))
}

/// `access_token=abc&x` becomes `access_token=…&x`, `"access_token":"abc&x"` becomes `"access_token":"…"`.
fn hide_after(text: &str, name: &str) -> String {
    let lowercase = text.to_ascii_lowercase();
    let mut clean = String::new();
    let mut end = 0;
    while let Some(at) = lowercase.get(end..).and_then(|rest| rest.find(name)) {
        let after_name = end + at + name.len();
        let piece = text.get(after_name..).unwrap_or_default();
        let value = if name.ends_with('=') { Some(piece) } else { announced(piece) }.unwrap_or_default();
        let quote = opening_quote(value);
        let unquoted = value.strip_prefix(quote).unwrap_or(value);
        let hidden = end_of_value(unquoted, quote);
        // Nothing is hidden where no value follows: the search goes on after the name.
        let from = if value.is_empty() { after_name } else { text.len() - unquoted.len() };
        clean.push_str(text.get(end..from).unwrap_or_default());
        if hidden > 0 {
            clean.push('…');
        }
        end = from + hidden;
    }
    clean.push_str(text.get(end..).unwrap_or_default());
    clean
}

/// The value that follows `":`, `=` or the `>` of a tag after a name.
fn announced(after_name: &str) -> Option<&str> {
    let separator = after_name.trim_start_matches(|it: char| "\"'\\".contains(it) || it.is_whitespace());
    separator.strip_prefix([':', '=', '>']).map(str::trim_start)
}

/// `"`, or `\"` in JSON within JSON; empty if there is none.
fn opening_quote(value: &str) -> &str {
    let length = value.bytes().take_while(|byte| *byte == b'\\').count();
    let is_quote = matches!(value.as_bytes().get(length), Some(b'"' | b'\''));
    if is_quote { value.get(..=length).unwrap_or_default() } else { "" }
}

/// A quoted value ends with the quote that it began with; any other ends before a character that cannot be part of it.
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
            ("Access_Token=a&CORPSECRET=b", "Access_Token=…&CORPSECRET=…"),
            ("<access_token>a</access_token>", "<access_token>…</access_token>"),
            (r#"{"errcode":0,"response_code":"a"}"#, r#"{"errcode":0,"response_code":"…"}"#),
            ("corpsecret=a&access_token=b", "corpsecret=…&access_token=…"),
            ("send?key=a&key=b, monkey=c, key=d", "send?key=…&key=…, monkey=c, key=d"),
        ];
        for (text, clean) in table {
            assert_eq!(scrub(text.to_owned(), &[]), clean);
        }
    }

    #[test]
    fn members_are_hidden_by_their_names_as_well() {
        let mut value = serde_json::json!({
            "errcode": 40001,
            "access_token": "a",
            "suiteAccessToken": ["b"],
            "deep": [{ "corp_secret": { "c": "d" }, "response_code": 7, "tokens": "stays" }],
            "text": "?access_token=e",
        });
        scrub_value(&mut value, &[]);
        let clean = serde_json::json!({
            "errcode": 40001,
            "access_token": "…",
            "suiteAccessToken": "…",
            "deep": [{ "corp_secret": "…", "response_code": "…", "tokens": "stays" }],
            "text": "?access_token=…",
        });
        assert_eq!(value, clean);
    }
}
