//! Pushes into chats.

use std::thread;
use std::time::Duration;

use serde_json::json;
use wecom_message::aibot::{
    Button, ButtonInteraction, Card, Chat, Feedback, Markdown, Miniprogram, TemplateCard, TextNotice,
};
use wecom_message::{FileSource, Media, Pacing, Raw};
use wecom_sandbox::{Fault, Sandbox};

use super::{builder, connect, sandbox, texts};

const SEND: &str = "aibot_send_msg";

#[test]
fn a_push_arrives_in_the_chat_that_it_names() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    bot.send(Chat::user("lisi"), &Markdown::new("**16:00** stand-up")).unwrap();
    bot.send_markdown(Chat::group("wrG1"), "release is out").unwrap();
    bot.send(Chat::any("wrG2"), &Markdown::new("either").feedback(Feedback::new("fb-1"))).unwrap();
    assert_eq!(texts(&sandbox, "lisi"), ["**16:00** stand-up"]);
    assert_eq!(texts(&sandbox, "wrG1"), ["release is out"]);
    let message = sandbox.aibot().chat("wrG2").pop().unwrap();
    assert_eq!((message.is_group, message.feedback_id.as_deref()), (true, Some("fb-1")));
}

#[test]
fn a_card_arrives_as_it_is_described() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    let notice = TextNotice::new("release is out", Miniprogram::new("wx123"));
    bot.send_template_card(Chat::user("lisi"), Card::from(notice)).unwrap();
    let buttons = ButtonInteraction::new("leave?", [Button::new("yes", "yes")], "leave-3");
    bot.send(Chat::user("lisi"), &TemplateCard::new(buttons)).unwrap();
    let cards: Vec<_> = sandbox.aibot().chat("lisi").iter().map(|it| it.card("lisi").unwrap().clone()).collect();
    assert_eq!(
        cards,
        [
            json!({
                "card_type": "text_notice",
                "main_title": {"title": "release is out"},
                "card_action": {"type": 2, "appid": "wx123"},
            }),
            json!({
                "card_type": "button_interaction",
                "main_title": {"title": "leave?"},
                "button_list": [{"text": "yes", "key": "yes"}],
                "task_id": "leave-3",
            }),
        ]
    );
}

#[test]
fn a_push_that_wecom_refuses_fails_with_its_code() {
    let sandbox = Sandbox::builder().aibot_stranger("wangwu").start().unwrap();
    let bot = connect(&sandbox);
    let error = bot.send(Chat::user("wangwu"), &Markdown::new("hello")).unwrap_err();
    assert_eq!(error.errcode().unwrap().value(), 846_607);
    assert!(!error.may_have_been_delivered() && error.endpoint() == Some(SEND), "{error}");
    let text = Raw::new("text", json!({"content": "a bot has no plain text"})).unwrap();
    assert_eq!(bot.send(Chat::user("lisi"), &text).unwrap_err().errcode().unwrap().value(), 40_008);
}

#[test]
fn a_message_that_breaks_a_limit_is_not_sent() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    let error = bot.send(Chat::user("lisi"), &Markdown::new("长".repeat(7000))).unwrap_err();
    assert!(error.is_invalid(), "{error}");
    let error = bot.send(Chat::user(""), &Markdown::new("hello")).unwrap_err();
    assert!(error.is_invalid(), "{error}");
    assert!(sandbox.aibot().messages().is_empty());
}

#[test]
fn threads_share_a_bot_and_each_push_arrives_once() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    thread::scope(|scope| {
        for thread in 0..8 {
            let bot = bot.clone();
            scope.spawn(move || {
                for number in 0..25 {
                    bot.send_markdown(Chat::user("lisi"), format!("{thread}-{number}")).unwrap();
                }
            });
        }
    });
    let mut arrived = texts(&sandbox, "lisi");
    arrived.sort_unstable();
    let mut sent: Vec<_> = (0..8).flat_map(|thread| (0..25).map(move |number| format!("{thread}-{number}"))).collect();
    sent.sort_unstable();
    assert_eq!(arrived, sent);
}

#[test]
fn acks_out_of_order_find_their_calls() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    sandbox.aibot().next_fault(SEND, Fault::AckAfterNext);
    sandbox.aibot().next_fault(SEND, Fault::Refused(93_006));
    let first = {
        let bot = bot.clone();
        thread::spawn(move || bot.send_markdown(Chat::user("lisi"), "first"))
    };
    while texts(&sandbox, "lisi").is_empty() {
        thread::yield_now();
    }
    let second = bot.send_markdown(Chat::user("lisi"), "second");
    assert_eq!(second.unwrap_err().errcode().unwrap().value(), 93_006);
    first.join().unwrap().unwrap();
}

#[test]
fn an_ack_that_does_not_come_leaves_the_outcome_unknown() {
    let sandbox = sandbox();
    let bot = builder(&sandbox).timeout(Duration::from_millis(200)).connect().unwrap();
    sandbox.aibot().next_fault(SEND, Fault::NoAck);
    let error = bot.send_markdown(Chat::user("lisi"), "once").unwrap_err();
    assert!(error.is_timeout() && error.may_have_been_delivered(), "{error}");
    bot.send_markdown(Chat::user("lisi"), "twice").unwrap();
    assert_eq!(texts(&sandbox, "lisi"), ["once", "twice"]);
}

#[test]
fn pacing_counts_each_chat_by_itself() {
    let sandbox = sandbox();
    let bot = builder(&sandbox).pacing(Pacing::Refuse).connect().unwrap();
    for number in 0..30 {
        bot.send_markdown(Chat::user("lisi"), number.to_string()).unwrap();
    }
    let error = bot.send_markdown(Chat::user("lisi"), "too much").unwrap_err();
    assert!(error.is_paced() && error.retry_after().unwrap() <= Duration::from_secs(60), "{error}");
    bot.send_markdown(Chat::group("wrG1"), "another chat").unwrap();
}

#[test]
fn pacing_counts_the_uploads_of_a_bot_apart_from_its_messages() {
    let sandbox = sandbox();
    let bot = builder(&sandbox).pacing(Pacing::Refuse).connect().unwrap();
    let upload = || bot.upload(Media::file(FileSource::bytes("a.txt", b"12345")));
    for _ in 0..30 {
        upload().unwrap();
    }
    let error = upload().unwrap_err();
    assert!(error.is_paced() && error.retry_after().unwrap() <= Duration::from_secs(60), "{error}");
    bot.send_markdown(Chat::user("lisi"), "a message").unwrap();
}
