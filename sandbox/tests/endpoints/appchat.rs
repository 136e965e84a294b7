//! `appchat/create`, `update`, `get` and `send`.

use serde_json::{Value, json};
use wecom_sandbox::{Delivery, Request, Wecom};

use crate::{OTHER_SECRET, SECRET, call, delivery, post, read, strings, token, wecom, with};

fn create(wecom: &mut Wecom, changes: &Value) -> Value {
    let body = json!({"name": "Release", "userlist": ["lisi", "wangwu"], "chatid": "release2026"});
    call(wecom, "appchat/create", &with(body, changes))
}

fn get(wecom: &mut Wecom, secret: &str, chat: &str) -> Value {
    let token = token(wecom, secret);
    read(&wecom.answer(&Request::get(&format!("/cgi-bin/appchat/get?access_token={token}&chatid={chat}"))))
}

fn text(chat: &str) -> Value {
    json!({"chatid": chat, "msgtype": "text", "text": {"content": "out"}})
}

fn users(count: usize) -> Value {
    (0..count).map(|number| format!("user{number}")).collect()
}

#[test]
fn a_chat_has_an_id_members_and_an_owner_among_them() {
    let table = [
        (json!({}), 0),
        (json!({"chatid": "", "name": ""}), 0),
        (json!({"userlist": users(2000)}), 0),
        (json!({"userlist": users(2001)}), 86006),
        (json!({"userlist": ["lisi"]}), 86006),
        (json!({"userlist": ["lisi", "LiSi"]}), 86006),
        (json!({"userlist": []}), 86204),
        (json!({"userlist": ["lisi", "Ghost"]}), 86216),
        (json!({"owner": "WangWu"}), 0),
        (json!({"owner": "zoe"}), 86207),
        (json!({"chatid": "a b"}), 86001),
        (json!({"chatid": "a".repeat(33)}), 86205),
    ];
    for (changes, errcode) in table {
        let answer = create(&mut wecom(), &changes);
        assert_eq!((&answer["errcode"], answer.get("chatid").is_some()), (&json!(errcode), errcode == 0), "{answer}");
    }
}

#[test]
fn a_chat_id_is_the_callers_or_made_up_and_given_once() {
    let mut wecom = wecom();
    assert_eq!(create(&mut wecom, &json!({}))["chatid"], "release2026");
    assert_eq!(create(&mut wecom, &json!({}))["errcode"], 86215);
    let made_up = [(); 2].map(|()| create(&mut wecom, &json!({"chatid": ""}))["chatid"].as_str().unwrap().to_owned());
    assert_ne!(made_up[0], made_up[1]);
    let allowed = |id: &String| id.len() <= 32 && id.chars().all(|char| char.is_ascii_alphanumeric());
    assert!(made_up.iter().all(allowed), "{made_up:?}");
}

#[test]
fn a_chat_is_as_it_was_made_and_changed() {
    let mut wecom = wecom();
    create(&mut wecom, &json!({"name": "名".repeat(51)}));
    let info = json!({"chatid": "release2026", "name": "名".repeat(50), "owner": "lisi",
        "userlist": ["lisi", "wangwu"], "chat_type": 0});
    assert_eq!(get(&mut wecom, SECRET, "release2026")["chat_info"], info);
    assert_eq!(wecom.received().next_back().unwrap().body, Some(json!({"chatid": "release2026"})));

    let change = |changes: &Value| with(json!({"chatid": "release2026"}), changes);
    let table = [
        (json!({"name": "Next"}), 0),
        (json!({"add_user_list": ["zoe", "LISI"]}), 0),
        (json!({"add_user_list": ["ghost"]}), 86216),
        (json!({"del_user_list": ["lisi"]}), 86207),
        (json!({"del_user_list": ["Lisi"], "owner": "zoe"}), 0),
        (json!({"owner": "nobody"}), 86207),
        (json!({"del_user_list": ["wangwu"]}), 86006),
        (json!({"add_user_list": users(1999)}), 86006),
        (json!({"del_user_list": ["wangwu", "nobody"], "add_user_list": ["zhaoliu", "ZOE"]}), 0),
    ];
    for (changes, errcode) in table {
        let answer = call(&mut wecom, "appchat/update", &change(&changes));
        assert_eq!(answer["errcode"], errcode, "{changes}: {answer}");
    }
    let info = json!({"chatid": "release2026", "name": "Next", "owner": "zoe", "userlist": ["zoe", "zhaoliu"],
        "chat_type": 0});
    assert_eq!(get(&mut wecom, SECRET, "release2026")["chat_info"], info);
}

#[test]
fn a_chat_is_the_application_s_that_made_it() {
    let mut wecom = wecom();
    create(&mut wecom, &json!({}));
    for (secret, chat, errcode) in [
        (SECRET, "release2026", 0),
        (SECRET, "other", 86003),
        (OTHER_SECRET, "release2026", 86008),
        (SECRET, "", 86201),
    ] {
        let token = token(&mut wecom, secret);
        let update = json!({"chatid": chat, "name": "Next"});
        let answers = [
            get(&mut wecom, secret, chat),
            post(&mut wecom, "appchat/update", &token, &update),
            post(&mut wecom, "appchat/send", &token, &text(chat)),
        ];
        assert!(answers.iter().all(|answer| answer["errcode"] == errcode), "{chat}: {answers:?}");
    }
    let target = format!("/cgi-bin/appchat/get?access_token={}", token(&mut wecom, SECRET));
    assert_eq!(read(&wecom.answer(&Request::post(&target, r#"{"chatid":"release2026"}"#)))["errcode"], 40058);
    assert_eq!(get(&mut wecom, SECRET, "release2026&access_token=").get("errmsg"), Some(&json!("ok")));
    assert_eq!(read(&wecom.answer(&Request::get("/cgi-bin/appchat/get?chatid=release2026")))["errcode"], 41001);
}

#[test]
fn a_message_goes_to_the_members() {
    let mut wecom = wecom();
    create(&mut wecom, &json!({}));
    let answer = call(&mut wecom, "appchat/send", &text("release2026"));
    assert_eq!(answer, json!({"errcode": 0, "errmsg": "ok"}));
    let mut expected = Delivery::default();
    expected.chats = strings(&["release2026"]);
    expected.users = strings(&["lisi", "wangwu"]);
    assert_eq!(delivery(&wecom), Some(expected));
    assert_eq!(
        call(&mut wecom, "appchat/send", &json!({"chatid": "release2026", "msgtype": "template_card"}))["errcode"],
        40008
    );
}
