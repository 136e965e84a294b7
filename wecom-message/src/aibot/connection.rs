//! The thread of a bot: it reads, pings, and connects again.

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use super::backoff::Backoff;
use super::frame::{self, Arrived, Callback, frame};
use super::link::{Link, Read};
use super::queue::Queued;
use super::shared::{Shared, body};
use crate::api::aibot::Subscribe;
use crate::error::Error;
use crate::error::error_code::ErrorCode;
use crate::http::failure::{Failure, Phase, TransportError};
use crate::message::Call as _;

const TARGET: &str = "wecom_message";

/// The mode of the bot is not the long connection; bot id or secret are wrong. Waiting heals neither.
const FINAL: [i32; 2] = [846_601, 853_000];

/// So many pings without any sign of life end a connection.
const LOST_PINGS: u32 = 2;

/// A connection that subscribed.
pub(super) struct Connection {
    link: Link,
    number: u64,
}

/// How a connection ended.
enum End {
    Lost(String),
    Replaced,
}

impl Connection {
    /// Opens a connection and subscribes.
    pub(super) fn open(shared: &Shared, number: u64) -> Result<Self, Error> {
        let settings = &shared.settings;
        let failed = |error| Error::transport(Subscribe::PATH, error);
        let deadline = Instant::now() + settings.connect_timeout;
        let mut link = Link::open(&settings.address, &settings.tls, settings.connect_timeout).map_err(failed)?;
        let req_id = shared.request_id(Subscribe::PATH);
        let subscribe = Subscribe::new(&*settings.bot_id, settings.secret.expose());
        let subscribe = frame(Subscribe::PATH, &req_id, Some(&body(&subscribe)?));
        let closed = || failed(TransportError::plain(Phase::NotSent, Failure::Closed));
        link.outlet().write(subscribe).map_err(|_| closed())?;
        while Instant::now() < deadline {
            let Read::Text(text) = link.read().map_err(|_| closed())? else { continue };
            match frame::read(&text) {
                Some(Arrived::Ack(ack)) if *ack.req_id == *req_id => {
                    return match ack.code() {
                        Some(0) => Ok(Self { link, number }),
                        _ => Err(ack.into_error(Subscribe::PATH, shared.secrets())),
                    };
                }
                Some(Arrived::Callback(callback)) => take(shared, callback),
                _ => {}
            }
        }
        Err(failed(TransportError::plain(Phase::NotSent, Failure::Timeout)))
    }

    /// Serves this connection and those after it, until no other will come.
    pub(super) fn run(self, shared: &Arc<Shared>) {
        let mut backoff = Backoff::default();
        let mut connection = self;
        loop {
            let number = connection.number;
            let end = connection.serve(shared);
            shared.lost(number);
            match end {
                _ if shared.closed().is_some() => return,
                End::Replaced => {
                    log::warn!(target: TARGET, "another connection of the bot took the place of this one");
                    let replaced = TransportError::plain(Phase::NotSent, Failure::Replaced);
                    return shared.close(&Error::transport(Subscribe::PATH, replaced));
                }
                End::Lost(reason) => log::warn!(target: TARGET, "the bot's connection was lost: {reason}"),
            }
            match Self::again(shared, number + 1, &mut backoff) {
                Some(next) => connection = next,
                None => return,
            }
        }
    }

    /// The next connection; `None` if none will come.
    fn again(shared: &Shared, number: u64, backoff: &mut Backoff) -> Option<Self> {
        loop {
            if shared.pause(backoff.next()) {
                return None;
            }
            match Self::open(shared, number) {
                Ok(connection) => {
                    backoff.reset();
                    log::info!(target: TARGET, "the bot is connected again");
                    shared.up(number, connection.link.outlet());
                    return Some(connection);
                }
                Err(error) if error.errcode().is_some_and(|code| FINAL.contains(&code.value())) => {
                    log::error!(target: TARGET, "the bot does not connect again: errcode {:?}", error.errcode());
                    shared.close(&error);
                    return None;
                }
                Err(error) => {
                    let code = error.errcode().map(ErrorCode::value);
                    log::warn!(target: TARGET, "the bot could not connect again: {}", code.map_or_else(
                        || "no connection".to_owned(),
                        |code| format!("errcode {code}"),
                    ));
                }
            }
        }
    }

    /// The first connection starts here as well.
    pub(super) fn announce(&self, shared: &Shared) {
        shared.up(self.number, self.link.outlet());
    }

    /// Reads until the connection ends.
    fn serve(mut self, shared: &Shared) -> End {
        let start = Instant::now();
        let (mut ticked, mut pinged, mut silent_pings) = (start, start, 0);
        loop {
            match self.link.read() {
                Ok(Read::Nothing) => {}
                Ok(Read::Other) => silent_pings = 0,
                Ok(Read::Text(text)) => {
                    silent_pings = 0;
                    if let Some(end) = arrived(shared, &text) {
                        return end;
                    }
                }
                Err(error) => return End::Lost(outline(&error)),
            }
            let now = Instant::now();
            if now.duration_since(ticked) >= Duration::from_millis(250) {
                ticked = now;
                if shared.closed().is_some() {
                    return End::Lost("it was closed".to_owned());
                }
                shared.tick(now);
            }
            if now.duration_since(pinged) >= shared.settings.ping_every {
                if silent_pings >= LOST_PINGS {
                    return End::Lost(format!("no sign of life after {silent_pings} pings"));
                }
                (pinged, silent_pings) = (now, silent_pings + 1);
                if self.link.outlet().write(frame("ping", &shared.request_id("ping"), None)).is_err() {
                    return End::Lost("it takes no more frames".to_owned());
                }
            }
        }
    }
}

/// Handles a text. Returns the end, if it says so.
fn arrived(shared: &Shared, text: &str) -> Option<End> {
    match frame::read(text) {
        Some(Arrived::Ack(ack)) => shared.acknowledged(ack),
        Some(Arrived::Callback(callback)) => {
            let is_replaced = callback.says_replaced();
            take(shared, callback);
            return is_replaced.then_some(End::Replaced);
        }
        Some(Arrived::Other) => {}
        None => log::warn!(target: TARGET, "a frame of {} bytes is no JSON object", text.len()),
    }
    None
}

/// Keeps a callback for the program.
fn take(shared: &Shared, callback: Callback) {
    let queued = Queued { callback, at: Instant::now(), at_wall: SystemTime::now() };
    if shared.queue.push(queued) {
        log::warn!(target: TARGET, "the queue of the bot is full, and messages are dropped");
    }
}

/// What broke, without anything that came.
fn outline(error: &tungstenite::Error) -> String {
    match error {
        tungstenite::Error::Io(error) => error.to_string(),
        tungstenite::Error::ConnectionClosed | tungstenite::Error::AlreadyClosed => "it was closed".to_owned(),
        tungstenite::Error::Capacity(_) => "a frame is longer than 16 MB".to_owned(),
        tungstenite::Error::Protocol(error) => error.to_string(),
        _ => "it does not speak WebSocket".to_owned(),
    }
}
