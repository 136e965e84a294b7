//! `pstncc/call` and `pstncc/getstates`.

use std::time::Duration;

use serde_json::{Value, json};
use wecom_sandbox::{Settings, Wecom};

use crate::{OTHER_SECRET, call, post, schema, settings, token};

fn ring(wecom: &mut Wecom, member: &str) -> String {
    let answer = call(wecom, "pstncc/call", &json!({ "callee_userid": [member] }));
    answer["states"][0]["callid"].as_str().unwrap().to_owned()
}

fn state(wecom: &mut Wecom, member: &str, id: &str) -> Value {
    let mut answer = call(wecom, "pstncc/getstates", &json!({ "callee_userid": member, "callid": id }));
    answer.as_object_mut().unwrap().remove("errmsg");
    answer
}

fn wecom() -> Wecom {
    Wecom::with_schema(schema(), Settings { started: Duration::from_secs(1_700_000_000), ..settings() })
}

#[test]
fn each_member_is_called() {
    let mut wecom = wecom();
    let answer = call(&mut wecom, "pstncc/call", &json!({"callee_userid": ["lisi", "ghost"]}));
    assert_eq!((&answer["errcode"], &answer["states"][0]["code"]), (&json!(0), &json!(0)));
    assert_eq!(answer["states"][1], json!({"userid": "ghost", "code": -1}));
    assert_eq!(call(&mut wecom, "pstncc/call", &json!({"callee_userid": []}))["errcode"], 40058);
}

#[test]
fn a_call_rings_until_it_is_answered() {
    let mut wecom = wecom();
    let id = ring(&mut wecom, "lisi");
    let ringing = json!({"errcode": 0, "istalked": 0, "calltime": 1_700_000_000, "talktime": 0, "reason": 1});
    assert_eq!(state(&mut wecom, "LiSi", &id), ringing);
    wecom.advance(Duration::from_secs(59));
    assert!(wecom.answer_urgent_call(&id, Duration::from_secs(12)));
    assert!(!wecom.answer_urgent_call(&id, Duration::ZERO), "it has been answered");
    let answered = json!({"errcode": 0, "istalked": 1, "calltime": 1_700_000_000, "talktime": 12, "reason": 0});
    assert_eq!(state(&mut wecom, "lisi", &id), answered);
}

#[test]
fn a_call_that_is_not_answered_ends() {
    let mut wecom = wecom();
    let id = ring(&mut wecom, "lisi");
    wecom.advance(Duration::from_secs(60));
    assert!(!wecom.answer_urgent_call(&id, Duration::ZERO));
    let state = state(&mut wecom, "lisi", &id);
    assert_eq!((&state["istalked"], &state["reason"]), (&json!(0), &json!(12)));
}

#[test]
fn a_member_is_called_three_times_in_eight_minutes() {
    let mut wecom = wecom();
    let reasons: Vec<Value> = (0..4)
        .map(|_| {
            let id = ring(&mut wecom, "lisi");
            state(&mut wecom, "lisi", &id)["reason"].clone()
        })
        .collect();
    assert_eq!(reasons, [1, 1, 1, 13]);
    wecom.advance(Duration::from_secs(8 * 60));
    let id = ring(&mut wecom, "lisi");
    assert_eq!(state(&mut wecom, "lisi", &id)["reason"], 1);
}

#[test]
fn a_call_is_known_to_its_application_by_id_and_member_for_seven_days() {
    let mut wecom = wecom();
    let id = ring(&mut wecom, "lisi");
    assert_eq!(state(&mut wecom, "wangwu", &id)["errcode"], 40058);
    assert_eq!(state(&mut wecom, "lisi", "made-up")["errcode"], 40058);
    let other = token(&mut wecom, OTHER_SECRET);
    let body = json!({"callee_userid": "lisi", "callid": id});
    assert_eq!(post(&mut wecom, "pstncc/getstates", &other, &body)["errcode"], 40058);
    for (age, errcode) in [(7 * 24 * 60 * 60 - 1, 0), (1, 40058)] {
        wecom.advance(Duration::from_secs(age));
        assert_eq!(state(&mut wecom, "lisi", &id)["errcode"], errcode, "{age}");
    }
}
