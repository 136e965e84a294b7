//! AES-256-CBC, padded to blocks of 32 bytes; the first half of the key is the initialisation vector.

use aes::Aes256;
use aes::cipher::array::Array;
use aes::cipher::{BlockModeDecrypt as _, BlockModeEncrypt as _, KeyIvInit as _};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

const BLOCK: usize = 32;

/// Encrypts `random ‖ length ‖ text ‖ receive id`.
pub(super) fn encrypt(key: &[u8; 32], random: [u8; 16], text: &str, receive_id: &str) -> String {
    let length = u32::try_from(text.len()).unwrap_or(u32::MAX).to_be_bytes();
    let bytes = [random.as_slice(), &length, text.as_bytes(), receive_id.as_bytes()].concat();
    STANDARD.encode(encrypt_bytes(key, bytes))
}

/// Encrypts bytes as they are.
pub(crate) fn encrypt_bytes(key: &[u8; 32], mut bytes: Vec<u8>) -> Vec<u8> {
    let padding = BLOCK - bytes.len() % BLOCK;
    bytes.extend(std::iter::repeat_n(u8::try_from(padding).unwrap_or_default(), padding));
    let (blocks, _) = Array::slice_as_chunks_mut(&mut bytes);
    cbc::Encryptor::<Aes256>::new(key.into(), &initial(key).into()).encrypt_blocks(blocks);
    bytes
}

/// The text and the receive id; the error says what does not fit.
pub(super) fn decrypt(key: &[u8; 32], encrypted: &str) -> Result<(String, String), &'static str> {
    let mut bytes = STANDARD.decode(encrypted).map_err(|_| "`Encrypt` is not base64")?;
    if bytes.is_empty() || !bytes.len().is_multiple_of(BLOCK) {
        return Err("`Encrypt` is not padded to blocks of 32 bytes");
    }
    let (blocks, _) = Array::slice_as_chunks_mut(&mut bytes);
    cbc::Decryptor::<Aes256>::new(key.into(), &initial(key).into()).decrypt_blocks(blocks);
    read(&bytes).ok_or("`Encrypt` does not decrypt: another key, or another padding")
}

fn read(bytes: &[u8]) -> Option<(String, String)> {
    let padding = *bytes.last()?;
    let (bytes, padded) = bytes.split_at_checked(bytes.len().checked_sub(padding.into())?)?;
    if !(1..=BLOCK).contains(&padded.len()) || padded.iter().any(|byte| *byte != padding) {
        return None;
    }
    let (_random, rest) = bytes.split_at_checked(16)?;
    let (length, rest) = rest.split_first_chunk()?;
    let (text, receive_id) = rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
    Some((String::from_utf8(text.to_vec()).ok()?, String::from_utf8(receive_id.to_vec()).ok()?))
}

fn initial(key: &[u8; 32]) -> [u8; 16] {
    let (first, _) = key.split_first_chunk().unwrap_or((&[0; 16], &[]));
    *first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_padding_comes_back() {
        let key = [7; 32];
        for length in 0..70 {
            let text = "x".repeat(length);
            let encrypted = encrypt(&key, [1; 16], &text, "ww1");
            assert_eq!(decrypt(&key, &encrypted), Ok((text, "ww1".to_owned())));
        }
    }

    #[test]
    fn what_is_not_encrypted_with_the_key_is_refused() {
        let encrypted = encrypt(&[7; 32], [1; 16], "text", "ww1");
        assert!(decrypt(&[8; 32], &encrypted).unwrap_err().contains("another key"));
        assert!(decrypt(&[7; 32], "*").unwrap_err().contains("base64"));
        assert!(decrypt(&[7; 32], "AAAA").unwrap_err().contains("padded"));
    }
}
