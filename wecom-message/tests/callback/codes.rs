//! From an event to the request that its code allows.

use serde_json::{Value, json};
use wecom_message::app::replace::{ButtonInteraction, TextNotice};
use wecom_message::app::{Button, CardAction};
use wecom_message::callback::Event;
use wecom_message::check::Report;

use crate::events::event;

fn body(request: &impl serde::Serialize) -> Value {
    serde_json::to_value(request).unwrap()
}

fn click(elements: &str) -> Event {
    event(&format!("<Event>template_card_event</Event>{elements}")).event
}

#[test]
fn a_click_updates_the_card_of_everyone_with_its_code() {
    let Event::TemplateCardClick(first) = click("<ResponseCode>RC-1</ResponseCode>") else { panic!() };
    let update = first.update_button("Approved");
    assert_eq!(body(&update), json!({ "atall": 1, "response_code": "RC-1", "button": { "replace_name": "Approved" } }));
    assert!(!format!("{update:?}").contains("RC-1"));
    let Event::TemplateCardClick(second) = click("<ResponseCode>RC-2</ResponseCode>") else { panic!() };
    let update = body(&second.update_card(ButtonInteraction::new("Approved", [Button::new("Undo", "undo")])));
    assert_eq!([&update["response_code"], &update["atall"]], [&json!("RC-2"), &json!(1)]);
}

#[test]
fn an_entry_of_the_menu_replaces_the_card() {
    let message = "<Event>template_card_menu_event</Event><ResponseCode>RC-1</ResponseCode>";
    let Event::TemplateCardMenuClick(entry) = event(message).event else { panic!() };
    let update = entry.update_card(TextNotice::new("Muted", CardAction::link("https://example.com")));
    assert_eq!(body(&update)["response_code"], "RC-1");
}

#[test]
fn an_update_without_a_code_fails_the_check() {
    let Event::TemplateCardClick(click) = click("<EventKey>yes</EventKey>") else { panic!() };
    let violations = Report::of(&click.update_button("Approved"));
    assert!(violations.iter().any(|violation| violation.path == "response_code"), "{violations:?}");
}

#[test]
fn a_customer_is_welcomed_with_the_code_of_the_event() {
    let added = |code: &str| {
        let message =
            format!("<Event>change_external_contact</Event><ChangeType>add_external_contact</ChangeType>{code}");
        let Event::ChangeExternalContact(added) = event(&message).event else { panic!() };
        added
    };
    let welcome = added("<WelcomeCode>WC-1</WelcomeCode>").welcome("Hello").unwrap();
    assert_eq!(body(&welcome), json!({ "welcome_code": "WC-1", "text": { "content": "Hello" } }));
    assert!(!format!("{welcome:?}").contains("WC-1"));
    assert!(added("").welcome("Hello").is_none(), "a customer without a code cannot be welcomed");
}
