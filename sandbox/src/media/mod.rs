//! Files: uploaded by applications and robots, and handed out again.

mod get;
mod multipart;
mod stored;
mod upload;

pub(crate) use stored::StoredFiles;
pub(crate) use upload::{Kind, uploaded};
