//! Text from outside that goes into errors and log records.

use std::borrow::Cow;

/// The text with its control characters escaped, so that it stays on one line and reads from left to right.
///
/// A line break in a log would begin a forged record.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_control) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if is_control(character) {
            escaped.extend(character.escape_default());
        } else {
            escaped.push(character);
        }
    }
    Cow::Owned(escaped)
}

/// Control characters, Unicode's line and paragraph separators, and those that change the direction of text.
fn is_control(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_escaped_and_everything_else_stays() {
        for text in ["", "a b", "测试 «é» 👨‍👩‍👧 \\n"] {
            assert!(matches!(printable(text), Cow::Borrowed(same) if same == text));
        }
        let escaped = printable("m1\r\nERROR forged\t\u{1b}[31m\u{85}\u{2028}\u{202e}txt.exe\0");
        assert_eq!(escaped, "m1\\r\\nERROR forged\\t\\u{1b}[31m\\u{85}\\u{2028}\\u{202e}txt.exe\\u{0}");
    }
}
