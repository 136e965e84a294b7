//! What an application relies on, through the client and the stand-in.

use std::thread;

use serde_json::json;
use wecom_message::app::{AnyMessage, Image, Markdown, MiniprogramNotice, News, Recall, Text, UpdateTemplateCard};
use wecom_message::app::{Button, ButtonInteraction, CardAction, Receipt, TextNotice, replace};
use wecom_message::app::{TemplateItem, TemplateMsg};
use wecom_message::message::Message;
use wecom_message::{Client, ErrorCode, FileSource, Media, Raw, Robot, Strictness, To, WithExtra, robot};
use wecom_sandbox::Sandbox;

fn client(sandbox: &Sandbox) -> Client {
    let builder = Client::builder(sandbox.corp_id(), sandbox.secret(), sandbox.agent_id());
    builder.base_url(sandbox.base_url()).build().unwrap()
}

fn last_body(sandbox: &Sandbox) -> serde_json::Value {
    sandbox.received().pop().unwrap().body.unwrap()
}

#[test]
fn sixty_four_threads_share_a_token_and_survive_its_end() {
    const THREADS: usize = 64;
    const EACH: usize = 8;
    let sandbox = Sandbox::start().unwrap();
    let client = client(&sandbox);
    thread::scope(|scope| {
        for number in 0..THREADS {
            let (client, sandbox) = (client.clone(), &sandbox);
            scope.spawn(move || {
                for round in 0..EACH {
                    if number == 0 && round == EACH / 2 {
                        sandbox.expire_tokens();
                    }
                    let receipt = client.send_text(To::user("lisi"), format!("{number}/{round}")).unwrap();
                    assert!(receipt.reached_everyone());
                }
            });
        }
    });
    let received = sandbox.received();
    let tokens = received.iter().filter(|request| request.path.ends_with("gettoken")).count();
    assert_eq!(tokens, 2, "one at the start, one when the first had expired");
    let mut texts: Vec<String> = received
        .iter()
        .filter(|request| request.delivered())
        .map(|request| request.body.as_ref().unwrap()["text"]["content"].as_str().unwrap().to_owned())
        .collect();
    texts.sort();
    let count = texts.len();
    texts.dedup();
    assert_eq!((texts.len(), count), (THREADS * EACH, THREADS * EACH), "each delivered exactly once");
}

#[test]
fn a_partial_receipt_names_everyone_who_was_not_reached() {
    let sandbox =
        Sandbox::builder().invalid_user("Ghost").unlicensed_user("intern").invalid_party("9").invalid_tag("8");
    let sandbox = sandbox.start().unwrap();
    let to = To::users(["lisi", "Ghost", "intern"]).and_parties([2, 9]).and_tags([7, 8]);
    let receipt = client(&sandbox).send_text(to, "hi").unwrap();
    assert!(!receipt.reached_everyone());
    assert_eq!(receipt.invalid_users, ["ghost"]);
    assert_eq!(receipt.unlicensed_users, ["intern"]);
    assert_eq!(receipt.invalid_parties, ["9"]);
    assert_eq!(receipt.invalid_tags, ["8"]);
}

#[test]
fn nobody_reached_is_an_error_that_keeps_the_lists() {
    let sandbox = Sandbox::builder().invalid_user("ghost").start().unwrap();
    let error = client(&sandbox).send_text(To::user("ghost"), "hi").unwrap_err();
    assert_eq!(error.errcode(), Some(ErrorCode::from(81013)));
    let receipt: Receipt = error.api().unwrap().receipt().unwrap();
    assert_eq!(receipt.invalid_users, ["ghost"]);
    assert!(error.advice().is_some());
}

#[test]
fn an_uploaded_file_is_sent_by_what_the_upload_gave() {
    let sandbox = Sandbox::start().unwrap();
    let client = client(&sandbox);
    let report = FileSource::bytes("报告.txt", "All is well.".as_bytes());
    let uploaded = client.upload(Media::file(report)).unwrap();
    let receipt = client.send_file(To::user("lisi"), &uploaded.media_id).unwrap();
    assert!(receipt.reached_everyone());
    assert_eq!(last_body(&sandbox)["file"]["media_id"], json!(uploaded.media_id.as_str()));
}

#[test]
fn a_message_is_recalled_by_its_receipt() {
    let sandbox = Sandbox::start().unwrap();
    let client = client(&sandbox);
    let receipt = client.send_text(To::user("lisi"), "oops").unwrap();
    let _ = client.recall(&receipt).unwrap();
    assert_eq!(last_body(&sandbox), json!({ "msgid": receipt.message_id.as_ref().unwrap().as_str() }));
    let error = client.recall(Recall::new("unknown")).unwrap_err();
    assert!(error.is_api(), "{error}");
}

#[test]
fn a_receipt_without_a_message_id_cannot_recall_anything() {
    let sandbox = Sandbox::start().unwrap();
    let nothing: Receipt = Receipt::default();
    let error = client(&sandbox).recall(&nothing).unwrap_err();
    assert!(error.is_invalid(), "{error}");
    assert!(sandbox.received().is_empty());
}

#[test]
fn a_response_code_updates_a_card_once() {
    let sandbox = Sandbox::start().unwrap();
    let client = client(&sandbox);
    let card = ButtonInteraction::new("Deploy?", [Button::new("Yes", "yes")], "deploy-42");
    let receipt = client.send_template_card(To::users(["lisi", "wangwu"]), card.clone()).unwrap();
    let code = receipt.response_code.unwrap();
    assert!(!format!("{code:?}").contains(code.as_str()), "a response code is a right and not shown");
    let handled = replace::ButtonInteraction::from(card).replace_text("Deployed");
    let update = UpdateTemplateCard::card(&code, handled).userids(["lisi", "stranger"]);
    let reply = client.update_template_card(update.clone()).unwrap();
    assert_eq!(reply.invalid_users, ["stranger"]);
    let error = client.update_template_card(update).unwrap_err();
    assert_eq!(error.errcode(), Some(ErrorCode::from(42022)));
}

#[test]
fn cards_without_a_callback_get_no_response_code() {
    let sandbox = Sandbox::builder().without_callback_url().start().unwrap();
    let client = client(&sandbox);
    let notice = TextNotice::new("Build failed", CardAction::link("https://ci.example.com/42"));
    let receipt = client.send_template_card(To::user("lisi"), notice).unwrap();
    assert_eq!(receipt.response_code, None);
    let buttons = ButtonInteraction::new("Deploy?", [Button::new("Yes", "yes")], "deploy-42");
    let error = client.send_template_card(To::user("lisi"), buttons).unwrap_err();
    assert_eq!(error.errcode(), Some(ErrorCode::from(43012)));
}

#[test]
fn what_is_cut_is_a_warning_and_what_is_refused_an_error() {
    let sandbox = Sandbox::start().unwrap();
    let client = client(&sandbox);
    let receipt = client.send_text(To::user("lisi"), "企".repeat(683)).unwrap();
    let [warning] = receipt.warnings.as_slice() else { panic!("{:?}", receipt.warnings) };
    assert_eq!(warning.path, "text.content");
    assert!(warning.to_string().contains("2049 bytes"), "{warning}");
    let error = client.send_markdown(To::user("lisi"), "").unwrap_err();
    assert!(error.is_invalid());
    let error = client.send_text(To::default(), "to nobody").unwrap_err();
    assert_eq!(error.violations()[0].errcode, Some(82001));
}

#[test]
fn what_nobody_saw_refused_is_sent_with_a_warning() {
    let sandbox = Sandbox::start().unwrap();
    let receipt = client(&sandbox).send_markdown(To::user("lisi"), "企".repeat(683)).unwrap();
    assert_eq!(receipt.warnings[0].path, "markdown.content", "one report of 45002 is not enough");

    let robot = Robot::from_url(&sandbox.webhook_url()).unwrap();
    let text = robot::Text::new("disk full").mentioned_list([""]).mentioned_mobile_list([""]);
    let receipt = robot.send(&text).unwrap();
    let paths: Vec<&str> = receipt.warnings.iter().map(|warning| warning.path.as_str()).collect();
    assert_eq!(paths, ["text.mentioned_list[0]", "text.mentioned_mobile_list[0]"]);
    assert_eq!(last_body(&sandbox)["text"]["mentioned_mobile_list"], serde_json::json!([""]));
}

#[test]
fn a_robot_s_text_is_refused_where_several_saw_that() {
    let sandbox = Sandbox::start().unwrap();
    let robot = Robot::from_url(&sandbox.webhook_url()).unwrap();
    let warnings = |bytes: usize| robot.send_text("a".repeat(bytes)).unwrap().warnings.len();
    assert_eq!([warnings(2048), warnings(2049), warnings(5120)], [0, 1, 1]);
    let error = robot.send_text("a".repeat(5121)).unwrap_err();
    assert!(error.violations().iter().any(|it| it.errcode == Some(40058) && it.to_string().contains("5120 bytes")));
}

#[test]
fn a_template_message_by_tickets_names_nobody_else() {
    let sandbox = Sandbox::start().unwrap();
    let message = TemplateMsg::new("TEMPLATE_ID", [TemplateItem::new("Room", "402")], "https://example.com");
    let error = client(&sandbox).send_template_msg(To::default(), message.clone()).unwrap_err();
    assert_eq!((error.is_invalid(), error.violations()[0].errcode), (true, Some(82001)));
    let _ = client(&sandbox).send_template_msg(To::default(), message.selected_tickets(["ticket"])).unwrap();
    assert_eq!(last_body(&sandbox)["selected_ticket_list"], serde_json::json!(["ticket"]));
}

#[test]
fn recipients_that_could_mean_something_else_are_refused() {
    let sandbox = Sandbox::start().unwrap();
    let client = client(&sandbox);
    let refused =
        [To::user(""), To::user("a|b"), To::user("@all"), To::everyone().and_user("lisi"), To::users(["a", "@all"])];
    for to in refused {
        let error = client.send_text(to.clone(), "hi").unwrap_err();
        assert!(error.is_invalid(), "{to:?}: {error}");
    }
    let users = (0..1001).map(|number| format!("user{number}"));
    assert_eq!(client.send_text(To::users(users), "hi").unwrap_err().violations()[0].errcode, Some(40032));
    assert_eq!(client.send_text(To::parties(0..101), "hi").unwrap_err().violations()[0].errcode, Some(82002));
    assert_eq!(client.send_text(To::tags(0..101), "hi").unwrap_err().violations()[0].errcode, Some(82003));
    assert!(sandbox.received().is_empty(), "nothing was sent");
    assert!(client.send_text(To::everyone(), "hi").unwrap().reached_everyone());
}

#[test]
fn a_mini_program_notice_cannot_go_to_everyone() {
    let sandbox = Sandbox::start().unwrap();
    let notice = MiniprogramNotice::new("wx1234567890", "会议室预订成功");
    let error = client(&sandbox).send_miniprogram_notice(To::everyone(), notice).unwrap_err();
    assert!(error.is_invalid() && error.to_string().contains("everyone"), "{error}");
}

#[test]
fn strictness_is_the_callers_choice() {
    let sandbox = Sandbox::start().unwrap();
    let long = "x".repeat(2049);
    let builder = Client::builder(sandbox.corp_id(), sandbox.secret(), sandbox.agent_id()).base_url(sandbox.base_url());
    let strict = builder.clone().strictness(Strictness::Strict).build().unwrap();
    assert!(strict.send_text(To::user("lisi"), long).unwrap_err().is_invalid());
    let off = builder.strictness(Strictness::Off).build().unwrap();
    let error = off.send_text(To::user("lisi"), "").unwrap_err();
    assert_eq!(error.errcode(), Some(ErrorCode::from(44004)), "WeCom's own answer");
}

#[test]
fn a_type_that_is_not_described_goes_out_as_it_is() {
    let sandbox = Sandbox::start().unwrap();
    let not_described = Raw::new("not_described", json!({ "media_id": "M" })).unwrap().with("safe", 1);
    let error = client(&sandbox).send(To::user("lisi"), &not_described).unwrap_err();
    assert_eq!(error.errcode(), Some(ErrorCode::from(40008)), "this WeCom does not know it yet");
    let body = json!({ "touser": "lisi", "msgtype": "not_described", "not_described": { "media_id": "M" }, "safe": 1,
        "agentid": sandbox.agent_id() });
    assert_eq!(last_body(&sandbox), body);
}

#[test]
fn members_that_are_not_described_ride_along() {
    let sandbox = Sandbox::start().unwrap();
    let client = client(&sandbox);
    let message = WithExtra::new(Text::new("hi")).member("/text", "urgency", 2).member("", "expires_in", 60);
    assert!(client.send(To::user("lisi"), &message).unwrap().reached_everyone());
    assert_eq!(last_body(&sandbox)["text"], json!({ "content": "hi", "urgency": 2 }));
    let nowhere = WithExtra::new(Text::new("hi")).member("/txt", "urgency", 2);
    assert!(client.send(To::user("lisi"), &nowhere).unwrap_err().is_invalid());
}

#[test]
fn a_raw_body_is_completed_with_the_agent_id_only() {
    let sandbox = Sandbox::start().unwrap();
    let body = json!({ "touser": "lisi", "msgtype": "text", "text": { "content": "hi" } });
    let receipt = client(&sandbox).send_message(body).unwrap();
    assert!(receipt.reached_everyone() && receipt.message_id.is_some());
    assert_eq!(last_body(&sandbox)["agentid"], json!(sandbox.agent_id()));
    let error = client(&sandbox).send_message(json!(["no", "object"])).unwrap_err();
    assert!(error.is_invalid(), "{error}");
}

#[test]
fn any_message_comes_back_from_a_queue_as_it_went_in() {
    let messages: [AnyMessage; 3] =
        [Text::new("hi").safe(true).into(), Image::new("M").into(), Markdown::new("**hi**").into()];
    for message in messages {
        let queued = serde_json::to_string(&message).unwrap();
        let back: AnyMessage = serde_json::from_str(&queued).unwrap();
        assert_eq!(back, message, "{}", message.msgtype());
    }
}

#[test]
fn any_message_refuses_what_it_would_lose() {
    let lost = r#"{"msgtype":"text","text":{"content":"hi","urgency":2}}"#;
    let error = serde_json::from_str::<AnyMessage>(lost).unwrap_err();
    assert!(error.to_string().contains("text.urgency"), "{error}");
    let lenient: Text = serde_json::from_str(lost).unwrap();
    assert_eq!(lenient, Text::new("hi"));
    let confidential = r#"{"msgtype":"news","news":{"articles":[{"title":"t","url":"https://example.com"}]},"safe":1}"#;
    let error = serde_json::from_str::<AnyMessage>(confidential).unwrap_err();
    assert!(error.to_string().contains("40074"), "{error}");
    let harmless = confidential.replace("\"safe\":1", "\"safe\":0");
    assert!(serde_json::from_str::<AnyMessage>(&harmless).is_ok());
    assert!(serde_json::from_str::<News>(confidential).is_ok(), "plain reading passes over what it does not know");
}

#[test]
fn two_applications_do_not_share_a_token() {
    let sandbox = Sandbox::builder().application("corp", "other secret", 1_000_003).start().unwrap();
    let first = client(&sandbox);
    let second = Client::builder("corp", "other secret", 1_000_003).base_url(sandbox.base_url()).build().unwrap();
    for client in [&first, &second, &first] {
        assert!(client.send_text(To::user("lisi"), "hi").unwrap().reached_everyone());
    }
    let tokens = sandbox.received().iter().filter(|request| request.path.ends_with("gettoken")).count();
    assert_eq!(tokens, 2);
}

#[test]
fn an_id_that_nobody_has_is_warned_of_with_what_was_meant_refused_or_not() {
    let sandbox = Sandbox::start().unwrap();
    let client = client(&sandbox);
    let to = To::users(["zhangsan", "lisi\u{200b}"]).and_party("1,2");
    let receipt = client.send_text(to, "disk full").unwrap();
    assert_eq!(
        (receipt.invalid_users, receipt.invalid_parties),
        (vec!["lisi\u{200b}".to_owned()], vec!["1,2".to_owned()])
    );
    let warnings: Vec<String> = receipt.warnings.iter().map(ToString::to_string).collect();
    assert_eq!(
        warnings,
        [
            "touser[1]: only the characters 0-9A-Za-z_.@- are allowed, not '\\u{200b}'; `lisi` is probably meant; \
             WeCom does not document what happens then",
            "toparty[0]: only the characters 0-9 are allowed, not ','; `1`, `2` are probably meant, one by one; \
             WeCom does not document what happens then",
        ]
    );
    let error = client.send_text(To::user("zhangsan,lisi"), "disk full").unwrap_err();
    assert_eq!((error.errcode(), error.violations().len()), (Some(ErrorCode::from(81013)), 1));
    let said = error.to_string();
    assert!(said.contains("\n  the check had warned: touser[0]: ") && said.contains("`zhangsan`, `lisi`"), "{said}");
}
