//! Several calls at once, seen from the network.

use std::sync::Arc;

use wecom_message::app::Text;
use wecom_sandbox::Sandbox;
use wecom_tests::fault_proxy::FaultProxy;

use crate::{client, delivered, recipients};

#[test]
fn eight_calls_at_once_take_at_most_eight_connections_and_deliver_each_batch_once() {
    let proxy = FaultProxy::start(Arc::new(Sandbox::start().unwrap())).unwrap();
    let client = client(proxy.sandbox(), &proxy.base_url());
    let mut seen = Vec::new();
    let message = Text::new("The office is closed today.");
    let outcome = client.broadcast(recipients(40), &message).parallel(8).on_progress(|at| seen.push(at.done)).send();
    assert!(outcome.reached_everyone());
    assert_eq!(seen, (1..=40).collect::<Vec<_>>());
    assert!(proxy.connections() <= 8, "{}", proxy.connections());
    let delivered = delivered(proxy.sandbox());
    assert!(delivered.len() == 40 && delivered.values().all(|times| *times == 1), "{delivered:?}");
}
