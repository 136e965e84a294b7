//! A card is clicked, and the code of the click updates it.

use wecom_message::app::{
    ActionMenu, ButtonSelection, CardAction, Checkbox, Choice, MenuAction, MultipleInteraction, ResponseCode, Select,
    SubmitButton, TextNotice, UpdateTemplateCard, VoteInteraction, VoteOption,
};
use wecom_message::callback::{Event, TemplateCardClickCardType, TemplateCardMenuClickCardType};
use wecom_message::{ErrorCode, To};
use wecom_sandbox::{Click, NotCalled};

use crate::{buttons, click, client, last, send, silent};

const USED: i32 = 42022;

fn code(program: &crate::Program) -> ResponseCode {
    click(program).response_code.unwrap().into_inner().into()
}

#[test]
fn a_click_brings_a_code_that_updates_the_card_once() {
    let program = silent();
    let sandbox = program.sandbox().start().unwrap();
    let receipt = send(&sandbox, buttons());
    assert!(sandbox.click(&Click::button("lisi", "deploy-42", "yes")).unwrap().was_taken());
    let (head, code) = (last(&program).head, code(&program));
    assert_eq!((&*head.to_user_name, &*head.from_user_name), (sandbox.corp_id(), "lisi"));
    assert_eq!((&*head.event, head.agent_id), ("template_card_event", Some(sandbox.agent_id())));
    assert_eq!(click(&program).card_type, Some(TemplateCardClickCardType::ButtonInteraction));

    let update = || UpdateTemplateCard::button(code.clone(), "Deployed").userids(["lisi", "wangwu"]);
    let client = client(&sandbox);
    assert!(client.update_template_card(update()).unwrap().invalid_users.is_empty());
    let refused = client.update_template_card(update()).unwrap_err();
    assert_eq!(refused.errcode().map(ErrorCode::value), Some(USED));
    for member in ["lisi", "WangWu"] {
        assert_eq!(sandbox.click(&Click::button(member, "deploy-42", "yes")), Err(NotCalled::GreyedOut));
    }
    let of_receipt = receipt.response_code.unwrap();
    assert!(client.update_template_card(UpdateTemplateCard::button(of_receipt, "Twice")).is_ok(), "a code of its own");
}

#[test]
fn a_replaced_card_has_the_new_buttons_for_those_whose_copy_changed() {
    let program = silent();
    let sandbox = program.sandbox().start().unwrap();
    let _ = send(&sandbox, buttons());
    sandbox.click(&Click::button("lisi", "deploy-42", "yes")).unwrap();
    let undo = wecom_message::app::Button::new("Undo", "undo");
    let card = wecom_message::app::replace::ButtonInteraction::new("Deployed", [undo]);
    let update = UpdateTemplateCard::card(code(&program), card).userids(["lisi"]);
    client(&sandbox).update_template_card(update).unwrap();
    let click = |member: &str, key: &str| sandbox.click(&Click::button(member, "deploy-42", key)).map(drop);
    assert_eq!(click("lisi", "undo"), Ok(()));
    assert_eq!(click("lisi", "yes"), Err(NotCalled::NoSuchButton));
    assert_eq!(click("wangwu", "yes"), Ok(()));
}

#[test]
fn what_was_chosen_comes_with_the_click() {
    let program = silent();
    let sandbox = program.sandbox().start().unwrap();
    let options = [VoteOption::new("noodles", "面"), VoteOption::new("rice", "饭").is_checked(true)];
    let vote = Checkbox::new("dish", options).mode(wecom_message::app::CheckboxMode::Multiple);
    let _ = send(&sandbox, VoteInteraction::new("Lunch?", vote, SubmitButton::new("Send", "send"), "vote"));
    let floors = Select::new("floor", [Choice::new("3", "Third"), Choice::new("4", "Fourth")]);
    let _ = send(&sandbox, MultipleInteraction::new("Where?", [floors], SubmitButton::new("Send", "send"), "where"));
    let hosts = ButtonSelection::new("host", [Choice::new("a", "A"), Choice::new("b", "B")]).selected_id("b");
    let _ = send(&sandbox, buttons().button_selection(hosts));
    let table = [
        (Click::submit("lisi", "vote"), "send", ("dish", &["rice"][..])),
        (
            Click::submit("lisi", "vote").choosing("dish", ["noodles", "rice"]),
            "send",
            ("dish", &["noodles", "rice"][..]),
        ),
        (Click::submit("lisi", "where"), "send", ("floor", &["3"][..])),
        (Click::submit("lisi", "where").choosing("floor", ["4"]), "send", ("floor", &["4"][..])),
        (Click::button("lisi", "deploy-42", "no"), "no", ("host", &["b"][..])),
        (Click::button("lisi", "deploy-42", "no").choosing("host", ["a"]), "no", ("host", &["a"][..])),
    ];
    for (clicked, key, (question, options)) in table {
        assert!(sandbox.click(&clicked).unwrap().was_taken(), "{clicked:?}");
        let received = click(&program);
        let [selected] = &received.selected_items[..] else { panic!("{received:?}") };
        assert_eq!((&*received.event_key, &*selected.question_key), (key, question), "{clicked:?}");
        assert_eq!(selected.option_ids, options, "{clicked:?}");
    }
}

#[test]
fn a_menu_entry_is_an_event_of_its_own() {
    let program = silent();
    let sandbox = program.sandbox().start().unwrap();
    let menu = ActionMenu::new([MenuAction::new("Mute", "mute")]);
    let card = TextNotice::new("Alarm", CardAction::link("https://example.com")).action_menu(menu).task_id("alarm-9");
    let _ = send(&sandbox, card);
    sandbox.click(&Click::menu("lisi", "alarm-9", "mute")).unwrap();
    assert_eq!(last(&program).head.event, "template_card_menu_event");
    let Event::TemplateCardMenuClick(click) = last(&program).event else {
        panic!("{:?} is no entry of a menu", last(&program))
    };
    assert_eq!((&*click.event_key, &*click.task_id), ("mute", "alarm-9"));
    assert_eq!(click.card_type, Some(TemplateCardMenuClickCardType::TextNotice));
}

#[test]
fn what_a_member_cannot_click_is_refused() {
    let program = silent();
    let sandbox = program.sandbox().start().unwrap();
    let vote = Checkbox::new("dish", [VoteOption::new("a", "A"), VoteOption::new("b", "B")]);
    let _ = send(&sandbox, VoteInteraction::new("Lunch?", vote, SubmitButton::new("Send", "send"), "vote"));
    let _ = send(&sandbox, buttons());
    let table = [
        (Click::button("zoe", "deploy-42", "yes"), NotCalled::NoSuchCard),
        (Click::button("lisi", "unknown", "yes"), NotCalled::NoSuchCard),
        (Click::button("lisi", "", "yes"), NotCalled::NoSuchCard),
        (Click::button("lisi", "deploy-42", "maybe"), NotCalled::NoSuchButton),
        (Click::menu("lisi", "deploy-42", "yes"), NotCalled::NoSuchButton),
        (Click::submit("lisi", "deploy-42"), NotCalled::NoSuchButton),
        (Click::submit("lisi", "vote").choosing("dish", ["c"]), NotCalled::NoSuchOption),
        (Click::submit("lisi", "vote").choosing("dish", ["a", "b"]), NotCalled::NoSuchOption),
        (Click::submit("lisi", "vote").choosing("drink", ["a"]), NotCalled::NoSuchOption),
    ];
    for (click, reason) in table {
        assert_eq!(sandbox.click(&click), Err(reason), "{click:?}");
    }
    assert!(program.posts().is_empty());
}

#[test]
fn a_recalled_card_cannot_be_clicked() {
    let program = silent();
    let sandbox = program.sandbox().start().unwrap();
    let client = client(&sandbox);
    let receipt = client.send_template_card(To::user("lisi"), buttons()).unwrap();
    client.recall(&receipt).unwrap();
    assert_eq!(sandbox.click(&Click::button("lisi", "deploy-42", "yes")), Err(NotCalled::NoSuchCard));
}
