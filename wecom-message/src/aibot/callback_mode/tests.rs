use serde_json::{Value, json};

use super::*;
use crate::aibot::{Button, ButtonInteraction, Card, Event, Stream};
use crate::callback::cipher::{decrypt, encrypt};
use crate::callback::signature::Signed;

const TOKEN: &str = "sdkTok3nQ9";
const KEY: &str = "hAHa1B1EXIxyeEXoeQzKm11mauxm0HEMEYLtAjFglcA";
const NONCE: &str = "1372599";

fn callbacks() -> AibotCallbacks {
    AibotCallbacks::new(TOKEN, KEY).unwrap()
}

/// The query and the body with which WeCom sends this to a receiver.
fn pushed(body: &Value, receive_id: &str) -> (String, String) {
    let encrypted = encrypt(&callbacks().key, [7; 16], &body.to_string(), receive_id).unwrap();
    let token = Secret::from(TOKEN);
    let signed = Signed { token: &token, timestamp: "1795305600", nonce: NONCE, encrypted: &encrypted };
    let query = format!("msg_signature={}&timestamp=1795305600&nonce={NONCE}", signed.signature());
    (query, json!({"encrypt": encrypted}).to_string())
}

fn received(body: &Value) -> ReceivedCallback {
    let (query, body) = pushed(body, "");
    callbacks().receive(&query, body).unwrap()
}

fn message(msgtype: &str, content: Value) -> Value {
    let mut message = json!({
        "msgid": "M-1", "aibotid": "aibK7", "chattype": "single", "from": {"userid": "lin.wei"},
        "response_url": "https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=RC1", "msgtype": msgtype,
    });
    message[msgtype] = content;
    message
}

/// What an answer says, once its signature is checked.
fn said(answer: &Answer) -> Value {
    let envelope: Value = serde_json::from_str(&answer.body).unwrap();
    let text = |name: &str| envelope[name].as_str().unwrap();
    assert_eq!((answer.status, text("nonce")), (200, NONCE), "the answer has the nonce of the query");
    let (token, timestamp) = (Secret::from(TOKEN), envelope["timestamp"].as_u64().unwrap().to_string());
    let signed = Signed { token: &token, timestamp: &timestamp, nonce: NONCE, encrypted: text("encrypt") };
    assert!(signed.is_signed_with(text("msgsignature")));
    let plaintext = decrypt(&callbacks().key, text("encrypt")).unwrap_or_else(|kind| panic!("{kind:?}"));
    assert!(plaintext.receive_id.is_empty());
    serde_json::from_str(&plaintext.message).unwrap()
}

fn card() -> Card {
    ButtonInteraction::new("Leave?", [Button::new("Yes", "yes")], "leave-3").into()
}

#[test]
fn a_message_is_answered_with_a_stream_that_wecom_asks_for_again() {
    let first = received(&message("text", json!({"content": "when?"})));
    assert!(matches!(&first.event, Event::TextMessage(text) if text.content == "when?"));
    let PassiveAnswer::Message(answer) = first.answer else { panic!("no message") };
    assert_eq!(
        said(&answer.stream(Stream::new("S-1", "looking")).unwrap()),
        json!({"msgtype": "stream", "stream": {"id": "S-1", "content": "looking"}})
    );
    let again = received(&message("stream", json!({"id": "S-1"})));
    let (Event::StreamRefresh(refresh), PassiveAnswer::Refresh(answer)) = (again.event, again.answer) else {
        panic!("no refresh")
    };
    let answer = answer.stream_with_card(Stream::new(refresh.id, "at nine").finish(true), card()).unwrap();
    let said = said(&answer);
    assert_eq!(said["msgtype"], "stream_with_template_card");
    assert_eq!((&said["stream"]["finish"], &said["template_card"]["task_id"]), (&json!(true), &json!("leave-3")));
}

#[test]
fn each_event_takes_its_own_answer() {
    let event = |kind: &str, content: Value| {
        let mut event = json!({"msgid": "E-1", "create_time": 1_795_306_000, "aibotid": "aibK7", "from": {"userid": "lin.wei"}, "msgtype": "event"});
        event["event"] = json!({"eventtype": kind});
        event["event"][kind] = content;
        event
    };
    let opened = received(&event("enter_chat", json!({})));
    let PassiveAnswer::Welcome(answer) = opened.answer else { panic!("no greeting") };
    assert_eq!(said(&answer.text("Hello!").unwrap()), json!({"msgtype": "text", "text": {"content": "Hello!"}}));

    let clicked = received(&event(
        "template_card_event",
        json!({"card_type": "button_interaction", "event_key": "yes", "task_id": "leave-3"}),
    ));
    let PassiveAnswer::CardUpdate(answer) = clicked.answer else { panic!("no click") };
    let answer = said(&answer.replace_for(["lin.wei"], card()).unwrap());
    assert_eq!((&answer["response_type"], &answer["userids"]), (&json!("update_template_card"), &json!(["lin.wei"])));

    let rated = received(&event("feedback_event", json!({"id": "fb-31", "type": 1})));
    assert!(matches!(rated.answer, PassiveAnswer::None));
    assert_eq!(rated.answer.acknowledge().body, "");
}

#[test]
fn what_is_meant_for_another_receiver_or_is_no_object_is_refused() {
    let (query, body) = pushed(&message("text", json!({})), "ww0f1e2d3c4b5a6978");
    assert_eq!(callbacks().receive(&query, body).unwrap_err().kind(), ErrorKind::ReceiveIdMismatch);
    let (query, body) = pushed(&json!(["no object"]), "");
    assert_eq!(callbacks().receive(&query, body).unwrap_err().kind(), ErrorKind::MalformedMessage);
    let (query, body) = pushed(&message("text", json!({})), "");
    let forged = query.replace("nonce=1", "nonce=2");
    assert_eq!(callbacks().receive(&forged, body).unwrap_err().kind(), ErrorKind::SignatureMismatch);
}

#[test]
fn an_answer_beyond_a_limit_is_refused() {
    let PassiveAnswer::Message(answer) = received(&message("text", json!({}))).answer else { panic!("no message") };
    let error = answer.card(ButtonInteraction::new("", [Button::new("Yes", "yes")], "leave 3")).unwrap_err();
    assert!(error.is_invalid(), "{error}");
}

#[test]
fn no_debug_shows_the_key_or_the_address_for_answers() {
    let shown = format!("{:?} {:#?}", callbacks(), received(&message("text", json!({"content": "hi"}))));
    for secret in [TOKEN, KEY, "response_code"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}
