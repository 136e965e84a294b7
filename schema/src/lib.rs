//! WeCom's (企业微信) message types, described in JSON, and the language they are described in.
//!
//! The descriptions lie beside this crate's `src` folder: a folder per channel, a file per msgtype or operation,
//! shared objects in `types`. [`Sources`] gathers them, [`Schema::load`] turns them into the [`model`] that
//! generators and interpreters work on, or into [`Diagnostics`]: every mistake in every file, each with its line,
//! what is allowed there and what was probably meant. The language itself is documented on one page, the folder's
//! [`README.md`](https://docs.rs/crate/wecom-schema/latest/source/README.md).
//!
//! ```
//! use std::path::Path;
//! use wecom_schema::{Schema, Sources};
//!
//! let sources = Sources::from_dir(Path::new(wecom_schema::DIR))?;
//! let schema = Schema::load(&sources).map_err(|mistakes| mistakes.to_string())?;
//! assert!(schema.channels.iter().any(|channel| channel.name == "app"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod description;
mod diagnostic;
mod examples;
mod json;
pub mod judge;
mod load;
pub mod model;
mod overlay;
mod resolve;
mod source;
mod syntax;

pub use diagnostic::Diagnostics;
pub use load::LANGUAGE;
pub use model::Schema;
pub use overlay::StaleCopies;
pub use source::{Source, Sources};

/// The folder of the built-in descriptions, for build scripts.
pub const DIR: &str = env!("CARGO_MANIFEST_DIR");
