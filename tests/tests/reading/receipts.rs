//! What reading found is a warning on the receipt; an operation, which has none, is not sent.

use serde_json::json;
use wecom_message::app::{AnyMessage, SendRequest, Text};
use wecom_message::appchat::CreateChat;
use wecom_message::check::{Consequence, Violation};
use wecom_message::customer::AddMsgTemplate;
use wecom_message::{Client, Robot, Strictness, To, robot, school};
use wecom_sandbox::Sandbox;

fn client(sandbox: &Sandbox) -> Client {
    let builder = Client::builder(sandbox.corp_id(), sandbox.secret(), sandbox.agent_id());
    builder.base_url(sandbox.base_url()).build().unwrap()
}

fn shown(warnings: &[Violation]) -> Vec<String> {
    warnings.iter().map(ToString::to_string).collect()
}

const LOST_URL: &str = "template_card.jump_list[0].url: WeCom reads it only with `type` 1 (link); it is not sent";

fn card(link: &serde_json::Value) -> serde_json::Value {
    json!({"msgtype": "template_card", "template_card": {
        "card_type": "text_notice", "sub_title_text": "disk full", "jump_list": [link],
        "main_title": {"title": "db-1"}, "card_action": {"type": 1, "url": "https://e.example/"}}})
}

#[test]
fn a_message_from_a_queue_says_on_its_receipt_what_was_not_sent() {
    let sandbox = Sandbox::start().unwrap();
    let link = json!({"title": "Runbook", "url": "https://e.example/"});
    let message: AnyMessage = serde_json::from_value(card(&link)).unwrap();
    let receipt = client(&sandbox).send(To::user("lisi"), &message).unwrap();
    assert_eq!(shown(&receipt.warnings), [LOST_URL]);

    let message: robot::AnyMessage = serde_json::from_value(card(&link)).unwrap();
    let receipt = Robot::from_url(&sandbox.webhook_url()).unwrap().send(&message).unwrap();
    assert_eq!(shown(&receipt.warnings), [LOST_URL]);

    let mut whole = card(&link);
    whole["touser"] = json!("lisi");
    let request: SendRequest = serde_json::from_value(whole).unwrap();
    let receipt = client(&sandbox).send(request.to, &request.message).unwrap();
    assert_eq!(shown(&receipt.warnings), [LOST_URL]);
}

#[test]
fn a_typed_message_says_what_it_lost_and_what_it_rewrote() {
    let sandbox = Sandbox::start().unwrap();
    let text =
        r#"{"msgtype":"text","text":{"content":5,"colour":"red"},"safe":"0","priority":1,"enable_id_trans":null}"#;
    let message: Text = serde_json::from_str(text).unwrap();
    let receipt = client(&sandbox).send(To::user("lisi"), &message).unwrap();
    assert_eq!(
        shown(&receipt.warnings),
        [
            "enable_id_trans: null counts as absent; it is sent in the documented form",
            "text.content: a string is wanted here, not a number; it is sent in the documented form",
            "text.colour: not part of such a request; it is not sent",
            "safe: 0 or 1 is wanted here, not a string; it is sent in the documented form",
            "priority: not part of such a request; it is not sent",
        ]
    );
    let sent = sandbox.received().pop().unwrap().body.unwrap();
    assert_eq!((&sent["text"]["content"], &sent["safe"]), (&json!("5"), &json!(0)));

    let builder = Client::builder(sandbox.corp_id(), sandbox.secret(), sandbox.agent_id()).base_url(sandbox.base_url());
    let strict = builder.strictness(Strictness::Strict).build().unwrap();
    assert!(strict.send(To::user("lisi"), &message).unwrap_err().to_string().contains("priority"));
    let retyped: Text = serde_json::from_str(r#"{"msgtype":"text","text":{"content":5}}"#).unwrap();
    assert!(strict.send(To::user("lisi"), &retyped).is_ok(), "nothing is lost");
}

#[test]
fn a_member_that_stands_twice_is_named_wherever_a_text_is_read() {
    let sandbox = Sandbox::start().unwrap();
    let text = r#"{"msgtype":"text","text":{"content":"a","content":"b"},"safe":0,"safe":1}"#;
    let lost = |path: &str| {
        format!("{path}: it stands more than once in its object, and only the last value counts; it is not sent")
    };
    let both = [lost("text.content"), lost("safe")];
    let message: AnyMessage = serde_json::from_str(text).unwrap();
    let receipt = client(&sandbox).send(To::user("lisi"), &message).unwrap();
    assert_eq!(shown(&receipt.warnings), both);
    let message: Text = serde_json::from_slice(text.as_bytes()).unwrap();
    assert_eq!(shown(&client(&sandbox).send(To::user("lisi"), &message).unwrap().warnings), both);
    assert_eq!(shown(&wecom_message::read::read::<Text>(text).unwrap().remarks), both);
    let sent = sandbox.received().pop().unwrap().body.unwrap();
    assert_eq!((&sent["text"]["content"], &sent["safe"]), (&json!("b"), &json!(1)));

    let twice = r#"{"chat_type":"group","chat_type":"single","external_userid":["wm1"],"text":{"content":"sale"}}"#;
    let request: AddMsgTemplate = serde_json::from_str(twice).unwrap();
    let error = client(&sandbox).add_msg_template(request).unwrap_err();
    assert!(error.is_invalid() && error.to_string().contains(&lost("chat_type")), "{error}");
}

#[test]
fn an_operation_s_answer_says_what_a_receipt_would() {
    let sandbox = Sandbox::start().unwrap();
    let client = client(&sandbox);
    let create = |body: serde_json::Value| {
        let request: CreateChat = serde_json::from_value(body).unwrap();
        client.create_appchat(request).unwrap().warnings
    };
    let name = "群".repeat(51);
    let warnings = create(json!({"name": name, "userlist": ["zhangsan", "lisi"], "chatid": "a1", "owner": null}));
    assert_eq!(
        shown(&warnings),
        [
            "name: 51 characters, but at most 50 characters are allowed; WeCom cuts the rest without an error",
            "owner: null counts as absent; it is sent in the documented form",
        ]
    );
    assert_eq!(create(json!({"userlist": ["zhangsan", "lisi"], "chatid": "a2"})), []);

    let builder = Client::builder(sandbox.corp_id(), sandbox.secret(), sandbox.agent_id()).base_url(sandbox.base_url());
    let unchecked = builder.strictness(Strictness::Off).build().unwrap();
    let reply = unchecked.create_appchat(CreateChat::new(["zhangsan", "lisi"]).name(name)).unwrap();
    assert_eq!(reply.warnings, [], "nothing is checked");

    let answer = r#"{"errcode":0,"errmsg":"ok. Warning: wrong json format. "}"#;
    sandbox.next_answer_to("cgi-bin/message/recall", 200, answer);
    let warnings = client.recall("m1").unwrap().warnings;
    assert!(shown(&warnings)[0].starts_with("errmsg: WeCom answered"), "{warnings:?}");
}

#[test]
fn recipients_from_elsewhere_say_whom_they_lost() {
    let sandbox = Sandbox::start().unwrap();
    let to: school::To =
        serde_json::from_value(json!({"recv_scope": 1, "to_student_userid": ["s"], "to_parent_userid": ["p"]}))
            .unwrap();
    let receipt = client(&sandbox).school().send_text(to, "no school").unwrap();
    let lost = "to_parent_userid: WeCom reads it only with `recv_scope` 0 (parents) or 2 (both); it is not sent";
    assert_eq!(shown(&receipt.warnings), [lost]);
}

#[test]
fn a_mass_message_for_chosen_groups_does_not_go_to_everyone_for_want_of_its_tag() {
    let sandbox = Sandbox::start().unwrap();
    let for_groups = json!({"chat_id_list": ["wrA"], "sender": "zhangsan", "text": {"content": "sale"}});
    let request: AddMsgTemplate = serde_json::from_value(for_groups.clone()).unwrap();
    let error = client(&sandbox).add_msg_template(request).unwrap_err();
    let said = error.to_string();
    assert!(said.contains("chat_id_list: WeCom reads it only with `chat_type` group; it is not sent"), "{said}");
    let named = error.violations().iter().any(|violation| violation.consequence == Consequence::NotSent);
    assert!(named && sandbox.received().is_empty(), "nothing was sent");

    let mut tagged = for_groups;
    tagged["chat_type"] = json!("group");
    let request: AddMsgTemplate = serde_json::from_value(tagged).unwrap();
    assert!(client(&sandbox).add_msg_template(request).is_ok());
}
