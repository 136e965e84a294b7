//! The examples of the descriptions in Rust, as `build/examples.rs` writes them.
#![allow(clippy::all, clippy::pedantic, deprecated, reason = "generated")]

use crate::program::Example;

include!(concat!(env!("OUT_DIR"), "/examples.rs"));
