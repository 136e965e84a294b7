use std::sync::mpsc;
use std::time::Duration;

use serde_json::Value;

use super::server::{Reply, Seen, Server, errcode, ok};
use super::{Note, builder, client, lisi};
use wecom_message::app::{AnyMessage, Text};
use wecom_message::{CallOptions, Client, Error, FileSource, Media, Pacing, Raw, RetryPolicy, Strictness, WithExtra};

fn options() -> CallOptions {
    CallOptions::new()
}

fn posts(server: &Server) -> Vec<Seen> {
    server.seen().into_iter().filter(|seen| seen.method == "POST").collect()
}

fn last_body(server: &Server) -> Value {
    serde_json::from_str(&posts(server).pop().unwrap().body).unwrap()
}

fn attempts(client: &Client) -> u32 {
    client.send(lisi(), &Note::new()).unwrap_err().attempts()
}

#[test]
fn token_and_connection_are_those_of_the_client() {
    let server = Server::after_token(|_| ok());
    let client = client(&server);
    let _ = client.send(lisi(), &Note::new()).unwrap();
    let _ = client.with(options().strictness(Strictness::Off)).send(lisi(), &Note::new()).unwrap();
    let _ = client.with(options()).with(options()).send(lisi(), &Note::new()).unwrap();
    assert_eq!((server.count("gettoken"), server.count("message/send")), (1, 3));
    assert!(server.seen().iter().all(|seen| seen.connection == 0));
}

#[test]
fn messages_are_paced_together() {
    let server = Server::after_token(|_| ok());
    let client = builder(&server).pacing(Pacing::Refuse).build().unwrap();
    for _ in 0..15 {
        let _ = client.send(lisi(), &Note::new()).unwrap();
        let _ = client.with(options()).send(lisi(), &Note::new()).unwrap();
    }
    assert!(client.send(lisi(), &Note::new()).unwrap_err().is_paced());
    assert!(client.with(options()).send(lisi(), &Note::new()).unwrap_err().is_paced());
}

#[test]
fn a_timeout_holds_for_the_calls_of_its_options_only() {
    let (release, held) = mpsc::channel();
    let held = std::sync::Mutex::new(Some(held));
    let server = Server::after_token(move |_| held.lock().unwrap().take().map_or_else(ok, Reply::Hold));
    let client = client(&server);
    let impatient = client.with(options().timeout(Duration::from_millis(100)));
    assert!(impatient.send(lisi(), &Note::new()).unwrap_err().is_timeout());
    drop(release);
    let _ = client.send(lisi(), &Note::new()).unwrap();
}

#[test]
fn nothing_is_sent_with_a_timeout_of_zero() {
    let server = Server::after_token(|_| ok());
    let client = client(&server);
    let file = || Media::file(FileSource::bytes("a.txt", b"123456".as_slice()));
    let no_time = |error: Error| error.is_timeout() && !error.may_have_been_delivered();
    assert!(no_time(client.with(options().timeout(Duration::ZERO)).send(lisi(), &Note::new()).unwrap_err()));
    assert!(no_time(client.with(options().media_timeout(Duration::ZERO)).upload(file()).unwrap_err()));
    assert!(server.seen().is_empty());
}

#[test]
fn a_retry_policy_holds_for_the_calls_of_its_options_only() {
    let server = Server::after_token(|_| errcode(6000));
    let client = client(&server);
    assert_eq!(attempts(&client.with(options().retry(RetryPolicy::never()))), 1);
    assert_eq!(attempts(&client.with(options().retry(RetryPolicy::default().attempts(5)))), 5);
    assert_eq!(attempts(&client), 3);
}

#[test]
fn strictness_holds_for_the_calls_of_its_options_only() {
    let server = Server::after_token(|_| ok());
    let client = client(&server);
    let (truncated, empty) = (Note("x".repeat(2049)), Note(String::new()));
    let strict = client.with(options().strictness(Strictness::Strict));
    assert!(strict.send(lisi(), &truncated).unwrap_err().is_invalid());
    assert!(client.with(options().strictness(Strictness::Off)).send(lisi(), &empty).unwrap().warnings.is_empty());
    assert_eq!(client.send(lisi(), &truncated).unwrap().warnings.len(), 1);
    assert!(client.send(lisi(), &empty).unwrap_err().is_invalid());
}

#[test]
fn later_options_go_over_earlier_ones_and_leave_the_others() {
    let server = Server::after_token(|_| errcode(6000));
    let once = client(&server).with(options().retry(RetryPolicy::never()).strictness(Strictness::Strict));
    let still_once = once.with(options().strictness(Strictness::Off));
    assert_eq!(attempts(&still_once), 1);
    assert_eq!(still_once.send(lisi(), &Note(String::new())).unwrap_err().errcode().unwrap().value(), 6000);
}

#[test]
fn a_duplicate_check_is_written_and_makes_a_broken_connection_safe_to_retry() {
    let server = Server::after_token(|_| Reply::Close);
    let client = client(&server);
    assert_eq!(client.send(lisi(), &Text::new("disk full")).unwrap_err().attempts(), 1);
    assert_eq!(last_body(&server).get("enable_duplicate_check"), None);
    let checked = client.with(options().duplicate_check(Duration::from_millis(119_500)));
    let messages = [AnyMessage::from(Text::new("disk full")), AnyMessage::from(Text::new("disk full").safe(true))];
    for message in messages {
        let error = checked.send(lisi(), &message).unwrap_err();
        assert!(error.attempts() == 3 && error.may_have_been_delivered(), "{error}");
        let body = last_body(&server);
        assert_eq!((&body["enable_duplicate_check"], &body["duplicate_check_interval"]), (&1.into(), &120.into()));
    }
    assert_eq!(checked.send(lisi(), &WithExtra::new(Text::new("disk full"))).unwrap_err().attempts(), 3);
    assert_eq!(checked.broadcast(lisi(), &Text::new("disk full")).send().errors().next().unwrap().attempts(), 3);
}

#[test]
fn a_message_that_says_itself_whether_duplicates_are_checked_keeps_it() {
    let server = Server::after_token(|_| ok());
    let checked = client(&server).with(options().duplicate_check(Duration::from_secs(120)));
    let send = |message: Text| {
        let _ = checked.send(lisi(), &message).unwrap();
        last_body(&server)
    };
    assert_eq!(send(Text::new("a").retry_safely(Duration::from_secs(60)))["duplicate_check_interval"], 60);
    let off = send(Text::new("a").enable_duplicate_check(false));
    assert_eq!((off.get("enable_duplicate_check"), off.get("duplicate_check_interval")), (Some(&0.into()), None));
}

#[test]
fn a_message_without_the_option_is_sent_as_it_is() {
    let server = Server::after_token(|_| ok());
    let checked = client(&server).with(options().duplicate_check(Duration::from_secs(120)));
    let _ = checked.send(lisi(), &Raw::new("hologram", serde_json::json!({ "media_id": "M" })).unwrap()).unwrap();
    assert_eq!(
        last_body(&server),
        serde_json::json!({ "touser": "lisi", "msgtype": "hologram", "hologram": { "media_id": "M" }, "agentid": 7 })
    );
}

#[test]
fn an_interval_over_the_limit_is_found_like_that_of_a_message() {
    let server = Server::after_token(|_| ok());
    let checked = client(&server).with(options().duplicate_check(Duration::from_secs(5 * 60 * 60)));
    let errors = [
        checked.send(lisi(), &Text::new("a")).unwrap_err(),
        checked.broadcast(lisi(), &Text::new("a")).send().errors().next().unwrap().clone(),
    ];
    for error in errors {
        assert!(error.is_invalid() && error.to_string().contains("duplicate_check_interval"), "{error}");
    }
    assert!(server.seen().is_empty());
}

#[cfg(feature = "appchat")]
#[test]
fn a_handle_takes_options_and_keeps_what_it_holds() {
    let server = Server::after_token(|_| errcode(6000));
    let chat = client(&server).appchat("CHAT");
    let once = chat.with(options().retry(RetryPolicy::never()));
    assert_eq!((once.send_text("a").unwrap_err().attempts(), chat.send_text("a").unwrap_err().attempts()), (1, 3));
    assert_eq!((once.to(), &last_body(&server)["chatid"]), (chat.to(), &"CHAT".into()));
    assert_eq!(server.count("gettoken"), 1);
}

#[cfg(feature = "robot")]
#[test]
fn a_robot_takes_options() {
    let server = Server::start(|_| errcode(6000));
    let clock = wecom_message::manual_clock::ManualClock::new();
    let robot = wecom_message::Robot::builder("KEY").base_url(server.url()).manual_clock(&clock).build().unwrap();
    let once = robot.with(options().retry(RetryPolicy::never()));
    assert_eq!((once.send_text("a").unwrap_err().attempts(), robot.send_text("a").unwrap_err().attempts()), (1, 3));
    assert!(server.seen().iter().all(|seen| seen.connection == 0));
}
