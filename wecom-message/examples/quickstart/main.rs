//! Every type of message of an application, sent and answered; one refused, one cut, one recalled, one card updated; then a
//! message through each of the other channels.
//!
//! ```text
//! cargo run --example quickstart
//! cargo run --example quickstart -- --look
//! ```
//!
//! With `--look` the stand-in keeps running afterwards and shows everything on a page, whose address is the last line.
//!
//! Without credentials everything goes to a stand-in for WeCom inside this program, and nothing leaves this machine.
//! With `WECOM_CORP_ID`, `WECOM_CORP_SECRET` and `WECOM_AGENT_ID` set it goes to WeCom, and then to one member only:
//! the one that `WECOM_TO_USER` names; the other channels are left out. Types that the account cannot send are skipped with
//! the reason.

mod channels;
mod files;
mod messages;

use std::env;
use std::error::Error;

use wecom_message::app::{AnyMessage, Button, ButtonInteraction, Receipt, ResponseCode, Text, UpdateTemplateCard};
use wecom_message::message::Message;
use wecom_message::{Client, To};
use wecom_sandbox::Sandbox;

fn main() -> Result<(), Box<dyn Error>> {
    if env::var_os("WECOM_CORP_ID").is_some() {
        let to =
            env::var("WECOM_TO_USER").map_err(|_| "set WECOM_TO_USER: the one member who is to get the messages")?;
        println!("Everything goes to WeCom, to the member {to} alone.");
        return run(&Client::from_env()?, &to);
    }
    let sandbox = Sandbox::start()?;
    println!("A stand-in for WeCom answers at {}; nothing leaves this machine.", sandbox.base_url());
    let builder = Client::builder(sandbox.corp_id(), sandbox.secret(), sandbox.agent_id());
    let client = builder.base_url(sandbox.base_url()).build()?;
    run(&client, "lisi")?;
    heading("The other channels");
    channels::every(&sandbox, &client, &files::png())?;
    println!("\nThe stand-in received {} requests.", sandbox.received().len());
    if env::args().any(|argument| argument == "--look") {
        println!("\nEverything as its readers would see it, until this is interrupted:\n{}", sandbox.page_url());
        sandbox.wait();
    }
    Ok(())
}

fn run(client: &Client, user: &str) -> Result<(), Box<dyn Error>> {
    heading("Files that messages show");
    let media = files::upload(client)?;

    heading("Every type of message");
    let mut recallable = None;
    let mut response_code = None;
    let mut skipped = 0;
    for message in messages::every(&media) {
        let Some(receipt) = send(client, user, &message)? else {
            skipped += 1;
            continue;
        };
        match &message {
            AnyMessage::Text(_) => recallable = Some(receipt),
            AnyMessage::TemplateCard(_) => response_code = receipt.response_code.or(response_code),
            _ => {}
        }
    }
    if skipped > 0 {
        println!("\n{skipped} could not be sent by this account.");
    }

    heading("A message that WeCom would refuse is not sent at all");
    let too_many = (0..7).map(|index| Button::new(format!("Option {index}"), format!("key {}", index % 6)));
    let refused = client.send_template_card(To::user(user), ButtonInteraction::new("", too_many, "blanks are wrong"));
    if let Err(error) = refused {
        println!("{error}\n{}", error.advice().unwrap_or_default());
    }

    heading("A message that WeCom cuts is sent, and its receipt says so");
    let _ = send(client, user, &Text::new("磁盘满了。".repeat(200)).into())?;

    heading("One message recalled, one card updated");
    if let Some(receipt) = recallable {
        let _ = client.recall(&receipt)?;
        println!("recalled {}", receipt.message_id.map_or_else(String::new, |id| id.to_string()));
    }
    if let Some(code) = response_code {
        update(client, code)?;
    }
    Ok(())
}

/// `None` where this account cannot send this type.
fn send(client: &Client, user: &str, message: &AnyMessage) -> Result<Option<Receipt>, Box<dyn Error>> {
    println!("\n{}", message.msgtype());
    println!("  body     {}", shortened(&serde_json::to_string(message)?));
    let receipt = match client.send(To::user(user), message) {
        Ok(receipt) => receipt,
        Err(error) if error.is_api() => {
            println!("  skipped  {error}\n           {}", error.advice().unwrap_or_default());
            return Ok(None);
        }
        Err(error) => return Err(error.into()),
    };
    println!("  receipt  {}", shown(&receipt));
    for warning in &receipt.warnings {
        println!("  warning  {warning}");
    }
    Ok(Some(receipt))
}

fn update(client: &Client, code: ResponseCode) -> Result<(), Box<dyn Error>> {
    let reply = client.update_template_card(UpdateTemplateCard::button(code, "Handled"))?;
    println!("updated the last card that calls back; not reached: {:?}", reply.invalid_users);
    Ok(())
}

fn shown(receipt: &Receipt) -> String {
    let id = receipt.message_id.as_ref().map_or("no message id", |id| id.as_str());
    let reached = if receipt.reached_everyone() { "reached everyone" } else { "did not reach everyone" };
    let card = if receipt.response_code.is_some() { ", the card can be updated" } else { "" };
    format!("{reached}{card}, {id}")
}

fn shortened(text: &str) -> String {
    const WIDTH: usize = 400;
    if text.chars().count() <= WIDTH {
        return text.to_owned();
    }
    text.chars().take(WIDTH).chain(['…']).collect()
}

fn heading(text: &str) {
    println!("\n== {text}");
}
