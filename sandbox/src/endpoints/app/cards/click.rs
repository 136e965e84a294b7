//! A click on a card: what the member can click, and what the application hears of it.

use serde_json::Value;

use super::{Card, Cards, Copy, buttons};
use crate::body::{given, text};
use crate::callback::{Click, NotCalled, Target, Xml};
use crate::world::World;

/// The event of a click on a task card.
const TASK_CARD_CLICK: &str = "taskcard_click";

/// A card that was clicked.
#[derive(Debug)]
pub(crate) struct Clicked {
    pub(crate) card: usize,
    pub(crate) application: usize,
    /// The elements of the event but those that all events have.
    pub(crate) elements: Xml,
    pub(crate) event: &'static str,
}

impl Cards {
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
        let elements = Xml::default().text("EventKey", &key).text("TaskId", &task_id);
        if event == TASK_CARD_CLICK {
            return Ok(Clicked { card: index, application, elements, event });
        }
        let code = self.code(world, index);
        let mut elements = elements.text("CardType", &card_type).text("ResponseCode", &code);
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

impl Copy {
    /// The key of what was clicked, and the event's name.
    pub(crate) fn target(&self, target: &Target) -> Result<(String, &'static str), NotCalled> {
        let has_key = |list: Option<&Value>, key: &str| {
            buttons(list)
                .any(|button| text(button, "key") == key && button.get("type").and_then(Value::as_i64) != Some(1))
        };
        let click = |key: &str| match self.label {
            Some(_) => Err(NotCalled::GreyedOut),
            None if self.is_task_card() => Ok((key.to_owned(), TASK_CARD_CLICK)),
            None => Ok((key.to_owned(), "template_card_event")),
        };
        match target {
            Target::Menu(key) => {
                let entries = self.card.get("action_menu").and_then(|menu| menu.get("action_list"));
                let event = "template_card_menu_event";
                if has_key(entries, key) { Ok((key.clone(), event)) } else { Err(NotCalled::NoSuchButton) }
            }
            Target::Button(key) if has_key(self.card.get("button_list").or(self.card.get("btn")), key) => click(key),
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
    pub(crate) fn selected(&self, chosen: &[(String, Vec<String>)]) -> Result<Vec<(String, Vec<String>)>, NotCalled> {
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
