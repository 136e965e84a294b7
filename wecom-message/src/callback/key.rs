//! The key that callbacks are encrypted with.

use std::fmt;

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// 43 characters are 258 bits: the two spare ones are often not zero, and a strict decoder would refuse most keys in use.
const DECODER: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::RequireNone),
);

/// The `EncodingAESKey` of the administration console, decoded, or the key of a file that a smart bot received.
#[derive(Clone)]
pub(crate) struct EncodingAesKey([u8; 32]);

impl EncodingAesKey {
    /// # Errors
    ///
    /// What is wrong with the text; the text itself is not repeated.
    pub(crate) fn parse(text: &str) -> Result<Self, &'static str> {
        const LENGTH: usize = 43;
        if text.len() != LENGTH {
            return Err("it does not have 43 characters");
        }
        if !text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err("it has characters other than letters and digits");
        }
        let mut key = [0; 32];
        match DECODER.decode_slice(text, &mut key) {
            Ok(32) => Ok(Self(key)),
            _ => Err("it is not base64"),
        }
    }

    /// The key beside the address of a file: base64 with or without padding, or 64 hexadecimal digits; its form is not
    /// documented.
    #[cfg(feature = "aibot")]
    pub(crate) fn of_file(text: &str) -> Option<Self> {
        let mut key = [0; 32];
        match DECODER.decode_slice(text.trim_end_matches('='), &mut key) {
            Ok(32) => return Some(Self(key)),
            _ if text.len() != 64 || !text.is_ascii() => return None,
            _ => {}
        }
        for (byte, digits) in key.iter_mut().zip(text.as_bytes().chunks(2)) {
            *byte = u8::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()?;
        }
        Some(Self(key))
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The initialization vector, the same for every message.
    pub(crate) fn iv(&self) -> [u8; 16] {
        let mut iv = [0; 16];
        iv.iter_mut().zip(self.0).for_each(|(iv, byte)| *iv = byte);
        iv
    }
}

impl fmt::Debug for EncodingAesKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EncodingAesKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spare_bits_of_the_last_character_do_not_matter() {
        let [canonical, loose] = ["A", "B"].map(|last| format!("hAHa1B1EXIxyeEXoeQzKm11mauxm0HEMEYLtAjFglc{last}"));
        let [canonical, loose] = [canonical, loose].map(|text| EncodingAesKey::parse(&text).unwrap());
        assert_eq!(canonical.bytes(), loose.bytes());
        assert_eq!(canonical.iv(), canonical.bytes()[..16]);
    }

    #[test]
    fn what_is_no_key_is_refused_without_repeating_it() {
        let key = "hAHa1B1EXIxyeEXoeQzKm11mauxm0HEMEYLtAjFglcA";
        for text in
            [&key[1..], &format!("{key}="), &key.replace('h', "+"), &key.replace('h', "/"), "", &"钥".repeat(43)]
        {
            let reason = EncodingAesKey::parse(text).unwrap_err();
            assert!(!reason.contains("AHa1B1"), "{reason}");
        }
        assert_eq!(format!("{:?}", EncodingAesKey::parse(key).unwrap()), "EncodingAesKey(…)");
    }
}
