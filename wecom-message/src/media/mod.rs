//! Files: uploading them for messages, and downloading them.

mod amr;
mod check;
pub(crate) mod disposition;
pub(crate) mod download;
pub(crate) mod id;
pub(crate) mod kind;
mod multipart;
pub(crate) mod source;
pub(crate) mod upload;

use std::fmt;

use self::kind::MediaKind;
use self::source::FileSource;

/// A file to upload, and the kind of message it is for.
///
/// Each constructor takes a path or a [`FileSource`]: bytes in memory, or a reader.
///
/// ```no_run
/// use wecom_message::{Client, FileSource, Media};
///
/// # fn main() -> Result<(), wecom_message::Error> {
/// let client = Client::new("corp id", "secret", 1000002)?;
/// let report = client.upload(Media::file("/var/reports/2026-03.pdf").named("三月报告.pdf"))?;
/// let chart = client.upload(Media::image(FileSource::bytes("chart.png", &[0x89, b'P'])))?;
/// println!("{} {}", report.media_id, chart.media_id);
/// # Ok(())
/// # }
/// ```
#[must_use = "a file is sent by `Client::upload`"]
pub struct Media<'a> {
    pub(crate) kind: MediaKind,
    pub(crate) source: FileSource<'a>,
}

impl<'a> Media<'a> {
    /// A picture: JPG or PNG, 6 bytes to 10 MB. WeCom refuses others (40004, 40009).
    pub fn image(file: impl Into<FileSource<'a>>) -> Self {
        Self::new(MediaKind::Image, file)
    }

    /// A recording: AMR, up to 60 seconds and 2 MB. WeCom refuses others (40004, 45001, 45007).
    pub fn voice(file: impl Into<FileSource<'a>>) -> Self {
        Self::new(MediaKind::Voice, file)
    }

    /// A video: MP4, 6 bytes to 10 MB. WeCom refuses others (40004, 40011).
    pub fn video(file: impl Into<FileSource<'a>>) -> Self {
        Self::new(MediaKind::Video, file)
    }

    /// Any file of 6 bytes to 20 MB. WeCom refuses others (40006, 44001).
    pub fn file(file: impl Into<FileSource<'a>>) -> Self {
        Self::new(MediaKind::File, file)
    }

    /// A file whose kind is known only at run time.
    ///
    /// ```
    /// use wecom_message::{Media, MediaKind};
    ///
    /// fn attachment(path: &str) -> Media<'static> {
    ///     let kind = if path.ends_with(".png") { MediaKind::Image } else { MediaKind::File };
    ///     Media::new(kind, path)
    /// }
    /// # let _ = attachment("chart.png");
    /// ```
    pub fn new(kind: MediaKind, file: impl Into<FileSource<'a>>) -> Self {
        Self { kind, source: file.into() }
    }

    /// The name that recipients see; see [`FileSource::named`].
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.source = self.source.named(name);
        self
    }

    /// Calls `progress` while the file is sent; see [`FileSource::on_progress`].
    pub fn on_progress(mut self, progress: impl FnMut(u64, u64) + 'a) -> Self {
        self.source = self.source.on_progress(progress);
        self
    }
}

impl fmt::Debug for Media<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Media").field("kind", &self.kind).field("source", &self.source).finish()
    }
}
