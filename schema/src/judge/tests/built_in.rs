//! The built-in descriptions.

use std::path::Path;

use serde_json::{Value, json};

use super::{channel, said};
use crate::judge::judge_object;
use crate::model::Channel;
use crate::{DIR, Sources};

fn app() -> Channel {
    channel(&Sources::from_dir(Path::new(DIR)).expect("the descriptions can be read"), "app")
}

fn text(changes: &Value) -> Value {
    merged(json!({"msgtype": "text", "text": {"content": "hi"}}), changes)
}

/// A card that callers change at single members; `null` removes one.
fn card(changes: &Value) -> Value {
    let buttons = json!([{"text": "Yes", "key": "yes"}, {"text": "No", "key": "no"}]);
    let card = json!({
        "card_type": "button_interaction", "main_title": {"title": "Deploy?"}, "task_id": "t1", "button_list": buttons
    });
    json!({"msgtype": "template_card", "template_card": merged(card, changes)})
}

fn merged(mut body: Value, changes: &Value) -> Value {
    for (name, value) in changes.as_object().expect("changes are members") {
        match value {
            Value::Null => drop(body.as_object_mut().expect("an object").remove(name)),
            value => body[name] = value.clone(),
        }
    }
    body
}

#[test]
fn a_text_is_judged_member_by_member() {
    let table = [
        (text(&json!({})), vec![]),
        (text(&json!({"safe": 1, "enable_duplicate_check": 1, "duplicate_check_interval": 14400})), vec![]),
        (text(&json!({"text": {"content": ""}})), vec!["text.content refused 44004"]),
        (text(&json!({"text": {}})), vec!["text.content refused 44004"]),
        (text(&json!({"text": null})), vec!["text.content refused 44004"]),
        (text(&json!({"text": {"content": "你".repeat(683)}})), vec!["text.content cut"]),
        (text(&json!({"text": {"content": "你".repeat(682)}})), vec![]),
        (text(&json!({"text": {"content": "hi", "contents": 1}, "touser": "a"})), vec!["text.contents ?", "touser ?"]),
        (text(&json!({"text": {"content": 5}})), vec!["text.content !"]),
        (text(&json!({"text": "hi"})), vec!["text !"]),
        (text(&json!({"safe": 2})), vec!["safe !"]),
        (text(&json!({"safe": true, "enable_id_trans": "1"})), vec!["enable_id_trans !", "safe !"]),
        (text(&json!({"duplicate_check_interval": 14401})), vec!["duplicate_check_interval unstated"]),
        (text(&json!({"duplicate_check_interval": -1})), vec!["duplicate_check_interval !"]),
        (text(&json!({"duplicate_check_interval": 4_294_967_296_u64})), vec!["duplicate_check_interval !"]),
        (text(&json!({"msgtype": "txt"})), vec!["msgtype ! 40008"]),
        (text(&json!({"msgtype": null})), vec!["msgtype ! 40008"]),
        (json!({"msgtype": null}), vec!["msgtype ! 40008"]),
        (json!(["text"]), vec![" !"]),
    ];
    let app = app();
    for (body, expected) in table {
        assert_eq!(said(&app.judge_message(&body).exact()), expected, "{body}");
    }
}

#[test]
fn a_card_is_judged_by_its_kind() {
    let rows = |count: usize| vec![json!({"keyname": "k"}); count];
    let table = [
        (json!({}), vec![]),
        (json!({"card_type": "button"}), vec!["template_card.card_type ! 42031"]),
        (json!({"card_type": null}), vec!["template_card.card_type ! 42031"]),
        (json!({"main_title": null}), vec!["template_card.main_title.title refused 41016"]),
        (json!({"main_title": {}}), vec!["template_card.main_title.title refused 41016"]),
        (json!({"main_title": []}), vec!["template_card.main_title !"]),
        (json!({"task_id": "a b"}), vec!["template_card.task_id refused 42014"]),
        (json!({"task_id": "a".repeat(129)}), vec!["template_card.task_id refused 42014"]),
        (json!({"button_list": []}), vec!["template_card.button_list refused"]),
        (json!({"horizontal_content_list": rows(7)}), vec!["template_card.horizontal_content_list refused 42035"]),
        (json!({"button_list": [{"text": "Yes"}]}), vec!["template_card.button_list[0].key refused 42039"]),
        (
            json!({"button_list": [{"text": "A", "key": "k"}, {"text": "B", "key": "k"}, {"text": "C", "key": "k"}]}),
            vec!["template_card.button_list[1].key refused 42039", "template_card.button_list[2].key refused 42039"],
        ),
        (
            json!({"button_list": [{"text": "A", "key": "k"}, {"type": 1, "text": "B", "url": "https://b", "key": "k"}]}),
            vec!["template_card.button_list[1].key ignored"],
        ),
        (json!({"button_list": [{"type": 2, "text": "A", "key": "k"}]}), vec!["template_card.button_list[0].type !"]),
        (
            json!({"button_list": [{"text": "A", "key": "k", "style": 5, "color": 1}]}),
            vec!["template_card.button_list[0].color ?", "template_card.button_list[0].style advised"],
        ),
        (json!({"source": {"desc_color": 4}}), vec!["template_card.source.desc_color unstated"]),
        (json!({"quote_area": {"type": 0, "url": 7}}), vec!["template_card.quote_area.url ignored"]),
        (json!({"quote_area": {"type": 1}}), vec!["template_card.quote_area.url refused 42028"]),
        (json!({"quote_area": {"type": 1.0, "url": "https://a"}}), vec!["template_card.quote_area.type !"]),
        (json!({"card_action": {}}), vec![]),
        (
            json!({"jump_list": [], "replace_text": "done"}),
            vec!["template_card.jump_list ?", "template_card.replace_text ?"],
        ),
    ];
    let app = app();
    for (changes, expected) in table {
        let body = card(&changes);
        assert_eq!(said(&app.judge_message(&body).exact()), expected, "{body}");
    }
}

#[test]
fn an_empty_object_is_no_card_action() {
    let card = |action: Value| {
        let card = json!({"card_type": "text_notice", "sub_title_text": "hi", "card_action": action});
        json!({"msgtype": "template_card", "template_card": card})
    };
    let table = [
        (json!({}), "template_card.card_action refused 42045"),
        // The narrowed union has no code of its own; what a missing one is answered with is answered here, too.
        (json!({"type": 0}), "template_card.card_action.type ! 42045"),
        (json!({"url": "https://a"}), "template_card.card_action.type ! 42045"),
        (json!({"type": 2}), "template_card.card_action.appid refused 42030"),
    ];
    let app = app();
    for (action, expected) in table {
        assert_eq!(said(&app.judge_message(&card(action.clone())).exact()), [expected], "{action}");
    }
}

#[test]
fn a_send_is_judged_with_its_recipients_and_its_sender() {
    let ids = |count: usize| vec!["1"; count].join("|");
    let table = [
        (json!({"touser": "a"}), vec![]),
        (json!({"touser": "a|b", "toparty": "1", "totag": "2"}), vec![]),
        (json!({}), vec!["touser refused 82001"]),
        (json!({"touser": "", "toparty": ""}), vec!["touser refused 82001"]),
        (json!({"touser": "a||b"}), vec!["touser[1] refused 40031"]),
        (json!({"toparty": "|"}), vec!["toparty[0] refused 40066", "toparty[1] refused 40066"]),
        (json!({"touser": ids(1001)}), vec!["touser refused 40032"]),
        (json!({"toparty": ids(101), "totag": ids(101)}), vec!["toparty refused 82002", "totag refused 82003"]),
        (json!({"touser": ["a"]}), vec!["touser !"]),
        (json!({"touser": "a", "agentid": null}), vec!["agentid refused 41011"]),
        (json!({"touser": "a", "agentid": "7"}), vec!["agentid !"]),
        (json!({"touser": "a", "toUser": "b"}), vec!["toUser ?"]),
    ];
    let app = app();
    for (changes, expected) in table {
        let body = merged(text(&json!({"agentid": 7})), &changes);
        assert_eq!(said(&app.judge_send(&body).exact()), expected, "{body}");
    }
}

#[test]
fn tickets_take_the_place_of_recipients() {
    let card = json!({"template_id": "T", "url": "https://example.com", "content_item": [{"key": "k", "value": "v"}]});
    let message = json!({"agentid": 7, "msgtype": "template_msg", "template_msg": card});
    let table = [
        (json!({"selected_ticket_list": ["t"]}), vec![]),
        (json!({"selected_ticket_list": ["t"], "touser": "", "toparty": ""}), vec![]),
        (json!({"selected_ticket_list": ["t"], "touser": "a"}), vec![]),
        (json!({"selected_ticket_list": ["t"], "touser": "a||b"}), vec!["touser[1] refused 40031"]),
        (json!({"selected_ticket_list": []}), vec!["touser refused 82001"]),
        (json!({}), vec!["touser refused 82001"]),
        (json!({"selected_ticket_list": ["t"], "only_unauth": true}), vec![]),
        (json!({"touser": "a", "only_unauth": true}), vec!["selected_ticket_list cut"]),
        (json!({"touser": "a", "only_unauth": false}), vec![]),
    ];
    let app = app();
    for (changes, expected) in table {
        let body = merged(message.clone(), &changes);
        assert_eq!(said(&app.judge_send(&body).exact()), expected, "{body}");
    }
}

#[test]
fn a_template_message_opens_an_address_or_a_mini_program() {
    let miniprogram = json!({"appid": "wx", "pagepath": "p"});
    let table = [
        (json!({}), vec!["template_msg.url refused"]),
        (json!({"url": "https://example.com"}), vec![]),
        (json!({"miniprogram": miniprogram}), vec![]),
        (json!({"url": "https://example.com", "miniprogram": miniprogram}), vec![]),
    ];
    let app = app();
    for (changes, expected) in table {
        let card = merged(json!({"template_id": "T", "content_item": [{"key": "k", "value": "v"}]}), &changes);
        let body = json!({"msgtype": "template_msg", "template_msg": card});
        assert_eq!(said(&app.judge_message(&body).exact()), expected, "{body}");
    }
}

#[test]
fn a_replacement_is_judged_as_one() {
    let update = |changes: &Value| {
        merged(json!({"agentid": 7, "response_code": "c", "button": {"replace_name": "Done"}}), changes)
    };
    let card = json!({"card_type": "vote_interaction", "main_title": {"title": "?"},
        "checkbox": {"question_key": "q", "disable": true, "option_list": [{"id": "1", "text": "A"}]},
        "replace_text": "Voted", "task_id": "t"});
    let table = [
        (json!({}), vec![]),
        (json!({"response_code": ""}), vec!["response_code refused 60140"]),
        (json!({"partyids": [1, "2"]}), vec!["partyids[1] !"]),
        (json!({"userids": vec!["a"; 1001]}), vec!["userids refused 40032"]),
        (json!({"userids": ["a", ""]}), vec!["userids[1] unstated"]),
        (json!({"button": null}), vec![" !"]),
        (json!({"template_card": card}), vec![" !"]),
        (json!({"button": null, "template_card": card}), vec!["template_card.task_id ?"]),
        (json!({"button": {}}), vec!["button.replace_name refused"]),
    ];
    let app = app();
    let operation = app.operations.iter().find(|it| it.name == "update_template_card").expect("it is described");
    for (changes, expected) in table {
        let body = update(&changes);
        assert_eq!(said(&judge_object(&app, operation.object, &body).exact()), expected, "{body}");
    }
}

#[test]
fn a_condition_holds_where_its_path_leads_to_something() {
    let menu = json!({"action_list": [{"text": "Mute", "key": "mute"}]});
    let notice = |changes: &Value| {
        let card = json!({"card_type": "text_notice", "sub_title_text": "hi", "card_action": {"type": 1, "url": "u"}});
        json!({"msgtype": "template_card", "template_card": merged(card, changes)})
    };
    let table = [
        (card(&json!({})), true),
        (notice(&json!({})), false),
        (notice(&json!({"action_menu": menu})), true),
        (json!({"msgtype": "template_card"}), false),
        (json!(7), false),
    ];
    let app = app();
    let message = app.messages.iter().find(|message| message.msgtype == "template_card").expect("it is described");
    let response = message.responses.first().expect("some cards get a code");
    for (body, expected) in table {
        assert_eq!(app.has_any(message.object, &body, &response.any_of), expected, "{body}");
    }
}

#[test]
fn the_first_refusal_decides_the_answer() {
    let table = [
        (text(&json!({})), None),
        (text(&json!({"text": {"content": "a".repeat(3000)}})), None),
        (text(&json!({"text": {}})), Some(44004)),
        (text(&json!({"text": {"content": true}})), Some(40058)),
        (text(&json!({"msgtype": "x"})), Some(40008)),
        (card(&json!({"button_list": []})), Some(40058)),
        (card(&json!({"main_title": {}})), Some(41016)),
    ];
    let app = app();
    for (body, expected) in table {
        let verdict = app.judge_message(&body);
        assert_eq!((verdict.first_errcode(), verdict.is_refused()), (expected, expected.is_some()), "{body}");
        assert_eq!(verdict.first_reason().is_some(), expected.is_some(), "{body}");
    }
}

#[test]
fn what_breaks_a_rule_over_options_is_named_beside_the_body() {
    let template = |changes: &Value| {
        let rows = json!([{"key": "Room", "value": "402"}]);
        let body = json!({"template_id": "t", "url": "https://example.com", "content_item": rows});
        merged(json!({"msgtype": "template_msg", "template_msg": body}), changes)
    };
    let table = [
        (template(&json!({})), vec![]),
        (template(&json!({"only_unauth": true, "selected_ticket_list": ["ticket"]})), vec![]),
        (template(&json!({"only_unauth": true})), vec!["selected_ticket_list cut"]),
    ];
    let app = app();
    for (body, expected) in table {
        assert_eq!(said(&app.judge_message(&body).exact()), expected, "{body}");
    }
}
