//! The servers' behaviour as a value: a request in, an answer out.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests fail as tests do")]

use std::time::Duration;

use serde_json::{Value, json};
use wecom_sandbox::{Answer, Application, Request, Settings, Wecom};

const CORP: &str = "ww1";
const SECRET: &str = "hush";
const AGENT: i64 = 7;
const OTHER_AGENT: i64 = 8;
const THREE_DAYS: u64 = 72 * 60 * 60;

fn settings() -> Settings {
    let application = |secret: &str, agent_id| Application { corp_id: CORP.into(), secret: secret.into(), agent_id };
    Settings {
        applications: vec![application(SECRET, AGENT), application("hush hush", OTHER_AGENT)],
        invalid_users: ["ghost".to_owned()].into(),
        unlicensed_users: ["guest".to_owned()].into(),
        invalid_parties: ["13".to_owned()].into(),
        invalid_tags: ["31".to_owned()].into(),
        ..Settings::default()
    }
}

fn wecom() -> Wecom {
    Wecom::new(settings()).unwrap()
}

fn read(answer: &Answer) -> Value {
    assert_eq!(answer.status, 200);
    serde_json::from_slice(&answer.body).unwrap()
}

fn gettoken(wecom: &mut Wecom, secret: &str) -> Value {
    let target = format!("/cgi-bin/gettoken?corpid={CORP}&corpsecret={}", secret.replace(' ', "%20"));
    read(&wecom.answer(&Request::get(&target)))
}

fn token(wecom: &mut Wecom, secret: &str) -> String {
    gettoken(wecom, secret)["access_token"].as_str().unwrap().to_owned()
}

fn post(wecom: &mut Wecom, path: &str, token: &str, body: &Value) -> Value {
    let target = format!("/cgi-bin/message/{path}?access_token={token}");
    read(&wecom.answer(&Request::post(&target, body.to_string())))
}

fn send(wecom: &mut Wecom, body: &Value) -> Value {
    let token = token(wecom, SECRET);
    post(wecom, "send", &token, body)
}

fn text(changes: &Value) -> Value {
    with(json!({"touser": "lisi", "agentid": AGENT, "msgtype": "text", "text": {"content": "disk full"}}), changes)
}

fn button_card() -> Value {
    let card = json!({"card_type": "button_interaction", "main_title": {"title": "Deploy?"}, "task_id": "t",
        "button_list": [{"text": "Yes", "key": "yes"}]});
    json!({"touser": "LiSi|wangwu", "agentid": AGENT, "msgtype": "template_card", "template_card": card})
}

fn update(code: &Value, changes: &Value) -> Value {
    with(json!({"agentid": AGENT, "response_code": code, "button": {"replace_name": "Done"}}), changes)
}

fn with(mut body: Value, changes: &Value) -> Value {
    for (name, value) in changes.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}

#[test]
fn a_token_needs_the_right_corporation_and_secret() {
    let table = [
        ("corpsecret=hush", 41002),
        ("corpid=&corpsecret=hush", 41002),
        ("corpid=ww1", 41004),
        ("corpid=ww2&corpsecret=hush", 40013),
        ("corpid=ww1&corpsecret=loud", 40001),
        ("corpid=ww1&corpsecret=hush", 0),
    ];
    for (query, errcode) in table {
        let answer = read(&wecom().answer(&Request::get(&format!("/cgi-bin/gettoken?{query}"))));
        assert_eq!(answer["errcode"], errcode, "{query}");
        assert_eq!(answer.get("access_token").is_some(), errcode == 0, "{query}");
    }
    let answer = read(&wecom().answer(&Request::post("/cgi-bin/gettoken?corpid=ww1&corpsecret=hush", "")));
    assert_eq!(answer["errcode"], 40058, "the method is wrong");
}

#[test]
fn a_valid_token_is_handed_out_again() {
    let mut wecom = wecom();
    let first = gettoken(&mut wecom, SECRET);
    assert_eq!(first["expires_in"], 7200);
    wecom.advance(Duration::from_secs(200));
    let again = gettoken(&mut wecom, SECRET);
    assert_eq!((&again["access_token"], &again["expires_in"]), (&first["access_token"], &json!(7000)));
    wecom.advance(Duration::from_secs(7000));
    assert_ne!(gettoken(&mut wecom, SECRET)["access_token"], first["access_token"]);
    assert_ne!(token(&mut wecom, SECRET), token(&mut wecom, "hush hush"));
}

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
        assert_eq!(post(&mut wecom, "send", &token, &text(&json!({})))["errcode"], errcode);
    }
    assert_eq!(post(&mut wecom(), "send", "", &text(&json!({})))["errcode"], 41001);
    assert_eq!(post(&mut wecom(), "send", "made-up", &text(&json!({})))["errcode"], 40014);
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
fn an_identical_request_is_delivered_once() {
    let checked = text(&json!({"enable_duplicate_check": 1, "duplicate_check_interval": 60}));
    let mut wecom = wecom();
    let first = send(&mut wecom, &checked);
    wecom.advance(Duration::from_secs(59));
    assert_eq!(send(&mut wecom, &checked), first, "the same answer, and nobody gets it twice");
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
        assert!(wecom.received().next_back().unwrap().delivered(), "nobody asked for the check");
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
fn a_response_code_works_once_and_within_72_hours_and_for_its_application() {
    let mut wecom = wecom();
    let code = send(&mut wecom, &button_card())["response_code"].clone();
    let (token, other) = (token(&mut wecom, SECRET), token(&mut wecom, "hush hush"));
    let mut try_update =
        |token: &str, body: &Value| post(&mut wecom, "update_template_card", token, body)["errcode"].clone();
    assert_eq!(try_update(&token, &update(&json!("made-up"), &json!({}))), 60140);
    assert_eq!(try_update(&token, &update(&json!(""), &json!({}))), 60140);
    assert_eq!(try_update(&token, &update(&code, &json!({"agentid": OTHER_AGENT}))), 42015);
    assert_eq!(try_update(&other, &update(&code, &json!({"agentid": OTHER_AGENT}))), 42015);
    assert_eq!(try_update(&token, &update(&code, &json!({"button": {}}))), 40058);
    assert_eq!(try_update(&token, &update(&code, &json!({}))), 0, "no failure has used it up");
    assert_eq!(try_update(&token, &update(&code, &json!({}))), 42022);

    for (age, errcode) in [(THREE_DAYS - 1, 0), (THREE_DAYS, 60140)] {
        let mut wecom = self::wecom();
        let code = send(&mut wecom, &button_card())["response_code"].clone();
        wecom.advance(Duration::from_secs(age));
        let token = self::token(&mut wecom, SECRET);
        assert_eq!(post(&mut wecom, "update_template_card", &token, &update(&code, &json!({})))["errcode"], errcode);
    }
}

#[test]
fn an_update_names_those_who_did_not_get_the_card() {
    let table = [
        (json!({"touser": "LiSi|wangwu"}), json!(["lisi", "WANGWU"]), None),
        (json!({"touser": "LiSi|ghost"}), json!(["LiSi", "Ghost", "Zoe"]), Some(json!(["ghost", "zoe"]))),
        (json!({"touser": "@all"}), json!(["anyone", "ghost"]), Some(json!(["ghost"]))),
        (json!({"touser": "lisi", "toparty": "2"}), json!(["zoe"]), None),
    ];
    for (to, users, expected) in table {
        let mut wecom = wecom();
        let code = send(&mut wecom, &with(button_card(), &to))["response_code"].clone();
        let token = token(&mut wecom, SECRET);
        let answer = post(&mut wecom, "update_template_card", &token, &update(&code, &json!({"userids": users})));
        assert_eq!((&answer["errcode"], answer.get("invaliduser")), (&json!(0), expected.as_ref()), "{to} {users}");
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
fn what_was_received_is_shown_without_secrets() {
    let mut wecom = wecom();
    let token = token(&mut wecom, SECRET);
    let body =
        text(&json!({"touser": "lisi|ghost", "toparty": "2", "color": "red", "text": {"content": "a".repeat(2049)}}));
    post(&mut wecom, "send", &token, &body);
    let code = send(&mut wecom, &button_card())["response_code"].clone();
    post(&mut wecom, "update_template_card", &token, &update(&code, &json!({})));
    wecom.answer(&Request::get(&format!("/cgi-bin/gettoken?corpid={CORP}&corpsecret=wrong-{SECRET}")));

    let answer = wecom.answer(&Request::get("/sandbox/received"));
    let shown = String::from_utf8(answer.body).unwrap();
    for secret in [SECRET, &token, code.as_str().unwrap()] {
        assert!(!shown.contains(secret), "{shown}");
        assert!(wecom.received().all(|received| !format!("{received:?} {received}").contains(secret)));
    }
    let shown: Value = serde_json::from_str(&shown).unwrap();
    assert_eq!(shown.as_array().unwrap().len(), 6, "what is shown does not count itself");
    let sent = &shown[1];
    assert_eq!((&sent["path"], &sent["method"]), (&json!("/cgi-bin/message/send"), &json!("POST")));
    assert_eq!((&sent["body"], &sent["errcode"], &sent["agentid"]), (&body, &json!(0), &json!(AGENT)));
    let to = json!({"everyone": false, "users": ["lisi"], "parties": ["2"], "tags": []});
    assert_eq!((&sent["delivered"], &sent["to"]), (&json!(true), &to));
    assert_eq!(sent["foreign"], json!(["color"]));
    assert_eq!(sent["findings"], json!(["text.content: 2049 bytes, but at most 2048 bytes are allowed"]));
    assert_eq!(shown[4]["body"]["response_code"], "***");
    assert_eq!((&shown[5]["errcode"], &shown[5]["body"]), (&json!(40001), &json!(null)));
}

#[test]
fn scripted_answers_come_first_and_once() {
    let mut wecom = wecom();
    let busy = Answer::json(200, &json!({"errcode": -1, "errmsg": "system busy"}));
    let broken = Answer::new(502, "text/html", "<html>");
    wecom.next_answer(Some("cgi-bin/message/send"), busy);
    wecom.next_answer(Some("cgi-bin/message/send"), broken.clone());
    let token = token(&mut wecom, SECRET);
    let request = Request::post(&format!("/cgi-bin/message/send?access_token={token}"), text(&json!({})).to_string());
    assert_eq!(read(&wecom.answer(&request))["errcode"], -1);
    assert_eq!(wecom.answer(&request), broken);
    assert_eq!(read(&wecom.answer(&request))["errcode"], 0);
    wecom.next_answer(None, broken.clone());
    wecom.answer(&Request::get("/sandbox/received"));
    assert_eq!(wecom.answer(&Request::get("/anything")), broken, "looking at what came in uses nothing up");
    let received: Vec<_> = wecom.received().map(|it| (it.status, it.errcode, it.delivered())).collect();
    let expected =
        [(200, Some(0), false), (200, Some(-1), false), (502, None, false), (200, Some(0), true), (502, None, false)];
    assert_eq!(received, expected);
}

#[test]
fn every_described_example_is_taken() {
    let schema = wecom_schema::Schema::load(&wecom_schema::Sources::embedded()).unwrap();
    let app = schema.channels.iter().find(|channel| channel.name == "app").unwrap();
    let mut wecom = wecom();
    for example in app.messages.iter().flat_map(|message| &message.examples) {
        let body = with(example.body.clone(), &json!({"touser": "lisi", "agentid": AGENT}));
        let answer = send(&mut wecom, &body);
        assert_eq!(answer["errcode"], 0, "{}: {answer}", example.name);
    }
    for operation in &app.operations {
        for example in &operation.examples {
            let sent = send(&mut wecom, &button_card());
            let (code, id) = (sent["response_code"].clone(), sent["msgid"].clone());
            let real = json!({"response_code": code, "msgid": id, "agentid": AGENT});
            let body = with(example.body.clone(), &real);
            let token = token(&mut wecom, SECRET);
            let answer = read(
                &wecom.answer(&Request::post(&format!("/{}?access_token={token}", operation.path), body.to_string())),
            );
            assert_eq!(answer["errcode"], 0, "{}: {answer}", example.name);
        }
    }
}

#[test]
fn a_message_can_be_recalled_for_a_day_by_its_own_application() {
    let mut wecom = wecom();
    let id = send(&mut wecom, &text(&json!({})))["msgid"].clone();
    let recall = |wecom: &mut Wecom, id: &Value| {
        let token = token(wecom, SECRET);
        post(wecom, "recall", &token, &json!({ "msgid": id }))["errcode"].clone()
    };
    assert_eq!(recall(&mut wecom, &id), 0);
    assert_eq!(recall(&mut wecom, &json!("unknown")), 40058);
    wecom.advance(Duration::from_secs(24 * 60 * 60));
    assert_eq!(recall(&mut wecom, &id), 42052);
}
