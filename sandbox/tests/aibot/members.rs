//! What members write, send and think, as the program hears of it.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::{Value, json};
use wecom_sandbox::{NotCalled, Rating, Sandbox};

use super::program::errcode;
use super::{Program, markdown, sandbox, shown, stream};

#[test]
fn a_text_comes_with_its_chat_and_sender() {
    let sandbox = sandbox();
    let mut program = Program::start(&sandbox);
    let told = sandbox.aibot().say("lin.wei", "今天的班表").unwrap();
    let mut callback = program.read();
    assert!(callback["body"]["create_time"].as_u64().unwrap() > 1_700_000_000);
    callback["body"].as_object_mut().unwrap().remove("create_time");
    assert_eq!(
        callback,
        json!({"cmd": "aibot_msg_callback", "headers": {"req_id": told.req_id}, "body": {
        "msgid": told.msgid, "aibotid": sandbox.aibot().id(), "chattype": "single", "from": {"userid": "lin.wei"},
        "response_url": told.response_url, "msgtype": "text", "text": {"content": "今天的班表"}}})
    );

    sandbox.aibot().say_in("wrG1", "lin.wei", "@小助 今天的班表").unwrap();
    let body = program.read()["body"].take();
    assert_eq!((&body["chatid"], &body["chattype"]), (&json!("wrG1"), &json!("group")));
}

#[test]
fn any_message_can_be_sent_also_with_a_quote() {
    let sandbox = sandbox();
    let mut program = Program::start(&sandbox);
    let quote = json!({"msgtype": "text", "text": {"content": "早班"}});
    let body = json!({"msgtype": "voice", "voice": {"content": "明天几点上班"}, "quote": quote});
    sandbox.aibot().write("lisi", &body).unwrap();
    let received = program.read()["body"].take();
    for name in ["msgtype", "voice", "quote"] {
        assert_eq!(received[name], body[name], "{name}");
    }
}

#[test]
fn without_a_connection_nobody_hears() {
    let sandbox = sandbox();
    assert_eq!(sandbox.aibot().say("lisi", "hello?"), Err(NotCalled::NotConnected));
    assert_eq!(sandbox.aibot().enter("lisi"), Err(NotCalled::NotConnected));
    assert_eq!(shown(&sandbox, "lisi"), [(Some("lisi".to_owned()), "hello?".to_owned())]);
}

#[test]
fn a_message_with_a_feedback_id_can_be_rated() {
    let sandbox = sandbox();
    let mut program = Program::start(&sandbox);
    let told = sandbox.aibot().say("lisi", "when?").unwrap();
    program.read();
    let mut first = stream("S-1", "looking", false);
    first["stream"]["feedback"] = json!({"id": "fb-31"});
    program.answer("aibot_respond_msg", &told.req_id, &first);
    program.answer("aibot_respond_msg", &told.req_id, &stream("S-1", "At nine.", true));
    let table = [
        (Rating::accurate(), json!({"id": "fb-31", "type": 1})),
        (
            Rating::inaccurate("too short", [2]),
            json!({"id": "fb-31", "type": 2, "content": "too short", "inaccurate_reason_list": [2]}),
        ),
        (Rating::withdrawn(), json!({"id": "fb-31", "type": 3})),
    ];
    for (rating, expected) in table {
        sandbox.aibot().rate("lisi", "fb-31", &rating).unwrap();
        let event = program.read()["body"]["event"].take();
        assert_eq!(event, json!({"eventtype": "feedback_event", "feedback_event": expected}));
    }
    assert_eq!(sandbox.aibot().rate("wangwu", "fb-31", &Rating::accurate()), Err(NotCalled::NoSuchFeedback));
}

/// An HTTP exchange: the status, the head in lower case, the body.
fn http(sandbox: &Sandbox, method: &str, url: &str, body: &str) -> (u16, String, Vec<u8>) {
    let target = url.strip_prefix(&sandbox.base_url()).unwrap();
    let mut stream = TcpStream::connect(sandbox.base_url().strip_prefix("http://").unwrap()).unwrap();
    let length = body.len();
    write!(stream, "{method} {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n").unwrap();
    write!(stream, "Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    let head = String::from_utf8(answer[..end].to_vec()).unwrap().to_lowercase();
    (head[9..12].parse().unwrap(), head, answer[end + 4..].to_vec())
}

#[test]
fn a_response_url_answers_once_and_within_an_hour() {
    let sandbox = sandbox();
    let mut program = Program::start(&sandbox);
    let url = |program: &mut Program| {
        let told = sandbox.aibot().say("lisi", "when?").unwrap();
        program.read();
        told.response_url.unwrap()
    };
    let first = url(&mut program);
    let respond = |url: &str, body: &Value| {
        let (_, _, answer) = http(&sandbox, "POST", url, &body.to_string());
        serde_json::from_slice::<Value>(&answer).unwrap()["errcode"].as_i64().unwrap()
    };
    assert_eq!(respond(&first, &json!({"msgtype": "file", "file": {"media_id": "1"}})), 40008);
    assert_eq!(respond(&first, &markdown("At nine.")), 0);
    assert_eq!(respond(&first, &markdown("At nine.")), 42022);
    let second = url(&mut program);
    sandbox.advance(Duration::from_secs(60 * 60));
    assert_eq!(respond(&second, &markdown("At nine.")), 60140);
    assert_eq!(sandbox.aibot().chat("lisi")[1].text(), Some("At nine."));
    let shown = format!("{:?}", sandbox.received());
    assert!(!shown.contains(first.split_once("code=").unwrap().1), "{shown}");
}

#[test]
fn a_file_is_encrypted_and_there_for_five_minutes() {
    let sandbox = sandbox();
    let file = sandbox.aibot().file("班表.txt", b"early: Lin Wei");
    let url = file["url"].as_str().unwrap();
    let (status, head, content) = http(&sandbox, "GET", url, "");
    assert_eq!((status, content.len()), (200, 32));
    assert!(head.contains("filename*=utf-8''%e7%8f%ad%e8%a1%a8%2etxt"), "{head}");
    assert!(!content.starts_with(b"early"));
    sandbox.advance(Duration::from_secs(5 * 60));
    assert_eq!(http(&sandbox, "GET", url, "").0, 403);
}

#[test]
fn the_chats_are_shown_as_json() {
    let sandbox = sandbox();
    let mut program = Program::start(&sandbox);
    let told = sandbox.aibot().say("lisi", "when?").unwrap();
    program.read();
    assert_eq!(errcode(&program.answer("aibot_respond_msg", &told.req_id, &stream("S-1", "looking", false))), 0);
    let (_, _, body) = http(&sandbox, "GET", &format!("{}/sandbox/aibot", sandbox.base_url()), "");
    let messages: Value = serde_json::from_slice(&body).unwrap();
    let seen: Vec<_> = messages.as_array().unwrap().iter().map(|it| (&it["member"], &it["stream"])).collect();
    assert_eq!(seen, [(&json!("lisi"), &Value::Null), (&Value::Null, &json!("growing"))]);
}

#[test]
fn members_act_over_http_as_well() {
    let sandbox = sandbox();
    let mut program = Program::start(&sandbox);
    let act =
        |body: &Value| http(&sandbox, "POST", &format!("{}/sandbox/actions", sandbox.base_url()), &body.to_string()).0;
    let card = json!({"card_type": "button_interaction", "main_title": {"title": "Leave?"}, "task_id": "leave-3",
        "button_list": [{"text": "Yes", "key": "yes"}], "feedback": {"id": "fb-1"}});
    let push = json!({"chatid": "lisi", "chat_type": 1, "msgtype": "template_card", "template_card": card});
    assert_eq!(errcode(&program.call("aibot_send_msg", &push)), 0);
    let table = [
        (json!({"action": "say", "text": "hi"}), "text"),
        (json!({"action": "say", "text": "hi", "group": "wrG1"}), "text"),
        (json!({"action": "enter"}), "enter_chat"),
        (json!({"action": "click", "card": "leave-3", "button": "yes"}), "template_card_event"),
        (json!({"action": "rate", "feedback": "fb-1", "rating": "accurate"}), "feedback_event"),
    ];
    for (mut action, heard) in table {
        action["aibot"] = json!(1);
        action["member"] = json!("lisi");
        assert_eq!(act(&action), 200, "{action}");
        let body = program.read()["body"].take();
        let event = body["event"]["eventtype"].as_str().or(body["msgtype"].as_str());
        assert_eq!(event, Some(heard), "{action}");
    }
    assert_eq!(act(&json!({"action": "dance", "aibot": 1, "member": "lisi"})), 400);
    assert_eq!(act(&json!({"action": "click", "aibot": 1, "member": "lisi", "card": "x", "button": "y"})), 409);
}
