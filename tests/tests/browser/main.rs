//! The sandbox's page in a browser.

mod access;
mod browser;
mod clicks;
mod details;
mod devices;
mod hostile;
mod kinds;
mod languages;
mod limits;
mod many;
mod mass_messages;
#[path = "../callbacks/program.rs"]
mod program;
mod recipients;
mod screenshots;
mod smart_bots;
mod weight;
mod windows;

use std::time::Duration;

use wecom_message::Client;
use wecom_sandbox::Sandbox;

/// How long a program waits for a frame; more than any machine needs.
const LONG: Duration = Duration::from_secs(20);

fn client(sandbox: &Sandbox) -> Client {
    let builder = Client::builder(sandbox.corp_id(), sandbox.secret(), sandbox.agent_id());
    builder.base_url(sandbox.base_url()).build().unwrap()
}
