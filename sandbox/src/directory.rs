//! Who there is: recipients of a send, sorted into those reached and those not.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::answer::Reply;
use crate::received::Delivery;
use crate::settings::Settings;

/// The recipient that stands for everyone in the application's visible range.
const EVERYONE: &str = "@all";

/// None of the recipients is valid; nothing is sent.
const NOBODY_LEFT: i32 = 81013;

/// The recipients of a send.
#[derive(Debug, Default)]
pub(crate) struct Addressed {
    pub(crate) reached: Delivery,
    invalid_users: Vec<String>,
    invalid_parties: Vec<String>,
    invalid_tags: Vec<String>,
    unlicensed_users: Vec<String>,
}

impl Settings {
    /// Sorts the recipients of a request.
    pub(crate) fn address(&self, body: &Value) -> Addressed {
        let users = pieces(body, "touser");
        if users == [EVERYONE] {
            let reached = Delivery { everyone: true, ..Delivery::default() };
            return Addressed { reached, ..Addressed::default() };
        }
        let mut addressed = Addressed::default();
        for user in users {
            // Ids are compared without regard to case, and the lists of the answer are in lower case.
            let lower = user.to_lowercase();
            if user == EVERYONE || self.invalid_users.contains(&lower) {
                addressed.invalid_users.push(lower);
            } else if self.unlicensed_users.contains(&lower) {
                addressed.unlicensed_users.push(lower);
            } else {
                addressed.reached.users.push(user);
            }
        }
        let there = |party: &String| !self.invalid_parties.contains(party);
        (addressed.reached.parties, addressed.invalid_parties) = pieces(body, "toparty").into_iter().partition(there);
        let there = |tag: &String| !self.invalid_tags.contains(tag);
        (addressed.reached.tags, addressed.invalid_tags) = pieces(body, "totag").into_iter().partition(there);
        addressed
    }
}

impl Addressed {
    /// Success, or that nobody is left; with the lists of those who are not reached either way.
    pub(crate) fn reply(&self) -> Reply {
        let reply = if self.reached.is_empty() { Reply::error(NOBODY_LEFT) } else { Reply::ok() };
        let lists = [
            ("invaliduser", &self.invalid_users),
            ("invalidparty", &self.invalid_parties),
            ("invalidtag", &self.invalid_tags),
            ("unlicenseduser", &self.unlicensed_users),
        ];
        let mentioned = lists.into_iter().filter(|(_, ids)| !ids.is_empty());
        mentioned.fold(reply, |reply, (name, ids)| reply.with(name, ids.join("|")))
    }
}

/// The ids of a joined list: trimmed, each once, whatever its case.
fn pieces(body: &Value, name: &str) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let text = body.get(name).and_then(Value::as_str).unwrap_or_default();
    let pieces = text.split('|').map(str::trim).filter(|piece| !piece.is_empty());
    pieces.filter(|piece| seen.insert(piece.to_lowercase())).map(str::to_owned).collect()
}
