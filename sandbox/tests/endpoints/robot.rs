//! `webhook/send` and `webhook/upload_media`.

use std::time::Duration;

use serde_json::{Value, json};
use wecom_sandbox::{Delivery, Request, Wecom};

use crate::{KEY, OTHER_KEY, filled, form, read, wecom};

const MB: usize = 1024 * 1024;

/// A picture of one pixel, and the MD5 of its bytes.
const PICTURE: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mNgP5gAAAH7ASk597QeAAAAAElFTkSuQmCC";
const MD5: &str = "23208b22c5dd140a5200149aec14fa12";

fn push(wecom: &mut Wecom, key: &str, body: &Value) -> Value {
    let target = format!("/cgi-bin/webhook/send?key={key}");
    read(&wecom.answer(&Request::post(&target, body.to_string())))
}

fn upload(wecom: &mut Wecom, key: &str, kind: &str, content: &[u8]) -> Value {
    let target = format!("/cgi-bin/webhook/upload_media?key={key}&type={kind}");
    read(&wecom.answer(&form(&target, "filename=\"log.txt\"", content)))
}

fn text() -> Value {
    json!({"msgtype": "text", "text": {"content": "disk full"}})
}

fn picture(base64: &str, md5: &str) -> Value {
    json!({"msgtype": "image", "image": {"base64": base64, "md5": md5}})
}

#[test]
fn a_message_needs_a_key_and_to_be_one() {
    let table = [
        (KEY, text(), 0),
        (OTHER_KEY, text(), 0),
        ("made-up", text(), 93000),
        ("", text(), 93000),
        (KEY, json!({"msgtype": "text", "text": {}}), 44004),
        (KEY, json!({"msgtype": "textcard"}), 40008),
        (KEY, json!([]), 40058),
        (KEY, picture(PICTURE, MD5), 0),
        (KEY, picture(PICTURE, &MD5.to_uppercase()), 0),
        (KEY, picture(PICTURE, &MD5.replace('2', "3")), 301_019),
        (KEY, picture(&PICTURE[1..], MD5), 301_019),
    ];
    for (key, body, errcode) in table {
        let mut wecom = wecom();
        let answer = push(&mut wecom, key, &body);
        assert_eq!(answer["errcode"], errcode, "{key} {body}: {answer}");
        assert_eq!(wecom.received().next_back().unwrap().delivered(), answer["errcode"] == 0, "{key} {body}");
    }
    assert_eq!(read(&wecom().answer(&Request::get(&format!("/cgi-bin/webhook/send?key={KEY}"))))["errcode"], 40058);
}

#[test]
fn a_picture_of_another_format_is_delivered_with_a_finding() {
    let mut wecom = wecom();
    let wrapped = format!("{}\n{}", &PICTURE[..76], &PICTURE[76..]);
    for (base64, md5, finding) in [
        (PICTURE, MD5, None),
        ("R0lGODlhAQABAAAAACw=", "636b5bfefe08d269bbc43e2523d28004", Some("neither JPG nor PNG")),
        (&wrapped, MD5, Some("only the characters")),
    ] {
        let answer = push(&mut wecom, KEY, &picture(base64, md5));
        let findings = &wecom.received().next_back().unwrap().findings;
        assert_eq!(answer["errcode"], 0, "{answer} {findings:?}");
        assert!(finding.map_or(findings.is_empty(), |said| findings[0].contains(said)), "{findings:?}");
    }
}

#[test]
fn what_a_robot_sent_is_shown_by_its_number_without_its_key() {
    let mut wecom = wecom();
    push(&mut wecom, OTHER_KEY, &text());
    let received = wecom.received().next_back().unwrap();
    let expected = Some(2);
    let to: &Delivery = received.delivery.as_ref().unwrap();
    assert_eq!((received.robot, to.robot, received.agent_id), (expected, expected, None));
    let line = received.to_string();
    assert_eq!(line, "#1 POST /cgi-bin/webhook/send text -> 200 errcode 0, delivered to the group of robot 2");
    let shown = received.to_json();
    assert_eq!((&shown["robot"], &shown["to"]["robot"]), (&json!(2), &json!(2)));
    for shown in [format!("{wecom:?}"), format!("{received:?}"), shown.to_string()] {
        assert!(!shown.contains(OTHER_KEY), "{shown}");
    }
}

#[test]
fn a_webhook_takes_twenty_messages_a_minute() {
    let mut wecom = wecom();
    let refused = json!({"msgtype": "text"});
    for second in 0..20 {
        assert_ne!(push(&mut wecom, KEY, &refused)["errcode"], 0, "and does not count");
        assert_eq!(push(&mut wecom, KEY, &text())["errcode"], 0, "{second}");
        wecom.advance(Duration::from_secs(1));
    }
    assert_eq!(push(&mut wecom, KEY, &text())["errcode"], 45009);
    assert_eq!(push(&mut wecom, OTHER_KEY, &text())["errcode"], 0, "each has a count of its own");
    wecom.advance(Duration::from_secs(39));
    assert_eq!(push(&mut wecom, KEY, &text())["errcode"], 45009);
    wecom.advance(Duration::from_secs(1));
    assert_eq!(push(&mut wecom, KEY, &text())["errcode"], 0, "the first is a minute old");
    assert_eq!(push(&mut wecom, KEY, &text())["errcode"], 45009, "the second is not");
}

#[test]
fn files_must_be_the_robots_own_of_the_kind_and_fresh() {
    let file = |kind: &str, id: &Value| json!({"msgtype": kind, kind: {"media_id": id}});
    let mut wecom = wecom();
    let report = upload(&mut wecom, KEY, "file", b"______")["media_id"].clone();
    let voice = upload(&mut wecom, KEY, "voice", b"#!AMR\n")["media_id"].clone();
    let theirs = upload(&mut wecom, OTHER_KEY, "file", b"______")["media_id"].clone();
    let table = [
        ("file", &report, 0),
        ("voice", &voice, 0),
        ("file", &voice, 40007),
        ("voice", &report, 40007),
        ("file", &theirs, 40007),
        ("file", &json!("made-up"), 40007),
    ];
    for (kind, id, errcode) in table {
        assert_eq!(push(&mut wecom, KEY, &file(kind, id))["errcode"], errcode, "{kind} {id}");
    }
    wecom.advance(Duration::from_secs(3 * 24 * 60 * 60 - 1));
    assert_eq!(push(&mut wecom, KEY, &file("file", &report))["errcode"], 0);
    wecom.advance(Duration::from_secs(1));
    assert_eq!(push(&mut wecom, KEY, &file("file", &report))["errcode"], 40007);
}

#[test]
fn uploads_have_the_limits_of_the_page() {
    let mut wecom = wecom();
    wecom.advance(Duration::from_secs(9));
    let table = [
        (KEY, "file", filled(b"", 20 * MB), 0),
        (KEY, "file", filled(b"", 20 * MB + 1), 40006),
        (KEY, "file", b"_____".to_vec(), 40006),
        (KEY, "voice", filled(b"#!AMR_MC1.0\n", 2 * MB), 0),
        (KEY, "voice", filled(b"#!AMR_MC1.0\n", 2 * MB + 1), 45001),
        (KEY, "voice", b"ID3___".to_vec(), 40004),
        (KEY, "image", b"\x89PNG\r\n\x1a\n".to_vec(), 40005),
        (KEY, "", b"______".to_vec(), 40005),
        ("made-up", "file", b"______".to_vec(), 93000),
    ];
    for (key, kind, content, errcode) in table {
        let answer = upload(&mut wecom, key, kind, &content);
        assert_eq!(answer["errcode"], errcode, "{kind} of {} bytes: {answer}", content.len());
        assert_eq!(answer.get("media_id").is_some(), errcode == 0);
    }
    let answer = upload(&mut wecom, KEY, "file", b"______");
    assert_eq!((&answer["type"], &answer["created_at"]), (&json!("file"), &json!("9")));
    let received = wecom.received().next_back().unwrap();
    assert_eq!(received.robot, Some(1));
    assert_eq!(received.body.as_ref().unwrap()["length"], 6);
}
