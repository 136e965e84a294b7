//! Chats of smart bots: answers that grow, cards that are clicked, texts that are typed.

#[path = "../../../sandbox/tests/aibot/program.rs"]
#[allow(dead_code, reason = "the sandbox's own tests use the rest of it")]
mod program;

use serde_json::{Value, json};
use wecom_sandbox::Sandbox;

use self::program::Program;
use crate::browser::Browser;

#[test]
fn a_stream_grows_a_card_is_clicked_and_what_is_typed_reaches_the_bot() {
    let sandbox = Sandbox::start().unwrap();
    let mut program = Program::start(&sandbox);
    let browser = Browser::start(1100, 900);
    let _ = sandbox.aibot().say("lisi", "when?").unwrap();
    browser.open(&format!("{}?lang=en#aibots/1/lisi", sandbox.page_url()));
    let _ = browser.until("document.querySelector('.bubble.own')?.innerText === 'when?'");
    assert_eq!(
        browser.evaluate("document.querySelector('nav').innerText.includes('Chats of smart bots')"),
        json!(true)
    );
    let req_id = program.read()["headers"]["req_id"].as_str().unwrap().to_owned();
    for (content, finish, state) in [("looking", false, "growing"), ("**At nine.**", true, "finished")] {
        let stream = json!({"id": "S", "finish": finish, "content": content, "feedback": {"id": "F"}});
        let _ = program.answer("aibot_respond_msg", &req_id, &json!({"msgtype": "stream", "stream": stream}));
        let shown = format!("document.querySelector('.stream [data-stream={state}]') !== null");
        let _ = browser.until(&shown);
    }
    let _ = browser.until("document.querySelector('.stream strong')?.innerText === 'At nine.'");
    assert_eq!(browser.evaluate("document.querySelectorAll('.stream').length"), json!(1));

    let card = json!({"card_type": "button_interaction", "main_title": {"title": "Deploy?"}, "task_id": "deploy",
        "button_list": [{"text": "Yes", "key": "yes"}]});
    let push = json!({"chatid": "lisi", "chat_type": 1, "msgtype": "template_card", "template_card": card});
    let _ = program.call("aibot_send_msg", &push);
    let _ = browser.until("document.querySelector('.card button')?.innerText === 'Yes'");
    let _ = browser.evaluate("document.querySelector('.card button').click()");
    let clicked = program.read();
    let event = &clicked["body"]["event"]["template_card_event"];
    assert_eq!((&event["event_key"], &event["task_id"]), (&json!("yes"), &json!("deploy")), "{clicked}");
    let _ = browser.until("document.querySelector('.card .status').innerText === '✓'");

    let typed =
        "const form = document.querySelector('form.composer'); form.text.value = '<i>thanks</i>'; form.requestSubmit()";
    let _ = browser.evaluate(&format!("(() => {{ {typed} }})()"));
    assert_eq!(text(&program.read()), "<i>thanks</i>");
    let _ = browser.until("[...document.querySelectorAll('.bubble.own')].at(-1).innerText === '<i>thanks</i>'");
    assert_eq!(browser.errors(), Vec::<String>::new());
    assert_eq!(browser.foreign_requests(), json!([]));
}

fn text(frame: &Value) -> &str {
    frame["body"]["text"]["content"].as_str().unwrap()
}
