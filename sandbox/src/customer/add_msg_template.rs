//! `externalcontact/add_msg_template`: a task for members. Nothing is sent by it, and nobody confirms it here.

use serde_json::Value;

use crate::answer::Reply;
use crate::directory::{given, ids, text};
use crate::wecom::Wecom;

const NOBODY_LEFT: i32 = 41048;
const SENDER_UNKNOWN: i32 = 40003;

impl Wecom {
    pub(crate) fn add_msg_template(&mut self, body: &Value) -> Result<Reply, Reply> {
        if given(body, "sender").is_some_and(|sender| !self.settings.has_person(sender)) {
            return Err(Reply::error(SENDER_UNKNOWN));
        }
        let named = if text(body, "chat_type") == "group" { "chat_id_list" } else { "external_userid" };
        let (there, failed) = self.settings.persons(ids(body, named));
        if there.is_empty() && !failed.is_empty() {
            return Err(Reply::error(NOBODY_LEFT).with("fail_list", failed));
        }
        Ok(Reply::ok().with("fail_list", failed).with("msgid", self.ids.next(2)))
    }
}
