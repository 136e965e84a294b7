//! A worker behind a queue in Redis 7 or Valkey: it may be killed at any moment, and any number of them can run.
//!
//! ```text
//! export REDIS_URL=redis://127.0.0.1/ WECOM_CORP_ID=… WECOM_CORP_SECRET=… WECOM_AGENT_ID=…
//! cargo run --example worker --features redis -- add lisi "12:04:31 disk full on db-1"
//! cargo run --example worker --features redis            # works until it is stopped
//! cargo run --example worker --features redis -- drain   # works until the queue is empty
//! ```
//!
//! No message is lost: it leaves the queue when its outcome is known. What a worker had when it died, another one takes over.
//!
//! No message is delivered twice: it goes out with WeCom's duplicate check, so WeCom drops the second copy of one that a dead
//! worker may have sent. Where the check covers no other attempt, the message goes to `alarms:unknown` for a person to look at.
//! Because of the check, two messages to the same member must differ in their text, which is why it begins with the time.
//!
//! Messages that can never be sent go to `alarms:poison`, with the reason. `WECOM_BASE_URL` names another place than WeCom's
//! public service. `WORKER_CLAIM_AFTER_MS` sets how long a message may be with one worker before another takes it; 60,000.

mod queue;

use std::env;
use std::error::Error;
use std::time::Duration;

use wecom_message::app::{AnyMessage, App, Text};
use wecom_message::message::Message;
use wecom_message::token::RedisStore;
use wecom_message::{ApiError, Client, ErrorClass, Pacing, RetryPolicy, SharedPacing, To};

use self::queue::{Entry, Queue};

const POISON: &str = "alarms:poison";
const UNKNOWN: &str = "alarms:unknown";

/// For how long WeCom drops a second copy; four hours at most.
const DUPLICATE_CHECK: Duration = Duration::from_secs(60 * 60);

/// How many workers may die with a message before it is set aside.
const MOST_DEATHS: u32 = 10;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let claim_after = env::var("WORKER_CLAIM_AFTER_MS").map_or(Ok(60_000), |text| text.parse())?;
    let claim_after = Duration::from_millis(claim_after);
    let url = set("REDIS_URL")?;
    let mut queue = Queue::open(&url, claim_after)?;
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["add", to, text] => Ok(queue.add(to, &serde_json::to_string(&AnyMessage::from(Text::new(*text)))?)?),
        [] => work(&mut queue, &client(&url, claim_after)?, claim_after, false),
        ["drain"] => work(&mut queue, &client(&url, claim_after)?, claim_after, true),
        _ => Err("usage: worker [add USER TEXT | drain]".into()),
    }
}

fn set(name: &str) -> Result<String, String> {
    env::var(name).map_err(|_| format!("set {name}"))
}

fn client(redis: &str, claim_after: Duration) -> Result<Client, Box<dyn Error>> {
    let store = RedisStore::new(redis)?;
    let mut builder =
        Client::builder(set("WECOM_CORP_ID")?, set("WECOM_CORP_SECRET")?, set("WECOM_AGENT_ID")?.parse()?);
    if let Ok(base_url) = env::var("WECOM_BASE_URL") {
        builder = builder.base_url(base_url);
    }
    // A call waits for its pace up to the deadline, and takes as long again: it ends before another worker claims the message.
    let deadline = claim_after / 3;
    Ok(builder
        .timeout(deadline)
        .retry(RetryPolicy::default().deadline(deadline))
        .token_store(store.clone())
        .shared_pacing(SharedPacing::new(Pacing::Wait, store))
        .build()?)
}

fn work(queue: &mut Queue, client: &Client, longest_call: Duration, until_empty: bool) -> Result<(), Box<dyn Error>> {
    loop {
        match queue.next()? {
            Some(entry) => send(queue, client, longest_call, &entry)?,
            None if until_empty && queue.is_empty()? => return Ok(()),
            None => {}
        }
    }
}

fn send(queue: &mut Queue, client: &Client, longest_call: Duration, entry: &Entry) -> redis::RedisResult<()> {
    let message: AnyMessage = match serde_json::from_str(&entry.message) {
        Ok(message) => message,
        Err(unreadable) => return queue.set_aside(entry, POISON, &unreadable.to_string()),
    };
    let message = Message::<App>::duplicate_checked(&message, DUPLICATE_CHECK).unwrap_or(message);
    let covered = Message::<App>::duplicate_check(&message).unwrap_or_default();
    let attempt = queue.begin(entry)?;
    if (!attempt.is_first && attempt.since_first + longest_call > covered) || attempt.deaths > MOST_DEATHS {
        return queue.set_aside(entry, UNKNOWN, "an earlier attempt may have delivered it");
    }
    match client.send(To::users(entry.to.split('|')), &message) {
        Ok(_) => queue.done(entry),
        Err(error) if error.may_have_been_delivered() => queue.later(entry, false),
        Err(error) if concerns_the_message(&error) => {
            queue.set_aside(entry, if attempt.is_first { POISON } else { UNKNOWN }, &error.to_string())
        }
        // WeCom, the network or the settings: the message stays, and is claimed again later.
        Err(error) => {
            eprintln!("{error:?}");
            queue.later(entry, attempt.is_first)
        }
    }
}

/// Whether the message itself or its recipients are the reason, so that it would fail again.
fn concerns_the_message(error: &wecom_message::Error) -> bool {
    use ErrorClass::{Content, License, Media, NotFound, Param};
    const NO_VALID_RECIPIENT: i32 = 81013;
    let is_refused = |api: &ApiError| {
        api.code.value() == NO_VALID_RECIPIENT || matches!(api.class(), Param | NotFound | Content | Media | License)
    };
    error.is_invalid() || error.api().is_some_and(is_refused)
}
