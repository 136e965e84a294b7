//! A smart bot of a running sandbox, as tests see it.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::timeout;

use super::chat_message::ChatMessage;
use super::connection::Out;
use super::fault::Fault;
use super::member::Told;
use super::place::Place;
use super::rating::Rating;
use crate::callback::{Click, NotCalled};
use crate::sandbox::Sandbox;
use crate::shared::lock;
use crate::wecom::Wecom;

/// A smart bot of a sandbox: what members do in its chats, what the chats show, and faults of its long connection.
///
/// ```
/// use wecom_sandbox::Sandbox;
///
/// let sandbox = Sandbox::start()?;
/// let bot = sandbox.aibot();
/// println!("connect to {} as {}", bot.url(), bot.id());
/// assert!(bot.messages().is_empty());
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Aibot<'s> {
    sandbox: &'s Sandbox,
    bot: usize,
}

impl Sandbox {
    /// The first smart bot.
    pub fn aibot(&self) -> Aibot<'_> {
        Aibot { sandbox: self, bot: 0 }
    }

    /// The smart bot with this id, if there is one.
    pub fn aibot_by_id(&self, id: &str) -> Option<Aibot<'_>> {
        let bot = self.wecom(|wecom| wecom.settings().aibots.accounts.iter().position(|bot| bot.id == id))?;
        Some(Aibot { sandbox: self, bot })
    }
}

impl Aibot<'_> {
    /// The address of the long connection, in place of `wss://openws.work.weixin.qq.com`: `ws://127.0.0.1:41234`.
    pub fn url(&self) -> String {
        self.sandbox.base_url().replacen("http", "ws", 1)
    }

    /// The bot's id.
    pub fn id(&self) -> String {
        self.sandbox.wecom(|wecom| {
            wecom.settings().aibots.accounts.get(self.bot).map_or_else(String::new, |bot| bot.id.clone())
        })
    }

    /// The secret of the long connection.
    pub fn secret(&self) -> String {
        let secret = |wecom: &mut Wecom| wecom.settings().aibots.accounts.get(self.bot).map(|bot| bot.secret.clone());
        self.sandbox.wecom(secret).unwrap_or_default()
    }

    /// Lets a member write a text to the bot, in their single chat.
    ///
    /// # Errors
    ///
    /// If the bot has no connection. Its chat shows the text all the same.
    pub fn say(&self, member: &str, text: &str) -> Result<Told, NotCalled> {
        self.write(member, &json!({"msgtype": "text", "text": {"content": text}}))
    }

    /// Lets a member write a text to the bot in a group. In WeCom it begins with `@` and the bot's name.
    ///
    /// # Errors
    ///
    /// As for [`say`](Self::say).
    pub fn say_in(&self, group: &str, member: &str, text: &str) -> Result<Told, NotCalled> {
        self.write_in(group, member, &json!({"msgtype": "text", "text": {"content": text}}))
    }

    /// Lets a member send any message to the bot, in their single chat:
    /// `{"msgtype":"voice","voice":{"content":"…"}}`, also with a `quote`.
    ///
    /// # Errors
    ///
    /// As for [`say`](Self::say).
    pub fn write(&self, member: &str, body: &Value) -> Result<Told, NotCalled> {
        self.sandbox.wecom(|wecom| wecom.aibot_write(self.bot, &Place::single(member), member, body))
    }

    /// Lets a member send any message to the bot in a group.
    ///
    /// # Errors
    ///
    /// As for [`say`](Self::say).
    pub fn write_in(&self, group: &str, member: &str, body: &Value) -> Result<Told, NotCalled> {
        self.sandbox.wecom(|wecom| wecom.aibot_write(self.bot, &Place::group(group), member, body))
    }

    /// The `url` and the `aeskey` of a file that a member sends, for [`write`](Self::write). The file is encrypted, and its
    /// URL works for five minutes.
    pub fn file(&self, filename: &str, content: &[u8]) -> Value {
        self.sandbox.wecom(|wecom| wecom.aibot_file(filename, content))
    }

    /// Lets a member open the single chat with the bot, for the first time that day (`enter_chat`).
    ///
    /// # Errors
    ///
    /// If the bot has no connection.
    pub fn enter(&self, member: &str) -> Result<Told, NotCalled> {
        self.sandbox.wecom(|wecom| wecom.aibot_enter(self.bot, member))
    }

    /// Lets a member click on a card of the bot, which the [`Click`] names by its `task_id`; of several it is the newest.
    ///
    /// # Errors
    ///
    /// If there is nothing to click, or the bot has no connection.
    pub fn click(&self, click: &Click) -> Result<Told, NotCalled> {
        self.sandbox.wecom(|wecom| wecom.aibot_click(self.bot, click))
    }

    /// Lets a member rate the newest message with this `feedback.id`.
    ///
    /// # Errors
    ///
    /// If the member sees no such message, or the bot has no connection.
    pub fn rate(&self, member: &str, feedback_id: &str, rating: &Rating) -> Result<Told, NotCalled> {
        self.sandbox.wecom(|wecom| wecom.aibot_rate(self.bot, member, feedback_id, rating))
    }

    /// The messages of all its chats, oldest first.
    pub fn messages(&self) -> Vec<ChatMessage> {
        self.sandbox.wecom(|wecom| messages(wecom, self.bot))
    }

    /// The messages of one chat, a member's or a group's, oldest first.
    pub fn chat(&self, id: &str) -> Vec<ChatMessage> {
        let mut messages = self.messages();
        messages.retain(|message| message.chat == id);
        messages
    }

    /// Waits until a chat shows such a message. `None` if the time runs out first; of several it is the newest.
    pub fn wait_for(
        &self,
        longest: Duration,
        mut is_wanted: impl FnMut(&ChatMessage) -> bool + Send + 'static,
    ) -> Option<ChatMessage> {
        let bot = self.bot;
        self.wait_until(longest, move |wecom| {
            let mut messages = wecom.aibots_mut().messages().rev().filter(|message| message.bot == bot);
            messages.find(|message| is_wanted(message)).cloned()
        })
    }

    /// Waits until the bot has a connection. `false` if the time runs out first.
    pub fn wait_for_connection(&self, longest: Duration) -> bool {
        let bot = self.bot;
        self.wait_until(longest, move |wecom| wecom.aibots_mut().is_connected(bot).then_some(())).is_some()
    }

    /// Whether the bot has a connection.
    pub fn is_connected(&self) -> bool {
        self.sandbox.wecom(|wecom| wecom.aibots_mut().is_connected(self.bot))
    }

    /// Lets this go wrong with the next frame of a command, such as `aibot_send_msg`. Several faults of one command strike
    /// one frame each, in their order.
    pub fn next_fault(&self, cmd: &str, fault: Fault) {
        self.sandbox.wecom(|wecom| wecom.aibots_mut().add_fault(cmd, fault));
    }

    /// The number of prepared faults that have not struck yet.
    pub fn unused_faults(&self) -> usize {
        self.sandbox.wecom(|wecom| wecom.aibots_mut().unused_faults())
    }

    /// Sends a text frame over the connection, whatever it is: for frames that WeCom does not send.
    pub fn send_raw(&self, text: impl Into<String>) {
        self.out(Out::Text(text.into()));
    }

    /// Ends the connection without a close frame.
    pub fn cut(&self) {
        self.out(Out::Cut);
    }

    /// Ends the connection with a close frame.
    pub fn close(&self) {
        self.out(Out::Close);
    }

    /// The connection stays open and neither reads nor writes any more.
    pub fn fall_silent(&self) {
        self.out(Out::Silence);
    }

    /// Lets another program subscribe: the connection hears that it was replaced, and ends a while later without a close
    /// frame. The other program leaves at once.
    pub fn replace(&self) {
        self.sandbox.wecom(|wecom| wecom.aibot_replace(self.bot));
    }

    /// Ends all connections of all bots without a close frame and takes no new ones, until [`restart`](Self::restart).
    pub fn stop_server(&self) {
        self.sandbox.wecom(|wecom| wecom.aibots_mut().stop());
    }

    /// Takes connections again. Chats, uploads and what can be answered are as they were.
    pub fn restart(&self) {
        self.sandbox.wecom(|wecom| wecom.aibots_mut().restart());
    }

    /// Switches the long connection off in the console, which ends it and refuses new subscriptions (846601); or on.
    pub fn switch_long_connection(&self, on: bool) {
        self.sandbox.wecom(|wecom| wecom.aibots_mut().switch(self.bot, on));
    }

    fn out(&self, out: Out) {
        self.sandbox.wecom(|wecom| wecom.aibots_mut().out(self.bot, out));
    }

    fn wait_until<T: Send + 'static>(
        &self,
        longest: Duration,
        mut find: impl FnMut(&mut Wecom) -> Option<T> + Send + 'static,
    ) -> Option<T> {
        let shared = self.sandbox.shared.clone();
        let waited = self.sandbox.server.run(async move {
            let mut happened = lock(&shared).happened();
            let found = async {
                loop {
                    let found = find(lock(&shared).wecom());
                    // An error means that the sandbox has ended.
                    if found.is_some() || happened.changed().await.is_err() {
                        return found;
                    }
                }
            };
            timeout(longest, found).await
        });
        waited?.ok()?
    }
}

fn messages(wecom: &mut Wecom, bot: usize) -> Vec<ChatMessage> {
    wecom.aibots_mut().messages().filter(|message| message.bot == bot).cloned().collect()
}
