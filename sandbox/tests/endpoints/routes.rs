//! The paths of the sandbox are those of the descriptions.

use serde_json::json;
use wecom_sandbox::{Answer, Delivery, Request, Wecom};
use wecom_schema::{Schema, Sources};

use crate::{KEY, SECRET, call, delivery, post, read, schema, settings, wecom};

#[test]
fn a_channel_that_is_not_described_is_no_endpoint() {
    let mut schema = schema();
    schema.channels.retain(|channel| channel.name == "kf");
    let mut wecom = Wecom::with_schema(schema, settings());
    for (path, status) in [
        ("gettoken", 200),
        ("kf/send_msg", 200),
        ("kf/send_msg_on_event", 200),
        ("message/send", 404),
        ("message/recall", 404),
        ("webhook/send", 404),
        ("appchat/get", 404),
    ] {
        assert_eq!(wecom.answer(&Request::post(&format!("/cgi-bin/{path}"), "{}")).status, status, "{path}");
    }
}

/// A channel that is pushed through with an access token, and another with a key; an operation of each kind.
fn described_elsewhere() -> Wecom {
    let mut sources = Sources::from_dir(wecom_schema::DIR.as_ref()).unwrap();
    let message = json!({"message": "text", "examples": [{"name": "full", "body": {"msgtype": "text", "text": {"content": "a"}}}],
        "fields": [{"name": "content", "type": "string", "required": {"errcode": 44004}, "sensitive": true}],
        "constructors": {"new": ["content"]}});
    for (name, credential) in [("pager", "access_token"), ("siren", "key")] {
        let channel = json!({"channel": name, "path": format!("cgi-bin/{name}/send"), "credential": credential});
        sources.insert(&format!("{name}/channel.json"), None, &channel.to_string());
        sources.insert(&format!("{name}/text.json"), None, &message.to_string());
        let operation = json!({"operation": "count", "path": format!("cgi-bin/{name}/count"), "method": "get",
            "fields": [{"name": "day", "type": "integer", "required": {"errcode": 40035}}],
            "constructors": {"new": ["day"]}, "examples": [{"name": "full", "body": {"day": 3}}]});
        sources.insert(&format!("{name}/count.json"), None, &operation.to_string());
    }
    let schema = Schema::load(&sources).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    Wecom::with_schema(schema, settings())
}

#[test]
fn what_has_no_state_of_its_own_is_judged_and_taken() {
    let mut wecom = described_elsewhere();
    for (text, errcode) in [(json!({"content": "fire"}), 0), (json!({}), 44004)] {
        let body = json!({"msgtype": "text", "text": text});
        let answer = call(&mut wecom, "pager/send", &body);
        assert_eq!(answer["errcode"], errcode, "{answer}");
        assert_eq!(delivery(&wecom), (errcode == 0).then(Delivery::default));
        let by_key = Request::post(&format!("/cgi-bin/siren/send?key={KEY}"), body.to_string());
        assert_eq!(read(&wecom.answer(&by_key))["errcode"], errcode);
    }
    assert_eq!(post(&mut wecom, "pager/send", "made-up", &json!({}))["errcode"], 40014);
    assert_eq!(post(&mut wecom, "siren/send", "made-up", &json!({}))["errcode"], 93000);
    let token = crate::token(&mut wecom, SECRET);
    for (day, errcode) in [("3", 0), ("", 40035), ("soon", 40058)] {
        for credential in [format!("pager/count?access_token={token}"), format!("siren/count?key={KEY}")] {
            let answer = read(&wecom.answer(&Request::get(&format!("/cgi-bin/{credential}&day={day}"))));
            assert_eq!(answer["errcode"], errcode, "{credential} {day}: {answer}");
        }
    }
}

#[test]
fn a_message_to_unknown_recipients_is_shown_as_delivered() {
    let mut wecom = described_elsewhere();
    call(&mut wecom, "pager/send", &json!({"msgtype": "text", "text": {"content": "fire"}}));
    let line = wecom.received().next_back().unwrap().to_string();
    assert_eq!(line, "#2 POST /cgi-bin/pager/send text -> 200 errcode 0, delivered");
}

#[test]
fn members_are_blotted_out_by_the_channel_of_the_path() {
    let mut wecom = described_elsewhere();
    let body = json!({"msgtype": "text", "text": {"content": "fire"}});
    for (path, shown) in [("pager/send", "***"), ("message/send", "fire"), ("nowhere", "***")] {
        wecom.next_answer(None, Answer::json(200, &json!({"errcode": 0})));
        let target = format!("/cgi-bin/{path}");
        wecom.answer(&Request::post(&target, body.to_string()));
        let received = wecom.received().next_back().unwrap();
        assert_eq!(received.body.as_ref().unwrap()["text"]["content"], shown, "{path}");
    }
}

#[test]
fn a_path_that_is_not_described_is_not_found() {
    for path in ["/", "/cgi-bin", "/cgi-bin/webhook/media/upload", "/cgi-bin/message/sent"] {
        assert_eq!(wecom().answer(&Request::post(path, "{}")).status, 404, "{path}");
    }
}
