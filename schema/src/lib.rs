//! WeCom's (企业微信) message types, described in JSON, and the language they are described in.
//!
//! The descriptions are beside this crate's `src` folder: one folder per channel, one file per msgtype or operation, shared
//! types in `types`. [`Sources`] reads the files. [`Schema::load`] turns them into the [`model`], which generators and
//! interpreters work on, or into [`Diagnostics`]: all mistakes in all files, each with its line, what is allowed there and what
//! was probably meant. [`judge`] predicts WeCom's answer to a body. The language is documented on one page,
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
