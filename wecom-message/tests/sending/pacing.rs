use std::time::Duration;

use super::server::{Reply, Server, errcode, ok};
use super::{Note, builder};
use wecom_message::app::{Receipt, To};
use wecom_message::manual_clock::ManualClock;
use wecom_message::{Client, Error, Pacing, RetryPolicy};

fn paced(server: &Server, pacing: Pacing) -> (Client, ManualClock) {
    let clock = ManualClock::new();
    (builder(server).pacing(pacing).manual_clock(&clock).build().unwrap(), clock)
}

fn send(client: &Client, to: To) -> Result<Receipt, Error> {
    client.send(to, &Note::new())
}

#[test]
fn a_surplus_is_refused_before_it_is_sent() {
    let server = Server::after_token(|_| ok());
    let (client, clock) = paced(&server, Pacing::Refuse);
    for _ in 0..30 {
        let _ = send(&client, To::user("lisi")).unwrap();
    }
    clock.advance(Duration::from_secs(20));
    let error = send(&client, To::users(["zhangsan", "LiSi"])).unwrap_err();
    assert!(error.is_paced() && !error.is_invalid() && !error.may_have_been_delivered());
    assert_eq!((error.retry_after(), error.attempts()), (Some(Duration::from_secs(40)), 0));
    assert!(error.to_string().contains("30 messages in 60 seconds") && error.advice().is_some(), "{error}");
    for uncounted in [To::party(1), To::tag(1), To::everyone(), To::user("zhangsan")] {
        let _ = send(&client, uncounted).unwrap();
    }
    assert_eq!(server.count("message/send"), 34);
}

#[test]
fn nothing_is_paced_by_default() {
    let server = Server::after_token(|_| ok());
    let client = builder(&server).build().unwrap();
    for _ in 0..40 {
        let _ = send(&client, To::user("lisi")).unwrap();
    }
}

#[test]
fn a_surplus_waits_within_the_deadline() {
    let server = Server::after_token(|_| ok());
    let (client, clock) = paced(&server, Pacing::Wait);
    for _ in 0..31 {
        let _ = send(&client, To::user("lisi")).unwrap();
    }
    assert_eq!(clock.sleeps(), [Duration::from_secs(60)]);
    let hurried = builder(&server).pacing(Pacing::Wait).retry(RetryPolicy::default().deadline(Duration::from_secs(59)));
    let hurried = hurried.manual_clock(&clock).build().unwrap();
    for _ in 0..30 {
        let _ = send(&hurried, To::user("lisi")).unwrap();
    }
    assert!(send(&hurried, To::user("lisi")).unwrap_err().is_paced());
    assert_eq!(clock.sleeps().len(), 1);
}

#[test]
fn what_wecom_refused_does_not_count_and_what_it_may_have_delivered_does() {
    let table: [(fn() -> Reply, bool); 2] = [(|| errcode(45009), false), (|| Reply::Close, true)];
    for (reply, counts) in table {
        let server = Server::after_token(move |_| reply());
        let (client, _) = paced(&server, Pacing::Refuse);
        for _ in 0..30 {
            assert!(!send(&client, To::user("lisi")).unwrap_err().is_paced());
        }
        assert_eq!(send(&client, To::user("lisi")).unwrap_err().is_paced(), counts);
    }
}
