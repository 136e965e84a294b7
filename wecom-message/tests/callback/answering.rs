//! Answers: nothing, a passive reply, or any text, in the form that came in.

use std::time::{Duration, SystemTime};

use serde_json::{Value, json};
use wecom_message::app::replace::{Checkbox, VoteInteraction};
use wecom_message::app::{ReplyArticle, SubmitButton, VoteOption};
use wecom_message::callback::{
    Answer, ButtonReply, Callbacks, CardReply, ImageReply, NewsReply, PassiveReply, Query, TextReply, VideoReply,
    VoiceReply,
};

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
    assert_eq!(received.head.timestamp, Some(1_795_309_000));
    assert_eq!(received.responder.acknowledge().body, "success");
}

#[test]
fn a_reply_goes_back_to_the_member() {
    let request = callback(TEXT);
    let received = at_some_time().receive(&request.query, &request.body).unwrap();
    let answer = received.responder.reply(&TextReply::new("收到 ]]> <b>")).unwrap();
    assert_eq!((answer.status, answer.content_type), (200, "application/xml; charset=utf-8"));
    assert_eq!(
        opened_xml(&answer),
        "<xml><ToUserName><![CDATA[lin.wei]]></ToUserName><FromUserName><![CDATA[ww0f1e2d3c4b5a6978]]></FromUserName>\
         <CreateTime>1795305601</CreateTime><MsgType><![CDATA[text]]></MsgType>\
         <Content><![CDATA[收到 ]]]]><![CDATA[> <b>]]></Content></xml>"
    );
}

/// The reply in XML, without what is before `MsgType`.
fn replied(reply: &impl PassiveReply) -> String {
    let request = callback(TEXT);
    let received = at_some_time().receive(&request.query, &request.body).unwrap();
    let document = opened_xml(&received.responder.reply(reply).unwrap());
    let (_, reply) = document.split_once("<CreateTime>1795305601</CreateTime>").unwrap();
    reply.trim_end_matches("</xml>").to_owned()
}

#[test]
fn every_kind_of_reply_travels_as_on_its_page() {
    let cut = |text: &'static str| text.split('\n').map(str::trim).collect::<String>();
    assert_eq!(
        replied(&ImageReply::new("3aBcD-img")),
        "<MsgType><![CDATA[image]]></MsgType><Image><MediaId><![CDATA[3aBcD-img]]></MediaId></Image>"
    );
    assert_eq!(
        replied(&VoiceReply::new("3aBcD-voi")),
        "<MsgType><![CDATA[voice]]></MsgType><Voice><MediaId><![CDATA[3aBcD-voi]]></MediaId></Voice>"
    );
    assert_eq!(
        replied(&VideoReply::titled("3aBcD-vid", "演练")),
        "<MsgType><![CDATA[video]]></MsgType><Video><MediaId><![CDATA[3aBcD-vid]]></MediaId><Title><![CDATA[演练]]></Title></Video>"
    );
    let article =
        ReplyArticle::new("值班手册", "https://docs.example.com/duty").pic_url("https://docs.example.com/duty.png");
    assert_eq!(
        replied(&NewsReply::new([article.clone(), article.description("第三版")])),
        cut("<MsgType><![CDATA[news]]></MsgType><ArticleCount>2</ArticleCount><Articles>
            <item><Title><![CDATA[值班手册]]></Title><PicUrl><![CDATA[https://docs.example.com/duty.png]]></PicUrl>
            <Url><![CDATA[https://docs.example.com/duty]]></Url></item>
            <item><Title><![CDATA[值班手册]]></Title><Description><![CDATA[第三版]]></Description>
            <PicUrl><![CDATA[https://docs.example.com/duty.png]]></PicUrl><Url><![CDATA[https://docs.example.com/duty]]></Url></item>
            </Articles>")
    );
    assert_eq!(
        replied(&ButtonReply::new("已处理")),
        "<MsgType><![CDATA[update_button]]></MsgType><Button><ReplaceName><![CDATA[已处理]]></ReplaceName></Button>"
    );
    let options = [VoteOption::new("noodles", "面").is_checked(true), VoteOption::new("rice", "饭")];
    let card = VoteInteraction::new("午餐", Checkbox::new("dish", options).disable(true))
        .submit_button(SubmitButton::new("提交", "submit"))
        .replace_text("已提交");
    assert_eq!(
        replied(&CardReply::new(card)),
        cut("<MsgType><![CDATA[update_template_card]]></MsgType><TemplateCard><CardType><![CDATA[vote_interaction]]></CardType>
            <MainTitle><Title><![CDATA[午餐]]></Title></MainTitle>
            <CheckBox><QuestionKey><![CDATA[dish]]></QuestionKey><Disable>true</Disable>
            <OptionList><Id><![CDATA[noodles]]></Id><Text><![CDATA[面]]></Text><IsChecked>true</IsChecked></OptionList>
            <OptionList><Id><![CDATA[rice]]></Id><Text><![CDATA[饭]]></Text><IsChecked>false</IsChecked></OptionList></CheckBox>
            <SubmitButton><Text><![CDATA[提交]]></Text><Key><![CDATA[submit]]></Key></SubmitButton>
            <ReplaceText><![CDATA[已提交]]></ReplaceText></TemplateCard>")
    );
}

#[test]
fn a_reply_without_what_it_needs_is_not_written() {
    let request = callback(TEXT);
    let responder = callbacks().receive(&request.query, &request.body).unwrap().responder;
    let error = responder.reply(&TextReply::new("")).unwrap_err();
    assert!(error.to_string().contains("content"), "{error}");
}

#[test]
fn a_reply_has_no_characters_that_xml_has_not() {
    let request = callback(TEXT);
    let responder = callbacks().receive(&request.query, &request.body).unwrap().responder;
    let error = responder.reply(&TextReply::new("a\0b")).unwrap_err();
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
        let answer = received.responder.reply(&TextReply::new("收到")).unwrap();
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
