//! The typed API, as the build script generates it from the descriptions: a module per channel.

include!(concat!(env!("OUT_DIR"), "/api.rs"));
