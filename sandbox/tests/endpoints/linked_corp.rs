//! `linkedcorp/message/send`.

use serde_json::{Value, json};

use crate::{AGENT, OTHER_AGENT, call, delivery, plain, strings, wecom, with};

const PATH: &str = "linkedcorp/message/send";

fn text(changes: &Value) -> Value {
    with(json!({"agentid": AGENT, "msgtype": "text", "text": {"content": "out"}}), changes)
}

#[test]
fn recipients_who_are_not_there_are_listed() {
    let table = [
        (json!({"touser": ["lisi", "ww2/wangwu"]}), json!({"errcode": 0})),
        (json!({"touser": ["lisi", "Ghost"]}), json!({"errcode": 0, "invaliduser": ["ghost"]})),
        (
            json!({"touser": ["lisi"], "toparty": ["13", "2"], "totag": ["31"]}),
            json!({"errcode": 0, "invalidparty": ["13"], "invalidtag": ["31"]}),
        ),
        (json!({"toall": 1, "touser": ["ghost"]}), json!({"errcode": 0})),
        (
            json!({"touser": ["GHOST"], "toparty": ["13"], "totag": ["31"]}),
            json!({"errcode": 81013, "invaliduser": ["ghost"], "invalidparty": ["13"], "invalidtag": ["31"]}),
        ),
        (json!({}), json!({"errcode": 82001})),
        (json!({"touser": ["lisi"], "agentid": OTHER_AGENT}), json!({"errcode": 301_002})),
    ];
    for (to, expected) in table {
        let mut wecom = wecom();
        let answer = call(&mut wecom, PATH, &text(&to));
        assert_eq!(answer.get("msgid"), None);
        assert_eq!(plain(answer), expected, "{to}");
        assert_eq!(delivery(&wecom).is_some(), expected["errcode"] == 0, "{to}");
    }
}

#[test]
fn what_was_delivered_is_shown() {
    let mut wecom = wecom();
    call(&mut wecom, PATH, &text(&json!({"touser": ["ww2/wangwu", "ghost"], "toparty": ["L/3"], "totag": ["7"]})));
    let to = delivery(&wecom).unwrap();
    assert_eq!((to.users, to.parties, to.tags), (strings(&["ww2/wangwu"]), strings(&["L/3"]), strings(&["7"])));
    call(&mut wecom, PATH, &text(&json!({"toall": 1})));
    assert!(delivery(&wecom).unwrap().everyone);
}
