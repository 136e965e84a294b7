use crate::server::{Reply, Seen, Server, errcode, ok};
use crate::{Note, client};
use wecom_message::app::To;
use wecom_message::{BroadcastOutcome, Client};

pub(crate) fn users(ids: std::ops::Range<usize>) -> To {
    To::users(ids.map(|id| format!("u{id}")))
}

/// Answers by the first user of the batch.
pub(crate) fn by_first_user(script: impl Fn(&str) -> Reply + Send + Sync + 'static) -> Server {
    Server::after_token(move |seen| script(touser(seen).split('|').next().unwrap()))
}

fn touser(seen: &Seen) -> String {
    let body: serde_json::Value = serde_json::from_str(&seen.body).unwrap();
    body["touser"].as_str().unwrap_or_default().to_owned()
}

pub(crate) fn outcomes(broadcast: &BroadcastOutcome) -> Vec<bool> {
    broadcast.batches.iter().map(|batch| batch.outcome.is_ok()).collect()
}

#[test]
fn everybody_is_sent_to_in_calls_of_at_most_a_thousand() {
    let server = Server::after_token(|_| ok());
    let outcome = client(&server).broadcast(users(0..2500).and_user("U0").and_parties(1..=150), &Note::new()).send();
    assert!(outcome.reached_everyone() && outcome.failed().is_none() && outcome.maybe_delivered().is_none());
    let sent: Vec<_> = server.seen().into_iter().filter(|seen| seen.method == "POST").collect();
    let counts: Vec<_> = sent.iter().map(|seen| touser(seen).split('|').filter(|id| !id.is_empty()).count()).collect();
    assert_eq!(counts, [1000, 1000, 500, 0, 0]);
    assert_eq!(outcome.receipts().count(), 5);
    assert_eq!(server.count("gettoken"), 1);
}

#[test]
fn a_failing_batch_neither_stops_nor_hides_the_others_and_sending_to_the_failed_again_repeats_nothing() {
    let server = by_first_user(|first| match first {
        "u1000" => errcode(45009),
        "u2000" => Reply::Close,
        "u3000" => Reply::Json(r#"{"errcode":81013,"errmsg":"all","invaliduser":"u3000|u3001"}"#.to_owned()),
        "u4000" => {
            Reply::Json(r#"{"errcode":0,"invaliduser":"u4001","unlicenseduser":"u4002","msgid":"m"}"#.to_owned())
        }
        _ => ok(),
    });
    let client = client(&server);
    for parallel in [1, 2, 8] {
        a_broadcast_with_failing_batches(&server, &client, parallel);
    }
}

fn a_broadcast_with_failing_batches(server: &Server, client: &Client, parallel: usize) {
    let outcome = client.broadcast(users(0..4500).and_party(9), &Note::new()).parallel(parallel).send();
    assert_eq!(outcomes(&outcome), [true, false, false, false, true, true], "{parallel} at once");
    assert!(!outcome.reached_everyone());
    assert_eq!(outcome.errors().count(), 3);
    assert_eq!(outcome.invalid_users(), ["u3000", "u3001", "u4001"]);
    assert_eq!(outcome.unlicensed_users(), ["u4002"]);
    assert_eq!(outcome.failed(), Some(users(1000..2000).and_users((3000..4000).map(|id| format!("u{id}")))));
    assert_eq!(outcome.maybe_delivered(), Some(users(2000..3000)));

    let before = server.seen().len();
    let _ = client.broadcast(outcome.failed().unwrap(), &Note::new()).send();
    let again: Vec<_> = server.seen()[before..]
        .iter()
        .flat_map(|seen| touser(seen).split('|').map(str::to_owned).collect::<Vec<_>>())
        .collect();
    assert_eq!(To::users(again), outcome.failed().unwrap());
}

#[test]
fn an_invalid_message_is_reported_once_before_anything_is_sent() {
    let server = Server::after_token(|_| ok());
    let outcome = client(&server).broadcast(users(0..2500), &Note(String::new())).send();
    assert_eq!(outcome.batches.len(), 1);
    assert!(outcome.errors().all(wecom_message::Error::is_invalid));
    assert_eq!(outcome.failed(), Some(users(0..2500)));
    assert!(server.seen().is_empty());
}

#[test]
fn an_invalid_id_fails_its_own_batch() {
    let server = Server::after_token(|_| ok());
    let outcome = client(&server).broadcast(users(0..1500).and_user("a|b"), &Note::new()).send();
    assert_eq!(outcomes(&outcome), [true, false]);
    assert_eq!(outcome.failed(), Some(users(1000..1500).and_user("a|b")));
    let nobody = client(&server).broadcast(To::default(), &Note::new()).send();
    assert!(nobody.errors().all(wecom_message::Error::is_invalid) && outcomes(&nobody) == [false]);
}

#[test]
fn a_secret_that_is_refused_is_shown_to_wecom_once() {
    let server = Server::start(|_| errcode(40001));
    let outcome = client(&server).broadcast(users(0..3500), &Note::new()).send();
    assert_eq!(outcomes(&outcome), [false; 4]);
    assert_eq!(outcome.failed(), Some(users(0..3500)));
    assert_eq!(server.count("gettoken"), 1);
}
