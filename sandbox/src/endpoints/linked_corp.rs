//! `linkedcorp/message/send`: to members of this corporation and of linked ones.

use serde_json::Value;

use crate::body::{flag, ids};
use crate::received::Delivery;
use crate::reply::Reply;
use crate::sent::Sent;
use crate::world::{World, lower_case};

pub(crate) fn send(world: &World, body: &Value) -> Result<Sent, Reply> {
    if flag(body, "toall") {
        return Ok(Sent::to_everyone());
    }
    let settings = &world.settings;
    let (users, invalid_users) = settings.persons(ids(body, "touser"));
    let (parties, invalid_parties) = settings.parties(ids(body, "toparty"));
    let (tags, invalid_tags) = settings.tags(ids(body, "totag"));
    let to = Delivery { users, parties, tags, ..Delivery::default() };
    let invalid =
        [("invaliduser", lower_case(invalid_users)), ("invalidparty", invalid_parties), ("invalidtag", invalid_tags)];
    Sent::reaching(to, invalid.map(|(name, ids)| (name, ids.into())))
}
