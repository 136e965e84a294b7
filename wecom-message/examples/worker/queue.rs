//! A queue in a stream of Redis: what workers do not finish comes back.

use std::collections::HashMap;
use std::process;
use std::time::Duration;

use redis::{Client, Connection, RedisResult, cmd, pipe};

const STREAM: &str = "alarms";
const GROUP: &str = "senders";

/// How long to wait for a new message.
const BLOCK: Duration = Duration::from_millis(200);

/// Notes that an attempt begins, and returns whether it is the first, the milliseconds since the first, and how many
/// attempts have not ended, this one included.
const BEGIN: &str = "local time = redis.call('TIME') \
    local now = time[1] * 1000 + math.floor(time[2] / 1000) \
    local is_first = redis.call('HSETNX', KEYS[1], 'first', now) \
    local open = redis.call('HINCRBY', KEYS[1], 'open', 1) \
    return {is_first, now - redis.call('HGET', KEYS[1], 'first'), open}";

pub(crate) struct Queue {
    redis: Connection,
    worker: String,
    claim_after: Duration,
}

/// A message with one worker.
pub(crate) struct Entry {
    id: String,
    /// User ids, separated by `|`.
    pub(crate) to: String,
    /// The message as JSON.
    pub(crate) message: String,
}

/// An attempt at sending.
pub(crate) struct Attempt {
    /// Whether no earlier one may have delivered the message.
    pub(crate) is_first: bool,
    /// The time since the first one that may have delivered it.
    pub(crate) since_first: Duration,
    /// How many workers died during their attempts.
    pub(crate) deaths: u32,
}

/// An entry's id and its fields.
type Stored = (String, HashMap<String, String>);

impl Queue {
    pub(crate) fn open(url: &str, claim_after: Duration) -> RedisResult<Self> {
        let mut redis = Client::open(url)?.get_connection()?;
        let created: RedisResult<()> =
            cmd("XGROUP").arg("CREATE").arg(STREAM).arg(GROUP).arg("0").arg("MKSTREAM").query(&mut redis);
        match created {
            Err(error) if error.code() != Some("BUSYGROUP") => Err(error),
            _ => Ok(Self { redis, worker: format!("worker-{}", process::id()), claim_after }),
        }
    }

    pub(crate) fn add(&mut self, to: &str, message: &str) -> RedisResult<()> {
        cmd("XADD").arg(STREAM).arg("*").arg("to").arg(to).arg("message").arg(message).query(&mut self.redis)
    }

    /// A message that another worker has had for too long, or a new one; `None` if there is none for now.
    pub(crate) fn next(&mut self) -> RedisResult<Option<Entry>> {
        let idle = u64::try_from(self.claim_after.as_millis()).unwrap_or(u64::MAX);
        let mut claim = cmd("XAUTOCLAIM");
        claim.arg(STREAM).arg(GROUP).arg(&self.worker).arg(idle).arg("0-0").arg("COUNT").arg(1);
        let (_, claimed, _): (String, Vec<Stored>, Vec<String>) = claim.query(&mut self.redis)?;
        if let Some(entry) = claimed.into_iter().next() {
            return Ok(Some(Entry::new(entry)));
        }
        let block = u64::try_from(BLOCK.as_millis()).unwrap_or(1);
        let mut read = cmd("XREADGROUP");
        read.arg("GROUP").arg(GROUP).arg(&self.worker).arg("COUNT").arg(1).arg("BLOCK").arg(block);
        let read: Option<Vec<(String, Vec<Stored>)>> =
            read.arg("STREAMS").arg(STREAM).arg(">").query(&mut self.redis)?;
        Ok(read.into_iter().flatten().flat_map(|(_, entries)| entries).next().map(Entry::new))
    }

    pub(crate) fn is_empty(&mut self) -> RedisResult<bool> {
        let length: u64 = cmd("XLEN").arg(STREAM).query(&mut self.redis)?;
        Ok(length == 0)
    }

    pub(crate) fn begin(&mut self, entry: &Entry) -> RedisResult<Attempt> {
        let (is_first, milliseconds, open): (bool, u64, u32) =
            cmd("EVAL").arg(BEGIN).arg(1).arg(entry.attempts()).query(&mut self.redis)?;
        Ok(Attempt { is_first, since_first: Duration::from_millis(milliseconds), deaths: open.saturating_sub(1) })
    }

    /// The message leaves the queue.
    pub(crate) fn done(&mut self, entry: &Entry) -> RedisResult<()> {
        entry.leave(pipe().atomic()).query(&mut self.redis)
    }

    /// The message goes to another stream, with the reason.
    pub(crate) fn set_aside(&mut self, entry: &Entry, stream: &str, reason: &str) -> RedisResult<()> {
        let mut pipe = pipe();
        pipe.atomic().cmd("XADD").arg(stream).arg("*").arg("to").arg(&entry.to).arg("message").arg(&entry.message);
        pipe.arg("reason").arg(reason).ignore();
        entry.leave(&mut pipe).query(&mut self.redis)
    }

    /// The message stays in the queue, and is claimed again. `is_unsent` if no attempt may have delivered it.
    pub(crate) fn later(&mut self, entry: &Entry, is_unsent: bool) -> RedisResult<()> {
        let attempts = entry.attempts();
        if is_unsent {
            cmd("DEL").arg(attempts).query(&mut self.redis)
        } else {
            cmd("HSET").arg(attempts).arg("open").arg(0).query(&mut self.redis)
        }
    }
}

impl Entry {
    fn new((id, mut fields): Stored) -> Self {
        let mut field = |name| fields.remove(name).unwrap_or_default();
        Self { id, to: field("to"), message: field("message") }
    }

    /// The key of what is known about the attempts.
    fn attempts(&self) -> String {
        format!("{STREAM}:attempts:{}", self.id)
    }

    fn leave<'a>(&self, pipe: &'a mut redis::Pipeline) -> &'a mut redis::Pipeline {
        pipe.cmd("XACK").arg(STREAM).arg(GROUP).arg(&self.id).ignore();
        pipe.cmd("XDEL").arg(STREAM).arg(&self.id).ignore();
        pipe.cmd("DEL").arg(self.attempts()).ignore()
    }
}
