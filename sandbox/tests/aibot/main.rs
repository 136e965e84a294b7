//! Smart bots: a program of the test's own on the long connection, frame by frame.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "helpers of tests fail as tests do")]

mod cards;
mod examples;
mod faults;
mod members;
mod program;
mod pushes;
mod streams;
mod subscription;
mod uploads;

use std::sync::LazyLock;
use std::time::Duration;

use serde_json::{Value, json};
use wecom_sandbox::{Builder, Sandbox};
use wecom_schema::{Schema, Sources};

use self::program::Program;

/// More than any machine needs.
const LONG: Duration = Duration::from_secs(20);

/// Reading the descriptions is most of the work of a test.
fn schema() -> Schema {
    static SCHEMA: LazyLock<Schema> =
        LazyLock::new(|| Schema::load(&Sources::from_dir(wecom_schema::DIR.as_ref()).unwrap()).unwrap());
    SCHEMA.clone()
}

fn builder() -> Builder {
    Sandbox::builder().schema(schema())
}

fn sandbox() -> Sandbox {
    builder().start().unwrap()
}

fn markdown(content: &str) -> Value {
    json!({"msgtype": "markdown", "markdown": {"content": content}})
}

/// A push of a markdown into a member's chat.
fn push(member: &str, content: &str) -> Value {
    json!({"chatid": member, "chat_type": 1, "msgtype": "markdown", "markdown": {"content": content}})
}

fn stream(id: &str, content: &str, finish: bool) -> Value {
    json!({"msgtype": "stream", "stream": {"id": id, "finish": finish, "content": content}})
}

/// What a chat shows: who wrote, and the text.
fn shown(sandbox: &Sandbox, chat: &str) -> Vec<(Option<String>, String)> {
    let messages = sandbox.aibot().chat(chat);
    messages.into_iter().map(|it| (it.member.clone(), it.text().unwrap_or_default().to_owned())).collect()
}

/// The texts of the bot in a chat.
fn texts(sandbox: &Sandbox, chat: &str) -> Vec<String> {
    shown(sandbox, chat).into_iter().filter(|(member, _)| member.is_none()).map(|(_, text)| text).collect()
}
