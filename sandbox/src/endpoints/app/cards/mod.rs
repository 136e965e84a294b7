//! Cards that call back, as each of their recipients sees them.

#[cfg(feature = "callback")]
mod click;

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Value, json};

#[cfg(feature = "callback")]
pub(crate) use self::click::Clicked;
use crate::body::{flag, given, text};
use crate::received::Delivery;
use crate::reply::Reply;
use crate::world::{CodeError, Codes, World};

/// The application in the body, or the one that calls, is not the one that sent the card.
pub(super) const OTHER_APPLICATION: i32 = 42015;
/// The code is unknown or expired.
const CODE_INVALID: i32 = 60140;
const CODE_USED: i32 = 42022;

/// How long a response code is valid.
const CODE_LIFETIME: Duration = Duration::from_secs(72 * 60 * 60);

/// The cards, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Cards {
    cards: Vec<Card>,
    /// The cards that can be updated, by their response codes.
    codes: Codes<usize>,
}

#[derive(Debug)]
pub(super) struct Card {
    pub(super) application: usize,
    pub(super) recipients: Delivery,
    message_id: String,
    task_id: String,
    sent: Copy,
    /// The copies that are no longer as they were sent, by members in lower case.
    changed: BTreeMap<String, Copy>,
    is_recalled: bool,
}

/// A card as one member sees it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Copy {
    /// As in `template_card`.
    pub(crate) card: Value,
    /// The grey label in the place of the buttons.
    pub(crate) label: Option<String>,
}

/// A change of a card.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum CardUpdate {
    /// A grey label takes the place of its buttons.
    Label(String),
    /// Another card takes its place.
    Card(Value),
}

impl Changed {
    pub(crate) fn to_json(&self) -> Value {
        let Self { message_id, members, copy } = self;
        json!({"message_id": message_id, "members": members, "card": copy.card, "label": copy.label})
    }
}

/// A card that changed, for these members or for all.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Changed {
    pub(crate) message_id: String,
    pub(crate) members: Option<Vec<String>>,
    pub(crate) copy: Copy,
}

impl Cards {
    /// Keeps a card that was sent. Returns its response code.
    pub(super) fn add(
        &mut self,
        world: &mut World,
        application: usize,
        recipients: &Delivery,
        message_id: &str,
        card: &Value,
    ) -> String {
        self.keep(application, recipients, message_id, card);
        self.code(world, self.cards.len() - 1)
    }

    /// Keeps a task card, which has no code.
    pub(super) fn keep(&mut self, application: usize, recipients: &Delivery, message_id: &str, card: &Value) {
        self.cards.push(Card {
            application,
            recipients: recipients.clone(),
            message_id: message_id.to_owned(),
            task_id: text(card, "task_id").to_owned(),
            sent: Copy::new(card.clone()),
            changed: BTreeMap::new(),
            is_recalled: false,
        });
    }

    fn code(&mut self, world: &mut World, card: usize) -> String {
        let code = world.ids.next(32);
        self.codes.add(code.clone(), card, world.now + CODE_LIFETIME);
        code
    }

    pub(super) fn by_code(&self, code: &str, now: Duration) -> Result<(usize, &Card), Reply> {
        let index = self.codes.find(code, now).map_err(|error| match error {
            CodeError::Invalid => Reply::error(CODE_INVALID),
            CodeError::Used => Reply::error(CODE_USED),
        })?;
        self.cards.get(*index).map(|card| (*index, card)).ok_or_else(|| Reply::error(CODE_INVALID))
    }

    /// The newest task card of the application with this `task_id`.
    pub(super) fn task_card(&self, application: usize, task_id: &str) -> Option<(usize, &Card)> {
        let is_meant = |(_, card): &(usize, &Card)| {
            card.application == application && card.task_id == task_id && card.sent.is_task_card() && !card.is_recalled
        };
        self.cards.iter().enumerate().rfind(is_meant)
    }

    pub(super) fn use_up(&mut self, code: &str) {
        self.codes.use_up(code);
    }

    pub(super) fn recall(&mut self, message_id: &str) {
        let recalled = self.cards.iter_mut().filter(|card| card.message_id == message_id);
        recalled.for_each(|card| card.is_recalled = true);
    }

    /// Changes the card for these members, or for all of its recipients.
    pub(crate) fn update(&mut self, card: usize, members: Option<&[String]>, update: &CardUpdate) -> Option<Changed> {
        let card = self.cards.get_mut(card)?;
        let message_id = card.message_id.clone();
        let Some(members) = members else {
            card.sent = card.sent.updated(update);
            card.changed.clear();
            return Some(Changed { message_id, members: None, copy: card.sent.clone() });
        };
        let copy = match members {
            [member] => card.copy_of(member).updated(update),
            _ => card.sent.updated(update),
        };
        card.changed.extend(members.iter().map(|member| (member.to_lowercase(), copy.clone())));
        Some(Changed { message_id, members: Some(members.to_vec()), copy })
    }
}

impl Card {
    fn copy_of(&self, member: &str) -> &Copy {
        self.changed.get(&member.to_lowercase()).unwrap_or(&self.sent)
    }

    /// What the button with this key says once it is handled, if the card names it.
    pub(super) fn replace_name(&self, key: &str) -> Option<&str> {
        let button = buttons(self.sent.card.get("btn")).find(|button| text(button, "key") == key)?;
        given(button, "replace_name")
    }
}

impl Copy {
    pub(crate) fn new(card: Value) -> Self {
        let label = given(&card, "replace_text").map(str::to_owned);
        Self { card, label }
    }

    fn updated(&self, update: &CardUpdate) -> Self {
        match update {
            CardUpdate::Label(label) => Self { label: Some(label.clone()), ..self.clone() },
            CardUpdate::Card(card) => Self::new(card.clone()),
        }
    }

    fn is_task_card(&self) -> bool {
        self.card.get("btn").is_some()
    }
}

fn buttons(list: Option<&Value>) -> impl Iterator<Item = &Value> {
    list.and_then(Value::as_array).into_iter().flatten()
}

impl CardUpdate {
    /// From the body of `message/update_template_card`.
    pub(super) fn of(body: &Value) -> Self {
        match body.get("template_card") {
            Some(card) => Self::Card(card.clone()),
            None => Self::Label(body.get("button").map_or("", |button| text(button, "replace_name")).to_owned()),
        }
    }
}

/// The members that an update names; `None` are all who got the card. The sandbox does not know who is in a department
/// or has a tag, so an update for one of those changes every copy.
pub(super) fn named_members<'u>(body: &Value, users: &'u [String]) -> Option<&'u [String]> {
    let has = |name: &str| body.get(name).and_then(Value::as_array).is_some_and(|ids| !ids.is_empty());
    (has("userids") && !has("partyids") && !has("tagids") && !flag(body, "atall")).then_some(users)
}
