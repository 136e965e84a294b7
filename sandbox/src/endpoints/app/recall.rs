//! `message/recall`: within 24 hours, by the application that sent the message.

use std::time::Duration;

use serde_json::Value;
use wecom_schema::judge::BAD_PARAMETER;

use super::AppMessages;
use crate::body::text;
use crate::reply::Reply;
use crate::world::World;

/// How long a message can be recalled.
const LIFETIME: Duration = Duration::from_secs(24 * 60 * 60);

/// The message is too old to be recalled.
const TOO_OLD: i32 = 42052;

impl AppMessages {
    pub(crate) fn recall(&mut self, world: &World, application: usize, body: &Value) -> Result<Reply, Reply> {
        let sent = self.sent.get(text(body, "msgid")).filter(|sent| sent.application == application);
        let sent =
            sent.ok_or_else(|| Reply::error(BAD_PARAMETER).because("no message of this application has this msgid"))?;
        if world.now >= sent.at + LIFETIME {
            return Err(Reply::error(TOO_OLD));
        }
        self.cards.recall(text(body, "msgid"));
        Ok(Reply::ok())
    }
}
