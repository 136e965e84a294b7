//! Answers as gateways and other versions of WeCom write them: what was delivered is not an error.

use serde_json::json;
use wecom_message::app::{GetStatistics, MessageId};
use wecom_message::{Client, ErrorCode, FileSource, Media, To};
use wecom_sandbox::Sandbox;

fn client(sandbox: &Sandbox) -> Client {
    let builder = Client::builder(sandbox.corp_id(), sandbox.secret(), sandbox.agent_id());
    builder.base_url(sandbox.base_url()).build().unwrap()
}

#[test]
fn a_receipt_is_read_whatever_form_its_members_have() {
    let sandbox = Sandbox::start().unwrap();
    let table = [
        (json!({"invaliduser": null, "invalidparty": null, "invalidtag": null, "unlicenseduser": null}), None),
        (json!({"msgid": null, "response_code": null}), None),
        (json!({"msgid": 7_654_321}), Some("7654321")),
        (json!({"msgid": "M", "invaliduser": ""}), Some("M")),
        (json!({"msgid": "M", "invalidparty": [], "warnings": null}), Some("M")),
        (json!({"errmsg": null}), None),
        (json!({"invaliduser": {}, "invalidparty": [null, ""], "msgid": 1.7e7}), Some("17000000")),
    ];
    for (members, message_id) in table {
        let mut answer = json!({"errcode": 0, "errmsg": "ok"});
        answer.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
        sandbox.next_answer_to("cgi-bin/message/send", 200, answer.to_string());
        let receipt = client(&sandbox).send_text(To::user("lisi"), "disk full");
        let receipt = receipt.unwrap_or_else(|error| panic!("{answer}: {error}"));
        assert!(receipt.reached_everyone(), "{answer}");
        assert_eq!(receipt.message_id.as_ref().map(MessageId::as_str), message_id, "{answer}");
    }
}

#[test]
fn a_byte_order_mark_before_an_answer_is_passed_over() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.next_answer_to("cgi-bin/message/send", 200, "\u{feff}{\"errcode\":0,\"errmsg\":\"ok\",\"msgid\":\"M\"}");
    assert!(client(&sandbox).send_text(To::user("lisi"), "disk full").is_ok());
    sandbox.next_answer_to("cgi-bin/message/send", 200, "\u{feff}{\"errcode\":81013,\"errmsg\":\"invalid\"}");
    let error = client(&sandbox).send_text(To::user("lisi"), "disk full").unwrap_err();
    assert_eq!(error.errcode().map(ErrorCode::value), Some(81013), "{error}");
}

#[test]
fn an_operation_s_answer_is_read_with_null_for_a_list_and_numbers_as_strings() {
    let sandbox = Sandbox::start().unwrap();
    let client = client(&sandbox);
    let path = "cgi-bin/message/get_statistics";
    for answer in [
        r#"{"errcode":0,"statistics":null}"#,
        r#"{"errcode":0,"statistics":[{"agentid":"7","count":"3"}]}"#,
        r#"{"errcode":0.0,"statistics":[{"agentid":7.0,"count":3e0}]}"#,
    ] {
        sandbox.next_answer_to(path, 200, answer);
        client.get_statistics(GetStatistics::default()).unwrap_or_else(|error| panic!("{answer}: {error}"));
    }
    sandbox.next_answer_to(
        "cgi-bin/media/upload",
        200,
        r#"{"errcode":0,"media_id":"M","type":null,"created_at":null}"#,
    );
    assert!(client.upload(Media::file(FileSource::bytes("a.txt", b"content".as_slice()))).is_ok());
}
