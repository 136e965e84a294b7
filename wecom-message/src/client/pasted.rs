//! Ids, secrets and URLs that were pasted or read from files, with blanks and line breaks around them.

use crate::error::Error;
use crate::message::check::meant::is_invisible;

/// Without the blanks, line breaks and invisible characters around it.
pub(crate) fn trim(text: &str) -> &str {
    text.trim_matches(|it: char| it.is_whitespace() || is_invisible(it))
}

/// Fails for text with a character that no id, secret or URL has: a control character, one that was not Unicode, an invisible one,
/// or a quote. The error does not repeat it.
pub(crate) fn check(what: &str, text: &str) -> Result<(), Error> {
    let found = if text.contains(|it: char| it.is_control() || it == char::REPLACEMENT_CHARACTER) {
        "a line break or another control character"
    } else if text.contains(is_invisible) {
        "an invisible character"
    } else if text.contains(|it: char| "\"'`“”‘’".contains(it)) {
        "a quote"
    } else {
        return Ok(());
    };
    Err(Error::configuration(format!("{what} has {found} inside")))
}
