//! `externalcontact/message/send`.

use std::time::Duration;

use serde_json::{Value, json};
use wecom_sandbox::Delivery;

use crate::{AGENT, OTHER_AGENT, call, delivery, plain, post, strings, wecom, with};

const PATH: &str = "externalcontact/message/send";

fn text(changes: &Value) -> Value {
    with(json!({"agentid": AGENT, "msgtype": "text", "text": {"content": "closed tomorrow"}}), changes)
}

/// A failure has every list.
fn failure(errcode: i32, lists: &Value) -> Value {
    let empty = json!({"errcode": errcode, "invalid_parent_userid": [], "invalid_student_userid": [], "invalid_party": [],
        "invalid_tag": []});
    with(empty, lists)
}

#[test]
fn recipients_who_are_not_there_are_listed() {
    let table = [
        (json!({"to_parent_userid": ["Li"]}), json!({"errcode": 0})),
        (json!({"to_parent_userid": ["Li", "Ghost"]}), json!({"errcode": 0, "invalid_parent_userid": ["Ghost"]})),
        (
            json!({"to_student_userid": ["ghost"], "to_party": ["3", "13"]}),
            json!({"errcode": 0, "invalid_student_userid": ["ghost"], "invalid_party": ["13"]}),
        ),
        (json!({"toall": 1}), json!({"errcode": 0})),
        (
            json!({"to_parent_userid": ["ghost"], "to_party": ["13"]}),
            failure(81013, &json!({"invalid_parent_userid": ["ghost"], "invalid_party": ["13"]})),
        ),
        (json!({}), failure(40058, &json!({}))),
        (json!({"to_party": ["3"], "text": {}}), failure(44004, &json!({}))),
        (json!({"to_party": ["3"], "agentid": OTHER_AGENT}), failure(301_002, &json!({}))),
    ];
    for (to, expected) in table {
        let mut wecom = wecom();
        assert_eq!(plain(call(&mut wecom, PATH, &text(&to))), expected, "{to}");
        assert_eq!(delivery(&wecom).is_some(), expected["errcode"] == 0, "{to}");
    }
    assert_eq!(plain(post(&mut wecom(), PATH, "made-up", &text(&json!({})))), failure(40014, &json!({})));
}

#[test]
fn the_scope_says_whom_it_reaches() {
    let to = json!({"to_parent_userid": ["li"], "to_student_userid": ["wang"], "to_party": ["3"]});
    let people = |parents: &[&str], parents_of: &[&str], students: &[&str]| {
        let mut to = Delivery::default();
        to.parties = strings(&["3"]);
        (to.parents, to.parents_of, to.students) = (strings(parents), strings(parents_of), strings(students));
        Some(to)
    };
    let table = [
        (json!({}), people(&["li"], &["wang"], &[])),
        (json!({"recv_scope": 0}), people(&["li"], &["wang"], &[])),
        (json!({"recv_scope": 1}), people(&[], &[], &["wang"])),
        (json!({"recv_scope": 2}), people(&["li"], &["wang"], &["wang"])),
    ];
    for (scope, expected) in table {
        let mut wecom = wecom();
        call(&mut wecom, PATH, &text(&with(to.clone(), &scope)));
        assert_eq!(delivery(&wecom), expected, "{scope}");
    }
}

#[test]
fn an_identical_notice_is_delivered_once() {
    let mut wecom = wecom();
    let checked = text(&json!({"to_party": ["3"], "enable_duplicate_check": 1, "duplicate_check_interval": 60}));
    for (after, delivered) in [(0, true), (59, false), (1, true)] {
        wecom.advance(Duration::from_secs(after));
        assert_eq!(call(&mut wecom, PATH, &checked)["errcode"], 0);
        assert_eq!(delivery(&wecom).is_some(), delivered, "{after}");
    }
}
