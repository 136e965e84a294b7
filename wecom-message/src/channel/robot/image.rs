//! Pictures of group robots, which travel inside the message.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::api::robot::Image;
use crate::error::Error;
use crate::media::kind::{BAD_IMAGE_SIZE, Format, MB, Rules};
use crate::message::check::report::Report;

/// Page 91770: a picture before it is encoded.
static RULES: Rules = Rules {
    min_bytes: 1,
    max_bytes: 2 * MB,
    size_errcodes: (BAD_IMAGE_SIZE, BAD_IMAGE_SIZE),
    formats: &[Format::Jpg, Format::Png],
    max_seconds: None,
    stem: "image",
};

impl Image {
    /// A JPG or PNG picture of at most 2 MB (1 MB is 1024 × 1024 bytes). Computes base64 and MD5.
    ///
    /// [`new`](Self::new) takes both as they are and checks nothing.
    ///
    /// # Errors
    ///
    /// Fails with [`is_invalid`](Error::is_invalid) if the picture is larger, empty, or of another format, regardless of the
    /// robot's [`Strictness`](crate::Strictness).
    ///
    /// ```no_run
    /// use wecom_message::Robot;
    /// use wecom_message::robot::Image;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let robot = Robot::new("693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa")?;
    /// robot.send_image(Image::from_bytes(std::fs::read("chart.png")?)?)?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn from_bytes(picture: impl AsRef<[u8]>) -> Result<Self, Error> {
        let picture = picture.as_ref();
        let mut report = Report::new();
        RULES.check("picture", picture.len() as u64, Format::of(picture), None, &mut report);
        match report.into_violations() {
            violations if violations.is_empty() => {
                Ok(Self::new(STANDARD.encode(picture), format!("{:x}", md5::compute(picture))))
            }
            violations => Err(Error::invalid(violations)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Image;
    use crate::message::check::report::Report;

    const MOST: usize = 2 * 1024 * 1024;

    fn png(length: usize) -> Vec<u8> {
        let mut picture = b"\x89PNG\r\n\x1a\n".to_vec();
        picture.resize(length, 0);
        picture
    }

    #[test]
    fn a_picture_becomes_base64_and_its_md5() {
        let image = Image::from_bytes(b"\xff\xd8\xff\xe0").unwrap();
        assert_eq!((image.base64.as_str(), image.md5.as_str()), ("/9j/4A==", "d03d864b7f43db9ce34df5f720509d0e"));
    }

    #[test]
    fn the_largest_picture_passes_the_message_check_too() {
        assert_eq!(Report::of(&Image::from_bytes(png(MOST)).unwrap()), []);
    }

    #[test]
    fn other_pictures_are_invalid_before_they_become_base64() {
        let table = [
            (png(MOST + 1), "picture: 2097153 bytes, but 1 to 2097152 bytes are allowed", 40009),
            (Vec::new(), "picture: 0 bytes, but 1 to 2097152 bytes are allowed", 44001),
            (b"GIF89a".to_vec(), "picture: must be JPG or PNG, but its first bytes are those of something else", 40004),
            (b"BM\0\0".to_vec(), "picture: must be JPG or PNG, but its first bytes are those of BMP", 40004),
        ];
        for (picture, said, errcode) in table {
            let error = Image::from_bytes(picture).unwrap_err();
            assert!(error.is_invalid() && !error.may_have_been_delivered());
            let [violation] = error.violations() else { panic!("{error}") };
            assert!(violation.to_string().starts_with(said), "{violation}");
            assert_eq!(violation.errcode, Some(errcode));
        }
    }
}
