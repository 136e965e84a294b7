//! `aibot_subscribe`: makes a connection the bot's, in the place of an older one.

use serde_json::{Value, json};

use super::connection::{Out, State};
use super::frame::callback;
use super::{Aibots, EVENT};
use crate::body::text;
use crate::reply::Reply;
use crate::world::World;

const WRONG_SECRET: i32 = 853_000;
const SWITCHED_OFF: i32 = 846_601;

impl Aibots {
    /// A wrong secret is answered, and leaves the connection open.
    pub(super) fn subscribe(&mut self, world: &mut World, connection: u64, body: &Value) -> Result<usize, Reply> {
        let (id, secret) = (text(body, "bot_id"), text(body, "secret"));
        let bots = &world.settings.aibots.accounts;
        let bot = bots.iter().position(|bot| bot.id == id && bot.secret == secret);
        let bot = bot.ok_or_else(|| Reply::error(WRONG_SECRET))?;
        if self.switched_off.contains(&bot) {
            return Err(Reply::error(SWITCHED_OFF));
        }
        if self.connections.of(bot) != Some(connection) {
            self.replace(world, bot);
        }
        self.connections.set_state(connection, State::Subscribed(bot));
        Ok(bot)
    }

    /// Tells the bot's connection that there is a newer one. It stays open for a while, and its pings are acknowledged.
    pub(crate) fn replace(&mut self, world: &mut World, bot: usize) {
        let Some(older) = self.connections.of(bot) else { return };
        let body = json!({
            "msgid": world.ids.next(32),
            "create_time": world.timestamp(),
            "aibotid": world.aibot_id(bot),
            "msgtype": "event",
            "event": {"eventtype": "disconnected_event"},
        });
        self.connections.set_state(older, State::Replaced);
        self.connections.send(older, Out::Text(callback(EVENT, &world.ids.next(32), &body)));
        self.connections.send(older, Out::CutLater(world.settings.aibots.linger));
    }
}
