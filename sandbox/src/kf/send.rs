//! `kf/send_msg`: to a customer who wrote, five messages within 48 hours.

use serde_json::Value;

use super::{Session, WINDOW};
use crate::answer::Reply;
use crate::directory::text;
use crate::received::Delivery;
use crate::sending::Sent;
use crate::wecom::Wecom;

const ACCOUNT_UNKNOWN: i32 = 95004;
/// By the code list; the page names none for this.
const CUSTOMER_UNKNOWN: i32 = 40096;
const MESSAGES_USED_UP: i32 = 95001;
const WINDOW_OVER: i32 = 95002;

impl Wecom {
    pub(crate) fn kf_send(&mut self, body: &Value) -> Result<Sent, Reply> {
        let (customer, open_kfid) = (text(body, "touser"), text(body, "open_kfid"));
        if self.settings.invalid_kf_accounts.contains(open_kfid) {
            return Err(Reply::error(ACCOUNT_UNKNOWN));
        }
        if !self.settings.has_person(customer) {
            return Err(Reply::error(CUSTOMER_UNKNOWN));
        }
        // Before the count: whoever repeats the last message that was allowed is to learn that it went out.
        self.customer_service.check_message_id(open_kfid, body)?;
        let sessions = &mut self.customer_service.sessions;
        let session = sessions.entry((open_kfid.to_owned(), customer.to_owned()));
        let session = session.or_insert_with(|| Session::opened(self.now));
        if self.now >= session.wrote + WINDOW {
            return Err(Reply::error(WINDOW_OVER));
        }
        session.left = session.left.checked_sub(1).ok_or_else(|| Reply::error(MESSAGES_USED_UP))?;
        let to = Delivery { customers: vec![customer.to_owned()], ..Delivery::default() };
        Ok(Sent { reply: self.kf_reply(open_kfid, body), to })
    }
}
