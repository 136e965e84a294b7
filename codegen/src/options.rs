//! The crate that code is generated for.

use crate::built_in::BuiltIn;

/// The crate that the code is generated for.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    /// Whether the code is for `wecom-message` itself: it has the channels' recipients and its client their functions. Code
    /// for any other crate finds the runtime in the crate `wecom_message`.
    pub client: bool,
    /// The path of the channels in documentation tests: `wecom_message`. `None` leaves those tests out.
    pub doc_examples: Option<String>,
    /// The names in `wecom-message`, which are not generated again.
    pub built_in: BuiltIn,
}

impl Default for Options {
    /// For `wecom-message` itself.
    fn default() -> Self {
        Self { client: true, doc_examples: Some("wecom_message".to_owned()), built_in: BuiltIn::default() }
    }
}

impl Options {
    /// For another crate: functions in extension traits, no documentation tests.
    pub fn foreign() -> Self {
        Self { client: false, doc_examples: None, built_in: BuiltIn::default() }
    }
}
