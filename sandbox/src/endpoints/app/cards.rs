//! Cards that call back, as each of their recipients sees them.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Value, json};

use crate::body::{flag, given, text};
use crate::callback::{Click, NotCalled, Target, Xml};
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

/// A card that was clicked.
#[derive(Debug)]
pub(crate) struct Clicked {
    pub(crate) card: usize,
    pub(crate) application: usize,
    /// The elements of the event but those that all events have.
    pub(crate) elements: Xml,
    pub(crate) event: &'static str,
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
        body: &Value,
    ) -> String {
        let card = body.get("template_card").unwrap_or(&Value::Null);
        self.cards.push(Card {
            application,
            recipients: recipients.clone(),
            message_id: message_id.to_owned(),
            task_id: text(card, "task_id").to_owned(),
            sent: Copy::new(card.clone()),
            changed: BTreeMap::new(),
            is_recalled: false,
        });
        self.code(world, self.cards.len() - 1)
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

    /// A click, with the code that it brings.
    pub(crate) fn click(&mut self, world: &mut World, click: &Click) -> Result<Clicked, NotCalled> {
        let is_clicked = |card: &Card| {
            !click.card.is_empty()
                && (card.task_id == click.card || card.message_id == click.card)
                && card.recipients.may_include(&click.member)
                && !card.is_recalled
        };
        let index = self.cards.iter().rposition(is_clicked).ok_or(NotCalled::NoSuchCard)?;
        let card = self.cards.get(index).ok_or(NotCalled::NoSuchCard)?;
        let (application, copy) = (card.application, card.copy_of(&click.member));
        let (key, event) = copy.target(&click.target)?;
        let selected = if click.target.is_menu() { Vec::new() } else { copy.selected(&click.chosen)? };
        let (task_id, card_type) = (card.task_id.clone(), text(&copy.card, "card_type").to_owned());
        let code = self.code(world, index);
        let mut elements = Xml::default()
            .text("EventKey", &key)
            .text("TaskId", &task_id)
            .text("CardType", &card_type)
            .text("ResponseCode", &code);
        if !selected.is_empty() {
            let items = selected.iter().fold(Xml::default(), |items, (question, options)| {
                let ids = options.iter().fold(Xml::default(), |ids, option| ids.text("OptionId", option));
                let item = Xml::default().text("QuestionKey", question).element("OptionIds", &ids);
                items.element("SelectedItem", &item)
            });
            elements = elements.element("SelectedItems", &items);
        }
        Ok(Clicked { card: index, application, elements, event })
    }
}

impl Card {
    fn copy_of(&self, member: &str) -> &Copy {
        self.changed.get(&member.to_lowercase()).unwrap_or(&self.sent)
    }
}

impl Copy {
    fn new(card: Value) -> Self {
        let label = given(&card, "replace_text").map(str::to_owned);
        Self { card, label }
    }

    fn updated(&self, update: &CardUpdate) -> Self {
        match update {
            CardUpdate::Label(label) => Self { label: Some(label.clone()), ..self.clone() },
            CardUpdate::Card(card) => Self::new(card.clone()),
        }
    }

    /// The key of what was clicked, and the event's name.
    fn target(&self, target: &Target) -> Result<(String, &'static str), NotCalled> {
        let has_key = |list: Option<&Value>, key: &str| {
            let mut items = list.and_then(Value::as_array).into_iter().flatten();
            items.any(|item| text(item, "key") == key && item.get("type").and_then(Value::as_i64) != Some(1))
        };
        let click = |key: &str| match self.label {
            Some(_) => Err(NotCalled::GreyedOut),
            None => Ok((key.to_owned(), "template_card_event")),
        };
        match target {
            Target::Menu(key) => {
                let entries = self.card.get("action_menu").and_then(|menu| menu.get("action_list"));
                let event = "template_card_menu_event";
                if has_key(entries, key) { Ok((key.clone(), event)) } else { Err(NotCalled::NoSuchButton) }
            }
            Target::Button(key) if has_key(self.card.get("button_list"), key) => click(key),
            Target::Button(_) => Err(NotCalled::NoSuchButton),
            Target::Submit => {
                let button = self.card.get("submit_button").ok_or(match self.label {
                    Some(_) => NotCalled::GreyedOut,
                    None => NotCalled::NoSuchButton,
                })?;
                click(text(button, "key"))
            }
        }
    }

    /// Each question with the options that the member chose, or that are chosen at first.
    fn selected(&self, chosen: &[(String, Vec<String>)]) -> Result<Vec<(String, Vec<String>)>, NotCalled> {
        let selects = self.card.get("select_list").and_then(Value::as_array).into_iter().flatten();
        let drop_downs = self.card.get("button_selection").into_iter().chain(selects);
        let drop_downs = drop_downs.map(|question| (question, 1, first_of(question)));
        let votes = self.card.get("checkbox").into_iter().map(|vote| {
            let most = if vote.get("mode").and_then(Value::as_i64) == Some(1) { usize::MAX } else { 1 };
            let checked = options(vote).filter(|option| option.get("is_checked") == Some(&Value::Bool(true)));
            (vote, most, checked.map(|option| text(option, "id").to_owned()).collect())
        });
        let questions: Vec<(&Value, usize, Vec<String>)> = drop_downs.chain(votes).collect();
        let is_question = |key: &String| questions.iter().any(|(question, ..)| text(question, "question_key") == key);
        if !chosen.iter().all(|(key, _)| is_question(key)) {
            return Err(NotCalled::NoSuchOption);
        }
        let answer = |(question, most, first): (&Value, usize, Vec<String>)| {
            let key = text(question, "question_key").to_owned();
            let ids = chosen.iter().rfind(|(chosen, _)| *chosen == key).map_or(first, |(_, ids)| ids.clone());
            let exists = |id: &String| options(question).any(|option| text(option, "id") == id);
            let is_allowed = ids.len() <= most && ids.iter().all(exists);
            if is_allowed { Ok((key, ids)) } else { Err(NotCalled::NoSuchOption) }
        };
        questions.into_iter().map(answer).collect()
    }
}

fn options(question: &Value) -> impl Iterator<Item = &Value> {
    question.get("option_list").and_then(Value::as_array).into_iter().flatten()
}

/// The option that a drop-down shows first.
fn first_of(question: &Value) -> Vec<String> {
    let selected = given(question, "selected_id");
    let named = options(question).find(|option| selected == Some(text(option, "id")));
    let option = named.or_else(|| options(question).next());
    option.map(|option| text(option, "id").to_owned()).into_iter().collect()
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
