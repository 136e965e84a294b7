//! The examples of the descriptions, for every channel.

use std::time::Duration;

use serde_json::{Value, json};
use wecom_sandbox::{Request, SessionEvent, Settings, Wecom};
use wecom_schema::model::{Channel, Credential, Method, Supplier};

use crate::{AGENT, KEY, SECRET, button_card, call, form, read, schema, send, settings, task_card, token, with};

/// The recipients and the sender of a channel's examples.
fn envelope(channel: &Channel) -> Value {
    match channel.name.as_str() {
        "app" => json!({"touser": "lisi", "agentid": AGENT}),
        "robot" => json!({}),
        "appchat" => json!({"chatid": "release2026"}),
        "linked_corp" => json!({"touser": ["lisi"], "agentid": AGENT}),
        "school" => json!({"to_party": ["3"], "agentid": AGENT}),
        "kf" => json!({"touser": "wmA", "open_kfid": "wkA"}),
        other => panic!("the channel {other} is new here: say whom its examples go to"),
    }
}

/// A sandbox with the files and the chat that the examples name.
fn prepared(chat: bool) -> Wecom {
    let mut wecom = Wecom::with_schema(schema(), Settings { any_media_id: true, ..settings() });
    if chat {
        let body = json!({"userlist": ["zhangsan", "lisi"], "owner": "zhangsan", "chatid": "release2026"});
        assert_eq!(call(&mut wecom, "appchat/create", &body)["errcode"], 0);
    }
    wecom
}

fn ask(wecom: &mut Wecom, channel: &Channel, path: &str, body: &Value) -> Value {
    let credential = match channel.credential {
        Credential::AccessToken => format!("access_token={}", token(wecom, SECRET)),
        Credential::Key => format!("key={KEY}"),
        Credential::Bot => panic!("a bot sends frames, not requests"),
    };
    read(&wecom.answer(&Request::post(&format!("/{path}?{credential}"), body.to_string())))
}

/// A robot's files are its own.
fn with_file(wecom: &mut Wecom, mut body: Value) -> Value {
    let kind = body["msgtype"].as_str().unwrap().to_owned();
    if let Some(id) = body.pointer_mut(&format!("/{kind}/media_id")) {
        let target = format!("/cgi-bin/webhook/upload_media?key={KEY}&type={kind}");
        *id = read(&wecom.answer(&form(&target, "filename=\"a\"", b"#!AMR\n")))["media_id"].clone();
    }
    body
}

#[test]
fn every_described_message_is_taken() {
    let schema = schema();
    for channel in schema.channels.iter().filter(|channel| channel.credential != Credential::Bot) {
        for example in channel.messages.iter().flat_map(|message| &message.examples) {
            let mut wecom = prepared(channel.name == "appchat");
            let mut body = with(example.body.clone(), &envelope(channel));
            if channel.credential == Credential::Key {
                body = with_file(&mut wecom, body);
            }
            let answer = ask(&mut wecom, channel, channel.path.as_ref().unwrap(), &body);
            assert_eq!(answer["errcode"], 0, "{} {}: {answer}", channel.name, example.name);
            let received = wecom.received().next_back().unwrap();
            assert!(received.delivered(), "{} {}", channel.name, example.name);
            assert_eq!(received.unknown_members, Vec::<String>::new(), "{} {}", channel.name, example.name);
        }
    }
}

#[test]
fn every_described_operation_is_taken() {
    let schema = schema();
    for channel in schema.channels.iter().filter(|channel| channel.credential != Credential::Bot) {
        for (operation, example) in
            channel.operations.iter().flat_map(|operation| operation.examples.iter().map(move |it| (operation, it)))
        {
            let mut wecom = prepared(channel.name == "appchat" && operation.name != "create");
            let sent = send(&mut wecom, &button_card());
            send(&mut wecom, &task_card());
            let sale = json!({"sender": "lisi", "text": {"content": "sale"}});
            let mass_message = call(&mut wecom, "externalcontact/add_msg_template", &sale);
            let greeting = json!({"text": {"content": "hello"}});
            let greeting = call(&mut wecom, "externalcontact/group_welcome_template/add", &greeting);
            let urgent = call(&mut wecom, "pstncc/call", &json!({"callee_userid": ["james"]}));
            wecom.advance(Duration::from_secs(10)); // until the mass message is dispatched
            let real = json!({
                "agentid": AGENT,
                "response_code": sent["response_code"],
                "msgid": if channel.name == "customer" { &mass_message["msgid"] } else { &sent["msgid"] },
                "template_id": greeting["template_id"],
                "callid": urgent["states"][0]["callid"],
                "chatid": "release2026",
                "code": wecom.event_code("wmA", "wkA", SessionEvent::Entered),
                "welcome_code": wecom.welcome_code("wmA"),
            });
            let object = channel.object(operation.object).unwrap();
            let mut body = example.body.clone();
            body.as_object_mut().unwrap().remove("cursor"); // of no page here
            for field in object.fields.iter().filter(|field| real.get(&field.wire).is_some()) {
                body[&field.wire] = real[&field.wire].clone();
            }
            for field in object.fields.iter().filter(|field| field.supplied == Some(Supplier::Handle)) {
                if body.get(&field.wire).is_none() {
                    body[&field.wire] = json!("wkA");
                }
            }
            let answer = match operation.method {
                Method::Post => ask(&mut wecom, channel, &operation.path, &body),
                Method::Get => {
                    let members = body.as_object().unwrap().iter();
                    let members = members.map(|(name, value)| format!("{name}={}", value.as_str().unwrap()));
                    let query = members.collect::<Vec<_>>().join("&");
                    let token = token(&mut wecom, SECRET);
                    read(&wecom.answer(&Request::get(&format!("/{}?access_token={token}&{query}", operation.path))))
                }
            };
            assert_eq!(answer["errcode"], 0, "{} {}: {answer}", operation.path, example.name);
        }
    }
}
