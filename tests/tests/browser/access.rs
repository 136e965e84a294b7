//! The keyboard alone, and what a screen reader is told.

use serde_json::json;
use wecom_message::callback::Answer;
use wecom_message::{Raw, Robot, To};

use crate::browser::Browser;
use crate::client;
use crate::kinds::{create_chat, send, table, upload};
use crate::program::Program;

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const DOWN: &str = "\u{e015}";
const SPACE: &str = " ";

/// Presses the tabulator until this is true of what has the focus.
fn tab_to(browser: &Browser, wanted: &str) {
    for _ in 0..60 {
        browser.press(TAB);
        if browser.evaluate(&format!("(() => {{ const it = document.activeElement; return {wanted} }})()"))
            == json!(true)
        {
            return;
        }
    }
    panic!("the tabulator does not reach `{wanted}`: {}", browser.evaluate("document.activeElement.outerHTML"));
}

#[test]
fn the_keyboard_reaches_messages_their_buttons_and_the_search() {
    let program = Program::start(|_| Answer::empty());
    let sandbox = program.sandbox().start().unwrap();
    let client = client(&sandbox);
    let _ = client.send_text(To::user("wangwu"), "hay").unwrap();
    let card = json!({"card_type": "multiple_interaction", "main_title": {"title": "Where?"}, "task_id": "where",
        "submit_button": {"text": "Send it", "key": "s"}, "select_list": [{"question_key": "q", "title": "Floor", "option_list": [{"id": "3", "text": "Third"}, {"id": "4", "text": "Fourth"}]}]});
    let _ = client.send(To::user("lisi"), &Raw::new("template_card", card).unwrap()).unwrap();
    let browser = Browser::start(1100, 900);
    browser.open(&format!("{}?lang=en", sandbox.page_url()));
    let _ = browser.until("document.querySelectorAll('nav a').length === 3");

    tab_to(&browser, "it.id === 'search'");
    browser.press("wangwu");
    let _ = browser.until("document.querySelectorAll('main details.request').length === 1");
    tab_to(&browser, "it.localName === 'summary' && it.innerText.includes('wangwu')");
    browser.press(ENTER);
    let _ = browser.until("document.querySelector('main .inside pre')?.innerText.includes('hay')");

    browser.open(&format!("{}?lang=en", sandbox.page_url()));
    let _ = browser.until("document.querySelectorAll('nav a').length === 3");
    tab_to(&browser, "it.getAttribute('href') === '#users/lisi'");
    let _ = client.send_text(To::user("zhaoliu"), "one more comes in").unwrap();
    let _ = browser.until("document.querySelectorAll('nav a').length === 4");
    assert_eq!(
        browser.evaluate("document.activeElement.getAttribute('href')"),
        json!("#users/lisi"),
        "the focus stays"
    );
    browser.press(ENTER);
    let _ = browser.until("document.querySelector('article .card') !== null");
    assert_eq!(browser.evaluate("document.activeElement.id"), json!("main"), "the conversation is next");
    tab_to(&browser, "it.localName === 'select'");
    browser.press(DOWN);
    tab_to(&browser, "it.innerText === 'Send it'");
    browser.press(SPACE);
    let _ = browser.until("document.querySelector('article .status').innerText.includes('200')");
    let said = sandbox.callbacks().pop().unwrap().text;
    assert!(said.contains("<OptionId><![CDATA[4]]></OptionId>"), "{said}");
    tab_to(&browser, "it.name === 'text'");
    browser.press(&format!("by hand{ENTER}"));
    let _ = browser.until("document.querySelector('.bubble.own')?.innerText === 'by hand'");
    assert_eq!(browser.errors(), Vec::<String>::new());
}

#[test]
fn a_screen_reader_hears_a_name_of_everything_that_has_a_role() {
    let program = Program::start(|_| Answer::empty());
    let sandbox = program.sandbox().start().unwrap();
    let (client, robot) = (client(&sandbox), Robot::from_url(&sandbox.webhook_url()).unwrap());
    let files = upload(&client, &robot);
    create_chat(&client);
    let browser = Browser::start(1100, 20_000);
    let mut heard = Vec::new();
    for (channel, conversation, kinds) in table(&files) {
        for kind in kinds {
            send(&client, &sandbox, channel, &kind.message()).unwrap();
        }
        browser.open(&format!("{}?lang=en#{conversation}", sandbox.page_url()));
        let _ = browser.until("document.querySelectorAll('article').length > 5");
        let _ = browser.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true })");
        let _ = browser.until("document.querySelectorAll('.inside pre').length > 5");
        heard.extend(browser.accessibility());
    }
    let named = [
        "article",
        "button",
        "checkbox",
        "combobox",
        "DisclosureTriangle",
        "DisclosureTriangleGrouped",
        "heading",
        "Iframe",
        "image",
        "img",
        "link",
        "log",
        "menuitem",
        "navigation",
        "option",
        "radio",
        "searchbox",
        "textbox",
    ];
    let nameless: Vec<_> =
        heard.iter().filter(|(role, name)| named.contains(&&**role) && name.trim().is_empty()).collect();
    assert_eq!(nameless, Vec::<&(String, String)>::new());
    for expected in [
        ("navigation", "Conversations"),
        ("searchbox", "Search"),
        ("log", "lisi"),
        ("article", "Text"),
        ("article", "Template card"),
        ("image", "dot.png"),
        ("image", "Voice"),
        ("image", "WeCom cuts the text here."),
        ("button", "Approve"),
        ("combobox", "Area"),
        ("checkbox", "Tea"),
        ("radio", "Noodles"),
        ("textbox", "Write as lisi"),
        ("Iframe", "周报"),
    ] {
        let is_heard = heard.iter().any(|(role, name)| (&**role, name.trim()) == expected);
        let alike: Vec<_> = heard.iter().filter(|(role, _)| role == expected.0).map(|(_, name)| name).collect();
        assert!(is_heard, "{expected:?} is not among {alike:?}");
    }
    let roles: std::collections::BTreeSet<_> = heard.iter().map(|(role, _)| role.as_str()).collect();
    assert!(["banner", "main", "navigation"].iter().all(|landmark| roles.contains(landmark)), "{roles:?}");
}
