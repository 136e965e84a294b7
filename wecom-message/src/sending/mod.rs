//! The way of one request: checked, paced, attempted, repeated where that is safe, and written to the log.

pub(crate) mod answer;
pub(crate) mod credential;
pub(crate) mod in_parts;
pub(crate) mod pace;
pub(crate) mod pages;
pub(crate) mod record;
pub(crate) mod retry;
pub(crate) mod session;
