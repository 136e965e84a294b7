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
mod options;
#[cfg(feature = "documents")]
pub mod reference;
mod wording;

pub use build_script::{Build, BuildError};
pub use built_in::BuiltIn;
pub use emit::generate;
pub use file::{File, NotRust};
pub use options::Options;
pub use wording::Language;
