//! Each kind of message of each channel, sent by the client and seen on the page.

mod app;
mod cards;
mod customer_service;
mod files;
mod plain;
mod robot;

use std::collections::BTreeSet;

use serde_json::{Value, json};
use wecom_message::appchat::CreateChat;
use wecom_message::customer::{Attachment, SendWelcome};
use wecom_message::kf::{EventMenu, MenuItem, SendOnEvent};
use wecom_message::{Client, Raw, Robot, To, linked_corp, school};
use wecom_sandbox::{Sandbox, SessionEvent};
use wecom_schema::model::Credential;
use wecom_tests::bodies::{bodies, schema};

pub(crate) use self::files::{Files, upload};
use crate::browser::Browser;
use crate::client;

/// A message, what is read of it, and the elements that it has.
pub(crate) struct Kind {
    msgtype: &'static str,
    body: Value,
    beside: Option<(&'static str, i32)>,
    shown: &'static [&'static str],
    elements: &'static [&'static str],
}

fn kind(msgtype: &'static str, body: Value, shown: &'static [&'static str], elements: &'static [&'static str]) -> Kind {
    Kind { msgtype, body, beside: None, shown, elements }
}

impl Kind {
    fn beside(self, name: &'static str, value: i32) -> Self {
        Self { beside: Some((name, value)), ..self }
    }

    pub(crate) fn message(&self) -> Raw {
        let raw = Raw::new(self.msgtype, self.body.clone()).unwrap();
        self.beside.into_iter().fold(raw, |raw, (name, value)| raw.with(name, value))
    }
}

/// The rows of the table: a channel, the conversation that its messages go into, and the messages.
pub(crate) fn table(files: &Files) -> Vec<(&'static str, &'static str, Vec<Kind>)> {
    let plain = |msgtypes: &[&str]| {
        plain::kinds(files).into_iter().filter(|kind| msgtypes.contains(&kind.msgtype)).collect::<Vec<_>>()
    };
    let files_and_text = ["text", "image", "voice", "video", "file"];
    let articles = ["textcard", "news", "mpnews", "markdown"];
    let most = plain(&[files_and_text.as_slice(), &articles].concat());
    let mut app = plain::kinds(files);
    app.extend(app::kinds());
    app.extend(cards::notices(&files.file));
    app.extend(cards::interactive());
    let mut school = plain(&[files_and_text.as_slice(), &["news", "mpnews"]].concat());
    school.push(customer_service::miniprogram(files));
    let mut kf = plain(&files_and_text);
    kf.extend(customer_service::kinds(files));
    vec![
        ("app", "users/lisi", app),
        ("robot", "robots/1", robot::kinds(files)),
        ("appchat", "chats/release", most),
        ("linked_corp", "users/zhao", plain::kinds(files)),
        ("school", "families/student+", school),
        ("kf", "customers/wmcustomer", kf),
    ]
}

/// Sends through the channel, as a program does.
pub(crate) fn send(
    client: &Client,
    sandbox: &Sandbox,
    channel: &str,
    message: &Raw,
) -> Result<(), wecom_message::Error> {
    match channel {
        "app" => client.send(To::user("lisi"), message).map(drop),
        "robot" => Robot::from_url(&sandbox.webhook_url())?.send(message).map(drop),
        "appchat" => client.appchat("release").send(message).map(drop),
        "linked_corp" => client.linked_corp().send(linked_corp::To::users(["zhao"]), message).map(drop),
        "school" => client.school().send(school::To::parents_of(["student"]), message).map(drop),
        "kf" => {
            sandbox.customer_wrote("wmCustomer", "wkAccount");
            client.kf("wkAccount").send("wmCustomer", message).map(drop)
        }
        other => panic!("the channel {other} is new here: say how its messages are sent"),
    }
}

pub(crate) fn create_chat(client: &Client) {
    let chat = CreateChat::new(["lisi", "wangwu"]).chat_id("release");
    client.create_appchat(chat).unwrap();
}

#[test]
fn each_kind_of_message_of_each_channel_shows_its_parts() {
    let sandbox = Sandbox::start().unwrap();
    let (client, robot) = (client(&sandbox), Robot::from_url(&sandbox.webhook_url()).unwrap());
    let files = upload(&client, &robot);
    create_chat(&client);
    let browser = Browser::start(1100, 900);
    let mut seen = BTreeSet::new();
    for (channel, conversation, kinds) in table(&files) {
        browser.open(&format!("{}?lang=en#{conversation}", sandbox.page_url()));
        for kind in kinds {
            send(&client, &sandbox, channel, &kind.message())
                .unwrap_or_else(|error| panic!("{channel} {}: {error}", kind.body));
            let number = sandbox.received().last().unwrap().number;
            let article =
                format!("document.querySelector('article[data-number=\"{number}\"][data-msgtype={}]')", kind.msgtype);
            for shown in kind.shown {
                let _ = browser.until(&format!("{article}?.innerText.includes({})", json!(shown)));
            }
            for element in kind.elements {
                let _ = browser.until(&format!("{article}?.querySelector({}) !== null", json!(element)));
            }
            seen.insert((channel, kind.msgtype));
        }
        assert_eq!(browser.errors(), Vec::<String>::new(), "{channel}");
        assert_eq!(browser.foreign_requests(), json!([]), "{channel}");
    }
    let schema = schema();
    let described = schema
        .channels
        .iter()
        .filter(|channel| channel.credential != Credential::Bot) // shown in chats of its own
        .flat_map(|channel| channel.messages.iter().map(|message| (channel.name.as_str(), message.msgtype.as_str())));
    let missing: Vec<_> = described.filter(|row| !seen.contains(row)).collect();
    assert_eq!(missing, [], "each has a row in the table");
}

#[test]
fn what_events_allow_to_send_is_shown_as_well() {
    let sandbox = Sandbox::start().unwrap();
    let (client, robot) = (client(&sandbox), Robot::from_url(&sandbox.webhook_url()).unwrap());
    let files = upload(&client, &robot);
    let browser = Browser::start(1100, 900);
    browser.open(&format!("{}?lang=en#customers/wmcustomer", sandbox.page_url()));
    let code = || sandbox.event_code("wmCustomer", "wkAccount", SessionEvent::Ended);
    let menu = EventMenu::new("Did this help?", [MenuItem::click("yes", "Yes")]);
    let _ = client.send_kf_on_event(SendOnEvent::text(code(), "Until next time.")).unwrap();
    let _ = client.send_kf_on_event(SendOnEvent::new(code(), menu)).unwrap();
    let attachments = [
        Attachment::image(&*files.image),
        Attachment::link("Catalogue", "https://example.com/catalogue"),
        Attachment::video(&*files.video),
        Attachment::file(&*files.file),
    ];
    let welcome = SendWelcome::new(sandbox.welcome_code("wmCustomer"), "Thank you for adding me.");
    client.send_welcome(welcome.attachments(attachments)).unwrap();
    let article = |index: usize| format!("document.querySelectorAll('article')[{index}]");
    let table: [(usize, &[&str], &[&str]); 3] = [
        (0, &["Until next time."], &[".bubble .text"]),
        (1, &["Did this help?", "Yes"], &[".menu .menu-entry[title=yes]"]),
        (
            2,
            &["Thank you for adding me.", "Catalogue", "report.pdf"],
            &[
                ".attachment img.picture",
                ".attachment .web-link a[href='https://example.com/catalogue']",
                ".attachment .video",
                ".attachment a.file",
            ],
        ),
    ];
    for (index, shown, elements) in table {
        let article = article(index);
        for shown in shown {
            let _ = browser.until(&format!("{article}?.innerText.includes({})", json!(shown)));
        }
        for element in elements {
            let _ = browser.until(&format!("{article}?.querySelector({}) !== null", json!(element)));
        }
    }
    assert_eq!(browser.errors(), Vec::<String>::new());
    assert_eq!(browser.foreign_requests(), json!([]));
}

#[test]
fn every_example_of_every_channel_is_drawn() {
    let schema = schema();
    let sandbox = Sandbox::builder().any_media_id().start().unwrap();
    let client = client(&sandbox);
    create_chat(&client);
    for body in bodies(&schema) {
        let Some(msgtype) = body.msgtype.filter(|_| body.channel.credential != Credential::Bot) else { continue };
        // A robot shows its own uploads alone, and a picture with its MD5; those have rows of their own.
        let _ = send(&client, &sandbox, &body.channel.name, &raw(msgtype, &body.json));
    }
    let browser = Browser::start(1100, 900);
    for conversation in
        ["users/lisi", "robots/1", "chats/release", "users/zhao", "families/student+", "customers/wmcustomer"]
    {
        browser.open(&format!("{}?lang=zh#{conversation}", sandbox.page_url()));
        let _ = browser.until("document.querySelectorAll('article.message').length > 0");
        let problems = browser.evaluate(
            "[...document.querySelectorAll('article .problem')].map((found) => found.innerText).filter((found) => found !== '')",
        );
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
