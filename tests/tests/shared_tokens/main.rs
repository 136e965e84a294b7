//! One token for many processes: through the client, the stand-in and real stores.

mod child;
mod client;
mod contract;
mod crowd;
mod dying;
mod file;
mod folder;
mod front;
#[cfg(feature = "redis")]
mod redis;
mod stores;
mod warnings;

use wecom_message::token::TokenStore;
use wecom_message::{Client, ClientBuilder, To};
use wecom_sandbox::Sandbox;

fn builder(sandbox: &Sandbox) -> ClientBuilder {
    Client::builder(sandbox.corp_id(), sandbox.secret(), sandbox.agent_id()).base_url(sandbox.base_url())
}

/// The client of another process, as far as tokens go.
fn client(sandbox: &Sandbox, store: impl TokenStore + 'static) -> Client {
    builder(sandbox).token_store(store).build().unwrap()
}

fn send(client: &Client) {
    assert!(client.send_text(To::user("lisi"), "disk full").unwrap().reached_everyone());
}

fn tokens_fetched(sandbox: &Sandbox) -> usize {
    sandbox.received().iter().filter(|request| request.path.ends_with("gettoken")).count()
}

#[cfg(not(feature = "redis"))]
#[test]
fn the_redis_tests_are_behind_the_feature_redis() {
    use std::io::Write;
    // Past the capturing of a test's output, which would keep it from being seen.
    let hint = "not run: the tests of the Redis store; they need redis-server and\n    \
                cargo test -p wecom-tests --test shared_tokens --features redis";
    writeln!(std::io::stderr(), "{hint}").unwrap();
}
