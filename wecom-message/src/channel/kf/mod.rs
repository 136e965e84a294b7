//! Customer service: reading the messages and events of an account, and answering events by their codes.

mod answers;
pub(crate) mod cursors;
mod merged;
pub(crate) mod sync;
