//! A client and a robot against a scripted server on a loopback port.

#![cfg(feature = "app")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "how tests fail")]

mod broadcast;
mod call_options;
mod client;
mod in_parts;
mod log_records;
mod media_download;
mod media_upload;
mod operation;
mod pacing;
mod parallel;
mod retry;
#[cfg(feature = "robot")]
mod robot;
mod secrets;
mod server;
#[cfg(feature = "kf")]
mod synced_messages;
mod transport;

use std::time::Duration;

use serde::ser::SerializeMap;
use serde_json::Value;

use wecom_message::app::{App, To};
use wecom_message::check::{Check, Consequence, Limit, Report, Unit};
use wecom_message::fields::{Fields, Object, write};
use wecom_message::manual_clock::ManualClock;
use wecom_message::message::{Call, Message, Method};
use wecom_message::rt::{DuplicateCheck, duplicate_check};
use wecom_message::{Client, ClientBuilder};

use self::server::Server;

pub(crate) const SECRET: &str = "hush+hush/corp&secret";

pub(crate) fn builder(server: &Server) -> ClientBuilder {
    Client::builder("corp", SECRET, 7).base_url(server.url()).manual_clock(&ManualClock::new())
}

pub(crate) fn client(server: &Server) -> Client {
    builder(server).build().unwrap()
}

/// A message without the generator.
#[derive(Debug)]
pub(crate) struct Note(pub(crate) String);

impl Note {
    pub(crate) fn new() -> Self {
        Self("disk full".to_owned())
    }
}

struct Content<'a>(&'a str);

impl Fields for Content<'_> {
    fn fields<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry("content", self.0)
    }
}

impl Fields for Note {
    fn fields<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry("msgtype", "text")?;
        map.serialize_entry("text", &Object(&Content(&self.0)))
    }
}

impl Check for Note {
    fn check(&self, report: &mut Report) {
        report
            .string("text.content", &self.0)
            .required(Some(44004))
            .limit(&Limit::at_most(2048.0, Unit::Bytes, Consequence::Truncated))
            .limit(&Limit::at_most(65536.0, Unit::Bytes, Consequence::Refused));
    }
}

impl Message<App> for Note {
    fn msgtype(&self) -> &'static str {
        "text"
    }
}

/// A message with the duplicate check, as the generator writes it.
#[derive(Clone, Debug)]
pub(crate) struct Checked(Option<u32>);

impl Checked {
    pub(crate) fn new() -> Self {
        Self(None)
    }
}

impl Fields for Checked {
    fn fields<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        Note::new().fields(map)?;
        write::flag(map, "enable_duplicate_check", self.0.map(|_| true))?;
        write::optional(map, "duplicate_check_interval", self.0.as_ref())
    }
}

impl Check for Checked {
    fn check(&self, _: &mut Report) {}
}

impl DuplicateCheck for Checked {
    fn with_duplicate_check(self, seconds: u32) -> Self {
        Self(Some(seconds))
    }
}

impl Message<App> for Checked {
    fn msgtype(&self) -> &'static str {
        "text"
    }

    fn duplicate_check(&self) -> Option<Duration> {
        duplicate_check(self.0.map(|_| true), self.0, 1800)
    }
}

/// An operation without the generator.
pub(crate) struct Plain<const GET: bool>(Value);

impl Plain<true> {
    fn get(members: Value) -> Self {
        Self(members)
    }
}

impl Plain<false> {
    #[cfg(feature = "robot")]
    fn post(chatid: &str) -> Self {
        Self(serde_json::json!({ "chatid": chatid }))
    }
}

impl<const GET: bool> Fields for Plain<GET> {
    fn fields<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        self.0.as_object().unwrap().iter().try_for_each(|(name, value)| map.serialize_entry(name, value))
    }
}

impl<const GET: bool> Check for Plain<GET> {
    fn check(&self, _: &mut Report) {}
}

impl<const GET: bool> Call for Plain<GET> {
    const PATH: &'static str = if GET { "cgi-bin/plain/get" } else { "cgi-bin/plain/post" };
    const METHOD: Method = if GET { Method::Get } else { Method::Post };
    type Reply = ();

    fn supply(&mut self, _: i64) {}
}

pub(crate) fn lisi() -> To {
    To::user("lisi")
}
