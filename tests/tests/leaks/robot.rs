//! The key of a webhook, which is all that it takes to send into the group.

use wecom_message::check::{Check, Report, Violation};
use wecom_message::fields::{Fields, SerializeMap};
use wecom_message::message::{Acknowledgement, Channel, Message};
use wecom_message::read::{FromMembers, Members};
use wecom_message::{Error, FileSource, Media, RetryPolicy, Robot};
use wecom_tests::fault_matrix::answers;
use wecom_tests::fault_proxy::{Exchange, Fault, HttpMessage, encoded};

use crate::capture::{self, Captured, captured};
use crate::secrets::{WEBHOOK_KEY, shown};
use crate::{proxy, texts};

const SEND: &str = "cgi-bin/webhook/send";
const UPLOAD: &str = "cgi-bin/webhook/upload_media";

/// A group with a robot in it.
enum Group {}

#[derive(Debug)]
struct Taken;

impl Channel for Group {
    const PATH: &'static str = SEND;
    type To = ();
    type Sender = ();
    type Receipt = Taken;
}

impl FromMembers for Taken {
    fn from_members(_: &mut Members<'_>) -> Option<Self> {
        Some(Self)
    }
}

impl Acknowledgement for Taken {
    fn warn(&mut self, _: Vec<Violation>) {}
}

struct Note;

impl Fields for Note {
    fn fields<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry("msgtype", "text")?;
        map.serialize_entry("text", &serde_json::json!({ "content": "disk full" }))
    }
}

impl Check for Note {
    fn check(&self, _: &mut Report) {}
}

impl Message<Group> for Note {
    fn msgtype(&self) -> &'static str {
        "text"
    }
}

/// The URL that was asked for, in every form in which a gateway shows one.
fn urls(it: &Exchange) -> Vec<u8> {
    let url = format!("https://qyapi.weixin.qq.com{}", it.target);
    let escaped = url.replace('/', "\\/");
    let in_html = url.replace('?', "?a=b&amp;");
    let log_in = format!("https://portal.example.com/login?url={}", encoded(&url));
    let plain = format!("https://qyapi.weixin.qq.com/{SEND}?key={WEBHOOK_KEY}");
    let body = [url, escaped, in_html, log_in, plain].join("\r\n");
    HttpMessage::answer("403 Forbidden", body).bytes()
}

/// The same as WeCom's own error.
fn urls_in_json(it: &Exchange) -> Vec<u8> {
    let text = String::from_utf8_lossy(&urls(it)).into_owned();
    HttpMessage::json(serde_json::json!({ "errcode": 93000, "errmsg": text, "more": [{ text: 1 }] }).to_string())
        .bytes()
}

#[test]
fn no_fault_shows_the_key_of_a_webhook() {
    capture::start();
    let proxy = proxy();
    let before = captured().of_ureq;
    let builders = || {
        let url = format!("{}/{SEND}?key={}", proxy.base_url(), encoded(WEBHOOK_KEY));
        [Robot::builder(WEBHOOK_KEY).base_url(proxy.base_url()), Robot::builder_from_url(&url).unwrap()]
    };
    let faults = [
        Fault::READ.answers(urls),
        Fault::READ.answers(urls_in_json),
        Fault::READ.answers(answers::not_found),
        Fault::READ.answers(answers::bad_gateway),
        Fault::READ.answers(answers::redirect),
        Fault::READ.answers(answers::errcode::<45009>),
        Fault::READ.answers(answers::text),
        Fault::READ.answers(answers::not_http).closes(),
        Fault::READ.resets(),
    ];
    for fault in faults {
        for builder in builders() {
            let robot = builder.retry(RetryPolicy::never()).build().unwrap();
            proxy.break_next(SEND, fault);
            proxy.break_next(UPLOAD, fault);
            let file = Media::file(FileSource::bytes("report.txt", b"disk full".as_slice()));
            let errors = [robot.deliver::<Group, _>(&(), &(), &Note).unwrap_err(), robot.upload(file).unwrap_err()];
            let shows = format!("{robot:?} {robot:#?}");
            for text in errors.iter().flat_map(texts).chain([shows]) {
                assert_eq!(shown(&text), [""; 0], "{fault:?}: {text}");
            }
        }
    }
    assert_eq!(proxy.unused_faults(), 0);
    let Captured { of_ureq, leaks, .. } = captured();
    assert!(of_ureq > before, "ureq logs at DEBUG");
    assert_eq!(leaks, [""; 0]);
}

#[test]
fn no_setting_shows_the_key_of_a_webhook() {
    capture::start();
    let encoded = encoded(WEBHOOK_KEY);
    let shows = |text: &str| assert_eq!(shown(text), [""; 0], "{text}");
    shows(&format!("{:?} {:#?}", Robot::builder(WEBHOOK_KEY), Robot::new(WEBHOOK_KEY).unwrap()));
    let url = format!("https://qyapi.weixin.qq.com/{SEND}?key={encoded}");
    shows(&format!("{:?} {:?}", Robot::builder_from_url(&url).unwrap(), Robot::from_url(&url).unwrap()));
    let errors: Vec<Error> = [
        format!("https://qyapi.weixin.qq.com/{UPLOAD}?key={encoded}"),
        format!("http://qyapi.weixin.qq.com/{SEND}?key={encoded}"),
        format!("https://qyapi.weixin.qq.com:port/{SEND}?key={encoded}"),
        format!("https://qyapi.weixin.qq.com/{SEND}?key={encoded}%zz"),
        format!("https://qyapi.weixin.qq.com/{SEND}&key={encoded}"),
        format!("https://{encoded}@qyapi.weixin.qq.com/{SEND}?key={encoded}"),
        encoded.clone(),
        WEBHOOK_KEY.to_owned(),
    ]
    .iter()
    .map(|url| Robot::from_url(url).unwrap_err())
    .collect();
    for text in errors.iter().flat_map(texts) {
        shows(&text);
    }
    assert_eq!(captured().leaks, [""; 0]);
}
