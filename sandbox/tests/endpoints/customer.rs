//! `externalcontact/add_msg_template` and `externalcontact/send_welcome_msg`.

use std::time::Duration;

use serde_json::{Value, json};
use wecom_sandbox::Wecom;

use crate::{call, delivery, plain, strings, wecom, with};

#[test]
fn a_mass_message_is_named_and_lists_whom_it_cannot_be_for() {
    let table = [
        (json!({"external_userid": ["wmA", "wmB"]}), json!({"errcode": 0, "fail_list": []})),
        (json!({"external_userid": ["wmA", "ghost"]}), json!({"errcode": 0, "fail_list": ["ghost"]})),
        (json!({"external_userid": ["ghost"]}), json!({"errcode": 41048, "fail_list": ["ghost"]})),
        (json!({"sender": "lisi"}), json!({"errcode": 0, "fail_list": []})),
        (json!({"sender": "Ghost"}), json!({"errcode": 40003})),
        (
            json!({"chat_type": "group", "sender": "lisi", "chat_id_list": ["wrA", "ghost"], "external_userid": ["wmA"]}),
            json!({"errcode": 0, "fail_list": ["ghost"]}),
        ),
        (json!({"sender": "lisi", "text": {}}), json!({"errcode": 40058})),
    ];
    for (changes, expected) in table {
        let mut wecom = wecom();
        let body = with(json!({"text": {"content": "The sale begins."}}), &changes);
        let answer = call(&mut wecom, "externalcontact/add_msg_template", &body);
        assert_eq!(answer.get("msgid").is_some(), expected["errcode"] == 0, "{changes}");
        assert_eq!(plain(answer), expected, "{changes}");
        assert_eq!(delivery(&wecom), None, "{changes}: no member has confirmed");
    }
}

fn welcome(wecom: &mut Wecom, code: &str, changes: &Value) -> Value {
    let body = with(json!({"welcome_code": code, "text": {"content": "Hello"}}), changes);
    call(wecom, "externalcontact/send_welcome_msg", &body)
}

#[test]
fn a_customer_is_welcomed_once_within_20_seconds() {
    let mut wecom = wecom();
    let [code, late] = [(); 2].map(|()| wecom.welcome_code("wmA"));
    assert_eq!(welcome(&mut wecom, "", &json!({}))["errcode"], 41049);
    assert_eq!(welcome(&mut wecom, "made-up", &json!({}))["errcode"], 41050);
    assert_eq!(welcome(&mut wecom, &code, &json!({"text": {}}))["errcode"], 40058);
    wecom.advance(Duration::from_secs(19));
    assert_eq!(welcome(&mut wecom, &code, &json!({})), json!({"errcode": 0, "errmsg": "ok"}));
    assert_eq!(delivery(&wecom).unwrap().customers, strings(&["wmA"]));
    assert_eq!(welcome(&mut wecom, &code, &json!({}))["errcode"], 41051);
    assert_eq!(delivery(&wecom), None);
    wecom.advance(Duration::from_secs(1));
    assert_eq!(welcome(&mut wecom, &late, &json!({}))["errcode"], 41050);
}

#[test]
fn a_code_is_not_shown() {
    let mut wecom = wecom();
    let code = wecom.welcome_code("wmA");
    welcome(&mut wecom, &code, &json!({}));
    let received = wecom.received().next_back().unwrap();
    assert!(!format!("{received:?} {received} {}", received.to_json()).contains(&code), "{received:?}");
}
