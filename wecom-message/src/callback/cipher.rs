//! AES-256-CBC with WeCom's own padding.

use aes::Aes256;
use aes::cipher::array::Array;
use aes::cipher::{BlockModeDecrypt as _, BlockModeEncrypt as _, KeyIvInit as _};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use cbc::{Decryptor, Encryptor};

use super::error::ErrorKind;
use super::key::EncodingAesKey;

/// The padding is PKCS#7, but to blocks of 32 bytes and not of the cipher's 16: a library's remover refuses about half of
/// all messages.
pub(crate) const PADDED_TO: usize = 32;

/// What was encrypted: `random(16) ‖ length(4) ‖ message ‖ receive id`.
#[derive(PartialEq, Eq)]
pub(crate) struct Plaintext {
    pub(crate) message: String,
    pub(crate) receive_id: Vec<u8>,
}

/// # Errors
///
/// What does not fit; nothing is allocated beyond the length of the text.
pub(crate) fn decrypt(key: &EncodingAesKey, encrypted: &str) -> Result<Plaintext, ErrorKind> {
    let mut bytes = STANDARD.decode(encrypted).map_err(|_| ErrorKind::MalformedBase64)?;
    let (blocks, rest) = Array::slice_as_chunks_mut(&mut bytes);
    if blocks.is_empty() || !rest.is_empty() {
        return Err(ErrorKind::DecryptionFailed);
    }
    Decryptor::<Aes256>::new(key.bytes().into(), &key.iv().into()).decrypt_blocks(blocks);

    let plaintext = without_padding(&bytes).ok_or(ErrorKind::DecryptionFailed)?;
    let (_random, rest) = plaintext.split_at_checked(16).ok_or(ErrorKind::LengthOutOfRange)?;
    let (length, rest) = rest.split_first_chunk().ok_or(ErrorKind::LengthOutOfRange)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| ErrorKind::LengthOutOfRange)?;
    let (message, receive_id) = rest.split_at_checked(length).ok_or(ErrorKind::LengthOutOfRange)?;
    let message = str::from_utf8(message).map_err(|_| ErrorKind::NotUtf8)?;
    Ok(Plaintext { message: message.to_owned(), receive_id: receive_id.to_owned() })
}

/// `random` must be new for every message.
pub(crate) fn encrypt(key: &EncodingAesKey, random: [u8; 16], message: &str, receive_id: &str) -> Option<String> {
    let length = u32::try_from(message.len()).ok()?.to_be_bytes();
    let mut bytes = [random.as_slice(), &length, message.as_bytes(), receive_id.as_bytes()].concat();
    let padding = PADDED_TO - bytes.len() % PADDED_TO;
    bytes.resize(bytes.len() + padding, u8::try_from(padding).ok()?);

    let (blocks, _none) = Array::slice_as_chunks_mut(&mut bytes);
    Encryptor::<Aes256>::new(key.bytes().into(), &key.iv().into()).encrypt_blocks(blocks);
    Some(STANDARD.encode(bytes))
}

/// Looks at the last 32 bytes alone.
pub(crate) fn without_padding(bytes: &[u8]) -> Option<&[u8]> {
    let padding = *bytes.last()?;
    let length = usize::from(padding);
    if !(1..=PADDED_TO).contains(&length) {
        return None;
    }
    let (plaintext, tail) = bytes.split_at_checked(bytes.len().checked_sub(length)?)?;
    tail.iter().all(|byte| *byte == padding).then_some(plaintext)
}
