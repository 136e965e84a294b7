//! JSON as WeCom reads it: it passes over a comma before a closing bracket, and says so in `errmsg`.

use serde_json::{Error, Value};
use wecom_schema::judge::repeated_members;

/// A body, and what is odd about its text.
#[derive(Debug, PartialEq)]
pub(super) struct Parsed {
    pub(super) value: Value,
    pub(super) has_trailing_commas: bool,
    /// The paths of the members that stand more than once.
    pub(super) repeated: Vec<String>,
}

/// The value, or why even WeCom does not read it.
pub(super) fn parsed(body: &[u8]) -> Result<Parsed, Error> {
    let parse = |text: &[u8], has_trailing_commas| {
        let value = serde_json::from_slice(text)?;
        Ok(Parsed { value, has_trailing_commas, repeated: repeated_members(text) })
    };
    parse(body, false).or_else(|error| parse(&without_trailing_commas(body), true).map_err(|_: Error| error))
}

fn without_trailing_commas(body: &[u8]) -> Vec<u8> {
    let (mut kept, mut in_string, mut is_escaped) = (Vec::with_capacity(body.len()), false, false);
    for (index, byte) in body.iter().enumerate() {
        if *byte == b',' && !in_string && is_before_closing(body.get(index + 1..).unwrap_or_default()) {
            continue;
        }
        if *byte == b'"' && !is_escaped {
            in_string = !in_string;
        }
        is_escaped = in_string && *byte == b'\\' && !is_escaped;
        kept.push(*byte);
    }
    kept
}

fn is_before_closing(rest: &[u8]) -> bool {
    matches!(rest.trim_ascii_start(), [b'}' | b']', ..])
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_comma_before_a_closing_bracket_is_passed_over_outside_of_strings() {
        let body = br#"{"a": [1, 2, ], "b": ",}", "c": "\\",
        }"#;
        let parsed = parsed(body).unwrap();
        assert_eq!(parsed.value, json!({"a": [1, 2], "b": ",}", "c": "\\"}));
        assert!(parsed.has_trailing_commas);
    }

    #[test]
    fn nothing_else_is_passed_over() {
        for body in [r#"{"a": 1,, }"#, r#"{"a": 1"#, r"{a: 1}", "", r#"{"a": 1},"#] {
            assert!(parsed(body.as_bytes()).is_err(), "{body}");
        }
        assert!(!parsed(b"{}").unwrap().has_trailing_commas);
    }
}
