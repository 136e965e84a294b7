//! `message/send`.

use std::time::Duration;

use serde_json::{Value, json};
use wecom_sandbox::{Request, Settings, Wecom};

use crate::{
    AGENT, OTHER_AGENT, OTHER_SECRET, SECRET, button_card, delivery, plain, post, read, schema, send, settings, text,
    token, wecom, with,
};

type Act = fn(&mut Wecom);

#[test]
fn sending_needs_a_good_token() {
    let ways: [(Act, i32); 4] = [
        (|_| {}, 0),
        (|wecom| wecom.advance(Duration::from_secs(7200)), 42001),
        (Wecom::expire_tokens, 42001),
        (Wecom::revoke_tokens, 40014),
    ];
    for (way, errcode) in ways {
        let mut wecom = wecom();
        let token = token(&mut wecom, SECRET);
        way(&mut wecom);
        assert_eq!(post(&mut wecom, "message/send", &token, &text(&json!({})))["errcode"], errcode);
    }
    assert_eq!(post(&mut wecom(), "message/send", "", &text(&json!({})))["errcode"], 41001);
    assert_eq!(post(&mut wecom(), "message/send", "made-up", &text(&json!({})))["errcode"], 40014);
}

#[test]
fn what_cannot_be_sent_is_answered_with_its_code() {
    let table = [
        (text(&json!({})), 0),
        (text(&json!({"text": {}})), 44004),
        (text(&json!({"msgtype": "txt"})), 40008),
        (text(&json!({"touser": ""})), 82001),
        (text(&json!({"agentid": OTHER_AGENT})), 301_002),
        (text(&json!({"safe": 3})), 40058),
        (text(&json!({"color": "red"})), 0),
        (json!([]), 40058),
    ];
    let mut wecom = wecom();
    for (body, errcode) in table {
        let answer = send(&mut wecom, &body);
        assert_eq!((&answer["errcode"], answer.get("msgid").is_some()), (&json!(errcode), errcode == 0), "{body}");
    }
    let token = token(&mut wecom, SECRET);
    let target = format!("/cgi-bin/message/send?access_token={token}");
    assert_eq!(read(&wecom.answer(&Request::post(&target, "{")))["errcode"], 40058);
    assert_eq!(read(&wecom.answer(&Request::post(&target, b"\xff".as_slice())))["errcode"], 40058);
    assert_eq!(read(&wecom.answer(&Request::get(&target)))["errcode"], 40058);
    assert_eq!(wecom.answer(&Request::post("/cgi-bin/message/sent", "{}")).status, 404);
}

#[test]
fn an_id_that_nothing_can_have_is_that_of_nobody() {
    let mut wecom = wecom();
    let table = [
        ("zhangsan,lisi", "zhangsan,lisi"),
        ("zhangsan|li si", "li si"),
        ("lisi\u{200b}|zhangsan", "lisi\u{200b}"),
        ("zhangsan|@ALL", "@all"),
        ("张三|zhangsan", "张三"),
    ];
    for (users, invalid) in table {
        let answer = send(&mut wecom, &text(&json!({"touser": users, "toparty": "2,3"})));
        let errcode = if users.contains('|') { 0 } else { 81013 };
        let expected = (&json!(errcode), &json!(invalid), &json!("2,3"));
        assert_eq!((&answer["errcode"], &answer["invaliduser"], &answer["invalidparty"]), expected, "{users}");
        let findings = &wecom.received().next_back().unwrap().findings;
        assert!(findings.iter().any(|finding| finding.starts_with("touser[")), "{findings:?}");
    }
}

#[test]
fn a_member_that_stands_twice_is_a_finding() {
    let mut wecom = wecom();
    let token = token(&mut wecom, SECRET);
    let body = format!(
        r#"{{"touser":"lisi","touser":"zhangsan","msgtype":"text","agentid":{AGENT},"text":{{"content":"a","content":"b",}}}}"#
    );
    let answer = wecom.answer(&Request::post(&format!("/cgi-bin/message/send?access_token={token}"), body.as_str()));
    assert_eq!(read(&answer)["errcode"], 0);
    let received = wecom.received().next_back().unwrap();
    for path in ["touser", "text.content"] {
        assert!(
            received.findings.iter().any(|finding| finding.starts_with(&format!("{path}: it stands more than once")))
        );
    }
    assert_eq!(received.delivery.as_ref().unwrap().users, ["zhangsan"]);
}

#[test]
fn recipients_who_are_not_there_are_listed() {
    let table = [
        (json!({"touser": "lisi"}), json!({"errcode": 0})),
        (json!({"touser": " lisi | Ghost "}), json!({"errcode": 0, "invaliduser": "ghost"})),
        (json!({"touser": "Guest|lisi"}), json!({"errcode": 0, "unlicenseduser": "guest"})),
        (json!({"touser": "ghost", "toparty": "2"}), json!({"errcode": 0, "invaliduser": "ghost"})),
        (
            json!({"touser": "lisi", "toparty": "13|2", "totag": "31"}),
            json!({"errcode": 0, "invalidparty": "13", "invalidtag": "31"}),
        ),
        (json!({"touser": "@all", "toparty": "13"}), json!({"errcode": 0})),
        (
            json!({"touser": "GHOST|guest|ghost", "toparty": "13"}),
            json!({"errcode": 81013, "invaliduser": "ghost", "invalidparty": "13", "unlicenseduser": "guest"}),
        ),
    ];
    for (to, expected) in table {
        let mut wecom = wecom();
        let mut answer = send(&mut wecom, &text(&to));
        answer.as_object_mut().unwrap().retain(|name, _| name != "errmsg" && name != "msgid");
        assert_eq!(answer, expected, "{to}");
        let delivered = wecom.received().next_back().unwrap().delivered();
        assert_eq!(delivered, expected["errcode"] == 0, "{to}");
    }
}

#[test]
fn a_template_message_goes_out_by_tickets() {
    let card = json!({"template_id": "T", "url": "https://example.com", "content_item": [{"key": "k", "value": "v"}]});
    let message = json!({"agentid": AGENT, "msgtype": "template_msg", "template_msg": card});
    let table = [
        (json!({"selected_ticket_list": ["t1", "t2"]}), "t1|t2"),
        (json!({"selected_ticket_list": ["t1"], "touser": "lisi"}), "lisi|t1"),
        (json!({"selected_ticket_list": ["t1"], "touser": "lisi|ghost", "only_unauth": true}), "t1"),
        (json!({"touser": "lisi", "only_unauth": true}), "lisi"),
    ];
    for (to, expected) in table {
        let mut wecom = wecom();
        let answer = send(&mut wecom, &with(message.clone(), &to));
        assert_eq!((&answer["errcode"], answer.get("invaliduser")), (&json!(0), None), "{to}");
        assert_eq!(delivery(&wecom).unwrap().to_string(), expected, "{to}");
    }
    assert_eq!(send(&mut wecom(), &message)["errcode"], 82001);
}

#[test]
fn an_identical_request_is_delivered_once() {
    let checked = text(&json!({"enable_duplicate_check": 1, "duplicate_check_interval": 60}));
    let mut wecom = wecom();
    let first = send(&mut wecom, &checked);
    wecom.advance(Duration::from_secs(59));
    assert_eq!(send(&mut wecom, &checked), first, "the same answer, without a second delivery");
    assert!(!wecom.received().next_back().unwrap().delivered());
    send(&mut wecom, &with(checked.clone(), &json!({"touser": "wangwu"})));
    assert!(wecom.received().next_back().unwrap().delivered(), "another request is no duplicate");
    wecom.advance(Duration::from_secs(1));
    assert_ne!(send(&mut wecom, &checked)["msgid"], first["msgid"]);
    assert!(wecom.received().next_back().unwrap().delivered(), "the interval is over");

    let defaulted = text(&json!({"enable_duplicate_check": 1}));
    send(&mut wecom, &defaulted);
    wecom.advance(Duration::from_secs(1799));
    send(&mut wecom, &defaulted);
    assert!(!wecom.received().next_back().unwrap().delivered(), "the described default is 1800 seconds");

    for body in [text(&json!({})), text(&json!({"enable_duplicate_check": 0}))] {
        send(&mut wecom, &body);
        send(&mut wecom, &body);
        assert!(wecom.received().next_back().unwrap().delivered(), "the check was not asked for");
    }
}

#[test]
fn a_response_code_comes_with_cards_that_call_back_and_needs_a_callback_url() {
    let notice = |card: Value| {
        let card = with(
            card,
            &json!({"card_type": "text_notice", "sub_title_text": "hi", "task_id": "t",
            "card_action": {"type": 1, "url": "https://example.com"}}),
        );
        json!({"touser": "lisi", "agentid": AGENT, "msgtype": "template_card", "template_card": card})
    };
    let menu = json!({"action_menu": {"action_list": [{"text": "Mute", "key": "mute"}]}});
    let table = [(button_card(), true), (notice(json!({})), false), (notice(menu), true), (text(&json!({})), false)];
    for (body, calls_back) in table {
        let answer = send(&mut wecom(), &body);
        assert_eq!((&answer["errcode"], answer.get("response_code").is_some()), (&json!(0), calls_back), "{body}");
        let mut without = Wecom::new(Settings { callback_url: false, ..settings() }).unwrap();
        assert_eq!(send(&mut without, &body)["errcode"], if calls_back { 43012 } else { 0 }, "{body}");
    }
}

#[test]
fn an_error_is_worded_as_wecom_does() {
    let mut wecom = wecom();
    let answer = send(&mut wecom, &text(&json!({"text": {}})));
    let errmsg = answer["errmsg"].as_str().unwrap();
    assert!(errmsg.contains("text.content: required, but missing or empty"), "{errmsg}");
    assert!(errmsg.contains(", hint: [0"), "{errmsg}");
    assert!(
        errmsg.ends_with("from ip: 127.0.0.1, more info at https://open.work.weixin.qq.com/devtool/query?e=44004"),
        "{errmsg}"
    );
    assert_eq!(send(&mut wecom, &text(&json!({})))["errmsg"], "ok");
}

#[test]
fn values_of_another_type_are_taken_with_a_finding_or_refused_if_the_test_wants_that() {
    let body = text(&json!({"agentid": AGENT.to_string(), "safe": "0", "toparty": null, "text": {"content": 5}}));
    let mut taking = wecom();
    assert_eq!(plain(send(&mut taking, &body)), json!({"errcode": 0}));
    let received = taking.received().next_back().unwrap();
    assert_eq!(
        received.findings,
        [
            "toparty: null counts as absent",
            "text.content: a string is wanted here, not the number 5",
            "safe: 0 or 1 is wanted here, not a string",
            "agentid: an integer is wanted here, not a string",
        ]
    );

    let mut exact = Wecom::with_schema(schema(), Settings { exact_types: true, ..settings() });
    assert_eq!(send(&mut exact, &body)["errcode"], 40058);
    assert_eq!(send(&mut exact, &text(&json!({})))["errcode"], 0);
}

#[test]
fn a_switch_in_a_string_switches() {
    let body = text(&json!({"enable_duplicate_check": "1", "duplicate_check_interval": "60"}));
    let mut wecom = wecom();
    let first = send(&mut wecom, &body);
    let second = send(&mut wecom, &body);
    assert_eq!(first["msgid"], second["msgid"], "the second is a duplicate");
}

#[test]
fn what_wecom_ignores_is_a_finding() {
    let link = json!({"title": "Runbook", "url": "https://e.example/"});
    let card = json!({"card_type": "text_notice", "sub_title_text": "s", "main_title": {"title": "t"},
        "jump_list": [link], "card_action": {"type": 1, "url": "https://e.example/"}});
    let mut wecom = wecom();
    let body =
        json!({"touser": "lisi", "agentid": AGENT, "msgtype": "template_card", "template_card": card, "extra": 1});
    assert_eq!(send(&mut wecom, &body)["errcode"], 0);
    let received = wecom.received().next_back().unwrap();
    let finding = "template_card.jump_list[0].url: ignored; WeCom reads it only with `type` 1 (link)";
    assert_eq!(
        (received.findings.as_slice(), received.unknown_members.as_slice()),
        ([finding.to_owned()].as_slice(), ["extra".to_owned()].as_slice())
    );
}

#[test]
fn a_comma_too_many_is_delivered_with_wecom_s_warning() {
    let mut wecom = wecom();
    let token = token(&mut wecom, SECRET);
    let target = format!("/cgi-bin/message/send?access_token={token}");
    let body = format!(r#"{{"touser":"lisi","agentid":{AGENT},"msgtype":"text","text":{{"content":"disk full",}},}}"#);
    let answer = read(&wecom.answer(&Request::post(&target, body)));
    assert_eq!((&answer["errcode"], &answer["errmsg"]), (&json!(0), &json!("ok. Warning: wrong json format. ")));
    let received = wecom.received().next_back().unwrap();
    assert_eq!(received.findings, ["wrong json format: a comma before a closing bracket"]);
    assert!(received.delivered());
    assert_eq!(received.body.as_ref().unwrap()["text"]["content"], "disk full");

    let answer = read(&wecom.answer(&Request::post(&target, r#"{"touser":"lisi",,}"#)));
    assert_eq!(answer["errcode"], 40058);
    assert!(answer["errmsg"].as_str().unwrap().contains("wrong json format"), "{answer}");
}

#[test]
fn a_task_id_that_was_used_before_is_a_finding() {
    let mut wecom = wecom();
    let finding = "template_card.task_id: this application has sent a card with this id before";
    for findings in [vec![], vec![finding.to_owned()]] {
        assert_eq!(send(&mut wecom, &button_card())["errcode"], 0);
        assert_eq!(wecom.received().next_back().unwrap().findings, findings);
    }
    let token = token(&mut wecom, OTHER_SECRET);
    let other = with(button_card(), &json!({"agentid": OTHER_AGENT}));
    assert_eq!(post(&mut wecom, "message/send", &token, &other)["errcode"], 0);
    assert_eq!(wecom.received().next_back().unwrap().findings, Vec::<String>::new(), "ids are each application's own");
}
