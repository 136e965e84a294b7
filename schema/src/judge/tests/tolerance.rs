//! What is taken although it has another JSON type, and what is said about it.

use std::path::Path;

use serde_json::{Value, json};

use super::{channel, said};
use crate::model::Channel;
use crate::{DIR, Sources};

fn app() -> Channel {
    channel(&Sources::from_dir(Path::new(DIR)).expect("the descriptions can be read"), "app")
}

fn request(text: &Value, beside: &Value) -> Value {
    let mut body = json!({"touser": "a", "agentid": 7, "msgtype": "text", "text": text});
    for (name, value) in beside.as_object().expect("members") {
        body[name] = value.clone();
    }
    body
}

#[test]
fn a_value_of_another_type_is_taken_for_what_it_says() {
    let text = json!({"content": "hi"});
    let table = [
        (request(&text, &json!({"safe": "0"})), vec!["safe =0"]),
        (request(&text, &json!({"safe": " 1 "})), vec!["safe =1"]),
        (request(&text, &json!({"safe": true})), vec!["safe =1"]),
        (request(&text, &json!({"safe": "2"})), vec!["safe !"]),
        (request(&text, &json!({"agentid": "1000002"})), vec!["agentid =1000002"]),
        (request(&text, &json!({"agentid": "APP"})), vec!["agentid !"]),
        (request(&text, &json!({"touser": 17})), vec!["touser =\"17\""]),
        (request(&json!({"content": 5}), &json!({})), vec!["text.content =\"5\""]),
        (request(&json!({"content": true}), &json!({})), vec!["text.content !"]),
        (request(&json!({"content": null}), &json!({})), vec!["text.content =null", "text.content refused 44004"]),
        (request(&text, &json!({"toparty": null, "unheard_of": null})), vec!["toparty =null", "unheard_of =null"]),
        (
            request(&text, &json!({"enable_duplicate_check": "1", "duplicate_check_interval": "60"})),
            vec!["duplicate_check_interval =60", "enable_duplicate_check =1"],
        ),
        (request(&text, &json!({"duplicate_check_interval": "4294967296"})), vec!["duplicate_check_interval !"]),
    ];
    let app = app();
    for (body, expected) in table {
        assert_eq!(said(&app.judge_send(&body)), expected, "{body}");
    }
}

#[test]
fn a_straightened_body_says_the_same_and_nothing_more_is_said_about_it() {
    let app = app();
    let link = json!({"type": "1", "title": 7, "url": "https://e.example"});
    let card = json!({"card_type": "text_notice", "sub_title_text": "s", "card_action": {"type": "1", "url": "https://e.example"},
        "jump_list": [link], "main_title": null});
    let mut body = json!({"touser": "a", "agentid": "7", "msgtype": "template_card", "template_card": card});
    let verdict = app.judge_send(&body);
    assert_eq!(
        said(&verdict),
        [
            "agentid =7",
            "template_card.card_action.type =1",
            "template_card.jump_list[0].title =\"7\"",
            "template_card.jump_list[0].type =1",
            "template_card.main_title =null",
        ]
    );
    verdict.straighten(&mut body);
    assert_eq!(body["template_card"]["jump_list"], json!([{"type": 1, "title": "7", "url": "https://e.example"}]));
    let again = app.judge_send(&body);
    assert_eq!(said(&again), ["template_card.main_title =null"], "null stays, for absent");
    assert_eq!(again.first_errcode(), None);
}

#[test]
fn an_exact_reader_takes_nothing_of_another_type() {
    let app = app();
    let body = request(&json!({"content": "hi"}), &json!({"safe": "0", "toparty": null}));
    let verdict = app.judge_send(&body);
    assert_eq!(verdict.first_errcode(), None);
    assert_eq!(said(&verdict.clone().exact()), ["safe !", "toparty !"]);
    assert_eq!(verdict.exact().first_errcode(), Some(40058));
}

#[test]
fn what_a_case_ignores_is_named_unless_it_says_nothing() {
    let app = app();
    let table = [
        (json!({"title": "t", "url": "https://e.example"}), vec!["template_card.jump_list[0].url ignored"]),
        (
            json!({"title": "t", "type": 0, "url": "https://e.example", "appid": ""}),
            vec!["template_card.jump_list[0].url ignored"],
        ),
        (
            json!({"title": "t", "type": 1, "url": "https://e.example", "appid": "wx", "pagepath": ""}),
            vec!["template_card.jump_list[0].appid ignored"],
        ),
        (json!({"title": "t", "type": 1, "url": "https://e.example"}), vec![]),
        (json!({"title": "t", "url": "", "appid": null}), vec!["template_card.jump_list[0].appid =null"]),
    ];
    for (link, expected) in table {
        let card = json!({"card_type": "text_notice", "sub_title_text": "s", "jump_list": [link],
            "card_action": {"type": 1, "url": "https://e.example"}});
        let verdict = app.judge_message(&json!({"msgtype": "template_card", "template_card": card}));
        assert_eq!(said(&verdict), expected, "{link}");
        if let Some(ignored) = verdict.ignored.first().filter(|it| it.path.ends_with("url")) {
            let words = "template_card.jump_list[0].url: ignored; WeCom reads it only with `type` 1 (link)";
            assert_eq!(ignored.to_string(), words);
        }
    }
}
