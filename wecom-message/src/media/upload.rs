//! `media/upload` and `media/uploadimg`: uploads a file, or a picture of an article.

use std::borrow::Cow;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::Media;
use super::id::MediaId;
use super::kind::{Format, MediaKind, Rules, UPLOADIMG};
use super::multipart::Form;
use super::source::FileSource;
use crate::client::Client;
use crate::error::Error;
use crate::http::request::Payload;
use crate::message::check::report::Report;
use crate::sending::answer::Answer;
use crate::sending::retry::Repeat;
use crate::sending::session::Session;

const UPLOAD: &str = "cgi-bin/media/upload";
const UPLOAD_IMAGE: &str = "cgi-bin/media/uploadimg";

/// A file that was uploaded with [`Client::upload`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Uploaded {
    /// The kind of message it is for.
    pub kind: MediaKind,
    /// Its id, for messages and for downloading it.
    pub media_id: MediaId,
    /// When it was uploaded, by WeCom's clock; by this machine's clock if WeCom does not say.
    pub created_at: SystemTime,
}

impl Uploaded {
    /// When WeCom deletes the file: three days after the upload. Upload it again for later messages.
    pub fn expires_at(&self) -> SystemTime {
        const THREE_DAYS: Duration = Duration::from_secs(3 * 24 * 60 * 60);
        self.created_at.checked_add(THREE_DAYS).unwrap_or(self.created_at)
    }
}

/// A picture that was uploaded with [`Client::upload_image`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UploadedImage {
    /// Its address, which does not expire. Pages outside WeCom cannot show it.
    pub url: String,
}

impl Client {
    /// Uploads a file, for messages within three days.
    ///
    /// The file is checked before anything is sent: its size, its format by the first bytes (the name does not matter), and
    /// the duration of an AMR recording unless it comes from a [reader](FileSource::reader). [`MediaKind`] has the limits.
    /// The file is sent as it is read.
    ///
    /// An upload delivers nothing, so it can be repeated after any error;
    /// [`may_have_been_delivered`](Error::may_have_been_delivered) is always false.
    ///
    /// ```no_run
    /// use wecom_message::{Client, Media};
    ///
    /// # fn main() -> Result<(), wecom_message::Error> {
    /// let client = Client::new("corp id", "secret", 1000002)?;
    /// let chart = client.upload(Media::image("chart.png"))?;
    /// println!("{} until {:?}", chart.media_id, chart.expires_at());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [Official page](https://developer.work.weixin.qq.com/document/path/90253)
    ///
    /// # Errors
    ///
    /// Fails with [`is_invalid`](Error::is_invalid) and every limit that the file breaks, unless the client's
    /// [`Strictness`](crate::Strictness) is `Off`; with [`is_io`](Error::is_io) if the file cannot be read; and otherwise
    /// with the error of WeCom or of the network.
    pub fn upload(&self, media: Media<'_>) -> Result<Uploaded, Error> {
        self.session.upload(UPLOAD, media)
    }

    /// Uploads a picture for the content of an article, and returns its address.
    ///
    /// The address does not expire. It is for the content of `mpnews` articles and the like; image messages need an
    /// [`upload`](Self::upload) instead. The size is 5 bytes to 2 MB (1 MB is 1024 × 1024 bytes). A corporation can upload 1000
    /// pictures a day and 3000 a month.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), wecom_message::Error> {
    /// # let client = wecom_message::Client::new("corp id", "secret", 1000002)?;
    /// let picture = client.upload_image("chart.png")?;
    /// let content = format!("<p>Disk usage</p><img src=\"{}\">", picture.url);
    /// # let _ = content;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [Official page](https://developer.work.weixin.qq.com/document/path/90256)
    ///
    /// # Errors
    ///
    /// As for [`upload`](Self::upload).
    pub fn upload_image<'a>(&self, picture: impl Into<FileSource<'a>>) -> Result<UploadedImage, Error> {
        self.session.post_file(UPLOAD_IMAGE, "", picture.into(), &UPLOADIMG, |answer| {
            let url = answer.string("url").map(Cow::into_owned);
            match url {
                Some(url) => Ok(UploadedImage { url }),
                None => Err(answer.lacks("errcode is 0, but there is no url")),
            }
        })
    }
}

impl Session {
    pub(crate) fn upload(&self, path: &'static str, media: Media<'_>) -> Result<Uploaded, Error> {
        let Media { kind, source } = media;
        let asked = self.clock().wall();
        self.post_file(path, &format!("&type={kind}"), source, kind.rules(), |answer| {
            let Some(media_id) = answer.string("media_id").map(MediaId::new) else {
                return Err(answer.lacks("errcode is 0, but there is no media_id"));
            };
            // A string in WeCom's samples, a number in some answers.
            let seconds = answer.number("created_at");
            let created_at = seconds.and_then(|seconds| UNIX_EPOCH.checked_add(Duration::from_secs(seconds)));
            Ok(Uploaded { kind, media_id, created_at: created_at.unwrap_or(asked) })
        })
    }

    fn post_file<T>(
        &self,
        path: &'static str,
        parameters: &str,
        source: FileSource<'_>,
        rules: &Rules,
        read: impl Fn(Answer<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let what = format!("the file {} could not be read", source.description());
        let unreadable = |error| Error::io(path, what.as_str(), error);
        let mut file = source.open().map_err(unreadable)?;
        let milliseconds = match rules.max_seconds {
            Some(_) if file.length <= rules.max_bytes => file.milliseconds().map_err(unreadable)?,
            _ => None,
        };
        let check = |report: &mut Report| rules.check("media", file.length, file.format, milliseconds, report);
        self.check(&check).map_err(|violations| Error::invalid_file(path, violations))?;

        let name = if file.name.is_empty() { rules.default_name(file.format) } else { file.name.clone() };
        let repeat = if file.can_repeat() { Repeat::Freely } else { Repeat::Never };
        let form = Form::new(&name, Format::content_type(file.format));
        let (content_type, length) = (form.content_type(), form.length(file.length));
        self.run(path, self.settings.media_timeout, repeat, |attempt| {
            let mut content = file.content().map_err(unreadable)?;
            let outcome = {
                let mut body = form.around(&mut content);
                let payload = Payload::Stream { content_type: &content_type, length, reader: &mut body };
                attempt.execute(path, parameters, payload, &read)
            };
            content.failure.map_or(outcome, |failure| Err(unreadable(failure)))
        })
    }
}
