//! The servers' behaviour as a value, endpoint by endpoint: a request in, an answer out.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "helpers of tests fail as tests do")]

mod appchat;
mod customer;
mod examples;
mod gettoken;
mod group_welcome_templates;
mod kf;
mod linked_corp;
mod mass_messages;
mod media;
mod message_changes;
mod message_send;
mod received;
mod robot;
mod routes;
mod school;
mod urgent_calls;

use std::sync::LazyLock;

use serde_json::{Value, json};
use wecom_sandbox::{Answer, Application, Delivery, Request, Robot, Settings, Wecom};
use wecom_schema::{Schema, Sources};

const CORP: &str = "ww1";
const SECRET: &str = "hush";
const OTHER_SECRET: &str = "hush hush";
const AGENT: i64 = 7;
const OTHER_AGENT: i64 = 8;
const KEY: &str = "key-of-a-robot";
const OTHER_KEY: &str = "key-of-another";

fn settings() -> Settings {
    let application = |secret: &str, agent_id| Application { corp_id: CORP.into(), secret: secret.into(), agent_id };
    Settings {
        applications: vec![application(SECRET, AGENT), application(OTHER_SECRET, OTHER_AGENT)],
        robots: [KEY, OTHER_KEY].map(|key| Robot { key: key.into() }).into(),
        invalid_users: ["ghost".to_owned()].into(),
        unlicensed_users: ["guest".to_owned()].into(),
        invalid_parties: ["13".to_owned()].into(),
        invalid_tags: ["31".to_owned()].into(),
        invalid_kf_accounts: ["closed".to_owned()].into(),
        ..Settings::default()
    }
}

/// Reading the descriptions is most of the work of a test.
fn schema() -> Schema {
    static SCHEMA: LazyLock<Schema> =
        LazyLock::new(|| Schema::load(&Sources::from_dir(wecom_schema::DIR.as_ref()).unwrap()).unwrap());
    SCHEMA.clone()
}

fn wecom() -> Wecom {
    Wecom::with_schema(schema(), settings())
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
    let target = format!("/cgi-bin/{path}?access_token={token}");
    read(&wecom.answer(&Request::post(&target, body.to_string())))
}

/// As the first application.
fn call(wecom: &mut Wecom, path: &str, body: &Value) -> Value {
    let token = token(wecom, SECRET);
    post(wecom, path, &token, body)
}

fn send(wecom: &mut Wecom, body: &Value) -> Value {
    call(wecom, "message/send", body)
}

/// The recipients of the last request.
fn delivery(wecom: &Wecom) -> Option<Delivery> {
    wecom.received().next_back().unwrap().delivery.clone()
}

fn strings(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|&id| id.to_owned()).collect()
}

/// The answer without what is different every time.
fn plain(mut answer: Value) -> Value {
    answer.as_object_mut().unwrap().retain(|name, _| name != "errmsg" && name != "msgid");
    answer
}

fn text(changes: &Value) -> Value {
    with(json!({"touser": "lisi", "agentid": AGENT, "msgtype": "text", "text": {"content": "disk full"}}), changes)
}

fn button_card() -> Value {
    let card = json!({"card_type": "button_interaction", "main_title": {"title": "Deploy?"}, "task_id": "t",
        "button_list": [{"text": "Yes", "key": "yes"}]});
    json!({"touser": "LiSi|wangwu", "agentid": AGENT, "msgtype": "template_card", "template_card": card})
}

fn task_card() -> Value {
    let card = json!({"title": "Leave", "description": "Three days", "task_id": "taskid123",
        "btn": [{"key": "key111", "name": "Yes", "replace_name": "Granted"}, {"key": "no", "name": "No"}]});
    json!({"touser": "zhangsan|lisi", "agentid": AGENT, "msgtype": "taskcard", "taskcard": card})
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

fn form(target: &str, filename: &str, content: &[u8]) -> Request {
    let head = format!(
        "--xyz\r\nContent-Disposition: form-data; name=\"media\"; {filename}\r\nContent-Type: text/plain\r\n\r\n"
    );
    let body = [head.as_bytes(), content, b"\r\n--xyz--\r\n"].concat();
    Request::post(target, body).with_header("Content-Type", "multipart/form-data; boundary=xyz")
}

fn filled(magic: &[u8], length: usize) -> Vec<u8> {
    let mut bytes = magic.to_vec();
    bytes.resize(length, b'_');
    bytes
}
