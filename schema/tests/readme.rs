//! What `README.md` shows is real.

use std::path::Path;

use wecom_schema::{Schema, Sources};

const README: &str = include_str!("../README.md");

/// The block of this language that comes first after a text.
fn block_after<'r>(text: &str, language: &str) -> Option<&'r str> {
    let (_, after) = README.split_once(text)?;
    let (_, block) = after.split_once(&format!("```{language}\n"))?;
    Some(block.split_once("```")?.0)
}

fn load_with_reminder(text: &str) -> Result<Schema, String> {
    let mut sources = Sources::from_dir(Path::new(wecom_schema::DIR)).map_err(|error| error.to_string())?;
    sources.insert("app/reminder.json", None, text);
    Schema::load(&sources).map_err(|mistakes| mistakes.to_string())
}

#[test]
fn the_message_on_the_page_loads() {
    let schema = load_with_reminder(block_after("`app/reminder.json`:", "json").unwrap()).unwrap();
    let app = schema.channels.iter().find(|channel| channel.name == "app").unwrap();
    let reminder = app.messages.iter().find(|message| message.msgtype == "reminder").unwrap();
    assert_eq!(reminder.function, "send_reminder");
    let made = app.object(reminder.object).unwrap();
    let constructors = made.constructors.iter().map(|constructor| {
        let parameters = constructor.parameters.iter().map(|parameter| parameter.name.as_str());
        (constructor.name.as_str(), parameters.collect::<Vec<_>>())
    });
    assert_eq!(
        constructors.collect::<Vec<_>>(),
        [("new", vec!["content"]), ("with_link", vec!["content", "times", "url"])]
    );
    assert!(app.types.iter().any(|ty| ty.rust() == "ReminderTone"));
}

#[test]
fn the_mistake_on_the_page_is_what_is_said() {
    let text = block_after("`app/reminder.json`:", "json").unwrap().replace("\"required\"", "\"requird\"");
    let said = load_with_reminder(&text).err().unwrap();
    let shown = block_after("## Mistakes", "text").unwrap();
    assert!(said.starts_with(shown.trim_end()), "{said}");
}
