//! WeCom as a value: its state, what it got, and what it is told to answer.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use wecom_schema::Schema;
use wecom_schema::judge::Verdict;
use wecom_schema::model::{Channel, ErrorCode, Field, Type};

use crate::answer::{Answer, Reply};
use crate::app::{Card, SentMessages};
use crate::appchat::Chats;
use crate::codes::Codes;
use crate::descriptions;
use crate::duplicates::Duplicates;
use crate::ids::Ids;
use crate::kf::CustomerService;
use crate::media::StoredFiles;
use crate::received::Received;
use crate::request::Request;
use crate::robot::Robots;
use crate::routes::{has_endpoint, same_path};
use crate::settings::Settings;
use crate::tokens::Tokens;

const BODY_TOO_LARGE: i32 = 40206;

/// Where the sandbox shows what it got.
const RECEIVED: &str = "/sandbox/received";

/// So many requests are kept; the oldest make room.
const KEPT: usize = 100_000;

/// The servers' whole behaviour: a request in, an answer out.
///
/// It does no I/O and knows no time but the one it is [told](Self::advance).
#[derive(Debug)]
pub struct Wecom {
    pub(crate) channels: Arc<[Channel]>,
    pub(crate) error_codes: Vec<ErrorCode>,
    pub(crate) settings: Settings,
    pub(crate) now: Duration,
    pub(crate) ids: Ids,
    pub(crate) tokens: Tokens,
    pub(crate) cards: Codes<Card>,
    pub(crate) sent_messages: SentMessages,
    pub(crate) duplicates: Duplicates,
    pub(crate) stored_files: StoredFiles,
    pub(crate) robots: Robots,
    pub(crate) chats: Chats,
    pub(crate) customer_service: CustomerService,
    pub(crate) welcome_codes: Codes<String>,
    scripted: VecDeque<Scripted>,
    received: VecDeque<Received>,
    count: u64,
}

#[derive(Debug)]
struct Scripted {
    path: Option<String>,
    answer: Answer,
}

impl Wecom {
    /// Servers that judge by the descriptions carried inside this program.
    ///
    /// # Errors
    ///
    /// The mistakes in the descriptions, in words.
    pub fn new(settings: Settings) -> Result<Self, String> {
        let schema = Schema::load(&descriptions::built_in()).map_err(|mistakes| mistakes.to_string())?;
        Ok(Self::with_schema(schema, settings))
    }

    /// Servers that judge by these descriptions; what they do not describe is no endpoint.
    pub fn with_schema(schema: Schema, settings: Settings) -> Self {
        Self {
            channels: schema.channels.into(),
            error_codes: schema.error_codes,
            now: Duration::ZERO,
            ids: Ids::new(settings.seed),
            settings,
            tokens: Tokens::default(),
            cards: Codes::default(),
            sent_messages: SentMessages::default(),
            duplicates: Duplicates::default(),
            stored_files: StoredFiles::default(),
            robots: Robots::default(),
            chats: Chats::default(),
            customer_service: CustomerService::default(),
            welcome_codes: Codes::default(),
            scripted: VecDeque::new(),
            received: VecDeque::new(),
            count: 0,
        }
    }

    /// Lets time pass: tokens, codes, files, duplicate checks, rates and customers' sessions grow old by it alone.
    pub fn advance(&mut self, by: Duration) {
        self.now += by;
    }

    /// Every token handed out so far is expired: 42001.
    pub fn expire_tokens(&mut self) {
        self.tokens.expire(self.now);
    }

    /// Every token handed out so far is invalid: 40014.
    pub fn revoke_tokens(&mut self) {
        self.tokens.revoke();
    }

    /// Answers the next request to the path (to any path, where it is `None`) with this instead.
    ///
    /// Several of them are used up in their order; such a request is kept but has no effect.
    pub fn next_answer(&mut self, path: Option<&str>, answer: Answer) {
        self.scripted.push_back(Scripted { path: path.map(str::to_owned), answer });
    }

    /// What came in so far.
    pub fn received(&self) -> impl DoubleEndedIterator<Item = &Received> + ExactSizeIterator {
        self.received.iter()
    }

    /// Answers a request.
    pub fn answer(&mut self, request: &Request) -> Answer {
        if request.path == RECEIVED {
            return Answer::json(200, &self.received.iter().map(Received::to_json).collect());
        }
        let mut record = self.record(request);
        let answer = match self.take_scripted(&request.path) {
            Some(answer) => {
                record.body = self.presentable(&request.path, serde_json::from_slice(&request.body).ok());
                answer
            }
            None => self.route(request, &mut record),
        };
        self.keep(record, answer)
    }

    /// The answer to a request whose body is larger than anybody reads.
    pub fn answer_too_large(&mut self, request: &Request) -> Answer {
        let record = self.record(request);
        let answer = Reply::error(BODY_TOO_LARGE).into_answer(&self.error_codes, record.number);
        self.keep(record, answer)
    }

    fn record(&mut self, request: &Request) -> Received {
        self.count += 1;
        let (method, path) = (request.method.clone(), request.path.clone());
        Received { number: self.count, at: self.now, method, path, ..Received::default() }
    }

    fn keep(&mut self, mut record: Received, answer: Answer) -> Answer {
        record.status = answer.status;
        record.errcode = answer.errcode();
        if self.received.len() == KEPT {
            self.received.pop_front();
        }
        self.received.push_back(record);
        answer
    }

    fn take_scripted(&mut self, path: &str) -> Option<Answer> {
        let fits = |scripted: &Scripted| scripted.path.as_deref().is_none_or(|wanted| same_path(wanted, path));
        let index = self.scripted.iter().position(fits)?;
        self.scripted.remove(index).map(|scripted| scripted.answer)
    }

    /// The body with the values blotted out that the channel at this path calls sensitive, or any where there is none.
    pub(crate) fn presentable(&self, path: &str, body: Option<Value>) -> Option<Value> {
        let mut body = body?;
        let here = self.channels.iter().find(|channel| has_endpoint(channel, path));
        let channels = here.map_or(&*self.channels, std::slice::from_ref);
        for name in channels.iter().flat_map(sensitive_members) {
            blot_out(&mut body, name);
        }
        Some(body)
    }
}

/// Records what is to be said about a body, and stops where WeCom would refuse it.
pub(crate) fn judged(verdict: Verdict, record: &mut Received) -> Result<(), Reply> {
    let refused = verdict.first_errcode().map(Reply::error);
    let reason = verdict.first_reason();
    record.findings.extend(verdict.mismatches.iter().map(ToString::to_string));
    record.findings.extend(verdict.findings.iter().map(ToString::to_string));
    record.foreign = verdict.foreign;
    match refused {
        Some(reply) => Err(reply.because(reason.unwrap_or_default())),
        None => Ok(()),
    }
}

fn sensitive_members(channel: &Channel) -> impl Iterator<Item = &str> {
    let objects = channel.types.iter().filter_map(|ty| match ty {
        Type::Object(object) => Some(object),
        _ => None,
    });
    let sensitive = |field: &&Field| {
        let newtype = field.kind.type_id().map(|id| channel.ty(id));
        field.sensitive || matches!(newtype, Some(Type::Newtype(newtype)) if newtype.sensitive)
    };
    objects.flat_map(|object| &object.fields).filter(sensitive).map(|field| field.wire.as_str())
}

fn blot_out(value: &mut Value, name: &str) {
    match value {
        Value::Object(members) => {
            for (found, value) in members {
                if found == name && value.is_string() {
                    *value = Value::from("***");
                } else {
                    blot_out(value, name);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| blot_out(item, name)),
        _ => {}
    }
}
