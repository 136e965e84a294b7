//! The built-in descriptions of an application's group chats.

use std::path::Path;

use serde_json::json;

use super::{channel, said};
use crate::judge::judge_object;
use crate::model::{Channel, Method};
use crate::{DIR, Sources};

fn appchat() -> Channel {
    channel(&Sources::from_dir(Path::new(DIR)).expect("the descriptions can be read"), "appchat")
}

#[test]
fn a_message_into_a_chat_names_the_chat_and_takes_the_options_of_its_type() {
    let table = [
        (json!({"chatid": "c", "msgtype": "text", "text": {"content": "a"}, "safe": 1}), vec![]),
        (json!({"msgtype": "text", "text": {"content": "a"}}), vec!["chatid refused 86201"]),
        (
            json!({"chatid": "c", "msgtype": "text", "text": {"content": "a".repeat(2049)}}),
            vec!["text.content unstated 45002"],
        ),
        (
            json!({"chatid": "c", "msgtype": "text", "text": {"content": "a"}, "enable_duplicate_check": 1}),
            vec!["enable_duplicate_check ?"],
        ),
        (
            json!({"chatid": "c", "msgtype": "markdown", "markdown": {"content": "a".repeat(2049)}}),
            vec!["markdown.content unstated 45002"],
        ),
        (json!({"chatid": "c", "msgtype": "voice", "voice": {"media_id": "m"}, "safe": 0}), vec!["safe ?"]),
        (
            json!({"chatid": "c", "msgtype": "textcard",
                "textcard": {"title": "题".repeat(43), "description": "d", "url": "u", "btntxt": "更多更多啊"}}),
            vec!["textcard.btntxt cut", "textcard.title cut"],
        ),
        (
            json!({"chatid": "c", "msgtype": "mpnews", "mpnews": {"articles": []}, "safe": 1}),
            vec!["mpnews.articles refused"],
        ),
        (json!({"chatid": "c", "msgtype": "image", "image": {"media_id": "m"}, "safe": 2}), vec!["safe !"]),
        (json!({"chatid": "c", "msgtype": "template_card", "template_card": {}}), vec!["msgtype ! 40008"]),
    ];
    let appchat = appchat();
    for (body, expected) in table {
        assert_eq!(said(&appchat.judge_send(&body).exact()), expected, "{body}");
    }
}

#[test]
fn a_chat_has_two_to_two_thousand_members_and_an_id_of_letters_and_digits() {
    let table = [
        ("create", json!({"userlist": ["a", "b"], "chatid": "Z9".repeat(16)}), vec![]),
        ("create", json!({}), vec!["userlist refused 86204"]),
        ("create", json!({"userlist": ["a"]}), vec!["userlist refused 86006"]),
        ("create", json!({"userlist": vec!["a"; 2001]}), vec!["userlist refused 86006"]),
        ("create", json!({"userlist": ["a", "b"], "name": "群".repeat(51)}), vec!["name cut"]),
        ("create", json!({"userlist": ["a", "b"], "chatid": "a".repeat(33)}), vec!["chatid refused 86205"]),
        ("create", json!({"userlist": ["a", "b"], "chatid": "a-b"}), vec!["chatid refused 86001"]),
        ("update", json!({"chatid": "c", "del_user_list": ["a"]}), vec![]),
        ("update", json!({"name": "n"}), vec!["chatid refused 86201"]),
        ("get", json!({"chatid": "c"}), vec![]),
        ("get", json!({}), vec!["chatid refused 86201"]),
    ];
    let appchat = appchat();
    for (name, body, expected) in table {
        let operation = appchat.operations.iter().find(|operation| operation.name == name).expect("it is described");
        assert_eq!(operation.method == Method::Get, name == "get");
        assert_eq!(said(&judge_object(&appchat, operation.object, &body).exact()), expected, "{name} {body}");
    }
}
