//! The built-in descriptions inside the program.

/// Paths below the schema's directory, and texts.
pub(crate) const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/files.rs"));
