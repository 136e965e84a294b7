//! The built-in descriptions of group robots.

use std::path::Path;

use serde_json::{Value, json};

use super::{channel, said};
use crate::model::Channel;
use crate::{DIR, Sources};

fn robot() -> Channel {
    channel(&Sources::from_dir(Path::new(DIR)).expect("the descriptions can be read"), "robot")
}

fn card(mut card: Value, action: &Value) -> Value {
    card["card_action"] = action.clone();
    json!({"msgtype": "template_card", "template_card": card})
}

#[test]
fn a_robot_sends_its_own_message_types_within_its_own_limits() {
    let md5 = "0123456789abcdefABCDEF0123456789";
    let table = [
        (json!({"msgtype": "text", "text": {"content": "a".repeat(2048), "mentioned_list": ["@all"]}}), vec![]),
        (json!({"msgtype": "text", "text": {"content": "a".repeat(2049)}}), vec!["text.content unstated 40058"]),
        (json!({"msgtype": "text", "text": {"content": "a"}, "safe": 1}), vec!["safe ?"]),
        (json!({"msgtype": "text", "text": {"content": "a"}, "chatid": "b"}), vec!["chatid ?"]),
        (json!({"msgtype": "markdown", "markdown": {"content": "你".repeat(1365)}}), vec![]),
        (
            json!({"msgtype": "markdown", "markdown": {"content": "你".repeat(1366)}}),
            vec!["markdown.content refused 40058"],
        ),
        (
            json!({"msgtype": "markdown_v2", "markdown_v2": {"content": "a".repeat(4097)}}),
            vec!["markdown_v2.content unstated 40058"],
        ),
        (
            json!({"msgtype": "markdown_v2", "markdown": {"content": "a"}}),
            vec!["markdown ?", "markdown_v2.content refused"],
        ),
        (json!({"msgtype": "image", "image": {"base64": "a".repeat(2_796_204), "md5": md5}}), vec![]),
        (
            json!({"msgtype": "image", "image": {"base64": "a".repeat(2_796_205), "md5": md5}}),
            vec!["image.base64 unstated 40009"],
        ),
        (
            json!({"msgtype": "image", "image": {"base64": "data:image/png;base64,QQ==", "md5": "z".repeat(31)}}),
            vec!["image.base64 unstated", "image.md5 refused 301019", "image.md5 unstated 301019"],
        ),
        (
            json!({"msgtype": "image", "image": {"media_id": "m"}}),
            vec!["image.base64 refused", "image.md5 refused", "image.media_id ?"],
        ),
        (json!({"msgtype": "news", "news": {"articles": []}}), vec!["news.articles refused"]),
        (
            json!({"msgtype": "news", "news": {"articles": [{"title": "a".repeat(129), "url": "www.qq.com"}]}}),
            vec!["news.articles[0].title cut"],
        ),
        (json!({"msgtype": "video", "video": {"media_id": "m"}}), vec!["msgtype ! 40008"]),
    ];
    let robot = robot();
    for (body, expected) in table {
        assert_eq!(said(&robot.judge_send(&body).exact()), expected, "{body}");
    }
}

#[test]
fn a_robot_s_cards_only_show() {
    let link = json!({"type": 1, "url": "https://a"});
    let text = json!({"card_type": "text_notice", "main_title": {"title": "hi"}});
    let news = json!({"card_type": "news_notice", "main_title": {"title": "hi"}, "card_image": {"url": "https://b"}});
    let table = [
        (card(text.clone(), &link), vec![]),
        (card(news.clone(), &link), vec![]),
        (card(json!({"card_type": "button_interaction"}), &link), vec!["template_card.card_type ! 42031"]),
        (card(text.clone(), &json!({"type": 0})), vec!["template_card.card_action.type ! 42045"]),
        (card(text, &json!({})), vec!["template_card.card_action refused 42045"]),
        (
            card(news, &json!({"type": 2, "url": "https://a"})),
            vec!["template_card.card_action.appid refused 42030", "template_card.card_action.url ignored"],
        ),
        (
            card(json!({"card_type": "text_notice", "main_title": {}}), &link),
            vec!["template_card.main_title unstated", "template_card.main_title.title refused 41016"],
        ),
        (
            card(json!({"card_type": "text_notice", "sub_title_text": "hi"}), &link),
            vec!["template_card.main_title unstated"],
        ),
        (
            card(json!({"card_type": "news_notice", "main_title": {"desc": "hi"}}), &link),
            vec!["template_card.card_image refused 42044", "template_card.main_title.title refused 41016"],
        ),
        (
            card(json!({"card_type": "text_notice", "main_title": {"title": "字".repeat(27)}, "task_id": "t"}), &link),
            vec!["template_card.main_title.title advised", "template_card.task_id ?"],
        ),
    ];
    let robot = robot();
    for (body, expected) in table {
        assert_eq!(said(&robot.judge_send(&body).exact()), expected, "{body}");
    }
}
