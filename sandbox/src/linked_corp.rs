//! `linkedcorp/message/send`: to members here and in linked corporations.

use serde_json::Value;

use crate::answer::Reply;
use crate::app::lower_case;
use crate::directory::{flag, ids};
use crate::received::Delivery;
use crate::sending::{Sent, reached};
use crate::wecom::Wecom;

impl Wecom {
    pub(crate) fn linked_corp_send(&self, body: &Value) -> Result<Sent, Reply> {
        if flag(body, "toall") {
            return Ok(Sent { to: Delivery { everyone: true, ..Delivery::default() }, ..Sent::default() });
        }
        let (users, invalid_users) = self.settings.persons(ids(body, "touser"));
        let (parties, invalid_parties) = self.settings.parties(ids(body, "toparty"));
        let (tags, invalid_tags) = self.settings.tags(ids(body, "totag"));
        let to = Delivery { users, parties, tags, ..Delivery::default() };
        let lists = [
            ("invaliduser", lower_case(invalid_users)),
            ("invalidparty", invalid_parties),
            ("invalidtag", invalid_tags),
        ];
        reached(to, lists.map(|(name, ids)| (name, ids.into())))
    }
}
