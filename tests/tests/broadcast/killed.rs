//! A program that is killed again and again in the middle of a broadcast.

use std::env;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};

use wecom_message::app::Text;
use wecom_message::{BroadcastOutcome, Client};
use wecom_sandbox::{Received, Sandbox};
use wecom_tests::temporary_folder::TemporaryFolder;

use crate::{client, delivered, name, recipients};

const JOURNAL: &str = "BROADCAST_JOURNAL";
const BASE_URL: &str = "BROADCAST_BASE_URL";
const CREDENTIALS: &str = "BROADCAST_CREDENTIALS";
const CALLS: usize = 48;

fn broadcast(client: &Client, journal: &Path) -> BroadcastOutcome {
    client.broadcast(recipients(CALLS), &Text::new("closed")).parallel(4).journal(journal).send()
}

/// Not a test by itself: the program that is killed.
#[test]
fn as_a_process_of_its_own() {
    let Ok(journal) = env::var(JOURNAL) else { return };
    let credentials = env::var(CREDENTIALS).unwrap();
    let [corp_id, secret, agent_id] = credentials.split(' ').collect::<Vec<_>>().try_into().unwrap();
    let builder = Client::builder(corp_id, secret, agent_id.parse().unwrap()).base_url(env::var(BASE_URL).unwrap());
    let _ = broadcast(&builder.build().unwrap(), Path::new(&journal));
}

fn start(sandbox: &Sandbox, journal: &Path) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", "killed::as_a_process_of_its_own"])
        .env(JOURNAL, journal)
        .env(BASE_URL, sandbox.base_url())
        .env(CREDENTIALS, format!("{} {} {}", sandbox.corp_id(), sandbox.secret(), sandbox.agent_id()))
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

fn kill_after(mut program: Child, deliveries: usize, delivered: &Receiver<()>) {
    delivered.iter().take(deliveries).for_each(drop);
    program.kill().unwrap();
    program.wait().unwrap();
}

#[test]
fn nothing_is_lost_and_nothing_is_doubled() {
    let (tell, told) = channel();
    let tell_of = move |received: &Received| {
        if received.delivered() {
            tell.send(()).unwrap_or_default();
        }
    };
    let sandbox = Sandbox::builder().on_request(tell_of).start().unwrap();
    let folder = TemporaryFolder::new();
    let journal = folder.path().join("closed.journal");
    for _ in 0..5 {
        kill_after(start(&sandbox, &journal), fastrand::usize(1..8), &told);
    }
    let outcome = broadcast(&client(&sandbox, &sandbox.base_url()), &journal);
    assert!(outcome.failed().is_none(), "{outcome:?}");
    let delivered = delivered(&sandbox);
    assert!(delivered.values().all(|times| *times == 1), "{delivered:?}");
    for batch in &outcome.batches {
        let is_unknown = batch.outcome.as_ref().is_err_and(wecom_message::Error::may_have_been_delivered);
        assert!(is_unknown || delivered.contains_key(&name(batch)), "{batch:?}");
    }
    // At most the four calls that were under way each time.
    assert!(outcome.errors().count() <= 5 * 4, "{outcome:?}");
}
