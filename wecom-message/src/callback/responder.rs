//! Answering a callback.

use std::fmt;
use std::sync::Arc;

use serde::ser::SerializeMap;

use super::answer::Answer;
use super::cipher;
use super::envelope::{Form, Sealed};
use super::settings::Settings;
use super::signature::Signed;
use super::spelling::Spelled;
use super::xml;
use crate::api::callback::Head;
use crate::error::Error;
use crate::message::check::report::Report;
use crate::message::check::violation::{Consequence, Problem, Violation};
use crate::message::fields::{Fields, Joined, Object};
use crate::message::passive_reply::PassiveReply;

/// Answers one callback.
#[derive(Clone)]
pub struct Responder {
    settings: Arc<Settings>,
    form: Form,
    /// Of the callback's query.
    nonce: String,
    receive_id: String,
    /// The sender and the receiver of the callback.
    parties: Parties,
    is_command: bool,
}

#[derive(Clone, Default)]
struct Parties {
    from_user_name: String,
    to_user_name: String,
}

impl Responder {
    pub(super) fn new(settings: Arc<Settings>, form: Form, nonce: String, receive_id: String) -> Self {
        Self { settings, form, nonce, receive_id, parties: Parties::default(), is_command: false }
    }

    /// For the callback that has this head.
    pub(super) fn to(self, head: &Head) -> Self {
        let (from_user_name, to_user_name) = (head.from_user_name.clone(), head.to_user_name.clone());
        let is_command = head.msg_type.is_empty() && !head.info_type.is_empty();
        Self { parties: Parties { from_user_name, to_user_name }, is_command, ..self }
    }

    /// Says nothing but that the callback was taken.
    ///
    /// That is 200 and an empty body, or `success` for a provider's commands, where WeCom takes anything else for an error.
    pub fn acknowledge(&self) -> Answer {
        if self.is_command { Answer::text("success".to_owned()) } else { Answer::empty() }
    }

    /// A passive reply: a message to the member whose action it was.
    ///
    /// WeCom waits for it five seconds. Which callbacks take one is said with each of them; where none is taken, WeCom ignores it.
    ///
    /// # Errors
    ///
    /// When the reply breaks one of its limits, or holds a control character in XML: [`Error::violations`].
    pub fn reply<R: PassiveReply>(&self, reply: &R) -> Result<Answer, Error> {
        let mut report = Report::new();
        reply.check(&mut report);
        let violations = report.into_violations();
        if violations.iter().any(|violation| violation.consequence == Consequence::Refused) {
            return Err(Error::invalid(violations));
        }
        let create_time = self.settings.unix_time().as_secs();
        let head = ReplyHead { parties: &self.parties, create_time, msg_type: R::MSG_TYPE };
        let reply = Spelled::new(reply).map_err(|_| unwritable("it has members that cannot be written"))?;
        let reply = Joined::new(&head, &(), &reply);
        let text = match self.form {
            Form::Xml => xml::write(&reply).map_err(unwritable)?,
            _ => serde_json::to_string(&Object(&reply)).map_err(|_| unwritable("JSON has no way to write it"))?,
        };
        self.seal(&text)
    }

    /// An answer that holds this text: encrypted, signed and in the form in which the callback came.
    ///
    /// # Errors
    ///
    /// When the operating system has no random bytes to give, or the text has 4 GiB.
    pub fn seal(&self, text: &str) -> Result<Answer, Error> {
        let (random, nonce) = random()?;
        // A smart bot's answer is signed with the nonce that came, all others with one of their own.
        let nonce = if self.form == Form::Bot { self.nonce.clone() } else { nonce };
        self.seal_with(text, random, &nonce).ok_or_else(|| unwritable("it is too long"))
    }

    fn seal_with(&self, text: &str, random: [u8; 16], nonce: &str) -> Option<Answer> {
        let Settings { token, key, .. } = &*self.settings;
        let encrypted = &cipher::encrypt(key, random, text, &self.receive_id)?;
        let timestamp = self.settings.unix_time().as_secs();
        let signed = Signed { token, timestamp: &timestamp.to_string(), nonce, encrypted };
        Some(self.form.seal(&Sealed { encrypted, signature: &signed.signature(), timestamp, nonce }))
    }
}

/// What stands before every reply: sender and receiver have changed places.
struct ReplyHead<'a> {
    parties: &'a Parties,
    create_time: u64,
    msg_type: &'static str,
}

impl Fields for ReplyHead<'_> {
    fn fields<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry("ToUserName", &self.parties.from_user_name)?;
        map.serialize_entry("FromUserName", &self.parties.to_user_name)?;
        map.serialize_entry("CreateTime", &self.create_time)?;
        map.serialize_entry("MsgType", self.msg_type)
    }
}

fn random() -> Result<([u8; 16], String), Error> {
    let (mut random, mut nonce) = ([0; 16], [0; 8]);
    getrandom::fill(&mut random)
        .and_then(|()| getrandom::fill(&mut nonce))
        .map_err(|error| Error::configuration(format!("the operating system gives no random bytes: {error}")))?;
    Ok((random, format!("{:016x}", u64::from_be_bytes(nonce))))
}

fn unwritable(reason: &str) -> Error {
    Error::invalid(vec![Violation {
        path: "reply".to_owned(),
        problem: Problem::Other(reason.to_owned()),
        consequence: Consequence::Refused,
        errcode: None,
    }])
}

impl fmt::Debug for Responder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Responder")
            .field("form", &self.form)
            .field("to_user_name", &self.parties.from_user_name)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use serde_json::Value;

    use super::*;
    use crate::callback::callbacks::Callbacks;

    #[test]
    fn encryption_gives_the_bytes_of_the_vectors() {
        let vectors: Value = serde_json::from_str(include_str!("../../tests/callback/vectors.json")).unwrap();
        let text = |vector: &Value, name: &str| vector[name].as_str().unwrap_or_default().to_owned();
        let mut tried = 0;
        for vector in vectors["vectors"].as_array().unwrap().iter().filter(|vector| vector["kind"] == "encrypt") {
            let receive_id = text(vector, "receive_id");
            let seconds = text(vector, "timestamp").parse().unwrap();
            let callbacks = Callbacks::builder(text(vector, "token"), text(vector, "encoding_aes_key"), &receive_id)
                .clock(move || SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
                .build()
                .unwrap();
            let nonce = text(vector, "nonce");
            let random = u128::from_str_radix(&text(vector, "random16_hex"), 16).unwrap().to_be_bytes();
            let responder = Responder::new(Arc::clone(callbacks.settings()), Form::Xml, nonce.clone(), receive_id);
            let body = responder.seal_with(&text(vector, "msg"), random, &nonce).unwrap().body;
            assert!(body.contains(&text(vector, "encrypt")) && body.contains(&text(vector, "msg_signature")));
            if let Some(expected) = vector["expected_body"].as_str() {
                assert_eq!(body, expected);
            }
            tried += 1;
        }
        assert_eq!(tried, 2);
    }
}
