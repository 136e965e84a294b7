//! What somebody does on the page in the chats of smart bots.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use super::actions::click;
use crate::aibot::{Place, Rating};
use crate::answer::Answer;
use crate::body::{given, text};
use crate::callback::NotCalled;
use crate::request::Request;
use crate::shared::{Shared, lock};
use crate::wecom::Wecom;

/// The answer, if the action names a smart bot: `{"aibot":1,"action":"say","member":"lisi","text":"hi"}`, in a group with
/// its id as `group`.
pub(super) fn act(request: &Request, shared: &Arc<Mutex<Shared>>) -> Option<Answer> {
    let body: Value = serde_json::from_slice(&request.body).ok()?;
    let bot = usize::try_from(body.get("aibot")?.as_u64()?).ok()?.checked_sub(1)?;
    let done = lock(shared).act(|wecom| done(wecom, bot, &body));
    Some(match done {
        None => Answer::json(400, &json!({"error": "no such action"})),
        Some(Ok(())) => Answer::json(200, &json!({"told": true})),
        Some(Err(error)) => Answer::json(409, &json!({"error": error.to_string()})),
    })
}

fn done(wecom: &mut Wecom, bot: usize, body: &Value) -> Option<Result<(), NotCalled>> {
    let member = given(body, "member")?;
    let told = match text(body, "action") {
        "say" => {
            let place = given(body, "group").map_or_else(|| Place::single(member), Place::group);
            let message = json!({"msgtype": "text", "text": {"content": given(body, "text")?}});
            wecom.aibot_write(bot, &place, member, &message)
        }
        "enter" => wecom.aibot_enter(bot, member),
        "click" => wecom.aibot_click(bot, &click(member, body)?),
        "rate" => wecom.aibot_rate(bot, member, given(body, "feedback")?, &rating(body)?),
        _ => return None,
    };
    Some(told.map(|_| ()))
}

fn rating(body: &Value) -> Option<Rating> {
    Some(match text(body, "rating") {
        "accurate" => Rating::accurate(),
        "inaccurate" => Rating::inaccurate("", []),
        "withdrawn" => Rating::withdrawn(),
        _ => return None,
    })
}
