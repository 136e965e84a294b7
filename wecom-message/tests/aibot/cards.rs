//! Clicks on cards, and cards in their place.

use wecom_message::Aibot;
use wecom_message::aibot::{Button, ButtonInteraction, CardUpdate, Chat, Event, Responder, TemplateCard};
use wecom_sandbox::{Click, Sandbox};

use super::{connect, next, sandbox};

fn card(title: &str) -> ButtonInteraction {
    ButtonInteraction::new(title, [Button::new("Yes", "yes"), Button::new("No", "no")], "leave-3")
}

fn clicked(sandbox: &Sandbox, bot: &Aibot) -> CardUpdate {
    sandbox.aibot().click(&Click::button("lisi", "leave-3", "yes")).unwrap();
    let received = next(bot);
    assert!(
        matches!(&received.event, Event::TemplateCardClick(click) if click.event_key == "yes" && click.task_id == "leave-3")
    );
    match received.responder {
        Responder::CardUpdate(update) => update,
        other => panic!("{other:?}"),
    }
}

fn title(sandbox: &Sandbox) -> String {
    let message = sandbox.aibot().chat("lisi").pop().unwrap();
    message.card("lisi").unwrap()["main_title"]["title"].as_str().unwrap().to_owned()
}

#[test]
fn a_click_gives_the_right_to_replace_the_card_once() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    bot.send(Chat::user("lisi"), &TemplateCard::new(card("Leave?"))).unwrap();
    clicked(&sandbox, &bot).replace(wecom_message::aibot::Card::from(card("Granted"))).unwrap();
    assert_eq!(title(&sandbox), "Granted");
}

#[test]
fn a_card_with_another_task_id_is_refused() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    bot.send(Chat::user("lisi"), &TemplateCard::new(card("Leave?"))).unwrap();
    let other = ButtonInteraction::new("Granted", [Button::new("Yes", "yes")], "leave-4");
    let error = clicked(&sandbox, &bot).replace(wecom_message::aibot::Card::from(other)).unwrap_err();
    assert!(error.is_api(), "{error}");
    assert_eq!(title(&sandbox), "Leave?");
}
