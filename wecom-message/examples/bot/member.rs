//! The member of the sandbox who uses the bot.

use std::error::Error;
use std::time::Duration;

use serde_json::Value;
use wecom_sandbox::{ChatMessage, Click, Rating, Sandbox, StreamState};

const LONG: Duration = Duration::from_secs(10);

fn title(card: &Value) -> &str {
    card.pointer("/main_title/title").and_then(Value::as_str).unwrap_or_default()
}

/// Opens the chat, asks two questions, clicks a button and rates an answer; fails if the bot does not react to one of them.
pub(super) fn uses(sandbox: &Sandbox) -> Result<(), Box<dyn Error>> {
    let bot = sandbox.aibot();
    let shows = |what: &'static str, is_wanted: fn(&ChatMessage) -> bool| {
        bot.wait_for(LONG, is_wanted).ok_or_else(|| format!("the bot did not {what}"))
    };

    bot.enter("lisi")?;
    let greeting = shows("greet", |it| it.text().is_some_and(|text| text.starts_with("Hello")))?;
    println!("lisi opens the chat: {}", greeting.text().unwrap_or_default());

    bot.say("lisi", "Why is the sky blue?")?;
    let answer = shows("finish its answer", |it| it.stream == Some(StreamState::Finished))?;
    let length = answer.text().map(str::len).unwrap_or_default();
    println!("lisi asks: a text of {length} bytes grew in {} frames", answer.frames);
    shows("ask back", |it| it.text() == Some("Was that of use?"))?;
    bot.rate("lisi", "explain-1", &Rating::accurate())?;

    bot.say("lisi", "leave")?;
    shows("send a card", |it| it.card("lisi").is_some())?;
    bot.click(&Click::button("lisi", "leave-3", "yes"))?;
    let card = shows("replace the card", |it| it.card("lisi").is_some_and(|card| title(card) == "Enjoy your day off"))?;
    println!("lisi clicks `yes`: the card says {}", card.card("lisi").map(title).unwrap_or_default());
    Ok(())
}
