//! The other side, written by itself: what WeCom encrypts and signs.

use aes::Aes256;
use aes::cipher::array::Array;
use aes::cipher::{BlockModeEncrypt as _, KeyIvInit as _};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha1::{Digest as _, Sha1};
use wecom_message::callback::Callbacks;

pub(crate) const TOKEN: &str = "sdkTok3nQ9";
pub(crate) const KEY: &str = "hAHa1B1EXIxyeEXoeQzKm11mauxm0HEMEYLtAjFglcA";
pub(crate) const CORP_ID: &str = "ww0f1e2d3c4b5a6978";
pub(crate) const TIMESTAMP: &str = "1795305600";
pub(crate) const NONCE: &str = "1372599";

/// Those of the receiver.
pub(crate) fn callbacks() -> Callbacks {
    Callbacks::new(TOKEN, KEY, CORP_ID).unwrap()
}

/// A query and a body as they arrive.
pub(crate) struct Request {
    pub(crate) query: String,
    pub(crate) body: Vec<u8>,
}

/// A message to the receiver.
pub(crate) fn callback(message: &str) -> Request {
    signed(&encrypt(&plaintext(message.as_bytes(), CORP_ID)))
}

/// Any encrypted content with a valid signature.
pub(crate) fn signed(encrypted: &str) -> Request {
    let query = query(encrypted);
    Request { query, body: format!("<xml><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>").into_bytes() }
}

pub(crate) fn query(encrypted: &str) -> String {
    format!("msg_signature={}&timestamp={TIMESTAMP}&nonce={NONCE}", signature(encrypted))
}

pub(crate) fn signature(encrypted: &str) -> String {
    let mut values = [TOKEN, TIMESTAMP, NONCE, encrypted];
    values.sort_unstable();
    Sha1::digest(values.concat()).iter().fold(String::new(), |digits, byte| digits + &format!("{byte:02x}"))
}

/// Before padding.
pub(crate) fn plaintext(message: &[u8], receive_id: &str) -> Vec<u8> {
    let length = u32::try_from(message.len()).unwrap().to_be_bytes();
    [b"0123456789abcdef".as_slice(), &length, message, receive_id.as_bytes()].concat()
}

pub(crate) fn encrypt(plaintext: &[u8]) -> String {
    let padding = 32 - plaintext.len() % 32;
    let padded = [plaintext, &vec![u8::try_from(padding).unwrap(); padding]].concat();
    encrypt_padded(&padded)
}

/// Of a multiple of 16 bytes.
pub(crate) fn encrypt_padded(padded: &[u8]) -> String {
    let key = STANDARD.decode(format!("{KEY}=")).unwrap();
    let mut bytes = padded.to_vec();
    let (blocks, rest) = Array::slice_as_chunks_mut(&mut bytes);
    assert!(rest.is_empty());
    cbc::Encryptor::<Aes256>::new_from_slices(&key, &key[..16]).unwrap().encrypt_blocks(blocks);
    STANDARD.encode(bytes)
}
