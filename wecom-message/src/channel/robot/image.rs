//! Pictures of group robots, which travel inside the message.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::api::robot::Image;
use crate::error::Error;
use crate::media::kind::{BAD_IMAGE_SIZE, Format, MB, Rules};
use crate::message::check::report::Report;
use crate::message::check::violation::{Consequence, Problem};

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
    /// [`new`](Self::new) takes both as they are; they are checked before the picture is sent.
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

/// WeCom's code for a picture that does not have the MD5 beside it.
const WRONG_MD5: i32 = 301_019;

/// Checks the picture behind the base64: without one, or with another than the MD5 says, WeCom refuses the message. What it
/// does with a picture of another format is not known.
pub(crate) fn check(image: &Image, report: &mut Report) {
    let Image { base64, md5, .. } = image;
    if base64.is_empty() || md5.is_empty() {
        return; // said already
    }
    // Line breaks in base64 are left to the check of its characters.
    let text: Vec<u8> = base64.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let Ok(picture) = STANDARD.decode(text) else {
        let problem = "no complete base64: a part of the picture is missing, or `data:` stands before it";
        report.add("image.base64", Problem::Other(problem.to_owned()), Consequence::Refused, Some(WRONG_MD5));
        return;
    };
    let found = format!("{:x}", md5::compute(&picture));
    if !found.eq_ignore_ascii_case(md5) {
        let problem = format!("the MD5 of the picture is {found}: it is that of the bytes before they become base64");
        report.add("image.md5", Problem::Other(problem), Consequence::Refused, Some(WRONG_MD5));
    }
    let mut broken = Report::new();
    RULES.check("image.base64", picture.len() as u64, Format::of(&picture), None, &mut broken);
    for violation in broken.into_violations() {
        report.add(&violation.path, violation.problem, Consequence::Unstated, violation.errcode);
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;

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
    fn the_parts_of_a_picture_are_checked_as_the_picture_is() {
        let encoded = |picture: &[u8]| super::STANDARD.encode(picture);
        let md5 = |picture: &[u8]| format!("{:x}", md5::compute(picture));
        let png = png(20);
        let (base64, right) = (encoded(&png), md5(&png));
        let gif = b"GIF89a and more";
        let large = self::png(MOST + 1);
        let table = [
            (base64.clone(), right.to_uppercase(), vec![]),
            (base64[..base64.len() - 5].to_owned(), right.clone(), vec!["image.base64: no complete base64"]),
            (
                format!("data:image/png;base64,{base64}"),
                right.clone(),
                vec!["image.base64: only", "image.base64: no complete"],
            ),
            (base64[..base64.len() - 4].to_owned(), right.clone(), vec!["image.md5: the MD5 of the picture is"]),
            (base64.clone(), md5(base64.as_bytes()), vec!["image.md5: the MD5 of the picture is"]),
            (
                encoded(gif),
                md5(gif),
                vec!["image.base64: must be JPG or PNG, but its first bytes are those of something"],
            ),
            (encoded(&large), md5(&large), vec!["image.base64: 2097153 bytes, but 1 to"]),
            (format!("{}\r\n{}", &base64[..8], &base64[8..]), right.clone(), vec!["image.base64: only the characters"]),
            (String::new(), right, vec!["image.base64: required"]),
        ];
        for (base64, md5, said) in table {
            let violations = Report::of(&Image::new(base64, md5));
            let violations: Vec<String> = violations.iter().map(ToString::to_string).collect();
            let fits = violations.len() == said.len()
                && violations.iter().zip(&said).all(|(violation, said)| violation.starts_with(said));
            assert!(fits, "{violations:?} {said:?}");
        }
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
