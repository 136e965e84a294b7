//! One row, tried out: a client, the proxy with the row's faults, the sandbox.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;
use wecom_message::app::{Receipt, Text};
use wecom_message::{Client, Downloaded, Error, FileSource, Media, MediaId, RetryPolicy, To, Uploaded};
use wecom_sandbox::{Received, Sandbox};

use super::{End, GET, Outcome, Row, SEND, Sent, UPLOAD};
use crate::fault_proxy::{FaultProxy, GETTOKEN};

/// The secret of the application, with characters that change under percent-encoding.
pub const CORP_SECRET: &str = "hush-secret+/=&%号-secret-hush";

/// The corporation of that application.
pub const CORP_ID: &str = "wwfaults";

/// The id of that application.
pub const AGENT_ID: i64 = 1_000_007;

/// The time that an attempt has where it runs out, and where it must not. A second attempt must succeed in the short one.
const SHORT: Duration = Duration::from_secs(2);
const LONG: Duration = Duration::from_secs(30);

/// More than any machine needs to notice that the time is up.
const SLACK: Duration = Duration::from_secs(5);

/// What was seen of one row.
#[derive(Debug)]
pub struct Observed {
    /// The result of the call.
    pub outcome: Outcome,
    /// What must hold in every row and does not.
    pub complaints: Vec<String>,
    /// The client.
    pub client: Client,
    /// What the call returned.
    pub returned: Result<Returned, Error>,
}

/// What a call gives.
#[derive(Debug)]
pub enum Returned {
    /// Of a message.
    Receipt(Receipt),
    /// Of a file.
    Uploaded(Uploaded),
    /// Of a stored file.
    Downloaded(Downloaded),
}

/// Tries every row out, for each thing that can be sent. Those that wait for a timeout begin, side by side.
///
/// # Panics
///
/// When a sandbox, a proxy or a client cannot be set up, or the client panics.
pub fn run_all(rows: &[Row]) -> Vec<Tried<'_>> {
    const THREADS: usize = 24;
    let mut lines: Vec<_> =
        rows.iter().flat_map(|row| row.outcomes.iter().map(move |(sent, to)| (row, *sent, *to))).collect();
    lines.sort_by_key(|(row, ..)| !row.times_out);
    let next = AtomicUsize::new(0);
    let tried = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                let sandbox = Sandbox::builder().application(CORP_ID, CORP_SECRET, AGENT_ID).start();
                let sandbox = Arc::new(sandbox.unwrap());
                while let Some((row, sent, expected)) = lines.get(next.fetch_add(1, Ordering::Relaxed)).copied() {
                    let observed = run(&sandbox, row, sent);
                    tried.lock().unwrap().push(Tried { row, sent, expected, observed });
                }
            });
        }
    });
    tried.into_inner().unwrap()
}

/// A row that was tried out.
#[derive(Debug)]
pub struct Tried<'r> {
    /// The row.
    pub row: &'r Row,
    /// What was sent.
    pub sent: Sent,
    /// What was to come of it.
    pub expected: Outcome,
    /// The outcome.
    pub observed: Observed,
}

/// Tries a row out, and sends one more message after it: trouble that is over leaves no trace.
fn run(sandbox: &Arc<Sandbox>, row: &Row, sent: Sent) -> Observed {
    let mut proxy = FaultProxy::start(Arc::clone(sandbox)).unwrap();
    let limit = if row.times_out { SHORT } else { LONG };
    let deadline = 2 * limit;
    let policy = RetryPolicy::default().initial_delay(Duration::from_millis(1)).deadline(deadline);
    let client = Client::builder(CORP_ID, CORP_SECRET, AGENT_ID).base_url(proxy.base_url());
    let client = client.timeout(limit).media_timeout(limit).retry(policy).build().unwrap();
    if row.sends_before {
        let receipt = client.send_text(To::user("lisi"), "before").unwrap();
        assert!(receipt.reached_everyone());
    }
    let what = Call::prepare(&client, sent);
    row.faults.iter().for_each(|(path, fault)| proxy.break_next(path, *fault));
    (row.before)(&mut proxy);

    let (seen_before, received_before) = (proxy.seen().len(), sandbox.received().len());
    let message = format!("disk {received_before} is full");
    let start = Instant::now();
    let mut written = Vec::new();
    let returned = what.make(&client, &message, &mut written);
    let elapsed = start.elapsed();

    let is_file = matches!(sent, Sent::File(_) | Sent::Stored(_));
    let seen = proxy.seen().split_off(seen_before);
    let count = |path: &str| seen.iter().filter(|seen| seen.path == path).count();
    let error = returned.as_ref().err();
    let outcome = Outcome {
        end: error.map_or(End::Done, End::of),
        phase: error.and_then(Error::phase),
        may_have_been_delivered: error.is_some_and(Error::may_have_been_delivered),
        attempts: error.map_or(0, Error::attempts),
        token_requests: count(GETTOKEN),
        requests: count(what.path()),
        delivered: match sent {
            Sent::Stored(length) => usize::from(written == content(length)),
            _ => delivered(&sandbox.received()[received_before..], sent, &message),
        },
    };

    let mut complaints = Vec::new();
    let mut must = |holds: bool, what: String| {
        if !holds {
            complaints.push(what);
        }
    };
    let bound = if outcome.attempts == 1 { limit } else { deadline };
    must(elapsed <= bound + SLACK, format!("{elapsed:?} passed, with a timeout of {limit:?}"));
    must(returned.is_ok() || outcome.attempts > 0, "the error counts no attempts".to_owned());
    must(returned.is_err() || outcome.delivered > 0, "lost without an error".to_owned());
    must(is_file || outcome.delivered <= 1, "delivered twice".to_owned());
    must(
        is_file || returned.is_ok() || outcome.delivered == 0 || outcome.may_have_been_delivered,
        "delivered, and the error says it cannot be".to_owned(),
    );
    let told = error.map_or(written.len() as u64, Error::bytes_written);
    must(told == written.len() as u64, format!("{} bytes were written, and the error says {told}", written.len()));
    must(proxy.unused_faults() == 0, format!("{} faults struck nothing", proxy.unused_faults()));
    let bodies = |path| seen.iter().filter(move |seen| seen.path == path).filter_map(|seen| seen.body.as_ref());
    let first = bodies(SEND).next();
    must(bodies(SEND).all(|body| Some(body) == first), "the message was sent again with another body".to_owned());
    // What stands between the parts of an upload is made anew, in the same length.
    let first = bodies(UPLOAD).next().map(Vec::len);
    must(bodies(UPLOAD).all(|body| Some(body.len()) == first), "the file was sent again in another length".to_owned());
    if is_wrong_secret(&returned) {
        // WeCom blocks an address that asks again: the next message fails at once, without a request.
        let before = sandbox.received().len();
        let after = client.send_text(To::user("lisi"), AFTER);
        must(is_wrong_secret(&after), format!("the wrong secret is forgotten: {after:?}"));
        must(sandbox.received().len() == before, "WeCom was asked again with the wrong secret".to_owned());
    } else if !proxy.is_deaf() {
        let after = client.send_text(To::user("lisi"), AFTER).map(|receipt| receipt.reached_everyone());
        must(matches!(after, Ok(true)), format!("the next message failed: {after:?}"));
        let count = delivered(&sandbox.received()[received_before..], Sent::Plain, AFTER);
        must(count == 1, format!("the next message was delivered {count} times"));
    }
    Observed { outcome, complaints, client, returned }
}

/// WeCom's answer to a request for a token with a secret that is not the application's.
fn is_wrong_secret<T>(returned: &Result<T, Error>) -> bool {
    let error = returned.as_ref().err();
    error.is_some_and(|error| {
        error.endpoint() == Some(GETTOKEN) && error.errcode().is_some_and(|code| code.value() == 40001)
    })
}

const AFTER: &str = "disk cleaned";

/// What is asked of the client.
enum Call {
    Send(Text),
    Upload(usize),
    Download(MediaId),
}

impl Call {
    /// Uploads what is to be downloaded.
    fn prepare(client: &Client, sent: Sent) -> Self {
        match sent {
            Sent::Plain => Self::Send(Text::new("")),
            Sent::Checked => Self::Send(Text::new("").enable_duplicate_check(true)),
            Sent::File(length) => Self::Upload(length),
            Sent::Stored(length) => {
                let file = FileSource::bytes("report.txt", content(length));
                Self::Download(client.upload(Media::file(file)).unwrap().media_id)
            }
        }
    }

    fn path(&self) -> &'static str {
        match self {
            Self::Send(_) => SEND,
            Self::Upload(_) => UPLOAD,
            Self::Download(_) => GET,
        }
    }

    fn make(&self, client: &Client, message: &str, written: &mut Vec<u8>) -> Result<Returned, Error> {
        match self {
            Self::Send(text) => {
                let mut text = text.clone();
                message.clone_into(&mut text.content);
                client.send(To::user("lisi"), &text).map(Returned::Receipt)
            }
            Self::Upload(length) => {
                let file = FileSource::bytes("report.txt", content(*length));
                client.upload(Media::file(file)).map(Returned::Uploaded)
            }
            Self::Download(id) => client.download(id, written).map(Returned::Downloaded),
        }
    }
}

/// A file of this length.
fn content(length: usize) -> Vec<u8> {
    (0..=250).cycle().take(length).collect()
}

/// How often the message was delivered, or a file stored.
fn delivered(received: &[Received], sent: Sent, message: &str) -> usize {
    let is_it = |it: &&Received| match (sent, &it.body) {
        (Sent::File(_) | Sent::Stored(_), _) => it.path.ends_with(UPLOAD) && it.errcode == Some(0),
        (_, Some(body)) => it.delivered() && body["text"]["content"] == json!(message),
        (_, None) => false,
    };
    received.iter().filter(is_it).count()
}
