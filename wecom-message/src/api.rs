//! The typed API: a module per channel, generated from the descriptions by the build script.

include!(concat!(env!("OUT_DIR"), "/api.rs"));
