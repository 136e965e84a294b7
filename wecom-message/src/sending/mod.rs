//! How one request is sent: checked, paced, attempted, repeated if that is safe, and logged.

pub(crate) mod answer;
pub(crate) mod credential;
pub(crate) mod in_parts;
pub(crate) mod options;
pub(crate) mod pace;
pub(crate) mod pages;
pub(crate) mod raw;
pub(crate) mod record;
pub(crate) mod retry;
pub(crate) mod session;
