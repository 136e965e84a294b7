//! Application messages: recipients, broadcasts, raw bodies, receipts.

pub(crate) mod broadcast;
mod raw_body;
mod receipt;
pub(crate) mod to;
