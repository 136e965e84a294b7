//! Counting in Redis.

use std::time::Duration;

use super::rate::Window;
use crate::store::error::StoreError;
use crate::store::redis::{RedisStore, at_least_one, script};

/// The times of messages are the scores of a sorted set, by Redis' own clock, in microseconds. A window is full while the
/// message that would leave it next is younger than the window.
///
/// Counts the message and returns {0, 0}, or the number of the full window and how long to wait.
const ADMIT: &str = "local time = redis.call('TIME') \
    local now = time[1] * 1000000 + time[2] \
    local full, longest, span = 0, 0, 0 \
    for i = 2, #ARGV, 2 do \
        span = math.max(span, tonumber(ARGV[i + 1])) \
        for _, key in ipairs(KEYS) do \
            local oldest = redis.call('ZRANGE', key, -ARGV[i], -ARGV[i], 'WITHSCORES')[2] \
            local wait = oldest and oldest + ARGV[i + 1] - now or 0 \
            if wait > longest then full, longest = i / 2, wait end \
        end \
    end \
    if full > 0 then return {full, math.ceil(longest)} end \
    for _, key in ipairs(KEYS) do \
        redis.call('ZREMRANGEBYSCORE', key, '-inf', now - span) \
        redis.call('ZADD', key, now, ARGV[1]) \
        redis.call('PEXPIRE', key, math.ceil(span / 1000)) \
    end \
    return {0, 0}";

/// Counts a message from now on that was counted before.
const COUNT_AGAIN: &str = "local time = redis.call('TIME') \
    for _, key in ipairs(KEYS) do \
        redis.call('ZADD', key, time[1] * 1000000 + time[2], ARGV[1]) \
        redis.call('PEXPIRE', key, ARGV[2]) \
    end";

const FORGET: &str = "for _, key in ipairs(KEYS) do redis.call('ZREM', key, ARGV[1]) end";

/// Counts a message under all keys if no window is full; otherwise the full window and how long to wait. Windows are longer by
/// `late`.
pub(super) fn admit(
    store: &RedisStore,
    keys: &[String],
    id: &str,
    windows: &[Window],
    late: Duration,
) -> Result<Option<(Window, Duration)>, StoreError> {
    let mut admit = script(ADMIT, keys.iter().map(String::as_str));
    admit.arg(id);
    for window in windows {
        admit.arg(window.messages).arg(u64::try_from((window.time + late).as_micros()).unwrap_or(u64::MAX));
    }
    let (full, microseconds): (usize, u64) = store.server().ask("counting a message in", &admit)?;
    let window = full.checked_sub(1).and_then(|index| windows.get(index));
    Ok(window.map(|window| (*window, Duration::from_micros(microseconds))))
}

pub(super) fn count_again(store: &RedisStore, keys: &[String], id: &str, keep: Duration) -> Result<(), StoreError> {
    let mut count = script(COUNT_AGAIN, keys.iter().map(String::as_str));
    count.arg(id).arg(at_least_one(keep));
    store.server().ask("counting a message in", &count)
}

pub(super) fn forget(store: &RedisStore, keys: &[String], id: &str) -> Result<(), StoreError> {
    let mut forget = script(FORGET, keys.iter().map(String::as_str));
    forget.arg(id);
    store.server().ask("forgetting a message in", &forget)
}
