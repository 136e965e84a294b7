//! The source of a file to upload.

use std::borrow::Cow;
use std::fmt;
use std::fs::{self, File, Metadata};
use std::io::{self, Cursor, ErrorKind, Read, Seek};
use std::path::{Path, PathBuf};

use super::amr;
use super::kind::Format;
use crate::http::printable::printable;
use crate::http::read_up_to::read_up_to;

type Progress<'a> = Box<dyn FnMut(u64, u64) + 'a>;

/// A file to upload: a path, bytes in memory, or a reader.
///
/// Paths convert into it, and a string is a path. The file is read while it is sent, and never held in memory as a whole.
///
/// ```
/// use wecom_message::FileSource;
///
/// let report = FileSource::path("/var/reports/2026-03.pdf").named("三月报告.pdf");
/// let table = FileSource::bytes("table.csv", "name,size\ndb-1,97%\n".as_bytes());
/// # let _ = (report, table);
/// ```
#[must_use = "a file is sent by an upload"]
pub struct FileSource<'a> {
    origin: Origin<'a>,
    name: Option<String>,
    progress: Option<Progress<'a>>,
}

enum Origin<'a> {
    Path(PathBuf),
    Bytes(Cow<'a, [u8]>),
    Reader(Box<dyn Read + 'a>, u64),
}

impl<'a> FileSource<'a> {
    /// A file on this machine. The upload opens it; its name is the last part of the path.
    pub fn path(path: impl Into<PathBuf>) -> Self {
        Self { origin: Origin::Path(path.into()), name: None, progress: None }
    }

    /// Bytes in memory, borrowed or owned, and the name that recipients see.
    pub fn bytes(name: impl Into<String>, bytes: impl Into<Cow<'a, [u8]>>) -> Self {
        Self { origin: Origin::Bytes(bytes.into()), name: Some(name.into()), progress: None }
    }

    /// The next `length` bytes of a reader, and the name that recipients see.
    ///
    /// The rest stays in the reader. If the reader ends early, the upload fails with [`is_io`]. A reader cannot be read
    /// twice: if WeCom refuses the token, the upload fails with 42001 or 40014, whereas a path or bytes would be sent again.
    /// The next call has a new token.
    ///
    /// Nothing limits the time that the reader itself takes: if it can hang, give it a timeout.
    ///
    /// ```no_run
    /// use wecom_message::{Client, FileSource, Media};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let client = Client::new("corp id", "secret", 1000002)?;
    /// let log = std::fs::File::open("/var/log/build.log")?;
    /// let length = log.metadata()?.len();
    /// client.upload(Media::file(FileSource::reader("构建日志.txt", length, log)))?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [`is_io`]: crate::Error::is_io
    pub fn reader(name: impl Into<String>, length: u64, reader: impl Read + 'a) -> Self {
        Self { origin: Origin::Reader(Box::new(reader), length), name: Some(name.into()), progress: None }
    }

    /// The name that recipients see, instead of that of the path.
    ///
    /// It travels as raw UTF-8, which WeCom understands. `"`, line breaks and other control characters are written as browsers
    /// do, `%22` or `%0A`. A file without a name is named after its kind and format: `image.png`, `voice.amr`, `file`.
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Calls `progress` while the file is sent, with the bytes sent so far and the size of the file.
    ///
    /// Bytes count as sent when they are handed to the network; WeCom has not confirmed them. A file that is sent again with
    /// a new token starts from 0.
    ///
    /// ```
    /// use wecom_message::FileSource;
    ///
    /// let film = FileSource::path("film.mp4").on_progress(|sent, size| println!("{} %", 100 * sent / size));
    /// # let _ = film;
    /// ```
    pub fn on_progress(mut self, progress: impl FnMut(u64, u64) + 'a) -> Self {
        self.progress = Some(Box::new(progress));
        self
    }

    /// How an error names it: the path, or else the name that it was given.
    pub(crate) fn description(&self) -> String {
        let name = match &self.origin {
            Origin::Path(path) => path.to_string_lossy(),
            Origin::Bytes(_) | Origin::Reader(..) => self.name.as_deref().unwrap_or_default().into(),
        };
        format!("`{}`", printable(&name))
    }

    /// Opens it and reads its first bytes.
    pub(crate) fn open(self) -> io::Result<Opened<'a>> {
        const HEAD: u64 = Format::HEAD as u64;
        let mut name = self.name;
        let (length, format, stream) = match self.origin {
            Origin::Bytes(bytes) => {
                (bytes.len() as u64, Format::of(&bytes), Stream::Repeatable(Box::new(Cursor::new(bytes))))
            }
            Origin::Reader(mut reader, length) => {
                let head = read_up_to(HEAD.min(length), &mut *reader)?;
                (length, Format::of(&head), Stream::Once(Box::new(Cursor::new(head).chain(reader))))
            }
            Origin::Path(path) => {
                // Opening a pipe waits for a writer, so the kind is asked first; again, because another file may have its name.
                check_is_file(&fs::metadata(&path)?)?;
                let mut file = File::open(&path)?;
                let metadata = file.metadata()?;
                check_is_file(&metadata)?;
                name = name.or_else(|| path.file_name().map(|name| name.to_string_lossy().into_owned()));
                let head = read_up_to(HEAD, &mut file)?;
                (metadata.len(), Format::of(&head), Stream::Repeatable(Box::new(file)))
            }
        };
        Ok(Opened { stream, length, name: name.unwrap_or_default(), format, progress: self.progress })
    }
}

fn check_is_file(found: &Metadata) -> io::Result<()> {
    if found.is_file() { Ok(()) } else { Err(io::Error::new(ErrorKind::InvalidInput, "it is not a regular file")) }
}

impl<'a> From<&'a Path> for FileSource<'_> {
    fn from(path: &'a Path) -> Self {
        Self::path(path)
    }
}

impl From<PathBuf> for FileSource<'_> {
    fn from(path: PathBuf) -> Self {
        Self::path(path)
    }
}

impl From<&PathBuf> for FileSource<'_> {
    fn from(path: &PathBuf) -> Self {
        Self::path(path)
    }
}

impl From<&str> for FileSource<'_> {
    fn from(path: &str) -> Self {
        Self::path(path)
    }
}

impl From<String> for FileSource<'_> {
    fn from(path: String) -> Self {
        Self::path(path)
    }
}

/// Without the bytes.
impl fmt::Debug for FileSource<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("FileSource");
        match &self.origin {
            Origin::Path(path) => shown.field("path", path),
            Origin::Bytes(bytes) => shown.field("length", &bytes.len()),
            Origin::Reader(_, length) => shown.field("length", length),
        };
        shown.field("name", &self.name).finish_non_exhaustive()
    }
}

/// An open file, ready to be sent.
pub(crate) struct Opened<'a> {
    stream: Stream<'a>,
    pub(crate) length: u64,
    /// Empty if it has none.
    pub(crate) name: String,
    pub(crate) format: Option<Format>,
    progress: Option<Progress<'a>>,
}

enum Stream<'a> {
    Repeatable(Box<dyn ReadSeek + 'a>),
    /// A reader, whose first bytes have been read already.
    Once(Box<dyn Read + 'a>),
}

trait ReadSeek: Read + Seek {}

impl<T: Read + Seek> ReadSeek for T {}

impl<'a> Opened<'a> {
    /// Whether it can be read a second time.
    pub(crate) fn can_repeat(&self) -> bool {
        matches!(self.stream, Stream::Repeatable(_))
    }

    /// The duration of an AMR recording; `None` for other files, and for those that cannot be read twice.
    pub(crate) fn milliseconds(&mut self) -> io::Result<Option<u64>> {
        match &mut self.stream {
            Stream::Repeatable(stream) => {
                stream.rewind()?;
                amr::milliseconds(stream)
            }
            Stream::Once(_) => Ok(None),
        }
    }

    /// Reads it from the beginning.
    pub(crate) fn content(&mut self) -> io::Result<Content<'_, 'a>> {
        if let Stream::Repeatable(stream) = &mut self.stream {
            stream.rewind()?;
        }
        Ok(Content { sent: 0, failure: None, is_silent: false, file: self })
    }

    /// The same, before it is sent: nothing counts as sent.
    #[cfg(feature = "aibot")]
    pub(crate) fn content_in_silence(&mut self) -> io::Result<Content<'_, 'a>> {
        Ok(Content { is_silent: true, ..self.content()? })
    }
}

/// The bytes of a file while they are sent.
pub(crate) struct Content<'o, 'a> {
    file: &'o mut Opened<'a>,
    sent: u64,
    is_silent: bool,
    /// Kept to tell an error of the file from one of the network.
    pub(crate) failure: Option<io::Error>,
}

impl Content<'_, '_> {
    fn read_next(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.file.length - self.sent;
        let read = loop {
            let outcome = match &mut self.file.stream {
                Stream::Repeatable(stream) => stream.take(left).read(buffer),
                Stream::Once(stream) => stream.take(left).read(buffer),
            };
            match outcome {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                outcome => break outcome?,
            }
        };
        if read == 0 {
            let reason = format!("it ended after {} of {} bytes", self.sent, self.file.length);
            return Err(io::Error::new(ErrorKind::UnexpectedEof, reason));
        }
        self.sent += read as u64;
        if let Some(progress) = self.file.progress.as_mut().filter(|_| !self.is_silent) {
            progress(self.sent, self.file.length);
        }
        Ok(read)
    }
}

/// Exactly as many bytes as were announced, or an error.
impl Read for Content<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() || self.sent == self.file.length {
            return Ok(0);
        }
        self.read_next(buffer).map_err(|error| {
            let kind = error.kind();
            self.failure = Some(error);
            kind.into()
        })
    }
}
