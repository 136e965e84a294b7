//! Changing sent messages: `message/recall`, `message/update_template_card`, `message/update_taskcard`.

use std::time::Duration;

use serde_json::{Value, json};
use wecom_sandbox::Wecom;

use crate::{
    AGENT, OTHER_AGENT, OTHER_SECRET, SECRET, button_card, post, send, task_card, text, token, update, wecom, with,
};

const THREE_DAYS: u64 = 72 * 60 * 60;

#[test]
fn a_response_code_works_once_and_within_72_hours_and_for_its_application() {
    let mut wecom = wecom();
    let code = send(&mut wecom, &button_card())["response_code"].clone();
    let (token, other) = (token(&mut wecom, SECRET), token(&mut wecom, OTHER_SECRET));
    let mut try_update =
        |token: &str, body: &Value| post(&mut wecom, "message/update_template_card", token, body)["errcode"].clone();
    assert_eq!(try_update(&token, &update(&json!("made-up"), &json!({}))), 60140);
    assert_eq!(try_update(&token, &update(&json!(""), &json!({}))), 60140);
    assert_eq!(try_update(&token, &update(&code, &json!({"agentid": OTHER_AGENT}))), 42015);
    assert_eq!(try_update(&other, &update(&code, &json!({"agentid": OTHER_AGENT}))), 42015);
    assert_eq!(try_update(&token, &update(&code, &json!({"button": {}}))), 40058);
    assert_eq!(try_update(&token, &update(&code, &json!({}))), 0, "no failure has used it up");
    assert_eq!(try_update(&token, &update(&code, &json!({}))), 42022);

    for (age, errcode) in [(THREE_DAYS - 1, 0), (THREE_DAYS, 60140)] {
        let mut wecom = self::wecom();
        let code = send(&mut wecom, &button_card())["response_code"].clone();
        wecom.advance(Duration::from_secs(age));
        let token = self::token(&mut wecom, SECRET);
        assert_eq!(
            post(&mut wecom, "message/update_template_card", &token, &update(&code, &json!({})))["errcode"],
            errcode
        );
    }
}

#[test]
fn an_update_names_those_who_did_not_get_the_card() {
    let table = [
        (json!({"touser": "LiSi|wangwu"}), json!(["lisi", "WANGWU"]), None),
        (json!({"touser": "LiSi|ghost"}), json!(["LiSi", "Ghost", "Zoe"]), Some(json!(["ghost", "zoe"]))),
        (json!({"touser": "@all"}), json!(["anyone", "ghost"]), Some(json!(["ghost"]))),
        (json!({"touser": "lisi", "toparty": "2"}), json!(["zoe"]), None),
    ];
    for (to, users, expected) in table {
        let mut wecom = wecom();
        let code = send(&mut wecom, &with(button_card(), &to))["response_code"].clone();
        let token = token(&mut wecom, SECRET);
        let answer =
            post(&mut wecom, "message/update_template_card", &token, &update(&code, &json!({"userids": users})));
        assert_eq!((&answer["errcode"], answer.get("invaliduser")), (&json!(0), expected.as_ref()), "{to} {users}");
    }
}

#[test]
fn a_message_can_be_recalled_for_a_day_by_its_own_application() {
    let mut wecom = wecom();
    let id = send(&mut wecom, &text(&json!({})))["msgid"].clone();
    let recall = |wecom: &mut Wecom, id: &Value| {
        let token = token(wecom, SECRET);
        post(wecom, "message/recall", &token, &json!({ "msgid": id }))["errcode"].clone()
    };
    assert_eq!(recall(&mut wecom, &id), 0);
    assert_eq!(recall(&mut wecom, &json!("unknown")), 40058);
    wecom.advance(Duration::from_secs(24 * 60 * 60));
    assert_eq!(recall(&mut wecom, &id), 42052);
}

#[test]
fn a_task_card_is_updated_by_its_task_id() {
    let mut wecom = wecom();
    assert_eq!(send(&mut wecom, &task_card())["errcode"], 0);
    let update = json!({"agentid": AGENT, "userids": ["lisi"], "task_id": "taskid123", "clicked_key": "key111"});
    let table = [
        (json!({}), 0, None),
        (json!({"userids": ["lisi", "Wangwu"]}), 0, Some(json!(["wangwu"]))),
        (json!({"task_id": "another"}), 42016, None),
        (json!({"agentid": OTHER_AGENT}), 42015, None),
    ];
    for (changes, errcode, invalid) in table {
        let token = token(&mut wecom, SECRET);
        let answer = post(&mut wecom, "message/update_taskcard", &token, &with(update.clone(), &changes));
        assert_eq!((&answer["errcode"], answer.get("invaliduser")), (&json!(errcode), invalid.as_ref()), "{changes}");
    }
}
