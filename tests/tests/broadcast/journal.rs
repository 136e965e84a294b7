//! Going on by the journal of an earlier run.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use wecom_message::app::{Text, To};
use wecom_message::{BroadcastOutcome, Client};
use wecom_sandbox::Sandbox;
use wecom_tests::fault_proxy::{Fault, FaultProxy};
use wecom_tests::temporary_folder::TemporaryFolder;

use crate::{client, delivered, name, recipients};

const SEND: &str = "cgi-bin/message/send";

fn send(client: &Client, to: To, text: &str, journal: &Path) -> BroadcastOutcome {
    client.broadcast(to, &Text::new(text)).journal(journal).send()
}

/// The reason why the journal cannot be used; nothing was sent.
fn refused(outcome: &BroadcastOutcome) -> String {
    let [batch] = outcome.batches.as_slice() else { panic!("{outcome:?}") };
    let error = batch.outcome.as_ref().unwrap_err();
    assert!(error.is_io() && !error.may_have_been_delivered(), "{error}");
    assert!(outcome.failed().is_some() && outcome.maybe_delivered().is_none());
    error.to_string()
}

#[test]
fn a_second_run_makes_only_the_calls_that_certainly_delivered_nothing() {
    let sandbox = Sandbox::builder().invalid_user("u5").unlicensed_user("u6").start().unwrap();
    let proxy = FaultProxy::start(Arc::new(sandbox)).unwrap();
    let (folder, client) = (TemporaryFolder::new(), client(proxy.sandbox(), &proxy.base_url()));
    let journal = folder.path().join("closed.journal");
    let run = || send(&client, recipients(4), "closed", &journal);
    let answered = |body| Fault::READ.answers_bytes(body);
    proxy.break_next(SEND, Fault::NONE);
    proxy.break_next(
        SEND,
        answered(b"HTTP/1.1 200 OK\r\nContent-Length: 38\r\n\r\n{\"errcode\":45009,\"errmsg\":\"too often\"}"),
    );
    proxy.break_next(SEND, Fault::FORWARDED.closes());

    let first = run();
    assert_eq!(first.batches.iter().map(|batch| batch.outcome.is_ok()).collect::<Vec<_>>(), [true, false, false, true]);
    let second = run();
    assert_eq!(second.batches.iter().map(|batch| batch.outcome.is_ok()).collect::<Vec<_>>(), [true, true, false, true]);
    assert_eq!(second.maybe_delivered(), Some(To::users((2000..3000).map(|id| format!("u{id}")))));
    assert!(second.failed().is_none());
    let text = second.errors().next().unwrap().to_string();
    assert!(text.contains("an earlier run of the program made this call"), "{text}");
    assert_eq!((second.invalid_users(), second.unlicensed_users()), (vec!["u5".to_owned()], vec!["u6".to_owned()]));
    let ids =
        |outcome: &BroadcastOutcome, batch: usize| outcome.batches[batch].outcome.as_ref().unwrap().message_id.clone();
    assert_eq!((ids(&first, 0), ids(&first, 3)), (ids(&second, 0), ids(&second, 3)));
    let delivered = delivered(proxy.sandbox());
    assert!(second.batches.iter().all(|batch| delivered[&name(batch)] == 1), "{delivered:?}");
}

#[test]
fn the_journal_of_another_broadcast_is_refused() {
    let sandbox = Sandbox::builder().application("ww-other", "other secret", 2).start().unwrap();
    let (folder, sender) = (TemporaryFolder::new(), client(&sandbox, &sandbox.base_url()));
    let journal = folder.path().join("closed.journal");
    assert!(send(&sender, To::user("lisi"), "closed", &journal).reached_everyone());
    let other = Client::builder("ww-other", "other secret", 2).base_url(sandbox.base_url()).build().unwrap();
    let outcomes = [
        send(&sender, To::user("lisi"), "open", &journal),
        send(&sender, To::users(["lisi", "wangwu"]), "closed", &journal),
        send(&other, To::user("lisi"), "closed", &journal),
    ];
    for outcome in outcomes {
        let reason = refused(&outcome);
        assert!(reason.contains("closed.journal") && reason.contains("it is of another broadcast"), "{reason}");
    }
    assert!(send(&sender, To::user("lisi"), "closed", &journal).reached_everyone());
    assert_eq!(delivered(&sandbox).values().sum::<usize>(), 1);
}

#[test]
fn a_journal_that_cannot_be_used_is_refused_before_anything_is_sent() {
    let sandbox = Sandbox::start().unwrap();
    let (folder, client) = (TemporaryFolder::new(), client(&sandbox, &sandbox.base_url()));
    let path = |name: &str| folder.path().join(name);
    let in_use = fs::File::create(path("in-use")).unwrap();
    in_use.lock().unwrap();
    fs::write(path("foreign"), "something else\n").unwrap();
    fs::create_dir(path("folder")).unwrap();
    let table = [
        ("in-use", "another program is using it"),
        ("foreign", "it is of another broadcast"),
        ("no such folder/journal", ""),
        ("folder", ""),
    ];
    for (name, reason) in table {
        let outcome = send(&client, To::user("lisi"), "closed", &path(name));
        assert!(refused(&outcome).contains(reason), "{name}: {outcome:?}");
    }
    assert!(sandbox.received().is_empty());
    assert_eq!(fs::read_to_string(path("foreign")).unwrap(), "something else\n", "it is left as it was");
}

#[test]
fn half_a_line_at_the_end_does_not_count() {
    let sandbox = Sandbox::start().unwrap();
    let (folder, client) = (TemporaryFolder::new(), client(&sandbox, &sandbox.base_url()));
    let journal = folder.path().join("closed.journal");
    assert!(send(&client, recipients(2), "closed", &journal).reached_everyone());
    let whole = fs::read_to_string(&journal).unwrap();
    let lines: Vec<&str> = whole.split_inclusive('\n').collect();
    assert_eq!(lines.len(), 5, "{whole}");
    // Where the file ends, and whether the calls are made again: all, none or as many as did not begin.
    let table = [(0, 2), (1, 2), (2, 1), (3, 1), (4, 0)];
    for (kept, made) in table {
        let half = &lines[kept][..lines[kept].len() - 1];
        fs::write(&journal, lines[..kept].concat() + half).unwrap();
        let before = delivered(&sandbox).values().sum::<usize>();
        let outcome = send(&client, recipients(2), "closed", &journal);
        assert_eq!(delivered(&sandbox).values().sum::<usize>() - before, made, "after {kept} lines");
        let unknown = outcome.errors().filter(|error| error.may_have_been_delivered()).count();
        assert_eq!(unknown, usize::from(kept % 2 == 0 && kept > 0), "after {kept} lines: {outcome:?}");
    }
}

#[test]
fn a_damaged_line_is_refused() {
    let sandbox = Sandbox::start().unwrap();
    let (folder, client) = (TemporaryFolder::new(), client(&sandbox, &sandbox.base_url()));
    let journal = folder.path().join("closed.journal");
    assert!(send(&client, recipients(2), "closed", &journal).reached_everyone());
    let whole = fs::read_to_string(&journal).unwrap();
    fs::write(&journal, whole.replacen("begun", "began", 1)).unwrap();
    assert!(refused(&send(&client, recipients(2), "closed", &journal)).contains("it is damaged"));
    assert_eq!(delivered(&sandbox).len(), 2);
}
