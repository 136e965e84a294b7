//! A process that dies while the others wait for it.

use std::time::{Duration, Instant};

use wecom_sandbox::Sandbox;
use wecom_tests::temporary_folder::TemporaryFolder;

use crate::child::{Sender, Store};
use crate::front::leaving_the_first_without_an_answer;
use crate::{builder, send, tokens_fetched};

/// With 2 seconds for a message, at most one of them is spent waiting for the dead.
pub(crate) fn is_not_waited_for(store: &Store) {
    let sandbox = Sandbox::start().unwrap();
    let behind = sandbox.base_url().trim_start_matches("http://").parse().unwrap();
    let (base_url, has_the_lock) = leaving_the_first_without_an_answer(behind);
    let mut holder = Sender::start(&sandbox, &base_url, store, 1);
    holder.go();
    has_the_lock.recv().unwrap();
    drop(holder);

    let timeout = Duration::from_secs(2);
    let client = store.give_to(builder(&sandbox)).base_url(base_url).timeout(timeout).build().unwrap();
    let began = Instant::now();
    send(&client);
    assert!(began.elapsed() < timeout, "{:?}", began.elapsed());
    assert_eq!(tokens_fetched(&sandbox), 1);
}

#[test]
fn a_process_that_dies_with_the_lock_of_a_file_is_not_waited_for() {
    let folder = TemporaryFolder::new();
    is_not_waited_for(&Store::File(folder.path().to_owned()));
}
