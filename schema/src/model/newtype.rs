//! Newtypes around strings.

use super::about::About;

/// A newtype around a string.
#[derive(Clone, Debug)]
pub struct Newtype {
    /// Its Rust name.
    pub rust: String,
    /// Documentation of the type.
    pub about: About,
    /// Whether `Debug` hides the text.
    pub sensitive: bool,
    /// Whether the runtime defines the type, so that it is not generated.
    pub in_runtime: bool,
}
