//! Downloads of files that members sent: fetched from an address of their own, and decrypted as they stream.

mod decrypting;
mod encrypted;

use std::io::Write;
use std::time::{Duration, Instant};

use self::decrypting::Decrypting;
pub use self::encrypted::Encrypted;
use super::bot::Aibot;
use super::secret_url::SecretUrl;
use crate::callback::key::EncodingAesKey;
use crate::error::Error;
use crate::error::unreadable::Unreadable;
use crate::http::failure::{Failure, Phase, TransportError};
use crate::http::proxy::ProxyChoice;
use crate::http::read_up_to::read_up_to;
use crate::http::request::{HttpRequest, Payload};
use crate::http::response::{HttpResponse, MAX_ANSWER};
use crate::http::secret::Secret;
use crate::http::{self, Http};
use crate::media::disposition;
use crate::media::download::{Downloaded, MAX_FILE, Sink};

/// How an error names the endpoint: the address is a secret.
const ADDRESS: &str = "the address of a file";

impl Aibot {
    /// Downloads a file that a member sent, within 5 minutes after its message, and decrypts it as it arrives.
    ///
    /// `file` is the message, or the part of a message or of a quote that has the file. The file is written up to its last 32
    /// bytes before it is known to be whole, so discard what was written after an error. Nothing larger than 200 MB is written.
    ///
    /// ```no_run
    /// # fn keep(bot: &wecom_message::Aibot, message: &wecom_message::aibot::FileMessage) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut file = std::fs::File::create("received")?;
    /// let downloaded = bot.download(message, &mut file)?;
    /// println!("{:?}: {} bytes", downloaded.file_name, downloaded.length);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The error of the network, [`is_unreadable_answer`](Error::is_unreadable_answer) if the address has expired, [`is_io`](Error::is_io)
    /// if the writer fails. [`bytes_written`](Error::bytes_written) says how much was written before.
    pub fn download<'m>(&self, file: impl Into<Encrypted<'m>>, to: &mut impl Write) -> Result<Downloaded, Error> {
        let settings = &self.shared().settings;
        let file: Encrypted<'_> = file.into();
        let key = EncodingAesKey::of_file(file.aes_key).ok_or_else(undecryptable)?;
        let root_certificates = settings.root_certificates.clone();
        Source { url: file.url, root_certificates, time: settings.media_timeout }.fetch(&key, to)
    }
}

fn undecryptable() -> Error {
    Error::transport(ADDRESS, TransportError::plain(Phase::Answered, Failure::Undecryptable))
}

/// Where a file is.
pub(super) struct Source<'s> {
    pub(super) url: &'s str,
    pub(super) root_certificates: Option<Vec<u8>>,
    pub(super) time: Duration,
}

enum Taken {
    File(Option<String>, Option<String>),
    TooLarge,
    Other(HttpResponse),
}

impl Source<'_> {
    pub(super) fn fetch(self, key: &EncodingAesKey, to: &mut dyn Write) -> Result<Downloaded, Error> {
        let mut plain = Decrypting::new(key, to);
        let mut sink = Sink::new(&mut plain);
        let outcome = self.stream(&mut sink);
        let failure = sink.failure.take();
        if let Some(failure) = failure {
            let written = plain.written();
            let failure = Error::io(ADDRESS, "the downloaded file could not be written", failure);
            return Err(failure.after_writing(written));
        }
        let written = plain.written();
        let (content_type, file_name) = outcome.map_err(|error| error.after_writing(written))?;
        match plain.finish() {
            Ok(Some(length)) => Ok(Downloaded { content_type, file_name, length }),
            Ok(None) => Err(undecryptable().after_writing(written)),
            Err(error) => {
                let what = "the downloaded file could not be written";
                Err(Error::io(ADDRESS, what, error).after_writing(written))
            }
        }
    }

    /// The content type and the name of the file.
    fn stream(self, sink: &mut Sink<'_>) -> Result<(Option<String>, Option<String>), Error> {
        let bad = || Error::transport(ADDRESS, TransportError::plain(Phase::NotSent, Failure::BadPath));
        let url = SecretUrl::parse(self.url).ok_or_else(bad)?;
        let http = Http::new(&http::Settings {
            base_url: url.base_url.clone(),
            connect_timeout: self.time.min(Duration::from_secs(10)),
            fresh_connections: true,
            proxy: ProxyChoice::Environment,
            root_certificates: self.root_certificates,
            tls: None,
        });
        let http = http.map_err(Error::configuration)?;
        let request = HttpRequest {
            path: url.path,
            query: url.query(),
            payload: Payload::None,
            range: None,
            deadline: Instant::now() + self.time,
        };
        let taken = http.stream(request, MAX_FILE, |head, body| {
            if head.status != 200 {
                let body = read_up_to(MAX_ANSWER, body)?;
                return Ok(Taken::Other(HttpResponse { head, body }));
            }
            let content_type = head.content_type().map(str::to_owned);
            let name = head.content_disposition().and_then(|header| disposition::file_name(&header));
            let fits = head.content_length.is_none_or(|length| length <= MAX_FILE);
            Ok(if fits && sink.take(body, head.content_length)? {
                Taken::File(content_type, name)
            } else {
                Taken::TooLarge
            })
        });
        match taken.map_err(|error| Error::transport(ADDRESS, error))? {
            Taken::File(content_type, name) => Ok((content_type, name)),
            Taken::TooLarge => {
                Err(Error::transport(ADDRESS, TransportError::plain(Phase::Answered, Failure::TooLarge)))
            }
            Taken::Other(response) => {
                let reason = format!("its status is {}: the address is good for 5 minutes", response.head.status);
                Err(Error::unreadable(ADDRESS, Unreadable::new(&response, &reason, &[Secret::from(self.url)])))
            }
        }
    }
}
