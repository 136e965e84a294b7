//! What several tests share.

pub mod bodies;
