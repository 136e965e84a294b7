//! Application messages: who they go to, how they are sent to many, what their receipts mean.

mod batches;
pub(crate) mod broadcast;
mod raw_body;
mod receipt;
pub(crate) mod to;
