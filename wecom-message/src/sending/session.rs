//! A session: the connection to WeCom and the settings of calls, and how it makes attempts.

use std::cell::RefCell;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::answer::Answer;
use super::credential::{Credential, Discarded, Proof};
use super::options::{CallOptions, CallSettings};
use super::pace::Pace;
use super::record;
use super::retry::{Attempts, Next, Repeat};
use crate::clock::{Clock, SharedClock};
use crate::error::Error;
use crate::http::Http;
use crate::http::request::{HttpRequest, Payload};
use crate::http::response::HttpResponse;
use crate::http::scrub::scrub;
use crate::http::secret::Secret;
use crate::message::check::report::{Check, Report};
use crate::message::check::violation::{Consequence, Violation};
use crate::message::duplicate_check::too_long;
use crate::message::fields::{Joined, body, is_empty};
use crate::message::{Acknowledgement, Call, Channel, Message, Method, query};

#[derive(Clone)]
pub(crate) struct Session {
    shared: Arc<Shared>,
    pub(crate) settings: CallSettings,
}

/// What sessions with different settings have in common.
struct Shared {
    credential: Box<dyn Credential>,
    http: Http,
    /// For display.
    base_url: String,
    pace: Option<Pace>,
    clock: SharedClock,
}

impl Session {
    pub(crate) fn new(
        credential: Box<dyn Credential>,
        http: Http,
        base_url: String,
        pace: Option<Pace>,
        clock: SharedClock,
        settings: CallSettings,
    ) -> Self {
        Self { shared: Arc::new(Shared { credential, http, base_url, pace, clock }), settings }
    }

    /// The same connection with other settings.
    pub(crate) fn with(&self, options: CallOptions) -> Self {
        Self { shared: Arc::clone(&self.shared), settings: self.settings.with(options) }
    }

    /// For display.
    pub(crate) fn base_url(&self) -> &str {
        &self.shared.base_url
    }

    pub(crate) fn clock(&self) -> &dyn Clock {
        &*self.shared.clock
    }

    pub(crate) fn deliver<C: Channel, M: Message<C>>(
        &self,
        to: &C::To,
        sender: &C::Sender,
        message: &M,
    ) -> Result<C::Receipt, Error> {
        let checked = self.duplicate_checked::<C, M>(message);
        let message = checked.as_ref().unwrap_or(message);
        let mut warnings = self.check_message::<C, M>(message, &|report| {
            if !message.is_addressed() || !is_empty(to) {
                to.check(report);
            }
            message.check(report);
            message.check_to(to, report);
        })?;
        let body = body(&Joined::new(to, sender, message)).map_err(|error| Error::unwritable(&error))?;
        let repeat = message.duplicate_check().map_or(Repeat::Safely, Repeat::Within);
        let mut receipt = self.push::<C>(to, &body, repeat, &mut warnings)?;
        receipt.warn(warnings);
        Ok(receipt)
    }

    /// The message with the duplicate check on, if the settings say so and the message does not say otherwise.
    pub(crate) fn duplicate_checked<C: Channel, M: Message<C>>(&self, message: &M) -> Option<M> {
        message.duplicate_checked(self.settings.duplicate_check?)
    }

    /// The part of `deliver` that does not depend on the type of the message.
    #[allow(clippy::redundant_closure_for_method_calls, reason = "the method alone is for one lifetime only")]
    fn push<C: Channel>(
        &self,
        to: &C::To,
        body: &[u8],
        repeat: Repeat,
        warnings: &mut Vec<Violation>,
    ) -> Result<C::Receipt, Error> {
        let time = self.settings.retry.time_for(self.settings.timeout);
        let passed = match &self.shared.pace {
            Some(pace) => pace.admit(C::PATH, self.clock(), time, &C::members(to), C::chat(to))?,
            None => None,
        };
        let outcome = self.run(C::PATH, self.settings.timeout, repeat, |attempt| {
            attempt.execute(C::PATH, "", Payload::Json(body), |answer| answer.read_with_remark::<C::Receipt>())
        });
        if let Some(passed) = passed {
            let was_sent = outcome.as_ref().map_or_else(Error::may_have_been_delivered, |_| true);
            passed.end(self.clock(), was_sent);
        }
        let (receipt, remark) = outcome.map_err(|error| error.after_warnings(warnings))?;
        record::truncated(C::PATH, warnings);
        warnings.extend(remark);
        Ok(receipt)
    }

    #[allow(clippy::redundant_closure_for_method_calls, reason = "the method alone is for one lifetime only")]
    pub(crate) fn call<C: Call>(&self, call: &C) -> Result<C::Reply, Error> {
        let mut warnings = self.check(&|report| call.check(report)).map_err(Error::invalid)?;
        // Without that member the operation may be another one, such as a message to everyone.
        if warnings.iter().any(|warning| warning.consequence == Consequence::NotSent) {
            return Err(Error::invalid(warnings));
        }
        let (body, parameters) = match C::METHOD {
            Method::Post => (Some(body(call).map_err(|error| Error::unwritable(&error))?), String::new()),
            Method::Get => (None, query::parameters(call).map_err(|error| Error::unwritable(&error))?),
        };
        let outcome = self.run(C::PATH, self.settings.timeout, Repeat::Safely, |attempt| {
            let payload = body.as_deref().map_or(Payload::None, Payload::Json);
            attempt.execute(C::PATH, &parameters, payload, |answer| answer.read_with_remark::<C::Reply>())
        });
        let (mut reply, remark) = outcome.map_err(|error| error.after_warnings(&warnings))?;
        record::truncated(C::PATH, &warnings);
        warnings.extend(remark);
        reply.warn(warnings);
        Ok(reply)
    }

    /// Fails by strictness; what it lets through comes back as warnings.
    pub(crate) fn check(&self, check: &dyn Fn(&mut Report)) -> Result<Vec<Violation>, Vec<Violation>> {
        self.settings.strictness.enforce(check)
    }

    /// The same for a message, which must not be repeated where WeCom would deliver it again.
    pub(crate) fn check_message<C: Channel, M: Message<C>>(
        &self,
        message: &M,
        check: &dyn Fn(&mut Report),
    ) -> Result<Vec<Violation>, Error> {
        let mut violations = self.check(check).map_err(Error::invalid)?;
        // If this fails, the violations already contain the described limit of the interval.
        let Some(too_long) = too_long(message.duplicate_check()) else { return Ok(violations) };
        violations.push(too_long);
        Err(Error::invalid(violations))
    }

    /// Makes attempts until one succeeds or the last one failed.
    pub(crate) fn run<T>(
        &self,
        path: &'static str,
        timeout: Duration,
        repeat: Repeat,
        make: impl FnMut(&Attempt<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.run_within(self.settings.retry.time_for(timeout), path, timeout, repeat, make)
    }

    /// The same, for at most this time.
    pub(crate) fn run_within<T>(
        &self,
        time: Duration,
        path: &'static str,
        timeout: Duration,
        repeat: Repeat,
        mut make: impl FnMut(&Attempt<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let http = &self.shared.http;
        let start = self.clock().now();
        let took = || self.clock().now().saturating_duration_since(start);
        let mut attempts = Attempts::new(&self.settings.retry, self.clock(), start, timeout, time, repeat);
        loop {
            let deadline = attempts.begin();
            let mut discarded = Discarded::Nothing;
            let outcome = self.shared.credential.prove(http, deadline).and_then(|proof| {
                let attempt = Attempt { http, deadline, proof: &proof, message_id: RefCell::default() };
                let outcome = make(&attempt);
                match &outcome {
                    Ok(_) => record::done(path, attempts.made, took, attempt.message_id.borrow().as_deref()),
                    Err(error) => discarded = self.shared.credential.discard(&proof, error),
                }
                outcome
            });
            match outcome {
                Ok(done) => return Ok(done),
                Err(error) => self.before_next(path, &mut attempts, error, discarded, &took)?,
            }
        }
    }

    /// Waits before the next attempt, or fails with the error if there is none.
    fn before_next(
        &self,
        path: &'static str,
        attempts: &mut Attempts<'_>,
        error: Error,
        discarded: Discarded,
        took: &dyn Fn() -> Duration,
    ) -> Result<(), Error> {
        match attempts.next(&error, discarded) {
            Next::NewToken => record::new_token(path, attempts.made, &error),
            Next::Pause(delay) => {
                record::again(path, attempts.made, &error, delay);
                self.clock().sleep(delay);
            }
            Next::GiveUp => {
                record::failed(path, attempts.made, took(), &error);
                return Err(attempts.ended_with(error));
            }
        }
        Ok(())
    }
}

/// One attempt at a request.
pub(crate) struct Attempt<'a> {
    pub(crate) http: &'a Http,
    deadline: Instant,
    proof: &'a Proof,
    /// For the log.
    message_id: RefCell<Option<String>>,
}

impl Attempt<'_> {
    /// A request with the proof and the other parameters of the query: `&type=image`.
    pub(crate) fn request<'r>(&self, path: &'static str, parameters: &str, payload: Payload<'r>) -> HttpRequest<'r> {
        HttpRequest { path, query: self.proof.query(parameters), payload, range: None, deadline: self.deadline }
    }

    /// Sends a request and reads the answer.
    pub(crate) fn execute<T>(
        &self,
        path: &'static str,
        parameters: &str,
        payload: Payload<'_>,
        read: impl FnOnce(Answer<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let response = self.http.execute(self.request(path, parameters, payload));
        let response = response.map_err(|error| Error::transport(path, error))?;
        read(self.decode(path, &response)?)
    }

    pub(crate) fn decode<'r>(&'r self, path: &'static str, response: &'r HttpResponse) -> Result<Answer<'r>, Error> {
        let answer = Answer::decode(path, response, &self.proof.secrets)?;
        if record::tells_success() {
            self.message_id.replace(answer.string("msgid").map(|id| excerpt(&id, &self.proof.secrets)));
        }
        Ok(answer)
    }
}

/// WeCom's ids are shorter than that.
fn excerpt(id: &str, secrets: &[Secret]) -> String {
    const LONGEST: usize = 200;
    scrub(id.to_owned(), secrets).chars().take(LONGEST).collect()
}
