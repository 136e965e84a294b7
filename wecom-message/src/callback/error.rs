//! Why a callback was not accepted, and what to answer then.

use std::fmt;

use super::answer::Answer;

/// Why a callback was not accepted.
///
/// [`answer`](Self::answer) is what to answer WeCom; it is the same for many kinds and gives nothing away. The error itself is
/// for the log: neither `Display` nor `Debug` shows token, key, signature or anything that was encrypted.
#[derive(Clone, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    detail: Detail,
    /// Whether an administrator waits for the URL to be verified: then nothing but an error status says that it failed.
    is_verification: bool,
}

/// What was wrong with a callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The query lacks one of `msg_signature`, `timestamp`, `nonce` and, in a verification, `echostr`.
    MissingParameter,
    /// The query has one of them twice.
    RepeatedParameter,
    /// One of them is not percent-encoded properly, or no UTF-8.
    MalformedParameter,
    /// The body is longer than allowed.
    TooLarge,
    /// The body is no envelope in XML or JSON.
    MalformedEnvelope,
    /// The signature does not match: the token is another one, or the request is not WeCom's.
    SignatureMismatch,
    /// The signature is older, or newer, than the freshness that was asked for.
    Stale,
    /// What is encrypted is no base64.
    MalformedBase64,
    /// It does not decrypt: the `EncodingAESKey` is another one.
    DecryptionFailed,
    /// The length that it states is longer than it is.
    LengthOutOfRange,
    /// It is meant for another receiver, mostly another corporation.
    ReceiveIdMismatch,
    /// The message in it is no UTF-8.
    NotUtf8,
    /// The message in it is neither XML nor JSON, or beyond what is read: a DOCTYPE, too many or too deep elements.
    MalformedMessage,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Detail {
    None,
    /// Names a parameter, or says what is not well formed.
    Text(&'static str),
    /// Each as it is shown.
    ReceiveId {
        expected: String,
        found: String,
    },
}

impl Error {
    pub(super) fn new(kind: ErrorKind) -> Self {
        Self { kind, detail: Detail::None, is_verification: false }
    }

    /// With the parameter's name, or what is not well formed.
    pub(crate) fn about(kind: ErrorKind, what: &'static str) -> Self {
        Self { detail: Detail::Text(what), ..Self::new(kind) }
    }

    pub(super) fn receive_id(allowed: &[String], found: &[u8]) -> Self {
        let expected = allowed.iter().map(|id| shown(id.as_bytes())).collect::<Vec<_>>().join(" or ");
        Self { detail: Detail::ReceiveId { expected, found: shown(found) }, ..Self::new(ErrorKind::ReceiveIdMismatch) }
    }

    pub(super) fn in_verification(self) -> Self {
        Self { is_verification: true, ..self }
    }

    /// What was wrong.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// Whether the request bears no valid signature: it may come from anybody, and is no fault of this side unless the token
    /// is wrong.
    pub fn is_unauthenticated(&self) -> bool {
        matches!(
            self.kind,
            ErrorKind::MissingParameter
                | ErrorKind::RepeatedParameter
                | ErrorKind::MalformedParameter
                | ErrorKind::TooLarge
                | ErrorKind::MalformedEnvelope
                | ErrorKind::SignatureMismatch
        )
    }

    /// Whether the request is WeCom's and the settings of this side do not fit it: the key, or the receive ids.
    pub fn is_configuration(&self) -> bool {
        matches!(self.kind, ErrorKind::DecryptionFailed | ErrorKind::ReceiveIdMismatch)
    }

    /// What to answer: 200 and empty where WeCom sent it and would only send the same again, an error status without
    /// details otherwise.
    pub fn answer(&self) -> Answer {
        const BAD_REQUEST: u16 = 400;
        const FORBIDDEN: u16 = 403;
        const CONTENT_TOO_LARGE: u16 = 413;
        match self.kind {
            ErrorKind::TooLarge => Answer::refusal(CONTENT_TOO_LARGE),
            ErrorKind::SignatureMismatch => Answer::refusal(FORBIDDEN),
            _ if self.is_unauthenticated() => Answer::refusal(BAD_REQUEST),
            _ if self.is_verification => Answer::refusal(FORBIDDEN),
            _ => Answer::empty(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            ErrorKind::MissingParameter => "the query lacks a parameter",
            ErrorKind::RepeatedParameter => "the query has a parameter twice",
            ErrorKind::MalformedParameter => "the query has a parameter that is not percent-encoded properly",
            ErrorKind::TooLarge => "the body is longer than allowed",
            ErrorKind::MalformedEnvelope => "the body is no callback of WeCom",
            ErrorKind::SignatureMismatch => {
                "the signature does not match: the token is another one than in the administration console, \
                 or the request is not WeCom's"
            }
            ErrorKind::Stale => "the signature is not fresh: it was sent again, or a clock is wrong",
            ErrorKind::MalformedBase64 => "the encrypted message is not base64",
            ErrorKind::DecryptionFailed => {
                "the message does not decrypt: the EncodingAESKey is another one than in the administration console"
            }
            ErrorKind::LengthOutOfRange => "the decrypted message states a length that it does not have",
            ErrorKind::ReceiveIdMismatch => "the message is meant for another receiver",
            ErrorKind::NotUtf8 => "the decrypted message is not UTF-8",
            ErrorKind::MalformedMessage => "the decrypted message cannot be read",
        };
        f.write_str(what)?;
        match &self.detail {
            Detail::None => Ok(()),
            Detail::Text(detail) => write!(f, ": {detail}"),
            Detail::ReceiveId { expected, found } => write!(f, ": {found}, not {expected}"),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error").field("kind", &self.kind).field("detail", &self.detail).finish_non_exhaustive()
    }
}

impl std::error::Error for Error {}

/// An id as far as it is one; other bytes could be part of a message.
fn shown(id: &[u8]) -> String {
    const LONGEST: usize = 64;
    match str::from_utf8(id) {
        Ok("") => "the empty id".to_owned(),
        Ok(id)
            if id.len() <= LONGEST && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)) =>
        {
            format!("`{id}`")
        }
        _ => "what is no id".to_owned(),
    }
}
