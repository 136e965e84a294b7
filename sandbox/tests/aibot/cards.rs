//! Greetings, clicks on cards, and updates of them.

use std::time::Duration;

use serde_json::{Value, json};
use wecom_sandbox::{Click, NotCalled, Sandbox};

use super::program::errcode;
use super::{Program, sandbox};

const GREET: &str = "aibot_respond_welcome_msg";
const UPDATE: &str = "aibot_respond_update_msg";

fn text(content: &str) -> Value {
    json!({"msgtype": "text", "text": {"content": content}})
}

fn leave() -> Value {
    json!({"card_type": "button_interaction", "main_title": {"title": "Leave, 1 day"}, "task_id": "leave-3",
        "button_list": [{"text": "Yes", "style": 1, "key": "yes"}, {"text": "No", "style": 2, "key": "no"}]})
}

fn lunch() -> Value {
    json!({"card_type": "vote_interaction", "main_title": {"title": "Lunch"}, "task_id": "lunch-0611",
        "checkbox": {"question_key": "dish", "mode": 1,
            "option_list": [{"id": "n", "text": "Noodles", "is_checked": true}, {"id": "r", "text": "Rice"}]},
        "submit_button": {"text": "Vote", "key": "send"}})
}

fn send(program: &mut Program, chat: &str, chat_type: i64, card: &Value) {
    let body = json!({"chatid": chat, "chat_type": chat_type, "msgtype": "template_card", "template_card": card});
    assert_eq!(errcode(&program.call("aibot_send_msg", &body)), 0);
}

fn update(card: &Value, members: &[&str]) -> Value {
    json!({"response_type": "update_template_card", "userids": members, "template_card": card})
}

fn titles(sandbox: &Sandbox, chat: &str, members: [&str; 2]) -> [String; 2] {
    let message = sandbox.aibot().chat(chat).pop().unwrap();
    members.map(|member| message.card(member).unwrap()["main_title"]["title"].as_str().unwrap().to_owned())
}

#[test]
fn a_member_who_opens_the_chat_is_greeted_once_and_at_once() {
    let sandbox = sandbox();
    let mut program = Program::start(&sandbox);
    let entered = sandbox.aibot().enter("lisi").unwrap();
    let event = program.read();
    assert_eq!(
        (event["cmd"].as_str(), event["body"]["event"].clone()),
        (Some("aibot_event_callback"), json!({"eventtype": "enter_chat"}))
    );
    assert_eq!(event["body"]["response_url"], Value::Null);
    let told = sandbox.aibot().say("lisi", "hello").unwrap();
    program.read();
    assert_eq!(errcode(&program.answer(GREET, &told.req_id, &text("hi"))), 846_605, "no event");
    assert_eq!(errcode(&program.answer(GREET, &entered.req_id, &json!({"msgtype": "dance"}))), 40058);
    assert_eq!(errcode(&program.answer(GREET, &entered.req_id, &text("hi"))), 0);
    assert_eq!(errcode(&program.answer(GREET, &entered.req_id, &text("hi again"))), 846_606);
    let entered = sandbox.aibot().enter("wangwu").unwrap();
    program.read();
    sandbox.advance(Duration::from_secs(5));
    assert_eq!(errcode(&program.answer(GREET, &entered.req_id, &text("hi"))), 846_604);
    assert_eq!(sandbox.aibot().chat("lisi").pop().unwrap().text(), Some("hi"));
    assert!(sandbox.aibot().chat("wangwu").is_empty());
}

#[test]
fn a_click_says_what_was_clicked() {
    let sandbox = sandbox();
    let mut program = Program::start(&sandbox);
    send(&mut program, "lisi", 1, &leave());
    sandbox.aibot().click(&Click::button("lisi", "leave-3", "yes")).unwrap();
    let event = program.read();
    assert_eq!(
        event["body"]["event"],
        json!({"eventtype": "template_card_event",
        "template_card_event": {"card_type": "button_interaction", "event_key": "yes", "task_id": "leave-3"}})
    );
    assert_eq!((&event["body"]["chattype"], &event["body"]["from"]), (&json!("single"), &json!({"userid": "lisi"})));
    assert!(event["body"]["response_url"].is_string());

    send(&mut program, "wrG1", 2, &lunch());
    sandbox.aibot().click(&Click::submit("wangwu", "lunch-0611").choosing("dish", ["n", "r"])).unwrap();
    let event = program.read();
    assert_eq!(event["body"]["chatid"], "wrG1");
    assert_eq!(
        event["body"]["event"]["template_card_event"]["selected_items"],
        json!({"selected_item": [{"question_key": "dish", "option_ids": {"option_id": ["n", "r"]}}]})
    );
}

#[test]
fn only_what_a_member_sees_can_be_clicked() {
    let sandbox = sandbox();
    let mut program = Program::start(&sandbox);
    send(&mut program, "lisi", 1, &leave());
    let table = [
        (Click::button("wangwu", "leave-3", "yes"), NotCalled::NoSuchCard),
        (Click::button("lisi", "leave-4", "yes"), NotCalled::NoSuchCard),
        (Click::button("lisi", "leave-3", "maybe"), NotCalled::NoSuchButton),
        (Click::menu("lisi", "leave-3", "yes"), NotCalled::NoSuchButton),
        (Click::submit("lisi", "leave-3"), NotCalled::NoSuchButton),
        (Click::button("lisi", "leave-3", "yes").choosing("why", ["a"]), NotCalled::NoSuchOption),
    ];
    for (click, expected) in table {
        assert_eq!(sandbox.aibot().click(&click), Err(expected), "{click:?}");
    }
    sandbox.aibot().cut();
    assert!(program.try_read().is_err());
    assert_eq!(sandbox.aibot().click(&Click::button("lisi", "leave-3", "yes")), Err(NotCalled::NotConnected));
}

#[test]
fn an_update_replaces_the_card_once_and_at_once() {
    let sandbox = sandbox();
    let mut program = Program::start(&sandbox);
    send(&mut program, "lisi", 1, &lunch());
    let click = Click::submit("lisi", "lunch-0611");
    let clicked = sandbox.aibot().click(&click).unwrap();
    program.read();
    let mut voted = lunch();
    voted["main_title"]["title"] = json!("Thank you");
    voted["checkbox"]["disable"] = json!(true);
    let mut other = voted.clone();
    other["task_id"] = json!("lunch-0612");
    assert_eq!(errcode(&program.answer(UPDATE, &clicked.req_id, &update(&other, &[]))), 846_625);
    assert_eq!(errcode(&program.answer(UPDATE, &clicked.req_id, &update(&voted, &["wangwu"]))), 0);
    assert_eq!(errcode(&program.answer(UPDATE, &clicked.req_id, &update(&voted, &[]))), 846_606);
    // Members are named in groups alone.
    assert_eq!(titles(&sandbox, "lisi", ["lisi", "wangwu"]), ["Thank you", "Thank you"]);
    assert_eq!(sandbox.aibot().click(&click), Err(NotCalled::GreyedOut));

    send(&mut program, "wangwu", 1, &lunch());
    let clicked = sandbox.aibot().click(&Click::submit("wangwu", "lunch-0611")).unwrap();
    program.read();
    sandbox.advance(Duration::from_secs(5));
    assert_eq!(errcode(&program.answer(UPDATE, &clicked.req_id, &update(&voted, &[]))), 846_604);
}

#[test]
fn in_a_group_an_update_may_be_for_some() {
    let sandbox = sandbox();
    let mut program = Program::start(&sandbox);
    let mut answered = leave();
    answered["main_title"]["title"] = json!("Taken");
    for (members, expected) in [(vec!["lisi"], ["Taken", "Leave, 1 day"]), (vec![], ["Taken", "Taken"])] {
        send(&mut program, "wrG1", 2, &leave());
        let clicked = sandbox.aibot().click(&Click::button("lisi", "leave-3", "yes")).unwrap();
        program.read();
        assert_eq!(errcode(&program.answer(UPDATE, &clicked.req_id, &update(&answered, &members))), 0);
        assert_eq!(titles(&sandbox, "wrG1", ["lisi", "wangwu"]), expected);
    }
}
