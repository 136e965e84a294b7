//! Several calls of a broadcast at once.

use std::collections::BTreeSet;
use std::sync::{Barrier, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use super::broadcast::{by_first_user, outcomes, users};
use super::server::{Reply, Server, errcode, ok};
use super::{Note, builder, client};
use wecom_message::manual_clock::ManualClock;
use wecom_message::{Batch, Error, Pacing, RetryPolicy};

fn sent_as(id: &str) -> Reply {
    Reply::Json(format!(r#"{{"errcode":0,"errmsg":"ok","msgid":"{id}"}}"#))
}

#[test]
fn so_many_calls_are_in_flight_and_their_outcomes_keep_the_order() {
    let together = Barrier::new(8);
    // Answered only when eight calls are there.
    let server = by_first_user(move |first| {
        together.wait();
        sent_as(first)
    });
    let outcome = client(&server).broadcast(users(0..16_000), &Note::new()).parallel(8).send();
    let id = |batch: &Batch| batch.outcome.as_ref().unwrap().message_id.as_ref().unwrap().to_string();
    let ids: Vec<_> = outcome.batches.iter().map(id).collect();
    assert_eq!(ids, (0..16).map(|batch| format!("u{}", batch * 1000)).collect::<Vec<_>>());
    let connections: BTreeSet<_> = server.seen().iter().map(|seen| seen.connection).collect();
    assert!(connections.len() <= 8, "{connections:?}");
    assert_eq!(server.count("gettoken"), 1);
}

#[test]
fn progress_is_told_on_the_calling_thread() {
    let server = by_first_user(|first| if first == "u1000" { errcode(45009) } else { ok() });
    for parallel in [0, 1, 3, 100] {
        let mut told = Vec::new();
        let here = thread::current().id();
        let client = client(&server);
        let message = Note::new();
        let broadcast = client.broadcast(users(0..5000), &message).parallel(parallel).on_progress(|at| {
            assert_eq!(thread::current().id(), here);
            told.push((at.done, at.total, at.failed));
        });
        assert_eq!(outcomes(&broadcast.send()), [true, false, true, true, true], "{parallel}");
        let (done, failed): (Vec<_>, Vec<_>) =
            told.iter().map(|(done, total, failed)| ((*done, *total), *failed)).unzip();
        assert_eq!(done, [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)], "{parallel}");
        assert!(failed.is_sorted() && failed.last() == Some(&1), "{failed:?}");
    }
}

#[test]
fn a_call_that_hangs_ends_at_its_deadline_and_delays_no_other() {
    let (keep, held) = mpsc::channel();
    let held = Mutex::new(Some(held));
    let server = by_first_user(move |first| match first {
        "u1000" => Reply::Hold(held.lock().unwrap().take().unwrap()),
        _ => ok(),
    });
    let impatient = builder(&server).timeout(Duration::from_millis(500)).retry(RetryPolicy::never()).build().unwrap();
    let began = Instant::now();
    let outcome = impatient.broadcast(users(0..6000), &Note::new()).parallel(2).send();
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    assert_eq!(outcomes(&outcome), [true, false, true, true, true, true]);
    assert!(outcome.errors().all(|error| error.is_timeout() && error.may_have_been_delivered()));
    assert_eq!(outcome.maybe_delivered(), Some(users(1000..2000)));
    drop(keep);
}

#[test]
fn calls_at_once_keep_the_pace_together() {
    let server = Server::after_token(|_| ok());
    let clock = ManualClock::new();
    let paced = builder(&server).pacing(Pacing::Refuse).manual_clock(&clock).build().unwrap();
    let send = || paced.broadcast(users(0..3000), &Note::new()).parallel(3).send();
    for _ in 0..30 {
        assert!(send().reached_everyone());
    }
    assert!(send().errors().filter(|error| error.is_paced()).count() == 3);
    assert_eq!(server.count("message/send"), 90);
}

#[test]
fn a_secret_that_is_refused_is_shown_to_wecom_once() {
    let server = Server::start(|_| errcode(40001));
    let outcome = client(&server).broadcast(users(0..20_000), &Note::new()).parallel(8).send();
    assert_eq!(outcomes(&outcome), [false; 20]);
    assert!(outcome.errors().all(|error| !Error::may_have_been_delivered(error)));
    assert_eq!(server.count("gettoken"), 1);
}
