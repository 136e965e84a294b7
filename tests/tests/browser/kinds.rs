//! Each kind of message, sent by the client and seen on the page.

use serde_json::{Value, json};
use wecom_message::appchat::CreateChat;
use wecom_message::{Client, FileSource, Media, Raw, Robot, To, linked_corp, school};
use wecom_sandbox::Sandbox;
use wecom_tests::bodies::{bodies, schema};

use crate::browser::Browser;
use crate::client;

/// What is sent, what is read, and what has to be there.
struct Kind {
    msgtype: &'static str,
    body: Value,
    shown: &'static [&'static str],
    elements: &'static [&'static str],
}

fn kind(msgtype: &'static str, body: Value, shown: &'static [&'static str], elements: &'static [&'static str]) -> Kind {
    Kind { msgtype, body, shown, elements }
}

fn messages(upload: &str) -> Vec<Kind> {
    let article = |title: &str| json!({"title": title, "description": "v2.3", "url": "https://example.com/1"});
    let long = "磁盘满了。".repeat(200);
    vec![
        kind(
            "text",
            json!({"content": "a <b>\n<a href=\"https://example.com/x\">runbook</a>"}),
            &["a <b>", "runbook"],
            &["a[href='https://example.com/x'][rel~=noopener]"],
        ),
        kind("text", json!({"content": long}), &["磁盘满了。"], &[".mark.cut"]),
        kind("image", json!({"media_id": upload}), &[], &["img.picture"]),
        kind("file", json!({"media_id": upload}), &["dot.png", "67B"], &["a[download='dot.png']"]),
        kind(
            "video",
            json!({"media_id": upload, "title": "机房", "description": "三层巡检"}),
            &["机房", "三层巡检"],
            &[".play"],
        ),
        kind(
            "textcard",
            json!({"title": "Deploy", "description": "<div class=\"gray\">June</div>now<div class=\"highlight\">live</div>",
            "url": "https://example.com", "btntxt": "Open"}),
            &["Deploy", "June", "now", "live", "Open"],
            &["h3.title", ".description .gray", ".description .highlight", ".jump a"],
        ),
        kind(
            "news",
            json!({"articles": [article("Notes")]}),
            &["Notes", "v2.3"],
            &[".news.one .wide", ".news.one .description"],
        ),
        kind(
            "news",
            json!({"articles": [article("Notes"), article("Map")]}),
            &["Notes", "Map"],
            &[".news .first .wide", ".news .other .small"],
        ),
        kind(
            "mpnews",
            json!({"articles": [{"title": "周报", "thumb_media_id": upload, "content": "<p>正文</p>", "digest": "一切正常"}]}),
            &["周报", "一切正常"],
            &["details.article img.picture"],
        ),
        kind(
            "markdown",
            json!({"content": "# Head\n**bold** `code` [log](https://example.com)\n> quoted\n<font color=\"warning\">amber</font> - no list"}),
            &["Head", "bold", "quoted", "amber", "- no list"],
            &["h1", "strong", "code", "a[href='https://example.com']", "blockquote", ".colour-warning"],
        ),
        kind(
            "miniprogram_notice",
            json!({"appid": "wx123123123123123", "title": "会议室预订", "description": "四月二十七日",
            "emphasis_first_item": true, "content_item": [{"key": "会议室", "value": "402"}, {"key": "地点", "value": "广州"}]}),
            &["会议室预订", "四月二十七日", "402", "广州"],
            &[".emphasis .big", "dl .pair", ".jump"],
        ),
    ]
}

fn cards() -> Vec<Kind> {
    vec![
        kind(
            "template_card",
            json!({"card_type": "text_notice", "source": {"desc": "企业微信", "desc_color": 2}, "main_title": {"title": "Backup", "desc": "nightly"},
            "emphasis_content": {"title": "100 %", "desc": "saved"}, "quote_area": {"title": "Log", "quote_text": "all done"}, "sub_title_text": "Nothing to do",
            "horizontal_content_list": [{"keyname": "Host", "value": "db-1"}, {"type": 1, "keyname": "Site", "value": "Open", "url": "https://example.com"},
                {"type": 2, "keyname": "File", "value": "report.pdf", "media_id": "M"}, {"type": 3, "keyname": "Owner", "userid": "lisi"}],
            "jump_list": [{"title": "No link"}, {"type": 1, "title": "Site", "url": "https://example.com"}, {"type": 2, "title": "Mini", "appid": "wx1"}],
            "action_menu": {"desc": "More", "action_list": [{"text": "Mute", "key": "mute"}]}, "task_id": "t1", "card_action": {"type": 1, "url": "https://example.com"}}),
            &[
                "企业微信",
                "Backup",
                "nightly",
                "100 %",
                "saved",
                "Log",
                "all done",
                "Nothing to do",
                "Host",
                "db-1",
                "Open",
                "report.pdf",
                "lisi",
                "No link",
                "Mini",
            ],
            &[
                ".source-name.red",
                ".more",
                ".emphasis .big",
                ".quote",
                ".sub-title",
                ".horizontal a",
                ".jump.nowhere",
                ".jump a",
                ".jump .opens",
            ],
        ),
        kind(
            "template_card",
            json!({"card_type": "news_notice", "main_title": {"title": "Release"}, "card_image": {"url": "https://example.com/w.png", "aspect_ratio": 2.0},
            "image_text_area": {"title": "Aside", "desc": "words", "image_url": "https://example.com/s.png"},
            "vertical_content_list": [{"title": "Details", "desc": "in words"}], "card_action": {"type": 1, "url": "https://example.com"}}),
            &["Release", "Aside", "words", "Details", "in words"],
            &[".card-image", ".image-text .small", ".vertical"],
        ),
        kind(
            "template_card",
            json!({"card_type": "button_interaction", "main_title": {"title": "Deploy?"}, "task_id": "t2",
            "button_selection": {"question_key": "q", "title": "Area", "option_list": [{"id": "n", "text": "North"}, {"id": "s", "text": "South"}], "selected_id": "s"},
            "button_list": [{"text": "Approve", "style": 1, "key": "a"}, {"text": "Reject", "style": 3, "key": "b"}, {"type": 1, "text": "Look", "style": 2, "url": "https://example.com"}]}),
            &["Deploy?", "Area", "Approve", "Reject", "Look"],
            &[".select option:checked[value=s]", "button.style-1", "button.style-3", ".button.style-2 a"],
        ),
        kind(
            "template_card",
            json!({"card_type": "vote_interaction", "main_title": {"title": "Drink?"}, "task_id": "t3", "submit_button": {"text": "Vote", "key": "v"},
            "checkbox": {"question_key": "q", "mode": 1, "option_list": [{"id": "t", "text": "Tea", "is_checked": true}, {"id": "c", "text": "Coffee"}]}}),
            &["Drink?", "Tea", "Coffee", "Vote"],
            &["input[type=checkbox][value=t]:checked", "input[value=c]:not(:checked)"],
        ),
        kind(
            "template_card",
            json!({"card_type": "multiple_interaction", "main_title": {"title": "Where?"}, "task_id": "t4", "submit_button": {"text": "Send", "key": "v"},
            "select_list": [{"question_key": "q", "title": "Floor", "option_list": [{"id": "3", "text": "Third"}, {"id": "4", "text": "Fourth"}]}]}),
            &["Where?", "Floor", "Send"],
            &[".select select", "option[value='4']"],
        ),
    ]
}

#[test]
fn each_kind_of_message_shows_its_parts() {
    let sandbox = Sandbox::start().unwrap();
    let client = client(&sandbox);
    let upload = client.upload(Media::image(FileSource::bytes("dot.png", png()))).unwrap().media_id.to_string();
    let browser = Browser::start(1100, 900);
    browser.open(&format!("{}?lang=en#users/lisi", sandbox.page_url()));
    for kind in messages(&upload).into_iter().chain(cards()) {
        let receipt = client.send(To::user("lisi"), &Raw::new(kind.msgtype, kind.body.clone()).unwrap());
        let _ = receipt.unwrap_or_else(|error| panic!("{}: {error}", kind.body));
        let number = sandbox.received().last().unwrap().number;
        let article =
            format!("document.querySelector('article[data-number=\"{number}\"][data-msgtype={}]')", kind.msgtype);
        let text = browser.until(&format!("{article}?.innerText"));
        for shown in kind.shown {
            assert!(text.as_str().unwrap().contains(shown), "{shown} of {} is not in {text}", kind.body);
        }
        for element in kind.elements {
            let _ = browser.until(&format!("{article}.querySelector({element:?}) !== null"));
        }
    }
    assert_eq!(browser.errors(), Vec::<String>::new());
    assert_eq!(browser.foreign_requests(), json!([]));
}

#[test]
fn every_example_of_every_channel_is_drawn() {
    let schema = schema();
    let sandbox = Sandbox::start().unwrap();
    let client = client(&sandbox);
    let mut conversations = std::collections::BTreeSet::new();
    for body in bodies(&schema) {
        let Some(msgtype) = body.msgtype else { continue };
        let sent = send(&client, &sandbox, &body.channel.name, &raw(msgtype, &body.json));
        if let Some(conversation) = sent {
            conversations.insert(conversation);
        }
    }
    let browser = Browser::start(1100, 900);
    for conversation in conversations {
        browser.open(&format!("{}?lang=zh#{conversation}", sandbox.page_url()));
        let _ = browser.until("document.querySelectorAll('article.message').length > 0");
        let problems =
            browser.evaluate("[...document.querySelectorAll('article .problem')].map((found) => found.innerText)");
        assert_eq!(problems, json!([]), "{conversation}");
        let unknown = browser.evaluate("document.querySelector('main').innerText.includes('本页面未知')");
        assert_eq!(unknown, json!(false), "{conversation}");
    }
    assert_eq!(browser.errors(), Vec::<String>::new());
    assert_eq!(browser.foreign_requests(), json!([]));
}

fn raw(msgtype: &str, body: &Value) -> Raw {
    let raw = Raw::new(msgtype, body[msgtype].clone()).unwrap();
    let beside = ["safe", "enable_id_trans"].into_iter().filter_map(|name| Some((name, body.get(name)?.clone())));
    beside.fold(raw, |raw, (name, value)| raw.with(name, value))
}

/// The conversation that a message of this channel goes into, if the sandbox takes it.
fn send(client: &Client, sandbox: &Sandbox, channel: &str, message: &Raw) -> Option<&'static str> {
    match channel {
        "app" => client.send(To::user("lisi"), message).ok().map(|_| "users/lisi"),
        "robot" => Robot::from_url(&sandbox.webhook_url()).unwrap().send(message).ok().map(|_| "robots/1"),
        "appchat" => {
            let chat = CreateChat::new(["lisi", "wangwu"]).chat_id("release");
            let _ = client.create_appchat(chat);
            client.appchat("release").send(message).ok().map(|_| "chats/release")
        }
        "linked_corp" => {
            client.linked_corp().send(linked_corp::To::users(["zhao"]), message).ok().map(|_| "users/zhao")
        }
        "school" => {
            client.school().send(school::To::parents_of(["student"]), message).ok().map(|_| "families/student+")
        }
        "kf" => {
            sandbox.customer_wrote("wmCustomer", "wkAccount");
            client.kf("wkAccount").send("wmCustomer", message).ok().map(|_| "customers/wmcustomer")
        }
        _ => None,
    }
}

/// One white pixel.
pub(crate) fn png() -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    png.extend(b"\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55");
    png.extend(b"\0\0\0\x0aIDAT\x78\x9c\x63\xf8\x0f\0\x01\x01\x01\0\xb1\x38\xf6\x14");
    png.extend(b"\0\0\0\0IEND\xae\x42\x60\x82");
    png
}
