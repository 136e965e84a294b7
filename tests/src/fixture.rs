//! The fixture of the generator, compiled: an invented channel with every feature of the description language.

include!(concat!(env!("OUT_DIR"), "/api.rs"));
