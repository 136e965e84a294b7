//! A file as a message has it.

use std::fmt;

use crate::api::aibot::{EncryptedFile, FileMessage, ImageMessage, VideoMessage};

/// A file that a member sent, for a download: a message, or the part of one that has a file.
#[derive(Clone, Copy)]
pub struct Encrypted<'m> {
    pub(in crate::aibot) url: &'m str,
    pub(super) aes_key: &'m str,
}

/// Without the address and the key.
impl fmt::Debug for Encrypted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Encrypted").finish_non_exhaustive()
    }
}

macro_rules! from_messages {
    ($($message:ident)*) => {
        $(
            impl<'m> From<&'m $message> for Encrypted<'m> {
                fn from(message: &'m $message) -> Self {
                    Self { url: &message.url, aes_key: &message.aes_key }
                }
            }
        )*
    };
}

from_messages!(EncryptedFile FileMessage ImageMessage VideoMessage);
