//! Published error codes.

/// A published error code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorCode {
    /// The code itself.
    pub code: i32,
    /// What it means.
    pub meaning: String,
    /// Its class.
    pub class: String,
    /// What to do about it.
    pub advice: Option<String>,
}
