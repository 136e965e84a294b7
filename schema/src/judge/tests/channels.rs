//! What the channels beside `app` say in ways of their own.

use std::path::Path;

use serde_json::{Value, json};

use super::{channel, said};
use crate::judge::judge_object;
use crate::model::Channel;
use crate::{DIR, Sources};

fn described(name: &str) -> Channel {
    channel(&Sources::from_dir(Path::new(DIR)).expect("the descriptions can be read"), name)
}

/// A whole request: a message and what stands beside it.
fn with(message: &Value, beside: &Value) -> Value {
    let members = |value: &Value| value.as_object().cloned().unwrap_or_default();
    members(message).into_iter().chain(members(beside)).collect()
}

#[track_caller]
fn sends(channel: &str, message: &Value, table: &[(Value, &[&str])]) {
    let channel = described(channel);
    for (beside, expected) in table {
        let body = with(message, beside);
        assert_eq!(said(&channel.judge_send(&body).exact()), *expected, "{body}");
    }
}

#[track_caller]
fn calls(channel: &str, operation: &str, table: &[(Value, &[&str])]) {
    let channel = described(channel);
    let operation = channel.operations.iter().find(|it| it.name == operation).expect("the operation is described");
    for (body, expected) in table {
        assert_eq!(said(&judge_object(&channel, operation.object, body).exact()), *expected, "{body}");
    }
}

#[test]
fn a_school_is_addressed_by_lists_or_as_a_whole() {
    let text = json!({"msgtype": "text", "text": {"content": "hi"}, "agentid": 7});
    sends(
        "school",
        &text,
        &[
            (json!({"to_parent_userid": ["a"]}), &[]),
            (json!({"recv_scope": 0, "to_party": ["1"], "toall": 0}), &[]),
            (json!({"recv_scope": 1, "to_student_userid": ["a"]}), &[]),
            (json!({"recv_scope": 2, "to_parent_userid": ["a"], "to_student_userid": ["b"], "to_party": ["1"]}), &[]),
            (json!({"recv_scope": 2, "toall": 1}), &[]),
            (json!({}), &["to_parent_userid refused"]),
            (json!({"to_party": [], "toall": 0}), &["to_parent_userid refused"]),
            (
                json!({"recv_scope": 1, "to_parent_userid": ["a"]}),
                &["to_parent_userid ignored", "to_parent_userid refused"],
            ),
            (json!({"recv_scope": 3, "to_party": ["1"]}), &["recv_scope !"]),
            (json!({"to_party": vec!["1"; 101]}), &["to_party unstated"]),
        ],
    );
}

#[test]
fn everyone_of_linked_corporations_gets_no_mini_program_notice() {
    let text = json!({"msgtype": "text", "text": {"content": "hi"}, "agentid": 7});
    let notice =
        json!({"msgtype": "miniprogram_notice", "miniprogram_notice": {"appid": "wx1", "title": "Room booked"}});
    sends(
        "linked_corp",
        &text,
        &[
            (json!({"touser": ["a", "corp/b"]}), &[]),
            (json!({"toall": 1}), &[]),
            (json!({"toall": 0}), &["touser refused 82001"]),
        ],
    );
    sends("linked_corp", &notice, &[(json!({"touser": ["a"]}), &[]), (json!({"toall": 1}), &["toall unstated"])]);
}

#[test]
fn a_menu_has_fewer_choices_than_lines() {
    let click = json!({"type": "click", "click": {"id": "1", "content": "Yes"}});
    let line = json!({"type": "text", "text": {"content": "or"}});
    let lines = |clicks: usize, texts: usize| [vec![click.clone(); clicks], vec![line.clone(); texts]].concat();
    let to = json!({"touser": "a", "open_kfid": "b"});
    let menu = |list: Vec<Value>| json!({"msgtype": "msgmenu", "msgmenu": {"head_content": "?", "list": list}});
    sends(
        "kf",
        &to,
        &[
            (menu(lines(10, 40)), &[]),
            (menu(lines(11, 0)), &["msgmenu.list refused 95008"]),
            (menu(lines(1, 50)), &["msgmenu.list refused 95008"]),
            (menu(vec![json!({"type": "button"})]), &["msgmenu.list[0].type ! 95009"]),
        ],
    );
    calls(
        "kf",
        "send_on_event",
        &[
            (with(&json!({"code": "c"}), &menu(lines(5, 5))), &[]),
            (with(&json!({"code": "c"}), &menu(lines(5, 6))), &["msgmenu.list refused 95008"]),
            (json!({"code": "c", "msgtype": "image", "image": {"media_id": "m"}}), &["msgtype ! 40008"]),
        ],
    );
}

#[test]
fn a_mass_message_is_for_customers_or_for_groups() {
    let mass = |audience: &Value| with(&json!({"text": {"content": "hi"}}), audience);
    calls(
        "customer",
        "add_msg_template",
        &[
            (mass(&json!({"external_userid": ["a"], "chat_id_list": ["g"]})), &["chat_id_list ignored"]),
            (mass(&json!({"sender": "a", "chat_id_list": ["g"]})), &["chat_id_list ignored"]),
            (mass(&json!({"chat_type": "single", "sender": "a"})), &[]),
            (mass(&json!({"tag_filter": {"group_list": [{"tag_list": ["t"]}]}})), &[]),
            (mass(&json!({"tag_filter": {"group_list": []}})), &["tag_filter.group_list refused"]),
            (mass(&json!({})), &["external_userid refused"]),
            (mass(&json!({"chat_type": "group", "sender": "a"})), &[]),
            (mass(&json!({"chat_type": "group", "chat_id_list": ["c"]})), &["sender refused"]),
            (json!({"sender": "a"}), &["text.content refused"]),
            (
                json!({"sender": "a", "attachments": [{"msgtype": "image", "image": {}}]}),
                &["attachments[0].image.media_id refused"],
            ),
            (json!({"sender": "a", "attachments": [{"msgtype": "voice"}]}), &["attachments[0].msgtype ! 41065"]),
        ],
    );
}

#[test]
fn a_greeting_of_a_smart_bot_has_what_its_type_says() {
    calls(
        "aibot",
        "welcome_reply",
        &[
            (json!({"msgtype": "text", "text": {"content": "Hello!"}}), &[]),
            (json!({"msgtype": "text"}), &["text.content refused"]),
            (json!({"msgtype": "template_card"}), &["template_card.card_type ! 42031"]),
            (json!({"msgtype": "markdown", "markdown": {"content": "Hello!"}}), &["msgtype !"]),
        ],
    );
}
