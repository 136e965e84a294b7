//! `response_url`: one answer over HTTP, within an hour.

use std::time::Duration;

use serde_json::Value;
use wecom_schema::judge::BAD_MSGTYPE;

use super::Aibots;
use super::chat_message::ChatMessage;
use super::place::Place;
use crate::body::text;
use crate::received::Received;
use crate::reply::Reply;
use crate::request::Request;
use crate::world::{CodeError, Codes, World};

const LIFETIME: Duration = Duration::from_secs(60 * 60);

/// The code is unknown or expired; the pages name none for it.
const CODE_INVALID: i32 = 60140;
const CODE_USED: i32 = 42022;

/// The URLs that were given out, by their codes.
#[derive(Debug, Default)]
pub(super) struct ResponseUrls(Codes<Answered>);

#[derive(Clone, Debug)]
struct Answered {
    bot: usize,
    place: Place,
    msgid: String,
}

impl ResponseUrls {
    pub(super) fn next(&mut self, world: &mut World, bot: usize, place: &Place, msgid: &str) -> String {
        let code = world.ids.next(48);
        let answered = Answered { bot, place: place.clone(), msgid: msgid.to_owned() };
        self.0.add(code.clone(), answered, world.now + LIFETIME);
        format!("{}/cgi-bin/aibot/response?response_code={code}", world.settings.base_url)
    }
}

impl Aibots {
    /// Answers what a member did, with a markdown or a card.
    pub(crate) fn respond(
        &mut self,
        world: &World,
        request: &Request,
        body: &Value,
        record: &mut Received,
    ) -> Result<Reply, Reply> {
        let code = request.parameter("response_code").unwrap_or_default();
        let answered = self.response_urls.0.find(code, world.now).cloned();
        let Answered { bot, place, msgid } = answered.map_err(|error| match error {
            CodeError::Invalid => Reply::error(CODE_INVALID),
            CodeError::Used => Reply::error(CODE_USED),
        })?;
        if !matches!(text(body, "msgtype"), "markdown" | "template_card") {
            return Err(Reply::error(BAD_MSGTYPE));
        }
        let message = ChatMessage { msgid: Some(msgid), ..ChatMessage::new(bot, &place, body) };
        self.chats.add_paced(world, message)?;
        self.response_urls.0.use_up(code);
        record.aibot = Some(bot + 1);
        record.delivery = Some(place.delivery());
        Ok(Reply::ok())
    }
}
