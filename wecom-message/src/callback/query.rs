//! The query of a callback.

use std::borrow::Cow;

use super::error::{Error, ErrorKind};
use crate::http::percent;

/// The query of a callback's URL: raw, as it came, or decoded by a web framework.
///
/// Values must be decoded exactly once; [`raw`](Self::raw) does, [`decoded`](Self::decoded) does not. Parameters of your own
/// beside WeCom's are ignored. A `&str` becomes a raw query.
///
/// ```
/// use wecom_message::callback::Query;
///
/// let raw = Query::raw("msg_signature=5c45&timestamp=1409659589&nonce=263014780&echostr=P9nA%2Bw%3D%3D");
/// let decoded = Query::decoded([
///     ("msg_signature", "5c45"), ("timestamp", "1409659589"), ("nonce", "263014780"), ("echostr", "P9nA+w=="),
/// ]);
/// ```
#[derive(Clone, Debug)]
pub struct Query<'q>(Source<'q>);

#[derive(Clone, Debug)]
enum Source<'q> {
    Raw(&'q str),
    Decoded(Vec<(Cow<'q, str>, Cow<'q, str>)>),
}

impl<'q> Query<'q> {
    /// The part of the URL after the question mark, as it came. `+` stays a plus: this is no form.
    pub fn raw(query: &'q str) -> Self {
        Self(Source::Raw(query.strip_prefix('?').unwrap_or(query)))
    }

    /// Names and values that are decoded already.
    pub fn decoded<N: Into<Cow<'q, str>>, V: Into<Cow<'q, str>>>(pairs: impl IntoIterator<Item = (N, V)>) -> Self {
        Self(Source::Decoded(pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect()))
    }

    /// The value of a parameter that must be there once.
    fn parameter(&self, name: &'static str) -> Result<Cow<'_, str>, Error> {
        let mut values = self.values(name).into_iter();
        let value = match (values.next(), values.next()) {
            (Some(value), None) => value,
            (None, _) => return Err(Error::about(ErrorKind::MissingParameter, name)),
            (Some(_), Some(_)) => return Err(Error::about(ErrorKind::RepeatedParameter, name)),
        };
        let value = match self.0 {
            Source::Raw(_) if value.contains('%') => percent::decode(value).map(Cow::Owned),
            _ => Some(Cow::Borrowed(value)),
        };
        let value = value.ok_or_else(|| Error::about(ErrorKind::MalformedParameter, name))?;
        if value.is_empty() { Err(Error::about(ErrorKind::MissingParameter, name)) } else { Ok(value) }
    }

    fn values(&self, wanted: &str) -> Vec<&str> {
        match &self.0 {
            Source::Raw(query) => {
                let pairs = query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
                pairs.filter(|(name, _)| *name == wanted).map(|(_, value)| value).collect()
            }
            Source::Decoded(pairs) => {
                pairs.iter().filter(|(name, _)| name == wanted).map(|(_, value)| &**value).collect()
            }
        }
    }

    pub(super) fn signature(&self) -> Result<Signature<'_>, Error> {
        Ok(Signature {
            digits: self.parameter("msg_signature")?,
            timestamp: self.parameter("timestamp")?,
            nonce: self.parameter("nonce")?,
        })
    }

    /// The encrypted text that verifies a URL. Base64 has no space, so one is a plus that was decoded twice.
    pub(super) fn echo(&self) -> Result<String, Error> {
        self.parameter("echostr").map(|echo| echo.replace(' ', "+"))
    }
}

impl<'q> From<&'q str> for Query<'q> {
    fn from(raw: &'q str) -> Self {
        Self::raw(raw)
    }
}

impl<'q> From<&'q String> for Query<'q> {
    fn from(raw: &'q String) -> Self {
        Self::raw(raw)
    }
}

/// What comes with every callback. Timestamp and nonce are signed as the texts that they are.
pub(super) struct Signature<'q> {
    pub(super) digits: Cow<'q, str>,
    pub(super) timestamp: Cow<'q, str>,
    pub(super) nonce: Cow<'q, str>,
}
