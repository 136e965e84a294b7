//! Typed Rust from the descriptions of WeCom's (企业微信) message types.
//!
//! [`generate`] is a pure function from the model to the text of files: the same model gives the same bytes. It does not write
//! files. The generated code uses the runtime through one module, `rt`.
//!
//! ```
//! use wecom_codegen::{Options, generate};
//! use wecom_schema::{Schema, Sources};
//!
//! let sources = Sources::from_dir(wecom_schema::DIR.as_ref())?;
//! let schema = Schema::load(&sources).map_err(|mistakes| mistakes.to_string())?;
//! let files = generate(&schema, &Options::default())?;
//! assert!(files.iter().any(|file| file.name == "app.rs" && file.text.contains("pub struct Text {")));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! An application generates messages of its own in its build script with [`Build`].

mod build_script;
mod built_in;
mod context;
mod conversion;
#[cfg(feature = "cli")]
pub mod diff;
mod emit;
pub mod example;
mod file;
#[cfg(feature = "documents")]
pub mod json_schema;
#[cfg(feature = "documents")]
pub mod reference;
mod wording;

pub use build_script::{Build, BuildError};
pub use built_in::BuiltIn;
pub use file::{File, NotRust};
pub use wording::Language;

use std::iter;

use wecom_schema::Schema;

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

/// Generates every file, without writing it.
///
/// # Errors
///
/// The generator made a mistake: the generated source is not Rust.
pub fn generate(schema: &Schema, options: &Options) -> Result<Vec<File>, NotRust> {
    let api = emit::api(schema, options);
    let error_codes = options.client.then(|| emit::error_codes(&schema.error_codes));
    let channels = schema.channels.iter().filter(|channel| emit::has_something(channel, options));
    let channels = channels.map(|channel| emit::channel(channel, options));
    iter::once(api).chain(error_codes).chain(channels).collect()
}
