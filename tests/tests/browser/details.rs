//! Beside each message: its body, its warnings, its answer, and the copies of it.

use serde_json::json;
use wecom_message::{Raw, To};
use wecom_sandbox::Sandbox;

use crate::browser::Browser;
use crate::client;

#[test]
fn a_request_is_shown_with_its_warnings_its_answer_and_copies() {
    let sandbox = Sandbox::start().unwrap();
    let client = client(&sandbox);
    let message = Raw::new("text", json!({"content": "x".repeat(2049), "colour": "red"})).unwrap();
    let receipt = client.send(To::user("lisi"), &message).unwrap();
    let browser = Browser::start(1100, 900);
    browser.open(&format!("{}?lang=en#users/lisi", sandbox.page_url()));
    let request = "document.querySelector('article .request')";
    let _ = browser.until(&format!("{request}?.innerText.includes('2 warnings')"));
    assert_eq!(
        browser.evaluate("/\\d/.test(document.querySelector('article time').innerText)"),
        json!(true),
        "the time"
    );
    let _ = browser.evaluate(&format!("{request}.open = true"));
    for shown in [
        "POST /cgi-bin/message/send → 200",
        "text.content: 2049 bytes, but at most 2048 bytes are allowed",
        "text.colour: not described, ignored",
        "\"touser\": \"lisi\"",
        receipt.message_id.as_ref().unwrap().as_str(),
    ] {
        let _ = browser.until(&format!("{request}.innerText.includes({})", json!(shown)));
    }
    // What was copied is told by the page; a browser without a window has no clipboard of its own.
    let _ = browser.evaluate("navigator.clipboard.writeText = async (text) => { (window.copies ??= []).push(text) }");
    for button in ["Copy as JSON", "Copy as Rust"] {
        let find = format!("[...{request}.querySelectorAll('button')].find((found) => found.innerText === {button:?})");
        let _ = browser.evaluate(&format!("{find}.click()"));
    }
    let _ = browser.until("window.copies?.length === 2");
    let copies = browser.evaluate("window.copies");
    let body: serde_json::Value = serde_json::from_str(copies[0].as_str().unwrap()).unwrap();
    assert_eq!(body["text"]["colour"], "red");
    assert!(
        copies[1].as_str().unwrap().starts_with("let receipt = client.send_message(serde_json::json!({"),
        "{copies}"
    );
    let _ = browser.until(&format!("{request}.innerText.includes('Copied')"));
    assert_eq!(browser.errors(), Vec::<String>::new());
}

#[test]
fn what_was_refused_is_in_the_list_of_everything_with_its_code() {
    let sandbox = Sandbox::builder().invalid_user("ghost").start().unwrap();
    let client = client(&sandbox);
    let _ = client.send_text(To::user("lisi"), "first").unwrap();
    let _ = client.send_text(To::user("ghost"), "second").unwrap_err();
    let browser = Browser::start(1100, 900);
    browser.open(&format!("{}?lang=en", sandbox.page_url()));
    let rows = "[...document.querySelectorAll('main .request')].map((row) => row.innerText.replace(/\\s+/g, ' '))";
    let _ = browser.until(&format!("{rows}.length === 3"));
    let rows = browser.evaluate(rows);
    let row = |index: usize| rows[index].as_str().unwrap();
    assert!(row(0).contains("Text") && row(0).contains("refused 81013"), "the newest first: {rows}");
    assert!(row(1).contains("lisi") && !row(1).contains("refused"), "{rows}");
    let _ = browser.evaluate("document.querySelector('main .request').open = true");
    let _ = browser.until("document.querySelector('main .inside')?.innerText.includes('81013')");
    assert_eq!(browser.errors(), Vec::<String>::new());
}
