//! A text and each kind of card, sent to a stand-in for WeCom that runs inside this program; then one card is updated.
//!
//! ```text
//! cargo run --example quickstart
//! ```

use std::error::Error;

use wecom_message::app::{
    AnyMessage, Button, ButtonInteraction, CardAction, Checkbox, Choice, HorizontalContent, MultipleInteraction,
    NewsNotice, ResponseCode, Select, SubmitButton, TemplateCard, Text, TextNotice, UpdateTemplateCard,
    VoteInteraction, VoteOption,
};
use wecom_message::{Client, To};
use wecom_sandbox::Sandbox;

fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::builder().invalid_user("ghost").start()?;
    println!("A stand-in for WeCom answers at {}. Nothing leaves this machine.\n", sandbox.base_url());
    let client = Client::builder(sandbox.corp_id(), sandbox.secret(), sandbox.agent_id())
        .base_url(sandbox.base_url())
        .build()?;

    let text = Text::new("Disk full on db-1.\n<a href=\"https://example.com/runbook\">What to do</a>");
    show("A text to two people, one of whom does not exist", &client, To::users(["lisi", "ghost"]), text)?;

    let site = CardAction::link("https://ci.example.com/42");
    let text_notice = TextNotice::new("Build 42 failed", site.clone())
        .horizontal_content_list([HorizontalContent::new("Branch", "main"), HorizontalContent::new("By", "Li Si")]);
    show("A text notice card", &client, To::user("lisi"), TemplateCard::new(text_notice))?;

    let news_notice = NewsNotice::with_image("本周发布", "https://ci.example.com/wide.png", site);
    show("A news notice card", &client, To::party(2).and_tag(7), TemplateCard::new(news_notice))?;

    let button_list = [Button::new("Approve", "approve"), Button::link("Look", "https://ci.example.com/42")];
    let buttons = ButtonInteraction::new("Deploy v2.3?", button_list, "deploy-42");
    let response_code = show("A card with buttons", &client, To::all(), TemplateCard::new(buttons))?;

    let options = [VoteOption::new("tea", "Tea"), VoteOption::new("coffee", "Coffee").is_checked(true)];
    let vote =
        VoteInteraction::new("Drink?", Checkbox::new("drink", options), SubmitButton::new("Vote", "vote"), "vote-1");
    show("A vote card", &client, To::user("lisi"), TemplateCard::new(vote))?;

    let floors = [Choice::new("3", "Third floor"), Choice::new("4", "Fourth floor")];
    let select = [Select::new("floor", floors)];
    let multiple = MultipleInteraction::new("Where?", select, SubmitButton::new("Send", "send"), "where-1");
    show("A multiple-choice card", &client, To::user("lisi"), TemplateCard::new(multiple))?;

    let response_code = response_code.ok_or("a card with buttons gets a response code")?;
    let reply = client.update_template_card(UpdateTemplateCard::button(response_code, "Approved by Li Si"))?;
    println!("The buttons are now one grey label.\n  not reached: {:?}\n", reply.invalid_users);

    let too_many = (0..7).map(|index| Button::new(format!("Option {index}"), format!("key {}", index % 6)));
    let refused =
        client.send_template_card(To::user("lisi"), ButtonInteraction::new("", too_many, "task id with blanks"));
    if let Err(error) = refused {
        println!("A card that WeCom would refuse is not sent at all:\n{error}\n{}", error.advice().unwrap_or_default());
    }
    println!("\nThe stand-in received {} requests.", sandbox.received().len());
    Ok(())
}

fn show(
    title: &str,
    client: &Client,
    to: To,
    message: impl Into<AnyMessage>,
) -> Result<Option<ResponseCode>, Box<dyn Error>> {
    let message = message.into();
    println!("{title}\n  message: {}", serde_json::to_string(&message)?);
    let receipt = client.send(to, &message)?;
    let id = receipt.message_id.as_ref().map_or("none", |id| id.as_str());
    println!("  message id: {id}, response code: {}", if receipt.response_code.is_some() { "yes" } else { "no" });
    if !receipt.invalid_users.is_empty() {
        println!("  not reached: {}", receipt.invalid_users.join(", "));
    }
    for warning in &receipt.warnings {
        println!("  warning: {warning}");
    }
    println!();
    Ok(receipt.response_code)
}
