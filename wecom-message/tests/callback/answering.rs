//! Answers: nothing, a passive reply, or any text, in the form that came in.

use std::time::{Duration, SystemTime};

use serde_json::{Value, json};
use wecom_message::callback::{Answer, Callbacks, Query};
use wecom_message::check::{Check, Report};
use wecom_message::fields::{Fields, SerializeMap};

use crate::sealing::{CORP_ID, KEY, Request, TOKEN, callback, callbacks, encrypt, plaintext, query};

fn at_some_time() -> Callbacks {
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_305_601);
    Callbacks::builder(TOKEN, KEY, CORP_ID).clock(move || now).build().unwrap()
}

const TEXT: &str = "<xml><ToUserName><![CDATA[ww0f1e2d3c4b5a6978]]></ToUserName><FromUserName><![CDATA[lin.wei]]></FromUserName>\
    <CreateTime>1795305600</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[今天的班表?]]></Content>\
    <MsgId>7261532948153920148</MsgId><AgentID>1000017</AgentID></xml>";

/// What WeCom reads of an answer in JSON.
fn opened_json(answer: &Answer, [encrypt, signature, timestamp, nonce]: [&str; 4]) -> String {
    let body: Value = serde_json::from_str(&answer.body).unwrap();
    let text = |name: &str| body[name].as_str().map_or_else(|| body[name].to_string(), str::to_owned);
    let query =
        Query::decoded([("msg_signature", text(signature)), ("timestamp", text(timestamp)), ("nonce", text(nonce))]);
    let envelope = json!({ "encrypt": text(encrypt) }).to_string();
    callbacks().open(query, envelope).unwrap().text.as_str().to_owned()
}

/// What WeCom reads of an answer in XML.
fn opened_xml(answer: &Answer) -> String {
    let element = |name: &str| {
        let (_, after) = answer.body.split_once(&format!("<{name}>")).expect(name);
        let (value, _) = after.split_once(&format!("</{name}>")).expect(name);
        value.trim_start_matches("<![CDATA[").trim_end_matches("]]>").to_owned()
    };
    let (signature, timestamp, nonce) = (element("MsgSignature"), element("TimeStamp"), element("Nonce"));
    let query = Query::decoded([("msg_signature", signature), ("timestamp", timestamp), ("nonce", nonce)]);
    callbacks().open(query, &answer.body).unwrap().text.as_str().to_owned()
}

/// A text, as a described reply is.
struct Text(&'static str);

impl Fields for Text {
    fn fields<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry("MsgType", "text")?;
        map.serialize_entry("Content", self.0)
    }
}

impl Check for Text {
    fn check(&self, _: &mut Report) {}
}

#[test]
fn nothing_is_said_with_an_empty_body() {
    let request = callback(TEXT);
    let answer = callbacks().receive(&request.query, &request.body).unwrap().responder.acknowledge();
    assert_eq!((answer.status, answer.body.as_str()), (200, ""));
}

#[test]
fn a_providers_command_is_answered_with_success() {
    let command = "<xml><SuiteId><![CDATA[ww77suite]]></SuiteId><InfoType> <![CDATA[suite_ticket]]></InfoType>\
        <TimeStamp>1795309000</TimeStamp><SuiteTicket><![CDATA[ST-1]]></SuiteTicket></xml>";
    let request = callback(command);
    let received = callbacks().receive(&request.query, &request.body).unwrap();
    assert_eq!((&*received.head.suite_id, &*received.head.info_type), ("ww77suite", "suite_ticket"));
    assert_eq!(received.head.create_time, Some(1_795_309_000));
    assert_eq!(received.responder.acknowledge().body, "success");
}

#[test]
fn a_reply_goes_back_to_the_member() {
    let request = callback(TEXT);
    let received = at_some_time().receive(&request.query, &request.body).unwrap();
    let answer = received.responder.reply(&Text("收到 ]]> <b>")).unwrap();
    assert_eq!((answer.status, answer.content_type), (200, "application/xml; charset=utf-8"));
    assert_eq!(
        opened_xml(&answer),
        "<xml><ToUserName><![CDATA[lin.wei]]></ToUserName><FromUserName><![CDATA[ww0f1e2d3c4b5a6978]]></FromUserName>\
         <CreateTime>1795305601</CreateTime><MsgType><![CDATA[text]]></MsgType>\
         <Content><![CDATA[收到 ]]]]><![CDATA[> <b>]]></Content></xml>"
    );
}

#[test]
fn a_reply_has_no_characters_that_xml_has_not() {
    let request = callback(TEXT);
    let error = callbacks().receive(&request.query, &request.body).unwrap().responder.reply(&Text("a\0b")).unwrap_err();
    assert!(error.is_invalid() && error.to_string().contains("control character"), "{error}");
}

#[test]
fn every_answer_is_encrypted_anew() {
    let request = callback(TEXT);
    let responder = callbacks().receive(&request.query, &request.body).unwrap().responder;
    let [one, two] = [(); 2].map(|()| responder.seal("the same").unwrap().body);
    assert_ne!(one, two);
}

#[test]
fn what_came_in_json_is_answered_in_json() {
    let message = r#"{"ToUserName":"ww0f1e2d3c4b5a6978","FromUserName":"lin.wei","CreateTime":1795305600,"MsgType":"text",
        "Content":"hi","MsgId":7261532948153920148,"AgentId":1000017}"#;
    let encrypted = encrypt(&plaintext(message.as_bytes(), CORP_ID));
    let camel = ["Encrypt", "MsgSignature", "TimeStamp", "Nonce"];
    let lower = ["encrypt", "msgsignature", "timestamp", "nonce"];
    for (body, names) in [
        (json!({ "ToUserName": CORP_ID, "AgentID": "1000017", "Encrypt": encrypted }), camel),
        (json!({ "tousername": CORP_ID, "agentid": "1000017", "encrypt": encrypted }), lower),
    ] {
        let received = at_some_time().receive(&query(&encrypted), body.to_string()).unwrap();
        assert_eq!((received.head.agent_id, &*received.head.msg_id), (Some(1_000_017), "7261532948153920148"));
        let answer = received.responder.reply(&Text("收到")).unwrap();
        assert_eq!(answer.content_type, "application/json");
        let sent: Value = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(sent[names[2]], json!("1795305601"), "the time stamp is a string");
        let reply: Value = serde_json::from_str(&opened_json(&answer, names)).unwrap();
        let expected = json!({
            "ToUserName": "lin.wei", "FromUserName": CORP_ID, "CreateTime": 1_795_305_601, "MsgType": "text", "Content": "收到",
        });
        assert_eq!(reply, expected);
    }
}

#[test]
fn a_smart_bot_is_answered_with_the_nonce_of_its_query() {
    let encrypted = encrypt(&plaintext(br#"{"msgtype":"text"}"#, ""));
    let Request { query, .. } = crate::sealing::signed(&encrypted);
    let bot =
        Callbacks::builder(TOKEN, KEY, "").clock(|| SystemTime::UNIX_EPOCH + Duration::from_secs(7)).build().unwrap();
    let opened = bot.open(&query, json!({ "encrypt": encrypted }).to_string()).unwrap();
    let answer: Value = serde_json::from_str(&opened.responder.seal("{}").unwrap().body).unwrap();
    assert_eq!((&answer["nonce"], &answer["timestamp"]), (&json!(crate::sealing::NONCE), &json!(7)));
}

#[test]
fn a_message_delivered_again_has_the_same_key() {
    let key = |message: &str| {
        let request = callback(message);
        callbacks().receive(&request.query, &request.body).unwrap().dedupe_key()
    };
    assert_eq!(key(TEXT), key(&TEXT.replace("CreateTime>1", "CreateTime> 1")), "a message by its id");
    assert_ne!(key(TEXT), key(&TEXT.replace("20148<", "20149<")));
    assert_ne!(key(TEXT), key(&TEXT.replace(">1000017<", ">1000018<")));
    let joined = "<xml><FromUserName>sys</FromUserName><CreateTime>1</CreateTime><MsgType>event</MsgType>\
        <Event>change_external_contact</Event><ExternalUserID>wmB1</ExternalUserID></xml>";
    assert_eq!(key(joined), key(joined));
    assert_ne!(key(joined), key(&joined.replace("wmB1", "wmB2")), "in the same second, by the same sender");
}
