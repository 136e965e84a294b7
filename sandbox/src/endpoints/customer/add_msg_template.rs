//! `externalcontact/add_msg_template`: creates a mass message that members are to confirm.

use serde_json::Value;

use crate::body::{given, ids, text};
use crate::reply::Reply;
use crate::world::World;

const NO_VALID_CUSTOMER: i32 = 41048;
const SENDER_UNKNOWN: i32 = 40003;

pub(crate) fn add_msg_template(world: &mut World, body: &Value) -> Result<Reply, Reply> {
    if given(body, "sender").is_some_and(|sender| !world.settings.has_person(sender)) {
        return Err(Reply::error(SENDER_UNKNOWN));
    }
    let named = if text(body, "chat_type") == "group" { "chat_id_list" } else { "external_userid" };
    let (known, failed) = world.settings.persons(ids(body, named));
    if known.is_empty() && !failed.is_empty() {
        return Err(Reply::error(NO_VALID_CUSTOMER).with("fail_list", failed));
    }
    Ok(Reply::ok().with("fail_list", failed).with("msgid", world.ids.next(32)))
}
