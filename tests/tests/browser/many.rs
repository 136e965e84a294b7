//! Thousands of messages: the page has only those in sight.

use serde_json::json;
use wecom_message::To;
use wecom_sandbox::Sandbox;

use crate::browser::Browser;
use crate::client;

#[test]
fn five_thousand_messages_still_scroll() {
    let sandbox = Sandbox::start().unwrap();
    let client = client(&sandbox);
    for number in 0..5000 {
        let _ = client.send_text(To::user("lisi"), format!("message {number}")).unwrap();
    }
    let browser = Browser::start(1100, 900);
    browser.open(&format!("{}?lang=en#users/lisi", sandbox.page_url()));
    let _ = browser.until("document.querySelectorAll('main .row').length === 5000");
    let _ = browser.until("document.querySelector('main').innerText.includes('message 4999')");
    let _ = browser.evaluate("document.querySelector('.list').scrollTop = 0");
    let _ = browser.until("document.querySelector('main').innerText.includes('message 0\\n')");
    let built = browser.evaluate("document.querySelectorAll('main article').length");
    assert!(built.as_u64().unwrap() < 200, "{built} are built");
    let _ = client.send_text(To::user("lisi"), "one more").unwrap();
    let _ = browser.until("document.querySelectorAll('main .row').length === 5001");
    assert_eq!(browser.errors(), Vec::<String>::new());
    assert_eq!(browser.foreign_requests(), json!([]));
}
