//! Mass messages to customers: handed to members, confirmed and so sent, or cancelled.

use serde_json::json;
use wecom_message::customer::{AddMsgTemplate, CancelGroupmsgSend};
use wecom_sandbox::Sandbox;

use crate::browser::Browser;
use crate::client;

#[test]
fn a_mass_message_waits_for_its_member_and_then_reaches_the_customers() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.talked_to("wmA", "lisi");
    sandbox.talked_to("wmB", "lisi");
    sandbox.talked_to("wmC", "wangwu");
    sandbox.customer_left("wmB");
    let client = client(&sandbox);
    let sale = || AddMsgTemplate::to_customers(["wmA", "wmB", "wmC"]).text("The sale begins on Monday.");
    let browser = Browser::start(1100, 900);
    browser.open(&format!("{}?lang=en#users/lisi", sandbox.page_url()));
    let id = client.add_msg_template(sale()).unwrap().message_id;
    let state = "document.querySelector('article [data-state]')?.dataset.state";
    let _ = browser.until(&format!("{state} === 'massWaiting'"));
    let task = browser.evaluate("document.querySelector('article').innerText");
    for shown in ["The sale begins on Monday.", "has to confirm it", "wmA", "wmB", "Confirm and send"] {
        assert!(task.as_str().unwrap().contains(shown), "{shown} is not in {task}");
    }
    assert_eq!(browser.evaluate("document.querySelector('nav').innerText.includes('wmA')"), json!(false));

    let _ = browser.evaluate("document.querySelector('article .buttons button').click()");
    let _ = browser.until(&format!("{state} === 'massSent'"));
    let recipients = "[...document.querySelectorAll('.recipients li')].map((found) => found.innerText)";
    assert_eq!(browser.evaluate(recipients), json!(["wmA ✓", "wmB not a contact any more"]));
    assert!(!sandbox.confirm_mass_message(&id, "lisi"), "the page has confirmed it");
    let _ = browser.until("document.querySelector('nav a[href=\"#customers/wma\"]') !== null");
    assert_eq!(browser.evaluate("document.querySelector('nav a[href=\"#customers/wmb\"]')"), json!(null));
    browser.open(&format!("{}?lang=en#customers/wma", sandbox.page_url()));
    let _ = browser.until("document.querySelector('article')?.innerText.includes('The sale begins')");
    assert_eq!(browser.evaluate("document.querySelector('article [data-state]')"), json!(null));

    browser.open(&format!("{}?lang=en#users/wangwu", sandbox.page_url()));
    let _ = browser.until(&format!("{state} === 'massWaiting'"));
    client.cancel_groupmsg_send(CancelGroupmsgSend::new(&id)).unwrap();
    let _ = browser.until(&format!("{state} === 'massCancelled'"));
    assert_eq!(browser.evaluate("document.querySelector('article .buttons')"), json!(null));
    assert_eq!(browser.errors(), Vec::<String>::new());
}
