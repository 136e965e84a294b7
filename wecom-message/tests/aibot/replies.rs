//! Answers to messages, and greetings.

use std::thread;
use std::time::{Duration, SystemTime};

use wecom_message::aibot::{Link, Markdown, Reply, Responder, ResponseUrl, TextNotice, Welcome};
use wecom_message::{Aibot, ErrorCode, OneTimeCode};
use wecom_sandbox::{Fault, Sandbox};

use super::{builder, connect, next, sandbox, texts};

const RESPOND: &str = "aibot_respond_msg";

/// Lets lisi write, and gives what answers it.
pub(super) fn asked(sandbox: &Sandbox, bot: &Aibot) -> Reply {
    sandbox.aibot().say("lisi", "when?").unwrap();
    match next(bot).responder {
        Responder::Reply(reply) => reply,
        other => panic!("{other:?}"),
    }
}

fn entered(sandbox: &Sandbox, bot: &Aibot) -> Welcome {
    sandbox.aibot().enter("lisi").unwrap();
    match next(bot).responder {
        Responder::Welcome(welcome) => welcome,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_reply_goes_to_the_chat_of_its_message_as_often_as_needed() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    let reply = asked(&sandbox, &bot);
    reply.send(&Markdown::new("at nine")).unwrap();
    reply.clone().send(&Markdown::new("or ten")).unwrap();
    assert_eq!(texts(&sandbox, "lisi"), ["at nine", "or ten"]);
}

#[test]
fn replies_to_one_message_from_many_threads_leave_one_after_the_other() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    let reply = asked(&sandbox, &bot);
    thread::scope(|scope| {
        for number in 0..8 {
            let reply = reply.clone();
            scope.spawn(move || reply.send(&Markdown::new(number.to_string())).unwrap());
        }
    });
    let mut arrived = texts(&sandbox, "lisi");
    arrived.sort_unstable();
    assert_eq!(arrived, ["0", "1", "2", "3", "4", "5", "6", "7"]);
}

#[test]
fn a_late_ack_is_not_taken_for_that_of_the_next_reply() {
    let sandbox = sandbox();
    let bot = builder(&sandbox).timeout(Duration::from_millis(300)).connect().unwrap();
    let reply = asked(&sandbox, &bot);
    sandbox.aibot().next_fault(RESPOND, Fault::LateAck(Duration::from_millis(450)));
    sandbox.aibot().next_fault(RESPOND, Fault::Refused(846_604));
    let late = reply.send(&Markdown::new("late")).unwrap_err();
    assert!(late.is_timeout() && late.may_have_been_delivered(), "{late}");
    let refused = reply.send(&Markdown::new("refused")).unwrap_err();
    assert_eq!(refused.errcode().map(ErrorCode::value), Some(846_604), "{refused}");
}

#[test]
fn a_member_who_opens_the_chat_is_greeted_with_a_text_or_a_card() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    entered(&sandbox, &bot).text("Hello!").unwrap();
    assert_eq!(texts(&sandbox, "lisi"), ["Hello!"]);
    entered(&sandbox, &bot).card(TextNotice::new("Hello!", Link::new("https://example.com"))).unwrap();
    assert!(sandbox.aibot().chat("lisi").pop().unwrap().card("lisi").is_some());
}

#[test]
fn a_reply_outlives_neither_the_bot_nor_its_end() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    let reply = asked(&sandbox, &bot);
    drop(bot);
    let error = reply.send(&Markdown::new("too late")).unwrap_err();
    assert!(error.is_transport() && !error.may_have_been_delivered(), "{error}");
    assert!(error.to_string().contains("the program closed the connection"), "{error}");
}

#[test]
fn the_address_of_a_message_takes_one_more() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    sandbox.aibot().say("lisi", "when?").unwrap();
    let url = ResponseUrl::new(next(&bot).head.response_url.unwrap());
    let left = url.expires_at().unwrap().duration_since(SystemTime::now()).unwrap();
    assert!(left <= Duration::from_secs(60 * 60) && left > Duration::from_secs(59 * 60), "{left:?}");
    bot.close();
    url.markdown("at nine").unwrap();
    assert_eq!(texts(&sandbox, "lisi"), ["at nine"]);
}

#[test]
fn an_address_elsewhere_is_not_called() {
    for address in ["https://evil.example.com/response?response_code=RC1", "http://qyapi.weixin.qq.com/response", "?"] {
        let error = ResponseUrl::new(OneTimeCode::new(address, None)).markdown("hello").unwrap_err();
        assert!(!error.may_have_been_delivered() && !error.to_string().contains("RC1"), "{error}");
    }
}
