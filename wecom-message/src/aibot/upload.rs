//! Uploads: begin, chunks, finish.

use std::io::{self, Read};
use std::time::{Duration, Instant, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::bot::Aibot;
use super::shared::Shared;
use crate::api::aibot::{UploadMediaChunk, UploadMediaFinish, UploadMediaInit};
use crate::error::Error;
use crate::http::failure::{Failure, Phase, TransportError};
use crate::http::read_up_to::read_up_to;
use crate::media::Media;
use crate::media::kind::{
    BAD_FILE_SIZE, BAD_IMAGE_SIZE, BAD_VIDEO_SIZE, Format, MB, MEDIA_TOO_LARGE, MediaKind, Rules,
};
use crate::media::source::Opened;
use crate::media::upload::Uploaded;
use crate::message::Call;

/// The largest chunk, before base64.
const CHUNK: u64 = 512 * 1024;

/// A chunk that comes twice is ignored, so one whose ack is missing is sent again.
const ATTEMPTS: u32 = 3;

/// WeCom's answer to frames of an upload that it does not know.
const UPLOAD_ID_INVALID: i32 = 846_611;

static IMAGE: Rules = Rules {
    min_bytes: 5,
    max_bytes: 10 * MB,
    size_errcodes: (BAD_IMAGE_SIZE, BAD_IMAGE_SIZE),
    formats: &[Format::Png, Format::Jpg, Format::Gif],
    max_seconds: None,
    stem: "image",
};

static VOICE: Rules = Rules {
    min_bytes: 5,
    max_bytes: 2 * MB,
    size_errcodes: (BAD_FILE_SIZE, MEDIA_TOO_LARGE),
    formats: &[Format::Amr],
    max_seconds: None,
    stem: "voice",
};

static VIDEO: Rules = Rules {
    min_bytes: 5,
    max_bytes: 10 * MB,
    size_errcodes: (BAD_VIDEO_SIZE, BAD_VIDEO_SIZE),
    formats: &[Format::Mp4],
    max_seconds: None,
    stem: "video",
};

static FILE: Rules = Rules {
    min_bytes: 5,
    max_bytes: 20 * MB,
    size_errcodes: (BAD_FILE_SIZE, BAD_FILE_SIZE),
    formats: &[],
    max_seconds: None,
    stem: "file",
};

fn rules(kind: MediaKind) -> &'static Rules {
    match kind {
        MediaKind::Image => &IMAGE,
        MediaKind::Voice => &VOICE,
        MediaKind::Video => &VIDEO,
        MediaKind::File => &FILE,
    }
}

impl Aibot {
    /// Uploads a file that only this bot can send, within three days.
    ///
    /// A bot takes pictures (PNG, JPG, GIF) and videos (MP4) of up to 10 MB, recordings (AMR) of up to 2 MB and any file of up
    /// to 20 MB, all of at least 5 bytes. The file travels in chunks of 512 KB, and no more than one is in memory. An upload
    /// goes on when the connection is restored, and delivers nothing, so it can be repeated after any error.
    ///
    /// ```no_run
    /// use wecom_message::aibot::{Chat, File};
    /// use wecom_message::{Aibot, Media};
    ///
    /// # fn main() -> Result<(), wecom_message::Error> {
    /// let bot = Aibot::builder("bot id", "secret").connect()?;
    /// let report = bot.upload(Media::file("/var/reports/2026-03.pdf"))?;
    /// bot.send(Chat::group("wrkSFfCgAALFgnrSsWU38puiv4yvExuw"), &File::new(report.media_id))?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`is_invalid`](Error::is_invalid) if the file is beyond these limits, [`is_io`](Error::is_io) if it cannot be read, and
    /// otherwise the error of WeCom or of the connection.
    pub fn upload(&self, media: Media<'_>) -> Result<Uploaded, Error> {
        const INIT: &str = UploadMediaInit::PATH;
        let Media { kind, source } = media;
        let shared = self.shared();
        let deadline = Instant::now() + shared.settings.media_timeout;
        let what = format!("the file {} could not be read", source.description());
        let unreadable = |error| Error::io(INIT, what.as_str(), error);
        let mut file = source.open().map_err(unreadable)?;
        let rules = rules(kind);
        let checked = shared.settings.strictness.enforce(&|report| {
            rules.check("media", file.length, file.format, None, report);
        });
        checked.map_err(|violations| Error::invalid_file(INIT, violations))?;
        let name = if file.name.is_empty() { rules.default_name(file.format) } else { file.name.clone() };
        let digest = digest(&mut file).map_err(unreadable)?;

        let pace = shared.settings.upload_pace.as_ref();
        let time = shared.settings.pacing_time;
        let passed = match pace {
            Some(pace) => pace.admit(INIT, &*shared.settings.clock, time, &[], None)?,
            None => None,
        };
        let sender = Sender { shared, deadline };
        let mut outcome = sender.send(kind, &name, &digest, &mut file, &unreadable);
        let mut attempt = 1;
        while attempt < ATTEMPTS && file.can_repeat() && outcome.as_ref().is_err_and(is_unknown_upload) {
            attempt += 1;
            outcome = sender.send(kind, &name, &digest, &mut file, &unreadable);
        }
        shared.count(passed, &outcome);
        outcome
    }
}

/// Whether the upload is over for WeCom: too old, or finished by a frame whose ack was lost. It begins anew.
fn is_unknown_upload(error: &Error) -> bool {
    error.errcode().is_some_and(|code| code.value() == UPLOAD_ID_INVALID)
}

/// The MD5 of a file that can be read twice; nothing otherwise.
fn digest(file: &mut Opened<'_>) -> io::Result<String> {
    if !file.can_repeat() {
        return Ok(String::new());
    }
    let mut digest = md5::Context::new();
    let mut content = file.content_in_silence()?;
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = match content.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) => return Err(content.failure.take().unwrap_or(error)),
        };
        digest.consume(buffer.get(..read).unwrap_or_default());
    }
    Ok(format!("{:x}", digest.finalize()))
}

/// Sends the frames of one upload.
struct Sender<'s> {
    shared: &'s Shared,
    deadline: Instant,
}

impl Sender<'_> {
    fn send(
        &self,
        kind: MediaKind,
        name: &str,
        digest: &str,
        file: &mut Opened<'_>,
        unreadable: &dyn Fn(io::Error) -> Error,
    ) -> Result<Uploaded, Error> {
        let asked = self.shared.settings.clock.wall();
        let chunks = file.length.div_ceil(CHUNK);
        let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        let init = UploadMediaInit::new(kind.as_str(), name, number(file.length), number(chunks)).md5(digest);
        let upload_id = self.repeat(&init)?.upload_id;
        let mut content = file.content().map_err(unreadable)?;
        for index in 0..chunks {
            let chunk = read_up_to(CHUNK, &mut content);
            let chunk = chunk.map_err(|error| unreadable(content.failure.take().unwrap_or(error)))?;
            self.repeat(&UploadMediaChunk::new(&*upload_id, number(index), STANDARD.encode(chunk)))?;
        }
        let done = self.repeat(&UploadMediaFinish::new(upload_id))?;
        let Some(media_id) = done.media_id.filter(|id| !id.as_ref().is_empty()) else {
            let unreadable = TransportError::plain(Phase::Answered, Failure::Protocol);
            return Err(Error::transport(UploadMediaFinish::PATH, unreadable));
        };
        let seconds = done.created_at.and_then(|seconds| u64::try_from(seconds).ok());
        let created_at = seconds.and_then(|seconds| UNIX_EPOCH.checked_add(Duration::from_secs(seconds)));
        Ok(Uploaded { kind, media_id, created_at: created_at.unwrap_or(asked) })
    }

    /// Sends a frame that may be sent twice.
    fn repeat<C: Call>(&self, call: &C) -> Result<C::Reply, Error> {
        let mut attempt = 1;
        loop {
            let left = self.deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(Error::transport(C::PATH, TransportError::plain(Phase::NotSent, Failure::Timeout)));
            }
            match self.shared.call(call, left.min(self.shared.settings.timeout)) {
                Err(error) if error.is_transport() && attempt < ATTEMPTS && self.shared.closed().is_none() => {
                    attempt += 1;
                }
                outcome => return outcome,
            }
        }
    }
}
