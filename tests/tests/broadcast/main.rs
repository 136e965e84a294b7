//! Messages to more recipients than fit into one call: several calls at once, and what a crash leaves behind.

mod connections;
mod journal;
mod killed;

use std::collections::BTreeMap;

use wecom_message::{Batch, Client, To};
use wecom_sandbox::Sandbox;

fn client(sandbox: &Sandbox, base_url: &str) -> Client {
    Client::builder(sandbox.corp_id(), sandbox.secret(), sandbox.agent_id()).base_url(base_url).build().unwrap()
}

/// Recipients for so many calls.
fn recipients(calls: usize) -> To {
    To::users((0..calls * 1000).map(|id| format!("u{id}")))
}

/// The first recipient of each call is its name.
fn name(batch: &Batch) -> String {
    serde_json::to_value(wecom_message::fields::Object(&batch.to)).unwrap()["touser"].as_str().map(first).unwrap()
}

fn first(touser: &str) -> String {
    touser.split('|').next().unwrap().to_owned()
}

/// How often each call was delivered.
fn delivered(sandbox: &Sandbox) -> BTreeMap<String, usize> {
    let mut times = BTreeMap::new();
    for request in sandbox.received().into_iter().filter(wecom_sandbox::Received::delivered) {
        *times.entry(first(request.body.unwrap()["touser"].as_str().unwrap())).or_default() += 1;
    }
    times
}
