//! One row, tried out: a sandbox that causes the fault, and a bot.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use wecom_message::aibot::{Chat, Markdown, Received, Reply, Responder};
use wecom_message::{Aibot, Error, FileSource, Media};
use wecom_sandbox::{Sandbox, StreamState};

use super::rows::PATIENCE;
use super::{Act, Outcome, Row, Strike};

/// The time of a call.
pub(super) const TIMEOUT: Duration = Duration::from_millis(1600);

/// More than any machine needs to notice that the time is up.
const SLACK: Duration = Duration::from_secs(5);

/// Two of these without an answer end a connection.
const PING: Duration = Duration::from_millis(700);

/// More than any machine needs to connect.
const LONG: Duration = Duration::from_secs(30);

const MEMBER: &str = "lisi";
const TEXT: &str = "disk full";
const AFTER: &str = "disk cleaned";

/// What was seen of one row.
#[derive(Debug)]
pub struct Observed {
    /// The result of the call.
    pub outcome: Outcome,
    /// What must hold in every row and does not.
    pub complaints: Vec<String>,
    /// What the call returned.
    pub returned: Result<(), Error>,
}

/// A row that was tried out.
pub struct Tried<'r> {
    /// The row.
    pub row: &'r Row,
    /// What the bot did.
    pub act: Act,
    /// What was to come of it.
    pub expected: Outcome,
    /// The outcome.
    pub observed: Observed,
}

/// Tries every row out, for each act.
///
/// # Panics
///
/// When a sandbox or a bot cannot be set up, or a bot panics.
pub fn run_all(rows: &[Row]) -> Vec<Tried<'_>> {
    const THREADS: usize = 16;
    let cells: Vec<_> =
        rows.iter().flat_map(|row| row.outcomes.iter().map(move |(act, to)| (row, *act, *to))).collect();
    let next = AtomicUsize::new(0);
    let tried = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                while let Some((row, act, expected)) = cells.get(next.fetch_add(1, Ordering::Relaxed)).copied() {
                    let observed = run(row, act);
                    tried.lock().unwrap().push(Tried { row, act, expected, observed });
                }
            });
        }
    });
    tried.into_inner().unwrap()
}

/// Tries a row out, and pushes one more message after it: trouble that is over leaves no trace.
fn run(row: &Row, act: Act) -> Observed {
    let sandbox = Sandbox::builder().without_aibot_rates().start().unwrap();
    let other = sandbox.aibot();
    // A file takes its time on a busy machine.
    let limit = if row.is_patient || act.is_upload() { PATIENCE } else { TIMEOUT };
    let bot = Aibot::builder(other.id(), other.secret()).url(other.url()).ping_every(PING);
    let bot = bot.timeout(limit).media_timeout(3 * limit).connect_timeout(Duration::from_secs(2)).connect().unwrap();
    let reply = asked(&sandbox, &bot);

    let strike = || match &row.strike {
        Strike::Frame(fault) => other.next_fault(act.cmd(), fault.clone()),
        Strike::Server(act) => {
            act(other);
            // What is sent before the bot notices is lost in any case.
            wait(|| !bot.is_connected());
        }
        Strike::Subscriptions(faults) => {
            for fault in faults {
                other.next_fault("aibot_subscribe", fault.clone());
            }
            other.cut();
            wait(|| !bot.is_connected());
        }
    };
    let (returned, elapsed) = perform(&sandbox, &bot, &reply, act, strike);

    let outcome = Outcome::of(&returned, delivered(&sandbox, act));
    let mut complaints = Vec::new();
    let mut must = |holds: bool, what: String| {
        if !holds {
            complaints.push(what);
        }
    };
    let bound = if act.is_upload() { 3 * limit } else { limit };
    must(elapsed <= bound + SLACK, format!("{elapsed:?} passed, with a timeout of {bound:?}"));
    must(returned.is_err() || outcome.delivered > 0, "lost without an error".to_owned());
    must(outcome.delivered <= 1, "delivered twice".to_owned());
    // A file delivers nothing to anybody.
    must(
        act.is_upload() || returned.is_ok() || outcome.delivered == 0 || outcome.may_have_been_delivered,
        "delivered, and the error says it cannot be".to_owned(),
    );
    must(other.unused_faults() == 0, format!("{} faults struck nothing", other.unused_faults()));
    if row.closes {
        wait(|| bot.closed().is_some());
    }
    must(bot.closed().is_some() == row.closes, format!("closed: {:?}", bot.closed()));
    other.restart();
    let started = Instant::now();
    let after = push_when_connected(&bot, AFTER);
    if row.closes {
        must(
            after.as_ref().is_err_and(|error| !error.may_have_been_delivered()),
            format!("a closed bot pushes: {after:?}"),
        );
        must(started.elapsed() < SLACK, "a closed bot keeps its callers waiting".to_owned());
    } else {
        must(after.is_ok(), format!("the next message failed: {after:?}"));
        let count = texts(&sandbox).into_iter().filter(|text| text == AFTER).count();
        must(count == 1, format!("the next message was delivered {count} times"));
    }
    Observed { outcome, complaints, returned }
}

/// The reply to a message of a member.
fn asked(sandbox: &Sandbox, bot: &Aibot) -> Reply {
    sandbox.aibot().say(MEMBER, "what is wrong?").unwrap();
    match bot.incoming().next_within(LONG).unwrap().unwrap() {
        Received { responder: Responder::Reply(reply), .. } => reply,
        other => panic!("{other:?}"),
    }
}

/// Does it, with the fault. The time is that of the call that ends it.
fn perform(
    sandbox: &Sandbox,
    bot: &Aibot,
    reply: &Reply,
    act: Act,
    strike: impl Fn(),
) -> (Result<(), Error>, Duration) {
    let timed = |call: &dyn Fn() -> Result<(), Error>| {
        let start = Instant::now();
        (call(), start.elapsed())
    };
    match act {
        Act::Push => {
            strike();
            timed(&|| bot.send(Chat::user(MEMBER), &Markdown::new(TEXT)).map(drop))
        }
        Act::Reply => {
            strike();
            timed(&|| reply.send(&Markdown::new(TEXT)).map(drop))
        }
        Act::StreamBegins => {
            strike();
            let mut stream = reply.stream();
            stream.push("disk ").unwrap();
            let start = Instant::now();
            let ended = stream.push("full").and_then(|()| stream.finish());
            (ended, start.elapsed())
        }
        Act::StreamEnds => {
            let mut stream = reply.stream();
            stream.push(TEXT).unwrap();
            sandbox.aibot().wait_for(LONG, |message| message.text() == Some(TEXT)).unwrap();
            strike();
            let start = Instant::now();
            (stream.finish(), start.elapsed())
        }
        Act::Upload | Act::UploadEnds => {
            strike();
            timed(&|| bot.upload(Media::file(FileSource::bytes("disk.txt", vec![b'x'; 520 * 1024]))).map(drop))
        }
    }
}

/// How often the chat shows it; of a file, how often it was uploaded.
fn delivered(sandbox: &Sandbox, act: Act) -> usize {
    let messages = sandbox.aibot().chat(MEMBER);
    match act {
        Act::Push | Act::Reply => texts(sandbox).into_iter().filter(|text| text == TEXT).count(),
        Act::StreamBegins | Act::StreamEnds => {
            let is_whole = |stream| stream == Some(StreamState::Finished);
            messages.iter().filter(|message| is_whole(message.stream) && message.text() == Some(TEXT)).count()
        }
        Act::Upload | Act::UploadEnds => {
            let mut received = sandbox.received().into_iter();
            usize::from(received.any(|it| it.path == "aibot_upload_media_finish" && it.errcode == Some(0)))
        }
    }
}

/// The texts of the bot.
fn texts(sandbox: &Sandbox) -> Vec<String> {
    let messages = sandbox.aibot().chat(MEMBER).into_iter().filter(|message| message.member.is_none());
    messages.filter_map(|message| message.text().map(str::to_owned)).collect()
}

/// Pushes once the bot is connected, or closed for good.
fn push_when_connected(bot: &Aibot, text: &str) -> Result<(), Error> {
    wait(|| bot.is_connected() || bot.closed().is_some());
    bot.send(Chat::user(MEMBER), &Markdown::new(text)).map(drop)
}

fn wait(until: impl Fn() -> bool) {
    let start = Instant::now();
    while !until() {
        assert!(start.elapsed() < LONG, "it does not come");
        thread::sleep(Duration::from_millis(5));
    }
}

impl Tried<'_> {
    /// What is wrong, in words.
    pub fn complaints(self) -> Option<String> {
        let Self { row, act, expected, observed } = self;
        let mut complaints = observed.complaints;
        if observed.outcome != expected {
            let Observed { outcome, returned, .. } = observed;
            complaints.push(format!("expected {expected:?}\n  but was  {outcome:?}\n  {returned:?}"));
        }
        (!complaints.is_empty()).then(|| format!("{} ({act:?}):\n  {}", row.what, complaints.join("\n  ")))
    }
}
