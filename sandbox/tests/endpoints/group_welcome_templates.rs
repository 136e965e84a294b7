//! `externalcontact/group_welcome_template/add`, `edit`, `get` and `del`.

use serde_json::{Value, json};
use wecom_sandbox::Wecom;

use crate::{OTHER_SECRET, SECRET, post, token, wecom, with};

fn ask(wecom: &mut Wecom, secret: &str, what: &str, body: &Value) -> Value {
    let token = token(wecom, secret);
    let mut answer = post(wecom, &format!("externalcontact/group_welcome_template/{what}"), &token, body);
    answer.as_object_mut().unwrap().remove("errmsg");
    answer
}

fn add(wecom: &mut Wecom, body: &Value) -> Value {
    ask(wecom, SECRET, "add", body)
}

fn hello() -> Value {
    json!({"text": {"content": "Hello %NICKNAME%"}})
}

#[test]
fn a_template_is_kept_changed_and_deleted() {
    let mut wecom = wecom();
    let id = json!({ "template_id": add(&mut wecom, &hello())["template_id"] });
    assert_eq!(ask(&mut wecom, SECRET, "get", &id), with(hello(), &json!({"errcode": 0})));
    let link = json!({"link": {"title": "Rules", "url": "https://example.com/rules"}});
    assert_eq!(ask(&mut wecom, SECRET, "edit", &with(link.clone(), &id)), json!({"errcode": 0}));
    assert_eq!(ask(&mut wecom, SECRET, "get", &id), with(link, &json!({"errcode": 0})));
    assert_eq!(ask(&mut wecom, SECRET, "del", &id), json!({"errcode": 0}));
    for what in ["get", "edit", "del"] {
        assert_eq!(ask(&mut wecom, SECRET, what, &id)["errcode"], 40037, "{what}");
    }
}

#[test]
fn only_its_own_application_changes_a_template() {
    let mut wecom = wecom();
    let id = json!({ "template_id": add(&mut wecom, &hello())["template_id"] });
    for (what, errcode) in [("get", 0), ("edit", 41058), ("del", 41058)] {
        assert_eq!(ask(&mut wecom, OTHER_SECRET, what, &id)["errcode"], errcode, "{what}");
    }
}

#[test]
fn a_corporation_keeps_a_hundred_templates() {
    let mut wecom = wecom();
    let ids: Vec<Value> = (0..100).map(|_| add(&mut wecom, &hello())["template_id"].clone()).collect();
    assert_eq!(add(&mut wecom, &hello()), json!({"errcode": 41055}));
    assert_eq!(ask(&mut wecom, OTHER_SECRET, "add", &hello())["errcode"], 41055);
    ask(&mut wecom, SECRET, "del", &json!({ "template_id": ids[0] }));
    assert_eq!(add(&mut wecom, &hello())["errcode"], 0);
}

#[test]
fn of_several_contents_the_first_counts() {
    let file = json!({"file": {"media_id": "M"}});
    let several = with(with(hello(), &file), &json!({"video": {"media_id": "M"}}));
    let mut wecom = wecom();
    let id = json!({ "template_id": add(&mut wecom, &several)["template_id"] });
    let findings = &wecom.received().next_back().unwrap().findings;
    assert!(findings.iter().any(|finding| finding.contains("file") && finding.contains("video")), "{findings:?}");
    assert_eq!(ask(&mut wecom, SECRET, "get", &id), with(with(hello(), &file), &json!({"errcode": 0})));
}

#[test]
fn a_picture_is_kept_by_its_address() {
    let mut wecom = wecom();
    let id = json!({ "template_id": add(&mut wecom, &json!({"image": {"media_id": "M"}}))["template_id"] });
    let image = ask(&mut wecom, SECRET, "get", &id)["image"].clone();
    assert!(image["pic_url"].as_str().unwrap().starts_with("http://p.qpic.cn/"), "{image}");
    assert_eq!(image.get("media_id"), None);
}

#[test]
fn a_template_without_content_is_refused() {
    let mut wecom = wecom();
    for body in [json!({}), json!({"text": {"content": ""}}), json!({"notify": 0})] {
        assert_eq!(add(&mut wecom, &body)["errcode"], 40058, "{body}");
    }
}
