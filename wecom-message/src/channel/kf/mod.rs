//! Customer service: reading what happened in an account, and answering by the codes that come with it.

mod answers;
pub(crate) mod cursors;
pub(crate) mod sync;
