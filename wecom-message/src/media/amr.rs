//! The duration of an AMR recording, from the number of its frames of 20 milliseconds.

use std::io::{self, BufRead, BufReader, Read};

const NARROW_BAND: &[u8] = b"#!AMR\n";
const WIDE_BAND: &[u8] = b"#!AMR-WB\n";

/// The bytes of a frame after the first, by the type of the frame (RFC 4867, section 5; 3GPP TS 26.101 and 26.201).
const NARROW_BAND_SIZES: [u64; 16] = [12, 13, 15, 17, 19, 20, 26, 31, 5, 0, 0, 0, 0, 0, 0, 0];
const WIDE_BAND_SIZES: [u64; 16] = [17, 23, 32, 36, 40, 46, 50, 58, 60, 5, 0, 0, 0, 0, 0, 0];

/// The duration in milliseconds; `None` for other formats, such as several channels.
pub(super) fn milliseconds(recording: &mut dyn Read) -> io::Result<Option<u64>> {
    let mut recording = BufReader::new(recording);
    let mut magic = Vec::new();
    recording.by_ref().take(WIDE_BAND.len() as u64).read_until(b'\n', &mut magic)?;
    let sizes = match magic.as_slice() {
        NARROW_BAND => NARROW_BAND_SIZES,
        WIDE_BAND => WIDE_BAND_SIZES,
        _ => return Ok(None),
    };
    let mut frames: u64 = 0;
    let mut first = [0];
    while recording.read(&mut first)? > 0 {
        let kind = usize::from(first[0] >> 3 & 15);
        let size = sizes.get(kind).copied().unwrap_or_default();
        io::copy(&mut recording.by_ref().take(size), &mut io::sink())?;
        frames += 1;
    }
    Ok(Some(frames * 20))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_counted_whatever_their_size() {
        let narrow = [NARROW_BAND, &[0x3C; 32], &[0x04; 13], &[0x7C]].concat();
        assert_eq!(milliseconds(&mut narrow.as_slice()).unwrap(), Some(60));
        let wide = [WIDE_BAND, &[0x44; 61], &[0x44; 61]].concat();
        assert_eq!(milliseconds(&mut wide.as_slice()).unwrap(), Some(40));
        assert_eq!(milliseconds(&mut &*NARROW_BAND).unwrap(), Some(0));
    }

    #[test]
    fn other_formats_are_not_measured() {
        for mut other in [b"#!AMR_MC1.0\n____".as_slice(), b"#!AMR", b"", b"RIFF\n"] {
            assert_eq!(milliseconds(&mut other).unwrap(), None);
        }
    }
}
