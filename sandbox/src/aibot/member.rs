//! What members do: the bot's connection hears of it.

use serde_json::{Map, Value, json};

use super::answerable::{Answerable, Asks};
use super::chat_message::ChatMessage;
use super::connection::Out;
use super::frame::callback;
use super::place::Place;
use super::rating::Rating;
use super::{Aibots, EVENT, MESSAGE};
use crate::body::text;
use crate::callback::{Click, NotCalled};
use crate::endpoints::app::CardCopy;
use crate::world::World;

/// What the bot was told.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Told {
    /// The id of the message or event.
    pub msgid: String,
    /// The id that an answer names.
    pub req_id: String,
    /// Where it can be answered over HTTP, if it can.
    pub response_url: Option<String>,
}

impl Aibots {
    /// A member writes a message: `{"msgtype":"text","text":{"content":…}}`.
    pub(crate) fn write(
        &mut self,
        world: &mut World,
        bot: usize,
        place: &Place,
        member: &str,
        body: &Value,
    ) -> Result<Told, NotCalled> {
        let msgid = world.ids.next(32);
        let message = ChatMessage::new(bot, place, body);
        self.chats.written(bot, place);
        self.chats.add(world, ChatMessage { member: Some(member.to_owned()), msgid: Some(msgid.clone()), ..message });
        let members = body.as_object().cloned().unwrap_or_default();
        self.tell(world, bot, (place, member, msgid), MESSAGE, Some(Asks::Reply), members)
    }

    /// A member opens the single chat, for the first time that day.
    pub(crate) fn enter(&mut self, world: &mut World, bot: usize, member: &str) -> Result<Told, NotCalled> {
        let msgid = world.ids.next(32);
        let event = event("enter_chat", None);
        self.tell(world, bot, (&Place::single(member), member, msgid), EVENT, Some(Asks::Welcome), event)
    }

    /// A member clicks on the newest card with that `task_id`.
    pub(crate) fn click(&mut self, world: &mut World, bot: usize, click: &Click) -> Result<Told, NotCalled> {
        let is_clicked = |message: &&ChatMessage| {
            message.bot == bot && message.is_seen_by(&click.member) && message.task_id() == Some(click.card.as_str())
        };
        let message = self.chats.messages().rev().find(is_clicked).ok_or(NotCalled::NoSuchCard)?;
        let card = message.card(&click.member).cloned().unwrap_or_default();
        let copy = CardCopy::new(card.clone());
        let (key, _) = copy.target(&click.target)?;
        let selected = if click.target.is_menu() { Vec::new() } else { copy.selected(&click.chosen)? };
        if !click.target.is_menu() && is_frozen(&card) {
            return Err(NotCalled::GreyedOut);
        }
        let place = Place { id: message.chat.clone(), is_group: message.is_group };
        let asks = Asks::Update { card: message.number, task_id: click.card.clone() };
        let mut clicked = Map::from_iter([
            ("card_type".to_owned(), text(&card, "card_type").into()),
            ("event_key".to_owned(), key.into()),
            ("task_id".to_owned(), click.card.as_str().into()),
        ]);
        if !selected.is_empty() {
            let item = |(question, options): (String, Vec<String>)| json!({"question_key": question, "option_ids": {"option_id": options}});
            let items: Vec<Value> = selected.into_iter().map(item).collect();
            clicked.insert("selected_items".to_owned(), json!({"selected_item": items}));
        }
        let msgid = world.ids.next(32);
        let event = event("template_card_event", Some(clicked.into()));
        self.tell(world, bot, (&place, &click.member, msgid), EVENT, Some(asks), event)
    }

    /// A member rates a message of the bot.
    pub(crate) fn rate(
        &mut self,
        world: &mut World,
        bot: usize,
        member: &str,
        feedback_id: &str,
        rating: &Rating,
    ) -> Result<Told, NotCalled> {
        let is_rated = |message: &&ChatMessage| {
            message.bot == bot && message.is_seen_by(member) && message.feedback_id.as_deref() == Some(feedback_id)
        };
        let message = self.chats.messages().rev().find(is_rated).ok_or(NotCalled::NoSuchFeedback)?;
        let place = Place { id: message.chat.clone(), is_group: message.is_group };
        let msgid = world.ids.next(32);
        let event = event("feedback_event", Some(rating.to_json(feedback_id)));
        self.tell(world, bot, (&place, member, msgid), EVENT, None, event)
    }

    /// Sends a callback over the bot's connection. Without one nobody hears of it.
    fn tell(
        &mut self,
        world: &mut World,
        bot: usize,
        (place, member, msgid): (&Place, &str, String),
        cmd: &str,
        asks: Option<Asks>,
        members: Map<String, Value>,
    ) -> Result<Told, NotCalled> {
        let connection = self.connections.of(bot).ok_or(NotCalled::NotConnected)?;
        let req_id = world.ids.next(32);
        let mut body = Map::from_iter([
            ("msgid".to_owned(), Value::from(msgid.as_str())),
            ("aibotid".to_owned(), world.aibot_id(bot).into()),
            ("create_time".to_owned(), world.timestamp().into()),
            ("from".to_owned(), json!({"userid": member})),
        ]);
        if place.is_group {
            body.insert("chatid".to_owned(), place.id.as_str().into());
        }
        if asks != Some(Asks::Welcome) {
            body.insert("chattype".to_owned(), if place.is_group { "group" } else { "single" }.into());
        }
        let is_reachable = matches!(asks, Some(Asks::Reply | Asks::Update { .. }));
        let response_url = is_reachable.then(|| self.response_urls.next(world, bot, place, &msgid));
        body.extend(response_url.iter().map(|url| ("response_url".to_owned(), url.as_str().into())));
        body.extend(members);
        if let Some(asks) = asks {
            let (place, msgid, at) = (place.clone(), msgid.clone(), world.now);
            let answerable = Answerable { bot, place, msgid, at, asks, is_answered: false, streams: Vec::new() };
            self.answerables.add(req_id.clone(), answerable);
        }
        self.connections.send(connection, Out::Text(callback(cmd, &req_id, &Value::Object(body))));
        Ok(Told { msgid, req_id, response_url })
    }
}

fn event(name: &str, content: Option<Value>) -> Map<String, Value> {
    let mut event = Map::from_iter([("eventtype".to_owned(), Value::from(name))]);
    event.extend(content.map(|content| (name.to_owned(), content)));
    Map::from_iter([("msgtype".to_owned(), "event".into()), ("event".to_owned(), Value::Object(event))])
}

/// Whether an update took the choices of a card away.
fn is_frozen(card: &Value) -> bool {
    let selects = card.get("select_list").and_then(Value::as_array).into_iter().flatten();
    let mut questions = card.get("checkbox").into_iter().chain(card.get("button_selection")).chain(selects).peekable();
    let has_questions = questions.peek().is_some();
    has_questions && questions.all(|question| question.get("disable") == Some(&Value::Bool(true)))
}
