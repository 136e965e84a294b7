//! A member confirms a mass message on the page, which sends it to the member's customers.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use crate::answer::Answer;
use crate::body::text;
use crate::request::Request;
use crate::shared::{Shared, lock};

/// The answer, if the action is one: `{"action":"confirm","member":"lisi","message":"…"}`.
pub(super) fn act(request: &Request, shared: &Arc<Mutex<Shared>>) -> Option<Answer> {
    let body: Value = serde_json::from_slice(&request.body).ok()?;
    let (message, member) = (text(&body, "message"), text(&body, "member"));
    if text(&body, "action") != "confirm" {
        return None;
    }
    Some(if lock(shared).act(|wecom| wecom.confirm_mass_message(message, member)) {
        Answer::json(200, &json!({"confirmed": true}))
    } else {
        Answer::json(409, &json!({"error": "the member has no mass message of this id that waits"}))
    })
}
