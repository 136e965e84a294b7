//! Checking a message before it is sent: what WeCom would refuse or cut, and what would only look bad.

pub(crate) mod charset;
mod meant;
pub(crate) mod report;
pub(crate) mod strictness;
pub(crate) mod violation;
