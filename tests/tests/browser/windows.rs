//! A reload, and two windows.

use serde_json::json;
use wecom_message::app::UpdateTemplateCard;
use wecom_message::{Raw, To};
use wecom_sandbox::Sandbox;

use crate::browser::Browser;
use crate::client;

fn card(task: &str) -> Raw {
    let card = json!({"card_type": "button_interaction", "main_title": {"title": "Deploy?"}, "task_id": task,
        "button_list": [{"text": "Yes", "key": "yes"}]});
    Raw::new("template_card", card).unwrap()
}

const SHOWN: &str = "[...document.querySelectorAll('main .row')].map((row) => row.innerText.replace(/\\d+:\\d+:\\d+ [AP]M|#\\d+/g, ''))";

#[test]
fn a_reload_shows_the_same_with_what_was_changed_and_recalled() {
    let sandbox = Sandbox::start().unwrap();
    let client = client(&sandbox);
    let recalled = client.send_text(To::user("lisi"), "soon gone").unwrap();
    let receipt = client.send(To::user("lisi"), &card("deploy")).unwrap();
    let browser = Browser::start(1100, 900);
    browser.open(&format!("{}?lang=en#users/lisi", sandbox.page_url()));
    let _ = browser.until("document.querySelectorAll('article').length === 2");
    client.recall(&recalled).unwrap();
    let _ = client.update_template_card(UpdateTemplateCard::button(receipt.response_code.unwrap(), "Done")).unwrap();
    let is_changed = "document.querySelector('article.recalled') !== null && document.querySelector('button:disabled')?.innerText === 'Done'";
    let _ = browser.until(is_changed);
    let before = browser.evaluate(SHOWN);
    browser.reload();
    let _ = browser.until(is_changed);
    assert_eq!(browser.evaluate(SHOWN), before);
    assert_eq!(browser.evaluate("location.hash"), json!("#users/lisi"));
    assert_eq!(browser.errors(), Vec::<String>::new());
}

#[test]
fn two_windows_show_the_same_at_once() {
    let sandbox = Sandbox::start().unwrap();
    let client = client(&sandbox);
    let windows = [Browser::start(1100, 900), Browser::start(500, 900)];
    for window in &windows {
        window.open(&format!("{}?lang=en#users/lisi", sandbox.page_url()));
        let _ = window.until("document.getElementById('state').dataset.live === 'true'");
    }
    let receipt = client.send(To::user("lisi"), &card("deploy")).unwrap();
    for window in &windows {
        let _ = window.until("document.querySelector('article .buttons button')?.innerText === 'Yes'");
    }
    let _ = client.update_template_card(UpdateTemplateCard::button(receipt.response_code.unwrap(), "Done")).unwrap();
    for window in &windows {
        let _ = window.until("document.querySelector('article button:disabled')?.innerText === 'Done'");
    }
    assert_eq!(windows[0].evaluate(SHOWN), windows[1].evaluate(SHOWN));
    for window in &windows {
        assert_eq!(window.errors(), Vec::<String>::new());
    }
}
