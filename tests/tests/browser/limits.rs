//! What WeCom cuts is cut and marked; what is longer than advised is shown whole, with a hint.

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::{Value, json};
use wecom_message::Raw;
use wecom_sandbox::Sandbox;
use wecom_tests::bodies::{bodies, schema};

use crate::browser::Browser;
use crate::client;
use crate::kinds::{create_chat, send};

/// Of several articles a client shows the titles alone, and the examples have several.
const NOT_SHOWN: [&str; 2] = ["app news.articles[].description", "linked_corp news.articles[].btntxt"];

#[test]
fn a_text_that_is_too_long_is_marked_wherever_it_stands() {
    let schema = schema();
    let sandbox = Sandbox::builder().any_media_id().start().unwrap();
    let client = client(&sandbox);
    create_chat(&client);
    let browser = Browser::start(1100, 900);
    browser.open(&sandbox.page_url());
    let described = browser.evaluate("(async () => (await (await fetch('descriptions')).json()).channels)()");
    let mut unmarked = BTreeSet::new();
    let mut marked = BTreeSet::new();
    for (channel, conversation) in [
        ("app", "users/lisi"),
        ("robot", "robots/1"),
        ("appchat", "chats/release"),
        ("linked_corp", "users/zhao"),
        ("school", "families/student+"),
        ("kf", "customers/wmcustomer"),
    ] {
        browser.open(&format!("{}?lang=en#{conversation}", sandbox.page_url()));
        for body in bodies(&schema).iter().filter(|body| body.channel.name == channel) {
            let Some(msgtype) = body.msgtype else { continue };
            for (path, limit) in limits(&described, channel, msgtype) {
                let Some(content) = lengthened(&json!({ msgtype: body.json[msgtype] }), &path, &limit) else {
                    continue;
                };
                sandbox.advance(Duration::from_secs(60)); // a robot sends no more in a minute
                let sent = send(&client, &sandbox, channel, &Raw::new(msgtype, content[msgtype].clone()).unwrap());
                sent.unwrap_or_else(|error| panic!("{channel} {path}: {error}"));
                let number = sandbox.received().last().unwrap().number;
                let article = format!("document.querySelector('article[data-number=\"{number}\"]')");
                let _ =
                    browser.until(&format!("(document.querySelector('.list').scrollTop = 1e9, {article} !== null)"));
                let mark = if limit["beyond"] == "advised" { ".mark.over" } else { ".mark.cut" };
                let found = browser.evaluate(&format!(
                    "(async () => {{
                        {article}.querySelectorAll('details:not(.request)').forEach((details) => {{ details.open = true }});
                        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))));
                        return {article}.querySelector('{mark}') !== null;
                    }})()"
                ));
                let rows = if found == json!(true) { &mut marked } else { &mut unmarked };
                rows.insert(format!("{channel} {path}"));
            }
        }
    }
    let unmarked: Vec<_> =
        unmarked.difference(&marked).filter(|row| !NOT_SHOWN.iter().any(|path| row == path)).collect();
    assert_eq!(unmarked, Vec::<&String>::new());
    for row in [
        "app text.content",
        "robot template_card.main_title.title",
        "app template_card.select_list[].option_list[].text",
    ] {
        assert!(marked.contains(row), "{row} is among {marked:?}");
    }
    assert_eq!(browser.errors(), Vec::<String>::new());
}

fn limits(described: &Value, channel: &str, msgtype: &str) -> Vec<(String, Value)> {
    let find = |list: &Value, name: &str, wanted: &str| {
        list.as_array().unwrap().iter().find(|item| item[name] == wanted).cloned().unwrap()
    };
    let message = find(&find(described, "name", channel)["messages"], "msgtype", msgtype);
    let limits = message["limits"].as_object().unwrap();
    limits
        .iter()
        .filter(|(_, limit)| limit["unit"] != "items")
        .map(|(path, limit)| (path.clone(), limit.clone()))
        .collect()
}

/// With texts at this path that are longer than the limit; `None` if there are none.
fn lengthened(body: &Value, path: &str, limit: &Value) -> Option<Value> {
    let mut body = body.clone();
    let mut places = vec![&mut body];
    for name in path.split('.') {
        let (name, is_list) = name.strip_suffix("[]").map_or((name, false), |name| (name, true));
        let inside = places.into_iter().filter_map(|place| place.get_mut(name));
        places = if is_list { inside.filter_map(Value::as_array_mut).flatten().collect() } else { inside.collect() };
    }
    let mut texts: Vec<_> = places.into_iter().filter(|place| place.is_string()).collect();
    let long = "x".repeat(usize::try_from(limit["max"].as_u64()?).ok()? + 5);
    for text in &mut texts {
        **text = json!(long);
    }
    (!texts.is_empty()).then_some(body)
}
