//! WeCom as a value: its state, and an answer for each request.

#[cfg(feature = "callback")]
mod calling;
mod duplicates;
#[cfg(feature = "callback")]
mod frames;
mod happenings;
mod input;
mod journal;
mod json;
mod operations;
mod routes;
mod script;
mod sending;
mod sensitive;

use std::sync::Arc;
use std::time::Duration;

use wecom_schema::Schema;
use wecom_schema::model::{Channel, ErrorCode};

use self::duplicates::Duplicates;
use self::happenings::{Happening, Happenings};
use self::journal::Journal;
use self::script::Script;
use crate::access::Tokens;
#[cfg(feature = "callback")]
use crate::aibot::Aibots;
use crate::answer::Answer;
#[cfg(feature = "callback")]
use crate::callback::{Callbacks, Called};
use crate::descriptions;
use crate::endpoints::app::{AppMessages, UrgentCalls};
use crate::endpoints::appchat::Chats;
use crate::endpoints::customer::CustomerContact;
use crate::endpoints::kf::{CustomerService, SessionEvent};
use crate::endpoints::media::{StoredFile, StoredFiles};
use crate::endpoints::robot::Robots;
use crate::received::Received;
use crate::reply::Reply;
use crate::request::Request;
use crate::world::{Settings, World};

const BODY_TOO_LARGE: i32 = 40206;

/// The paths at which the sandbox shows the requests it got, and the callbacks it made.
const RECEIVED: &str = "/sandbox/received";
#[cfg(feature = "callback")]
const CALLBACKS: &str = "/sandbox/callbacks";
/// The path at which it shows the chats of smart bots.
#[cfg(feature = "callback")]
const AIBOT: &str = "/sandbox/aibot";

/// The behaviour of the servers: a request in, an answer out.
///
/// It does no I/O and has no clock: time passes by [`advance`](Self::advance) alone.
#[derive(Debug)]
pub struct Wecom {
    channels: Arc<[Channel]>,
    error_codes: Vec<ErrorCode>,
    world: World,
    tokens: Tokens,
    duplicates: Duplicates,
    app_messages: AppMessages,
    urgent_calls: UrgentCalls,
    chats: Chats,
    customer_contact: CustomerContact,
    customer_service: CustomerService,
    robots: Robots,
    #[cfg(feature = "callback")]
    aibots: Aibots,
    stored_files: StoredFiles,
    script: Script,
    journal: Journal,
    #[cfg(feature = "callback")]
    callbacks: Callbacks,
    happenings: Happenings,
}

impl Wecom {
    /// Servers that judge by the descriptions compiled into this program.
    ///
    /// # Errors
    ///
    /// The mistakes in the descriptions, in words.
    pub fn new(settings: Settings) -> Result<Self, String> {
        let schema = Schema::load(&descriptions::built_in()).map_err(|mistakes| mistakes.to_string())?;
        Ok(Self::with_schema(schema, settings))
    }

    /// Servers that judge by these descriptions. A path that they do not describe is no endpoint.
    pub fn with_schema(schema: Schema, settings: Settings) -> Self {
        Self {
            channels: schema.channels.into(),
            error_codes: schema.error_codes,
            world: World::new(settings),
            tokens: Tokens::default(),
            duplicates: Duplicates::default(),
            app_messages: AppMessages::default(),
            urgent_calls: UrgentCalls::default(),
            chats: Chats::default(),
            customer_contact: CustomerContact::default(),
            customer_service: CustomerService::default(),
            robots: Robots::default(),
            #[cfg(feature = "callback")]
            aibots: Aibots::default(),
            stored_files: StoredFiles::default(),
            script: Script::default(),
            journal: Journal::default(),
            #[cfg(feature = "callback")]
            callbacks: Callbacks::default(),
            happenings: Happenings::default(),
        }
    }

    /// Lets time pass for everything that expires: tokens, codes, files, duplicate checks, rates, sessions.
    pub fn advance(&mut self, by: Duration) {
        self.world.now += by;
        #[cfg(feature = "callback")]
        self.aibots.advanced(self.world.now);
        #[cfg(feature = "callback")]
        self.chats_changed();
    }

    /// Makes every token expire: the next requests with one are answered 42001.
    pub fn expire_tokens(&mut self) {
        self.tokens.expire(self.world.now);
    }

    /// Makes every token invalid: the next requests with one are answered 40014.
    pub fn revoke_tokens(&mut self) {
        self.tokens.revoke();
    }

    /// Lets a customer (`external_userid`) write to an account of customer service: five messages may be sent to the
    /// customer within 48 hours.
    ///
    /// Without this, a customer counts as having written just before the first message to it.
    pub fn customer_wrote(&mut self, customer: &str, open_kfid: &str) {
        self.customer_service.customer_wrote(&self.world, customer, open_kfid);
    }

    /// Lets an event happen in a customer's session. Returns the code by which one message can be sent.
    pub fn event_code(&mut self, customer: &str, open_kfid: &str, event: SessionEvent) -> String {
        self.customer_service.event_code(&mut self.world, customer, open_kfid, event)
    }

    /// Lets a customer (`external_userid`) add a member. Returns the code by which the customer can be greeted once,
    /// within 20 seconds.
    pub fn welcome_code(&mut self, customer: &str) -> String {
        self.customer_contact.welcome_code(&mut self.world, customer)
    }

    /// Lets a customer (`external_userid`) talk to a member, who then gets the tasks of mass messages to the customer.
    ///
    /// Without this it is the member `zhangsan`.
    pub fn talked_to(&mut self, customer: &str, member: &str) {
        self.customer_contact.talked_to(customer, member);
    }

    /// Lets a customer (`external_userid`) remove the members from their contacts: mass messages no longer arrive.
    pub fn customer_left(&mut self, customer: &str) {
        self.customer_contact.customer_left(customer);
    }

    /// Lets a member confirm a mass message, which sends it to the member's customers or groups.
    ///
    /// `false` if the member has no task of this message that waits: another member has it, it was sent, or it was
    /// cancelled.
    pub fn confirm_mass_message(&mut self, message_id: &str, member: &str) -> bool {
        let is_sent = self.customer_contact.confirm_mass_message(&self.world, message_id, member);
        if is_sent {
            self.happenings.add(Happening::MassMessage(message_id.to_owned()));
        }
        is_sent
    }

    /// Lets a member answer an urgent call and listen for this long.
    ///
    /// `false` if the call does not ring: it is unknown, was answered, or was not answered within a minute.
    pub fn answer_urgent_call(&mut self, call_id: &str, talked: Duration) -> bool {
        self.urgent_calls.answer(&self.world, call_id, talked)
    }

    /// Answers the next request to the path, or to any path if it is `None`, with this instead.
    ///
    /// Several calls prepare several answers, in their order. A request answered like this is recorded but has no effect.
    pub fn next_answer(&mut self, path: Option<&str>, answer: Answer) {
        self.script.add(path, answer);
    }

    /// The requests so far, oldest first.
    pub fn received(&self) -> impl DoubleEndedIterator<Item = &Received> + ExactSizeIterator {
        self.journal.iter()
    }

    pub(crate) fn channels(&self) -> &[Channel] {
        &self.channels
    }

    pub(crate) fn error_codes(&self) -> &[ErrorCode] {
        &self.error_codes
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.world.settings
    }

    pub(crate) fn stored_file(&self, id: &str) -> Option<&StoredFile> {
        self.stored_files.by_id(id)
    }

    pub(crate) fn received_with(&self, number: u64) -> Option<&Received> {
        self.journal.find(number)
    }

    /// Answers a request.
    pub fn answer(&mut self, request: &Request) -> Answer {
        match request.path.as_str() {
            RECEIVED => return Answer::json(200, &self.received().map(Received::to_json).collect()),
            #[cfg(feature = "callback")]
            CALLBACKS => return Answer::json(200, &self.callbacks().map(Called::to_json).collect()),
            #[cfg(feature = "callback")]
            AIBOT => return self.aibot_chats(),
            _ => {}
        }
        let mut record = self.journal.open(request, self.world.now);
        let answer = match self.script.take(&request.path) {
            Some(answer) => {
                record.body = self.presentable(&request.path, serde_json::from_slice(&request.body).ok());
                answer
            }
            None => self.route(request, &mut record),
        };
        self.keep(record, &answer);
        answer
    }

    /// Answers a request whose body is too large to be read.
    pub fn answer_too_large(&mut self, request: &Request) -> Answer {
        let record = self.journal.open(request, self.world.now);
        let answer = Reply::error(BODY_TOO_LARGE).into_answer(&self.error_codes, record.number);
        self.keep(record, &answer);
        answer
    }

    fn keep(&mut self, mut record: Received, answer: &Answer) {
        record.answer = self.presentable(&record.path, serde_json::from_slice(&answer.body).ok());
        self.happenings.add(Happening::Received(record.number));
        self.journal.keep(record, answer);
    }
}
