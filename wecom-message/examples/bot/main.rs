//! A smart bot that talks: it greets, streams a long answer, sends a card, and reacts to its click.
//!
//! ```text
//! cargo run --example bot --features aibot
//! ```
//!
//! Without credentials it runs against a stand-in for WeCom inside this program, where one member uses it. With `WECOM_BOT_ID` and
//! `WECOM_BOT_SECRET` set it answers the members of the corporation until it is stopped.

mod member;

use std::env;
use std::error::Error;
use std::thread;

use wecom_message::Aibot;
use wecom_message::aibot::{
    Button, ButtonInteraction, Card, Event, Feedback, Incoming, Markdown, Received, Reply, Responder, TemplateCard,
};
use wecom_sandbox::Sandbox;

fn main() -> Result<(), Box<dyn Error>> {
    if env::var_os("WECOM_BOT_ID").is_some() { with_wecom() } else { with_sandbox() }
}

fn with_wecom() -> Result<(), Box<dyn Error>> {
    let bot = Aibot::from_env()?.connect()?;
    println!("The bot listens. Write to it: anything, or `leave`.");
    serve(bot.incoming());
    match bot.closed() {
        Some(reason) => Err(reason.into()),
        None => Ok(()),
    }
}

fn with_sandbox() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start()?;
    let account = sandbox.aibot();
    println!("A stand-in for WeCom answers at {}; nothing leaves this machine.", account.url());
    let bot = Aibot::builder(account.id(), account.secret()).url(account.url()).connect()?;
    thread::scope(|scope| {
        let incoming = bot.incoming();
        scope.spawn(|| serve(incoming));
        let outcome = member::uses(&sandbox);
        bot.close();
        outcome
    })
}

/// Answers everything that comes in, until the connection has closed for good.
fn serve(incoming: Incoming) {
    for received in incoming {
        let outcome = match received {
            Ok(received) => handle(received),
            Err(missed) => {
                eprintln!("{missed}");
                continue;
            }
        };
        if let Err(error) = outcome {
            eprintln!("{error}");
        }
    }
}

fn handle(received: Received) -> Result<(), wecom_message::Error> {
    match (received.event, received.responder) {
        (Event::EnterChat(_), Responder::Welcome(welcome)) => {
            welcome.text("Hello! Ask me anything, or write `leave` to take a day off.")
        }
        (Event::TextMessage(message), Responder::Reply(reply)) if message.content.contains("leave") => {
            let buttons = [Button::new("Yes", "yes"), Button::new("No", "no")];
            reply.send(&TemplateCard::new(ButtonInteraction::new("Leave for a day?", buttons, "leave-3"))).map(drop)
        }
        (Event::TextMessage(message), Responder::Reply(reply)) => explain(&reply, &message.content),
        (Event::TemplateCardClick(click), Responder::CardUpdate(update)) => {
            let title = if click.event_key == "yes" { "Enjoy your day off" } else { "See you tomorrow" };
            // A card that replaces another has its task id.
            update.replace(Card::from(ButtonInteraction::new(title, [Button::new("Noted", "noted")], click.task_id)))
        }
        (Event::FeedbackEvent(rating), _) => {
            println!("{:?} for {}", rating.rating, rating.id);
            Ok(())
        }
        (_, Responder::Reply(reply)) => reply.send(&Markdown::new("I only read texts.")).map(drop),
        _ => Ok(()),
    }
}

/// A long answer, word by word, as a language model would give it. Nothing here waits for WeCom before the end.
fn explain(reply: &Reply, question: &str) -> Result<(), wecom_message::Error> {
    let mut stream = reply.stream().feedback("explain-1");
    stream.push(format!("You asked: *{question}*\n\n"))?;
    for number in 1..=200 {
        stream.push(format!("word{number} "))?;
    }
    stream.finish()?;
    reply.send(&Markdown::new("Was that of use?").feedback(Feedback::new("explain-2"))).map(drop)
}
