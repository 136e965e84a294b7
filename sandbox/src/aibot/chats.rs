//! The chats of all bots: who wrote where, and what they show.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::chat_message::{ChatMessage, StreamState};
use super::place::Place;
use super::rate::Rate;
use crate::reply::Reply;
use crate::world::World;

/// The number of messages kept; beyond it the oldest are removed.
const KEPT: usize = 100_000;

/// No such chat, the wrong case, or of the other type.
const CHAT_INVALID: i32 = 93006;
/// Too many messages in a chat.
const TOO_MANY: i32 = 45009;
/// Nobody wrote to the bot in this chat.
const NEVER_WROTE: i32 = 846_607;

#[derive(Debug, Default)]
pub(super) struct Chats {
    /// By the bot and the chat's id.
    known: BTreeMap<(usize, String), Chat>,
    messages: VecDeque<ChatMessage>,
    removed: u64,
    /// The numbers of messages that are new or changed since somebody asked.
    changed: BTreeSet<u64>,
}

#[derive(Debug, Default)]
struct Chat {
    is_group: bool,
    has_written: bool,
    rate: Rate,
}

impl Chats {
    /// The chat that a push names: `chat_type` 1 is single, 2 a group, and nothing else says what it is.
    pub(super) fn named(&self, world: &World, bot: usize, id: &str, chat_type: u64) -> Result<Place, Reply> {
        let known = self.known.get(&(bot, id.to_owned()));
        let is_group = match (chat_type, known) {
            (1, _) => false,
            (2, _) => true,
            (_, Some(chat)) => chat.is_group,
            // WeCom tries it as a group first, whose ids begin like this.
            (_, None) => id.starts_with("wr"),
        };
        let is_other = match known {
            Some(chat) => chat.is_group != is_group,
            None => self.known.keys().any(|(of, known)| *of == bot && known.eq_ignore_ascii_case(id)),
        };
        if id.is_empty() || is_other || (!is_group && !world.settings.has_person(id)) {
            return Err(Reply::error(CHAT_INVALID));
        }
        let has_written = known.is_some_and(|chat| chat.has_written);
        if !has_written && world.settings.aibots.strangers.contains(id) {
            return Err(Reply::error(NEVER_WROTE));
        }
        Ok(Place { id: id.to_owned(), is_group })
    }

    /// A member wrote to the bot, or opened the chat.
    pub(super) fn written(&mut self, bot: usize, place: &Place) {
        self.chat(bot, place).has_written = true;
    }

    /// Adds a message of the bot, if the chat takes one more.
    pub(super) fn add_paced(&mut self, world: &World, message: ChatMessage) -> Result<u64, Reply> {
        let place = Place { id: message.chat.clone(), is_group: message.is_group };
        let chat = self.chat(message.bot, &place);
        if world.settings.aibots.has_rates {
            if !chat.rate.admits(world.now) {
                return Err(Reply::error(TOO_MANY));
            }
            chat.rate.count(world.now);
        }
        Ok(self.add(world, message))
    }

    /// Adds a message. Returns its number.
    pub(super) fn add(&mut self, world: &World, message: ChatMessage) -> u64 {
        if self.messages.len() == KEPT {
            self.messages.pop_front();
            self.removed += 1;
        }
        let number = self.removed + u64::try_from(self.messages.len()).unwrap_or(u64::MAX) + 1;
        self.messages.push_back(ChatMessage { number, at: world.now, ..message });
        self.changed.insert(number);
        number
    }

    /// The message with this number, if it is still kept, to change it.
    pub(super) fn message_mut(&mut self, number: u64) -> Option<&mut ChatMessage> {
        let index = self.index(number)?;
        self.changed.insert(number);
        self.messages.get_mut(index)
    }

    pub(super) fn message(&self, number: u64) -> Option<&ChatMessage> {
        self.messages.get(self.index(number)?)
    }

    fn index(&self, number: u64) -> Option<usize> {
        usize::try_from(number.checked_sub(self.removed + 1)?).ok()
    }

    pub(super) fn take_changed(&mut self) -> BTreeSet<u64> {
        std::mem::take(&mut self.changed)
    }

    pub(super) fn messages(&self) -> impl DoubleEndedIterator<Item = &ChatMessage> {
        self.messages.iter()
    }

    /// Ends a stream that was not ended in time.
    pub(super) fn expire(&mut self, number: u64) {
        if let Some(message) = self.message_mut(number)
            && message.stream == Some(StreamState::Growing)
        {
            message.stream = Some(StreamState::Expired);
        }
    }

    fn chat(&mut self, bot: usize, place: &Place) -> &mut Chat {
        let chat = self.known.entry((bot, place.id.clone())).or_default();
        chat.is_group = place.is_group;
        chat
    }
}
