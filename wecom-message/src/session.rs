//! What every sender shares, whoever it is: the way to WeCom, the settings, and what becomes of an attempt.

use std::time::{Duration, Instant};

use serde_json::error::Error as JsonError;

use crate::answer::Answer;
use crate::builder::Strictness;
use crate::check::{Check, Consequence, Problem, Report, Violation};
use crate::clock::SharedClock;
use crate::credential::{Credential, Proof};
use crate::error::Error;
use crate::fields::{Joined, Object};
use crate::message::{Call, Channel, Message, Method, Receipt};
use crate::query;
use crate::transport::{Http, HttpRequest, HttpResponse, Payload};

pub(crate) struct Session {
    pub(crate) credential: Credential,
    /// Kept to be told with every call where the settings cannot work.
    pub(crate) http: Result<Http, Error>,
    /// As far as it can be shown.
    pub(crate) base_url: String,
    pub(crate) timeout: Duration,
    /// For what carries a file.
    pub(crate) media_timeout: Duration,
    pub(crate) strictness: Strictness,
    pub(crate) clock: SharedClock,
}

impl Session {
    pub(crate) fn deliver<C: Channel, M: Message<C>>(
        &self,
        to: &C::To,
        sender: &C::Sender,
        message: &M,
    ) -> Result<C::Receipt, Error> {
        let check = |report: &mut Report| {
            to.check(report);
            message.check(report);
            message.check_to(to, report);
        };
        let mut warnings = self.check(&check).map_err(Error::refused)?;
        let body = serde_json::to_vec(&Object(&Joined { to, sender, message })).map_err(|error| unwritable(&error))?;
        let mut answer = self.post(C::PATH, &body)?;
        warnings.extend(answer.remark.take());
        let mut receipt: C::Receipt = answer.read()?;
        receipt.warn(warnings);
        Ok(receipt)
    }

    pub(crate) fn call<C: Call>(&self, call: &C) -> Result<C::Reply, Error> {
        self.check(&|report| call.check(report)).map_err(Error::refused)?;
        let answer = match C::METHOD {
            Method::Post => {
                let body = serde_json::to_vec(&Object(call)).map_err(|error| unwritable(&error))?;
                self.post(C::PATH, &body)?
            }
            Method::Get => {
                let parameters = query::parameters(call).map_err(|error| unwritable(&error))?;
                self.run(self.timeout, true, |attempt| attempt.execute(C::PATH, &parameters, Payload::None))?
            }
        };
        answer.read()
    }

    /// Refuses by strictness; what it lets through comes back as warnings.
    pub(crate) fn check(&self, check: &dyn Fn(&mut Report)) -> Result<Vec<Violation>, Vec<Violation>> {
        if self.strictness == Strictness::Off {
            return Ok(Vec::new());
        }
        let mut report = Report::new();
        check(&mut report);
        let violations = report.into_violations();
        if violations.iter().any(|violation| self.strictness.refuses(violation.consequence)) {
            return Err(violations);
        }
        Ok(violations)
    }

    fn post(&self, path: &'static str, body: &[u8]) -> Result<Answer, Error> {
        self.run(self.timeout, true, |attempt| attempt.execute(path, "", Payload::Json(body)))
    }

    /// Makes an attempt; where WeCom says that the token is no longer good and the attempt can be repeated, one more
    /// with a new one.
    pub(crate) fn run<T>(
        &self,
        timeout: Duration,
        can_repeat: bool,
        mut make: impl FnMut(&Attempt<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let http = self.http.as_ref().map_err(Error::clone)?;
        let deadline = deadline(timeout);
        let mut refreshes_left = 1;
        loop {
            let proof = self.credential.prove(http, deadline)?;
            match make(&Attempt { http, deadline, proof: &proof }) {
                Err(error) if refreshes_left > 0 && self.credential.discard(&proof, &error) && can_repeat => {
                    refreshes_left -= 1;
                }
                outcome => return outcome,
            }
        }
    }
}

/// One attempt at a request, and the proof that it carries.
pub(crate) struct Attempt<'a> {
    pub(crate) http: &'a Http,
    deadline: Instant,
    proof: &'a Proof,
}

impl Attempt<'_> {
    /// A request with the proof and, after it, what else belongs into the query: `&type=image`.
    pub(crate) fn request<'r>(&self, path: &'r str, parameters: &str, payload: Payload<'r>) -> HttpRequest<'r> {
        let query = format!("{}{parameters}", self.proof.query()).into();
        HttpRequest { path, query, payload, range: None, deadline: self.deadline }
    }

    /// Sends a request and reads the answer.
    pub(crate) fn execute(&self, path: &'static str, parameters: &str, payload: Payload<'_>) -> Result<Answer, Error> {
        let response = self.http.execute(self.request(path, parameters, payload));
        self.decode(path, response.map_err(|error| Error::transport(path, error))?)
    }

    pub(crate) fn decode(&self, path: &'static str, response: HttpResponse) -> Result<Answer, Error> {
        Answer::decode(path, response, self.proof.secrets.clone())
    }
}

/// A timeout beyond what the clock can hold is as good as a day.
fn deadline(timeout: Duration) -> Instant {
    const DAY: Duration = Duration::from_secs(24 * 60 * 60);
    Instant::now() + timeout.min(DAY)
}

fn unwritable(error: &JsonError) -> Error {
    Error::refused(vec![Violation {
        path: "message".to_owned(),
        problem: Problem::Other(format!("it cannot be written: {error}")),
        consequence: Consequence::Refused,
        errcode: None,
    }])
}
