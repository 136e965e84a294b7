//! AES-256-CBC with padding to 32 bytes, decrypted as it streams.

use std::io::{self, Write};

use aes::Aes256;
use aes::cipher::array::Array;
use aes::cipher::{BlockModeDecrypt as _, KeyIvInit as _};
use cbc::Decryptor;

use crate::callback::cipher::{PADDED_TO, without_padding};
use crate::callback::key::EncodingAesKey;

/// Decrypts what is written to it, and passes it on but for the last bytes, which may be padding.
pub(super) struct Decrypting<'w> {
    decryptor: Decryptor<Aes256>,
    /// Encrypted bytes that are no whole block yet.
    partial: Vec<u8>,
    /// Decrypted bytes that may be padding.
    held: Vec<u8>,
    to: &'w mut dyn Write,
    written: u64,
}

impl<'w> Decrypting<'w> {
    pub(super) fn new(key: &EncodingAesKey, to: &'w mut dyn Write) -> Self {
        let decryptor = Decryptor::<Aes256>::new(key.bytes().into(), &key.iv().into());
        Self { decryptor, partial: Vec::new(), held: Vec::new(), to, written: 0 }
    }

    /// How many bytes were passed on.
    pub(super) fn written(&self) -> u64 {
        self.written
    }

    /// Passes the rest on, without the padding. Returns the length of the file; `None` if it does not end as an encrypted file.
    pub(super) fn finish(mut self) -> io::Result<Option<u64>> {
        let held = std::mem::take(&mut self.held);
        let Some(rest) = without_padding(&held).filter(|_| self.partial.is_empty()) else { return Ok(None) };
        self.to.write_all(rest)?;
        Ok(Some(self.written + rest.len() as u64))
    }
}

impl Write for Decrypting<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.partial.extend_from_slice(bytes);
        let (blocks, rest) = Array::slice_as_chunks_mut(&mut self.partial);
        self.decryptor.decrypt_blocks(blocks);
        let whole = blocks.len() * 16;
        let rest = rest.to_vec();
        self.held.extend_from_slice(self.partial.get(..whole).unwrap_or_default());
        self.partial = rest;
        let free = self.held.len().saturating_sub(PADDED_TO);
        self.to.write_all(self.held.get(..free).unwrap_or_default())?;
        self.held.drain(..free);
        self.written += free as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use aes::cipher::BlockModeEncrypt as _;
    use cbc::Encryptor;

    use super::*;

    const KEY: &str = "YWVza2V5YWVza2V5YWVza2V5YWVza2V5YWVza2V5YWU=";

    fn key() -> EncodingAesKey {
        EncodingAesKey::of_file(KEY).unwrap()
    }

    fn encrypted(plain: &[u8]) -> Vec<u8> {
        let mut bytes = plain.to_vec();
        let padding = PADDED_TO - bytes.len() % PADDED_TO;
        bytes.resize(bytes.len() + padding, u8::try_from(padding).unwrap());
        let (blocks, _) = Array::slice_as_chunks_mut(&mut bytes);
        Encryptor::<Aes256>::new(key().bytes().into(), &key().iv().into()).encrypt_blocks(blocks);
        bytes
    }

    fn decrypted(encrypted: &[u8], piece: usize) -> Option<Vec<u8>> {
        let mut plain = Vec::new();
        let mut decrypting = Decrypting::new(&key(), &mut plain);
        for piece in encrypted.chunks(piece) {
            decrypting.write_all(piece).unwrap();
        }
        let length = decrypting.finish().unwrap()?;
        assert_eq!(length, plain.len() as u64);
        Some(plain)
    }

    #[test]
    fn a_file_of_any_length_comes_back_in_pieces_of_any_length() {
        for length in (0..100).chain([4096, 4097]) {
            let plain: Vec<u8> = (0..length).map(|at| u8::try_from(at % 251).unwrap()).collect();
            for piece in [1, 7, 16, 33, 5000] {
                assert_eq!(
                    decrypted(&encrypted(&plain), piece).as_ref(),
                    Some(&plain),
                    "{length} in pieces of {piece}"
                );
            }
        }
    }

    #[test]
    fn what_is_cut_off_or_not_encrypted_does_not_pass() {
        let whole = encrypted(&[200; 100]);
        for cut in [0, 15, 100, whole.len() - 1, whole.len() - 32] {
            assert_eq!(decrypted(&whole[..cut], 16), None, "{cut}");
        }
        assert_eq!(decrypted(b"not encrypted at all, but text..", 16), None);
    }

    #[test]
    fn the_key_comes_in_every_form() {
        let hex = "6165736b6579".repeat(5) + "6165";
        for text in [KEY, KEY.trim_end_matches('='), &hex] {
            assert_eq!(EncodingAesKey::of_file(text).unwrap().bytes(), key().bytes(), "{text}");
        }
        for text in ["", "YWVz", &hex[2..], &"钥".repeat(32), &format!("{}zz", &hex[2..])] {
            assert!(EncodingAesKey::of_file(text).is_none(), "{text}");
        }
    }
}
