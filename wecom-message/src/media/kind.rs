//! The kinds of files, with every limit, format and code of WeCom's pages on files.

use std::fmt;

/// The kind of message that an uploaded file is for.
///
/// | kind | format | size |
/// |---|---|---|
/// | [`Image`](Self::Image) | JPG or PNG | up to 10 MB |
/// | [`Voice`](Self::Voice) | AMR, up to 60 seconds | up to 2 MB |
/// | [`Video`](Self::Video) | MP4 | up to 10 MB |
/// | [`File`](Self::File) | any | up to 20 MB |
///
/// Every file must have more than 5 bytes. The pages do not define MB. Here it is 1024 × 1024 bytes, the larger of the usual
/// meanings, so that no file is refused that WeCom would accept.
///
/// ```
/// use wecom_message::MediaKind;
///
/// assert_eq!(MediaKind::Image.as_str(), "image");
/// assert_eq!(MediaKind::Image.max_bytes(), 10 * 1024 * 1024);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MediaKind {
    /// A picture, for an image message.
    Image,
    /// A recording, for a voice message.
    Voice,
    /// A video, for a video message.
    Video,
    /// Any file, for a file message.
    File,
}

impl MediaKind {
    /// The value of `type` on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Voice => "voice",
            Self::Video => "video",
            Self::File => "file",
        }
    }

    /// The size of the largest file that WeCom accepts, in bytes.
    pub fn max_bytes(self) -> u64 {
        self.rules().max_bytes
    }

    /// Page 90253, limits of 2021/10 and later. Older pages say 2 MB for images, the help on 45001 says 5 MB.
    pub(crate) fn rules(self) -> &'static Rules {
        match self {
            Self::Image => &IMAGE,
            Self::Voice => &VOICE,
            Self::Video => &VIDEO,
            Self::File => &FILE,
        }
    }
}

/// The value of `type` on the wire.
impl fmt::Display for MediaKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The rules of one endpoint for one kind of file.
#[derive(Debug)]
pub(crate) struct Rules {
    pub(crate) min_bytes: u64,
    pub(crate) max_bytes: u64,
    /// WeCom's codes for a file that is too small, but not empty, and for one that is too large.
    pub(crate) size_errcodes: (i32, i32),
    /// The allowed formats; any, if empty.
    pub(crate) formats: &'static [Format],
    pub(crate) max_seconds: Option<u64>,
    /// The name of a file that has none, without the extension.
    pub(crate) stem: &'static str,
}

pub(crate) const MB: u64 = 1024 * 1024;

/// Uploaded file is empty.
pub(crate) const EMPTY: i32 = 44001;
/// Type of the media file not allowed.
pub(crate) const WRONG_FORMAT: i32 = 40004;
/// Voice too long.
pub(crate) const TOO_LONG: i32 = 45007;

pub(crate) const BAD_FILE_SIZE: i32 = 40006;
pub(crate) const BAD_IMAGE_SIZE: i32 = 40009;
pub(crate) const BAD_VIDEO_SIZE: i32 = 40011;
pub(crate) const MEDIA_TOO_LARGE: i32 = 45001;

static IMAGE: Rules = Rules {
    min_bytes: 6,
    max_bytes: 10 * MB,
    size_errcodes: (BAD_IMAGE_SIZE, BAD_IMAGE_SIZE),
    formats: &[Format::Jpg, Format::Png],
    max_seconds: None,
    stem: "image",
};

static VOICE: Rules = Rules {
    min_bytes: 6,
    max_bytes: 2 * MB,
    size_errcodes: (BAD_FILE_SIZE, MEDIA_TOO_LARGE), // there is no code for the size of a voice
    formats: &[Format::Amr],
    max_seconds: Some(60),
    stem: "voice",
};

static VIDEO: Rules = Rules {
    min_bytes: 6,
    max_bytes: 10 * MB,
    size_errcodes: (BAD_VIDEO_SIZE, BAD_VIDEO_SIZE),
    formats: &[Format::Mp4],
    max_seconds: None,
    stem: "video",
};

static FILE: Rules = Rules {
    min_bytes: 6,
    max_bytes: 20 * MB,
    size_errcodes: (BAD_FILE_SIZE, BAD_FILE_SIZE),
    formats: &[],
    max_seconds: None,
    stem: "file",
};

/// Page 90256, which does not mention formats.
pub(crate) static UPLOADIMG: Rules = Rules {
    min_bytes: 5,
    max_bytes: 2 * MB,
    size_errcodes: (BAD_IMAGE_SIZE, BAD_IMAGE_SIZE),
    formats: &[],
    max_seconds: None,
    stem: "image",
};

/// A format that the pages mention, recognised by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Jpg,
    Png,
    Gif,
    Bmp,
    Amr,
    Mp4,
}

impl Format {
    /// The number of bytes that are enough to recognise it.
    pub(crate) const HEAD: usize = 12;

    pub(crate) fn of(head: &[u8]) -> Option<Self> {
        match head {
            [0xFF, 0xD8, 0xFF, ..] => Some(Self::Jpg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some(Self::Png),
            [b'G', b'I', b'F', b'8', ..] => Some(Self::Gif),
            [b'B', b'M', ..] => Some(Self::Bmp),
            [b'#', b'!', b'A', b'M', b'R', ..] => Some(Self::Amr),
            [_, _, _, _, b'f', b't', b'y', b'p', ..] => Some(Self::Mp4),
            _ => None,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Jpg => "JPG",
            Self::Png => "PNG",
            Self::Gif => "GIF",
            Self::Bmp => "BMP",
            Self::Amr => "AMR",
            Self::Mp4 => "MP4",
        }
    }

    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Jpg => "jpg",
            Self::Png => "png",
            Self::Gif => "gif",
            Self::Bmp => "bmp",
            Self::Amr => "amr",
            Self::Mp4 => "mp4",
        }
    }

    /// As WeCom's overview of media lists them; `image/jpg` and `voice/amr` are not standard.
    pub(crate) fn content_type(format: Option<Self>) -> &'static str {
        match format {
            Some(Self::Jpg) => "image/jpg",
            Some(Self::Png) => "image/png",
            Some(Self::Gif) => "image/gif",
            Some(Self::Bmp) => "image/bmp",
            Some(Self::Amr) => "voice/amr",
            Some(Self::Mp4) => "video/mp4",
            None => "application/octet-stream",
        }
    }
}
