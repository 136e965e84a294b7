//! A telephone's width, and dark colours.

use serde_json::json;
use wecom_message::{Robot, To};
use wecom_sandbox::Sandbox;

use crate::browser::Browser;
use crate::client;
use crate::kinds::{Files, create_chat, send, table, upload};

/// A sandbox that got every kind of message, and the conversations they are in.
fn filled() -> (Sandbox, Vec<&'static str>) {
    let sandbox = Sandbox::start().unwrap();
    let (client, robot) = (client(&sandbox), Robot::from_url(&sandbox.webhook_url()).unwrap());
    let files: Files = upload(&client, &robot);
    create_chat(&client);
    let mut conversations = Vec::new();
    for (channel, conversation, kinds) in table(&files) {
        for kind in kinds {
            send(&client, &sandbox, channel, &kind.message()).unwrap();
        }
        conversations.push(conversation);
    }
    let _ = client.send_text(To::user("lisi"), format!("https://example.com/{}", "long".repeat(200))).unwrap();
    (sandbox, conversations)
}

#[test]
fn a_telephone_shows_everything_without_scrolling_sideways() {
    let (sandbox, conversations) = filled();
    let browser = Browser::start(1100, 900);
    browser.be_a_phone();
    browser.open(&format!("{}?lang=en", sandbox.page_url()));
    let _ = browser.until("document.querySelectorAll('main .request').length > 5");
    assert_eq!(browser.evaluate("innerWidth"), json!(390));
    let too_wide = "[document.scrollingElement, ...document.querySelectorAll('main, nav, header, .list, .row, article')]\
        .filter((box) => box.scrollWidth > Math.max(box.clientWidth, 0) + 1).map((box) => box.outerHTML.slice(0, 200))";
    assert_eq!(browser.evaluate(too_wide), json!([]), "everything");
    for conversation in conversations {
        // From the list to the conversation and back, as a finger does.
        let link = format!("document.querySelector('nav a[href=\"#{conversation}\"]')");
        let _ = browser.until(&format!("{link} !== null"));
        let is_reachable = format!(
            "(() => {{ {link}.scrollIntoView({{ block: 'center' }}); const box = {link}.getBoundingClientRect();
                return {link}.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)) }})()"
        );
        assert_eq!(browser.evaluate(&is_reachable), json!(true), "{conversation}");
        let _ = browser.evaluate(&format!("{link}.click()"));
        let _ = browser.until("document.querySelectorAll('main .chat article').length > 0");
        assert_eq!(browser.evaluate("getComputedStyle(document.querySelector('nav')).display"), json!("none"));
        let rows = "document.querySelectorAll('main .chat .row').length";
        for step in 0..=browser.evaluate(rows).as_u64().unwrap() / 4 {
            let _ = browser
                .evaluate(&format!("document.querySelectorAll('main .chat .row')[{}]?.scrollIntoView()", step * 4));
            let _ = browser.until(&format!(
                "(document.querySelectorAll('main .chat .row')[{}] ?? document.body).firstChild",
                step * 4
            ));
            assert_eq!(browser.evaluate(too_wide), json!([]), "{conversation}");
        }
        let _ = browser.evaluate("document.getElementById('back').click()");
        let _ = browser.until("location.hash === '' && document.querySelector('main .overview') !== null");
    }
    assert_eq!(browser.errors(), Vec::<String>::new());
}

#[test]
fn dark_colours_are_those_of_the_system_or_the_chosen_ones() {
    let (sandbox, _) = filled();
    let browser = Browser::start(1100, 900);
    let luminance = |selector: &str, property: &str| {
        let script = format!(
            "(() => {{ const [r, g, b] = getComputedStyle(document.querySelector({selector:?})).{property}.match(/[\\d.]+/g).map(Number);
                return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255 }})()"
        );
        browser.evaluate(&script).as_f64().unwrap()
    };
    let is_dark = || {
        let _ = browser.until("document.querySelector('main .bubble .text') !== null && document.querySelector('main .full .card .title') !== null");
        let dark = luminance("body", "backgroundColor") < 0.2;
        for (back, front) in [
            (".column > .bubble", ".bubble .text"),
            (".column > .full", ".full .title"),
            ("nav", "nav .name"),
            ("header", "header h1"),
        ] {
            let difference = luminance(front, "color") - luminance(back, "backgroundColor");
            assert!(if dark { difference > 0.5 } else { difference < -0.5 }, "{front} on {back}: {difference}");
        }
        dark
    };
    let address = format!("{}?lang=en#users/lisi", sandbox.page_url());
    browser.open(&address);
    assert!(!is_dark());
    browser.be_dark();
    assert!(is_dark(), "at once, as the system says");
    let _ = browser.evaluate("document.getElementById('theme').click()");
    assert!(!is_dark(), "unless the reader chose otherwise");
    browser.reload();
    assert!(!is_dark(), "which is remembered");
    assert_eq!(browser.errors(), Vec::<String>::new());
}
