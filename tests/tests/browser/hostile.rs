//! Hostile bodies: nothing of them runs, and none breaks the page.

use serde_json::{Value, json};
use wecom_message::{Client, FileSource, Media, Raw, Robot, To};
use wecom_sandbox::Sandbox;

use crate::browser::Browser;
use crate::client;

const TEXTS: [&str; 17] = [
    "<script>window.ran = 1</script>",
    "<img src=x onerror=\"window.ran = 1\">",
    "<svg onload=\"window.ran = 1\">",
    "<a href=\"javascript:window.ran = 1\">x</a>",
    "<a href=\"https://example.com\" onclick=\"window.ran = 1\">x</a>",
    "<a href='data:text/html,<script>window.ran=1</script>'>x</a>",
    "[x](javascript:window.ran=1)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](https://example.com/track.png)",
    "<iframe srcdoc=\"<script>parent.ran = 1</script>\"></iframe>",
    "<font color=\"red;background:url(https://example.com)\">x</font>",
    "]]></Content><script>window.ran = 1</script>",
    "</pre></details></main><script>window.ran = 1</script>",
    "\u{202e}drowssap\u{2066}\u{200f}",
    "{{constructor.constructor('window.ran = 1')()}}",
    "<div class=\"gray\" onmouseover=\"window.ran = 1\">x</div>",
    "<base href=\"https://example.com\"><meta http-equiv=refresh content=\"0;url=https://example.com\">",
];

fn messages(text: &str) -> [(&'static str, Value); 3] {
    [
        ("text", json!({"content": text})),
        ("markdown", json!({"content": text})),
        ("textcard", json!({"title": text, "description": text, "url": "javascript:window.ran=1"})),
    ]
}

#[test]
fn nothing_that_comes_in_runs() {
    let sandbox = Sandbox::start().unwrap();
    let (client, robot) = (client(&sandbox), Robot::from_url(&sandbox.webhook_url()).unwrap());
    let mut sent = 0;
    for text in TEXTS {
        for (msgtype, body) in messages(text) {
            let _ = client.send(To::user("lisi"), &Raw::new(msgtype, body).unwrap()).unwrap();
            sent += 1;
        }
        let _ = robot.send(&Raw::new("markdown_v2", json!({"content": text})).unwrap()).unwrap();
    }
    let everything = TEXTS.concat();
    let card = json!({"card_type": "text_notice", "main_title": {"title": everything}, "source": {"desc": everything, "icon_url": "javascript:1"},
        "quote_area": {"type": 1, "url": "javascript:window.ran=1", "quote_text": everything},
        "jump_list": [{"type": 1, "title": everything, "url": "javascript:window.ran=1"}], "card_action": {"type": 1, "url": "javascript:window.ran=1"}});
    let _ = client.send(To::user("lisi"), &Raw::new("template_card", card).unwrap()).unwrap();
    article(&client, &everything);
    sent += 2;
    for conversation in ["users/lisi", "robots/1", ""] {
        let browser = Browser::start(1000, 20_000);
        browser.open(&format!("{}?lang=en#{conversation}", sandbox.page_url()));
        let rows = if conversation == "users/lisi" { sent } else { TEXTS.len() };
        let _ = browser.until(&format!("document.querySelectorAll('main .row > *').length >= {rows}"));
        let _ = browser.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true })");
        let _ = browser.until("document.querySelectorAll('.inside pre').length > 10");
        assert_eq!(browser.evaluate("window.ran"), json!(null), "{conversation}");
        let links = browser
            .evaluate("[...document.links].map((found) => found.protocol).filter((found) => !/^https?:$/.test(found))");
        assert_eq!(links, json!([]), "{conversation}");
        let elements = browser.evaluate("document.querySelectorAll('main script, main svg, main base, main meta, main [onclick], main [onerror]').length");
        assert_eq!(elements, json!(0), "{conversation}");
        assert_eq!(browser.foreign_requests(), json!([]), "{conversation}");
        assert_eq!(
            browser.evaluate("location.hash"),
            json!(if conversation.is_empty() { String::new() } else { format!("#{conversation}") })
        );
    }
}

/// An article's HTML is shown in a frame: it may have markup, but nothing in it runs.
fn article(client: &Client, content: &str) {
    let body = json!({"articles": [{"title": "x", "thumb_media_id": "M", "content": content}]});
    let _ = client.send(To::user("lisi"), &Raw::new("mpnews", body).unwrap()).unwrap();
}

#[test]
fn an_enormous_body_does_not_break_the_page() {
    let sandbox = Sandbox::start().unwrap();
    let client = client(&sandbox);
    let lines = "line\n".repeat(10_000);
    let megabyte = "长".repeat(350_000);
    for content in [lines, megabyte] {
        for msgtype in ["text", "markdown"] {
            let _ = client.send(To::user("lisi"), &Raw::new(msgtype, json!({"content": content})).unwrap());
        }
    }
    let _ = client.send_text(To::user("lisi"), "still here").unwrap();
    let browser = Browser::start(1100, 900);
    for conversation in ["users/lisi", ""] {
        browser.open(&format!("{}?lang=en#{conversation}", sandbox.page_url()));
        let _ = browser.until("document.querySelector('main .row > *') !== null");
    }
    browser.open(&format!("{}?lang=en#users/lisi", sandbox.page_url()));
    let _ = browser.until("document.querySelector('main').innerText.includes('still here')");
    assert_eq!(browser.errors(), Vec::<String>::new());
}

#[test]
fn uploads_are_never_served_as_pages() {
    let sandbox = Sandbox::start().unwrap();
    let html = FileSource::bytes("page.html", b"<script>window.ran = 1</script>".to_vec());
    let id = client(&sandbox).upload(Media::file(html)).unwrap().media_id;
    let browser = Browser::start(800, 600);
    browser.open(&sandbox.page_url());
    let script = format!(
        "await fetch('media?id={id}').then((answer) => ['content-type', 'x-content-type-options', 'content-disposition'].map((name) => answer.headers.get(name)))"
    );
    let headers = browser.evaluate(&format!("(async () => {script})()"));
    assert_eq!(headers, json!(["application/octet-stream", "nosniff", "attachment"]));
}
