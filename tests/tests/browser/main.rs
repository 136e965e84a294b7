//! The sandbox's page in a browser.

mod browser;
mod clicks;
mod hostile;
mod kinds;
mod many;
#[path = "../callbacks/program.rs"]
mod program;
mod screenshots;

use wecom_message::Client;
use wecom_sandbox::Sandbox;

fn client(sandbox: &Sandbox) -> Client {
    let builder = Client::builder(sandbox.corp_id(), sandbox.secret(), sandbox.agent_id());
    builder.base_url(sandbox.base_url()).build().unwrap()
}
