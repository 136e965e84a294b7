//! Ids, secrets and URLs that were pasted or read from files, with blanks and line breaks around them.

use crate::error::Error;

/// Without the blanks, line breaks and invisible characters around it.
pub(crate) fn trim(text: &str) -> &str {
    text.trim_matches(|it: char| it.is_whitespace() || matches!(it, '\u{200b}' | '\u{feff}'))
}

/// Fails for text with a control character, or with one that was not Unicode. The error does not repeat it.
pub(crate) fn check(what: &str, text: &str) -> Result<(), Error> {
    if text.contains(|it: char| it.is_control() || it == char::REPLACEMENT_CHARACTER) {
        return Err(Error::configuration(format!("{what} has a line break or another control character inside")));
    }
    Ok(())
}
