//! Typed Rust from the descriptions of WeCom's (企业微信) message types.
//!
//! [`generate`] is a pure function from the model to the text of files: the same model, the same bytes. It writes
//! nothing and knows nothing of HTTP. What it emits uses the runtime through one module only, `rt`.
//!
//! ```
//! use wecom_codegen::{Options, generate};
//! use wecom_schema::{Schema, Sources};
//!
//! let sources = Sources::from_dir(wecom_schema::DIR.as_ref())?;
//! let schema = Schema::load(&sources).map_err(|mistakes| mistakes.to_string())?;
//! let files = generate(&schema, &Options::default());
//! assert!(files.iter().any(|file| file.name == "app.rs" && file.text.contains("pub struct Text {")));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! An application generates messages of its own in its build script with [`Build`].

mod build_script;
mod built_in;
mod code;
mod context;
#[cfg(feature = "cli")]
pub mod diff;
mod emit;
pub mod example;
mod file;
#[cfg(feature = "documents")]
pub mod json_schema;
mod print;
mod quote;
#[cfg(feature = "documents")]
pub mod reference;
mod wording;

pub use build_script::{Build, BuildError};
pub use built_in::BuiltIn;
pub use file::File;
pub use wording::Language;

use std::num::NonZero;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use wecom_schema::Schema;
use wecom_schema::model::Channel;

/// Where generated code finds what it needs, and what is generated besides types.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    /// The crate that holds `rt`, as a path: `crate` inside `wecom-message` itself, `::wecom_message` elsewhere.
    pub runtime: String,
    /// Whether the channels belong to the crate that is built: it has their recipients and its client their functions.
    pub client: bool,
    /// Where documentation tests find the channels, as a path: `wecom_message`; without it there are no such tests.
    pub doc_examples: Option<String>,
    /// What the crate with `rt` has already; nothing of it is generated again.
    pub built_in: BuiltIn,
}

impl Default for Options {
    /// For `wecom-message` itself.
    fn default() -> Self {
        Self {
            runtime: "crate".to_owned(),
            client: true,
            doc_examples: Some("wecom_message".to_owned()),
            built_in: BuiltIn::default(),
        }
    }
}

impl Options {
    /// For another crate: functions by way of traits, no documentation tests.
    pub fn foreign() -> Self {
        Self { runtime: "::wecom_message".to_owned(), client: false, doc_examples: None, built_in: BuiltIn::default() }
    }
}

/// Renders every file; nothing is written.
pub fn generate(schema: &Schema, options: &Options) -> Vec<File> {
    let channels = schema.channels.iter().filter(|channel| emit::has_something(channel, options));
    let channels: Vec<(&Channel, OnceLock<File>)> = channels.map(|channel| (channel, OnceLock::new())).collect();
    let mut files = Vec::new();
    // Unoptimised, as build scripts are, this is worth a thread for each core. Each takes the next channel that is left.
    let next = AtomicUsize::new(0);
    let emit_channels = || {
        while let Some((channel, file)) = channels.get(next.fetch_add(1, Ordering::Relaxed)) {
            file.get_or_init(|| emit::channel(channel, options));
        }
    };
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(channels.len());
    thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(emit_channels);
        }
        files.push(emit::api(schema, options));
        if options.client {
            files.push(emit::error_codes(&schema.error_codes));
        }
        emit_channels();
    });
    files.extend(channels.into_iter().filter_map(|(_, file)| file.into_inner()));
    files
}
