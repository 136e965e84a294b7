//! A callback before it goes out, and the callbacks that went out.

use std::collections::VecDeque;
use std::time::Duration;

use serde_json::Value;

use super::address::CallbackAddress;
use super::called::{Attempt, Called, Outcome};
use super::signature::signature;
use super::xml::Xml;
use super::{cipher, passive_reply, reply_envelope};
use crate::endpoints::app::CardUpdate;
use crate::world::World;

/// The number of callbacks kept; beyond it the oldest are removed.
const KEPT: usize = 10_000;

pub(super) const VERIFICATION: &str = "url_verification";

/// What the callback URL was told.
#[derive(Debug, Default)]
pub(crate) struct Callbacks {
    pub(crate) is_verified: bool,
    called: VecDeque<Called>,
    count: u64,
}

/// A callback, encrypted and signed. Every attempt sends the same.
#[derive(Debug)]
pub(crate) struct Call {
    pub(super) target: String,
    /// Empty for a verification, which is a `GET`.
    pub(super) body: String,
    number: u64,
    at: Duration,
    event: String,
    member: String,
    text: String,
    receive_id: String,
}

/// The receiver of a callback.
pub(crate) struct Subject<'s> {
    pub(crate) application: usize,
    pub(crate) event: &'s str,
    pub(crate) member: &'s str,
    pub(crate) text: String,
}

impl Callbacks {
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &Called> + ExactSizeIterator {
        self.called.iter()
    }

    /// The callback with this number, if it is still kept.
    pub(crate) fn find(&self, number: u64) -> Option<&Called> {
        self.called.iter().rfind(|called| called.number == number)
    }

    /// The `GET` that verifies the URL.
    pub(crate) fn verification(&mut self, world: &mut World, address: &CallbackAddress) -> Call {
        let text = world.ids.next_number().to_string();
        let subject = Subject { application: 0, event: VERIFICATION, member: "", text };
        let (mut call, encrypted) = self.sealed(world, address, subject);
        let echo: String = form_urlencoded::byte_serialize(encrypted.as_bytes()).collect();
        call.target.push_str("&echostr=");
        call.target.push_str(&echo);
        call
    }

    /// The `POST` that tells of an action.
    pub(crate) fn event(&mut self, world: &mut World, address: &CallbackAddress, subject: Subject<'_>) -> Call {
        let agent_id = world.application(subject.application).map_or(0, |application| application.agent_id);
        let (call, encrypted) = self.sealed(world, address, subject);
        let envelope = Xml::default().text("ToUserName", &call.receive_id).text("AgentID", &agent_id.to_string());
        Call { body: envelope.text("Encrypt", &encrypted).document(), ..call }
    }

    fn sealed(&mut self, world: &mut World, address: &CallbackAddress, subject: Subject<'_>) -> (Call, String) {
        let Subject { application, event, member, text } = subject;
        let receive_id = world.corp_id(application).to_owned();
        let encrypted = cipher::encrypt(&address.key, world.ids.next_bytes(), &text, &receive_id);
        let (timestamp, nonce) = (world.timestamp().to_string(), world.ids.next_number().to_string());
        let signature = signature(&address.token, &timestamp, &nonce, &encrypted);
        let own = if address.query.is_empty() { String::new() } else { format!("{}&", address.query) };
        let target = format!("{}?{own}msg_signature={signature}&timestamp={timestamp}&nonce={nonce}", address.path);
        self.count += 1;
        let (event, member) = (event.to_owned(), member.to_owned());
        let call =
            Call { target, body: String::new(), number: self.count, at: world.now, event, member, text, receive_id };
        (call, encrypted)
    }

    /// The result of a call. `update` is how the reply changes the card that was clicked.
    pub(crate) fn read(
        &mut self,
        address: &CallbackAddress,
        call: Call,
        attempts: Vec<Attempt>,
        answer: &[u8],
    ) -> (Called, Option<CardUpdate>) {
        let was_answered = attempts.last().is_some_and(|attempt| attempt.outcome == Outcome::Answered(200));
        let (mut reply, mut problem, mut update) = (None, None, None);
        if !was_answered {
            problem = attempts.last().map(|attempt| attempt.outcome.to_string());
        } else if call.event == VERIFICATION {
            self.is_verified = answer == call.text.as_bytes();
            problem = (!self.is_verified).then(|| "the answer is not exactly the decrypted `echostr`".to_owned());
        } else if !answer.is_empty() && answer != b"success" {
            match reply_envelope::open(address, &call.receive_id, answer) {
                Ok(members) => {
                    match passive_reply::card_update(&members) {
                        Ok(found) => update = found,
                        Err(reason) => problem = Some(reason.to_owned()),
                    }
                    reply = Some(Value::Object(members));
                }
                Err(reason) => problem = Some(reason),
            }
        }
        let Call { number, at, event, member, text, .. } = call;
        (Called { number, at, event, member, text, attempts, reply, problem }, update)
    }

    pub(crate) fn keep(&mut self, called: Called) {
        if self.called.len() == KEPT {
            self.called.pop_front();
        }
        self.called.push_back(called);
    }
}
