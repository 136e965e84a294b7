//! Files: uploads, and downloads of stored files.

mod get;
mod multipart;
mod shown;
mod stored;
mod upload;

pub(crate) use self::stored::{StoredFile, StoredFiles};
pub(crate) use self::upload::{Kind, accepted, uploaded, uploadimg};
