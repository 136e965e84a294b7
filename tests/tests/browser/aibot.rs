//! The chats of a smart bot: streams grow before the reader's eyes, and clicks and words reach the bot.

use std::time::Duration;

use serde_json::json;
use wecom_message::aibot::{
    Button, ButtonInteraction, Chat, Event, Markdown, Received, Responder, TemplateCard, replace,
};
use wecom_message::{Aibot, Raw};
use wecom_sandbox::Sandbox;
use wecom_schema::model::Credential;
use wecom_tests::bodies::{bodies, schema};

use crate::browser::Browser;

const LONG: Duration = Duration::from_secs(30);

fn next(bot: &Aibot) -> Received {
    bot.incoming().next_within(LONG).unwrap().unwrap()
}

#[test]
fn a_stream_grows_and_what_is_written_reaches_the_bot() {
    let sandbox = Sandbox::start().unwrap();
    let other = sandbox.aibot();
    let bot = Aibot::builder(other.id(), other.secret()).url(other.url()).connect().unwrap();
    bot.send(Chat::user("lisi"), &Markdown::new("**Hello**")).unwrap();
    let browser = Browser::start(1100, 900);
    browser.open(&format!("{}?lang=en#bots/lisi", sandbox.page_url()));
    let _ = browser.until("document.querySelector('article .markdown strong')?.innerText === 'Hello'");
    assert_eq!(browser.evaluate("document.querySelector('nav a[href=\"#users/lisi\"]')"), json!(null));

    let input = "document.querySelector('form.composer input')";
    let _ = browser.until(&format!("{input} !== null && {input}.focus() === undefined"));
    browser.press("when?\n");
    let _ = browser.until("document.querySelector('.bubble.own')?.innerText === 'when?'");
    let Received { responder: Responder::Reply(reply), .. } = next(&bot) else { panic!("no message") };
    let mut stream = reply.stream().feedback("fb-1");
    stream.push("<think>tables</think>At").unwrap();
    let row = "document.querySelector('article[data-msgtype=stream]')";
    let _ = browser.until(&format!("{row}?.dataset.stream === 'growing' && {row}.innerText.includes('writing')"));
    stream.push(" **nine**.").unwrap();
    let _ = browser.until(&format!("{row}.querySelector('strong')?.innerText === 'nine'"));
    stream.finish().unwrap();
    let _ = browser.until(&format!("{row}.dataset.stream === 'finished'"));
    assert_eq!(browser.evaluate(&format!("{row}.querySelector('details.think summary').innerText")), json!("Thinking"));

    let _ = browser.evaluate(&format!("{row}.querySelector('.ratings button').click()"));
    assert!(matches!(next(&bot).event, Event::FeedbackEvent(rated) if rated.id == "fb-1"));
    assert_eq!(browser.errors(), Vec::<String>::new());
}

#[test]
fn a_click_reaches_the_bot_and_its_answer_changes_the_card() {
    let sandbox = Sandbox::start().unwrap();
    let other = sandbox.aibot();
    let bot = Aibot::builder(other.id(), other.secret()).url(other.url()).connect().unwrap();
    let card = ButtonInteraction::new("Leave, 1 day", [Button::new("Yes", "yes"), Button::new("No", "no")], "leave-3");
    bot.send(Chat::user("lisi"), &TemplateCard::from(card)).unwrap();
    let browser = Browser::start(1100, 900);
    browser.open(&format!("{}?lang=en#bots/lisi", sandbox.page_url()));
    let button = "document.querySelector('article .card .buttons button')";
    let _ = browser.until(&format!("{button} !== null && {button}.click() === undefined"));
    let received = next(&bot);
    let (Event::TemplateCardClick(click), Responder::CardUpdate(update)) = (received.event, received.responder) else {
        panic!("no click")
    };
    assert_eq!((click.event_key.as_str(), click.task_id.as_str()), ("yes", "leave-3"));
    update.replace(replace::ButtonInteraction::new("Granted", [Button::new("Yes", "yes")], "leave-3")).unwrap();
    let _ = browser.until("document.querySelector('article .card h3').innerText === 'Granted'");
    assert_eq!(browser.errors(), Vec::<String>::new());
}

#[test]
fn every_example_of_a_message_is_drawn() {
    let schema = schema();
    let sandbox = Sandbox::builder().any_media_id().without_aibot_rates().start().unwrap();
    let other = sandbox.aibot();
    let bot = Aibot::builder(other.id(), other.secret()).url(other.url()).connect().unwrap();
    let mut sent = 0;
    for body in bodies(&schema).into_iter().filter(|body| body.channel.credential == Credential::Bot) {
        let Some(msgtype) = body.msgtype else { continue };
        let message = Raw::new(msgtype, body.json[msgtype].clone()).unwrap();
        bot.send(Chat::user("lisi"), &message).unwrap();
        sent += 1;
    }
    assert!(sent > 10, "{sent} examples");
    let browser = Browser::start(1100, 900);
    browser.open(&format!("{}?lang=en#bots/lisi", sandbox.page_url()));
    let _ = browser.until(&format!("document.querySelectorAll('.row').length === {sent}"));
    let _ = browser.until("document.querySelectorAll('article.message').length > 0");
    let unknown = browser.evaluate("document.querySelector('main').innerText.includes('Not known to this page')");
    assert_eq!(unknown, json!(false));
    assert_eq!(browser.errors(), Vec::<String>::new());
    assert_eq!(browser.foreign_requests(), json!([]));
}
