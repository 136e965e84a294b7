//! Recipients that are generated, unions whose cases are objects of their own, functions on a handle.

use serde_json::json;
use wecom_message::message::{Call, Method};
use wecom_message::read::read;
use wecom_tests::fixture::bell::{self, Ring};
use wecom_tests::fixture::door::{
    AnyMessage, Attachment, Children, LineAttachment, Look, Note, Open, Paint, Parents, PictureAttachment, SendRequest,
    To,
};

use super::{broken, mismatches, travels};

#[test]
fn a_case_of_a_nested_union_is_an_object_named_like_its_tag() {
    let note = Note::picture("m").attachments([
        Attachment::from(PictureAttachment::new("p").alt("a")),
        LineAttachment::new().text("t").into(),
        Attachment::Gap,
    ]);
    travels(
        &note.clone().attachments([LineAttachment::new().text("t")]),
        r#"{"msgtype":"note","note":{"attachments":[{"kind":"line","line":{"text":"t"}}],"kind":"picture","picture":{"id":"m"}}}"#,
    );
    assert_eq!(broken(&note), ["note.attachments Refused 2102"], "a picture and a gap are two of those that count");
}

#[test]
fn what_is_wrong_in_a_nested_case_is_told_with_its_path() {
    let without_id = r#"{"msgtype":"note","note":{"kind":"picture"}}"#;
    assert_eq!(broken(&read::<AnyMessage>(without_id).unwrap().value), ["note.picture.id Refused 2101"]);
    let needs_attachments = Note::new(PictureAttachment::new("p").alt("a"));
    assert_eq!(broken(&needs_attachments), ["note.attachments Refused"]);
    assert_eq!(
        mismatches::<Note>(r#"{"msgtype":"note","note":{"kind":"film","film":{}}}"#),
        ["note.kind: one of picture, line, gap is wanted here, but it is film (WeCom answers 2100)"]
    );
    let reading =
        read::<Note>(r#"{"msgtype":"note","note":{"kind":"line","line":{"text":"t","size":3},"picture":{}}}"#);
    assert_eq!(reading.unwrap().unknown_members(), ["note.line.size", "note.picture"]);
}

#[test]
fn generated_recipients_are_made_by_their_constructors_and_added_to() {
    let to = To::children("d-1", ["cid"]).and_guests(["ann"]).and_guests(["bob"]);
    assert_eq!(
        serde_json::to_value(&to).unwrap(),
        json!({ "doorid": "d-1", "scope": 1, "pupil": ["cid"], "guest": ["ann", "bob"] })
    );
    assert_eq!(broken(&to.and_guests(["cid"])), ["guest Refused"]);
    let to = To::new("d-1").scope(Parents::new().parents(["dan"]));
    assert_eq!(serde_json::to_value(&to).unwrap(), json!({ "doorid": "d-1", "parent": ["dan"] }));
    let ignored: To =
        serde_json::from_value(json!({ "doorid": "d", "scope": 1, "pupil": ["e"], "parent": ["f"] })).unwrap();
    assert_eq!(ignored, To::new("d").scope(Children::new().pupils(["e"])));
}

#[test]
fn a_flag_can_say_everyone_and_a_message_can_refuse_it() {
    let everyone = To::everyone().doorid("d-1");
    assert!(everyone.is_everyone() && !To::new("d-1").is_everyone());
    let request = SendRequest::new(everyone, Note::new(Attachment::Gap));
    assert_eq!(broken(&request), ["toall Refused"]);
}

#[test]
fn a_request_without_recipients_and_sender_is_the_message_alone() {
    let request = bell::SendRequest::new(Ring::new(2));
    travels(&request, r#"{"msgtype":"ring","ring":{"times":2}}"#);
}

#[test]
fn operations_know_how_they_travel() {
    assert_eq!((Look::METHOD, Paint::METHOD, Open::PATH), (Method::Get, Method::Post, "door/open"));
}
