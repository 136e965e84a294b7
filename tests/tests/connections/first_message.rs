//! What the first message of a program costs on the network: the life of a cron job.

use std::env;
use std::net::SocketAddr;
use std::process::{Command, Stdio};

use wecom_message::token::FileStore;
use wecom_message::{Client, ClientBuilder, To};
use wecom_sandbox::Sandbox;
use wecom_tests::temporary_folder::TemporaryFolder;

use crate::authority::Authority;
use crate::relay::Relay;

const FOLDER: &str = "FIRST_MESSAGE_FOLDER";
const BASE_URL: &str = "FIRST_MESSAGE_BASE_URL";
const CREDENTIALS: &str = "FIRST_MESSAGE_CREDENTIALS";

fn address(sandbox: &Sandbox) -> SocketAddr {
    sandbox.base_url().trim_start_matches("http://").parse().unwrap()
}

fn send(builder: ClientBuilder) -> Client {
    let client = builder.build().unwrap();
    assert!(client.send_text(To::user("lisi"), "The backup is done.").unwrap().reached_everyone());
    client
}

/// Not a test by itself: the cron job.
#[test]
fn as_a_process_of_its_own() {
    let Ok(folder) = env::var(FOLDER) else { return };
    let credentials = env::var(CREDENTIALS).unwrap();
    let [corp_id, secret, agent_id] = credentials.split(' ').collect::<Vec<_>>().try_into().unwrap();
    let builder = Client::builder(corp_id, secret, agent_id.parse().unwrap()).base_url(env::var(BASE_URL).unwrap());
    drop(send(builder.token_store(FileStore::new(folder))));
}

#[test]
fn a_run_takes_one_connection_and_one_round_trip_if_an_earlier_one_left_the_token() {
    let (sandbox, folder) = (Sandbox::start().unwrap(), TemporaryFolder::new());
    let relay = Relay::before(address(&sandbox));
    let run = || {
        let status = Command::new(env::current_exe().unwrap())
            .args(["--exact", "first_message::as_a_process_of_its_own"])
            .env(FOLDER, folder.path())
            .env(BASE_URL, format!("http://{}", relay.address))
            .env(CREDENTIALS, format!("{} {} {}", sandbox.corp_id(), sandbox.secret(), sandbox.agent_id()))
            .stdout(Stdio::null())
            .status();
        assert!(status.unwrap().success());
        relay.counted()
    };
    assert_eq!(run(), (1, 2), "token and message share a connection");
    assert_eq!(run(), (1, 1), "the message alone");
    assert_eq!(sandbox.received().len(), 3);
}

#[test]
fn over_tls_it_is_one_round_trip_more() {
    let (sandbox, folder) = (Sandbox::start().unwrap(), TemporaryFolder::new());
    let authority = Authority::new();
    let relay = Relay::before(authority.terminate_tls_before(address(&sandbox)));
    let run = || {
        let builder = Client::builder(sandbox.corp_id(), sandbox.secret(), sandbox.agent_id())
            .base_url(format!("https://localhost:{}", relay.address.port()))
            .root_certificates_pem(authority.pem.clone())
            .token_store(FileStore::new(folder.path()));
        let client = send(builder);
        let counted = relay.counted();
        drop(client);
        counted
    };
    assert_eq!(run(), (1, 3), "the handshake, the token, the message");
    assert_eq!(run(), (1, 2), "the handshake, the message");
}
