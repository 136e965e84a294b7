//! `media/get`: downloads a stored file, whole or in parts.

use std::fmt;
use std::io::{self, Read, Write};
use std::time::Instant;

use super::disposition;
use crate::client::Client;
use crate::error::Error;
use crate::http::failure::{Failure, Phase, TransportError};
use crate::http::percent::encode;
use crate::http::read_up_to::read_up_to;
use crate::http::request::Payload;
use crate::http::response::{HttpResponse, MAX_ANSWER, ResponseHead};
use crate::sending::retry::Repeat;
use crate::sending::session::Attempt;

const GET: &str = "cgi-bin/media/get";

/// WeCom stores files of up to 200 MB (from asynchronous uploads). Nothing larger is written.
pub(crate) const MAX_FILE: u64 = 200 * 1024 * 1024;

/// The length of a part. WeCom returns at most 20 MB at a time, and only multiples of 16 bytes of an encrypted file.
const PART: u64 = 16 * 1024 * 1024;

/// The file, or the requested part, is too large.
const TOO_LARGE: i32 = 830_002;

/// The outcome of [`Client::download`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Downloaded {
    /// The media type, as WeCom names it: `image/jpg`.
    pub content_type: Option<String>,
    /// The name of the file when it was uploaded, without a folder. WeCom may have changed it: a quote may be `%22`.
    ///
    /// Another person may have chosen it: check the extension before you open such a file.
    pub file_name: Option<String>,
    /// The number of bytes that were written.
    pub length: u64,
}

impl Client {
    /// Downloads a stored file.
    ///
    /// The file is written as it arrives. If WeCom does not return it in one piece (830002), it is fetched in parts of 16 MB.
    /// The limit is 200 MB (1 MB is 1024 × 1024 bytes), as WeCom stores no larger files. The writer is not flushed.
    ///
    /// Each of the at most 14 requests has twice [`media_timeout`](crate::ClientBuilder::media_timeout); a
    /// [`deadline`](crate::RetryPolicy::deadline) that is set limits the whole download instead.
    ///
    /// WeCom states the length of each file. If an answer has none, as some gateways send it, a file that was cut off
    /// by closing the connection properly cannot be told from a whole one.
    ///
    /// ```no_run
    /// use std::fs::File;
    /// use wecom_message::Client;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let client = Client::new("corp id", "secret", 1000002)?;
    /// let mut file = File::create("download")?;
    /// let downloaded = client.download("media id", &mut file)?;
    /// println!("{:?}: {} bytes", downloaded.file_name, downloaded.length);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [Official page](https://developer.work.weixin.qq.com/document/path/90254)
    ///
    /// # Errors
    ///
    /// WeCom's error (40007: there is no such file, or it is older than three days) or that of the network;
    /// [`is_io`](Error::is_io) if the writer fails. [`bytes_written`](Error::bytes_written) is the number of bytes that were
    /// written before the error.
    pub fn download(&self, media_id: impl AsRef<str>, to: &mut impl Write) -> Result<Downloaded, Error> {
        let parameters = format!("&media_id={}", encode(media_id.as_ref()));
        let mut sink = Sink::new(to);
        let end = self.session.settings.retry.time_for_all().map(|time| self.session.clock().now() + time);
        let outcome = self.fetch(&parameters, end, &mut sink);
        outcome.map_err(|error| error.after_writing(sink.written))
    }

    fn fetch(&self, parameters: &str, end: Option<Instant>, sink: &mut Sink<'_>) -> Result<Downloaded, Error> {
        match self.fetch_part(parameters, None, end, sink) {
            Err(error) if error.errcode().is_some_and(|code| code.value() == TOO_LARGE) => {}
            outcome => return outcome.map(|part| part.downloaded(sink.written)),
        }
        let mut size = None;
        loop {
            let range = Range { first: sink.written, last: sink.written + PART - 1, size };
            let part = self.fetch_part(parameters, Some(range), end, sink)?;
            match part.size {
                Some(whole) if whole > sink.written => size = Some(whole),
                _ => return Ok(part.downloaded(sink.written)),
            }
        }
    }

    fn fetch_part(
        &self,
        parameters: &str,
        range: Option<Range>,
        end: Option<Instant>,
        sink: &mut Sink<'_>,
    ) -> Result<Part, Error> {
        let media_timeout = self.session.settings.media_timeout;
        let all = || self.session.settings.retry.time_for(media_timeout);
        let time = end.map_or_else(all, |end| end.saturating_duration_since(self.session.clock().now()));
        self.session.run_within(time, GET, media_timeout, Repeat::Freely, |attempt| {
            let before = sink.written;
            // Written bytes cannot be taken back: after that the request is not repeated.
            attempt.fetch(parameters, range, sink).map_err(|error| error.after_writing(sink.written - before))
        })
    }
}

/// A part of a file, as it is requested.
#[derive(Clone, Copy)]
struct Range {
    first: u64,
    last: u64,
    /// The size of the file, if an earlier part told it.
    size: Option<u64>,
}

impl Range {
    /// Whether the answer is the whole part of the same file: a server that gave less each time would never end.
    fn is_answered_by(self, first: u64, last: u64, size: u64) -> bool {
        let is_same_file = self.size.is_none_or(|known| known == size);
        is_same_file && first == self.first && first < size && last == self.last.min(size - 1)
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { first, last, size } = self;
        write!(f, "the bytes {first}-{last} that were requested")?;
        size.map_or(Ok(()), |size| write!(f, " of a file of {size} bytes"))
    }
}

impl Attempt<'_> {
    fn fetch(&self, parameters: &str, range: Option<Range>, sink: &mut Sink<'_>) -> Result<Part, Error> {
        let mut request = self.request(GET, parameters, Payload::None);
        request.range = range.map(|range| (range.first, range.last));
        let outcome = self.http.stream(request, MAX_FILE, |head, body| match Part::announced(&head, range) {
            Announced::File(_, length) if sink.written.saturating_add(length.unwrap_or(0)) > MAX_FILE => {
                Ok(Taken::TooLarge)
            }
            Announced::File(part, length) => {
                let fits = sink.take(body, length)?;
                Ok(if fits { Taken::Part(part) } else { Taken::TooLarge })
            }
            Announced::Other(reason) => {
                let body = read_up_to(MAX_ANSWER, body)?;
                Ok(Taken::Other(HttpResponse { head, body }, reason))
            }
        });
        if let Some(failure) = sink.failure.take() {
            return Err(Error::io(GET, "the downloaded file could not be written", failure));
        }
        match outcome.map_err(|error| Error::transport(GET, error))? {
            Taken::Part(part) => Ok(part),
            Taken::TooLarge => Err(Error::transport(GET, TransportError::plain(Phase::Answered, Failure::TooLarge))),
            Taken::Other(response, reason) => Err(self.decode(GET, &response)?.lacks(&reason)),
        }
    }
}

/// A file, or a part of it, that was written.
struct Part {
    content_type: Option<String>,
    file_name: Option<String>,
    /// The size of the whole file, if this is a part of it.
    size: Option<u64>,
}

/// What an answer contains, from its head.
enum Announced {
    /// A file or a part of it, and the length of that.
    File(Part, Option<u64>),
    /// Anything else, usually an error; with the reason why it is not the file.
    Other(String),
}

enum Taken {
    Part(Part),
    TooLarge,
    Other(HttpResponse, String),
}

impl Part {
    /// A file may be JSON, too; only `Content-Disposition` tells it from an error.
    fn announced(head: &ResponseHead, range: Option<Range>) -> Announced {
        let Some(disposition) = head.content_disposition() else {
            return Announced::Other("it has no Content-Disposition, so it is no file".to_owned());
        };
        let part = |size| Self {
            content_type: head.content_type().map(str::to_owned),
            file_name: disposition::file_name(&disposition),
            size,
        };
        match (head.status, range) {
            // The whole file, even if a part was requested.
            (200, None | Some(Range { first: 0, .. })) => Announced::File(part(None), head.content_length),
            (206, Some(range)) => match head.content_range().and_then(content_range) {
                Some((from, to, size)) if range.is_answered_by(from, to, size) => {
                    Announced::File(part(Some(size)), Some(to + 1 - from))
                }
                _ => Announced::Other(format!("its Content-Range does not fit {range}")),
            },
            (status, _) => Announced::Other(format!("its status {status} does not fit the request")),
        }
    }

    fn downloaded(self, length: u64) -> Downloaded {
        Downloaded { content_type: self.content_type, file_name: self.file_name, length }
    }
}

/// `bytes 0-15/100`.
fn content_range(header: &str) -> Option<(u64, u64, u64)> {
    let (range, size) = header.trim().strip_prefix("bytes")?.trim_start().split_once('/')?;
    let (first, last) = range.split_once('-')?;
    Some((first.trim().parse().ok()?, last.trim().parse().ok()?, size.trim().parse().ok()?))
}

/// The caller's writer. Keeps its error apart from those of the network.
pub(crate) struct Sink<'a> {
    to: &'a mut dyn Write,
    pub(crate) written: u64,
    pub(crate) failure: Option<io::Error>,
}

impl<'a> Sink<'a> {
    pub(crate) fn new(to: &'a mut dyn Write) -> Self {
        Self { to, written: 0, failure: None }
    }

    /// Writes a body as it arrives. Returns false if the file becomes too large.
    pub(crate) fn take(&mut self, body: &mut dyn Read, length: Option<u64>) -> io::Result<bool> {
        const BUFFER: usize = 16 * 1024; // as much as the connection reads at once
        let mut buffer = vec![0; BUFFER];
        let end = length.and_then(|length| self.written.checked_add(length));
        loop {
            let read = match body.read(&mut buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                outcome => outcome?,
            };
            let piece = buffer.get(..read).unwrap_or_default();
            let after = self.written + piece.len() as u64;
            if piece.is_empty() {
                let is_whole = end.is_none_or(|end| end == self.written);
                return if is_whole { Ok(true) } else { Err(io::ErrorKind::UnexpectedEof.into()) };
            }
            if after > MAX_FILE || end.is_some_and(|end| after > end) {
                return Ok(false);
            }
            if let Err(error) = self.to.write_all(piece) {
                self.failure = Some(error);
                return Err(io::ErrorKind::Other.into());
            }
            self.written = after;
        }
    }
}
