//! A callback that is decrypted and not read yet.

use std::fmt;

use super::responder::Responder;

/// A callback that was verified and decrypted, before its text is read.
#[derive(Debug)]
#[non_exhaustive]
pub struct Opened {
    /// What was encrypted, exactly: XML, or JSON where that is set in the console.
    pub text: Plaintext,
    /// Which of the receive ids it is meant for.
    pub receive_id: String,
    /// Answers it.
    pub responder: Responder,
}

/// A decrypted text. It can hold codes that allow something, so `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Plaintext(pub(super) String);

impl Plaintext {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Plaintext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Plaintext({} bytes)", self.0.len())
    }
}
