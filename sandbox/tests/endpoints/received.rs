//! What is shown of what came in, and answers said beforehand.

use serde_json::{Value, json};
use wecom_sandbox::{Answer, Request};

use crate::{AGENT, CORP, SECRET, button_card, post, read, send, text, token, update, wecom};

const GETTOKEN: &str = "/cgi-bin/gettoken";
const SEND: &str = "/cgi-bin/message/send";
const UPDATE: &str = "/cgi-bin/message/update_template_card";

#[test]
fn what_was_received_is_shown_without_secrets() {
    let mut wecom = wecom();
    let token = token(&mut wecom, SECRET);
    let body =
        text(&json!({"touser": "lisi|ghost", "toparty": "2", "color": "red", "text": {"content": "a".repeat(2049)}}));
    post(&mut wecom, "message/send", &token, &body);
    let code = send(&mut wecom, &button_card())["response_code"].clone();
    post(&mut wecom, "message/update_template_card", &token, &update(&code, &json!({})));
    wecom.answer(&Request::get(&format!("/cgi-bin/gettoken?corpid={CORP}&corpsecret=wrong-{SECRET}")));

    let answer = wecom.answer(&Request::get("/sandbox/received"));
    let shown = String::from_utf8(answer.body).unwrap();
    for secret in [SECRET, &token, code.as_str().unwrap()] {
        assert!(!shown.contains(secret), "{shown}");
        assert!(wecom.received().all(|received| !format!("{received:?} {received}").contains(secret)));
    }
    let shown: Value = serde_json::from_str(&shown).unwrap();
    let paths: Vec<&str> = shown.as_array().unwrap().iter().map(|it| it["path"].as_str().unwrap()).collect();
    assert_eq!(paths, [GETTOKEN, SEND, GETTOKEN, SEND, UPDATE, GETTOKEN], "what is shown does not show itself");
    let sent = &shown[1];
    assert_eq!((&sent["path"], &sent["method"]), (&json!("/cgi-bin/message/send"), &json!("POST")));
    assert_eq!((&sent["body"], &sent["errcode"], &sent["agentid"]), (&body, &json!(0), &json!(AGENT)));
    let to = json!({"everyone": false, "users": ["lisi"], "tickets": [], "parties": ["2"], "tags": [], "chats": [], "parents": [],
        "parents_of": [], "students": [], "customers": [], "robot": null});
    assert_eq!((&sent["delivered"], &sent["to"]), (&json!(true), &to));
    assert_eq!(sent["unknown_members"], json!(["color"]));
    assert_eq!(sent["findings"], json!(["text.content: 2049 bytes, but at most 2048 bytes are allowed"]));
    assert_eq!(shown[4]["body"]["response_code"], "***");
    assert_eq!((&shown[5]["errcode"], &shown[5]["body"]), (&json!(40001), &json!(null)));
}

#[test]
fn scripted_answers_come_first_and_once() {
    let mut wecom = wecom();
    let busy = Answer::json(200, &json!({"errcode": -1, "errmsg": "system busy"}));
    let broken = Answer::new(502, "text/html", "<html>");
    wecom.next_answer(Some("cgi-bin/message/send"), busy);
    wecom.next_answer(Some("cgi-bin/message/send"), broken.clone());
    let token = token(&mut wecom, SECRET);
    let request = Request::post(&format!("/cgi-bin/message/send?access_token={token}"), text(&json!({})).to_string());
    assert_eq!(read(&wecom.answer(&request))["errcode"], -1);
    assert_eq!(wecom.answer(&request), broken);
    assert_eq!(read(&wecom.answer(&request))["errcode"], 0);
    wecom.next_answer(None, broken.clone());
    wecom.answer(&Request::get("/sandbox/received"));
    assert_eq!(wecom.answer(&Request::get("/anything")), broken, "looking at what came in uses nothing up");
    let received: Vec<_> = wecom.received().map(|it| (it.status, it.errcode, it.delivered())).collect();
    let expected =
        [(200, Some(0), false), (200, Some(-1), false), (502, None, false), (200, Some(0), true), (502, None, false)];
    assert_eq!(received, expected);
}
