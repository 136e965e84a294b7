//! Actions of the page's user: clicks and texts, which are sent to the callback URL.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use super::aibot_actions;
use crate::answer::Answer;
use crate::body::{given, text};
use crate::call_back::call_back;
use crate::callback::{Action, Click};
use crate::request::Request;
use crate::shared::Shared;

pub(super) async fn act(request: &Request, shared: &Arc<Mutex<Shared>>) -> Answer {
    if let Some(answer) = aibot_actions::act(request, shared) {
        return answer;
    }
    let Some(action) = serde_json::from_slice(&request.body).ok().and_then(|body| action(&body)) else {
        return Answer::json(400, &json!({"error": "no such action"}));
    };
    match call_back(shared, &action).await {
        Ok(called) => Answer::json(200, &json!({"called": called.to_json()})),
        Err(error) => Answer::json(409, &json!({"error": error.to_string()})),
    }
}

fn action(body: &Value) -> Option<Action> {
    let member = given(body, "member")?.to_owned();
    Some(match text(body, "action") {
        "say" => Action::Say { member, text: given(body, "text")?.to_owned() },
        "enter_agent" => Action::EnterAgent { member },
        "subscribe" => Action::Subscribe { member },
        "unsubscribe" => Action::Unsubscribe { member },
        "click" => Action::Click(click(&member, body)?),
        _ => return None,
    })
}

/// `{"card":…,"button":…,"menu":…,"chosen":{…}}`.
pub(super) fn click(member: &str, body: &Value) -> Option<Click> {
    let card = given(body, "card")?;
    let click = match (given(body, "button"), given(body, "menu")) {
        (Some(key), _) => Click::button(member, card, key),
        (None, Some(key)) => Click::menu(member, card, key),
        (None, None) => Click::submit(member, card),
    };
    Some(chosen(body).into_iter().fold(click, |click, (key, options)| click.choosing(key, options)))
}

fn chosen(body: &Value) -> Vec<(String, Vec<String>)> {
    let questions = body.get("chosen").and_then(Value::as_object).into_iter().flatten();
    let options = |value: &Value| {
        value.as_array().into_iter().flatten().filter_map(|id| id.as_str().map(str::to_owned)).collect()
    };
    questions.map(|(key, value)| (key.clone(), options(value))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_are_read_from_json() {
        let vote = Click::submit("lisi", "vote").choosing("dish", ["rice"]);
        let table = [
            (
                json!({"action": "say", "member": "lisi", "text": "hi"}),
                Some(Action::Say { member: "lisi".into(), text: "hi".into() }),
            ),
            (json!({"action": "say", "member": "lisi"}), None),
            (json!({"action": "enter_agent", "member": "lisi"}), Some(Action::EnterAgent { member: "lisi".into() })),
            (
                json!({"action": "click", "member": "lisi", "card": "t", "button": "yes"}),
                Some(Action::Click(Click::button("lisi", "t", "yes"))),
            ),
            (
                json!({"action": "click", "member": "lisi", "card": "vote", "chosen": {"dish": ["rice"]}}),
                Some(Action::Click(vote)),
            ),
            (json!({"action": "click", "member": "lisi"}), None),
            (json!({"action": "dance", "member": "lisi"}), None),
            (json!([]), None),
        ];
        for (body, expected) in table {
            assert_eq!(action(&body), expected, "{body}");
        }
    }
}
