//! Counting in Redis.

use std::time::Duration;

use redis::Cmd;

use super::rate::Window;
use crate::store::error::StoreError;
use crate::store::redis::{RedisStore, at_least_one, script};

/// The times of messages are the scores of a sorted set, by Redis' own clock, in microseconds. A window is full while the
/// message that would leave it next is younger than the window.
///
/// Recipients of the day are counted in the last key, a hash, if the quota is not 0. Days begin at midnight in China.
///
/// Counts the message and returns {0, 0}, or the number of the full window (-1 for the quota) and how long to wait.
const ADMIT: &str = "local time = redis.call('TIME') \
    local now = time[1] * 1000000 + time[2] \
    local quota, whom = tonumber(ARGV[2]), #KEYS \
    local full, longest, span = 0, 0, 0 \
    local today, used = math.floor((time[1] + 28800) / 86400), 0 \
    if quota > 0 then \
        whom = whom - 1 \
        local kept = redis.call('HMGET', KEYS[#KEYS], 'day', 'recipients') \
        if kept[1] and tonumber(kept[1]) == today then used = tonumber(kept[2]) end \
        if used + whom > quota then \
            full, longest = -1, ((today + 1) * 86400 - 28800) * 1000000 - now \
        end \
    end \
    for i = 3, #ARGV, 2 do span = math.max(span, tonumber(ARGV[i + 1])) end \
    local counts = {} \
    for k = 1, whom do \
        counts[k] = redis.call('ZCARD', KEYS[k]) \
        for i = 3, #ARGV, 2 do \
            if counts[k] >= tonumber(ARGV[i]) then \
                local oldest = redis.call('ZRANGE', KEYS[k], -ARGV[i], -ARGV[i], 'WITHSCORES')[2] \
                local wait = oldest + ARGV[i + 1] - now \
                if wait > longest then full, longest = (i - 1) / 2, wait end \
            end \
        end \
    end \
    if full ~= 0 then return {full, math.ceil(longest)} end \
    for k = 1, whom do \
        if counts[k] >= tonumber(ARGV[3]) then redis.call('ZREMRANGEBYSCORE', KEYS[k], '-inf', now - span) end \
        redis.call('ZADD', KEYS[k], now, ARGV[1]) \
        redis.call('PEXPIRE', KEYS[k], math.ceil(span / 1000)) \
    end \
    if quota > 0 then \
        redis.call('HSET', KEYS[#KEYS], 'day', today, 'recipients', used + whom) \
        redis.call('EXPIRE', KEYS[#KEYS], 86400) \
    end \
    return {0, 0}";

/// Counts a message from now on that was counted before.
const COUNT_AGAIN: &str = "local time = redis.call('TIME') \
    for _, key in ipairs(KEYS) do \
        redis.call('ZADD', key, time[1] * 1000000 + time[2], ARGV[1]) \
        redis.call('PEXPIRE', key, ARGV[2]) \
    end";

/// No longer counts a message, which was admitted a moment ago.
const FORGET: &str = "local whom = #KEYS \
    if tonumber(ARGV[2]) > 0 then \
        whom = whom - 1 \
        if redis.call('EXISTS', KEYS[#KEYS]) == 1 then redis.call('HINCRBY', KEYS[#KEYS], 'recipients', -whom) end \
    end \
    for k = 1, whom do redis.call('ZREM', KEYS[k], ARGV[1]) end";

/// What keeps a message back, and for how long.
pub(super) enum Full {
    Window(Window, Duration),
    Quota(Duration),
}

/// The keys of a message: one for each of those that it counts for, and the one of the day if there is a quota.
pub(super) struct Keys {
    pub(super) whom: Vec<String>,
    pub(super) day: Option<Day>,
}

/// The quota of recipients in a day.
#[derive(Clone)]
pub(super) struct Day {
    pub(super) key: String,
    pub(super) quota: u64,
}

impl Keys {
    fn script(&self, text: &str, id: &str) -> Cmd {
        let keys: Vec<&str> = self.whom.iter().chain(self.day.iter().map(|day| &day.key)).map(String::as_str).collect();
        let mut script = script(text, keys.into_iter());
        script.arg(id).arg(self.day.as_ref().map_or(0, |day| day.quota));
        script
    }
}

/// Counts a message under all keys if nothing is full. Windows are longer by `late`.
pub(super) fn admit(
    store: &RedisStore,
    keys: &Keys,
    id: &str,
    windows: &[Window],
    late: Duration,
) -> Result<Option<Full>, StoreError> {
    let mut admit = keys.script(ADMIT, id);
    for window in windows {
        admit.arg(window.messages).arg(u64::try_from((window.time + late).as_micros()).unwrap_or(u64::MAX));
    }
    let (full, microseconds): (i64, u64) = store.server().ask("counting a message in", &admit)?;
    let wait = Duration::from_micros(microseconds);
    if full < 0 {
        return Ok(Some(Full::Quota(wait)));
    }
    let window = usize::try_from(full).ok().and_then(|number| windows.get(number.checked_sub(1)?));
    Ok(window.map(|window| Full::Window(*window, wait)))
}

pub(super) fn count_again(store: &RedisStore, keys: &[String], id: &str, keep: Duration) -> Result<(), StoreError> {
    let mut count = script(COUNT_AGAIN, keys.iter().map(String::as_str));
    count.arg(id).arg(at_least_one(keep));
    store.server().ask("counting a message in", &count)
}

pub(super) fn forget(store: &RedisStore, keys: &Keys, id: &str) -> Result<(), StoreError> {
    store.server().ask("forgetting a message in", &keys.script(FORGET, id))
}
