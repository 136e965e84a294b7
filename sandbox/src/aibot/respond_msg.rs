//! `aibot_respond_msg`: answers a member's message, at once or as a stream that grows.

use std::time::Duration;

use serde_json::Value;

use super::Aibots;
use super::answerable::{Asks, Stream};
use super::chat_message::{ChatMessage, StreamState};
use crate::body::text;
use crate::received::Received;
use crate::reply::Reply;
use crate::world::World;

/// How long a message can be answered.
const WITHIN: Duration = Duration::from_secs(24 * 60 * 60);
/// How long a stream can grow, counted from its first frame.
const STREAM_LIFETIME: Duration = Duration::from_secs(10 * 60);

const STREAM_TOO_OLD: i32 = 846_608;
/// A further frame of a stream that was ended.
const ENDED: i32 = 846_606;

impl Aibots {
    pub(super) fn respond_msg(
        &mut self,
        world: &World,
        bot: usize,
        req_id: &str,
        body: &Value,
        record: &mut Received,
    ) -> Result<Reply, Reply> {
        let is_asked = |asks: &Asks| *asks == Asks::Reply;
        let answered = self.answerables.find(bot, req_id, (WITHIN, world.now), is_asked)?;
        let (place, msgid) = (answered.place.clone(), answered.msgid.clone());
        let mut message = ChatMessage::new(bot, &place, body);
        message.msgid = Some(msgid);
        if text(body, "msgtype") != "stream" {
            self.uploads.require_media(world, bot, body)?;
            self.chats.add_paced(world, message)?;
            record.delivery = Some(place.delivery());
            return Ok(Reply::ok());
        }
        let stream = body.get("stream").unwrap_or(&Value::Null);
        let id = text(stream, "id");
        let is_finished = stream.get("finish") == Some(&Value::Bool(true));
        if let Some(known) = answered.streams.iter().find(|known| known.id == id) {
            let (began, number) = (known.began, known.message);
            return self.refresh_stream(world, (began, number), is_finished, body);
        }
        message.stream = Some(if is_finished { StreamState::Finished } else { StreamState::Growing });
        let number = self.chats.add_paced(world, message)?;
        answered.streams.push(Stream { id: id.to_owned(), began: world.now, message: number });
        self.growing.push_back((world.now + STREAM_LIFETIME, number));
        record.delivery = Some(place.delivery());
        Ok(Reply::ok())
    }

    /// Replaces the text of a stream. A text that shows nothing is taken, and changes nothing: not even its end.
    fn refresh_stream(
        &mut self,
        world: &World,
        (began, number): (Duration, u64),
        is_finished: bool,
        body: &Value,
    ) -> Result<Reply, Reply> {
        let Some(message) = self.chats.message_mut(number) else { return Err(Reply::error(STREAM_TOO_OLD)) };
        if message.stream == Some(StreamState::Finished) {
            return Err(Reply::error(ENDED));
        }
        if began + STREAM_LIFETIME <= world.now {
            return Err(Reply::error(STREAM_TOO_OLD));
        }
        let shown = body.get("stream").map_or("", |stream| text(stream, "content"));
        if !is_blank(shown) {
            message.refresh(body);
            if is_finished {
                message.stream = Some(StreamState::Finished);
            }
        }
        Ok(Reply::ok())
    }

    /// Ends the streams whose time is up.
    pub(super) fn expire_streams(&mut self, now: Duration) {
        while let Some((expires, number)) = self.growing.front()
            && *expires <= now
        {
            self.chats.expire(*number);
            self.growing.pop_front();
        }
    }
}

/// White space, and characters without a width.
fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'))
}
