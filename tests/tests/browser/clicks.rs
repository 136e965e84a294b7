//! Clicks on the page: the program hears them, and what it changes is seen at once.

use serde_json::{Value, json};
use wecom_message::app::replace::ButtonInteraction;
use wecom_message::app::{Button, UpdateTaskCard};
use wecom_message::callback::{Answer, Event, Received};
use wecom_message::{Client, Raw, To};
use wecom_sandbox::Sandbox;

use crate::browser::Browser;
use crate::client;
use crate::program::{Program, callbacks};

/// A program that has nothing to say, a sandbox, and the page of `lisi`.
fn stage() -> (Program, Sandbox, Client, Browser) {
    let program = Program::start(|_| Answer::empty());
    let sandbox = program.sandbox().start().unwrap();
    let (client, browser) = (client(&sandbox), Browser::start(1100, 900));
    browser.open(&format!("{}?lang=en#users/lisi", sandbox.page_url()));
    (program, sandbox, client, browser)
}

/// What the program heard last.
fn last(program: &Program) -> Received {
    let post = program.posts().pop().unwrap();
    callbacks().receive(&post.query, &post.body).unwrap()
}

#[test]
fn a_click_calls_back_and_the_update_is_seen_at_once() {
    let vote = json!({"card_type": "vote_interaction", "main_title": {"title": "Drink?"}, "task_id": "vote",
        "submit_button": {"text": "Vote", "key": "v"},
        "checkbox": {"question_key": "q", "option_list": [{"id": "tea", "text": "Tea"}, {"id": "coffee", "text": "Coffee"}]}});
    let selection = json!({"card_type": "multiple_interaction", "main_title": {"title": "Where?"}, "task_id": "where",
        "submit_button": {"text": "Send", "key": "s"},
        "select_list": [{"question_key": "q", "option_list": [{"id": "3", "text": "Third"}, {"id": "4", "text": "Fourth"}]}]});
    let buttons = json!({"card_type": "button_interaction", "main_title": {"title": "Deploy?"}, "task_id": "deploy",
        "button_list": [{"text": "Yes", "key": "yes"}, {"text": "No", "key": "no"}]});
    let menu = json!({"card_type": "button_interaction", "main_title": {"title": "Alarm"}, "task_id": "alarm",
        "action_menu": {"action_list": [{"text": "Mute", "key": "mute"}]}, "button_list": [{"text": "Look", "key": "look"}]});
    let table: [(Value, &str, &str, &[&str]); 4] = [
        (
            buttons,
            "[...card.querySelectorAll('button')].find((button) => button.innerText === 'No').click()",
            "no",
            &[],
        ),
        (
            vote,
            "card.querySelector('input[value=coffee]').click(); card.querySelector('.style-1').click()",
            "v",
            &["coffee"],
        ),
        (selection, "card.querySelector('select').value = '4'; card.querySelector('.style-1').click()", "s", &["4"]),
        (menu, "card.querySelector('.more summary').click(); card.querySelector('.menu-item').click()", "mute", &[]),
    ];
    let (program, sandbox, client, browser) = stage();
    for (card, act, key, chosen) in table {
        let _ = client.send(To::user("lisi"), &Raw::new("template_card", card.clone()).unwrap()).unwrap();
        let number = sandbox.received().last().unwrap().number;
        let shown = format!("document.querySelector('article[data-number=\"{number}\"] .card')");
        let _ = browser.until(&format!("{shown} !== null"));
        let _ = browser.evaluate(&format!("(() => {{ const card = {shown}; {act} }})()"));
        let _ = browser.until(&format!("{shown}.querySelector('.status').innerText.includes('200')"));
        let Received { head, event, .. } = last(&program);
        let (heard, options, update) = match event {
            Event::TemplateCardClick(click) => {
                let options = click.selected_items.iter().flat_map(|item| item.option_ids.clone()).collect();
                (click.event_key.clone(), options, click.update_button("Heard"))
            }
            Event::TemplateCardMenuClick(click) => {
                let muted = ButtonInteraction::new("Alarm", [Button::new("Look", "look")]).replace_text("Heard");
                (click.event_key.clone(), Vec::new(), click.update_card(muted))
            }
            other => panic!("{other:?}"),
        };
        assert_eq!((&*heard, &*head.from_user_name), (key, "lisi"), "{card}");
        assert_eq!(options, chosen, "{card}");
        let update = update.userids(["lisi"]);
        client.update_template_card(update).unwrap();
        let grey = format!("{shown}.querySelector('.buttons button:disabled')?.innerText === 'Heard'");
        let _ = browser.until(&grey);
    }
    assert_eq!(browser.errors(), Vec::<String>::new());
}

#[expect(deprecated, reason = "they left the documentation, and an old application may still send them")]
#[test]
fn a_click_on_a_retired_task_card_calls_back_as_well() {
    let (program, sandbox, client, browser) = stage();
    let content = |task: &str| {
        json!({"title": "Leave", "description": "Three days", "task_id": task,
            "btn": [{"key": "yes", "name": "Grant", "replace_name": "Granted"}, {"key": "no", "name": "Deny"}]})
    };
    let table = [
        ("taskcard", UpdateTaskCard::clicked(["lisi"], "taskcard", "yes"), "Granted"),
        ("interactive_taskcard", UpdateTaskCard::replaced(["lisi"], "interactive_taskcard", "Enjoy"), "Enjoy"),
    ];
    for (msgtype, update, label) in table {
        let _ = client.send(To::user("lisi"), &Raw::new(msgtype, content(msgtype)).unwrap()).unwrap();
        let number = sandbox.received().last().unwrap().number;
        let shown = format!("document.querySelector('article[data-number=\"{number}\"] .taskcard')");
        let _ = browser.until(&format!("{shown} !== null"));
        let _ = browser.evaluate(&format!("{shown}.querySelector('.task-button').click()"));
        let _ = browser.until(&format!("{shown}.querySelector('.status').innerText.includes('200')"));
        let Received { head, event, .. } = last(&program);
        let Event::TaskcardClick(click) = event else { panic!("{event:?}") };
        let heard = (&*click.event_key, &*click.task_id, &*head.from_user_name, head.agent_id);
        assert_eq!(heard, ("yes", msgtype, "lisi", Some(sandbox.agent_id())));
        let reply = client.update_task_card(update).unwrap();
        assert_eq!(reply.invalid_users, Vec::<String>::new());
        let _ = browser.until(&format!("{shown}.querySelector('button:disabled')?.innerText === {label:?}"));
    }
    assert_eq!(browser.errors(), Vec::<String>::new());
}

#[test]
fn what_is_typed_reaches_the_program_and_a_recall_greys_out() {
    let (program, _sandbox, client, browser) = stage();
    let receipt = client.send_text(To::user("lisi"), "soon gone").unwrap();
    let _ = browser.until("document.querySelector('article .bubble')?.innerText.includes('soon gone')");
    let _ = client.recall(&receipt).unwrap();
    let _ = browser.until("document.querySelector('article.recalled .system') !== null");
    let typed =
        "const form = document.querySelector('form.composer'); form.text.value = '<i>hi</i>'; form.requestSubmit()";
    let _ = browser.evaluate(&format!("(() => {{ {typed} }})()"));
    let _ = browser.until("document.querySelector('.bubble.own')?.innerText === '<i>hi</i>'");
    let Event::TextMessage(message) = last(&program).event else { panic!("it is no text") };
    assert_eq!(message.content, "<i>hi</i>");
}

#[test]
fn the_overview_finds_and_survives_a_reload_in_both_languages() {
    let (_program, sandbox, client, browser) = stage();
    let _ = client.send_text(To::user("lisi"), "needle").unwrap();
    let _ = client.send_text(To::user("wangwu"), "hay").unwrap();
    for (language, title) in [("en", "Text"), ("zh", "文本消息")] {
        browser.open(&format!("{}?lang={language}", sandbox.page_url()));
        let _ = browser.until(&format!("document.querySelector('main').innerText.includes({title:?})"));
        let search = "const search = document.getElementById('search'); search.value = 'needle'; search.dispatchEvent(new Event('input'))";
        let _ = browser.evaluate(&format!("(() => {{ {search} }})()"));
        let _ = browser.until("document.querySelectorAll('main details.request').length === 1");
    }
    assert_eq!(browser.errors(), Vec::<String>::new());
}
