//! WeCom as a value: its state, and which endpoint answers what.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use wecom_schema::judge::{BAD_PARAMETER, Verdict, judge_object};
use wecom_schema::model::{Channel, ErrorCode, Field, Type};
use wecom_schema::{Schema, Sources};

use crate::answer::{Answer, Reply};
use crate::duplicates::Duplicates;
use crate::ids::Ids;
use crate::recall::SentMessages;
use crate::received::Received;
use crate::request::Request;
use crate::response_codes::ResponseCodes;
use crate::settings::{Application, Settings};
use crate::stored::StoredFiles;
use crate::tokens::{Tokens, Worth};

const TOKEN_MISSING: i32 = 41001;
const TOKEN_UNKNOWN: i32 = 40014;
const TOKEN_EXPIRED: i32 = 42001;
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
    channel: Arc<Channel>,
    error_codes: Vec<ErrorCode>,
    pub(crate) settings: Settings,
    pub(crate) now: Duration,
    pub(crate) ids: Ids,
    pub(crate) tokens: Tokens,
    pub(crate) response_codes: ResponseCodes,
    pub(crate) sent_messages: SentMessages,
    pub(crate) duplicates: Duplicates,
    pub(crate) stored_files: StoredFiles,
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
        let schema = Schema::load(&Sources::embedded()).map_err(|mistakes| mistakes.to_string())?;
        Self::with_schema(schema, settings)
    }

    /// Servers that judge by these descriptions.
    ///
    /// # Errors
    ///
    /// When there is no channel `app` among them.
    pub fn with_schema(schema: Schema, settings: Settings) -> Result<Self, String> {
        let channel = schema.channels.into_iter().find(|channel| channel.name == "app");
        Ok(Self {
            channel: channel.ok_or("the descriptions have no channel `app`")?.into(),
            error_codes: schema.error_codes,
            now: Duration::ZERO,
            ids: Ids::new(settings.seed),
            settings,
            tokens: Tokens::default(),
            response_codes: ResponseCodes::default(),
            sent_messages: SentMessages::default(),
            duplicates: Duplicates::default(),
            stored_files: StoredFiles::default(),
            scripted: VecDeque::new(),
            received: VecDeque::new(),
            count: 0,
        })
    }

    /// Lets time pass: tokens, response codes, duplicate checks and stored files grow old by it alone.
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
                record.body = self.presentable(serde_json::from_slice(&request.body).ok());
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

    fn route(&mut self, request: &Request, record: &mut Received) -> Answer {
        let channel = self.channel.clone(); // the handlers change everything else of `self`
        let operation = channel.operations.iter().find(|operation| same_path(&operation.path, &request.path));
        let outcome = if same_path("cgi-bin/gettoken", &request.path) {
            only("GET", request).and_then(|()| self.gettoken(request))
        } else if same_path("cgi-bin/media/upload", &request.path) {
            self.media_upload(request, record)
        } else if same_path("cgi-bin/media/uploadimg", &request.path) {
            self.media_uploadimg(request, record)
        } else if same_path("cgi-bin/media/get", &request.path) {
            match self.media_get(request, record) {
                Ok(file) => return file,
                Err(error) => Err(error),
            }
        } else if channel.path.as_deref().is_some_and(|path| same_path(path, &request.path)) {
            self.posted(request, record)
                .and_then(|(application, body)| self.message_send(&channel, application, &body, record))
        } else if let Some(operation) = operation {
            self.posted(request, record).and_then(|(application, body)| match operation.name.as_str() {
                "recall" => self.recall(&channel, operation, application, &body, record),
                "update_template_card" => self.update_template_card(&channel, operation, application, &body, record),
                _ => judged(judge_object(&channel, operation.object, &body), record).map(|()| Reply::ok()),
            })
        } else {
            return Answer::text(404, "the sandbox has no such endpoint\n");
        };
        let reply = outcome.unwrap_or_else(|error| error);
        reply.into_answer(&self.error_codes, record.number)
    }

    /// Checks the token and reads the body.
    fn posted(&self, request: &Request, record: &mut Received) -> Result<(usize, Value), Reply> {
        let body: Result<Value, _> = serde_json::from_slice(&request.body);
        record.body = self.presentable(body.as_ref().ok().cloned());
        let application = self.authorized("POST", request, record)?;
        let body = body.map_err(|error| Reply::error(BAD_PARAMETER).because(format!("wrong json format: {error}")))?;
        Ok((application, body))
    }

    /// Checks method and token; the application that the token speaks for.
    pub(crate) fn authorized(&self, method: &str, request: &Request, record: &mut Received) -> Result<usize, Reply> {
        only(method, request)?;
        let token = request.parameter("access_token").ok_or_else(|| Reply::error(TOKEN_MISSING))?;
        let application = match self.tokens.worth(token, self.now) {
            Worth::Good(application) => application,
            Worth::Expired => return Err(Reply::error(TOKEN_EXPIRED)),
            Worth::Unknown => return Err(Reply::error(TOKEN_UNKNOWN)),
        };
        record.agent_id = self.application(application).map(|application| application.agent_id);
        Ok(application)
    }

    pub(crate) fn application(&self, index: usize) -> Option<&Application> {
        self.settings.applications.get(index)
    }

    /// The body with the values of sensitive members blotted out.
    fn presentable(&self, body: Option<Value>) -> Option<Value> {
        let mut body = body?;
        let objects = self.channel.types.iter().filter_map(|ty| match ty {
            Type::Object(object) => Some(object),
            _ => None,
        });
        let sensitive = |field: &Field| {
            let newtype = field.kind.type_id().map(|id| self.channel.ty(id));
            field.sensitive || matches!(newtype, Some(Type::Newtype(newtype)) if newtype.sensitive)
        };
        for field in objects.flat_map(|object| &object.fields).filter(|field| sensitive(field)) {
            blot_out(&mut body, &field.wire);
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

fn only(method: &str, request: &Request) -> Result<(), Reply> {
    if request.method == method {
        return Ok(());
    }
    Err(Reply::error(BAD_PARAMETER).because(format!("the method must be {method}")))
}

/// Paths are described without the leading slash.
fn same_path(one: &str, other: &str) -> bool {
    one.trim_start_matches('/') == other.trim_start_matches('/')
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
